"""What a source asks for, as values: read first, judged and stored afterwards."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from podworko.activities.models import Activity
from podworko.activities.operations import SeriesPlan
from podworko.network.public import Pal, Place, Room

CANCELLED_AT_SOURCE = "odwołane w źródle"
LONGEST_RULE = 200
LONGEST_MINUTES = 7 * 24 * 60


class Pairing(StrEnum):
    """How a date that vanished is told from one that moved."""

    NONE = "none"
    SAME_DAY = "same-day"
    NEARBY = "nearby"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSession:
    """One meeting; `origin` is what the source calls it by, None is "not said"."""

    number: int
    origin: datetime
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    place: Place | None = None
    room: Room | None = None
    title: str | None = None
    note: str | None = None
    capacity: int | None = None
    is_cancelled: bool = False


def plan_fits(plan: SeriesPlan) -> bool:
    """Whether a rule can be kept as such; what is longer stays dates."""
    return len(plan.rule) <= LONGEST_RULE and 0 < plan.minutes <= LONGEST_MINUTES


@dataclass(slots=True, kw_only=True)
class WantedActivity:
    """An activity with its meetings.

    `fields` are what the source says of it; `first` what a new one begins with. `prunes`
    says that a meeting to come that the source no longer has was called off there.
    """

    key: str
    pal: Pal
    source: str
    fields: dict[str, Any]
    first: dict[str, Any]
    sessions: list[WantedSession]
    mode: str = Activity.SignUpMode.NONE
    series: SeriesPlan | None = None
    prunes: bool = False
    is_cut: bool = False
    pairing: Pairing = Pairing.NONE
    numbers: tuple[int, ...] = ()
    notes: dict[int, list[str]] = field(default_factory=dict)

    def say(self, number: int, note: str) -> None:
        """Add a remark to what is said of a row."""
        said = self.notes.setdefault(number, [])
        if note not in said:
            said.append(note)
