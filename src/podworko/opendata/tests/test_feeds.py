from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from podworko.activities.models import Activity, Session
from podworko.activities.operations import ListRules, Slot, add_sessions, cancel_session
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.models import Place
from podworko.opendata import calendars

pytestmark = pytest.mark.django_db

FEED = "/kalendarz.ics"


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def events(client: Client, path: str = FEED, **query: str) -> list[Any]:
    response = client.get(path, query)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def session_at(starts: datetime, *, hours: float = 2, **fields: Any) -> Session:
    activity = fields.pop("activity", None) or make_activity()
    slot = Slot(starts, starts + timedelta(hours=hours), **fields)
    (made,) = add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    return made


def test_an_event_tells_what_a_calendar_needs(client: Client) -> None:
    place = Place.objects.create(name="Klub", slug="klub", address="Miła 2", lat=50.1, lon=19.9)
    session = make_session(activity=make_activity(place=place, kind="culture"))

    (event,) = events(client)

    assert event["UID"] == f"{session.public_id}@localhost"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Warsztaty ceramiki", "Klub, Miła 2")
    assert event["GEO"].to_ical() == "50.1;19.9"
    assert event["CATEGORIES"].cats == ["kultura i tradycja"]
    assert event["URL"] == f"http://localhost:8000/zajecia/termin/{session.public_id}/"
    assert event["DTSTART"].params["TZID"] == "Europe/Warsaw"
    assert event["DTSTART"].dt == session.starts_at.replace(microsecond=0)


def test_a_feed_names_itself_and_says_when_to_come_back(client: Client) -> None:
    pal = make_pal(slug="olsza", name="PAL Olsza")

    response = client.get("/pal/olsza/kalendarz.ics")

    calendar: Any = Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == f"Podwórko: {pal.name}"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Warsaw"]
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    ("day", "offset"),
    [(date(2027, 3, 27), 1), (date(2027, 3, 28), 2), (date(2026, 10, 25), 1)],
)
def test_hour_on_the_wall_stays_across_summer_time(day: date, offset: int) -> None:
    starts = times.at(day, datetime.min.time().replace(hour=17))
    session = session_at(starts)

    text = calendars.feed([session], name="x", address="http://localhost/")

    event: Any = Calendar.from_ical(text).walk("VEVENT")[0]
    assert (event["DTSTART"].dt.hour, event["DTSTART"].dt.utcoffset()) == (
        17,
        timedelta(hours=offset),
    )
    assert event["DTSTART"].dt == starts


def test_a_day_without_an_hour_is_a_day(client: Client) -> None:
    day = times.today() + timedelta(days=3)
    starts, ends = times.day_bounds(day)
    session_at(starts, hours=(ends - starts).total_seconds() / 3600, is_all_day=True)

    (event,) = events(client)

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (day, day + timedelta(days=1))


def test_what_is_called_off_stays_for_a_month_with_its_reason(client: Client) -> None:
    session = make_session()
    cancel_session(session, reason="Awaria prądu", actor=SYSTEM)

    (event,) = events(client)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"] == "ODWOŁANE: Warsztaty ceramiki"
    assert "Awaria prądu" in event["DESCRIPTION"]

    cache.clear()
    Session.objects.update(changed_at=timezone.now() - timedelta(days=31))
    assert events(client) == []


def test_a_feed_is_narrowed_by_its_address(client: Client) -> None:
    one = make_session(activity=make_activity(pal=make_pal(slug="a"), kind="culture"))
    two = make_session(activity=make_activity(pal=make_pal(slug="b"), kind="skills"))
    make_session(activity=make_activity(state=Activity.State.DRAFT))
    make_session(days=400)
    make_session(days=-70)

    def uids(**query: str) -> set[str]:
        return {event["UID"].split("@")[0] for event in events(client, **query)}

    assert uids() == {str(one.public_id), str(two.public_id)}
    assert uids(rodzaj="culture") == {str(one.public_id)}
    assert uids(pal="b") == {str(two.public_id)}
    assert uids(pal="nie-ma") == set()


def test_one_session_for_ones_own_calendar(client: Client) -> None:
    session = make_session()
    make_session()

    (event,) = events(client, f"/zajecia/termin/{session.public_id}/kalendarz.ics")

    assert event["UID"].startswith(str(session.public_id))
    hidden = make_session(activity=make_activity(state=Activity.State.DRAFT))
    assert client.get(f"/zajecia/termin/{hidden.public_id}/kalendarz.ics").status_code == 404


def test_a_feed_is_in_the_language_asked_for(client: Client) -> None:
    make_session(activity=make_activity(title_en="Pottery"))

    (event,) = events(client, jezyk="en")

    assert event["SUMMARY"] == "Pottery"


def test_a_feed_costs_the_same_whatever_is_in_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _more in range(3):
        make_session(activity=make_activity(pal=make_pal()))

    # The sessions, and the text asked for and remembered (with a savepoint around it).
    with django_assert_num_queries(7):
        client.get(FEED)
    with django_assert_num_queries(1):
        client.get(FEED)


def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    make_session()
    tag = client.get(FEED)["ETag"]

    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 304


def test_rss_tells_what_is_new_and_keeps_names(client: Client) -> None:
    old = make_activity(title="Stare")
    new = make_activity(title="Nowe\x0b& ciekawe")
    make_activity(state=Activity.State.DRAFT)
    Activity.objects.filter(pk=old.pk).update(changed_at=datetime(2026, 1, 1, tzinfo=UTC))

    response = client.get("/rss.xml")

    channel = ET.fromstring(response.content).find("channel")  # noqa: S314 - our own
    assert channel is not None
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == [
        f"Nowe & ciekawe ({new.pal.name})",
        f"Stare ({old.pal.name})",
    ]
    assert items[0].findtext("guid") == f"urn:uuid:{new.public_id}"
    atom = channel.find("{http://www.w3.org/2005/Atom}link")
    assert atom is not None
    assert (atom.get("rel"), atom.get("href")) == ("self", "http://localhost:8000/rss.xml")


def test_any_site_may_frame_the_list_and_no_other_page(client: Client) -> None:
    session = make_session()

    response = client.get("/osadz/")

    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" not in client.get("/")["Content-Security-Policy"]
    link = f'href="/zajecia/termin/{session.public_id}/" target="_blank" rel="noopener"'
    assert link in response.content.decode()


def test_the_list_is_as_long_as_asked_in_any_language(client: Client) -> None:
    for days in (1, 2, 3):
        make_session(days=days)

    assert client.get("/osadz/", {"ile": "2"}).content.count(b"<li>") == 2
    assert client.get("/osadz/", {"ile": "x"}).content.count(b"<li>") == 3
    assert b'lang="uk"' in client.get("/uk/osadz/").content
    assert "Teraz nic nie jest" in client.get("/osadz/", {"pal": "nie-ma"}).content.decode()


def test_the_page_about_data_leads_to_all_there_is(client: Client) -> None:
    make_pal(slug="olsza")

    page = client.get("/otwarte-dane/").content.decode()

    assert 'href="/osadz/uloz/"' in page
    assert "/pal/olsza/kalendarz.ics" in page
    assert 'href="/rss.xml"' in page
