"""What pages show of a team: who is in it, when it meets, what it decided."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from podworko.diagnosis.public import Need
from podworko.initiatives.models import (
    Decision,
    DecisionLink,
    DecisionVote,
    Meeting,
    Team,
    TeamApplication,
    TeamMember,
    TeamTask,
)
from podworko.people.public import Person
from podworko.planning.public import Plan, promised_titles

__all__ = ["MeetingPage", "TeamDesk", "TeamPage", "meeting_page", "team_desk", "team_page"]

SHOWN = 20
TIES = "ties"


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What residents read of a team."""

    team: Team
    members: tuple[TeamMember, ...]
    """Those who agreed to be named."""
    number: int
    coming: tuple[Meeting, ...]
    told: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]

    @property
    def unnamed(self) -> int:
        return self.number - len(self.members)


@dataclass(frozen=True, slots=True)
class TeamDesk:
    """What who runs a team has before them."""

    team: Team
    applications: tuple[TeamApplication, ...]
    members: tuple[TeamMember, ...]
    later: tuple[TeamMember, ...]
    former: tuple[TeamMember, ...]
    tasks: tuple[TeamTask, ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting with what came of it."""

    meeting: Meeting
    came: int
    missed: int
    present: tuple[TeamMember, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[TeamTask, ...]

    @property
    def is_noted(self) -> bool:
        """Whether anybody wrote down who came."""
        return bool(self.came or self.missed)


def team_page(team: Team) -> TeamPage:
    """Return what residents read of a team; a fixed number of queries."""
    current = list(team.members.current().select_related("person"))
    named = sorted((m for m in current if m.shown_name), key=lambda m: (m.part != "chair", m.pk))
    told = team.meetings.told()
    decisions = _told_decisions(team).filter(meeting__published_at__isnull=False)
    return TeamPage(
        team,
        members=tuple(named),
        number=len(current),
        coming=tuple(_coming(team, is_open=True)),
        told=tuple(told[:SHOWN]),
        decisions=_as_promised(decisions[:SHOWN]),
    )


def team_desk(team: Team) -> TeamDesk:
    """Return what who runs a team has before them; nine queries."""
    people = list(team.members.select_related("person").order_by("person__folded_name", "since"))
    current = tuple(member for member in people if member.is_current)
    today = timezone.localdate()
    waiting = team.applications.filter(state=TeamApplication.State.WAITING)
    tasks = team.tasks.open().select_related("member__person", "decision")
    return TeamDesk(
        team,
        applications=tuple(waiting.select_related("person")),
        members=current,
        later=tuple(member for member in people if member.since > today),
        former=tuple(member for member in people if member.until < today),
        tasks=tuple(tasks),
        meetings=tuple(team.meetings.all()[:SHOWN]),
        decisions=tuple(decisions_of(team)[:SHOWN]),
    )


def told_meeting_page(meeting: Meeting) -> MeetingPage:
    """Return what residents read of one meeting; a fixed number of queries."""
    found = _told_decisions(meeting.team).filter(meeting=meeting).order_by("number")
    return replace(meeting_page(meeting), decisions=_as_promised(found))


def meeting_page(meeting: Meeting) -> MeetingPage:
    """Return one meeting with who came, decisions and tasks, for who may know all; six queries."""
    presences = list(meeting.presences.select_related("member__person"))
    came = [each.member for each in presences if each.came]
    found = decisions_of(meeting.team).filter(meeting=meeting).order_by("number")
    return MeetingPage(
        meeting,
        came=len(came),
        missed=len(presences) - len(came),
        present=tuple(sorted(came, key=lambda member: member.person.folded_name)),
        decisions=tuple(found),
        tasks=tuple(meeting.tasks.select_related("member__person")),
    )


def decisions_of(team: Team) -> QuerySet[Decision]:
    """Return the decisions of a team with their votes and what they are about."""
    return all_decisions().filter(team=team)


def all_decisions(links: QuerySet[DecisionLink] | None = None) -> QuerySet[Decision]:
    """Return decisions with their votes and, in `ties`, what they are about; two queries beside.

    `links` are those that may be known; all of them where nothing is said.
    """
    votes = DecisionVote.objects.select_related("member__person").order_by(
        "member__person__folded_name"
    )
    known = DecisionLink.objects.all() if links is None else links
    ties = known.select_related("need", "goal").order_by("pk")
    return (
        Decision.objects.select_related("meeting", "replaced_by", "team__pal")
        .prefetch_related(Prefetch("votes", votes), Prefetch("thread", ties, to_attr=TIES))
        .order_by("-year", "-number")
    )


def _told_decisions(team: Team) -> QuerySet[Decision]:
    """Return decisions with what residents read of what for: confirmed needs, approved plans."""
    told_of = Q(need__in=Need.objects.public()) | Q(goal__plan__in=Plan.objects.public())
    return all_decisions(DecisionLink.objects.filter(told_of)).filter(team=team)


def _as_promised(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions whose goals are called as they were approved; what was not is left out."""
    found = tuple(decisions)
    goals = [link.goal for each in found for link in each.ties if link.goal]
    titles = promised_titles(goals) if goals else {}
    for goal in goals:
        goal.title = titles.get(goal.pk, goal.title)
    for each in found:
        each.ties = [link for link in each.ties if link.need_id or link.goal_id in titles]
    return found


def terms_of(person: Person) -> list[TeamMember]:
    """Return the terms of a person that hold today or begin later."""
    rows = TeamMember.objects.filter(person=person, until__gte=timezone.localdate())
    return list(rows.select_related("team__pal", "person"))


def applications_of(person: Person) -> list[TeamApplication]:
    """Return what a person asked to join and waits for, or was answered lately."""
    rows = TeamApplication.objects.filter(person=person).select_related("team__pal")
    return list(rows.order_by("-created_at")[:SHOWN])


def _coming(team: Team, *, is_open: bool) -> list[Meeting]:
    rows = team.meetings.filter(state=Meeting.State.PLANNED, ends_at__gt=timezone.now())
    if is_open:
        rows = rows.filter(is_open=True)
    return list(rows.order_by("starts_at").prefetch_related("agenda")[:SHOWN])


def coming_meetings(team: Team) -> list[Meeting]:
    """Return the meetings to come, for members, the next one first; two queries."""
    return _coming(team, is_open=False)
