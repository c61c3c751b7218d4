"""The codes of both trails in words, as each module tells them of what it records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Told = Mapping[str, str | Promise]
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(slots=True)
class Words:
    """What the codes of one trail mean, under a heading per module.

    A module registers from `AppConfig.ready`:
    `audit.change_words.add(_("Porady"), {"answer.given": _("Dano odpowiedź")})`.
    """

    _groups: list[tuple[str | Promise, Told]] = field(default_factory=list)
    _all: dict[str, str | Promise] = field(default_factory=dict)

    def add(self, heading: str | Promise, told: Told) -> None:
        """Take the words of a module; its heading is what they are offered under."""
        self._groups.append((heading, told))
        self._all.update(told)

    def of(self, code: str) -> str:
        """Return what a code means to the reader, or "" when no module tells."""
        return str(self._all.get(code, ""))

    def choices(self) -> Choices:
        """Return every code with its words, by heading and word, for a list to choose from."""
        groups = ((str(heading), told) for heading, told in self._groups)
        return [
            (heading, sorted(((code, str(words)) for code, words in told.items()), key=_words))
            for heading, told in sorted(groups, key=lambda group: group[0])
        ]


change_words = Words()
look_words = Words()
channel_words: dict[str, str | Promise] = {}


DETAILS: dict[str, str | Promise] = {
    "acts": _("czynności"),
    "after": _("potem"),
    "answers": _("odpowiedzi"),
    "before": _("przedtem"),
    "capacity": _("miejsc"),
    "codes": _("kodów"),
    "days": _("dni"),
    "document": _("dokument"),
    "exception": _("wyjątek"),
    "exceptions": _("wyjątki"),
    "fields": _("co zmieniono"),
    "format": _("format"),
    "gone": _("dołączono z"),
    "is_done": _("zrobione"),
    "is_damaged": _("z uszkodzeniem"),
    "is_hidden": _("ukryte"),
    "is_trusted": _("bez sprawdzania"),
    "kind": _("rodzaj"),
    "leader": _("prowadzi"),
    "list": _("lista"),
    "month": _("miesiąc"),
    "number": _("numer"),
    "other": _("drugi zapis"),
    "outcome": _("wynik"),
    "pal": _("PAL"),
    "people": _("osób"),
    "questions": _("pytań"),
    "quotas": _("progów"),
    "reason": _("powód"),
    "resource": _("zasób"),
    "role": _("rola"),
    "rows": _("wierszy"),
    "sessions": _("spotkań"),
    "sheets": _("arkuszy"),
    "spans": _("przedziałów"),
    "stage": _("etap"),
    "state": _("stan"),
    "survey": _("ankieta"),
    "taker": _("przejmuje"),
    "things": _("rzeczy"),
    "to": _("z czym"),
    "turn": _("odczyt"),
    "user": _("konto"),
    "version": _("wersja"),
    "voices": _("głosów"),
    "voters": _("głosujących"),
    "written": _("na piśmie"),
}
"""What the details of an entry are called; a name that is not here is shown as it is."""


def told_details(details: Mapping[str, Any], *, target: str) -> str:
    """Return the details of an entry about `target` in words: "przedtem: szkic, głosów: 12"."""
    model = _model(target)
    return ", ".join(
        f"{DETAILS.get(name, name)}: {_value(value, model)}" for name, value in details.items()
    )


def thing_words(label: str) -> str:
    """Return "Konto 9" for "accounts.user:9", or "" for what is no row of a model."""
    model, key = _model(label), label.rpartition(":")[2]
    if model is None:
        return ""
    return f"{capfirst(str(model._meta.verbose_name))} {key}"  # noqa: SLF001 - Django's public _meta


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label.rpartition(":")[0])
    except (LookupError, ValueError):
        return None


def _value(value: object, model: type[models.Model] | None) -> str:
    """Return a value as people read it: yes or no, a state, a field or a thing by its name."""
    if isinstance(value, bool):
        return gettext("tak") if value else gettext("nie")
    if isinstance(value, list):
        return ", ".join(_value(each, model) for each in value)
    text = str(value)
    return thing_words(text) or _of_model(text, model) or text


def _of_model(text: str, model: type[models.Model] | None) -> str:
    """Return what a code is called among the choices of a model's fields, or its fields."""
    for column in model._meta.fields if model else ():  # noqa: SLF001 - Django's public _meta
        if column.name == text:
            return str(column.verbose_name)
        told = dict(column.flatchoices).get(text)
        if told:
            return str(told)
    return ""


def _words(choice: tuple[str, str]) -> str:
    return choice[1]
