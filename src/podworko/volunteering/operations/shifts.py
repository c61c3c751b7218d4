"""Planning shifts, one or a series, changing them and calling them off."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Place
from podworko.volunteering import shift_notices as notices
from podworko.volunteering.models import Opportunity, PersonHold, Role, Shift, Swap, Turn
from podworko.volunteering.operations.shift_offers import offer_next
from podworko.volunteering.operations.shift_places import MovedOnError, end, lock_shift

MOST_IN_SERIES = 200
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a shift is like; see Shift for the words."""

    needed: int = 1
    role: Role | None = None
    place: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Which days of the week, by the clock, from a day until a day; public holidays are free."""

    since: date
    until: date
    weekdays: frozenset[int]
    """Monday is 0."""
    begins: time
    ends: time
    """Not later than `begins`: on the day after."""

    def days(self) -> Iterator[date]:
        """Yield the days that are meant, holidays included."""
        for number in range((self.until - self.since).days + 1):
            day = self.since + timedelta(days=number)
            if day.weekday() in self.weekdays:
                yield day

    def skipped(self) -> list[date]:
        """Return the days on which nothing is planned since they are public holidays."""
        free = times.public_holidays()
        return [day for day in self.days() if free.get(day)]

    def spans(self) -> list[tuple[datetime, datetime]]:
        """Return from when until when each is, by the clock on the wall, winter or summer."""
        free = times.public_holidays()
        return [self._span(day) for day in self.days() if not free.get(day)]

    def _span(self, day: date) -> tuple[datetime, datetime]:
        last = day if self.ends > self.begins else day + timedelta(days=1)
        return _elapsing((times.at(day, self.begins), times.at(last, self.ends)))


@transaction.atomic
def plan(
    opportunity: Opportunity,
    *,
    span: tuple[datetime, datetime],
    wanted: Wanted,
    actor: audit.Actor,
) -> Shift:
    """Plan one shift; the very same planned twice is one.

    Raises DomainError for times out of order, longer than a day, and for a day on which the
    opportunity is not there.
    """
    locked = _lock_opportunity(opportunity)
    return _plan(locked, [_elapsing(span)], wanted, actor, series=None)[0]


@transaction.atomic
def plan_series(
    opportunity: Opportunity, *, series: Series, wanted: Wanted, actor: audit.Actor
) -> list[Shift]:
    """Plan a shift on each of the days of a series; return them all, known ones too.

    Raises DomainError when there is none, for too many, and for days on which the opportunity is
    not there: nothing is planned then.
    """
    _check_length(series)
    spans = [(begins, ends) for begins, ends in series.spans() if begins < ends]
    if not spans:
        raise DomainError(_("W tych dniach nic nie wypada. Sprawdź dni i daty."), field="weekdays")
    locked = _lock_opportunity(opportunity)
    return _plan(locked, spans, wanted, actor, series=uuid.uuid4())


@transaction.atomic
def change(
    shift: Shift,
    *,
    span: tuple[datetime, datetime],
    wanted: Wanted,
    seen: int,
    actor: audit.Actor,
) -> Shift:
    """Change a shift, and tell those on it when it is at another time or place.

    Raises ChangedMeanwhileError when it is not version `seen` any more, DomainError for fewer
    places than are taken, and when somebody on it is elsewhere at the new time: nothing is changed.
    """
    span = _elapsing(span)
    locked = _lock_changeable(shift)
    if locked.sequence != seen:
        raise ChangedMeanwhileError
    _check_span(locked.opportunity, span)
    _check_room(locked, wanted.needed)
    was = (locked.starts_at, locked.ends_at, locked.place_id)
    _store(locked, span, wanted)
    if was[:2] != span:
        _move_holds(locked)
    if was != (*span, locked.place_id):
        _tell_changed(locked)
    audit.record("shift.changed", actor=actor, target=locked)
    offer_next(locked)
    return locked


@transaction.atomic
def cancel(shift: Shift, *, why: str, rest: bool, actor: audit.Actor) -> list[Shift]:
    """Call a shift off, or with `rest` it and all of its series after it; tell those on them.

    Everybody is told once of all of theirs. Twice is the same as once. Raises MovedOnError for
    one that is over.
    """
    if not why.strip():
        raise DomainError(_("Napisz, dlaczego: ta osoba to przeczyta."), field="why")
    locked = [lock_shift(each) for each in _meant(shift, rest=rest)]
    live = [each for each in locked if each.is_planned and not each.is_over]
    if not live and any(each.is_planned for each in locked):
        raise MovedOnError
    ended = [turn for each in live for turn in _cancel(each, why.strip())]
    notices.tell_cancelled(ended, reason=why.strip())
    audit.record_many("shift.cancelled", actor=actor, targets=live)
    return live


@transaction.atomic
def write_to_all(shift: Shift, *, text: str, actor: audit.Actor) -> int:
    """Write to everybody who is on a shift; return to how many. The same text leaves once a day."""
    locked = _lock_changeable(shift)
    once = sha256(f"{times.today()}{text}".encode()).hexdigest()[:16]
    turns = list(locked.turns.confirmed().select_related("volunteer__person", "volunteer__pal"))
    for turn in turns:
        turn.shift = locked
        notices.tell(turn, "shift_message", reason=text, once=once)
    audit.record("shift.written_to", actor=actor, target=locked, people=len(turns))
    return len(turns)


def _elapsing(span: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    """Return the same moments, so that what is between them is time that passes.

    Two moments of one zone are told apart by the clock on the wall, also in a night that is an
    hour shorter.
    """
    return span[0].astimezone(UTC), span[1].astimezone(UTC)


def _plan(
    opportunity: Opportunity,
    spans: list[tuple[datetime, datetime]],
    wanted: Wanted,
    actor: audit.Actor,
    series: uuid.UUID | None,
) -> list[Shift]:
    for span in spans:
        _check_span(opportunity, span)
    known = {_key(each): each for each in opportunity.shifts.planned()}
    made = [
        Shift(opportunity=opportunity, starts_at=span[0], ends_at=span[1], series=series)
        for span in spans
    ]
    for each in made:
        each.role, each.place = wanted.role, wanted.place
        each.needed, each.note = wanted.needed, wanted.note
    new = [each for each in made if _key(each) not in known]
    for each in new:
        each.save()
    audit.record_many("shift.planned", actor=actor, targets=new)
    return [known.get(_key(each), each) for each in made]


def _key(shift: Shift) -> tuple[object, ...]:
    return (shift.starts_at, shift.ends_at, shift.role_id, shift.place_id)


def _lock_opportunity(opportunity: Opportunity) -> Opportunity:
    rows = Opportunity.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal", "place").get(pk=opportunity.pk)


def _lock_changeable(shift: Shift) -> Shift:
    locked = lock_shift(shift)
    if not locked.is_planned or locked.is_over:
        raise MovedOnError
    return locked


def _check_length(series: Series) -> None:
    if series.until < series.since:
        raise DomainError(_("Ostatni dzień jest przed pierwszym."), field="until")
    if (series.until - series.since).days > 2 * 366 or len(series.spans()) > MOST_IN_SERIES:
        raise DomainError(
            _("Za dużo naraz: najwyżej %(most)s dyżurów.") % {"most": MOST_IN_SERIES},
            field="until",
        )


def _check_span(opportunity: Opportunity, span: tuple[datetime, datetime]) -> None:
    begins, ends = span
    if not begins < ends <= begins + LONGEST:
        raise DomainError(_("Koniec musi być po początku, najwyżej dobę później."), field="ends")
    day = times.local(begins).date()
    first, last = opportunity.begins_on, opportunity.ends_on
    if first is not None and day < first:
        said = date_format(first, "j E Y")
        raise DomainError(
            _("To zadanie zaczyna się dopiero %(day)s.") % {"day": said}, field="since"
        )
    if last is not None and day > last:
        said = date_format(last, "j E Y")
        raise DomainError(_("To zadanie kończy się %(day)s.") % {"day": said}, field="until")


def _check_room(shift: Shift, needed: int) -> None:
    taken = shift.turns.taking().count()
    if needed < taken:
        raise DomainError(
            _("Na dyżurze jest już więcej osób: %(taken)s. Najpierw kogoś zdejmij.")
            % {"taken": taken},
            field="needed",
        )


def _store(shift: Shift, span: tuple[datetime, datetime], wanted: Wanted) -> None:
    shift.starts_at, shift.ends_at = span
    shift.role, shift.place = wanted.role, wanted.place
    shift.needed, shift.note = wanted.needed, wanted.note
    shift.sequence += 1
    shift.save()


def _move_holds(shift: Shift) -> None:
    """Move the time that is taken of everybody on a shift; refuse when one is elsewhere then."""
    holds = PersonHold.objects.filter(turn__shift=shift).select_related("turn__volunteer__person")
    for hold in holds.order_by("person"):
        hold.starts_at, hold.ends_at = shift.starts_at, shift.ends_at
        try:
            with transaction.atomic():
                hold.save(update_fields=["starts_at", "ends_at"])
        except IntegrityError as error:
            name = hold.turn.volunteer.person.name
            words = _("%(name)s ma wtedy inny dyżur. Najpierw zdejmij tę osobę z tego dyżuru.")
            raise DomainError(words % {"name": name}, field="starts") from error
    rows = Swap.objects.filter(state=Swap.State.ASKED)
    for swap in rows.filter(turn__shift=shift) | rows.filter(back__shift=shift):
        begins = [each.shift.starts_at for each in (swap.turn, swap.back) if each is not None]
        Swap.objects.filter(pk=swap.pk).update(lapses_at=min(begins))


def _tell_changed(shift: Shift) -> None:
    turns = shift.turns.live().select_related("volunteer__person", "volunteer__pal")
    for turn in turns:
        turn.shift = shift
        notices.withdraw(turn)
        notices.tell(turn, "shift_changed", once=str(shift.sequence))


def _meant(shift: Shift, *, rest: bool) -> list[Shift]:
    if not rest or shift.series is None:
        return [shift]
    rows = Shift.objects.filter(series=shift.series, starts_at__gte=shift.starts_at)
    return list(rows.order_by("pk"))


def _cancel(shift: Shift, why: str) -> list[Turn]:
    """Call one off; return the turns that ended with it."""
    shift.state, shift.cancelled_why, shift.sealed = Shift.State.CANCELLED, why, ""
    shift.sequence += 1
    shift.save(update_fields=["state", "cancelled_why", "sealed", "sequence"])
    related = ("volunteer__person", "volunteer__pal")
    turns = list(shift.turns.live().select_related(*related).order_by("pk"))
    for turn in turns:
        turn.shift = shift
        end(turn, Turn.State.CANCELLED)
        notices.withdraw(turn)
    return turns
