"""Addresses of what is a volunteer's own, by a link or a code."""

from django.urls import path

from podworko.volunteering.views import own

_OWN = "wolontariat/moje/<str:token>/"

urlpatterns = [
    path("wolontariat/moje/", own.by_code, name="own_code"),
    path(_OWN, own.own, name="own"),
    path(f"{_OWN}zgloszenia/<uuid:public_id>/wycofaj/", own.withdraw, name="own_withdraw"),
]
