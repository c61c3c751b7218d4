"""Addresses of residents; what is one's own stands under a word that tells nothing."""

from django.urls import path

from podworko.consultations.views import own

urlpatterns = [
    path("termin/czekam/<str:token>/", own.waiting, name="waiting"),
    path("termin/<str:token>/", own.appointment, name="appointment"),
]
