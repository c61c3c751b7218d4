from django.urls import path

from podworko.activities.views import (
    browse,
    desk_board,
    desk_held,
    desk_making,
    desk_prints,
    desk_programme,
    desk_questions,
    desk_registers,
    desk_sessions,
    desk_signups,
    home,
    paper,
    signup,
)

app_name = "activities"

urlpatterns = [
    path("mapa/", home.city_map, name="map"),
    path("mapa/punkty.geojson", home.map_points, name="map_points"),
    path("zajecia/", browse.programme, name="list"),
    path("zajecia/program.pdf", paper.programme, name="print_programme"),
    path("zajecia/termin/<uuid:public_id>/", browse.session, name="session"),
    path("zajecia/zapisy/<uuid:list_id>/", signup.sign_up, name="sign_up"),
    path("zajecia/<slug:slug>/", browse.activity, name="activity"),
    path("zapis/<str:token>/", signup.manage, name="manage"),
    path("zapis/<str:token>/przyjmij/", signup.accept, name="accept"),
    path("zapis/<str:token>/odrzuc/", signup.decline, name="decline"),
    path("zapis/<str:token>/rezygnacja/", signup.cancel, name="cancel"),
    path("zapis/<str:token>/osoby/", signup.change_people, name="change_people"),
    path("moje/", signup.mine, name="mine"),
    path("moje/kod/", signup.mine_code, name="mine_code"),
    path("moje/wyjdz/", signup.mine_leave, name="mine_leave"),
]

_DESK = "biurko/program/"
_ONE = "biurko/program/zajecia/<slug:slug>/"
_SESSION = "biurko/program/spotkania/<uuid:public_id>/"
_LIST = "biurko/program/zapisy/<uuid:list_id>/"
_SIGN_UP = "biurko/program/zapis/<uuid:public_id>/"

urlpatterns += [
    path(_DESK, desk_programme.programme, name="desk_programme"),
    path(f"{_DESK}nowe/", desk_programme.new, name="desk_new"),
    path(f"{_DESK}kopiuj/", desk_making.copy_term, name="desk_copy_term"),
    path(f"{_DESK}wzory/", desk_making.templates, name="desk_templates"),
    path(f"{_DESK}wzory/nowy/", desk_making.new_template, name="desk_new_template"),
    path(f"{_DESK}wzory/<uuid:public_id>/", desk_making.template, name="desk_template"),
    path(f"{_DESK}tablica/", desk_board.board, name="desk_board"),
    path(_ONE, desk_programme.activity, name="desk_activity"),
    path(f"{_ONE}zmien/", desk_programme.edit, name="desk_edit"),
    path(f"{_ONE}opublikuj/", desk_programme.publish, name="desk_publish"),
    path(f"{_ONE}do-sprawdzenia/", desk_making.ask_for_review, name="desk_ask_for_review"),
    path(f"{_ONE}odeslij/", desk_making.send_back, name="desk_send_back"),
    path(f"{_ONE}do-szkicu/", desk_programme.to_draft, name="desk_to_draft"),
    path(f"{_ONE}odwolaj/", desk_programme.call_off, name="desk_call_off"),
    path(f"{_ONE}terminy/", desk_sessions.add_dates, name="desk_add_dates"),
    path(f"{_ONE}pytania/", desk_questions.questions, name="desk_questions"),
    path(f"{_ONE}pytania/<int:number>/", desk_questions.question, name="desk_question"),
    path(
        f"{_ONE}pytania/<int:number>/usun/",
        desk_questions.remove_question,
        name="desk_remove_question",
    ),
    path(f"{_SESSION}zmien/", desk_sessions.edit_session, name="desk_session"),
    path(f"{_SESSION}odwolaj/", desk_sessions.cancel_session, name="desk_cancel_session"),
    path("biurko/obecnosc/urzadzenie/", desk_registers.shell, name="register_shell"),
    path("biurko/obecnosc/praca.js", desk_registers.worker, name="register_worker"),
    path("biurko/obecnosc/do-sprawdzenia/", desk_held.waiting, name="desk_held"),
    path(
        f"{_SESSION}obecnosc/do-sprawdzenia/<uuid:sender>/",
        desk_held.settle,
        name="desk_held_settle",
    ),
    path("biurko/obecnosc/", desk_registers.to_fill, name="desk_registers"),
    path(f"{_SESSION}obecnosc/", desk_registers.register, name="desk_register"),
    path(f"{_SESSION}obecnosc/wpisy/", desk_registers.acts, name="desk_register_acts"),
    path(f"{_SESSION}obecnosc/zamknij/", desk_registers.close, name="desk_register_close"),
    path(f"{_SESSION}obecnosc/otworz/", desk_registers.reopen, name="desk_register_reopen"),
    path(f"{_SESSION}obecnosc/rozstrzygnij/", desk_registers.settle, name="desk_register_settle"),
    path(f"{_SESSION}obecnosc/wyjscie/", desk_registers.leave, name="desk_register_leave"),
    path(f"{_SESSION}lista.pdf", desk_prints.attendance, name="print_attendance"),
    path(f"{_SESSION}etykiety.pdf", desk_prints.labels, name="print_labels"),
    path(f"{_LIST}formularz.pdf", desk_prints.sign_up_form, name="print_form"),
    path(f"{_SIGN_UP}wydruk.pdf", desk_prints.slip, name="print_slip"),
    path(_LIST, desk_signups.sign_ups, name="desk_sign_ups"),
    path(f"{_LIST}miejsca/", desk_sessions.places, name="desk_list_places"),
    path(f"{_LIST}nowy/", desk_signups.new_sign_up, name="desk_new_sign_up"),
    path(f"{_LIST}do-podpisu/", desk_signups.sheet, name="desk_sheet"),
    path(_SIGN_UP, desk_signups.sign_up, name="desk_sign_up"),
    path(f"{_SIGN_UP}wydruk/", desk_signups.slip, name="desk_slip"),
    path(f"{_SIGN_UP}przyjmij/", desk_signups.accept, name="desk_accept"),
    path(f"{_SIGN_UP}odrzuc/", desk_signups.decline, name="desk_decline"),
    path(f"{_SIGN_UP}osoby/", desk_signups.change_people, name="desk_people"),
    path(f"{_SIGN_UP}wypisz/", desk_signups.cancel, name="desk_cancel_sign_up"),
]
