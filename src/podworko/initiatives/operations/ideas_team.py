"""Who does an initiative: joining, leading, leaving; a team is never without a leader silently."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import idea_rules
from podworko.initiatives import ideas_notices as notices
from podworko.initiatives.models import Initiative, InitiativeMember, OwnPage
from podworko.initiatives.operations.ideas_lock import hold
from podworko.initiatives.operations.own_pages import open_page
from podworko.people.public import Card, Channel, register

__all__ = [
    "Joined",
    "Joining",
    "accept",
    "join",
    "leave",
    "make_leader",
    "renew_invitation",
    "turn_down",
]

Role = InitiativeMember.Role
State = InitiativeMember.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Who wants to join, and what they would do; `is_invited` by the team's own link."""

    card: Card
    remark: str = ""
    is_invited: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining; `code` opens one's page, "" for whoever had one before."""

    member: InitiativeMember
    page: OwnPage
    code: str


@transaction.atomic
def join(
    initiative: Initiative, joining: Joining, *, channel: Channel, actor: audit.Actor
) -> Joined:
    """Take it that somebody wants to join: at once with an invitation, else answered by a day.

    Twice is the same as once. Raises DomainError for what is not public or is over.
    """
    held = hold(initiative)
    if held.published_at is None or held.is_ended:
        raise DomainError(_("Do tej inicjatywy już nie można dołączyć."))
    person = register(joining.card, channel=channel, actor=actor)
    page, code = open_page(person, actor=actor)
    known = held.members.filter(person=person, state__in=(State.ASKED, State.IN)).first()
    if known is None:
        member = _made(held, person.pk, joining, channel=channel)
        audit.record("initiative.member_asked", actor=actor, target=member, channel=channel)
        notices.joined(member, code=code)
        notices.wants_to_join(member)
    else:
        member = known
    if joining.is_invited and member.state == State.ASKED:
        member = _let_in(held, member, actor=actor)
    return Joined(member, page, code)


@transaction.atomic
def accept(member: InitiativeMember, *, actor: audit.Actor) -> InitiativeMember:
    """Take somebody into the team; the first to come leads it if nobody does.

    Twice is the same as once. Raises DomainError for who took it back.
    """
    initiative, held = _held(member)
    if held.state == State.IN:
        return held
    _check_asked(held)
    return _let_in(initiative, held, actor=actor)


@transaction.atomic
def turn_down(member: InitiativeMember, *, words: str, actor: audit.Actor) -> InitiativeMember:
    """Tell somebody not this time, with words; raises DomainError without, or when answered."""
    _initiative, held = _held(member)
    _check_asked(held)
    if not words.strip():
        raise DomainError(_("Napisz dlaczego: ta osoba to przeczyta."), field="words")
    held.state, held.due_on, held.until = State.DECLINED, None, times.today()
    held.save()
    audit.record("initiative.member_declined", actor=actor, target=held)
    notices.joined(held, words=words.strip())
    return held


@transaction.atomic
def leave(member: InitiativeMember, *, actor: audit.Actor) -> InitiativeMember:
    """Take somebody out of a team; twice is the same as once.

    What they took on and have not done yet waits for somebody else. When its only leader goes,
    the others are asked to take over, and the PAL has until a promised day to help them.
    """
    initiative, held = _held(member)
    if held.state not in (State.ASKED, State.IN):
        return held
    was_leader = held.is_leader
    held.state, held.until, held.due_on = State.LEFT, times.today(), None
    held.save()
    held.tasks.filter(done_on=None).update(member=None)
    held.work.filter(done_hours=None).update(member=None)
    audit.record("initiative.member_left", actor=actor, target=held)
    if was_leader:
        _look_for_leader(initiative, actor=actor)
    return held


@transaction.atomic
def make_leader(member: InitiativeMember, *, actor: audit.Actor) -> InitiativeMember:
    """Have somebody of the team lead it, or lead it too; twice is the same as once.

    Raises DomainError for who is not in the team.
    """
    initiative, held = _held(member)
    if held.state != State.IN:
        raise DomainError(_("Ta osoba nie jest teraz w zespole."))
    if held.role != Role.LEADER:
        held.role = Role.LEADER
        held.save(update_fields=["role"])
        audit.record("initiative.leads", actor=actor, target=held)
    _has_leader(initiative)
    return held


@transaction.atomic
def renew_invitation(initiative: Initiative, *, actor: audit.Actor) -> Initiative:
    """Give a team a new invitation; the former link opens nothing any more."""
    held = hold(initiative)
    held.invite_key = uuid.uuid4()
    held.save(update_fields=["invite_key"])
    audit.record("initiative.invitation_renewed", actor=actor, target=held)
    return held


def _made(
    held: Initiative, person_id: int, joining: Joining, *, channel: Channel
) -> InitiativeMember:
    return InitiativeMember.objects.create(
        initiative=held,
        person_id=person_id,
        remark=joining.remark.strip(),
        channel=channel,
        due_on=idea_rules.promised(held.pal),
    )


def _held(member: InitiativeMember) -> tuple[Initiative, InitiativeMember]:
    initiative = hold(member.initiative)
    rows = InitiativeMember.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("person").get(pk=member.pk)
    held.initiative = initiative
    return initiative, held


def _check_asked(held: InitiativeMember) -> None:
    if held.state != State.ASKED:
        raise DomainError(_("Na tę prośbę już ktoś odpowiedział. Odśwież stronę."))


def _let_in(
    initiative: Initiative, held: InitiativeMember, *, actor: audit.Actor
) -> InitiativeMember:
    leaders = initiative.members.inside().filter(role=Role.LEADER)
    held.role = Role.MEMBER if leaders.exists() else Role.LEADER
    held.state, held.due_on, held.since = State.IN, None, times.today()
    held.save()
    audit.record("initiative.member_in", actor=actor, target=held)
    _has_leader(initiative)
    notices.joined(held)
    return held


def _look_for_leader(initiative: Initiative, *, actor: audit.Actor) -> None:
    if initiative.is_ended or initiative.members.inside().filter(role=Role.LEADER).exists():
        return
    initiative.leader_due_on = idea_rules.promised(initiative.pal)
    initiative.save(update_fields=["leader_due_on"])
    audit.record("initiative.leaderless", actor=actor, target=initiative)
    notices.needs_leader(initiative, mark=timezone.now().isoformat())


def _has_leader(initiative: Initiative) -> None:
    if initiative.leader_due_on is None:
        return
    if initiative.members.inside().filter(role=Role.LEADER).exists():
        initiative.leader_due_on = None
        initiative.save(update_fields=["leader_due_on"])
