"""Forgetting, by whole calendar years, who signed up and who came; what is counted stays.

Registers of a year that has been over for as long as the models declare name nobody any more.
What one person did in that year moves to one card that never named anybody, so that people are
counted as before; that they had come by that year is kept on their own card, so that nobody who
came before is taken for new.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from podworko.activities.models import FirstCame, Guest, Presence, SignUp
from podworko.activities.operations.signing import cancel_sign_up
from podworko.audit import public as audit
from podworko.core import privacy, times
from podworko.core.holds import may_go
from podworko.core.privacy import DECLARATIONS, GONE, Subject
from podworko.people.public import Person, erasing

__all__ = ["blank_person", "forget_past", "free_places", "last_year_over"]

BATCH = 200
"""How many people of a year are forgotten in one transaction."""
_WORDS = Q(picked_up_by="", over_reason="") & Q(name__in=("", GONE))


def last_year_over(today: date) -> int:
    """Return the last calendar year that ended longer ago than registers are kept."""
    days = DECLARATIONS[Presence].keep_days
    assert days is not None  # noqa: S101 - declared on the model
    return (today - timedelta(days=days)).year - 1


def forget_past(*, actor: audit.Actor, today: date | None = None) -> dict[str, int]:
    """Let registers and sign-ups of years that are long over name nobody; return how many rows.

    Whole years, one after another, in batches of people, each a transaction; twice is as once.
    Of whoever has a hold (a claim, a dispute) all stays until it ends.
    """
    last = last_year_over(today or times.today())
    done = {"activities.presence": 0, "activities.guest": 0, "activities.signup": 0}
    for year in sorted(_years(last)):
        while step := _forget_some(year, actor=actor):
            for label, number in step.items():
                done[label] += number
    return done


@transaction.atomic
def free_places(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Sign a person off from everything that is still to come, so that the next ones move up."""
    live = SignUp.objects.live().filter(person__in=subject.people)
    to_come = Q(list__starts_at=None) | Q(list__starts_at__gt=timezone.now())
    coming = live.filter(to_come)
    for sign_up in coming.select_related("list").order_by("list", "pk"):
        cancel_sign_up(sign_up, actor=actor, reason=SignUp.EndReason.BY_STAFF)
    return {}


@transaction.atomic
def blank_person(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Let every register and sign-up of a person name nobody; the rows stay to be counted."""
    of_person = Q(person__in=subject.people)
    by_name = Q(person=None, name__in=subject.names)
    sign_ups = SignUp.objects.filter(of_person)
    guests = Guest.objects.filter(of_person | by_name)
    presences = Presence.objects.filter(of_person | by_name | Q(guest__in=guests.values("pk")))
    Presence.objects.filter(picked_up_by__in=subject.names).update(picked_up_by="")
    done = {
        "activities.presence": _blank_presences(presences),
        "activities.guest": guests.update(name="", birth_year=None),
        "activities.signup": _blank_sign_ups(sign_ups),
    }
    audit.record_many("signup.forgotten", actor=actor, targets=list(sign_ups))
    return done


def _years(last: int) -> set[int]:
    """Return the years, up to `last`, of which somebody is still known."""
    end = times.day_bounds(date(last, 12, 31))[1]
    ends = {
        Presence: ("register__session__ends_at", _known_presences()),
        SignUp: ("list__ends_at", Q(person__erased_at=None)),
        Guest: ("list__ends_at", _known_guests()),
    }
    found: set[int] = set()
    for model, (since, known) in ends.items():
        name = f"sign_up__{since}" if model is Guest else since
        rows: QuerySet[Any] = model._default_manager.filter(known, **{f"{name}__lt": end})  # noqa: SLF001
        found |= {moment.year for moment in rows.order_by().datetimes(name, "year")}
    return found


def _known_presences() -> Q:
    return Q(person__isnull=False, person__erased_at=None) | ~_WORDS | _named_cards()


def _named_cards() -> Q:
    return ~Q(card="") & ~Q(card__startswith=GONE)


def _known_guests() -> Q:
    return (
        Q(person__isnull=False, person__erased_at=None) | ~Q(name="") | Q(birth_year__isnull=False)
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """The rows of one calendar year."""

    year: int
    came: QuerySet[Presence]
    sign_ups: QuerySet[SignUp]
    guests: QuerySet[Guest]


def _rows_of(year: int) -> _Year:
    span = times.days_bounds(date(year, 1, 1), date(year, 12, 31))

    def within(name: str) -> dict[str, Any]:
        return {f"{name}__gte": span[0], f"{name}__lt": span[1]}

    held = privacy.erasing.held()
    return _Year(
        year,
        may_go(Presence.objects.filter(**within("register__session__ends_at")), held=held),
        may_go(SignUp.objects.filter(**within("list__ends_at")), held=held),
        may_go(Guest.objects.filter(**within("sign_up__list__ends_at")), held=held),
    )


@transaction.atomic
def _forget_some(year: int, *, actor: audit.Actor) -> dict[str, int] | None:
    """Forget some people of a year, and at the end those of whom there was no card."""
    rows = _rows_of(year)
    people = _people_of(rows.came, rows.sign_ups, rows.guests)
    if people:
        return _add(_forget_person(key, rows, actor) for key in people)
    nameless = rows.came.filter(~_WORDS | _named_cards())
    loose = rows.guests.filter(~Q(name="") | Q(birth_year__isnull=False))
    done = {
        "activities.presence": _blank_presences(nameless),
        "activities.guest": loose.update(name="", birth_year=None),
        "activities.signup": 0,
    }
    return done if any(done.values()) else None


def _people_of(*rows: QuerySet[Any]) -> list[int]:
    """Return up to a batch of keys of cards that name somebody, locked, in order."""
    known = Person.objects.filter(erased_at=None)
    asked = Q()
    for each in rows:
        asked |= Q(pk__in=each.exclude(person=None).values("person"))
    held = known.filter(asked).select_for_update(no_key=True).order_by("pk")[:BATCH]
    return [person.pk for person in held]


def _forget_person(key: int, told: _Year, actor: audit.Actor) -> dict[str, int]:
    """Move what one person did in a year to a card that never named anybody."""
    other = erasing.stand_in()
    _note_first(key, other.pk, told.came.filter(person=key, state="present"), told.year)
    of_guests = list(told.guests.filter(person=key).values_list("pk", flat=True))
    mine = told.came.filter(Q(person=key) | Q(guest__in=of_guests))
    rows = list(mine.values_list("pk", flat=True))
    lists = list(told.sign_ups.filter(person=key))
    Presence.objects.filter(pk__in=rows, person=key).update(person=other)
    Guest.objects.filter(pk__in=of_guests).update(person=other, name="", birth_year=None)
    held = SignUp.objects.filter(pk__in=[each.pk for each in lists])
    held.update(person=other)
    audit.record_many("signup.forgotten", actor=actor, targets=lists)
    return {
        "activities.presence": _blank_presences(Presence.objects.filter(pk__in=rows)),
        "activities.guest": len(of_guests),
        "activities.signup": _blank_sign_ups(held),
    }


def _note_first(key: int, other: int, came: QuerySet[Presence], year: int) -> None:
    """Keep on both cards by which year this person had come to which PAL."""
    before = dict(FirstCame.objects.filter(person=key).values_list("pal", "year"))
    pals = set(came.order_by().values_list("register__session__pal", flat=True))
    FirstCame.objects.bulk_create(
        FirstCame(person_id=other, pal_id=pal, year=first) for pal, first in before.items()
    )
    FirstCame.objects.bulk_create(
        FirstCame(person_id=key, pal_id=pal, year=year) for pal in sorted(pals - set(before))
    )


def _blank_presences(rows: QuerySet[Presence]) -> int:
    """Empty who it was; a name that was told and a card that was shown stay as that they were.

    A card's number becomes the same mark by chance in all of these rows: people who gave nothing
    else are counted by it.
    """
    held = list(rows.values_list("pk", "card"))
    keys = [key for key, _card in held]
    marks = {card: GONE + secrets.token_hex(8) for _key, card in held if card}
    chosen = Presence.objects.filter(pk__in=keys)
    chosen.exclude(name="").update(name=GONE)
    chosen.update(picked_up_by="", over_reason="")
    for card, mark in marks.items():
        chosen.filter(card=card).update(card=mark)
    return len(keys)


def _blank_sign_ups(rows: QuerySet[SignUp]) -> int:
    keys = list(rows.values_list("pk", flat=True))
    for key in keys:
        SignUp.objects.filter(pk=key).update(
            name=GONE, email="", phone="", identity=f"{GONE}{secrets.token_hex(16)}"
        )
    return len(keys)


def _add(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for label, number in part.items():
            total[label] = total.get(label, 0) + number
    return total
