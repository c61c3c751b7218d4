"""The rows behind the figures of residents' initiatives: titles, and nobody's name."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from podworko.accounts.public import May
from podworko.core import times
from podworko.core.figures import Behind, Counted, of_pal
from podworko.initiatives.models import Initiative
from podworko.initiatives.queries.figures import begun_between, done_between


def initiative_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of the initiatives' figures was counted."""
    if part == "begun":
        begun = of_pal(begun_between(since, until), pal).order_by("created_at", "pk")
        yield Counted(begun, _begun, May.SEE_PLAN)
    else:
        done = of_pal(done_between(since, until), pal).order_by("since", "pk")
        yield Counted(done, _done, May.SEE_PLAN)


def _begun(row: Initiative) -> Behind:
    return Behind(row.title, row.pal_id, times.local(row.created_at).date(), ways=_way(row))


def _done(row: Initiative) -> Behind:
    return Behind(row.title, row.pal_id, row.since, ways=_way(row))


def _way(row: Initiative) -> tuple[tuple[str, str], ...]:
    page = reverse("initiatives:desk_idea", args=[row.public_id])
    return ((May.ACCOMPANY, page), (May.SEE_PLAN, reverse("initiatives:desk_ideas_overview")))
