"""Addresses of residents; what is one's own stands under a word that tells nothing."""

from django.urls import path

from podworko.consultations.views import own, public

_OWN = "termin/<str:token>/"

urlpatterns = [
    path("konsultacje/", public.services, name="services"),
    path("konsultacje/<uuid:public_id>/", public.service, name="service"),
    path("konsultacje/<uuid:public_id>/powiadom/", public.wait, name="wait"),
    path("konsultacje/umow/<str:token>/", public.book, name="book"),
    path("termin/", own.by_code, name="by_code"),
    path("termin/czekam/<str:token>/", own.waiting, name="waiting"),
    path("termin/czekam/<str:token>/koniec/", own.end_waiting, name="end_waiting"),
    path(_OWN, own.appointment, name="appointment"),
    path(f"{_OWN}odwolaj/", own.cancel, name="cancel"),
    path(f"{_OWN}odpowiedz/", own.answer, name="answer"),
    path(f"{_OWN}wczesniej/", own.earlier, name="earlier"),
    path(f"{_OWN}zmien/", own.change, name="change"),
    path(f"{_OWN}spotkanie.ics", own.calendar, name="calendar"),
]
