"""Reporting, confirming, refusing and correcting hours: none is rewritten, each leaves a trace."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.people.public import Channel, Person
from podworko.volunteering import policies
from podworko.volunteering.clearance import clearances_of
from podworko.volunteering.models import HoursEntry, Opportunity, Volunteer
from podworko.volunteering.models.hours import DAY_MINUTES
from podworko.volunteering.notices_hours import tell_refused

State = HoursEntry.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What somebody says they did: on which day, for how many minutes, in short words.

    `key` is drawn by the page: the same report sent twice is one. `about` names a turn of a
    shift as the trail does ("volunteering.turn:7"); "" is work outside shifts.
    """

    day: date
    minutes: int
    words: str
    opportunity: Opportunity | None = None
    about: str = ""
    channel: Channel = Channel.WEB
    key: uuid.UUID | None = None


class HoursMovedOnError(DomainError):
    """An entry is not any more what the page showed."""

    code = "hours-moved-on"

    def __init__(self) -> None:
        super().__init__(_("Ten wpis już się zmienił. Odśwież stronę i zobacz, jak jest teraz."))


class DayFullError(DomainError):
    """One person's hours of a day, at all PALs together, would be more than the day has."""

    code = "day-full"

    def __init__(self, left: int) -> None:
        words = _("Doba ma 24 godziny. Na ten dzień można jeszcze wpisać minut: %(left)s.")
        super().__init__(words % {"left": max(left, 0)}, field="length")


class NotSupervisorError(DomainError):
    """Hours are confirmed by who runs volunteering there or supervises, never by oneself."""

    code = "not-supervisor"

    def __init__(self) -> None:
        super().__init__(
            _("Godziny potwierdza koordynator albo opiekun z porozumienia, nigdy ta sama osoba.")
        )


class RowError(DomainError):
    """A row of a sheet was refused; `row` counts from 0. Nothing of the sheet was taken."""

    code = "row-refused"

    def __init__(self, error: DomainError, row: int) -> None:
        super().__init__(error.message, field=error.field)
        self.row = row


class UnexplainedError(DomainError):
    """No agreement held on the day, and nobody said why the hours are confirmed all the same."""

    code = "unexplained"

    def __init__(self, entry: HoursEntry) -> None:
        words = _("%(who)s, %(day)s: nie było porozumienia. Wpisz, dlaczego mimo to potwierdzasz.")
        day = date_format(entry.day, "j E Y")
        super().__init__(words % {"who": entry.volunteer, "day": day}, field="why")
        self.entry = entry


@transaction.atomic
def report_hours(volunteer: Volunteer, told: Reported, *, actor: audit.Actor) -> HoursEntry:
    """Note how long somebody volunteered; it waits to be confirmed. Twice is the same as once.

    A day without an agreement is taken: whoever confirms is told. Raises DomainError for a day
    that is yet to come or is before they began or after they ended, and DayFullError when that
    day would have more than 24 hours, those at other PALs counted.
    """
    lock_person(volunteer)
    held = _held(volunteer, told)
    if held:
        return held
    _check(volunteer, told)
    _check_day(volunteer, told.day, told.minutes)
    entry = _made(volunteer, told, actor)
    entry.save()
    audit.record("hours.reported", actor=actor, target=entry, channel=told.channel)
    return entry


@transaction.atomic
def report_sheet(
    volunteer: Volunteer, rows: Sequence[Reported], *, actor: audit.Actor
) -> list[HoursEntry]:
    """Note a whole sheet at once, or nothing of it; raises RowError for the first wrong row."""
    return [_row(volunteer, told, number, actor) for number, told in enumerate(rows)]


@transaction.atomic
def correct_hours(entry: HoursEntry, told: Reported, *, why: str, actor: audit.Actor) -> HoursEntry:
    """Replace an entry by another, which waits to be confirmed, whatever the first one did.

    Who corrected what and why stays. Raises HoursMovedOnError for one that was refused or
    replaced, and DomainError as `report_hours`.
    """
    lock_person(entry.volunteer)
    locked = lock(entry)
    again = HoursEntry.objects.filter(public_id=told.key).first() if told.key else None
    if again and again.corrects_id == locked.pk:
        return again
    if not locked.is_live or not why:
        raise HoursMovedOnError
    _check(locked.volunteer, told)
    _check_day(locked.volunteer, told.day, told.minutes, but=locked)
    locked.state = State.REPLACED
    locked.save(update_fields=["state"])
    made = _made(locked.volunteer, told, actor)
    made.about, made.corrects, made.corrected_why = locked.about, locked, why
    made.save()
    audit.record("hours.corrected", actor=actor, target=made, channel=told.channel)
    return made


@transaction.atomic
def confirm_hours(
    entries: Iterable[HoursEntry], *, whys: Mapping[int, str] | None = None, actor: User
) -> int:
    """Confirm all of these or none, and return how many were not confirmed before.

    `whys` say by key why those are confirmed that are of a day without an agreement. Raises
    UnexplainedError where that is missing, NotSupervisorError for hours that are not `actor`'s
    to confirm, HoursMovedOnError for what was refused or replaced.
    """
    locked = _lock_all(entries)
    if any(not entry.is_live for entry in locked):
        raise HoursMovedOnError
    waiting = [entry for entry in locked if entry.state == State.REPORTED]
    _allow(waiting, whys or {}, actor)
    for entry in waiting:
        entry.state, entry.confirmed_by = State.CONFIRMED, actor
        entry.confirmed_at = timezone.now()
        entry.save(update_fields=["state", "confirmed_by", "confirmed_at", "allowed_why"])
    audit.record_many("hours.confirmed", actor=actor, targets=waiting)
    return len(waiting)


@transaction.atomic
def refuse_hours(entry: HoursEntry, *, why: str, actor: User) -> HoursEntry:
    """Say why hours are not confirmed; the volunteer reads it. Twice is the same as once.

    What a refused correction had replaced counts again as it did. Raises NotSupervisorError,
    HoursMovedOnError for what does not wait, DayFullError when what counts again finds no room.
    """
    lock_person(entry.volunteer)
    *former, locked = _lock_all([*HoursEntry.objects.filter(corrections=entry), entry])
    if locked.state == State.REFUSED:
        return locked
    if locked.state != State.REPORTED or not why:
        raise HoursMovedOnError
    _allow_refusal(locked, actor)
    locked.state, locked.refused_why = State.REFUSED, why
    locked.save(update_fields=["state", "refused_why"])
    for each in former:
        _restore(each)
    audit.record("hours.refused", actor=actor, target=locked)
    tell_refused(locked)
    return locked


def lock(entry: HoursEntry) -> HoursEntry:
    """Lock an entry until the end of the transaction and read it anew."""
    return _lock_all([entry])[0]


def lock_person(volunteer: Volunteer) -> None:
    """Lock whoever's day it is, at whichever PAL they volunteer; before any entry of theirs."""
    Person.objects.select_for_update(no_key=True).get(pk=volunteer.person_id)


def began_on(volunteer: Volunteer) -> date:
    """Return the first day of which hours can be: an agreement began, or they came to us."""
    agreed = volunteer.agreements.filter(state__in=("in_force", "ended")).aggregate(
        first=Min("begins_on")
    )
    came_on = times.local(volunteer.created_at).date()
    return min(came_on, agreed["first"] or came_on)


def _lock_all(entries: Iterable[HoursEntry]) -> list[HoursEntry]:
    pks = [entry.pk for entry in entries]
    rows = HoursEntry.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=pks)
    return list(rows.select_related("volunteer__person", "volunteer__pal").order_by("pk"))


def _held(volunteer: Volunteer, told: Reported) -> HoursEntry | None:
    """Return what the same report, or the same turn of a shift, gave before."""
    mine = volunteer.hours.all()
    if told.key and (same := mine.filter(public_id=told.key).first()):
        return same
    return mine.live().filter(about=told.about).first() if told.about else None


def _check(volunteer: Volunteer, told: Reported) -> None:
    if told.day > times.today():
        raise DomainError(_("Ten dzień dopiero będzie."), field="day")
    if told.day < began_on(volunteer):
        raise DomainError(_("W tym dniu wolontariat jeszcze się nie zaczął."), field="day")
    if volunteer.ended_on and told.day > volunteer.ended_on:
        raise DomainError(_("W tym dniu wolontariat był już zakończony."), field="day")
    if not 1 <= told.minutes <= DAY_MINUTES:
        raise DomainError(_("Od minuty do 24 godzin."), field="length")


def _check_day(
    volunteer: Volunteer, day: date, minutes: int, *, but: HoursEntry | None = None
) -> None:
    """Keep one person's day, across all PALs, within 24 hours; call it with the person locked."""
    rows = HoursEntry.objects.live().filter(volunteer__person_id=volunteer.person_id, day=day)
    others = rows.exclude(pk=but.pk) if but else rows
    taken = others.aggregate(taken=Sum("minutes"))["taken"] or 0
    if taken + minutes > DAY_MINUTES:
        raise DayFullError(DAY_MINUTES - taken)


def _made(volunteer: Volunteer, told: Reported, actor: audit.Actor) -> HoursEntry:
    return HoursEntry(
        public_id=told.key or uuid.uuid4(),
        volunteer=volunteer,
        day=told.day,
        minutes=told.minutes,
        words=told.words,
        opportunity=told.opportunity,
        about=told.about,
        channel=told.channel,
        reported_by=actor if isinstance(actor, User) else None,
    )


def _row(volunteer: Volunteer, told: Reported, number: int, actor: audit.Actor) -> HoursEntry:
    try:
        return report_hours(volunteer, told, actor=actor)
    except DomainError as error:
        raise RowError(error, number) from error


def _allow(entries: list[HoursEntry], whys: Mapping[int, str], actor: User) -> None:
    """Keep from confirming who may not, and what nobody explained."""
    for entry, clearance in zip(
        entries, clearances_of([entry.volunteer for entry in entries]), strict=True
    ):
        if not policies.may_confirm_hours(actor, entry, clearance.agreements):
            raise NotSupervisorError
        entry.allowed_why = ""
        if clearance.agreement_on(entry.day) is None:
            entry.allowed_why = whys.get(entry.pk, "").strip()
            if not entry.allowed_why:
                raise UnexplainedError(entry)


def _allow_refusal(entry: HoursEntry, actor: User) -> None:
    (clearance,) = clearances_of([entry.volunteer])
    if not policies.may_confirm_hours(actor, entry, clearance.agreements):
        raise NotSupervisorError


def _restore(former: HoursEntry) -> None:
    """Have what a refused correction had replaced count again as it did."""
    _check_day(former.volunteer, former.day, former.minutes)
    former.state = State.CONFIRMED if former.confirmed_at else State.REPORTED
    former.save(update_fields=["state"])
