"""Addresses of asking in the field: interviews, and tablets for residents."""

from django.urls import URLPattern, path

from podworko.diagnosis.views import desk_kiosks, interviews, kiosk

_DESK = "biurko/ankiety/"
_SURVEY = f"{_DESK}<uuid:public_id>/"

urlpatterns: list[URLPattern] = [
    path("tablet/", kiosk.start, name="kiosk"),
    path("tablet/pytania/", kiosk.questions, name="kiosk_questions"),
    path("tablet/dziekujemy/", kiosk.thanks, name="kiosk_thanks"),
    path(f"{_SURVEY}teren/", desk_kiosks.field, name="desk_survey_field"),
    path(f"{_DESK}tablet/<uuid:public_id>/zatrzymaj/", desk_kiosks.stop, name="desk_kiosk_stop"),
    path(f"{_SURVEY}rozmowy/", interviews.interviews, name="desk_interviews"),
    path(f"{_SURVEY}rozmowy/wyslane/", interviews.take, name="desk_interviews_take"),
    path(f"{_DESK}rozmowy/", interviews.shell, name="interviews_shell"),
    path(f"{_DESK}rozmowy.js", interviews.worker, name="interviews_worker"),
]
