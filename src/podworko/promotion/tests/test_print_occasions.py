"""A rhythm is told only where it is one, and what breaks it is named."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.activities.public import Session
from podworko.core import times
from podworko.promotion import occasions
from podworko.promotion.occasions import until, when_of

pytestmark = pytest.mark.once

TUESDAY = date(2027, 1, 5)


def at(day: date, hour: int = 17, **fields: Any) -> Session:
    """Give a session of ninety minutes as far as its time matters."""
    begin = times.at(day, time(hour))
    told = {"is_all_day": False, "title": "", "place": None} | fields
    session = SimpleNamespace(starts_at=begin, ends_at=begin + timedelta(minutes=90), **told)
    return cast("Session", session)


def weekly(count: int, *, step: int = 7, first: date = TUESDAY, **fields: Any) -> list[Session]:
    return [at(first + timedelta(days=step * number), **fields) for number in range(count)]


@pytest.fixture(autouse=True)
def _year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "today", lambda: date(2027, 1, 2))


def test_what_comes_every_week_says_so_and_from_when_to_when() -> None:
    when = when_of(weekly(4))

    assert when.lines == ("w każdy wtorek, 17:00–18:30",)
    assert when.note == "od 5 stycznia do 26 stycznia"


def test_a_week_without_is_named() -> None:
    sessions = weekly(6)
    del sessions[2]

    assert when_of(sessions).note == "od 5 stycznia do 9 lutego; bez spotkania: 19 stycznia"


def test_two_days_of_the_week_are_two_lines() -> None:
    thursdays = weekly(4, first=TUESDAY + timedelta(days=2), hour=10)
    sessions = sorted([*weekly(4), *thursdays], key=lambda each: each.starts_at)

    assert when_of(sessions).lines == (
        "w każdy wtorek, 17:00–18:30",
        "w każdy czwartek, 10:00–11:30",
    )


def test_a_rhythm_that_ends_sooner_than_the_other_says_so() -> None:
    thursdays = weekly(3, first=TUESDAY + timedelta(days=2))
    sessions = sorted([*weekly(4), *thursdays], key=lambda each: each.starts_at)

    assert when_of(sessions).note == "od 5 stycznia do 26 stycznia"

    more = sorted([*weekly(5), *thursdays], key=lambda each: each.starts_at)
    assert when_of(more).note == "od 5 stycznia do 2 lutego; bez spotkania: 28 stycznia"


def test_every_second_week_is_not_every_week() -> None:
    assert when_of(weekly(4, step=14)).lines == ("co drugi wtorek, 17:00–18:30",)


@pytest.mark.parametrize(
    "sessions",
    [
        pytest.param(weekly(2), id="too few"),
        pytest.param(weekly(4, step=8), id="no weekday"),
        pytest.param(weekly(4, step=28), id="too seldom"),
        pytest.param(
            [*weekly(2), *weekly(1, first=TUESDAY + timedelta(days=14), hour=9)], id="hours"
        ),
        pytest.param(weekly(3, title="Szkliwienie"), id="topics"),
        pytest.param(weekly(3, is_all_day=True), id="no hours"),
    ],
)
def test_what_has_no_rhythm_is_told_day_by_day(sessions: list[Session]) -> None:
    assert len(when_of(sessions).lines) == len(sessions)
    assert when_of(sessions).lines[0].startswith("Wtorek, 5 stycznia")


def test_places_that_change_are_told_beside_the_days() -> None:
    sessions = weekly(3, place=SimpleNamespace(name="Klub Zacisze"))

    when = when_of(sessions, with_places=True)

    assert when.lines[0] == "Wtorek, 5 stycznia, 17:00–18:30 – Klub Zacisze"


def test_another_year_is_told() -> None:
    assert "stycznia 2028" in when_of([at(date(2028, 1, 4))]).lines[0]


def test_the_end_of_a_day_has_no_hour() -> None:
    midnight = datetime(2027, 1, 5, 23, 59, tzinfo=times.WARSAW)

    assert [until(midnight), until(midnight.replace(hour=20, minute=0))] == [
        "wtorek, 5 stycznia",
        "wtorek, 5 stycznia, 20:00",
    ]


def test_a_rhythm_is_told_in_the_language_of_who_prints() -> None:
    told = {}
    for language in ("en", "uk"):
        with translation.override(language):
            told[language] = when_of(weekly(3)).lines[0]

    assert told == {"en": "every Tuesday, 17:00–18:30", "uk": "щовівторка, 17:00–18:30"}


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 20), min_size=1, max_size=12))
def test_whoever_follows_the_rhythm_comes_exactly_when_something_is_on(weeks: set[int]) -> None:
    days = [TUESDAY + timedelta(weeks=week) for week in sorted(weeks)]
    sessions = [at(day) for day in days]

    if len(when_of(sessions).lines) == len(sessions):
        return
    step = occasions._step(days)
    expected = [days[0] + step * number for number in range((days[-1] - days[0]) // step + 1)]
    assert [day for day in expected if day not in occasions._all_gaps(sessions)] == days
