"""The same figures counted a second time, in plain SQL, by somebody who did not look at the first.

Each question answers with a PAL and a number; where whoever is in two PALs is one of the
network, a second question counts the whole.
"""

# ruff: noqa: S608 - nothing anybody typed stands in these questions

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from podworko.core import times

HELD = """
    SELECT s.id, s.pal_id FROM activities_session s
    JOIN activities_activity a ON a.id = s.activity_id
    WHERE s.starts_at >= %(start)s AND s.starts_at < %(end)s AND s.ends_at <= %(now)s
      AND s.status = 'planned' AND a.state IN ('published', 'done', 'cancelled')
"""
CAME = f"""
    SELECT h.pal_id, p.person_id, p.card, p.name, p.state, p.guest_id FROM activities_presence p
    JOIN activities_register r ON r.id = p.register_id
    JOIN ({HELD}) h ON h.id = r.session_id
"""
HEADS = f"""
    SELECT h.pal_id, c.number FROM activities_headcount c
    JOIN activities_register r ON r.id = c.register_id
    JOIN ({HELD}) h ON h.id = r.session_id
"""
MARKS = f"""
    SELECT DISTINCT pal_id, CASE WHEN person_id IS NULL THEN 'c' || card
                            ELSE 'p' || CAST(person_id AS varchar(20)) END AS mark
    FROM ({CAME}) came
    WHERE state = 'present' AND (person_id IS NOT NULL OR card <> '')
"""
FIRST = """
    SELECT {by} p.person_id, MIN(s.starts_at) AS first FROM activities_presence p
    JOIN activities_register r ON r.id = p.register_id
    JOIN activities_session s ON s.id = r.session_id
    WHERE p.state = 'present' AND p.person_id IS NOT NULL GROUP BY {by} p.person_id
"""
NEW = "first >= %(start)s AND first < %(end)s"
HOURS = """
    SELECT v.pal_id, v.person_id, h.minutes FROM volunteering_hoursentry h
    JOIN volunteering_volunteer v ON v.id = h.volunteer_id
    WHERE h.state = 'confirmed' AND h.day >= %(since)s AND h.day <= %(until)s
"""


AGREED = """
    SELECT pal_id, organisation_id FROM partners_agreement
    WHERE signed_on IS NOT NULL AND starts_on <= %(until)s
      AND (ends_on IS NULL OR ends_on >= %(since)s)
      AND (ended_on IS NULL OR (ended_on >= %(since)s AND ended_on >= starts_on))
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """How one indicator is counted: by PAL, and the whole where that is no sum."""

    by_pal: str
    whole: str = ""
    made_of: Callable[[Any], Any] = int


def _count(inner: str, *, where: str = "1 = 1") -> str:
    return f"SELECT pal_id, COUNT(*) FROM ({inner}) t WHERE {where} GROUP BY pal_id"


def _rows(table: str, where: str, *, pal: str = "pal_id") -> str:
    return f"SELECT {pal} AS pal_id FROM {table} WHERE {where}"


def _hours(minutes: Any) -> Decimal:
    return (Decimal(int(minutes)) / 60).quantize(Decimal("0.1"))


def _tallied(what: str) -> str:
    days = _DAYS.format('"on"')
    return (
        f"SELECT pal_id, SUM(number) FROM advice_tally WHERE what = '{what}' AND {days}"
        " GROUP BY pal_id HAVING SUM(number) > 0"
    )


_DAYS = "{0} >= %(since)s AND {0} <= %(until)s"
_MOMENTS = "{0} >= %(start)s AND {0} < %(end)s"
_OF_VOLUNTEER = "{0} JOIN volunteering_volunteer v ON v.id = {0}.volunteer_id"


def _out(moment: str) -> str:
    return f"{_MOMENTS.format(moment)} AND {moment} <= %(now)s"


QUESTIONS: dict[str, Asked] = {
    "sessions-held": Asked(_count(HELD)),
    "sessions-cancelled": Asked(
        _count(
            "SELECT s.pal_id FROM activities_session s"
            " JOIN activities_activity a ON a.id = s.activity_id"
            " WHERE s.status = 'cancelled' AND s.is_public"
            " AND a.state IN ('published', 'done', 'cancelled')"
            f" AND {_MOMENTS.format('s.starts_at')}"
        )
    ),
    "participations-named": Asked(
        _count(CAME, where="state = 'present' AND (card = '' OR name <> '')")
    ),
    "participations-carded": Asked(
        _count(CAME, where="state = 'present' AND card <> '' AND name = ''")
    ),
    "participations-counted": Asked(
        f"SELECT pal_id, SUM(number) FROM ({HEADS}) t GROUP BY pal_id HAVING SUM(number) > 0"
    ),
    "participations": Asked(
        f"SELECT pal_id, SUM(n) FROM (SELECT pal_id, number AS n FROM ({HEADS}) x UNION ALL"
        f" SELECT pal_id, 1 AS n FROM ({CAME}) y WHERE state = 'present') t GROUP BY pal_id"
    ),
    "people": Asked(
        _count(MARKS), whole=f"SELECT COUNT(*) FROM (SELECT DISTINCT mark FROM ({MARKS}) m) t"
    ),
    "newcomers": Asked(
        f"SELECT pal_id, COUNT(*) FROM ({FIRST.format(by='s.pal_id,')}) t"
        f" WHERE {NEW} GROUP BY pal_id",
        whole=f"SELECT COUNT(*) FROM ({FIRST.format(by='')}) t WHERE {NEW}",
    ),
    "missed": Asked(_count(CAME, where="state = 'absent' AND guest_id IS NOT NULL")),
    "advice-talks": Asked(_count(_rows("advice_talk", _DAYS.format('"on"')))),
    "advice-questions": Asked(_tallied("asked")),
    "advice-in-time": Asked(_tallied("in_time")),
    "volunteers": Asked(
        _count(f"SELECT DISTINCT pal_id, person_id FROM ({HOURS}) h"),
        whole=f"SELECT COUNT(DISTINCT person_id) FROM ({HOURS}) t",
    ),
    "volunteer-hours": Asked(
        f"SELECT pal_id, SUM(minutes) FROM ({HOURS}) t GROUP BY pal_id",
        whole=f"SELECT COALESCE(SUM(minutes), 0) FROM ({HOURS}) t",
        made_of=_hours,
    ),
    "volunteer-agreements": Asked(
        _count(
            _rows(
                _OF_VOLUNTEER.format("volunteering_agreement"),
                f"state IN ('in_force', 'ended') AND amends_id IS NULL"
                f" AND {_DAYS.format('begins_on')}",
                pal="v.pal_id",
            )
        )
    ),
    "initiatives-begun": Asked(
        _count(_rows("initiatives_initiative", _MOMENTS.format("created_at")))
    ),
    "initiatives-done": Asked(
        _count(
            _rows(
                "initiatives_initiative", f"state IN ('done', 'told') AND {_DAYS.format('since')}"
            )
        )
    ),
    "debates": Asked(
        _count(
            "SELECT s.pal_id FROM debates_debate d JOIN activities_session s ON s.id = d.session_id"
            f" WHERE d.state = 'published' AND {_MOMENTS.format('s.starts_at')}"
        )
    ),
    "hearings": Asked(
        _count(_rows("debates_hearing", f"state = 'told' AND {_MOMENTS.format('ended_at')}"))
    ),
    "polls": Asked(
        _count(_rows("debates_poll", f"state = 'published' AND {_MOMENTS.format('ended_at')}"))
    ),
    "resources": Asked(_count(_rows("diagnosis_resource", _MOMENTS.format("created_at")))),
    "partners": Asked(
        _count(f"SELECT DISTINCT pal_id, organisation_id FROM ({AGREED}) a"),
        whole=f"SELECT COUNT(DISTINCT organisation_id) FROM ({AGREED}) a",
    ),
    "news": Asked(
        _count(_rows("promotion_newsitem", f"state = 'published' AND {_out('shows_from')}"))
    ),
    "press-releases": Asked(
        _count(_rows("promotion_release", f"state = 'released' AND {_out('goes_at')}"))
    ),
    "needs": Asked(_count(_rows("diagnosis_need", f"NOT is_withheld AND {_DAYS.format('since')}"))),
    "joint-actions": Asked(
        _count(
            "SELECT g.pal_id FROM partners_jointaction j"
            " JOIN partners_agreement g ON g.id = j.agreement_id"
            f" WHERE {_DAYS.format('j.done_on')}"
        )
    ),
    "media-reach": Asked(
        "SELECT pal_id, SUM(reach) FROM promotion_clipping"
        f" WHERE reach > 0 AND {_DAYS.format('appeared_on')} GROUP BY pal_id"
    ),
    "clippings": Asked(_count(_rows("promotion_clipping", _DAYS.format("appeared_on")))),
}


def counted(since: date, until: date) -> dict[str, tuple[dict[int | None, Any], Any]]:
    """Return by indicator the numbers of PALs, noughts left out, and that of the whole."""
    start, end = times.days_bounds(since, until)
    given = {
        "since": _adapted(since),
        "until": _adapted(until),
        "start": _adapted(start),
        "end": _adapted(end),
        "now": _adapted(timezone.now()),
    }
    return {code: _answer(asked, given) for code, asked in QUESTIONS.items()}


def _answer(asked: Asked, given: dict[str, Any]) -> tuple[dict[int | None, Any], Any]:
    with connection.cursor() as cursor:
        cursor.execute(asked.by_pal, given)
        rows = {pal: asked.made_of(number) for pal, number in cursor.fetchall()}
        if not asked.whole:
            return rows, sum(rows.values())
        cursor.execute(asked.whole, given)
        return rows, asked.made_of(cursor.fetchone()[0])


def _adapted(moment: date | datetime) -> Any:
    if isinstance(moment, datetime):
        return connection.ops.adapt_datetimefield_value(moment)
    return connection.ops.adapt_datefield_value(moment)
