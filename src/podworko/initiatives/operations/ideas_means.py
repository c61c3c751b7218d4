"""Requests of teams: asked for, answered with words by a promised day, money settled."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import idea_rules
from podworko.initiatives import ideas_notices as notices
from podworko.initiatives.models import Initiative, InitiativeMember, Means
from podworko.initiatives.operations.ideas_lock import hold
from podworko.network.public import Booking, Group, Room, Wish, book_room, save_group
from podworko.people.public import Channel

__all__ = ["Answer", "RoomWanted", "Settlement", "answer_means", "ask_means", "settle_means"]
__all__ += ["withdraw_means"]

State = Means.State
ASKING = (
    *Initiative.SUPPORTED,
    *(Initiative.State.APPLIED, Initiative.State.APPROVED, Initiative.State.UNDER_WAY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWanted:
    """The room that is given with a yes: booked at once in the name of the initiative."""

    room: Room
    starts_at: datetime
    ends_at: datetime
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Yes or no to a request, in words; `room` books one for a yes to a room."""

    is_granted: bool
    words: str
    room: RoomWanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of money: how much in groszy, by which receipts, on what."""

    spent_grosze: int
    receipts: str
    words: str


@transaction.atomic
def ask_means(means: Means, *, actor: audit.Actor) -> Means:
    """Store a request of a team; it is answered by a promised working day.

    Raises DomainError for an idea that is not public yet, one that is done, and for money
    without an amount.
    """
    held = hold(means.initiative)
    if held.state not in ASKING:
        raise DomainError(_("Teraz nie można prosić o środki. Zapytaj animatora."))
    if means.is_money and not means.grosze:
        raise DomainError(_("Napisz, ile pieniędzy potrzebujecie."), field="grosze")
    if not means.is_money:
        means.grosze = None
    means.state, means.due_on = State.ASKED, idea_rules.promised(held.pal)
    means.save()
    audit.record("means.asked", actor=actor, target=means, kind=means.kind)
    return means


@transaction.atomic
def answer_means(means: Means, answer: Answer, *, actor: audit.Actor) -> Means:
    """Say yes or no to a request, with words; one of two who answer at once is told so.

    Raises DomainError for a request that is answered already, for no without words, for yes to
    what is done or over, and what lending rooms says no to.
    """
    initiative = hold(means.initiative)
    held = _locked(means)
    if held.state != State.ASKED:
        raise DomainError(_("Na tę prośbę już ktoś odpowiedział. Odśwież stronę."))
    _check_can_answer(initiative, answer)
    if not answer.is_granted and not answer.words.strip():
        raise DomainError(_("Napisz, dlaczego nie i co w zamian."), field="words")
    held.initiative = initiative
    held.state = State.GRANTED if answer.is_granted else State.REFUSED
    held.answer, held.answered_at = answer.words.strip(), timezone.now()
    if answer.is_granted and answer.room:
        held.booking = _booked(initiative, held, answer.room, actor=actor)
    held.save()
    audit.record("means.answered", actor=actor, target=held, state=held.state)
    notices.means_answered(held)
    return held


@transaction.atomic
def withdraw_means(means: Means, *, actor: audit.Actor) -> Means:
    """Take back a request that nobody answered yet; twice is the same as once."""
    hold(means.initiative)
    held = _locked(means)
    if held.state == State.WITHDRAWN:
        return held
    if held.state != State.ASKED:
        raise DomainError(_("Na tę prośbę już ktoś odpowiedział. Odśwież stronę."))
    held.state, held.answered_at = State.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "answered_at"])
    audit.record("means.withdrawn", actor=actor, target=held)
    return held


@transaction.atomic
def settle_means(means: Means, settlement: Settlement, *, actor: audit.Actor) -> Means:
    """Note what money was spent on and by which receipts; again corrects it until the end.

    Raises DomainError for what is no money granted, for more than was granted, and for money
    spent without receipts.
    """
    initiative = hold(means.initiative)
    held = _locked(means)
    if not held.is_money or held.state not in (State.GRANTED, State.SETTLED):
        raise DomainError(_("Tu nie ma czego rozliczać."))
    if initiative.is_ended:
        raise DomainError(_("Ta inicjatywa jest już zakończona."))
    if settlement.spent_grosze > (held.grosze or 0):
        raise DomainError(_("To więcej, niż dostaliście. Sprawdźcie kwotę."), field="spent")
    if settlement.spent_grosze and not settlement.receipts.strip():
        raise DomainError(_("Wpiszcie numery rachunków."), field="receipts")
    held.state, held.settled_on = State.SETTLED, times.today()
    held.spent_grosze, held.receipts = settlement.spent_grosze, settlement.receipts.strip()
    held.settled_words = settlement.words.strip()
    held.save()
    audit.record("means.settled", actor=actor, target=held)
    return held


def _check_can_answer(initiative: Initiative, answer: Answer) -> None:
    # Money that is granted after the end would never be settled.
    is_late = initiative.is_ended or initiative.state == Initiative.State.DONE
    if is_late and answer.is_granted:
        raise DomainError(_("To jest już zrobione albo zakończone."))


def _locked(means: Means) -> Means:
    return Means.objects.select_for_update(no_key=True, of=("self",)).get(pk=means.pk)


def _booked(
    initiative: Initiative, means: Means, wanted: RoomWanted, *, actor: audit.Actor
) -> Booking:
    """Book the room in the name of a group of the initiative, made when there is none yet."""
    wish = Wish(
        room=wanted.room,
        purpose=means.words[:160],
        people=wanted.people,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        is_beyond_window=True,
    )
    group = _group(initiative, actor=actor)
    return book_room(group, wish=wish, channel=Channel.DESK, actor=actor)[0]


def _group(initiative: Initiative, *, actor: audit.Actor) -> Group:
    booked = initiative.means.exclude(booking=None).select_related("booking__group").first()
    if booked and booked.booking:
        return booked.booking.group
    leads = InitiativeMember.objects.inside().filter(initiative=initiative)
    leader = leads.select_related("person").order_by("role", "pk").first()
    if leader is None:
        raise DomainError(_("Zespół nie ma jeszcze nikogo, komu można pożyczyć salę."))
    person = leader.person.kept
    made = Group(
        pal=initiative.pal,
        name=_free_name(initiative),
        kind="initiative",
        contact_name=person.name,
        phone=person.phone,
        email=person.email,
        language=person.language,
        prefers=person.prefers,
    )
    return save_group(made, actor=actor)


def _free_name(initiative: Initiative) -> str:
    """Return a name that no other group has: each group is told of its own bookings alone."""
    stem = f"{initiative.title[:100]} (inicjatywa"
    names = chain((initiative.title, f"{stem})"), (f"{stem} {number})" for number in count(2)))
    taken = set(Group.objects.filter(pal=initiative.pal).values_list("name", flat=True))
    return next(name for name in names if name not in taken)
