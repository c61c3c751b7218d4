"""Addresses of a volunteer's own shifts."""

from django.urls import path

from podworko.volunteering.views import own_shifts

_OWN = "wolontariat/moje/<str:token>/"
_SHIFT = f"{_OWN}dyzury/<uuid:key>/"

urlpatterns = [
    path(
        "wolontariat/kalendarz/<str:feed>/dyzury.ics",
        own_shifts.calendar,
        name="own_shifts_calendar",
    ),
    path(f"{_OWN}dyzury/", own_shifts.shifts, name="own_shifts"),
    path(f"{_OWN}dyzury/wolne/", own_shifts.choices, name="own_shifts_free"),
    path(_SHIFT, own_shifts.shift, name="own_shift"),
    path(f"{_SHIFT}kogo/", own_shifts.visit, name="own_shift_visit"),
    path(f"{_SHIFT}zamiana/", own_shifts.exchange, name="own_shift_swap"),
    path(f"{_SHIFT}<slug:what>/", own_shifts.act, name="own_shift_act"),
    path(f"{_OWN}prosby/<uuid:key>/<slug:what>/", own_shifts.answer, name="own_swap_answer"),
]
