"""The record of processing (RODO art. 30) and what the public reads, from the declarations."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from podworko.core.privacy import DELETE, HOLDS, Declaration
from podworko.privacy.matters import MATTERS, Matter
from podworko.privacy.models import ProcessingNote
from podworko.privacy.subjects import Model, declared


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity: what the law asks for, how long, and the officer's own words."""

    matter: Matter
    kinds: tuple[str, ...]
    times: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]
    tables: int
    note: ProcessingNote | None


def activities() -> list[Activity]:
    """Return every activity in the order of the record, with the officer's words; one query."""
    notes = {note.matter: note for note in ProcessingNote.objects.all()}
    held: dict[str, list[tuple[Model, Declaration]]] = {code: [] for code in MATTERS}
    for _label, model, told in declared():
        held[told.matter].append((model, told))
    return [
        _activity(matter, held[code], notes.get(code))
        for code, matter in MATTERS.items()
        if held[code]
    ]


def span(days: int) -> str:
    """Return a time in plain words: years where it is whole years, else days."""
    years, rest = divmod(days, 365)
    if years and rest == 0:
        return _("%(number)s rok") % {"number": 1} if years == 1 else _years(years)
    return _("1 dzień") if days == 1 else _("%(number)s dni") % {"number": days}


def _from_year(days: int) -> str:
    return _("%(time)s od końca roku kalendarzowego") % {"time": span(days)}


def _years(number: int) -> str:
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return (_("%(number)s lata") if few else _("%(number)s lat")) % {"number": number}


def _activity(
    matter: Matter, rows: list[tuple[Model, Declaration]], note: ProcessingNote | None
) -> Activity:
    days = sorted({(told.keep_days, told.by_year) for _model, told in rows if told.keep_days})
    kinds = {kind for model, told in rows for kind in _kinds(model, told)}
    ends = {_end(told) for _model, told in rows}
    laws = {HOLDS[told.hold].law for _model, told in rows if told.hold}
    times = [_from_year(each) if by_year else span(each) for each, by_year in days]
    if any(told.keep_days is None for _model, told in rows):
        times.append(_("dopóki jest potrzebne"))
    return Activity(
        matter, tuple(sorted(kinds)), tuple(times), tuple(sorted(ends)), tuple(sorted(laws)),
        len(rows), note,
    )  # fmt: skip


def _end(told: Declaration) -> str:
    if told.by_year:
        return _("zostają same liczby: ile osób przyszło")
    return _("usuwamy cały wpis") if told.end == DELETE else _("usuwamy nazwiska, kontakty i słowa")


def _kinds(model: Model, told: Declaration) -> set[str]:
    columns = {column.name: column for column in model._meta.concrete_fields}  # noqa: SLF001
    return {_kind(name, columns[name]) for name in told.fields if name in columns}


def _kind(name: str, column: "models.Field[object, object]") -> str:
    if isinstance(column, models.FileField):
        return _("zdjęcia i pliki")
    if column.is_relation:
        return _("powiązanie z osobą")
    for part, words in _words():
        if part in name:
            return words
    return _("to, co ktoś napisał")


def _words() -> tuple[tuple[str, str], ...]:
    contact = _("kontakt: telefon, e-mail, adres do listu")
    code = _("kody i skróty, z których nic nie wyczytać")
    return (
        ("mail", contact), ("phone", contact), ("contact", contact), ("letter", contact),
        ("inbox", contact), ("uri", contact), ("birth", _("rok urodzenia")),
        ("born", _("rok urodzenia")), ("name", _("imię i nazwisko")),
        ("signed_by", _("imię i nazwisko")), ("digest", code), ("code", code),
        ("lat", _("miejsce na mapie")), ("lon", _("miejsce na mapie")),
        ("sealed", _("dane zapieczętowane: czyta je tylko osoba uprawniona")),
    )  # fmt: skip
