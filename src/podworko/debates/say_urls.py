"""The addresses of public consultations and lessons, among those of debates."""

from django.urls import path

from podworko.debates.views import (
    say,
    say_answering,
    say_desk,
    say_lessons,
    say_lessons_desk,
    say_own,
    say_reading,
    say_typing,
)

_HEARING = "debaty/konsultacje/<uuid:public_id>/"
_DESK = "biurko/konsultacje-spoleczne/<uuid:public_id>/"
_LESSON = "biurko/lekcje/<uuid:public_id>/"

urlpatterns = [
    path("debaty/konsultacje/", say.hearings, name="hearings"),
    path("debaty/konsultacje/glos/", say_own.by_code, name="voice_code"),
    path("debaty/konsultacje/glos/<str:token>/", say_own.voice, name="voice"),
    path("debaty/konsultacje/glos/<str:token>/wycofaj/", say_own.withdraw, name="voice_withdraw"),
    path("debaty/konsultacje/poparcie/<str:token>/", say_own.agreement, name="agreement"),
    path("debaty/konsultacje/plik/<uuid:public_id>/", say.attachment, name="voice_file"),
    path(_HEARING, say.hearing, name="hearing"),
    path(f"{_HEARING}glosy/", say_reading.voices, name="hearing_voices"),
    path(f"{_HEARING}powiedz/", say.speak, name="speak"),
    path(f"{_HEARING}wyslane/", say.sent, name="spoken"),
    path(f"{_HEARING}glosy/<uuid:voice_id>/tak-samo/", say.agree, name="agree"),
    path("debaty/lekcje/", say_lessons.lessons, name="lessons"),
    path("debaty/lekcje/<uuid:public_id>/", say_lessons.lesson, name="lesson"),
    path("biurko/konsultacje-spoleczne/", say_desk.hearings, name="desk_hearings"),
    path("biurko/konsultacje-spoleczne/nowe/", say_desk.new, name="desk_new_hearing"),
    path(_DESK, say_desk.hearing, name="desk_hearing"),
    path(f"{_DESK}zmien/", say_desk.edit, name="desk_edit_hearing"),
    path(f"{_DESK}dokument/", say_desk.document, name="desk_hearing_document"),
    path(f"{_DESK}krok/<slug:act>/", say_desk.step, name="desk_hearing_step"),
    path(f"{_DESK}odwolaj/", say_desk.call_off, name="desk_call_off_hearing"),
    path(f"{_DESK}spotkania/", say_desk.add_event, name="desk_add_event"),
    path(f"{_DESK}spotkania/<int:number>/usun/", say_desk.remove_event, name="desk_remove_event"),
    path(f"{_DESK}kartki-z-kodem/", say_typing.cards, name="desk_cards"),
    path(f"{_DESK}kartka.pdf", say_typing.sheet, name="desk_voice_sheet"),
    path(f"{_DESK}wpisz/", say_typing.type_voice, name="desk_type_voice"),
    path(f"{_DESK}kartki/", say_typing.type_sheets, name="desk_type_sheets"),
    path(f"{_DESK}czekaja/", say_answering.show, name="desk_show_voices"),
    path(f"{_DESK}glosy/<uuid:voice_id>/", say_answering.voice, name="desk_voice"),
    path(f"{_DESK}odpowiedzi/", say_answering.answers, name="desk_answer_voices"),
    path(f"{_DESK}odpowiedzi.pdf", say_answering.answer_sheet, name="desk_answer_sheet"),
    path(f"{_DESK}powiedz/", say_answering.tell, name="desk_tell_hearing"),
    path("biurko/lekcje/", say_lessons_desk.lessons, name="desk_lessons"),
    path("biurko/lekcje/nowa/", say_lessons_desk.new, name="desk_new_lesson"),
    path(_LESSON, say_lessons_desk.lesson, name="desk_lesson"),
    path(f"{_LESSON}zmien/", say_lessons_desk.edit, name="desk_edit_lesson"),
    path(f"{_LESSON}opublikuj/", say_lessons_desk.publish, name="desk_publish_lesson"),
    path(f"{_LESSON}pokaz/", say_lessons_desk.tie, name="desk_tie_lesson"),
    path(f"{_LESSON}pokaz/<int:number>/usun/", say_lessons_desk.untie, name="desk_untie_lesson"),
]
