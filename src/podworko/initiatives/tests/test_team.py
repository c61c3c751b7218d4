"""The residents' team: applying, terms, what is left when somebody leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates.public import Poll
from podworko.initiatives import operations
from podworko.initiatives.models import Team, TeamApplication, TeamMember, TeamTask
from podworko.initiatives.operations import reminding
from podworko.initiatives.operations.team import (
    KEEP_ANSWERED,
    KEEP_NAMES,
    TEAM_FIELDS,
    Joining,
    forget_old,
    free_tasks_of_former,
)
from podworko.initiatives.tasks import keep_team
from podworko.initiatives.team_electorate import TeamElectorate
from podworko.initiatives.tests.team_factories import (
    make_decision,
    make_meeting,
    make_member,
    make_team,
)
from podworko.messages.public import messages_to
from podworko.people.public import Card, Channel

pytestmark = pytest.mark.django_db

ADA = Card(name="Ada Sąsiadka", phone="+48600700800", email="ada@example.org")


def asked(team: Team, card: Card = ADA, words: str = "") -> Joining:
    return operations.join(team, card, words=words, channel=Channel.WEB, actor=SYSTEM)


def test_applying_twice_is_once_and_is_answered_by_a_promised_day() -> None:
    team = make_team()
    first, again = asked(team), asked(team)
    assert first.application == again.application
    assert (len(first.code), again.code) == (9, "")
    assert first.application.due_on == times.working_day_after(times.today(), days=10)
    assert len(messages_to(first.application.person.pk)) == 1


@pytest.mark.parametrize("fields", [{"is_open": False}, {"is_published": False}])
def test_a_team_that_takes_nobody_says_so(fields: dict[str, Any]) -> None:
    with pytest.raises(DomainError):
        asked(make_team(**fields))


def test_whoever_is_accepted_begins_a_term_and_nobody_twice() -> None:
    team = make_team(term_months=12)
    application = asked(team).application
    operations.answer_application(application, accepts=True, words="", actor=SYSTEM)
    member = team.members.get()
    assert member.since == times.today()
    assert member.until > times.today() + timedelta(days=363)
    with pytest.raises(DomainError):
        operations.answer_application(application, accepts=False, words="nie", actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.begin_term(team, member.person, since=times.today(), actor=SYSTEM)
    assert len(messages_to(member.person.pk)) == 2


def test_a_no_needs_words() -> None:
    application = asked(make_team()).application
    with pytest.raises(DomainError) as caught:
        operations.answer_application(application, accepts=False, words=" ", actor=SYSTEM)
    assert caught.value.field == "words"
    application.refresh_from_db()
    assert application.state == "waiting"


def test_a_term_is_followed_by_another_without_a_gap() -> None:
    member = make_member(make_team(), part="writer", shown_name="Halina P.")
    again = operations.renew_term(member, actor=SYSTEM)
    assert again.since == member.until + timedelta(days=1)
    assert (again.part, again.shown_name) == ("writer", "Halina P.")
    with pytest.raises(DomainError):
        operations.renew_term(member, actor=SYSTEM)


def test_one_person_leads_a_team() -> None:
    team = make_team()
    make_member(team, name="Ewa Prowadząca", part="chair")
    with pytest.raises(DomainError) as caught:
        operations.change_member(make_member(team), part="chair", shown_name="", actor=SYSTEM)
    assert caught.value.field == "part"


def test_who_leaves_early_leaves_tasks_that_wait_and_the_next_term_goes() -> None:
    team = make_team()
    member = make_member(team)
    operations.renew_term(member, actor=SYSTEM)
    task = TeamTask.objects.create(team=team, words="Plakat", member=member, due_on=times.today())
    freed = operations.end_term(member, last_on=times.today(), why="przeprowadzka", actor=SYSTEM)
    assert freed == [task]
    task.refresh_from_db()
    assert task.member is None
    assert team.members.count() == 1
    with pytest.raises(DomainError):
        operations.renew_term(member, actor=SYSTEM)


@pytest.mark.parametrize(("days", "why", "field"), [(-40, "x", "last_on"), (0, " ", "why")])
def test_an_end_needs_a_day_of_the_term_and_a_reason(days: int, why: str, field: str) -> None:
    last_on = times.today() + timedelta(days=days)
    with pytest.raises(DomainError) as caught:
        operations.end_term(make_member(make_team()), last_on=last_on, why=why, actor=SYSTEM)
    assert caught.value.field == field


def test_tasks_go_on_with_the_next_term_and_wait_when_there_is_none() -> None:
    team, today = make_team(), times.today()
    past = {"since": today - timedelta(days=400), "until": today - timedelta(days=1)}
    gone, stays = make_member(team, name="Ola", **past), make_member(team, name="Iza", **past)
    next_term = make_member(team, person=stays.person, since=today)
    left = TeamTask.objects.create(team=team, words="A", member=gone, due_on=today)
    kept = TeamTask.objects.create(team=team, words="B", member=stays, due_on=today)
    assert free_tasks_of_former(actor=SYSTEM) == 1
    left.refresh_from_db()
    kept.refresh_from_db()
    assert (left.member, kept.member) == (None, next_term)
    assert free_tasks_of_former(actor=SYSTEM) == 0


def test_members_are_reminded_once_of_tasks_and_of_the_end() -> None:
    team = make_team()
    soon = times.today() + timedelta(days=20)
    member = make_member(team, until=soon)
    TeamTask.objects.create(team=team, words="A", member=member, due_on=times.today())
    for _ in range(2):
        reminding.remind_of_tasks(actor=SYSTEM)
        reminding.remind_of_terms(actor=SYSTEM)
    assert len(messages_to(member.person.pk)) == 2


def test_who_takes_a_task_over_or_gets_another_day_is_reminded_too() -> None:
    first = make_member(make_team())
    other = make_member(first.team, name="Iza")
    task = TeamTask.objects.create(team=first.team, words="Plakat", due_on=times.today())
    for member in (first, other):
        TeamTask.objects.update(member=None)
        operations.take_task(task, member, actor=SYSTEM)
        assert reminding.remind_of_tasks(actor=SYSTEM) == 1
    task.refresh_from_db()
    task.due_on = times.today() + timedelta(days=1)
    operations.save_task(task, actor=SYSTEM)
    assert (reminding.remind_of_tasks(actor=SYSTEM), len(messages_to(other.person.pk))) == (1, 2)


def test_who_is_in_the_team_no_more_is_not_reminded() -> None:
    member = make_member(make_team(), until=times.today() - timedelta(days=1))
    TeamTask.objects.create(team=member.team, words="X", member=member, due_on=times.today())
    keep_team()
    assert not messages_to(member.person.pk)


def test_nobody_is_told_of_an_end_that_another_term_follows() -> None:
    member = make_member(make_team(), until=times.today() + timedelta(days=20))
    operations.renew_term(member, actor=SYSTEM)
    reminding.remind_of_terms(actor=SYSTEM)
    assert not messages_to(member.person.pk)


def test_what_is_old_is_forgotten() -> None:
    team = make_team()
    application = asked(team).application
    operations.answer_application(application, accepts=False, words="komplet", actor=SYSTEM)
    TeamApplication.objects.update(answered_at=application.created_at - KEEP_ANSWERED * 2)
    ended = times.today() - KEEP_NAMES - timedelta(days=1)
    make_member(team, since=ended, until=ended, shown_name="Halina P.", ended_why="choroba")
    lives = make_member(team, name="Iza", shown_name="Iza")
    assert forget_old(actor=SYSTEM) == 2
    assert not TeamApplication.objects.exists()
    assert TeamMember.objects.get(until=ended).shown_name == ""
    lives.refresh_from_db()
    assert lives.shown_name == "Iza"
    assert forget_old(actor=SYSTEM) == 0


def test_with_the_name_of_long_ago_goes_what_somebody_did() -> None:
    member = make_member(make_team(), name="Halina")
    meeting = make_meeting(member.team, days=-1)
    operations.note_presence(meeting, came=[member], actor=SYSTEM)
    decision = make_decision(meeting, way="open", votes={member.pk: "for"})
    TeamTask.objects.create(team=member.team, words="X", member=member, due_on=times.today())
    ended = times.today() - KEEP_NAMES - timedelta(days=1)
    TeamMember.objects.update(since=ended, until=ended)
    assert forget_old(actor=SYSTEM) == 1
    left = (meeting.presences.count(), decision.votes.count(), TeamTask.objects.get().member)
    assert left == (0, 0, None)
    assert forget_old(actor=SYSTEM) == 0


def test_who_led_before_does_not_lead_beside_another() -> None:
    team = make_team()
    former = make_member(team, part="chair", until=times.today() - timedelta(days=1))
    assert operations.renew_term(former, actor=SYSTEM).part == "chair"
    again = make_member(team, name="Iza", part="chair", until=times.today() - timedelta(days=2))
    assert operations.renew_term(again, actor=SYSTEM).part == "member"


def test_two_who_change_the_mandate_do_not_overwrite_one_another() -> None:
    team = make_team()
    seen = version_of(team, TEAM_FIELDS)
    Team.objects.filter(pk=team.pk).update(mandate="Inny mandat")
    with pytest.raises(ChangedMeanwhileError):
        operations.save_team(team, actor=SYSTEM, seen_version=seen)


def test_a_pal_has_one_team() -> None:
    team = make_team()
    with pytest.raises(DomainError):
        operations.found_team(Team(pal=team.pal, mandate="drugi"), actor=SYSTEM)


REFUSED = [
    ("team", {"term_months": 1}),
    ("team", {"answer_days": 0}),
    ("team", {"mandate": ""}),
    ("member", {"part": "king"}),
    ("member", {"until": times.today() - timedelta(days=999)}),
    ("application", {"state": "lost"}),
    ("application", {"state": "accepted", "answered_at": None}),
]


@pytest.mark.parametrize(("what", "fields"), REFUSED)
def test_the_database_refuses(what: str, fields: dict[str, object]) -> None:
    team = make_team()
    rows = {
        "team": Team.objects.filter(pk=team.pk),
        "member": TeamMember.objects.filter(pk=make_member(team).pk),
        "application": TeamApplication.objects.filter(pk=asked(team).application.pk),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        rows[what].update(**fields)


def test_the_database_refuses_what_is_there() -> None:
    team = make_team()
    member, application = make_member(team), asked(team).application
    twice = [
        TeamMember(team=team, person=member.person, since=member.since, until=member.until),
        TeamApplication(team=team, person=application.person, due_on=times.today()),
    ]
    for row in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_a_poll_of_the_team_is_for_whose_term_holds() -> None:
    team, other = make_team(), make_team()
    member = make_member(team)
    make_member(team, name="Była", since=times.today() - timedelta(days=900))
    elsewhere = make_member(other, name="Gdzie indziej")
    of_one = TeamElectorate().members(Poll(pal=team.pal))
    of_all = TeamElectorate().members(Poll(pal=None))
    assert list(of_one) == [member.person]
    assert set(of_all) == {member.person, elsewhere.person}
