"""Addresses of what is a resident's own, by a link or a code."""

from django.urls import path

from podworko.initiatives.views import own

OWN = "inicjatywy/moje/<str:token>/"

urlpatterns = [
    path("inicjatywy/moje/", own.by_code, name="own_code"),
    path(OWN, own.own, name="own"),
]
