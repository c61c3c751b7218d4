"""The rows behind the figures of the programme: sessions, and people for who may see them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.public import May
from podworko.activities.models import HeadCount, Presence, Session
from podworko.activities.queries.figures import (
    CARDS,
    PAL,
    called_off_between,
    first_visits,
    held_between,
    marked,
)
from podworko.core import times
from podworko.core.figures import Behind, Counted, of_pal
from podworko.people.public import Person

CAME = ("named", "carded")


def programme_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of the programme's figures was counted.

    Sessions, each with how many of that part were there; people and cards themselves only where
    different people are counted, for whoever sees the people of that PAL.
    """
    if part in ("people", "newcomers"):
        yield from _people(part, since, until, pal)
    elif part == "cancelled":
        yield _sessions(of_pal(called_off_between(since, until), pal), None)
    else:
        yield _sessions(of_pal(held_between(since, until), pal), part)


def _sessions(rows: QuerySet[Session], part: str | None) -> Counted:
    shown: QuerySet[Any] = rows.select_related("activity").order_by("starts_at", "pk")
    if part not in (None, "held"):
        shown = shown.annotate(number=_number(part or "")).filter(number__gt=0)
    return Counted(shown, _session, May.SEE_DESK)


def _number(part: str) -> Any:  # noqa: ANN401 - an expression
    """Return how many of a part of the figures were at a session, as the database counts them."""
    parts = marked(Presence.objects.all())
    if part == "heads":
        return _heads()
    if part == "participations":
        return _per_session(Presence.objects.present(), Count("pk")) + _heads()
    return _per_session(parts[part], Count("pk"))


def _heads() -> Coalesce:
    return _per_session(HeadCount.objects.all(), Sum("number"))


def _per_session(rows: QuerySet[Any], number: Any) -> Coalesce:  # noqa: ANN401 - an aggregate
    here = rows.filter(register__session=OuterRef("pk")).order_by().values("register__session")
    counted = here.annotate(of_session=number).values("of_session")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _session(row: Any) -> Behind:  # noqa: ANN401 - a session with its number
    register = reverse("activities:desk_register", args=[row.public_id])
    activity = reverse("activities:desk_activity", args=[row.activity.slug])
    kept = ((May.KEEP_REGISTERS, register),) if row.is_public and _was_held(row) else ()
    return Behind(
        row.activity.title,
        row.pal_id,
        times.local(row.starts_at).date(),
        getattr(row, "number", 1),
        ways=(*kept, (May.SEE_DESK, activity)),
    )


def _was_held(row: Session) -> bool:
    return row.status == Session.Status.PLANNED


def _people(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    held = held_between(since, until).values("pk")
    visits = Presence.objects.present().filter(register__session__in=held)
    first = first_visits(visits, since, within_pal=pal is not None)
    came = of_pal(first if part == "newcomers" else visits, pal, path=PAL)

    def person(row: Person) -> Behind:
        card = reverse("people:card", args=[row.public_id])
        return Behind(row.name, pal, ways=((May.SEE_PEOPLE, card),), about=row)

    def card(row: dict[str, str]) -> Behind:
        return Behind(_("Karta PAL nr %(number)s") % {"number": row["card"]}, pal)

    people = Person.objects.filter(pk__in=came.values("person")).order_by("folded_name", "pk")
    yield Counted(people, person, May.SEE_PEOPLE)
    if part == "people":
        cards = came.filter(CARDS).order_by("card").values("card").distinct()
        yield Counted(cards, card, May.SEE_PEOPLE)
