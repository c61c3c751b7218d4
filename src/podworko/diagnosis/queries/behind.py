"""The rows behind the figures of the map of resources and needs."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from podworko.accounts.public import May
from podworko.core import times
from podworko.core.figures import Behind, Counted, of_pal
from podworko.diagnosis.models import Need, Resource
from podworko.diagnosis.queries.figures import new_needs, new_resources


def map_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of the map's figures was counted."""
    if part == "needs":
        needs = of_pal(new_needs(since, until), pal).order_by("since", "pk")
        yield Counted(needs, _need, May.SEE_DIAGNOSIS)
    else:
        found = of_pal(new_resources(since, until), pal).order_by("created_at", "pk")
        yield Counted(found, _resource, May.SEE_DIAGNOSIS)


def _need(row: Need) -> Behind:
    page = reverse("diagnosis:desk_need", args=[row.public_id])
    return Behind(row.title, row.pal_id, row.since, ways=((May.SEE_DIAGNOSIS, page),))


def _resource(row: Resource) -> Behind:
    day = times.local(row.created_at).date()
    page = reverse("diagnosis:desk_resource", args=[row.public_id])
    return Behind(row.name, row.pal_id, day, ways=((May.SEE_DIAGNOSIS, page),))
