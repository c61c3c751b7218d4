"""From the bytes of an .ics file to events; what is wrong with one does not cost the others."""

import re
import warnings
from collections.abc import Iterator

from django.utils.translation import gettext as _
from icalendar import Calendar as IcalCalendar
from icalendar import Component

from podworko.core.calendars.errors import CalendarError
from podworko.core.calendars.events import Part, assembled, read_part
from podworko.core.calendars.values import Calendar, Problem

MOST_BYTES = 20 * 1024 * 1024
MOST_EVENTS = 20_000
_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t]*$", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(
    r"^BEGIN:VEVENT[ \t]*\n.*?^END:VEVENT[ \t]*$\n?", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_ZONE = re.compile(
    r"^BEGIN:VTIMEZONE[ \t]*\n.*?^END:VTIMEZONE[ \t]*$\n?", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


def read_calendar(data: bytes) -> Calendar:
    """Return the events of an .ics file, and the problems of those that were left out.

    Of two versions of one event the one with the higher SEQUENCE counts. A clock without a
    zone, or with one that nobody knows, is a clock in Poland. Raises CalendarError for what
    is no calendar at all.
    """
    text = _text(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        components, broken = _components(text)
        parts, refused = _parts(components)
        events = assembled(parts)
    return Calendar(_name(components), events, (*broken, *refused))


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        text = _("Kalendarz ma ponad %(limit)d MB. Wyeksportuj krótszy okres.")
        raise CalendarError(text % {"limit": MOST_BYTES // 1024 // 1024})
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if "BEGIN:V" not in text[:MOST_BYTES].upper():
        raise CalendarError(
            _("To nie jest plik kalendarza (.ics). Wyeksportuj kalendarz ponownie.")
        )
    if len(_BEGIN.findall(text)) > MOST_EVENTS:
        text = _("W kalendarzu jest ponad %(limit)d wydarzeń. Wyeksportuj krótszy okres.")
        raise CalendarError(text % {"limit": MOST_EVENTS})
    return text


def _components(text: str) -> tuple[list[Component], list[Problem]]:
    """Return what the library reads: of a file that it refuses, each event by itself."""
    whole = _parsed(text)
    if whole:
        return whole, []
    zones, blocks = "".join(_ZONE.findall(text)), _EVENT.findall(text)
    found: list[Component] = []
    problems: list[Problem] = []
    for number, block in enumerate(blocks, start=1):
        alone = _parsed(f"BEGIN:VCALENDAR\n{zones}{block}END:VCALENDAR\n") or _parsed(block)
        found += alone or []
        if not alone:
            problems.append(Problem(_place(block, number), _unreadable()))
    if not blocks:
        raise CalendarError(_("Plik kalendarza jest uszkodzony. Wyeksportuj go ponownie."))
    if len(blocks) < len(_BEGIN.findall(text)):
        problems.append(Problem(_numbered(len(blocks) + 1), _cut_off()))
    return found, problems


def _parsed(text: str) -> list[Component] | None:
    try:
        return list(IcalCalendar.from_ical(text, multiple=True))
    except Exception:  # noqa: BLE001 - a library for any input has no list of what it raises
        return None


def _parts(components: list[Component]) -> tuple[list[Part], list[Problem]]:
    parts: list[Part] = []
    problems: list[Problem] = []
    for number, component in enumerate(_events(components), start=1):
        try:
            parts.append(read_part(component))
        except CalendarError as error:
            problems.append(Problem(_label(component, number), str(error.message)))
        except Exception:  # noqa: BLE001 - as above: values are parsed when they are asked for
            problems.append(Problem(_label(component, number), _unreadable()))
    return parts, problems


def _events(components: list[Component]) -> Iterator[Component]:
    for component in components:
        yield from component.walk("VEVENT")


def _label(component: Component, number: int) -> str:
    named = str(component.get("SUMMARY") or component.get("UID") or "")
    return named.strip()[:100] or _numbered(number)


def _place(block: str, number: int) -> str:
    summary = re.search(r"^SUMMARY[^:\n]*:(.+)$", block, re.IGNORECASE | re.MULTILINE)
    return summary.group(1).strip()[:100] if summary else _numbered(number)


def _numbered(number: int) -> str:
    return _("wydarzenie nr %(number)d") % {"number": number}


def _name(components: list[Component]) -> str:
    for component in components:
        name = component.get("X-WR-CALNAME") or component.get("NAME")
        if name:
            return str(name).strip()[:200]
    return ""


def _unreadable() -> str:
    return _("Wydarzenia nie da się odczytać. Popraw je w kalendarzu i wyeksportuj ponownie.")


def _cut_off() -> str:
    return _("Plik urywa się w środku. Wyeksportuj kalendarz ponownie.")
