"""Everything that changes the network."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from podworko.core.text import fold, slug
from podworko.network.models import District

__all__ = ["DistrictData", "save_districts"]


@dataclass(frozen=True, slots=True)
class DistrictData:
    """A district as a file or the demonstration tells of it."""

    number: int
    name: str
    lat: float
    lon: float
    geometry: dict[str, Any] | None = None
    source: str = ""


@transaction.atomic
def save_districts(rows: Iterable[DistrictData]) -> tuple[int, int]:
    """Store districts by their number; return how many are new and how many changed."""
    new = changed = 0
    for row in rows:
        _, is_new = District.objects.update_or_create(
            number=row.number,
            defaults={
                "name": row.name,
                "slug": slug(row.name),
                "folded_name": fold(row.name),
                "lat": row.lat,
                "lon": row.lon,
                "geometry": row.geometry,
                "source": row.source,
            },
        )
        new, changed = new + is_new, changed + (not is_new)
    return new, changed
