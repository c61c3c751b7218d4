"""The programme of one PAL for the wall: a week in large type, a month as a table."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from podworko.activities import queries
from podworko.activities.cards import SessionCard
from podworko.activities.filters import Filters
from podworko.activities.printing import words
from podworko.activities.queries.programme import CalendarPage, Day
from podworko.core.http import absolute
from podworko.network.public import Pal
from podworko.ui.typesetting import Document, qr_code

PAPERS = ("a4", "a3")


def programme(
    pal: Pal, day: date, *, view: str = "tydzien", paper: str = "a4", is_large: bool = False
) -> Document:
    """Return the week or the month (`view`) of a PAL that `day` is in, read as it is now.

    In large type a month is a list of days as a week is: a table would not hold it.
    """
    first, last, _before, after = queries.span(view, day)
    is_month = view == "miesiac"
    if is_month and is_large:
        first, last = day.replace(day=1), after - timedelta(days=1)
    page = queries.calendar(Filters(pals=(pal.slug,)), first=first, last=last)
    if is_month and not is_large:
        return month_programme(pal, page, month=day, paper=paper)
    return week_programme(pal, page, paper=paper, is_large=is_large)


def week_programme(pal: Pal, page: CalendarPage, *, paper: str, is_large: bool = False) -> Document:
    """Return the days of `page` on which something is on, one under another."""
    span = _span(page.first, page.last)
    return Document(
        "activities/printing/week.typ",
        title=_("Program: %(pal)s, %(span)s") % {"pal": pal.name, "span": span},
        data=_shared(pal, paper)
        | {
            "span": span,
            "is_large": is_large,
            "days": [_day(day) for day in page.days if day.cards],
        },
        pictures={"qr": qr_code(_address(pal))},
    )


def month_programme(pal: Pal, page: CalendarPage, *, month: date, paper: str) -> Document:
    """Return whole weeks of a month as a table, days of other months left empty."""
    title = date_format(month, "F Y")
    days = [_cell(day, month) for day in page.days]
    return Document(
        "activities/printing/month.typ",
        title=_("Program: %(pal)s, %(span)s") % {"pal": pal.name, "span": title},
        data=_shared(pal, paper)
        | {
            "span": title,
            "weekdays": [date_format(day.date, "l") for day in page.days[:7]],
            "weeks": [days[start : start + 7] for start in range(0, len(days), 7)],
        },
        pictures={"qr": qr_code(_address(pal))},
    )


def _shared(pal: Pal, paper: str) -> dict[str, object]:
    address = _address(pal)
    return {
        "paper": paper,
        "pal": pal.name,
        "place": words.how_to_find(pal.seat),
        "foot": [words.printed_on(), *words.contact(pal)],
        "address": address,
        "shown_address": address.split("://")[1].rstrip("/"),
        "words": {
            "qr": _("Kod QR prowadzi na stronę: %(address)s") % {"address": address},
            "online": _("Aktualny program i zapisy:"),
            "off": _("Odwołane"),
            "empty": _("W tym czasie nie ma zaplanowanych zajęć."),
        },
    }


def _day(day: Day) -> dict[str, object]:
    return {
        "name": date_format(day.date, "l, j E"),
        "sessions": [_session(card) for card in day.cards],
    }


def _cell(day: Day, month: date) -> dict[str, object]:
    """Return one day of the table; a day of another month shows nothing."""
    is_inside = day.date.month == month.month
    return {
        "number": str(day.date.day) if is_inside else "",
        "sessions": [_session(card) for card in day.cards] if is_inside else [],
    }


def _session(card: SessionCard) -> dict[str, object]:
    return {
        "hours": card.hours,
        "begins": "" if card.is_all_day else f"{card.starts_at:%H:%M}",
        "title": card.title,
        "note": " · ".join(words.kept((_place(card), card.age, _sign_up(card)))),
        "off": card.is_cancelled,
    }


def _place(card: SessionCard) -> str:
    """Return the place where that is not the PAL itself."""
    return "" if card.place == card.pal else card.place


def _sign_up(card: SessionCard) -> str:
    if card.is_cancelled:
        return ""
    return _("bez zapisów") if card.status.code == "no-sign-up" else ""


def _span(first: date, last: date) -> str:
    begin = date_format(first, "j E") if first.year == last.year else date_format(first, "j E Y")
    return f"{begin} – {date_format(last, 'j E Y')}"


def _address(pal: Pal) -> str:
    return absolute(get_language() or "pl", "network:pal", pal.slug)
