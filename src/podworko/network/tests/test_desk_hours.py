"""Hours at the desk: of the week, of a season, of days unlike the others."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM, history
from podworko.core import times
from podworko.network import operations, queries
from podworko.network.models import OpeningRule, Pal
from podworko.network.operations import HoursError, Span, UnusualDays
from podworko.network.tests.desk import Desk, hidden

pytestmark = pytest.mark.django_db

NINE, NOON, ONE, FIVE = time(9), time(12), time(13), time(17)
MONDAY = 0


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def spans(pal: Pal) -> list[tuple[int, time, time]]:
    return list(pal.opening_rules.values_list("weekday", "opens", "closes"))


def next_day(weekday: int) -> date:
    """Return such a weekday at least a week away."""
    day = times.today() + timedelta(days=7)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def test_hours_are_looked_at_before_they_are_stored(desk: Desk) -> None:
    typed = {"opens_0_0": "09:00", "closes_0_0": "17:00"}

    page = desk.post("desk_hours", preview="1", **typed)

    assert page.status_code == 200
    assert "09:00–17:00" in page.content.decode()
    assert 'value="09:00"' in page.content.decode()
    assert spans(desk.pal) == []


def test_hours_with_a_break_are_stored_and_come_back_into_the_form(desk: Desk) -> None:
    typed = {
        "opens_0_0": "09:00",
        "closes_0_0": "12:00",
        "opens_0_1": "13:00",
        "closes_0_1": "17:00",
    }

    response = desk.post("desk_hours", **typed)

    assert response.status_code == 302
    assert spans(desk.pal) == [(MONDAY, NINE, NOON), (MONDAY, ONE, FIVE)]
    page = desk.get("desk_hours")
    assert 'name="opens_0_1" value="13:00"' in page
    assert history(desk.pal) == ["pal.hours_set"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"opens_1_0": "09:00"}, "Wtorek: Podaj obie godziny albo żadnej."),
        ({"closes_1_0": "09:00"}, "Wtorek: Podaj obie godziny albo żadnej."),
        (
            {"opens_2_0": "17:00", "closes_2_0": "09:00"},
            "Środa: Koniec musi być później niż początek.",
        ),
        (
            {
                "opens_6_0": "09:00",
                "closes_6_0": "12:00",
                "opens_6_1": "11:00",
                "closes_6_1": "13:00",
            },
            "Niedziela: Kolejne godziny muszą być po poprzednich.",
        ),
    ],
)
def test_hours_that_cannot_be_are_told_by_day(
    desk: Desk, typed: dict[str, str], complaint: str
) -> None:
    response = desk.post("desk_hours", **typed)

    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert spans(desk.pal) == []


def test_hours_of_a_season_stay_and_are_told(desk: Desk) -> None:
    season = desk.pal.opening_rules.create(
        weekday=5, opens=NINE, closes=NOON, valid_from=date(2099, 6, 1), valid_to=date(2099, 8, 31)
    )

    page = desk.get("desk_hours")
    desk.post("desk_hours")

    assert "1 czerwca 2099 – 31 sierpnia 2099" in page
    assert list(OpeningRule.objects.all()) == [season]


def test_a_day_keeps_as_many_hours_as_it_has(desk: Desk) -> None:
    three = [(8, 9), (10, 11), (12, 13)]
    for opens, closes in three:
        desk.pal.opening_rules.create(weekday=MONDAY, opens=time(opens), closes=time(closes))

    page = desk.get("desk_hours")
    typed = {
        f"{key}_{MONDAY}_{part}": f"{hour:02}:00"
        for part, hours in enumerate([*three, (14, 15)])
        for key, hour in zip(("opens", "closes"), hours, strict=True)
    }
    desk.post("desk_hours", **typed)

    assert f'name="opens_{MONDAY}_3"' in page
    assert len(spans(desk.pal)) == 4


def test_hours_of_a_season_hold_instead_of_the_usual_week(desk: Desk) -> None:
    desk.pal.opening_rules.create(weekday=MONDAY, opens=NINE, closes=FIVE)
    desk.pal.opening_rules.create(weekday=1, opens=NINE, closes=FIVE)

    response = desk.post(
        "desk_new_season",
        since="2099-06-01",
        until="2099-08-31",
        **{f"opens_{MONDAY}_0": "10:00", f"closes_{MONDAY}_0": "12:00"},
    )

    monday, tuesday = queries.hours_of(desk.pal, first=date(2099, 6, 15), days=2)
    (before,) = queries.hours_of(desk.pal, first=date(2099, 5, 25), days=1)
    assert response.status_code == 302
    assert monday.spans == ((time(10), NOON),)
    assert tuesday.is_closed
    assert before.spans == ((NINE, FIVE),)
    assert history(desk.pal) == ["pal.season_set"]


@pytest.mark.parametrize(
    ("since", "until", "complaint"),
    [
        ("2099-06-02", "2099-06-01", "Ostatni dzień jest przed pierwszym."),
        ("2000-06-01", "2000-06-30", "Te dni już minęły."),
        ("2099-06-01", "", "To pole jest wymagane"),
        ("2099-07-15", "2099-09-30", "są już inne godziny sezonu"),
    ],
)
def test_a_season_that_cannot_be_is_told_and_keeps_what_was_typed(
    desk: Desk, since: str, until: str, complaint: str
) -> None:
    summer = operations.Season(date(2099, 7, 1), date(2099, 8, 31))
    operations.set_season(desk.pal, summer, [Span(MONDAY, NINE, NOON)], actor=SYSTEM)

    response = desk.post(
        "desk_new_season",
        since=since,
        until=until,
        **{f"opens_{MONDAY}_0": "10:00", f"closes_{MONDAY}_0": "12:00"},
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert complaint in page
    assert 'value="10:00"' in page
    assert OpeningRule.objects.count() == 1


def test_a_season_without_hours_is_refused(desk: Desk) -> None:
    response = desk.post("desk_new_season", since="2099-06-01", until="2099-08-31")

    assert "choć jednego dnia" in response.content.decode()


def test_a_season_is_changed_and_ended(desk: Desk) -> None:
    summer = operations.Season(date(2099, 7, 1), date(2099, 8, 31))
    operations.set_season(desk.pal, summer, [Span(MONDAY, NINE, NOON)], actor=SYSTEM)
    (held,) = queries.seasons_of(desk.pal, since=date(2099, 1, 1))
    address = reverse("network:desk_season", args=[desk.pal.slug, held.code])
    shown = desk.client.get(address).content.decode()
    typed = {f"opens_{MONDAY}_0": "10:00", f"closes_{MONDAY}_0": "12:00"}

    seen = hidden(desk.client.get(address))
    desk.send(address, {**seen, "since": "2099-07-02", "until": "2099-08-30", **typed})
    (moved,) = queries.seasons_of(desk.pal, since=date(2099, 1, 1))
    desk.client.post(reverse("network:desk_end_season", args=[desk.pal.slug, moved.code]))

    assert 'value="2099-07-01"' in shown
    assert 'value="09:00"' in shown
    assert (moved.since, moved.until) == (date(2099, 7, 2), date(2099, 8, 30))
    assert queries.seasons_of(desk.pal, since=date(2099, 1, 1)) == []


def test_half_a_season_is_refused_by_the_database(desk: Desk) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.pal.opening_rules.create(
            weekday=1, opens=NINE, closes=NOON, valid_from=date(2099, 6, 1)
        )


def test_an_unusual_day_is_told_where_nobody_told_the_week(desk: Desk) -> None:
    today = times.today()
    operations.add_opening_exception(desk.pal, UnusualDays(today, today, "Zalanie"), actor=SYSTEM)

    page = desk.client.get(desk.pal.get_absolute_url()).content.decode()

    assert "Zalanie" in page
    assert "Zwykłych godzin jeszcze nie podano" in page


def test_overlapping_hours_are_refused_by_the_operation_too(desk: Desk) -> None:
    for wrong in (
        [Span(MONDAY, NINE, ONE), Span(MONDAY, NOON, FIVE)],
        [Span(MONDAY, FIVE, NINE)],
    ):
        with pytest.raises(HoursError):
            operations.set_opening_hours(desk.pal, wrong, actor=SYSTEM)
    assert spans(desk.pal) == []


def test_a_public_holiday_is_closed_and_named() -> None:
    rules = [OpeningRule(weekday=day, opens=NINE, closes=FIVE) for day in range(7)]

    (christmas,) = queries.hours_with(rules, [], first=date(2026, 12, 25), days=1)

    assert christmas.is_closed
    assert christmas.reason


def test_unusual_days_are_added_shown_and_removed(desk: Desk) -> None:
    desk.pal.opening_rules.create(weekday=times.today().weekday(), opens=NINE, closes=FIVE)
    day = times.today() + timedelta(days=2)

    response = desk.post("desk_exceptions", since=day.isoformat(), reason="Remont kuchni")

    assert response.status_code == 302
    assert "Remont kuchni" in desk.get("desk_pal")
    assert "Remont kuchni" in desk.client.get("/pal/pod-lipami/").content.decode()
    made = desk.pal.opening_exceptions.get()
    assert (made.since, made.until, made.opens) == (day, day, None)
    desk.post("desk_remove_exception", made.pk)
    assert desk.pal.opening_exceptions.count() == 0
    assert history(desk.pal) == ["pal.exception_added", "pal.exception_removed"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"reason": ""}, "To pole jest wymagane"),
        ({"until": "2000-01-01"}, "Ostatni dzień jest przed pierwszym."),
        ({"since": "2000-01-01"}, "Te dni już minęły."),
        ({"opens": "09:00"}, "Podaj obie godziny albo żadnej."),
        ({"closes": "09:00"}, "Podaj obie godziny albo żadnej."),
        ({"opens": "10:00", "closes": "09:00"}, "Koniec musi być później niż początek."),
    ],
)
def test_unusual_days_that_cannot_be_are_told(
    desk: Desk, typed: dict[str, str], complaint: str
) -> None:
    day = times.today() + timedelta(days=2)

    response = desk.post("desk_exceptions", **{"since": day, "reason": "Remont"} | typed)

    assert response.status_code == 422
    assert complaint in response.content.decode()


def test_two_exceptions_for_one_day_are_refused(desk: Desk) -> None:
    day = next_day(MONDAY)
    operations.add_opening_exception(
        desk.pal, UnusualDays(day, day + timedelta(days=3), "Urlop"), actor=SYSTEM
    )

    response = desk.post("desk_exceptions", since=day, opens="9:00", closes="12:00", reason="Dyżur")

    assert response.status_code == 422
    assert "Na część tych dni jest już wyjątek" in response.content.decode()


def test_a_day_shows_one_pair_to_spare_and_more_on_request(desk: Desk) -> None:
    page = desk.get("desk_hours")
    more = desk.post("desk_hours", more="1", opens_1_0="09:00", closes_1_0="", opens_0_0="8:00")
    shown = more.content.decode()

    assert f'name="opens_{MONDAY}_1"' not in page
    assert more.status_code == 200
    assert 'name="opens_1_0" value="09:00"' in shown
    assert 'name="opens_0_0" value="8:00"' in shown
    assert 'name="opens_1_1"' in shown
    assert 'name="opens_0_1"' not in shown
    assert "Podaj obie godziny" not in shown
    assert spans(desk.pal) == []


def test_asking_for_more_hours_of_a_season_keeps_its_days(desk: Desk) -> None:
    more = desk.post("desk_new_season", more="6", since="2099-06-01", until="")
    shown = more.content.decode()

    assert 'name="since" value="2099-06-01"' in shown
    assert 'name="opens_6_1"' in shown
    assert "To pole jest wymagane" not in shown


def test_no_number_of_hours_is_too_many(desk: Desk) -> None:
    typed = {
        f"{key}_{MONDAY}_{part * 3}": f"{part:02}:{minute}"
        for part in range(20)
        for key, minute in (("opens", "00"), ("closes", "30"))
    }

    desk.post("desk_hours", **typed)

    assert len(spans(desk.pal)) == 20


def test_days_that_somebody_removed_already_are_told(desk: Desk) -> None:
    address = desk.url("desk_remove_exception", 1)

    page = desk.client.post(address, follow=True).content.decode()

    assert "ktoś usunął je wcześniej" in page


def test_a_season_that_somebody_removed_already_is_told(desk: Desk) -> None:
    address = desk.url("desk_end_season", "2099-07-01_2099-08-31")

    page = desk.client.post(address, follow=True).content.decode()

    assert "Ktoś w tym czasie usunął ten sezon" in page


def test_residents_are_told_of_days_unlike_the_others_beyond_the_week(desk: Desk) -> None:
    for days, reason in ((30, "Remont"), (200, "Za pół roku")):
        day = times.today() + timedelta(days=days)
        unusual = UnusualDays(day, day + timedelta(days=2), reason)
        operations.add_opening_exception(desk.pal, unusual, actor=SYSTEM)

    page = desk.client.get(desk.pal.get_absolute_url()).content.decode()

    assert "Remont" in page
    assert "Za pół roku" not in page
    assert "Zwykłych godzin jeszcze nie podano" in page
    assert "Teraz zamknięte" not in page


def test_hours_of_a_coming_season_say_nothing_of_this_week(desk: Desk) -> None:
    summer = operations.Season(date(2099, 7, 1), date(2099, 8, 31))
    operations.set_season(desk.pal, summer, [Span(MONDAY, NINE, NOON)], actor=SYSTEM)

    shown = queries.pal_page(desk.pal, first=times.today())

    assert not shown.is_week_known
    assert shown.days == ()
