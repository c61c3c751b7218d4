"""Addresses of a specialist's desk: a talk is named by a key that nobody can guess."""

from django.urls import path

from podworko.consultations.views import appointment, day, desk_waiting, handing, time_off

_ONE = "biurko/rozmowy/<uuid:public_id>/"

urlpatterns = [
    path("biurko/rozmowy/", day.day, name="desk_day"),
    path("biurko/rozmowy/dzien.pdf", day.paper, name="desk_day_paper"),
    path("biurko/rozmowy/czas/", time_off.time_off, name="desk_time"),
    path("biurko/rozmowy/czas/<uuid:public_id>/zwolnij/", time_off.unblock, name="desk_unblock"),
    path("biurko/rozmowy/czekaja/", desk_waiting.waiting_list, name="desk_waiting"),
    path("biurko/rozmowy/czekaja/<uuid:public_id>/", desk_waiting.book_for, name="desk_book_for"),
    path(
        "biurko/rozmowy/czekaja/<uuid:public_id>/zakoncz/",
        desk_waiting.end,
        name="desk_end_waiting",
    ),
    path("biurko/rozmowy/przekaz/", handing.hand_all, name="desk_hand_all"),
    path(_ONE, appointment.appointment, name="desk_appointment"),
    path(f"{_ONE}po/", appointment.finish, name="desk_finish"),
    path(f"{_ONE}nikt/", appointment.miss, name="desk_miss"),
    path(f"{_ONE}cofnij/", appointment.reopen, name="desk_reopen"),
    path(f"{_ONE}odwolaj/", appointment.call_off, name="desk_call_off_talk"),
    path(f"{_ONE}przenies/", appointment.move, name="desk_move"),
    path(f"{_ONE}przekaz/", appointment.hand_over, name="desk_hand_over"),
    path(f"{_ONE}zostaje/", appointment.keep, name="desk_keep"),
    path(f"{_ONE}telefon/", appointment.call, name="desk_call"),
    path(f"{_ONE}przejmij/", handing.take_over, name="desk_take_over"),
    path(f"{_ONE}nie-przejmuje/", handing.turn_down, name="desk_turn_down"),
]
