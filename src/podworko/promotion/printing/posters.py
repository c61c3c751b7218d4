"""Posters, leaflets and table tents: one sheet for each bill, in one of three designs."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from podworko.core import phones, times
from podworko.core.http import absolute
from podworko.promotion.bills import Bill
from podworko.promotion.occasions import When
from podworko.promotion.short import code_of
from podworko.ui.typesetting import Document, qr_code

DESIGNS = {
    "cieply": ("warm", gettext_lazy("ciepły, w kolorze")),
    "prosty": ("plain", gettext_lazy("prosty, czarno-biały, do kserowania")),
    "duzy": ("large", gettext_lazy("duże litery")),
}
"""Designs by their word in addresses: the name in the template, and the name for people."""
FORMATS = {
    "a4": gettext_lazy("plakat A4"),
    "a3": gettext_lazy("plakat A3"),
    "a5": gettext_lazy("ulotka A5, dwie na kartce"),
    "stojak": gettext_lazy("stojak na stół, do złożenia"),
}
_LONGEST_ORGANISER = 70
_SHEETS = {"stojak": "tent"}
_MOST_LINES = {"a3": 6, "a4": 6, "a5": 4, "stojak": 2}
_MOST_SENTENCES = {"a3": 5, "a4": 5, "a5": 5, "stojak": 0}


def posters(bills: Sequence[Bill], *, design: str, size: str, title: str = "") -> Document:
    """Return one sheet for each of `bills`; what is too long shrinks, then is cut and says so.

    `title` names the file when the bills are many.
    """
    return Document(
        "promotion/printing/bills.typ",
        title=title or _("Plakat: %(title)s") % {"title": bills[0].title},
        data={
            "design": DESIGNS[design][0],
            "format": _SHEETS.get(size, size),
            "bills": [_bill(bill, size) for bill in bills],
            "words": {
                "where": _("Gdzie"),
                "price": _("Koszt"),
                "more": _("…więcej pod adresem"),
                "online": _("Więcej:"),
                "qr": _("Kod QR prowadzi na stronę: @address"),
            },
        },
        pictures={f"qr{number}": qr_code(_address(bill)) for number, bill in enumerate(bills)},
    )


def shown(address: str) -> str:
    """Return an address as people read it."""
    return address.split("://")[1].rstrip("/")


def small_print(*, is_fictional: bool) -> list[str]:
    """Return of which day a print tells the truth, and whether what it tells of is made up."""
    printed = _("wydrukowano %(day)s") % {"day": date_format(times.today(), "j E Y")}
    return [printed, _("przykład zmyślony na pokaz")] if is_fictional else [printed]


def _bill(bill: Bill, size: str) -> dict[str, object]:
    address = _address(bill)
    when = _shortened(bill.when, _MOST_LINES[size])
    sentences = bill.sentences[: _MOST_SENTENCES[size]]
    return {
        "eyebrow": _eyebrow(bill),
        "title": bill.title,
        "title_lang": bill.title_language,
        "sentences": sentences,
        "lang": bill.sentences_language,
        "is_whole": len(sentences) == len(bill.sentences),
        "when_label": bill.when_label or _("Kiedy"),
        "when": when.lines,
        "when_more": when.note,
        "where": bill.where,
        "facts": bill.facts,
        "price": bill.price,
        "call": bill.call,
        "phone": phones.display(bill.pal.phone) if bill.pal and bill.pal.phone else "",
        "address": address,
        "shown_address": shown(address),
        "fine": _fine(bill),
    }


def _eyebrow(bill: Bill) -> str:
    if bill.pal is None:
        return bill.kind
    return _("%(pal)s zaprasza · %(kind)s") % {"pal": bill.pal.name, "kind": bill.kind}


def _shortened(when: When, most: int) -> When:
    """Return no more lines than fit, with how many dates more there are."""
    left = len(when.lines) - most
    if left <= 0:
        return when
    more = ngettext("i jeszcze %(count)s termin", "i jeszcze %(count)s terminów", left)
    return When(when.lines[:most], more % {"count": left})


def _fine(bill: Bill) -> list[str]:
    name = Truncator(bill.organiser).chars(_LONGEST_ORGANISER)
    organiser = _("Organizator: %(name)s") % {"name": name}
    return [organiser, *small_print(is_fictional=bill.is_fictional)]


def _address(bill: Bill) -> str:
    """Return the short address, small enough for a code that a phone reads from afar."""
    language = get_language() or "pl"
    return absolute(language, "promotion:short", bill.letter, bill.code or code_of(bill.public_id))
