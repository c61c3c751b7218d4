"""Meetings of a team: invitation, minutes, decisions, tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.initiatives import notices
from podworko.initiatives.models import (
    AgendaItem,
    Decision,
    DecisionLink,
    DecisionVote,
    Meeting,
    Presence,
    Team,
    TeamMember,
    TeamTask,
)
from podworko.initiatives.operations.own_pages import open_page
from podworko.initiatives.operations.team import lock
from podworko.planning.public import Tie, save_tie

MINUTES_FIELDS = ("minutes", "guests")
State = Meeting.State
Vote = DecisionVote.Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where a team meets, and what it will talk about, in order."""

    starts_at: datetime
    ends_at: datetime
    where: str
    is_open: bool = True
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a team decided; `votes` by key of the member in an open vote, counts in a secret one."""

    words: str
    way: str
    votes: Mapping[int, str] = field(default_factory=dict)
    counts: tuple[int, int, int] = (0, 0, 0)
    replaces: Decision | None = None


@transaction.atomic
def plan_meeting(team: Team, plan: Plan, *, actor: audit.Actor) -> Meeting:
    """Plan a meeting; members are told once they are invited.

    Raises DomainError for an end before the beginning and for an empty agenda.
    """
    held = lock(team)
    _check_plan(plan)
    meeting = held.meetings.create(
        starts_at=plan.starts_at, ends_at=plan.ends_at, where=plan.where, is_open=plan.is_open
    )
    _write_agenda(meeting, plan.agenda)
    audit.record("meeting.planned", actor=actor, target=meeting)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, plan: Plan, *, actor: audit.Actor) -> Meeting:
    """Change when, where and what; who was invited is told when day, hour or place is another.

    Raises DomainError for one that was held or called off, and for a plan that cannot be.
    """
    held = _locked(meeting)
    if held.state != State.PLANNED:
        raise DomainError(_("To spotkanie już się odbyło albo jest odwołane."))
    _check_plan(plan)
    is_moved = (held.starts_at, held.where) != (plan.starts_at, plan.where)
    held.starts_at, held.ends_at = plan.starts_at, plan.ends_at
    held.where, held.is_open = plan.where, plan.is_open
    held.save(update_fields=["starts_at", "ends_at", "where", "is_open"])
    held.agenda.all().delete()
    _write_agenda(held, plan.agenda)
    audit.record("meeting.changed", actor=actor, target=held)
    if is_moved and held.invited_at:
        _tell(held, "meeting_moved", actor=actor, mark=timezone.now().isoformat())
    return held


@transaction.atomic
def invite(meeting: Meeting, *, actor: audit.Actor) -> int:
    """Invite everybody whose term holds on that day; return how many. Twice is once.

    Raises DomainError for a meeting that is not to come.
    """
    held = _locked(meeting)
    if held.state != State.PLANNED or held.is_over:
        raise DomainError(_("To spotkanie już się odbyło albo jest odwołane."))
    told = _tell(held, "meeting_invited", actor=actor)
    held.invited_at = held.invited_at or timezone.now()
    held.save(update_fields=["invited_at"])
    audit.record("meeting.invited", actor=actor, target=held)
    return told


@transaction.atomic
def call_off_meeting(meeting: Meeting, *, actor: audit.Actor) -> None:
    """Call a meeting off and tell whoever was invited. Raises DomainError for one that was held."""
    held = _locked(meeting)
    if held.state != State.PLANNED:
        raise DomainError(_("To spotkanie już się odbyło albo jest odwołane."))
    held.state = State.CALLED_OFF
    held.save(update_fields=["state"])
    audit.record("meeting.called_off", actor=actor, target=held)
    if held.invited_at:
        _tell(held, "meeting_called_off", actor=actor)


@transaction.atomic
def note_presence(meeting: Meeting, *, came: Iterable[TeamMember], actor: audit.Actor) -> None:
    """Note who of the members came; the others of that day did not. Makes the meeting held.

    Raises DomainError before it begins, once its minutes are published, and when decisions that
    are written down would then lack the quorum, or have a vote of who was not there.
    """
    held = _locked(meeting)
    _check_open_to_writing(held)
    present = {member.pk for member in came}
    _check_still_decided(held, present)
    for member in members_on(held):
        Presence.objects.update_or_create(
            meeting=held, member=member, defaults={"came": member.pk in present}
        )
    held.state = State.HELD
    held.save(update_fields=["state"])
    audit.record("meeting.presence", actor=actor, target=held)


@transaction.atomic
def write_minutes(
    meeting: Meeting, *, minutes: str, guests: int, seen_version: str, actor: audit.Actor
) -> None:
    """Store the minutes.

    Raises ChangedMeanwhileError when somebody else wrote in between, and DomainError before the
    meeting or once the minutes are published.
    """
    held = _locked(meeting)
    _check_open_to_writing(held)
    if version_of(held, MINUTES_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    held.minutes, held.guests, held.state = minutes.strip(), guests, State.HELD
    held.save(update_fields=["minutes", "guests", "state"])
    audit.record("meeting.minutes", actor=actor, target=held)


@transaction.atomic
def decide(meeting: Meeting, resolution: Resolution, *, actor: audit.Actor) -> Decision:
    """Write down a decision under the next number of its year.

    In an open vote the result is counted from the votes; more for than against carries it.
    Raises DomainError before presence is noted, below the team's quorum, for votes of who was
    not there, and for more votes than people.
    """
    held = _locked(meeting)
    _check_open_to_writing(held)
    present = _present(held)
    _check_quorum(held.team, len(present))
    votes = _counted(resolution, present)
    year = times.local(held.starts_at).year
    last = held.team.decisions.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        team=held.team,
        meeting=held,
        year=year,
        number=last + 1,
        words=resolution.words.strip(),
        way=resolution.way,
        in_favour=votes[0],
        against=votes[1],
        abstained=votes[2],
        is_carried=votes[0] > votes[1],
    )
    _write_votes(decision, resolution)
    _replace(resolution.replaces, decision)
    audit.record("decision.made", actor=actor, target=decision)
    return decision


@transaction.atomic
def tie_decision(decision: Decision, tie: Tie, *, actor: audit.Actor) -> DecisionLink:
    """Say what a decision is about: a need or a goal. Raises DomainError as `save_tie` does.

    A decision is not yet an answer: the need waits on until something follows from it.
    """
    link = save_tie(DecisionLink(decision=decision), tie, pal_id=decision.team.pal_id)
    audit.record("decision.tied", actor=actor, target=decision, to=audit.label(tie.to))
    return link


@transaction.atomic
def untie_decision(link: DecisionLink, *, actor: audit.Actor) -> None:
    """Take a tie away."""
    audit.record("decision.untied", actor=actor, target=link.decision, to=audit.label(link.end))
    link.delete()


@transaction.atomic
def publish_minutes(meeting: Meeting, *, actor: audit.Actor) -> None:
    """Let residents read the minutes and decisions; from now on they stand.

    Raises DomainError without minutes or without who came.
    """
    held = _locked(meeting)
    if held.published_at:
        return
    if not held.minutes or not held.presences.exists():
        raise DomainError(_("Najpierw zapisz, kto był, i protokół."))
    held.published_at = timezone.now()
    held.save(update_fields=["published_at"])
    audit.record("meeting.published", actor=actor, target=held)


@transaction.atomic
def save_task(task: TeamTask, *, actor: audit.Actor) -> TeamTask:
    """Store who does what by when; for another person or day they are reminded anew.

    Raises DomainError for somebody who is not in the team then.
    """
    lock(task.team)
    if task.member and not task.member.since <= times.today() <= task.member.until:
        raise DomainError(
            _("Tej osoby nie ma już w zespole. Wybierz kogoś innego."), field="member"
        )
    is_new = task.pk is None
    stored = TeamTask.objects.filter(pk=task.pk, member=task.member, due_on=task.due_on)
    if not stored.exists():
        task.reminded_on = None
    task.save()
    audit.record("team_task.added" if is_new else "team_task.changed", actor=actor, target=task)
    return task


@transaction.atomic
def take_task(task: TeamTask, member: TeamMember, *, actor: audit.Actor) -> None:
    """Take a task that waits for somebody. Raises DomainError when somebody has it by now."""
    held = _locked_task(task)
    if held.member_id not in (None, member.pk):
        raise DomainError(_("To zadanie ktoś już wziął."))
    if held.member_id is None:
        held.reminded_on = None
    held.member = member
    held.save(update_fields=["member", "reminded_on"])
    audit.record("team_task.taken", actor=actor, target=held)


@transaction.atomic
def finish_task(task: TeamTask, *, actor: audit.Actor) -> None:
    """Say that a task is done. Twice is the same as once."""
    held = _locked_task(task)
    if held.done_on:
        return
    held.done_on = times.today()
    held.save(update_fields=["done_on"])
    audit.record("team_task.done", actor=actor, target=held)


def members_on(meeting: Meeting) -> list[TeamMember]:
    """Return whose term holds on the day of a meeting, by name."""
    day = times.local(meeting.starts_at).date()
    rows = meeting.team.members.on(day).select_related("person")
    return list(rows.order_by("person__folded_name", "pk"))


def _locked(meeting: Meeting) -> Meeting:
    lock(meeting.team)
    rows = Meeting.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("team__pal").get(pk=meeting.pk)


def _locked_task(task: TeamTask) -> TeamTask:
    lock(task.team)
    return TeamTask.objects.select_for_update(no_key=True, of=("self",)).get(pk=task.pk)


def _check_plan(plan: Plan) -> None:
    if plan.ends_at <= plan.starts_at:
        raise DomainError(_("Koniec musi być po początku."), field="ends")
    if not any(title.strip() for title in plan.agenda):
        raise DomainError(_("Wpisz co najmniej jeden punkt porządku."), field="agenda")


def _write_agenda(meeting: Meeting, agenda: Iterable[str]) -> None:
    titles = [title.strip()[:200] for title in agenda if title.strip()]
    rows = [AgendaItem(meeting=meeting, position=n, title=t) for n, t in enumerate(titles, start=1)]
    AgendaItem.objects.bulk_create(rows)


def _tell(meeting: Meeting, name: str, *, actor: audit.Actor, mark: str = "") -> int:
    """Write to whose term holds on that day, once for each `mark`; return how many they are."""
    members = members_on(meeting)
    for member in members:
        page, _code = open_page(member.person, actor=actor)
        notices.meeting(name, meeting, member, page=page, mark=mark)
    return len(members)


def _check_open_to_writing(meeting: Meeting) -> None:
    if meeting.state == State.CALLED_OFF or meeting.starts_at > timezone.now():
        raise DomainError(_("Tego spotkania jeszcze nie było albo jest odwołane."))
    if meeting.published_at:
        raise DomainError(_("Protokół jest opublikowany i nie zmienia się już."))


def _present(meeting: Meeting) -> set[int]:
    if not meeting.presences.exists():
        raise DomainError(_("Najpierw zapisz, kto był."))
    return set(meeting.presences.filter(came=True).values_list("member_id", flat=True))


def _check_still_decided(meeting: Meeting, present: set[int]) -> None:
    decisions = list(meeting.decisions.prefetch_related("votes"))
    if not decisions:
        return
    _check_quorum(meeting.team, len(present))
    voted = {vote.member_id for decision in decisions for vote in decision.votes.all()}
    if not voted <= present:
        raise DomainError(
            _("Ktoś, kogo nie zaznaczasz, głosował na tym spotkaniu. Zaznacz tę osobę.")
        )


def _check_quorum(team: Team, people: int) -> None:
    if people < team.quorum:
        words = _("Za mało osób, żeby zdecydować. Najmniej: %(quorum)s, było: %(people)s.")
        raise DomainError(words % {"quorum": team.quorum, "people": people})


def _counted(resolution: Resolution, present: set[int]) -> tuple[int, int, int]:
    """Return how many were for, against and abstained."""
    if not resolution.words.strip():
        raise DomainError(_("Napisz, co postanowiono."), field="words")
    if resolution.way == Decision.Way.CONSENT:
        return len(present), 0, 0
    if resolution.way == Decision.Way.OPEN:
        return _counted_open(resolution.votes, present)
    if not 0 < sum(resolution.counts) <= len(present):
        raise DomainError(
            _("Głosów jest więcej niż osób albo nie ma żadnego. Sprawdź liczby."), field="in_favour"
        )
    return resolution.counts


def _counted_open(votes: Mapping[int, str], present: set[int]) -> tuple[int, int, int]:
    if not votes or not set(votes) <= present:
        raise DomainError(
            _("Głosować mogą osoby, które były. Zaznacz, jak głosowały."), field="way"
        )
    given = list(votes.values())
    return given.count(Vote.FOR), given.count(Vote.AGAINST), given.count(Vote.ABSTAIN)


def _write_votes(decision: Decision, resolution: Resolution) -> None:
    if decision.way == Decision.Way.OPEN:
        rows = [
            DecisionVote(decision=decision, member_id=key, vote=vote)
            for key, vote in resolution.votes.items()
        ]
        DecisionVote.objects.bulk_create(rows)


def _replace(former: Decision | None, decision: Decision) -> None:
    if former and decision.is_carried:
        former.replaced_by = decision
        former.save(update_fields=["replaced_by"])
