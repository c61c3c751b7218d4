"""The screen at the door: only its own day, only who told who they are, and never a list."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import auth
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from podworko.accounts.public import Grant
from podworko.activities import links, operations, passes
from podworko.activities.models import Door, Presence, Session, SignUp
from podworko.activities.operations import Applicant, Contact, doors, registers
from podworko.activities.queries.registers import register_page
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_list, make_session
from podworko.audit.models import Entry
from podworko.core import times
from podworko.messages import public as messages

pytestmark = pytest.mark.django_db

DOOR, HERE, DESK = "/drzwi/", "/drzwi/jestem/", "/biurko/drzwi/"
SOON = 1 / 96
"""A quarter of an hour, in days."""
HALINA = Contact("Halina Brzoza-Żądło", phone="+48600100200")


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon, so that a quarter of an hour later is the same day."""
    begin, _end = times.day_bounds(times.today())
    noon = begin + timedelta(hours=12)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


@pytest.fixture
def tablet(desk: Desk) -> Client:
    """Return a device at the door of the PAL, started at the desk as staff do."""
    device = Client()
    device.force_login(desk.user)
    device.post(DESK, {"pal": desk.pal.pk, "name": "tablet"})
    return device


def signed_up(desk: Desk, contact: Contact = HALINA, **fields: Any) -> SignUp:
    places = make_list(activity=desk.activity(title="Szachy"), days=SOON, capacity=9)
    return join(places, contact.name, contact=contact, **fields)


def tap(tablet: Client, page: str, *guests: int) -> str:
    """Press the button of a page that found somebody."""
    sealed = page.split('name="arrival" value="')[1].split('"', maxsplit=1)[0]
    return tablet.post(HERE, {"arrival": sealed, "guest": guests}).content.decode()


def told(tablet: Client, status: int = 200, **data: str) -> str:
    response = tablet.post(DOOR, data)
    assert response.status_code == status
    return response.content.decode()


def present(sign_up: SignUp) -> list[str]:
    rows = Presence.objects.present().filter(guest__sign_up=sign_up).order_by("guest")
    return list(rows.values_list("name", flat=True))


def test_starting_a_screen_signs_the_device_out(desk: Desk, tablet: Client) -> None:
    assert not auth.get_user(tablet).is_authenticated
    assert tablet.get("/biurko/").status_code == 302
    cookie = tablet.cookies["door"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert Door.objects.get().digest not in cookie.value
    assert "Szachy" not in tablet.get(DOOR).content.decode()
    signed_up(desk)
    assert "Szachy" in tablet.get(DOOR).content.decode()


def test_the_code_of_the_slip_and_one_tap(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)

    page = told(tablet, code=passes.shown(halina).lower())
    done = tap(tablet, page, halina.guests.get().pk)

    assert "Dzień dobry, <bdi>Halina</bdi>!" in page
    assert "Jesteś na liście" in done
    assert present(halina) == [HALINA.name]


def test_the_mark_says_that_it_came_from_the_door(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)

    tap(tablet, told(tablet, code=passes.code_of(halina)), halina.guests.get().pk)

    door, session = Door.objects.get(), halina.list.sessions.get()
    (line,) = register_page(session).expected
    assert (line.state, line.said_so) == ("present", True)
    assert Entry.objects.get(verb="register.written").actor == f"activities.door:{door.pk}"
    assert "przy drzwiach" in desk.get("desk_register", session.public_id)
    assert "Zaznaczonych osób: 1." in desk.get("desk_doors")


@pytest.mark.parametrize("letters", ["ha", "BRZ", "żąd", "zad", "Halina Brz"])
def test_the_end_of_the_phone_and_the_beginning_of_a_name(
    desk: Desk, tablet: Client, letters: str
) -> None:
    halina = signed_up(desk)

    page = told(tablet, digits="0200", letters=letters)
    tap(tablet, page, halina.guests.get().pk)

    assert present(halina) == [HALINA.name]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("O'Neill", "o'n"), ("Pelé", "pel"), ("محمد علي", "مح"), ("Ян Коваль", "ян")],
)
def test_odd_names_come_in_too(desk: Desk, tablet: Client, name: str, letters: str) -> None:
    somebody = signed_up(desk, Contact(name, phone="+48600100200"))

    page = told(tablet, digits="0200", letters=letters)

    assert "Kto przyszedł" not in page
    tap(tablet, page, somebody.guests.get().pk)
    assert present(somebody) == [name]


def test_no_page_names_anybody_before_they_tell_who_they_are(desk: Desk, tablet: Client) -> None:
    signed_up(desk)

    shown = tablet.get(DOOR).content.decode()
    missed = told(tablet, 422, code="AAAAAA")

    assert "Halina" not in shown + missed
    assert "Brzoza" not in shown + missed


def test_a_household_says_who_came_by_first_names_only(desk: Desk, tablet: Client) -> None:
    child = Applicant("Zosia Brzoza", birth_year=times.today().year - 8, is_minor=True)
    both = (Applicant(HALINA.name), child, Applicant())
    halina = signed_up(desk, guests=both, is_guardian=True)
    mother, zosia, _other = halina.guests.all()

    page = told(tablet, code=passes.code_of(halina))
    tap(tablet, page, mother.pk, zosia.pk)

    assert "Zosia" in page
    assert "osoba towarzysząca" in page
    assert "Brzoza" not in page
    assert present(halina) == [HALINA.name, "Zosia Brzoza"]


def test_a_tap_reaches_only_those_who_were_found(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    other = join(halina.list, "other")

    tap(tablet, told(tablet, code=passes.code_of(halina)), other.guests.get().pk)

    assert present(other) == []


def test_what_another_screen_found_is_not_tapped_here(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    page = told(tablet, code=passes.code_of(halina))
    other = Client()
    other.force_login(desk.user)
    other.post(DESK, {"pal": desk.pal.pk})

    answer = tap(other, page, halina.guests.get().pk)

    assert "Zacznij jeszcze raz" in answer
    assert present(halina) == []


def test_a_found_page_left_lying_opens_nothing(
    desk: Desk, tablet: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    halina = signed_up(desk)
    page = told(tablet, code=passes.code_of(halina))
    later = time.time() + 181
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    tap(tablet, page, halina.guests.get().pk)

    assert present(halina) == []


def test_two_people_of_one_ending_are_not_shown_to_each_other(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    join(halina.list, "Hanna", contact=Contact("Hanna Lipa", phone="+48700100200"))

    page = told(tablet, 422, digits="0200", letters="ha")

    assert "Pasuje więcej osób" in page
    assert "Halina" not in page.replace('value="ha"', "")


def test_who_waits_is_sent_to_the_team(desk: Desk, tablet: Client) -> None:
    places = make_list(activity=desk.activity(), days=SOON, capacity=1)
    join(places, "ada")
    waiting = join(places, "basia")

    assert "nie ma jeszcze miejsca" in told(tablet, 422, code=passes.code_of(waiting))


def test_other_days_and_other_places_are_not_known_here(desk: Desk, tablet: Client) -> None:
    tomorrow = join(make_list(activity=desk.activity(), days=1), "ada")
    elsewhere = join(make_list(days=SOON), "basia")
    called_off = signed_up(desk)
    operations.cancel_session(called_off.list.sessions.get(), reason="Burza", actor=desk.user)

    for sign_up in (tomorrow, elsewhere, called_off):
        assert "Nie znaleźliśmy" in told(tablet, 422, code=passes.code_of(sign_up))


def test_coming_twice_is_said_kindly(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    tap(tablet, told(tablet, code=passes.code_of(halina)), halina.guests.get().pk)

    again = told(tablet, code=passes.code_of(halina))
    tap(tablet, again, halina.guests.get().pk)

    assert "To już jest zaznaczone" in again
    assert present(halina) == [HALINA.name]


def test_a_word_of_staff_is_not_overwritten_unseen(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    session = halina.list.sessions.get()
    guest = halina.guests.get().pk
    absent = registers.Mark(
        key=halina.public_id, made_at=timezone.now(), guest=guest, state="absent"
    )
    registers.write(session, [absent], device="phone of Ola", actor=desk.user)

    tap(tablet, told(tablet, code=passes.code_of(halina)), guest)

    assert Presence.objects.get().contested == "absent"


def test_a_closed_register_stays_closed(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    Session.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
    session = halina.list.sessions.get()
    registers.close_register(session, actor=desk.user)

    answer = tap(tablet, told(tablet, code=passes.code_of(halina)), halina.guests.get().pk)

    assert "już zamknięta" in answer
    assert not Presence.objects.exists()


def test_many_wrong_tries_make_the_screen_rest(
    desk: Desk, tablet: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    halina = signed_up(desk)
    for _try in range(doors.MISSES):
        told(tablet, 422, code="AAAAAA")
    assert "Dzień dobry, <bdi>Halina" in told(tablet, code=passes.code_of(halina))

    told(tablet, 422, code="AAAAAA")

    assert "Za dużo prób" in told(tablet, 422, code=passes.code_of(halina))
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert "Dzień dobry, <bdi>Halina" in told(tablet, code=passes.code_of(halina))


def test_stop_at_the_desk_is_stop_at_the_next_tap(desk: Desk, tablet: Client) -> None:
    halina = signed_up(desk)
    page = told(tablet, code=passes.code_of(halina))

    desk.post("desk_door_stop", Door.objects.get().public_id)

    assert tablet.get(DOOR).status_code == 404
    tap(tablet, page, halina.guests.get().pk)
    assert present(halina) == []
    verbs = Entry.objects.filter(verb__startswith="door.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["door.started", "door.stopped"]


def test_a_screen_ends_with_its_day(tablet: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _begin, midnight = times.day_bounds(times.today())
    monkeypatch.setattr("django.utils.timezone.now", lambda: midnight)

    assert tablet.get(DOOR).status_code == 404


def test_a_screen_stands_on_the_word_of_who_started_it(desk: Desk, tablet: Client) -> None:
    Grant.objects.filter(user=desk.user).update(role="specialist")

    assert tablet.get(DOOR).status_code == 404


@pytest.mark.parametrize("secret", ["", "x", "0" * 64])
@pytest.mark.usefixtures("tablet")
def test_a_guessed_secret_is_no_door(secret: str) -> None:
    stranger = Client()
    stranger.cookies["door"] = secret or Door.objects.get().digest

    assert stranger.get(DOOR).status_code == 404


def test_screens_of_other_pals_are_not_seen_and_not_stopped(desk: Desk, tablet: Client) -> None:
    stranger = Desk(Client(), role="social-worker")
    door = Door.objects.get()

    assert "tablet," not in stranger.get("desk_doors")
    assert stranger.post("desk_door_stop", door.public_id).status_code == 404
    started = stranger.client.post(DESK, {"pal": desk.pal.pk})
    assert started.status_code == 422
    assert Door.objects.count() == 1
    assert tablet.get(DOOR).status_code == 200


@pytest.mark.usefixtures("tablet")
def test_old_screens_are_forgotten() -> None:
    Door.objects.update(
        started_at=timezone.now() - timedelta(days=40), ends_at=timezone.now() - timedelta(days=31)
    )

    assert doors.forget_doors() == 1
    assert doors.forget_doors() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_finding_costs_the_same_for_one_and_for_three(
    desk: Desk, tablet: Client, number: int
) -> None:
    halina = signed_up(desk)
    for one in range(number):
        join(halina.list, f"osoba{one}")
    told(tablet, code=passes.code_of(halina))

    with CaptureQueriesContext(connection) as counted:
        told(tablet, code=passes.code_of(halina))

    # the screen, whose word, grants; today, sign-ups; again today, guests, who is here
    assert len(counted) == 7


def test_codes_differ_stay_and_are_read_aloud_without_doubt(desk: Desk) -> None:
    halina, other = signed_up(desk), signed_up(desk)
    code = passes.code_of(halina)

    assert code == passes.code_of(SignUp.objects.get(pk=halina.pk))
    assert code != passes.code_of(other)
    assert len(code) == passes.LENGTH
    assert set(code) <= set(passes.LETTERS)
    assert not set(passes.LETTERS) & set("01OILU")


def test_the_code_is_on_the_slip_the_page_and_the_message(desk: Desk) -> None:
    halina = signed_up(desk, Contact("Halina", email="halina@example.org"))
    shown = passes.shown(halina)

    (message,) = messages.messages_about(halina)

    assert shown in desk.get("desk_slip", halina.public_id)
    assert 'class="qr"' in desk.get("desk_counter_done", halina.public_id)
    assert shown in Client().get(links.manage_path(halina)).content.decode()
    assert f"Kod przy wejściu: {shown}" in message.body_text


def test_who_has_no_place_has_no_code(desk: Desk) -> None:
    full = make_list(activity=desk.activity(), capacity=1)
    join(full, "ada")
    waiting = join(full, "basia")

    assert 'class="qr"' not in desk.get("desk_slip", waiting.public_id)
    assert 'class="qr"' not in Client().get(links.manage_path(waiting)).content.decode()


def test_a_session_without_sign_up_has_nobody_to_find(desk: Desk, tablet: Client) -> None:
    made = make_session(activity=desk.activity(title="Otwarty klub"), days=SOON)
    Session.objects.filter(pk=made.pk).update(sign_up_list=None)

    assert "Otwarty klub" in tablet.get(DOOR).content.decode()
    told(tablet, 422, code="AAAAAA")


def test_a_code_on_the_register_marks_the_whole_household(desk: Desk) -> None:
    both = (Applicant(HALINA.name), Applicant())
    halina = signed_up(desk, guests=both)
    other = join(halina.list, "other")
    session = halina.list.sessions.get()

    desk.post("desk_register_code", session.public_id, code=passes.shown(halina))

    page = desk.get("desk_register", session.public_id)
    assert f"Jest: {HALINA.name}, {HALINA.name} +" in page.replace("&#x27;", "'")
    assert [len(present(one)) for one in (halina, other)] == [2, 0]
    assert Presence.objects.latest("pk").state_by == f"page-{desk.user.public_id}"


@pytest.mark.parametrize("code", ["", "AAAAAA", "żółw", "K7M 4PX 99"])
def test_a_code_of_another_list_marks_nobody(desk: Desk, code: str) -> None:
    session = signed_up(desk).list.sessions.get()
    elsewhere = signed_up(desk)

    for told_code in (code, passes.code_of(elsewhere)):
        desk.post("desk_register_code", session.public_id, code=told_code)

    assert "Tego kodu nie ma na tej liście." in desk.get("desk_register", session.public_id)
    assert not Presence.objects.exists()


def test_a_code_from_the_waiting_list_marks_nobody(desk: Desk) -> None:
    places = make_list(activity=desk.activity(), days=SOON, capacity=1)
    join(places, "ada")
    waiting = join(places, "basia")
    session = places.sessions.get()

    desk.post("desk_register_code", session.public_id, code=passes.code_of(waiting))

    assert "nie ma jeszcze miejsca" in desk.get("desk_register", session.public_id)
    assert not Presence.objects.exists()
