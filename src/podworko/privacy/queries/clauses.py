"""Which words a form shows today, and which it showed on any day before."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.privacy.models import Clause

FORMS: dict[str, str | Promise] = {
    "zapisy": _("Zapis na zajęcia"),
    "konsultacje": _("Umówienie rozmowy ze specjalistą"),
    "porady": _("Pytanie do punktu porad"),
    "wolontariat": _("Zgłoszenie na wolontariat"),
    "inicjatywy": _("Pomysł mieszkańców"),
    "biuletyn": _("Biuletyn"),
    "debaty": _("Głos w konsultacjach"),
    "wnioski": _("Wniosek o prawa"),
}


@dataclass(frozen=True, slots=True)
class FormClauses:
    """One form with the words in force and all that were before or come after, newest first."""

    form: str
    name: str | Promise
    current: Clause | None
    versions: tuple[tuple[Clause, date | None], ...]


def all_forms() -> list[FormClauses]:
    """Return every form with its clauses; one query."""
    held: dict[str, list[Clause]] = {}
    for clause in Clause.objects.order_by("form", "-valid_from", "-number"):
        held.setdefault(clause.form, []).append(clause)
    return [_of(form, name, held.get(form, [])) for form, name in FORMS.items()]


def of_form(form: str) -> FormClauses | None:
    """Return one form's clauses, None for no form; one query."""
    if form not in FORMS:
        return None
    rows = list(Clause.objects.filter(form=form).order_by("-valid_from", "-number"))
    return _of(form, FORMS[form], rows)


def on_day(form: str, day: date) -> Clause | None:
    """Return the words a form showed on a day: what somebody agreed to then was told so."""
    return Clause.objects.filter(form=form, valid_from__lte=day).order_by("-valid_from").first()


def shown(form: str) -> str:
    """Return the words in force today in the reader's language, "" where there are none."""
    clause = on_day(form, times.today())
    return words_of(clause) if clause else ""


def words_of(clause: Clause) -> str:
    """Return the words in the reader's language, in Polish where they were not translated."""
    return getattr(clause, f"words_{get_language()}", "") or clause.words


def _of(form: str, name: str | Promise, rows: list[Clause]) -> FormClauses:
    today = times.today()
    current = next((row for row in rows if row.valid_from <= today), None)
    ends: list[date | None] = [None, *(row.valid_from for row in rows)][: len(rows)]
    return FormClauses(form, name, current, tuple(zip(rows, ends, strict=True)))
