"""What is printed of one thing, whatever the thing is: the values that fill a poster."""

import re
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.network.public import Fact, Pal, Place, access_facts
from podworko.promotion.occasions import When

LONGEST_SENTENCE = 300
_END = re.compile(r"(?<=[.!?…])\s+(?=[\W\d]*[^\W\d_a-ząćęłńóśźż])")
_SHORTENED = re.compile(r"(?:^|[\s(])(?:ul|al|pl|os|św|nr|godz|tel|dr|np|im|r|m)\.$", re.IGNORECASE)


class NothingToPrintError(DomainError):
    """It is over or called off: there is nothing to invite anybody to."""

    code = "nothing-to-print"


@dataclass(frozen=True, slots=True)
class Bill:
    """One thing that people are invited to, as a poster tells it."""

    letter: str
    public_id: uuid.UUID
    title: str
    when: When
    pal: Pal | None = None
    kind: str = ""
    sentences: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    price: str = ""
    call: str = ""
    organiser: str = ""
    is_fictional: bool = False
    when_label: str = ""
    """What `when` is called where it is no time: what one is asked to do."""
    title_language: str = "pl"
    sentences_language: str = "pl"
    """What nobody translated is read out as the Polish that it is, on a sheet in English too."""
    code: str = ""
    """The letters of its short address, where the usual ones are those of an earlier thing."""


def sentences_of(*texts: str) -> tuple[str, ...]:
    """Return the sentences of texts one after another; one that has no end is cut at a word."""
    found: list[str] = []
    for text in texts:
        for part in _END.split(" ".join(text.split())):
            if found and _SHORTENED.search(found[-1]):
                found[-1] = f"{found[-1]} {part}"
            elif part:
                found.append(part)
    return tuple(_cut(each) for each in found)


def where_lines(place: Place | None, *, room: str = "") -> tuple[str, ...]:
    """Return where a place is and how one gets in: what nobody checked of its steps is told too."""
    if place is None:
        return (room,) if room else ()
    name = f"{place.name}, {room}" if room else place.name
    address = ", ".join(part for part in (place.address, place.building, _floor(place)) if part)
    stop = _("Przystanek: %(stop)s") % {"stop": place.nearest_stop} if place.nearest_stop else ""
    return tuple(part for part in (name, address, stop, _access(place)) if part)


def price_words(amount: Decimal) -> str:
    """Return what something costs: "bezpłatnie", "12 zł" or "12,50 zł"."""
    if not amount:
        return _("bezpłatnie")
    whole = number_format(amount, 2)
    return _("%(amount)s zł") % {"amount": re.sub(r"[.,]00$", "", whole)}


def call_words(pal: Pal | None, *, signs_up: bool) -> str:
    """Return how one signs up, the telephone first."""
    has_phone = bool(pal and pal.phone)
    if signs_up:
        return _("Zapisy: zadzwoń") if has_phone else _("Zapisy w PAL albo pod adresem:")
    return _("Przyjdź bez zapisu. Pytania?") if has_phone else _("Przyjdź bez zapisu.")


def _floor(place: Place) -> str:
    return _("piętro: %(floor)s") % {"floor": place.floor} if place.floor else ""


def _access(place: Place) -> str:
    """Return the facts of access in words; of those nobody checked, steps alone."""
    told = [
        f"{fact.label}: {Fact(fact.answer).label}"
        for number, fact in enumerate(access_facts(place))
        if number == 0 or fact.answer != Fact.UNKNOWN.value
    ]
    return " · ".join(told)


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    return sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
