"""The desk's pages of a PAL: what can be changed, by whom, and what residents then read."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM, history
from podworko.core import times
from podworko.network import operations, queries
from podworko.network.models import OpeningRule, Pal, Place, Room
from podworko.network.operations import HoursError, Span, UnusualDays

pytestmark = pytest.mark.django_db

NINE, NOON, ONE, FIVE = time(9), time(12), time(13), time(17)
MONDAY = 0


class Desk:
    """Somebody at the desk of one PAL that has a seat."""

    def __init__(self, client: Client, role: str = "animator") -> None:
        self.seat = Place.objects.create(name="Remiza", slug="remiza", address="ul. Długa 5")
        self.pal = make_pal("pod-lipami", seat=self.seat)
        self.user = User.objects.create_user(f"{role}@example.org", name="Ola Wrona")
        Grant.objects.create(user=self.user, role=role, pal=self.pal)
        self.client = client
        client.force_login(self.user)

    def get(self, name: str, /, *more: object) -> str:
        response = self.client.get(self.url(name, *more))
        assert response.status_code == 200
        return response.content.decode()

    def post(self, name: str, /, *more: object, **data: Any) -> HttpResponse:
        response: HttpResponse = self.client.post(self.url(name, *more), data)  # type: ignore[assignment]
        return response

    def url(self, name: str, *more: object) -> str:
        return reverse(f"network:{name}", args=[self.pal.slug, *more])


def make_pal(slug: str, **fields: Any) -> Pal:
    return Pal.objects.create(slug=slug, name=slug.title(), folded_name=slug, **fields)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def spans(pal: Pal) -> list[tuple[int, time, time]]:
    return list(pal.opening_rules.values_list("weekday", "opens", "closes"))


def next_day(weekday: int) -> date:
    """Return such a weekday at least a week away."""
    day = times.today() + timedelta(days=7)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def test_the_menu_and_the_list_lead_to_ones_own_pals_only(desk: Desk) -> None:
    make_pal("cudzy")

    page = desk.client.get(reverse("network:desk_places")).content.decode()

    assert "Pod-Lipami" in page
    assert "Cudzy" not in page
    assert 'aria-current="page"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    user = User.objects.create_user("k@example.org", name="Kim")
    Grant.objects.create(user=user, role="administrator", pal=None)
    client.force_login(user)
    for number in range(rows):
        place = Place.objects.create(name=f"Dom {number}", slug=f"dom-{number}")
        make_pal(f"pal-{number}", seat=place)

    # the session, the user, the grants, and the PALs with their seats
    with django_assert_num_queries(4):
        client.get(reverse("network:desk_places"))


def test_contact_and_sentences_are_changed_and_shown_to_residents(desk: Desk) -> None:
    response = desk.post(
        "desk_contact",
        phone="12 616 78 00",
        email="pal@example.org",
        summary="Ceramika i kuchnia.",
        summary_en="Pottery and a kitchen.",
        summary_uk="Кераміка та кухня.",
        description="",
    )

    assert response.status_code == 302
    page = desk.client.get("/pal/pod-lipami/").content.decode()
    assert "Ceramika i kuchnia." in page
    assert "tel:+48126167800" in page
    entry = Entry.objects.get(verb="pal.contact_changed")
    assert entry.details == {
        "fields": ["phone", "email", "summary", "summary_en", "summary_uk"],
    }
    assert "Ceramika" not in str(entry.details)


def test_a_number_nobody_could_call_is_told_and_kept(desk: Desk) -> None:
    response = desk.post("desk_contact", phone="12", email="pal@example.org", summary="Nowe")

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="12"' in page
    assert ">\nNowe</textarea>" in page
    desk.pal.refresh_from_db()
    assert desk.pal.email == ""


def test_hours_are_looked_at_before_they_are_stored(desk: Desk) -> None:
    typed = {"opens_0_0": "09:00", "closes_0_0": "17:00"}

    page = desk.post("desk_hours", preview="1", **typed)

    assert page.status_code == 200
    assert "09:00–17:00" in page.content.decode()
    assert 'value="09:00"' in page.content.decode()
    assert spans(desk.pal) == []


def test_with_script_the_look_ahead_is_a_fragment(desk: Desk) -> None:
    data = {"opens_0_0": "09:00", "closes_0_0": "17:00", "preview": "1"}
    response = desk.client.post(desk.url("desk_hours"), data, headers={"HX-Request": "true"})

    page = response.content.decode()
    assert "09:00–17:00" in page
    assert "<html" not in page


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

    desk.client.post(address, {"since": "2099-07-02", "until": "2099-08-30", **typed})
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


def access_data(**changes: str) -> dict[str, str]:
    return dict.fromkeys(Place.FACTS, "unknown") | changes


def test_access_is_yes_no_or_not_known(desk: Desk) -> None:
    today = times.today().isoformat()

    response = desk.post(
        "desk_access",
        **access_data(step_free="yes", lift="no", facts_checked_on=today, nearest_stop="Pętla 5"),
    )

    assert response.status_code == 302
    desk.seat.refresh_from_db()
    assert (desk.seat.step_free, desk.seat.lift, desk.seat.toilet) == ("yes", "no", "unknown")
    assert Entry.objects.get().details == {
        "fields": ["step_free", "lift", "nearest_stop", "facts_checked_on"]
    }
    assert "Pętla 5" in desk.client.get("/pal/pod-lipami/").content.decode()


def test_access_cannot_be_checked_tomorrow(desk: Desk) -> None:
    tomorrow = (times.today() + timedelta(days=1)).isoformat()

    response = desk.post("desk_access", **access_data(facts_checked_on=tomorrow))

    assert response.status_code == 422
    assert "Ten dzień dopiero będzie." in response.content.decode()


def test_rooms_are_added_and_changed(desk: Desk) -> None:
    desk.post("desk_rooms", name="Sala  pod arkadami", capacity="20", step_free="yes")
    room = Room.objects.get()
    assert room.name == "Sala pod arkadami"

    desk.post("desk_room", room.pk, name="Sala pod arkadami", capacity="25", step_free="yes")

    room.refresh_from_db()
    assert room.capacity == 25
    assert history(room) == ["room.added", "room.changed"]
    assert "Sala pod arkadami" in desk.get("desk_rooms")
    assert 'value="25"' in desk.get("desk_room", room.pk)


def test_two_rooms_do_not_share_a_name(desk: Desk) -> None:
    desk.seat.rooms.create(name="Sala")

    response = desk.post("desk_rooms", name=" Sala ", step_free="unknown")

    assert response.status_code == 422
    assert "Sala o tej nazwie już tu jest." in response.content.decode()


def test_a_room_elsewhere_is_not_known(desk: Desk) -> None:
    other = Place.objects.create(name="Inny dom", slug="inny").rooms.create(name="Sala")

    assert desk.client.get(desk.url("desk_room", other.pk)).status_code == 404


NAMES = [
    "desk_pal",
    "desk_contact",
    "desk_hours",
    "desk_new_season",
    "desk_exceptions",
    "desk_access",
    "desk_rooms",
]


@pytest.mark.parametrize("name", NAMES)
def test_another_pal_is_not_known(desk: Desk, name: str) -> None:
    other = make_pal("cudzy", seat=desk.seat)

    response = desk.client.get(reverse(f"network:{name}", args=[other.slug]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_who_only_signs_people_up_does_not_change_the_place(client: Client, name: str) -> None:
    desk = Desk(client, "social-worker")

    assert client.get(desk.url(name)).status_code == 403
    assert "/biurko/miejsca/" not in client.get("/biurko/").content.decode()


def test_a_pal_without_a_seat_has_no_access_facts_to_change(desk: Desk) -> None:
    Pal.objects.update(seat=None)

    assert desk.client.get(desk.url("desk_access")).status_code == 404
    assert "desk_access" not in desk.get("desk_pal")
    assert "Dostępność i dojazd" not in desk.get("desk_pal")


def test_a_link_removes_nothing(desk: Desk) -> None:
    assert desk.client.get(desk.url("desk_remove_exception", 1)).status_code == 405
