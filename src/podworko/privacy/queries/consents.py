"""Who agreed to what, in which words, when, and when they took it back; across modules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.people.public import Channel, Consent, consent_texts
from podworko.promotion.public import Portrayal, Subscription

PER_PAGE = 50
MOST = 5000
KINDS = ("card", "photo", "news")


@dataclass(frozen=True, slots=True)
class Line:
    """One consent: of whom, to what, which words, by which way, since and until when."""

    kind: str
    who: str
    what: str
    version: str
    channel: str
    given_on: date | None
    taken_back_on: date | None

    @property
    def cells(self) -> list[Any]:
        return [self.who, self.what, self.version, self.channel, self.given_on, self.taken_back_on]


def ledger(*, kind: str = "", text: str = "", number: str = "1") -> "Page[Line]":
    """Read a page of the ledger, newest first, in as many queries as there are kinds."""
    return Paginator(lines(kind=kind, text=text), PER_PAGE).get_page(number)


def lines(*, kind: str = "", text: str = "") -> list[Line]:
    """Return the ledger, newest first; of each kind the newest `MOST`, or those of a name."""
    wanted = [kind] if kind in KINDS else list(KINDS)
    found = [line for each in wanted for line in _READ[each](text)]
    return sorted(found, key=lambda line: line.given_on or date.min, reverse=True)


def _cards(text: str) -> Iterator[Line]:
    names = {each.code: str(each.name) for each in consent_texts()}
    rows = Consent.objects.select_related("person").order_by("-given_at", "-pk")
    if text:
        rows = rows.filter(person__name__icontains=text)
    for row in rows[:MOST]:
        what = names.get(row.text, row.text)
        yield Line(
            "card", row.person.name, what, row.version, _way(row.channel),
            _day(row.given_at), _day(row.withdrawn_at),
        )  # fmt: skip


def _photos(text: str) -> Iterator[Line]:
    rows = Portrayal.objects.exclude(given_on=None).order_by("-given_on", "-pk")
    if text:
        rows = rows.filter(name__icontains=text)
    for row in rows[:MOST]:
        what = _("zdjęcie: %(where)s") % {"where": row.scope_words}
        yield Line(
            "photo", row.name or "–", what, "", _way(row.channel), row.given_on,
            _day(row.withdrawn_at),
        )  # fmt: skip


def _news(text: str) -> Iterator[Line]:
    rows = Subscription.objects.exclude(confirmed_at=None).order_by("-confirmed_at", "-pk")
    if text:
        rows = rows.filter(name__icontains=text) | rows.filter(email__icontains=text)
    for row in rows[:MOST]:
        who = row.name or row.email or row.phone
        yield Line(
            "news", who, _("biuletyn, potwierdzony drugim kliknięciem"), "", _way(row.channel),
            _day(row.confirmed_at), None,
        )  # fmt: skip


def _way(channel: str) -> str:
    return str(Channel(channel).label) if channel in Channel.values else ""


def _day(moment: datetime | None) -> date | None:
    return times.local(moment).date() if moment else None


_READ = {"card": _cards, "photo": _photos, "news": _news}
