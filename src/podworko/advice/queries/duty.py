"""What stands beside the duty log: what was noted today, the month's counts, where to send on."""

from collections.abc import Sequence
from dataclasses import dataclass

from podworko.advice.models import Talk
from podworko.advice.queries.counts import AdviceCounts, counts
from podworko.core import times
from podworko.diagnosis.public import MapFilters, Resource, ResourceKind
from podworko.diagnosis.public import found_resources as on_map
from podworko.network.public import Pal

MOST_FOUND = 8
MOST_TODAY = 50


@dataclass(frozen=True, slots=True)
class DutyBoard:
    """One PAL's log of today and its month so far."""

    pal: Pal
    today: tuple[Talk, ...]
    more: int
    month: AdviceCounts

    @property
    def minutes(self) -> int:
        return sum(talk.minutes for talk in self.today)


def duty_board(pal: Pal) -> DutyBoard:
    """Read the log of a PAL: five queries, however many talks."""
    day = times.today()
    rows = Talk.objects.filter(pal=pal, on=day).select_related("topic", "referred_to")
    talks = list(rows[: MOST_TODAY + 1])
    return DutyBoard(
        pal=pal,
        today=tuple(talks[:MOST_TODAY]),
        more=max(0, len(talks) - MOST_TODAY),
        month=counts([pal.pk], since=day.replace(day=1), until=day),
    )


def found_resources(pal: Pal, words: str) -> Sequence[Resource]:
    """Return where one may be sent on: institutions on the map, those of the PAL first."""
    filters = MapFilters(text=words.strip()[:120], kinds=(ResourceKind.INSTITUTIONAL.value,))
    rows = list(on_map(filters)[: MOST_FOUND * 5])
    own = [row for row in rows if row.pal_id == pal.pk]
    others = [row for row in rows if row.pal_id != pal.pk]
    return (own + others)[:MOST_FOUND]
