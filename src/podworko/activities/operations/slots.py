"""When and where sessions are to be, and how people sign up to them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from podworko.network.public import Leader, Place, Room


@dataclass(frozen=True, slots=True)
class ListRules:
    """How people sign up: what a new list begins with."""

    capacity: int | None = None
    overbooking_percent: int = 0
    reserved: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    minimum: int | None = None
    decision_at: datetime | None = None
    household_limit: int = 4
    offer_hours: int = 24
    instant_hours: int = 12
    closes_hours_before: int | None = None
    decision_hours_before: int | None = None

    def for_start(self, starts_at: datetime) -> "ListRules":
        """Return the rules with what is told in hours before the beginning as moments."""
        closes, decision = self.closes_hours_before, self.decision_hours_before
        closes_at = self.closes_at if closes is None else starts_at - timedelta(hours=closes)
        decides = self.decision_at if decision is None else starts_at - timedelta(hours=decision)
        # Without a least number there is nothing to decide.
        return replace(self, closes_at=closes_at, decision_at=decides if self.minimum else None)


@dataclass(frozen=True, slots=True)
class Slot:
    """When and where a session is to be."""

    starts_at: datetime
    ends_at: datetime
    place: Place | None = None
    room: Room | None = None
    title: str = ""
    note: str = ""
    is_all_day: bool = False
    led_by: tuple[Leader, ...] | None = None
    """Who leads it; None leaves that as it is, and gives a new session its activity's leaders."""
    outside_hours: str = ""
    """Who opens the seat, for a session while it is closed."""
    is_place_unknown: bool = False
    """Whether a new session has no place yet, instead of its activity's."""
