"""What every operation on places stands on: the lock, the count, the gates, the queue.

The promises kept here, under any order of events:

- there are never more people with a place or an offer than places (invariant 1);
- a place freed goes to the first household in the queue that fits (invariant 2);
- nobody waits while places that fit them are free.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Protocol

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from podworko.activities import notices
from podworko.activities.models import Session, SignUp, SignUpList
from podworko.activities.operations import holding
from podworko.activities.operations.thread import follow_activity
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.messages import public as messages

CONSENT_AGE = 16
"""Below it a guardian acts for a child (RODO art. 8 ust. 1: 16 in Poland)."""

NIGHT_FROM, NIGHT_TO = time(20, 0), time(9, 0)
MORNING = time(10, 0)


class SignUpError(DomainError):
    """A sign-up could not be made or changed."""


class ClosedError(SignUpError):
    """Sign-ups have not opened, have closed, or the thing has begun or was called off."""

    code = "closed"


class GateError(SignUpError):
    """Age, guardian, household size or rules stand in the way."""

    code = "gate"


class OfferGoneError(SignUpError):
    """The offer was taken back, has passed, or never was."""

    code = "offer-gone"


class AlreadyEndedError(SignUpError):
    """The sign-up ended before; nothing is left to change."""

    code = "ended"


class Guestlike(Protocol):
    """What the gates need to know of somebody who comes."""

    @property
    def birth_year(self) -> int | None:
        """The year of birth, if told."""

    @property
    def is_minor(self) -> bool:
        """Whether a guardian acts for them."""


def lock(sign_up_list: SignUpList) -> SignUpList:
    """Lock the list's row until the end of the transaction and re-read it.

    SQLite has no row locks: there the transaction itself, begun IMMEDIATE, is the lock.
    """
    # NO KEY: inserting a sign-up takes a key-share lock on this row, and must not wait.
    locked = SignUpList.objects.select_for_update(no_key=True).select_related(None)
    return locked.get(pk=sign_up_list.pk)


def check_open(sign_up_list: SignUpList, *, by_staff: bool) -> None:
    """Raise ClosedError unless somebody may sign up now; staff are not bound by the opening."""
    now = timezone.now()
    check_not_over(sign_up_list)
    if not sign_up_list.activity.is_public:
        raise ClosedError(_("Te zajęcia nie są jeszcze ogłoszone."))
    if not by_staff and sign_up_list.opens_at and now < sign_up_list.opens_at:
        when = _when(sign_up_list.opens_at)
        raise ClosedError(_("Zapisy zaczną się %(when)s.") % {"when": when})
    if sign_up_list.closes_at and now >= sign_up_list.closes_at:
        raise ClosedError(
            _("Zapisy zakończyły się %(when)s.") % {"when": _when(sign_up_list.closes_at)}
        )


def check_not_over(sign_up_list: SignUpList) -> None:
    """Raise ClosedError when the thing was called off or has begun."""
    if sign_up_list.is_cancelled:
        raise ClosedError(_("Te zajęcia są odwołane."))
    if sign_up_list.has_begun():
        raise ClosedError(_("Te zajęcia już się zaczęły."))


def check_gates(
    sign_up_list: SignUpList, *, guests: Iterable[Guestlike], has_guardian: bool
) -> None:
    """Raise GateError when age limits or the guardian of a child stand in the way.

    Called at sign-up and again whenever a place is given from the queue: a year may have
    turned, and the limits may have changed.
    """
    activity = sign_up_list.activity
    year = times.local(sign_up_list.starts_at or timezone.now()).year
    for guest in guests:
        if guest.is_minor and not has_guardian:
            raise GateError(
                _("Dziecko do 16 lat zapisuje opiekun. Zaznacz, że jesteś opiekunem."),
                field="is_guardian",
            )
        _check_age(guest, low=activity.age_min, high=activity.age_max, year=year)


def _check_age(guest: Guestlike, *, low: int | None, high: int | None, year: int) -> None:
    if guest.birth_year is None:
        return
    # Only the year is known: who turns the age this year is let in.
    age = year - guest.birth_year
    if low is not None and age < low:
        raise GateError(
            _("Te zajęcia są dla osób od %(age)s lat.") % {"age": low}, field="birth_year"
        )
    if high is not None and age - 1 > high:
        raise GateError(
            _("Te zajęcia są dla osób do %(age)s lat.") % {"age": high}, field="birth_year"
        )


def check_fits_at_all(sign_up_list: SignUpList, people: int) -> None:
    """Raise GateError for a household larger than the whole list: it would wait for ever."""
    limit = sign_up_list.bookable
    if limit is not None and people > max(limit, 0):
        message = ngettext(
            "Jest tu tylko %(count)s miejsce.", "Są tu tylko %(count)s miejsca.", limit
        )
        raise GateError(message % {"count": limit}, field="people")


def take(sign_up_list: SignUpList, sign_up: SignUp) -> None:
    """Count the sign-up's people in; the caller has seen that they fit."""
    kept = sign_up_list.reserved_left if sign_up.may_use_reserved else 0
    sign_up.uses_reserved = min(sign_up.people, kept)
    sign_up_list.taken += sign_up.people
    sign_up_list.reserved_taken += sign_up.uses_reserved
    _save_counts(sign_up_list)


def give_back(sign_up_list: SignUpList, sign_up: SignUp, *, people: int | None = None) -> None:
    """Count `people` of a sign-up (all of them by default) out again."""
    count = sign_up.people if people is None else people
    from_reserved = min(count, sign_up.uses_reserved)
    sign_up.uses_reserved -= from_reserved
    sign_up_list.taken -= count
    sign_up_list.reserved_taken -= from_reserved
    _lower_limit(sign_up_list)
    _save_counts(sign_up_list)


def _lower_limit(sign_up_list: SignUpList) -> None:
    """Follow people who leave an overfull list, until the limit is what was set."""
    if sign_up_list.bookable is not None:
        sign_up_list.seat_limit = max(sign_up_list.bookable, sign_up_list.taken)


def count_waiting(sign_up_list: SignUpList, change: int) -> None:
    """Move the count of people in the queue."""
    sign_up_list.waiting += change
    SignUpList.objects.filter(pk=sign_up_list.pk).update(waiting=F("waiting") + change)


def _save_counts(sign_up_list: SignUpList) -> None:
    sign_up_list.save(update_fields=["taken", "reserved_taken", "seat_limit"])


def fill_free_places(sign_up_list: SignUpList, *, actor: audit.Actor) -> list[SignUp]:
    """Offer what is free to the first households that fit; return those that got something.

    Bounded by the queue's length: one look at each, in order, so it cannot loop.
    """
    if sign_up_list.is_cancelled or sign_up_list.has_begun() or not sign_up_list.waiting:
        return []
    given: list[SignUp] = []
    for waiting in sign_up_list.sign_ups.waiting().prefetch_related("guests"):
        if sign_up_list.free(may_use_reserved=True) <= 0:
            break
        if waiting.people > sign_up_list.free(may_use_reserved=waiting.may_use_reserved):
            continue
        if not _passes_gates(sign_up_list, waiting):
            continue
        _give(sign_up_list, waiting, actor=actor)
        given.append(waiting)
    return given


def _passes_gates(sign_up_list: SignUpList, sign_up: SignUp) -> bool:
    """Whether the gates still let a waiting household in; if not it keeps its position."""
    try:
        check_gates(sign_up_list, guests=sign_up.guests.all(), has_guardian=True)
    except GateError:
        return False
    return True


def _give(sign_up_list: SignUpList, sign_up: SignUp, *, actor: audit.Actor) -> None:
    """Turn waiting into an offer, or into a place when there is no time to ask."""
    count_waiting(sign_up_list, -sign_up.people)
    take(sign_up_list, sign_up)
    deadline = offer_deadline(sign_up_list, now=timezone.now())
    if deadline is None:
        confirm(sign_up)
        audit.record("signup.promoted", actor=actor, target=sign_up)
        notices.tell(sign_up, "promoted")
        return
    sign_up.status = SignUp.Status.OFFERED
    sign_up.offer_until = deadline
    sign_up.save(update_fields=["status", "offer_until", "uses_reserved"])
    audit.record("signup.offered", actor=actor, target=sign_up)
    notices.tell(sign_up, "offered")


def mark_cancelled(session: Session, *, reason: str, actor: audit.Actor) -> None:
    """Write that a session is called off, give its room back, and tell the needs it answered."""
    session.status = Session.Status.CANCELLED
    session.cancel_reason = reason
    session.sequence += 1
    session.save(update_fields=["status", "cancel_reason", "sequence", "changed_at"])
    holding.let_go([session])
    notices.tell_leaders(session, "cancelled", reason=reason)
    audit.record("session.cancelled", actor=actor, target=session)
    follow_activity(session.activity, actor=actor)


def confirm(sign_up: SignUp) -> None:
    """Write that the household has its places."""
    sign_up.status = SignUp.Status.CONFIRMED
    sign_up.confirmed_at = timezone.now()
    sign_up.offer_until = None
    sign_up.save(update_fields=["status", "confirmed_at", "offer_until", "uses_reserved"])


def end(sign_up: SignUp, *, reason: str) -> None:
    """Write that the sign-up is over."""
    sign_up.status = SignUp.Status.CANCELLED
    sign_up.end_reason = reason
    sign_up.ended_at = timezone.now()
    sign_up.offer_until = None
    sign_up.save(update_fields=["status", "end_reason", "ended_at", "offer_until", "uses_reserved"])
    # What still waits to be sent, said or printed is no longer true.
    messages.cancel_pending(about=sign_up)


def offer_deadline(sign_up_list: SignUpList, *, now: datetime) -> datetime | None:
    """Return until when an offer made `now` stands, or None to give the place at once.

    A deadline at night moves to the next morning, so that nobody loses a place asleep;
    it never passes the last moment at which the next in the queue could still be told.
    """
    if not sign_up_list.offer_hours:
        return None
    begins = sign_up_list.starts_at
    last = begins - timedelta(hours=sign_up_list.instant_hours) if begins else None
    if last is not None and now >= last:
        return None
    deadline = _awake(now + timedelta(hours=sign_up_list.offer_hours))
    return min(deadline, last) if last is not None else deadline


def _awake(moment: datetime) -> datetime:
    wall = times.local(moment)
    if NIGHT_TO <= wall.time() < NIGHT_FROM:
        return moment
    day = wall.date() if wall.time() < NIGHT_TO else wall.date() + timedelta(days=1)
    return times.at(day, MORNING)


def _when(moment: datetime) -> str:
    return date_format(times.local(moment), "j E Y, H:i")


NO_OFFER = gettext_lazy("Ta propozycja miejsca już nie obowiązuje.")
