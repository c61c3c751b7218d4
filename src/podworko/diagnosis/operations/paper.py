"""Paper typed in at the desk: every sheet twice, blind, and counted once both readings agree."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.times import today
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Batch, Edition, Response, Sheet, Survey
from podworko.diagnosis.operations.answers import Arrival, take_response

MOST_SHEETS = 2000
_SHEETS = uuid.UUID("5b1f6c1e-6a0c-4b56-9a55-6e6c7e5f7d10")


class PaperError(DomainError):
    """A rule about typing paper says no."""

    code = "paper"


@transaction.atomic
def open_batch(edition: Edition, *, name: str, sheets: int, actor: User) -> Batch:
    """Announce a pile of sheets to be typed. Raises PaperError before the survey was open."""
    if edition.survey.state == Survey.State.DRAFT or not edition.is_fixed:
        raise PaperError(_("Ta ankieta nie była jeszcze otwarta."))
    if not 1 <= sheets <= MOST_SHEETS:
        raise PaperError(_("Podaj, ile jest arkuszy."), field="sheets_announced")
    batch = Batch.objects.create(
        edition=edition, name=name.strip()[:120], sheets_announced=sheets, typed_by=actor
    )
    audit.record("batch.opened", actor=actor, target=batch, sheets=sheets)
    return batch


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one sheet: the first or the second turn, and what it says by question."""

    number: int
    turn: int
    given: Mapping[str, Given]
    language: str = "pl"


@transaction.atomic
def type_sheet(batch: Batch, *, reading: Reading, actor: User) -> Sheet:
    """Keep one reading of one sheet; a reading typed anew replaces the former, until settled.

    When both readings of a sheet say the same, it is counted at once. Raises PaperError for a
    sheet that is counted already, that is beyond the pile, or of a batch that is closed, and
    for a second reading of what has no first one: nobody would be asked for that any more.
    """
    held = _lock(batch)
    number, turn = reading.number, reading.turn
    _check_typable(held, number)
    if turn > 1 and not held.sheets.filter(number=number, turn=1).exists():
        raise PaperError(_("Najpierw trzeba wpisać pierwszy odczyt tego arkusza."))
    values = _as_stored(reading.given)
    sheet, _new = Sheet.objects.update_or_create(
        batch=held,
        number=number,
        turn=turn,
        defaults={"values": values, "language": reading.language, "typed_by": actor},
    )
    audit.record("batch.sheet_typed", actor=actor, target=held, number=number, turn=turn)
    _settle_if_same(held, number, actor)
    return sheet


@transaction.atomic
def settle_sheet(
    batch: Batch, *, number: int, given: Mapping[str, Given], actor: User
) -> Response | None:
    """Say what a sheet on which two readings differ really says, and count it.

    An empty sheet is settled too, and counts for nothing: then None is returned. Raises
    PaperError until it was typed twice, and for one that is counted already.
    """
    held = _lock(batch)
    _check_typable(held, number)
    readings = list(held.sheets.filter(number=number))
    if len(readings) < 2:  # noqa: PLR2004 - two readings
        raise PaperError(_("Ten arkusz trzeba najpierw wpisać dwa razy."))
    values = _as_stored(given)
    held.sheets.filter(number=number).update(values=values)
    audit.record("batch.sheet_settled", actor=actor, target=held, number=number)
    return _counted(held, readings[0], values, actor)


@transaction.atomic
def close_batch(batch: Batch, *, actor: User) -> None:
    """End the typing of a pile and delete the readings: answers are kept, who wrote what is not.

    Raises PaperError while a sheet waits for its second reading or its readings differ. Twice
    is once.
    """
    held = _lock(batch)
    if held.state == Batch.State.CLOSED:
        return
    if waiting(held):
        raise PaperError(_("Są jeszcze arkusze wpisane raz albo niezgodne."))
    held.state = Batch.State.CLOSED
    held.save(update_fields=["state"])
    held.sheets.all().delete()
    audit.record("batch.closed", actor=actor, target=held)


def waiting(batch: Batch) -> list[int]:
    """Return the numbers of sheets that are typed but not settled, in two queries."""
    readings: dict[int, list[object]] = {}
    for sheet in batch.sheets.all():
        readings.setdefault(sheet.number, []).append(sheet.values)
    counted = set(batch.responses.values_list("sheet_number", flat=True))
    return [
        number
        for number, values in readings.items()
        if number not in counted and not _is_settled_empty(values)
    ]


def _is_settled_empty(values: list[object]) -> bool:
    return len(values) == 2 and not any(values)  # noqa: PLR2004 - two readings


def _as_stored(given: Mapping[str, Given]) -> dict[str, Any]:
    return {code: one.as_json() for code, one in given.items() if not one.is_empty}


def _lock(batch: Batch) -> Batch:
    """Let the typing of one pile go sheet by sheet: two readings cannot miss each other."""
    Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    return Batch.objects.select_related("edition__survey").get(pk=batch.pk)


def _check_typable(batch: Batch, number: int) -> None:
    if batch.state == Batch.State.CLOSED:
        raise PaperError(_("Ta paczka jest już wpisana."))
    if not 1 <= number <= batch.sheets_announced:
        raise PaperError(_("W tej paczce nie ma arkusza o takim numerze."))
    if batch.responses.filter(sheet_number=number).exists():
        raise PaperError(_("Ten arkusz jest już policzony."))


def _settle_if_same(batch: Batch, number: int, actor: User) -> None:
    readings = list(batch.sheets.filter(number=number))
    if len(readings) == 2 and readings[0].values == readings[1].values:  # noqa: PLR2004 - two readings
        _counted(batch, readings[0], readings[0].values, actor)


def _counted(batch: Batch, reading: Sheet, values: dict[str, Any], actor: User) -> Response | None:
    given = {code: Given.from_json(one) for code, one in values.items()}
    if not given:
        return None
    arrival = Arrival(
        key=uuid.uuid5(_SHEETS, f"{batch.public_id}/{reading.number}"),
        channel=Response.Channel.PAPER,
        language=reading.language,
        received_on=today(),
        batch=batch,
        sheet_number=reading.number,
        entered_by=actor,
    )
    return take_response(batch.edition, given=given, arrival=arrival, actor=actor)
