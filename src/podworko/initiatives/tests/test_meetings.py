"""Meetings: invitation, minutes, decisions with votes, tasks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis.tests.factories import make_need
from podworko.initiatives import operations
from podworko.initiatives.models import (
    AgendaItem,
    Decision,
    DecisionLink,
    DecisionVote,
    Meeting,
    Presence,
    TeamTask,
)
from podworko.initiatives.operations.meetings import MINUTES_FIELDS, Plan
from podworko.initiatives.queries.team import meeting_page, team_page, told_meeting_page
from podworko.initiatives.queries.thread import DecisionSource
from podworko.initiatives.tests.team_factories import (
    make_decision,
    make_meeting,
    make_member,
    make_team,
)
from podworko.messages.public import messages_to
from podworko.planning.public import Tie, Ties
from podworko.planning.tests.factories import make_goal, make_plan

pytestmark = pytest.mark.django_db


def held(*names: str, quorum: int = 0) -> Meeting:
    """Hold a meeting to which these came."""
    team = make_team(quorum=quorum)
    came = [make_member(team, name=name) for name in names]
    meeting = make_meeting(team, days=-1)
    operations.note_presence(meeting, came=came, actor=SYSTEM)
    meeting.refresh_from_db()
    return meeting


def test_members_are_invited_once_and_told_of_another_hour_and_of_the_end() -> None:
    team = make_team()
    member = make_member(team)
    former = make_member(team, name="Była", since=times.today() - timedelta(days=900))
    meeting = make_meeting(team)
    assert [operations.invite(meeting, actor=SYSTEM) for _ in range(2)] == [1, 1]
    assert len(messages_to(member.person.pk)) == 1
    later = Plan(
        starts_at=meeting.starts_at + timedelta(hours=2),
        ends_at=meeting.ends_at + timedelta(hours=2),
        where="biblioteka",
        agenda=("Inny punkt", ""),
    )
    meeting = operations.change_meeting(meeting, later, actor=SYSTEM)
    assert [item.title for item in meeting.agenda.all()] == ["Inny punkt"]
    operations.call_off_meeting(meeting, actor=SYSTEM)
    assert len(messages_to(member.person.pk)) == 3
    assert not messages_to(former.person.pk)
    with pytest.raises(DomainError):
        operations.invite(meeting, actor=SYSTEM)


def test_members_are_told_of_a_meeting_that_goes_there_and_back_and_there() -> None:
    meeting = make_meeting(make_team())
    member = make_member(meeting.team)
    operations.invite(meeting, actor=SYSTEM)
    here, there = (
        Plan(
            starts_at=meeting.starts_at + timedelta(hours=hours),
            ends_at=meeting.ends_at + timedelta(hours=hours),
            where=meeting.where,
            agenda=("Plan",),
        )
        for hours in (0, 2)
    )
    for plan in (there, here, there):
        operations.change_meeting(meeting, plan, actor=SYSTEM)
    assert len(messages_to(member.person.pk)) == 4


def test_a_meeting_needs_an_agenda_and_an_end_after_its_beginning() -> None:
    now = timezone.now()
    plans = {
        "agenda": Plan(starts_at=now, ends_at=now + timedelta(hours=1), where="x", agenda=(" ",)),
        "ends": Plan(starts_at=now, ends_at=now, where="x", agenda=("a",)),
    }
    for field, plan in plans.items():
        with pytest.raises(DomainError) as caught:
            operations.plan_meeting(make_team(), plan, actor=SYSTEM)
        assert caught.value.field == field


def test_nothing_is_written_of_a_meeting_before_it_begins() -> None:
    meeting = make_meeting(make_team())
    with pytest.raises(DomainError):
        operations.note_presence(meeting, came=[], actor=SYSTEM)


def test_an_open_vote_says_who_voted_how_and_is_counted_from_it() -> None:
    meeting = held("Ada", "Bea", "Cela")
    ada, bea, cela = meeting.team.members.order_by("person__name")
    votes = {ada.pk: "for", bea.pk: "for", cela.pk: "against"}
    decision = make_decision(meeting, way="open", votes=votes)
    assert (decision.in_favour, decision.against, decision.is_carried) == (2, 1, True)
    assert decision.votes.get(member=cela).vote == "against"
    lost = make_decision(meeting, way="open", votes={ada.pk: "against", bea.pk: "for"})
    assert (lost.shown_number, lost.is_carried) == (f"2/{decision.year}", False)


def test_a_secret_vote_keeps_no_names() -> None:
    meeting = held("Ada", "Bea")
    ada = meeting.team.members.get(person__name="Ada")
    decision = make_decision(meeting, way="secret", counts=(1, 0, 1), votes={ada.pk: "for"})
    assert not decision.votes.exists()
    assert (decision.in_favour, decision.abstained, decision.is_carried) == (1, 1, True)


def test_consent_is_of_all_who_came() -> None:
    assert make_decision(held("Ada", "Bea")).in_favour == 2


def test_who_was_not_there_does_not_vote_and_no_more_vote_than_came() -> None:
    meeting = held("Ada")
    missing = make_member(meeting.team, name="Nieobecna")
    for fields in (
        {"way": "open", "votes": {missing.pk: "for"}},
        {"way": "open"},
        {"way": "secret", "counts": (2, 0, 0)},
        {"way": "secret"},
        {"words": " "},
    ):
        with pytest.raises(DomainError):
            make_decision(meeting, **fields)


def test_below_the_quorum_nothing_is_decided() -> None:
    with pytest.raises(DomainError):
        make_decision(held("Ada", quorum=2))
    with pytest.raises(DomainError):
        make_decision(make_meeting(make_team(), days=-1))


def test_who_came_is_not_taken_back_under_a_decision() -> None:
    meeting = held("Ada", "Bea", quorum=1)
    ada, bea = meeting.team.members.order_by("person__name")
    make_decision(meeting, way="open", votes={ada.pk: "for"})
    for came in ([], [bea]):
        with pytest.raises(DomainError):
            operations.note_presence(meeting, came=came, actor=SYSTEM)
    operations.note_presence(meeting, came=[ada], actor=SYSTEM)


def test_a_decision_takes_the_place_of_another_only_when_carried() -> None:
    meeting = held("Ada")
    ada = meeting.team.members.get()
    first = make_decision(meeting)
    make_decision(meeting, way="open", votes={ada.pk: "against"}, replaces=first)
    first.refresh_from_db()
    assert first.replaced_by is None
    second = make_decision(meeting, replaces=first)
    first.refresh_from_db()
    assert first.replaced_by == second


def test_minutes_are_not_overwritten_and_stand_once_published() -> None:
    meeting = held("Ada")
    seen = version_of(meeting, MINUTES_FIELDS)
    with pytest.raises(DomainError):
        operations.publish_minutes(meeting, actor=SYSTEM)
    operations.write_minutes(meeting, minutes="Tak.", guests=2, seen_version=seen, actor=SYSTEM)
    with pytest.raises(ChangedMeanwhileError):
        operations.write_minutes(meeting, minutes="Nie.", guests=0, seen_version=seen, actor=SYSTEM)
    operations.publish_minutes(meeting, actor=SYSTEM)
    meeting.refresh_from_db()
    with pytest.raises(DomainError):
        operations.note_presence(meeting, came=[], actor=SYSTEM)
    with pytest.raises(DomainError):
        make_decision(meeting)


def test_a_task_is_taken_once_and_by_who_is_in_the_team() -> None:
    team = make_team()
    one, other = make_member(team, name="Ada"), make_member(team, name="Bea")
    task = TeamTask.objects.create(team=team, words="Plakat", due_on=times.today())
    operations.take_task(task, one, actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.take_task(task, other, actor=SYSTEM)
    former = make_member(team, name="Była", since=times.today() - timedelta(days=900))
    with pytest.raises(DomainError):
        operations.save_task(
            TeamTask(team=team, words="X", member=former, due_on=times.today()), actor=SYSTEM
        )
    for _ in range(2):
        operations.finish_task(task, actor=SYSTEM)
    task.refresh_from_db()
    assert task.done_on == times.today()


def test_the_thread_tells_what_was_decided_about_a_need_and_by_how_many() -> None:
    meeting = held("Ada", "Bea")
    need = make_need(pal=meeting.team.pal)
    decision = make_decision(meeting)
    link = operations.tie_decision(decision, Tie(need, "bo o to prosili"), actor=SYSTEM)
    source, ties = DecisionSource(), Ties(needs=frozenset({need.pk}))
    (answer,) = source.answers(ties)
    assert (answer.total.people, answer.url) == (2, "")
    assert source.total(ties).people == 2
    assert source.answered(ties) == Ties()
    Meeting.objects.update(minutes="Tak.", published_at=timezone.now())
    assert source.answers(ties)[0].url == meeting.team.get_absolute_url()
    operations.untie_decision(link, actor=SYSTEM)
    assert source.answers(ties) == []
    with pytest.raises(DomainError):
        operations.tie_decision(decision, Tie(make_need(), "inny PAL"), actor=SYSTEM)


def test_residents_read_no_need_or_goal_that_is_not_told_yet() -> None:
    meeting = held("Ada")
    decision = make_decision(meeting)
    known, hidden = make_need(pal=meeting.team.pal), make_need(pal=meeting.team.pal)
    hidden.is_withheld = True
    hidden.save()
    goal = make_goal(plan=make_plan(pal=meeting.team.pal))
    for need in (known, hidden):
        DecisionLink.objects.create(decision=decision, need=need, why=f"bo {need.pk}")
    DecisionLink.objects.create(decision=decision, goal=goal, why="bo plan")
    Meeting.objects.update(minutes="Tak.", published_at=timezone.now())

    told = (team_page(meeting.team), told_meeting_page(meeting))

    assert [[link.why for link in page.decisions[0].ties] for page in told] == [
        [f"bo {known.pk}"]
    ] * 2
    inside = meeting_page(meeting).decisions[0].ties
    assert [link.why for link in inside] == [f"bo {known.pk}", f"bo {hidden.pk}", "bo plan"]


REFUSED: list[tuple[type[Meeting | Decision | DecisionVote | TeamTask], dict[str, object]]] = [
    (Meeting, {"state": "lost"}),
    (Meeting, {"ends_at": "2001-01-01T00:00Z"}),
    (Meeting, {"published_at": "2026-01-01T00:00Z", "minutes": ""}),
    (Decision, {"way": "loud"}),
    (Decision, {"words": ""}),
    (Decision, {"way": "consent", "against": 1}),
    (DecisionVote, {"vote": "maybe"}),
    (TeamTask, {"words": ""}),
]


@pytest.mark.parametrize(("model", "fields"), REFUSED)
def test_the_database_refuses(
    model: type[Meeting | Decision | DecisionVote | TeamTask], fields: dict[str, object]
) -> None:
    meeting = held("Ada")
    make_decision(meeting, way="open", votes={meeting.team.members.get().pk: "for"})
    TeamTask.objects.create(team=meeting.team, words="X", due_on=times.today())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)


def test_the_database_refuses_what_is_there() -> None:
    meeting = held("Ada")
    member = meeting.team.members.get()
    decision = make_decision(meeting, way="open", votes={member.pk: "for"})
    twice = [
        AgendaItem(meeting=meeting, position=1, title="znowu"),
        AgendaItem(meeting=meeting, position=9, title=""),
        Presence(meeting=meeting, member=member, came=False),
        DecisionVote(decision=decision, member=member, vote="for"),
        Decision(
            team=meeting.team, meeting=meeting, year=decision.year, number=1, words="x", way="open"
        ),
    ]
    for row in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
