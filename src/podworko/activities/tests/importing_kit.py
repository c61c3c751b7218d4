"""What tests of imports share: small tables and calendars, made up here."""

from datetime import timedelta
from typing import Any

from podworko.activities.importing import Options, import_activities
from podworko.core import times
from podworko.core.taking import Report
from podworko.network.models import Pal

SOON = times.today() + timedelta(days=20)
HEAD = "Tytuł;Data;Godzina;Miejsce;Rodzaj;Wiek;Koszt;Limit"


def day(number: int = 0) -> str:
    return f"{SOON + timedelta(days=number):%d.%m.%Y}"


def take(text: str | bytes, pal: Pal | None = None, *, name: str = "p.csv", **how: Any) -> Report:
    data = text if isinstance(text, bytes) else text.encode()
    return import_activities(name, data, options=Options(pal=pal, **how))


def outcomes(report: Report) -> list[str]:
    return [line.outcome.value for line in report.lines]


def sheet(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows])


def ics(*lines: str, uid: str = "u1") -> bytes:
    event = ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Joga", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", ""]).encode()


def stamp(number: int, hour: int = 17) -> str:
    return f"{SOON + timedelta(days=number):%Y%m%d}T{hour:02d}0000"


def weekly(*more: str, last: int = 3) -> bytes:
    return ics(
        f"DTSTART;TZID=Europe/Warsaw:{stamp(0)}",
        f"DTEND;TZID=Europe/Warsaw:{stamp(0, 18)}",
        f"RRULE:FREQ=WEEKLY;COUNT={last}",
        *more,
    )
