"""What typing paper needs to see: which sheet is next, and where two readings differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from podworko.diagnosis.models import Batch, Sheet, Survey
from podworko.diagnosis.questionnaire import Asked, Questionnaire


@dataclass(frozen=True, slots=True)
class BatchPage:
    """How far the typing of one pile is."""

    batch: Batch
    counted: int
    empty: int
    typed_once: tuple[int, ...]
    differing: tuple[int, ...]
    untyped: tuple[int, ...]

    @property
    def next_first(self) -> int | None:
        """The next sheet to be typed for the first time."""
        return self.untyped[0] if self.untyped else None

    @property
    def next_second(self) -> int | None:
        """The next sheet to be typed for the second time."""
        return self.typed_once[0] if self.typed_once else None

    @property
    def is_done(self) -> bool:
        return not (self.typed_once or self.differing or self.untyped)

    @property
    def can_close(self) -> bool:
        return self.batch.state == Batch.State.OPEN and not (self.typed_once or self.differing)


@dataclass(frozen=True, slots=True)
class Difference:
    """One question on which two readings differ."""

    asked: Asked
    first: Mapping[str, Any]
    second: Mapping[str, Any]


def batches(survey: Survey) -> QuerySet[Batch]:
    """Return the piles of a survey with how many sheets of each count as `counted`; one query."""
    rows = Batch.objects.filter(edition__survey=survey).select_related("edition")
    return rows.annotate(counted=Count("responses", filter=Q(responses__isnull=False)))


def batch_page(batch: Batch) -> BatchPage:
    """Return how far a pile is, in two queries."""
    readings: dict[int, list[Sheet]] = {}
    for sheet in batch.sheets.all():
        readings.setdefault(sheet.number, []).append(sheet)
    counted = set(batch.responses.values_list("sheet_number", flat=True))
    twice = {number: pair for number, pair in readings.items() if len(pair) == 2}  # noqa: PLR2004 - two readings
    empty = {n for n, pair in twice.items() if not any(sheet.values for sheet in pair)}
    numbers = range(1, batch.sheets_announced + 1)
    is_closed = batch.state == Batch.State.CLOSED
    return BatchPage(
        batch=batch,
        counted=len(counted),
        empty=len(empty),
        typed_once=tuple(n for n in sorted(readings) if n not in twice),
        differing=tuple(n for n in sorted(twice) if n not in counted | empty),
        untyped=() if is_closed else tuple(n for n in numbers if n not in counted | set(readings)),
    )


def differences(whole: Questionnaire, sheets: list[Sheet]) -> list[Difference]:
    """Return the questions on which two readings differ, in the order of the paper."""
    first, second = (sheet.values for sheet in sheets)
    return [
        Difference(one, first, second)
        for one in whole.asked
        if first.get(one.code) != second.get(one.code)
    ]
