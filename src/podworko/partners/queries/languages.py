"""What is written of an organisation in each language, for whoever checks that it is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language

from podworko.core.languages import WRITTEN_IN
from podworko.partners.models import Location, Organisation, Schedule, Service
from podworko.partners.queries.directory import OrganisationPage

Told = Organisation | Service | Location | Schedule


@dataclass(frozen=True, slots=True)
class Wording:
    """A field in one language, under what it is called."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """All that is written in one language, and how many fields are not."""

    code: str
    label: str | Promise
    rows: tuple[Wording, ...]
    missing: int


def written(page: OrganisationPage) -> tuple[Written, ...]:
    """Return what is written in the languages other than the reader's, without a query more."""
    others = (code for code in WRITTEN_IN if code != get_language())
    return tuple(_in_language(page, code) for code in others)


def _in_language(page: OrganisationPage, code: str) -> Written:
    fields = [(row, name) for row in _rows(page) for name in row.TRANSLATED if getattr(row, name)]
    told = [(row, name, _text(row, name, code)) for row, name in fields]
    rows = tuple(Wording(_label(row, name), text) for row, name, text in told if text)
    # A name may well stay as it is: it is not counted among what is missing.
    missing = sum(not text for _row, name, text in told if name != "name")
    return Written(code, WRITTEN_IN[code], rows, missing)


def _rows(page: OrganisationPage) -> Iterator[Told]:
    schedules = chain.from_iterable(row.schedules.all() for row in page.services)
    return chain([page.organisation], page.locations, page.services, schedules)


def _text(row: Told, name: str, code: str) -> str:
    return str(getattr(row, name if code == "pl" else f"{name}_{code}"))


def _label(row: Told, name: str) -> str:
    whose = row.service if isinstance(row, Schedule) else row
    words = row._meta.get_field(name).verbose_name  # type: ignore[union-attr] # noqa: SLF001
    return f"{whose}: {words}" if not isinstance(row, Organisation) else capfirst(str(words))
