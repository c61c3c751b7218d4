"""The team: its mandate, who applies, who is in it, and how a term ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.initiatives import notices
from podworko.initiatives.models import (
    DecisionVote,
    Presence,
    Team,
    TeamApplication,
    TeamMember,
    TeamTask,
)
from podworko.initiatives.operations.own_pages import open_page
from podworko.people.public import Card, Channel, Person, register

TEAM_FIELDS = (
    "mandate",
    "rules",
    "term_months",
    "quorum",
    "answer_days",
    "is_open",
    "is_published",
    "founded_on",
)
State = TeamApplication.State
KEEP_ANSWERED = timedelta(days=180)
KEEP_NAMES = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Joining:
    """What came of applying; `code` opens the own page, "" for whoever had one before."""

    application: TeamApplication
    code: str


@transaction.atomic
def found_team(team: Team, *, actor: audit.Actor) -> Team:
    """Begin the team of a PAL. Raises DomainError when it has one."""
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as error:
        raise DomainError(_("Ten PAL ma już zespół mieszkańców.")) from error
    audit.record("team.founded", actor=actor, target=team)
    return team


@transaction.atomic
def save_team(team: Team, *, actor: audit.Actor, seen_version: str) -> Team:
    """Store a team's mandate and rules.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    if version_of(lock(team), TEAM_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    team.save(update_fields=TEAM_FIELDS)
    audit.record("team.changed", actor=actor, target=team)
    return team


@transaction.atomic
def join(team: Team, card: Card, *, words: str, channel: Channel, actor: audit.Actor) -> Joining:
    """Take it that somebody wants to be in the team; it is answered by a promised working day.

    Twice is the same as once. Raises DomainError when the team takes nobody now. Whoever is in it
    already is taken down like anybody: a stranger who knows their name and contact learns nothing.
    """
    held = lock(team)
    if not (held.is_open and held.is_published):
        raise DomainError(_("Zespół teraz nie przyjmuje zgłoszeń. Zadzwoń do PAL."))
    person = register(card, channel=channel, actor=actor)
    page, code = open_page(person, actor=actor)
    known = held.applications.filter(person=person, state=State.WAITING).first()
    if known:
        return Joining(known, code)
    made = held.applications.create(
        person=person, words=words.strip(), channel=channel, due_on=held.promised_on
    )
    audit.record("team_application.made", actor=actor, target=made, channel=channel)
    notices.team_applied(made, page=page, code=code)
    return Joining(made, code)


@transaction.atomic
def answer_application(
    application: TeamApplication, *, accepts: bool, words: str, actor: audit.Actor
) -> TeamApplication:
    """Answer somebody who wants to join; whoever is accepted begins a term today.

    Raises DomainError for an answer that is given, or taken back, and for a no without words.
    """
    team = lock(application.team)
    held = team.applications.select_for_update(no_key=True, of=("self",)).get(pk=application.pk)
    if held.state != State.WAITING:
        raise DomainError(_("Na to zgłoszenie już ktoś odpowiedział. Odśwież stronę."))
    if not accepts and not words.strip():
        raise DomainError(
            _("Napisz, dlaczego nie tym razem: ta osoba to przeczyta."), field="words"
        )
    held.state = State.ACCEPTED if accepts else State.DECLINED
    held.answer, held.answered_at = words.strip(), timezone.now()
    held.save(update_fields=["state", "answer", "answered_at"])
    audit.record("team_application.answered", actor=actor, target=held, state=held.state)
    if accepts:
        begin_term(team, held.person, since=times.today(), actor=actor)
    notices.team_answered(held, page=open_page(held.person, actor=actor)[0])
    return held


@transaction.atomic
def withdraw_application(application: TeamApplication, *, actor: audit.Actor) -> None:
    """Take an application back; nobody asks why. Twice is the same as once."""
    rows = TeamApplication.objects.select_for_update(no_key=True, of=("self",))
    held = rows.get(pk=application.pk)
    if held.state != State.WAITING:
        return
    held.state, held.answered_at = State.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "answered_at"])
    audit.record("team_application.withdrawn", actor=actor, target=held)


@transaction.atomic
def begin_term(
    team: Team, person: Person, *, since: date, actor: audit.Actor, shown_name: str = ""
) -> TeamMember:
    """Put somebody in the team for a term, after the one they have.

    Raises DomainError for whoever is in the team on that day.
    """
    held = lock(team)
    until = since + relativedelta(months=held.term_months, days=-1)
    overlap = held.members.filter(person=person, since__lte=until, until__gte=since)
    if overlap.exists():
        raise DomainError(_("Ta osoba jest już w zespole w tym czasie."), field="person")
    made = held.members.create(person=person, since=since, until=until, shown_name=shown_name)
    audit.record("team_member.began", actor=actor, target=made)
    return made


@transaction.atomic
def renew_term(member: TeamMember, *, actor: audit.Actor) -> TeamMember:
    """Begin another term the day after one ends, with the same part and name.

    Who led the team does not lead it again while somebody else does.
    Raises DomainError when the next one is there, or this one ended early or long ago.
    """
    team = lock(member.team)
    held = team.members.get(pk=member.pk)
    since = max(held.until + timedelta(days=1), times.today())
    if held.ended_why:
        raise DomainError(_("Ta osoba odeszła z zespołu. Może zgłosić się na nowo."))
    made = begin_term(team, held.person, since=since, actor=actor, shown_name=held.shown_name)
    made.part = held.part
    if held.part == TeamMember.Part.CHAIR and _led_by_another(made):
        made.part = TeamMember.Part.MEMBER
    made.save(update_fields=["part"])
    return made


@transaction.atomic
def change_member(
    member: TeamMember, *, part: str, shown_name: str, actor: audit.Actor
) -> TeamMember:
    """Say what a member does and how they are named in public; one person leads a team.

    Raises DomainError when somebody else leads it.
    """
    team = lock(member.team)
    held = team.members.get(pk=member.pk)
    others = team.members.current().exclude(pk=held.pk)
    if part == TeamMember.Part.CHAIR and others.filter(part=part).exists():
        raise DomainError(_("Zespół ma już osobę, która go prowadzi."), field="part")
    held.part, held.shown_name = part, shown_name.strip()
    held.save(update_fields=["part", "shown_name"])
    audit.record("team_member.changed", actor=actor, target=held)
    return held


@transaction.atomic
def end_term(member: TeamMember, *, last_on: date, why: str, actor: audit.Actor) -> list[TeamTask]:
    """End a term early; open tasks of the member wait for somebody to take them over.

    Returns those tasks. Raises DomainError for a day outside the term, and without a reason.
    """
    team = lock(member.team)
    held = team.members.get(pk=member.pk)
    if not held.since <= last_on <= held.until:
        raise DomainError(_("Ten dzień jest poza kadencją tej osoby."), field="last_on")
    if not why.strip():
        raise DomainError(_("Napisz, dlaczego: na przykład „przeprowadzka”."), field="why")
    held.until, held.ended_why = last_on, why.strip()
    held.save(update_fields=["until", "ended_why"])
    audit.record("team_member.ended", actor=actor, target=held)
    later = team.members.filter(person=held.person, since__gt=last_on)
    later.delete()
    return _free_tasks(held, actor=actor)


@transaction.atomic
def free_tasks_of_former(*, actor: audit.Actor) -> int:
    """Free the open tasks of those whose term has ended; return how many."""
    today = times.today()
    rows = TeamTask.objects.open().filter(member__until__lt=today).select_related("member")
    former = {task.member_id: task.member for task in rows}
    # A new term of the same person goes on with what they took on.
    freed = 0
    for member in former.values():
        again = member and _next_term(member)
        if member and again:
            TeamTask.objects.open().filter(member=member).update(member=again)
        elif member:
            freed += len(_free_tasks(member, actor=actor))
    return freed


@transaction.atomic
def forget_old(*, actor: audit.Actor) -> int:
    """Delete applications 180 days after the answer, and empty terms ten years after their end.

    With a name goes when somebody came, how they voted and what they took on. Returns how many
    applications and terms it was.
    """
    answered = TeamApplication.objects.filter(answered_at__lt=timezone.now() - KEEP_ANSWERED)
    gone, emptied = list(may_go(answered, deleting=True)), _told_of_long_ago()
    if gone or emptied:
        audit.record_many("team.forgot", actor=actor, targets=[*gone, *emptied])
    TeamApplication.objects.filter(pk__in=[each.pk for each in gone]).delete()
    Presence.objects.filter(member__in=emptied).delete()
    DecisionVote.objects.filter(member__in=emptied).delete()
    TeamTask.objects.filter(member__in=emptied).update(member=None)
    old = TeamMember.objects.filter(pk__in=[each.pk for each in emptied])
    old.update(shown_name="", ended_why="")
    return len(gone) + len(emptied)


def lock(team: Team) -> Team:
    """Lock a team's row until the end of the transaction and read it anew.

    It comes before any other lock of the team's: members, meetings, decisions, tasks.
    """
    rows = Team.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal").get(pk=team.pk)


def _led_by_another(member: TeamMember) -> bool:
    """Whether somebody else leads the team on a day of this term."""
    rows = TeamMember.objects.filter(team_id=member.team_id, part=TeamMember.Part.CHAIR)
    others = rows.exclude(person_id=member.person_id)
    return others.filter(since__lte=member.until, until__gte=member.since).exists()


def _told_of_long_ago() -> list[TeamMember]:
    """Return the terms that ended ten years ago and of which more is known than that they were."""
    known = ~Q(shown_name="", ended_why="") | Q(presences__isnull=False)
    known |= Q(votes__isnull=False) | Q(tasks__isnull=False)
    rows = TeamMember.objects.filter(known, until__lt=times.today() - KEEP_NAMES)
    return list(may_go(rows).distinct().order_by("pk"))


def _next_term(member: TeamMember) -> TeamMember | None:
    later = TeamMember.objects.filter(team_id=member.team_id, person_id=member.person_id)
    return later.current().first()


def _free_tasks(member: TeamMember, *, actor: audit.Actor) -> list[TeamTask]:
    tasks = list(TeamTask.objects.open().filter(member=member).select_for_update(no_key=True))
    for task in tasks:
        task.member = None
        task.save(update_fields=["member"])
        audit.record("team_task.freed", actor=actor, target=task)
    return tasks
