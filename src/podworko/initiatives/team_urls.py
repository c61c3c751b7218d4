"""Addresses of the residents' team: public ones, members' own ones, the desk's."""

from django.urls import path

from podworko.initiatives.own_urls import OWN
from podworko.initiatives.views import meetings_desk, team, team_desk, team_own

_TEAM = "pal/<slug:slug>/zespol/"
_OWN = f"{OWN}zespol/<slug:slug>/"
_DESK = "biurko/zespol-mieszkancow/"
_ONE = f"{_DESK}<slug:slug>/"
_MEMBER = f"{_DESK}osoba/<uuid:public_id>/"
_MEETING = f"{_DESK}spotkanie/<uuid:public_id>/"
_TASK = f"{_DESK}zadanie/<uuid:public_id>/"
_DECISION = f"{_DESK}decyzja/<uuid:public_id>/"

urlpatterns = [
    path(_TEAM, team.team, name="team"),
    path(f"{_TEAM}dolacz/", team.join, name="team_join"),
    path(f"{_TEAM}spotkania/<uuid:public_id>/", team.meeting, name="team_meeting"),
    path(f"{OWN}zgloszenie/<uuid:public_id>/wycofaj/", team_own.withdraw, name="own_withdraw"),
    path(_OWN, team_own.team, name="own_team"),
    path(f"{_OWN}spotkania/<uuid:public_id>/", team_own.meeting, name="own_meeting"),
    path(f"{_OWN}zadania/<uuid:public_id>/<slug:what>/", team_own.task, name="own_task"),
    path(_DESK, team_desk.teams, name="desk_teams"),
    path(f"{_DESK}zgloszenie/<uuid:public_id>/", team_desk.application, name="desk_application"),
    path(_MEMBER, team_desk.member, name="desk_team_member"),
    path(f"{_MEMBER}koniec/", team_desk.end, name="desk_team_end"),
    path(f"{_MEMBER}dalej/", team_desk.renew, name="desk_team_renew"),
    path(f"{_MEMBER}kod/", team_desk.new_code, name="desk_team_code"),
    path(_MEETING, meetings_desk.meeting, name="desk_meeting"),
    path(f"{_MEETING}zmien/", meetings_desk.change, name="desk_meeting_change"),
    path(f"{_MEETING}krok/<slug:act>/", meetings_desk.step, name="desk_meeting_step"),
    path(_TASK, team_desk.task, name="desk_team_task"),
    path(f"{_TASK}gotowe/", team_desk.task_done, name="desk_team_task_done"),
    path(_DECISION, meetings_desk.decision, name="desk_decision"),
    path(f"{_DECISION}odwiaz/<int:number>/", meetings_desk.untie, name="desk_decision_untie"),
    path(_ONE, team_desk.team, name="desk_team"),
    path(f"{_ONE}zmien/", team_desk.edit, name="desk_team_edit"),
    path(f"{_ONE}osoby/nowa/", team_desk.add_member, name="desk_team_add"),
    path(f"{_ONE}spotkania/nowe/", meetings_desk.plan, name="desk_meeting_new"),
    path(f"{_ONE}zadania/nowe/", team_desk.add_task, name="desk_team_task_new"),
    path(f"{_ONE}wprowadzenie/", team_desk.handover, name="desk_team_handover"),
]
