"""What one person answered to one question, on its way from a form, a sheet or a device."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Self, TypeAlias

from podworko.core.geo import Point

Cells: TypeAlias = tuple[tuple[str, str], ...]
"""Row and column of a table, by their codes."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered to one question, by codes; empty when it was passed over.

    `chosen` holds one or more options, in the order of importance for a ranking. `other` is
    what was written beside the option that asks for one's own words.
    """

    chosen: tuple[str, ...] = ()
    other: str = ""
    number: Decimal | None = None
    text: str = ""
    point: Point | None = None
    cells: Cells = ()

    @property
    def is_empty(self) -> bool:
        return self == Given() or self == Given(other=self.other)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values: what is empty is left out."""
        point = self.point and [self.point.lat, self.point.lon]
        values = {
            "chosen": list(self.chosen),
            "other": self.other,
            "number": None if self.number is None else str(self.number),
            "text": self.text,
            "point": point,
            "cells": [list(cell) for cell in self.cells],
        }
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    @classmethod
    def from_json(cls, values: object) -> Self:
        """Read what `as_json` wrote, or a device sent. Raises ValueError for anything else."""
        if not isinstance(values, dict):
            raise ValueError("An answer is an object.")  # noqa: TRY004 - bad data, not a bad type
        try:
            return cls(
                chosen=tuple(map(str, values.get("chosen", ()))),
                other=str(values.get("other", "")),
                number=_number(values.get("number")),
                text=str(values.get("text", "")),
                point=_point(values.get("point")),
                cells=tuple((str(row), str(column)) for row, column in values.get("cells", ())),
            )
        except (TypeError, InvalidOperation) as error:
            raise ValueError("An answer holds what it cannot.") from error


def _number(value: object) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))


def _point(value: Any) -> Point | None:  # noqa: ANN401 - whatever was sent
    if not value:
        return None
    lat, lon = value
    return Point(float(lat), float(lon))
