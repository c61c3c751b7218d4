"""What the desk shows of leaders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from podworko.core.tabular import Value
from podworko.network.holds import LeaderHold
from podworko.network.leaders import Leader

AHEAD = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class LeaderList:
    """Those who lead now, and those who did."""

    working: tuple[Leader, ...]
    former: tuple[Leader, ...]


def leader_list(leaders: QuerySet[Leader]) -> LeaderList:
    """Read leaders with `coming`, how many meetings they lead in four weeks; two queries."""
    now = timezone.now()
    soon = Q(holds__starts_at__gte=now, holds__starts_at__lt=now + AHEAD)
    counted = Leader.objects.filter(pk__in=leaders.values("pk")).annotate(
        coming=Count("holds", filter=soon)
    )
    rows = list(counted.prefetch_related("pals"))
    return LeaderList(
        working=tuple(row for row in rows if not row.has_ended),
        former=tuple(row for row in rows if row.has_ended),
    )


def leader_cells(page: LeaderList) -> Iterator[list[Value]]:
    """Yield a row for each leader of a list, former ones last; no query of its own."""
    for leader in (*page.working, *page.former):
        where = ", ".join(pal.name for pal in leader.pals.all())
        yield [leader.name, leader.role, leader.phone, leader.email, where, leader.ends_on]


def coming_of(leader: Leader) -> Iterable[LeaderHold]:
    """Return what a leader is busy with in the next four weeks, in one query."""
    now = timezone.now()
    return leader.holds.filter(ends_at__gt=now, starts_at__lt=now + AHEAD).order_by("starts_at")
