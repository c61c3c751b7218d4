"""Addresses of a volunteer's own shifts."""

from django.urls import path

from podworko.volunteering.views import own_shifts

_OWN = "wolontariat/moje/<str:token>/"

urlpatterns = [
    path(f"{_OWN}dyzury/", own_shifts.shifts, name="own_shifts"),
]
