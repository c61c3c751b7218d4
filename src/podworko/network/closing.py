"""Closing a building in one act: what is planned there is moved, called off or kept, all at once.

What is planned belongs to modules above. Each says by a handler what a closure would touch
and does what was decided of it: `closing.handlers["activities"] = SessionsAtSeat()`.
"""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.models import OpeningException, Pal, Place, Room
from podworko.network.opening import hours_on, outside_hours

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
        return times.day_bounds(self.last_day)[1]

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
    told_by: Mapping[str, str] = field(default_factory=dict)
    """By which channel each is told, by a key that is one and the same in all things."""
    can_move: bool = True
    is_opened_for: bool = False
    """Whether somebody opens the building for it, whatever its hours."""
    note: str = ""
    """What is said of it instead of how many signed up."""

    @property
    def told(self) -> int:
        return len(self.told_by)


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

    def lock(self, closure: Closure) -> None:
        """Lock these things, as their own edits do before they lock a PAL's hours."""

    def settle(self, closure: Closure, key: str, decision: Decision, *, actor: audit.Actor) -> None:
        """Do what was decided of one thing; raise DomainError when it cannot be done."""

    def one_act(self) -> AbstractContextManager[None]:
        """Return what has everybody told once of all that is settled within it."""


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


def outside_new_hours(pal: Pal, *, days: int = 60) -> list[Affected]:
    """Return what is planned at the seat in the coming days while it will be closed."""
    if pal.seat_id is None:
        return []
    ahead = Closure(pal, timezone.now(), times.today() + days * DAY, "")
    things = [each for each in affected(ahead) if not each.is_opened_for]
    closed = outside_hours(pal, [(each.starts_at, each.ends_at) for each in things])
    return [each for each in things if (each.starts_at, each.ends_at) in closed]


@transaction.atomic
def close_building(
    closure: Closure, decisions: Mapping[str, Decision], *, actor: audit.Actor
) -> int:
    """Shut the seat of a PAL and do what was decided of each thing; return how many there were.

    All of it happens, or nothing. Raises ClosingError when one thing cannot be moved as
    decided, and UndecidedError when something was planned meanwhile.
    """
    count = 0
    # All before the first move locks the hours: an edit that holds one thing would wait for these.
    for handler in handlers.values():
        handler.lock(closure)
    for handler in handlers.values():
        decided = [each.key for each in handler.affected(closure) if each.key in decisions]
        count += len(decided)
        with handler.one_act():
            for key in decided:
                _settle(handler, closure, key, decisions[key], actor=actor)
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
        _check_leaves(closure, decision)
        handler.settle(closure, key, decision, actor=actor)
    except DomainError as error:
        raise ClosingError(error, key=key) from error


def _check_leaves(closure: Closure, decision: Decision) -> None:
    """Raise DomainError for a move to another of the closed days of the same building."""
    is_here = decision.place is not None and decision.place.pk == closure.pal.seat_id
    begins = decision.starts_at or closure.until
    if decision.fate == Fate.MOVE and is_here and closure.since <= begins < closure.until:
        raise DomainError(_("To miejsce jest wtedy też zamknięte."), field="where")


def _shut(closure: Closure, *, actor: audit.Actor) -> None:
    """Write the days into the PAL's hours; other words about these days give way."""
    pal = Pal.objects.select_for_update(no_key=True).get(pk=closure.pal.pk)
    hours = hours_on(pal, [closure.first_day]).get(closure.first_day)
    begins = times.local(closure.since).time().replace(second=0, microsecond=0)
    first = closure.first_day
    before = [(a, min(b, begins)) for a, b in hours.spans if a < begins] if hours else []
    made = [_day(closure, first, first, hours=span) for span in before]
    _clear(pal, first, closure.last_day)
    if before:
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
