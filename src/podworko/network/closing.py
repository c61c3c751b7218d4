"""Closing a building in one act: what is planned there is moved, called off or kept, all at once.

What is planned belongs to modules above. Each says by a handler what a closure would touch
and does what was decided of it: `closing.handlers["activities"] = SessionsAtSeat()`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.models import OpeningException, Pal, Place, Room
from podworko.network.opening import hours_on

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closure:
    """A PAL's seat is shut from a moment to the end of a day, and why."""

    pal: Pal
    since: datetime
    last_day: date
    reason: str

    @property
    def until(self) -> datetime:
        return times.at(self.last_day + DAY, time())

    @property
    def first_day(self) -> date:
        return times.local(self.since).date()


@dataclass(frozen=True, slots=True)
class Affected:
    """One thing planned in the building, under a key by which its module knows it again."""

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str = ""
    ways: Mapping[str, int] = field(default_factory=dict)
    """How many are told, by channel."""
    can_move: bool = True
    note: str = ""
    """What is said of it instead of how many signed up."""

    @property
    def told(self) -> int:
        return sum(self.ways.values())


class Fate(StrEnum):
    """What becomes of one thing that a closure touches."""

    CANCEL = "cancel"
    MOVE = "move"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one thing; where it moves, or who opens the building for it."""

    fate: Fate
    starts_at: datetime | None = None
    place: Place | None = None
    room: Room | None = None
    who_opens: str = ""


class Handler(Protocol):
    """What a module does about its things when a building closes."""

    def affected(self, closure: Closure) -> list[Affected]:
        """Return what of the module is planned in the building then."""

    def settle(self, closure: Closure, key: str, decision: Decision, *, actor: audit.Actor) -> None:
        """Do what was decided of one thing; raise DomainError when it cannot be done."""


handlers: dict[str, Handler] = {}


class ClosingError(DomainError):
    """One thing could not be moved or kept as decided; `key` says which."""

    code = "closing"

    def __init__(self, error: DomainError, *, key: str) -> None:
        super().__init__(str(error.message), field=error.field)
        self.key = key


class UndecidedError(DomainError):
    """Something is planned in the building of which nobody decided what becomes of it."""

    code = "undecided"


def affected(closure: Closure) -> list[Affected]:
    """Return all that a closure would touch, soonest first."""
    found = [each for handler in handlers.values() for each in handler.affected(closure)]
    return sorted(found, key=lambda each: (each.starts_at, each.key))


@transaction.atomic
def close_building(
    closure: Closure, decisions: Mapping[str, Decision], *, actor: audit.Actor
) -> int:
    """Shut the seat of a PAL and do what was decided of each thing; return how many there were.

    All of it happens, or nothing. Raises ClosingError when one thing cannot be moved as
    decided, and UndecidedError when something was planned meanwhile.
    """
    count = 0
    for handler in handlers.values():
        for each in handler.affected(closure):
            if each.key in decisions:
                _settle(handler, closure, each.key, decisions[each.key], actor=actor)
                count += 1
    _shut(closure, actor=actor)
    # Under the PAL's lock: who plans from now on meets the closed days.
    kept = {key for key, decision in decisions.items() if decision.fate == Fate.KEEP}
    if any(each.key not in kept for each in affected(closure)):
        raise UndecidedError(_("W tym czasie ktoś zaplanował tam coś jeszcze. Sprawdź listę."))
    return count


def _settle(
    handler: Handler, closure: Closure, key: str, decision: Decision, *, actor: audit.Actor
) -> None:
    try:
        handler.settle(closure, key, decision, actor=actor)
    except DomainError as error:
        raise ClosingError(error, key=key) from error


def _shut(closure: Closure, *, actor: audit.Actor) -> None:
    """Write the days into the PAL's hours; other words about these days give way."""
    pal = Pal.objects.select_for_update(no_key=True).get(pk=closure.pal.pk)
    hours = hours_on(pal, [closure.first_day]).get(closure.first_day)
    begins = times.local(closure.since).time()
    opens = hours.spans[0][0] if hours and hours.spans else None
    first = closure.first_day
    made = []
    _clear(pal, first, closure.last_day)
    if opens is not None and opens < begins:
        made.append(_day(closure, first, first, hours=(opens, begins)))
        first += DAY
    if first <= closure.last_day:
        made.append(_day(closure, first, closure.last_day))
    for exception in made:
        exception.save()
    numbers = [exception.pk for exception in made]
    audit.record("pal.closed", actor=actor, target=pal, exceptions=numbers)


def _day(
    closure: Closure, since: date, until: date, *, hours: tuple[time, time] | None = None
) -> OpeningException:
    opens, closes = hours or (None, None)
    return OpeningException(
        pal=closure.pal,
        since=since,
        until=until,
        opens=opens,
        closes=closes,
        reason=closure.reason,
    )


def _clear(pal: Pal, since: date, until: date) -> None:
    """Take these days out of the PAL's other exceptions, and leave the rest of them."""
    for held in pal.opening_exceptions.filter(since__lte=until, until__gte=since):
        for part in _rest(held, since, until):
            OpeningException.objects.create(
                pal=pal,
                since=part[0],
                until=part[1],
                opens=held.opens,
                closes=held.closes,
                reason=held.reason,
            )
        held.delete()


def _rest(held: OpeningException, since: date, until: date) -> Collection[tuple[date, date]]:
    before = (held.since, min(held.until, since - DAY))
    after = (max(held.since, until + DAY), held.until)
    return [part for part in (before, after) if part[0] <= part[1]]
