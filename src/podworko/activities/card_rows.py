"""Reading sessions for lists: one query, plain rows, no models.

Five models a session would cost more to make than all the rest of a list; a row holds no
more than a card shows.
"""

from datetime import datetime
from decimal import Decimal
from itertools import starmap
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from podworko.activities.cards import SessionCard, Status
from podworko.activities.models import Session, places_kept, places_left
from podworko.core import times
from podworko.core.geo import Point, distance_m

FEW = 3


def read_cards(sessions: QuerySet[Session], *, near: Point | None = None) -> list[SessionCard]:
    """Read sessions in one query and return their cards, with the distance from `near`."""
    return [row.card(near) for row in read_rows(sessions)]


def read_rows(sessions: QuerySet[Session]) -> list["Row"]:
    """Read of sessions, in one query, what a card shows: making models would cost more."""
    return list(starmap(Row, sessions.values_list(*FIELDS)))


def card_of(session: Session) -> SessionCard:
    """Return the card of a session read with its activity, PAL, place and list."""
    return Row(*(_value(session, path) for path in PATHS)).card()


class Row(NamedTuple):
    """What a card is made of, each field named by where it is read from."""

    pk: int
    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    status: str
    title: str
    kind: str
    activity__title: str
    activity__title_en: str
    activity__title_uk: str
    activity__summary: str
    activity__summary_en: str
    activity__summary_uk: str
    activity__cost: Decimal
    activity__audience: str
    activity__age_min: int | None
    activity__age_max: int | None
    activity__is_fictional: bool
    pal__name: str
    pal__slug: str
    place__name: str | None
    place__lat: float | None
    place__lon: float | None
    sign_up_list_id: int | None
    sign_up_list__starts_at: datetime | None
    sign_up_list__seat_limit: int | None
    sign_up_list__taken: int | None
    sign_up_list__reserved: int | None
    sign_up_list__reserved_taken: int | None
    sign_up_list__waiting: int | None

    def card(self, near: Point | None = None) -> SessionCard:
        """Return the card in the reader's language, with the distance from `near`."""
        return SessionCard(
            public_id=self.public_id,
            title=self._in_language("activity__title"),
            summary=self.title or self._in_language("activity__summary"),
            starts_at=times.local(self.starts_at),
            ends_at=times.local(self.ends_at),
            pal=self.pal__name,
            pal_slug=self.pal__slug,
            place=self.place__name or "",
            kind=self.kind,
            audience=self.activity__audience,
            age_min=self.activity__age_min,
            age_max=self.activity__age_max,
            is_free_of_charge=self.activity__cost == 0,
            is_fictional=self.activity__is_fictional,
            status=self._status(),
            is_all_day=self.is_all_day,
            distance_m=self._distance_m(near),
        )

    def _in_language(self, field: str) -> str:
        own: str = getattr(self, f"{field}_{get_language()}", "")
        return own or str(getattr(self, field))

    def _distance_m(self, near: Point | None) -> int | None:
        if near is None or self.place__lat is None or self.place__lon is None:
            return None
        return round(distance_m(near, Point(self.place__lat, self.place__lon)))

    def _status(self) -> Status:
        """Return how it stands: cancelled, over, no sign-up needed, free, few, full."""
        now = timezone.now()
        if self.status == Session.Status.CANCELLED:
            return Status("cancelled", "cancelled")
        if self.starts_at <= now:
            return Status("neutral", "begun")
        if self.sign_up_list_id is None:
            return Status("free", "no-sign-up")
        if self.sign_up_list__starts_at and self.sign_up_list__starts_at <= now:
            return Status("neutral", "course-begun")
        return self._places()

    def _places(self) -> Status:
        if self.sign_up_list__seat_limit is None:
            return Status("free", "open")
        left = places_left(
            self.sign_up_list__seat_limit,
            taken=self.sign_up_list__taken or 0,
            kept=places_kept(
                self.sign_up_list__reserved or 0, self.sign_up_list__reserved_taken or 0
            ),
        )
        if left > FEW:
            return Status("free", "free", left)
        if left > 0:
            return Status("few", "few", left)
        return Status("full", "full", self.sign_up_list__waiting or 0)


FIELDS = Row._fields
PATHS = tuple(field.split("__") for field in FIELDS)


def _value(found: Any, path: list[str]) -> Any:  # noqa: ANN401 - whatever the field holds
    for name in path:
        found = found if found is None else getattr(found, name)
    return found
