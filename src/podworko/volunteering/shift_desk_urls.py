"""Addresses of shifts at the desk."""

from django.urls import path

from podworko.volunteering.views import shift_desk, shift_people, turn_hours

_ALL = "biurko/wolontariat/dyzury/"
_ONE = f"{_ALL}<uuid:key>/"

urlpatterns = [
    path(_ALL, shift_desk.shifts, name="desk_shifts"),
    path(f"{_ALL}nowe/", shift_desk.plan, name="desk_plan_shifts"),
    path(f"{_ALL}do-wyjasnienia/", shift_desk.doubts, name="desk_shift_doubts"),
    path(f"{_ALL}lista.pdf", shift_desk.roster, name="desk_roster"),
    path(_ONE, shift_desk.shift, name="desk_shift"),
    path(f"{_ONE}zmien/", shift_desk.change, name="desk_edit_shift"),
    path(f"{_ONE}odwolaj/", shift_desk.cancel, name="desk_cancel_shift"),
    path(f"{_ONE}napisz/", shift_desk.tell, name="desk_tell_shift"),
    path(f"{_ONE}godziny/", turn_hours.confirm, name="desk_shift_hours"),
    path(f"{_ONE}kogo/", shift_desk.visit, name="desk_shift_visited"),
    path(f"{_ONE}wpisz/", shift_people.put, name="desk_put_on"),
    path(f"{_ALL}osoba/<uuid:key>/<slug:what>/", shift_people.act, name="desk_turn_act"),
    path(f"{_ALL}prosba/<uuid:key>/<slug:what>/", shift_people.answer, name="desk_swap_answer"),
]
