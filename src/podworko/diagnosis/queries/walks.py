"""A walk as its pages show it: for those who walk, and at the desk."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from podworko.core.times import today
from podworko.diagnosis.models import Observation, Walk, Walker, WalkStop
from podworko.ui.svgmap import MapPoint


@dataclass(frozen=True, slots=True)
class Counts:
    """What those on a walk may know of one another: numbers."""

    walkers: int
    notes: int
    own: int


@dataclass(frozen=True, slots=True)
class Noted:
    """One note under the number it has in the list and on the map."""

    number: int
    note: Observation

    @property
    def dom_id(self) -> str:
        return f"notatka-{self.note.pk}"


@dataclass(frozen=True, slots=True)
class WalkPage:
    """Everything about one walk at the desk."""

    walk: Walk
    stops: tuple[WalkStop, ...]
    rows: tuple[Noted, ...]
    hidden: tuple[Observation, ...]
    walkers: int

    @property
    def voices(self) -> int:
        return len({row.note.walker_id for row in self.rows})

    @property
    def good(self) -> int:
        return sum(1 for row in self.rows if row.note.is_good)

    @property
    def untied(self) -> int:
        return sum(1 for row in self.rows if row.note.need_id is None)

    @property
    def by_category(self) -> list[tuple[str, int]]:
        found = Counter(str(row.note.get_category_display()) for row in self.rows)
        return found.most_common()

    @property
    def points(self) -> list[MapPoint]:
        """The notes that have a place, or a stop that has one, for the map."""
        return [
            MapPoint(
                number=row.number,
                label=row.note.remark[:60] or str(row.note.get_category_display()),
                lat=point.lat,
                lon=point.lon,
                href=f"#{row.dom_id}",
            )
            for row in self.rows
            if (point := row.note.point)
        ]


def walk_page(walk: Walk) -> WalkPage:
    """Read a walk for the desk in three queries, whatever the number of its notes."""
    notes = list(with_all(walk.observations.order_by("arrived_at", "pk")))
    kept = [note for note in notes if note.hidden_at is None]
    return WalkPage(
        walk=walk,
        stops=tuple(walk.stops.all()),
        rows=tuple(Noted(number, note) for number, note in enumerate(kept, start=1)),
        hidden=tuple(note for note in notes if note.hidden_at),
        walkers=walk.walkers.count(),
    )


def with_all(observations: QuerySet[Observation]) -> QuerySet[Observation]:
    """Return notes with what a line of a list says of each."""
    return observations.select_related("walker", "stop", "need")


def counts(walker: Walker) -> Counts:
    """Return what a walker may know of the walk; three queries."""
    walk = walker.walk
    return Counts(
        walkers=walk.walkers.count(),
        notes=walk.observations.kept().count(),
        own=walker.observations.count(),
    )


def walk_by(code: str) -> Walk | None:
    """Return the walk of a code, if it is one that residents may know of today."""
    rows = Walk.objects.select_related("study__pal")
    walk = rows.filter(code=code.upper()).exclude(state=Walk.State.PLANNED).first()
    return walk if walk and walk.takes_late(today()) else None


def free_numbers(walk: Walk) -> list[int]:
    """Return the numbers nobody walks under."""
    taken = set(walk.walkers.values_list("number", flat=True))
    return [number for number in range(1, walk.most_people + 1) if number not in taken]
