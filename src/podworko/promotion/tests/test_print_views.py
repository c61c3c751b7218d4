"""Anybody prints what is public, as it is now; what is over, called off or a draft nobody does."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.activities import limits
from podworko.activities.models import Activity, Session
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.debates.models import Hearing, Poll
from podworko.debates.tests.factories import open_debate
from podworko.debates.tests.polls_factories import open_poll, published_poll
from podworko.debates.tests.say_factories import open_hearing, told_hearing
from podworko.initiatives.tests.ideas_factories import make_at, make_published
from podworko.network.public import Fact, Place
from podworko.promotion.print_queries import SUBJECTS, bill_of
from podworko.ui.tests.papers.reader import is_for_screen_readers, text_of

pytestmark = pytest.mark.django_db


def path(name: str, subject: str, public_id: uuid.UUID) -> str:
    return reverse(f"promotion:print_{name}", args=[subject, public_id])


def printed(client: Client, subject: str, thing: Any, **look: str) -> str:
    """Print a thing and return what stands on it."""
    answer = client.get(path("file", subject, thing.public_id), look)
    assert [answer.status_code, answer["Content-Type"]] == [200, "application/pdf"]
    assert is_for_screen_readers(answer.content)
    return " ".join(text_of(answer.content).split())


def test_everything_public_can_be_printed(client: Client) -> None:
    session = make_session(activity=make_activity(title="Joga na krześle"))
    made: dict[str, tuple[Any, str]] = {
        "zajecia": (session.activity, "Joga na krześle"),
        "spotkanie": (session, "Joga na krześle"),
        "debata": (debate := open_debate(), debate.question),
        "konsultacje": (hearing := open_hearing(), hearing.title),
        "glosowanie": (poll := open_poll(), poll.question),
        "inicjatywa": (initiative := make_published(), initiative.title),
    }

    missing = {
        subject: title
        for subject, (thing, title) in made.items()
        if title not in printed(client, subject, thing, wzor="prosty")
    }

    assert missing == {}
    assert set(made) == set(SUBJECTS)


def test_a_poster_tells_what_one_has_to_know(client: Client) -> None:
    pal = make_pal(name="PAL Zarzecze", phone="+48123456789")
    place = Place.objects.create(
        name="Dom Sąsiedzki", slug="dom", address="ul. Przyjazna 7", step_free=Fact.YES
    )
    activity = make_activity(
        pal=pal, age_min=60, cost="12.50", bring="Fartuch", summary="Lepimy miski."
    )
    session = make_session(activity=activity)
    Session.objects.filter(pk=session.pk).update(place=place)

    text = printed(client, "zajecia", activity, wzor="prosty")

    told = (
        *("Warsztaty ceramiki", "Lepimy miski.", "Dom Sąsiedzki", "ul. Przyjazna 7"),
        *("wejście bez stopni: tak", "od 60 lat", "12,50 zł", "Fartuch", "12 345 67 89"),
        *("PAL Zarzecze zaprasza", "Zapisy: zadzwoń", "wydrukowano"),
    )
    assert [words for words in told if words not in text] == []


def test_what_one_is_asked_to_do_is_not_called_a_time(client: Client) -> None:
    text = printed(client, "inicjatywa", make_published(), wzor="prosty")

    assert "Co możesz zrobić Poprzyj i dołącz" in text
    assert "Kiedy Poprzyj" not in text


def test_every_place_of_what_moves_about_is_told(client: Client) -> None:
    club, yard = (
        Place.objects.create(name=name, slug=name.lower(), address=address)
        for name, address in (("Klub", "ul. Mała 1"), ("Podwórko", "ul. Duża 2"))
    )
    activity = make_activity()
    for number, place in enumerate((club, yard, club)):
        session = make_session(activity=activity, days=7 + 7 * number)
        Session.objects.filter(pk=session.pk).update(place=place)

    text = printed(client, "zajecia", activity, wzor="prosty")

    assert [text.count(words) for words in ("– Klub", "– Podwórko")] == [2, 1]
    assert ["Klub, ul. Mała 1" in text, "Podwórko, ul. Duża 2" in text] == [True, True]


def test_a_session_that_moved_is_printed_as_it_is_now(client: Client) -> None:
    session = make_session()
    address = path("file", "zajecia", session.activity.public_id)
    first = client.get(address)
    assert first["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    later = session.starts_at + timedelta(days=30, hours=2)
    Session.objects.update(starts_at=later, ends_at=later + timedelta(hours=1))
    moved = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert [again.status_code, again.content] == [304, b""]
    assert moved.status_code == 200
    assert text_of(moved.content) != text_of(first.content)


def test_a_draft_is_not_there(client: Client) -> None:
    draft = make_activity(state=Activity.State.DRAFT)
    session = make_session(activity=draft)

    told = {
        client.get(path(name, subject, thing.public_id)).status_code
        for name in ("choose", "file", "picture")
        for subject, thing in (("zajecia", draft), ("spotkanie", session))
    }

    assert told == {404}


def test_what_is_called_off_or_over_is_not_printed(client: Client) -> None:
    off = make_activity(state=Activity.State.CANCELLED, cancel_reason="Remont")
    make_session(activity=off)
    gone = make_session(days=-3)
    dropped = make_session()
    Session.objects.filter(pk=dropped.pk).update(status="cancelled", cancel_reason="Choroba")
    called_off = open_hearing()
    Hearing.objects.filter(pk=called_off.pk).update(
        state="called_off", called_off_why="Nie teraz", ended_at=called_off.opens_at
    )
    poll_off = open_poll()
    Poll.objects.filter(pk=poll_off.pk).update(
        state="called_off", called_off_why="Błąd", ended_at=poll_off.opens_at
    )
    things: list[tuple[str, Any]] = [
        ("zajecia", off),
        ("zajecia", gone.activity),
        ("spotkanie", gone),
        ("spotkanie", dropped),
        ("zajecia", dropped.activity),
        ("konsultacje", called_off),
        ("konsultacje", told_hearing()),
        ("glosowanie", poll_off),
        ("glosowanie", published_poll()),
        ("inicjatywa", make_at("done")),
    ]
    told = {}
    for subject, thing in things:
        page = client.get(path("choose", subject, thing.public_id)).content.decode()
        file = client.get(path("file", subject, thing.public_id))
        picture = client.get(path("picture", subject, thing.public_id))
        said = "już się skończyło" in page
        told[subject, thing.pk] = (said, file.status_code, picture.status_code)

    assert set(told.values()) == {(True, 302, 404)}


def test_a_date_called_off_is_not_among_those_printed() -> None:
    session = make_session(days=7)
    other = make_session(days=9, activity=session.activity)
    Session.objects.filter(pk=other.pk).update(status="cancelled", cancel_reason="Choroba")

    bill = bill_of(SUBJECTS["zajecia"], session.activity.public_id)

    assert bill
    assert len(bill.when.lines) == 1


def test_what_makes_no_sense_falls_back_on_the_usual(client: Client) -> None:
    session = make_session()

    usual = client.get(path("picture", "spotkanie", session.public_id))
    odd = client.get(path("picture", "spotkanie", session.public_id), {"wzor": "x", "papier": "a0"})

    assert usual["Content-Type"] == "image/png"
    assert odd.content == usual.content


def test_a_kind_nobody_knows_is_not_there(client: Client) -> None:
    assert client.get(path("file", "cokolwiek", uuid.uuid4())).status_code == 404


def test_a_machine_that_prints_everything_is_stopped(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PAPERS_PER_ADDRESS", 2)
    session = make_session()
    picture = path("picture", "spotkanie", session.public_id)
    file = path("file", "spotkanie", session.public_id)

    told = [client.get(address).status_code for address in (picture, file, picture, file)]

    assert told == [200, 200, 429, 302]
    assert "Za dużo wydruków" in client.get(file, follow=True).content.decode()


def test_choosing_shows_the_picture_and_the_file_of_the_same_look(client: Client) -> None:
    session = make_session()
    look = {"wzor": "duzy", "papier": "stojak"}

    page = client.get(path("choose", "spotkanie", session.public_id), look).content.decode()

    query = "?wzor=duzy&amp;papier=stojak"
    assert f'src="{path("picture", "spotkanie", session.public_id)}{query}"' in page
    assert f'href="{path("file", "spotkanie", session.public_id)}{query}"' in page


def test_pages_of_what_can_be_printed_lead_to_print(client: Client) -> None:
    session = make_session()
    things: dict[str, Any] = {
        "zajecia": session.activity,
        "spotkanie": session,
        "debata": open_debate(),
        "konsultacje": open_hearing(),
        "glosowanie": open_poll(),
        "inicjatywa": make_published(),
    }

    without = [
        subject
        for subject, thing in things.items()
        if path("choose", subject, thing.public_id)
        not in client.get(thing.get_absolute_url()).content.decode()
    ]

    assert without == []


@pytest.mark.parametrize("count", [1, 3])
def test_an_activity_is_read_in_three_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    activity = make_activity()
    for number in range(count):
        make_session(activity=activity, days=7 + number)

    # The activity, its sessions with their places, and what has addresses alike.
    with django_assert_num_queries(3):
        assert bill_of(SUBJECTS["zajecia"], activity.public_id)


def test_a_debate_whose_meeting_was_hidden_is_not_printed(client: Client) -> None:
    debate = open_debate()
    Session.objects.filter(pk=debate.session_id).update(is_public=False)

    answer = client.get(f"/druk/debata/{debate.public_id}/podglad.png")

    assert answer.status_code == 404
