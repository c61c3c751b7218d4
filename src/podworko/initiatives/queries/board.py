"""What pages show of the notice board, and how long authors wait for a look."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone

from podworko.initiatives.models import Notice, NoticeReply
from podworko.initiatives.models.board import NoticeQuerySet
from podworko.people.public import Person

__all__ = ["BoardDesk", "Talk", "board_desk", "notices_of", "on_board", "replied_by", "talks_of"]

SHOWN = 30
OVER_DAYS = 30
"""Days over which the median wait is counted."""


@dataclass(frozen=True, slots=True)
class BoardDesk:
    """What who runs a board has before them, and how long authors wait."""

    waiting: tuple[Notice, ...]
    appeals: tuple[Notice, ...]
    reported: tuple[Notice, ...]
    hanging: NoticeQuerySet
    """To be read page by page."""
    others: tuple[Notice, ...]
    oldest_hours: int | None
    """How long the oldest waits; None when nothing does."""
    median_hours: int | None
    """Of those answered in thirty days; None when there were none."""

    @property
    def is_busy(self) -> bool:
        return bool(self.waiting or self.appeals or self.reported)


@dataclass(frozen=True, slots=True)
class Talk:
    """What the author of a notice and one neighbour wrote to each other."""

    person_id: int
    key: str
    """The first message's name in addresses: it names the talk and nobody."""
    shown_name: str
    messages: tuple[NoticeReply, ...]


def on_board(wanted: dict[str, str]) -> NoticeQuerySet:
    """Return what hangs, narrowed by `pal` and `kind`, newest first."""
    rows = Notice.objects.public().select_related("pal")
    named = {"pal": "pal__slug", "kind": "kind"}
    return rows.filter(**{named[key]: wanted[key] for key in named if key in wanted})


def notices_of(person: Person) -> list[Notice]:
    """Return a person's own notices, newest first, in one query."""
    rows = Notice.objects.exclude(state=Notice.State.WITHDRAWN).filter(person=person)
    return list(rows.select_related("pal").order_by("-created_at")[:SHOWN])


def replied_by(person: Person) -> list[Notice]:
    """Return the notices of others that a person answered, in one query."""
    rows = Notice.objects.filter(replies__person=person).exclude(person=person)
    rows = rows.select_related("pal").distinct()
    return list(rows.order_by("-created_at")[:SHOWN])


def talks_of(notice: Notice, *, person: Person | None = None) -> list[Talk]:
    """Return the talks about a notice, of one neighbour or of all, in one query."""
    rows = notice.replies.filter(person=person) if person else notice.replies.all()
    by_person: dict[int, list[NoticeReply]] = {}
    for each in rows:
        by_person.setdefault(each.person_id, []).append(each)
    return [
        Talk(key, str(said[0].public_id), said[0].shown_name, tuple(said))
        for key, said in by_person.items()
    ]


def board_desk(rows: NoticeQuerySet) -> BoardDesk:
    """Return what waits on these boards and how long; five queries, and those of `hanging`."""
    waiting = list(rows.waiting().order_by("sent_at"))
    told = rows.annotate(open_reports=Count("reports", filter=Q(reports__closed_at=None)))
    hanging = rows.public()
    return BoardDesk(
        waiting=tuple(waiting),
        appeals=tuple(rows.appealed()),
        reported=tuple(told.filter(open_reports__gt=0, state=Notice.State.PUBLISHED)),
        hanging=hanging.order_by("expires_on", "pk"),
        others=tuple(rows.exclude(pk__in=hanging).exclude(pk__in=rows.waiting())[:SHOWN]),
        oldest_hours=_hours(timezone.now() - waiting[0].sent_at) if waiting else None,
        median_hours=_median_hours(rows),
    )


def _median_hours(rows: NoticeQuerySet) -> int | None:
    since = timezone.now() - timedelta(days=OVER_DAYS)
    times = rows.filter(answered_at__gte=since).values_list("sent_at", "answered_at")
    waits = [_hours(answered - sent) for sent, answered in times if answered]
    return round(median(waits)) if waits else None


def _hours(wait: timedelta) -> int:
    return max(0, round(wait.total_seconds() / 3600))
