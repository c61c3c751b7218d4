"""The rows behind the figures of debates, public consultations and polls."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from podworko.accounts.public import May
from podworko.core import times
from podworko.core.figures import Behind, Counted, of_pal
from podworko.debates.models import Debate, Hearing, Poll
from podworko.debates.queries.figures import (
    DEBATE_PAL,
    published_debates,
    published_polls,
    told_hearings,
)


def say_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of these figures was counted."""
    if part == "debates":
        debates = of_pal(published_debates(since, until), pal, path=DEBATE_PAL)
        rows = debates.select_related("session").order_by("session__starts_at", "pk")
        yield Counted(rows, _debate, May.SEE_DIAGNOSIS)
    elif part == "hearings":
        told = of_pal(told_hearings(since, until), pal).order_by("ended_at", "pk")
        yield Counted(told, _hearing, May.SEE_DIAGNOSIS)
    else:
        voted = of_pal(published_polls(since, until), pal).order_by("ended_at", "pk")
        yield Counted(voted, _poll, May.SEE_DIAGNOSIS)


def _debate(row: Debate) -> Behind:
    day = times.local(row.session.starts_at).date()
    page = reverse("debates:desk_debate", args=[row.public_id])
    return Behind(row.question, row.session.pal_id, day, ways=((May.SEE_DIAGNOSIS, page),))


def _hearing(row: Hearing) -> Behind:
    day = times.local(row.ended_at).date() if row.ended_at else None
    page = reverse("debates:desk_hearing", args=[row.public_id])
    return Behind(row.title, row.pal_id, day, ways=((May.SEE_DIAGNOSIS, page),))


def _poll(row: Poll) -> Behind:
    day = times.local(row.ended_at).date() if row.ended_at else None
    page = reverse("debates:desk_poll", args=[row.public_id])
    return Behind(row.question, row.pal_id, day, ways=((May.SEE_DIAGNOSIS, page),))
