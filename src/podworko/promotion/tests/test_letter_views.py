"""The pages of the newsletter: no account, one click to end, and nothing learnt of others."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit.models import Access
from podworko.core.versions import version_of
from podworko.messages.models import Message
from podworko.network.public import Pal
from podworko.promotion import letter_limits, letter_links, operations
from podworko.promotion.models import Edition, Subscription
from podworko.promotion.operations import EDITION_FIELDS
from podworko.promotion.tests.factories import (
    desk_of,
    make_edition,
    make_news,
    make_reader,
    writer,
)

pytestmark = pytest.mark.django_db

HOME = "/biuletyn/"
ASKED = {"email": "ada@example.org", "language": "pl"}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pod-lipami", name="Pod Lipami", status="active", phone="+48120000001")


@pytest.fixture
def desk(pal: Pal) -> Client:
    return desk_of(writer(pal=pal))


@pytest.fixture
def leader() -> Client:
    return desk_of(writer("network-coordinator", name="Kora"))


def told(client: Client, email: str) -> tuple[int, str, bytes]:
    answer = client.post(HOME, {**ASKED, "email": email})
    page = client.get(answer["Location"])
    return answer.status_code, answer["Location"], page.content


def test_the_page_says_the_same_of_an_address_on_the_list_and_of_a_new_one(client: Client) -> None:
    make_reader(email="ada@example.org", asked_at=timezone.now() - timedelta(days=1))

    assert told(client, "ada@example.org") == told(client, "nowa@example.org")
    assert Message.objects.count() == 2


def test_it_is_asked_for_confirmed_changed_and_ended_without_script(
    client: Client, pal: Pal
) -> None:
    client.post(HOME, {**ASKED, "pals": [pal.slug], "kinds": ["culture"]})
    held = Subscription.objects.get()
    confirm = reverse("promotion:letter_confirm", args=[letter_links.confirm_token(held)])
    own = reverse("promotion:letter_own", args=[letter_links.token(held)])

    assert "Pod Lipami" in client.get(confirm).content.decode()
    held.refresh_from_db()
    assert held.state == "waiting"  # a mail program that follows links confirms nothing
    client.post(confirm)
    held.refresh_from_db()
    assert held.state == "active"

    client.post(own, {"language": "uk"})
    held.refresh_from_db()
    assert (held.language, held.kinds, held.pals.count()) == ("uk", [], 0)

    client.post(reverse("promotion:letter_end", args=[letter_links.token(held)]))
    assert not Subscription.objects.exists()
    assert client.get(own).status_code == 410
    assert client.get(confirm).status_code == 410


def test_one_click_of_a_mail_program_ends_it_without_cookies_and_token() -> None:
    reader = make_reader()
    client = Client(enforce_csrf_checks=True)
    path = letter_links.end_url(reader).removeprefix("http://localhost:8000")

    assert client.get(path).status_code == 200
    assert Subscription.objects.exists()
    body = "List-Unsubscribe=One-Click"
    kind = "application/x-www-form-urlencoded"
    for _again in range(2):
        assert client.post(path, body, content_type=kind).status_code == 200
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("name", ["letter_confirm", "letter_own", "letter_end"])
def test_a_name_we_never_gave_opens_nothing(client: Client, name: str) -> None:
    make_reader()
    answer = client.post(reverse(f"promotion:{name}", args=["x" * 43]))
    assert answer.status_code in (404, 410)
    assert Subscription.objects.count() == 1


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client: Client) -> None:
    answer = client.post(HOME, {**ASKED, "website": "x"})
    assert answer.status_code == 302
    assert not Subscription.objects.exists()


def test_too_many_tries_are_stopped_and_what_was_typed_stays(client: Client) -> None:
    answers = [client.post(HOME, ASKED) for _try in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert 'value="ada@example.org"' in answers[-1].content.decode()


def test_the_desk_writes_down_who_calls_with_the_way_they_came(desk: Client, pal: Pal) -> None:
    fields = {"way": "sms", "phone": "600 700 800", "pal": pal.pk, "language": "pl"}
    assert desk.post(f"{HOME}?za=phone", fields).status_code == 302
    held = Subscription.objects.get()
    assert (held.state, held.way, held.channel) == ("active", "sms", "phone")

    wrong = desk.post(f"{HOME}?za=desk", {"way": "paper", "language": "pl", "name": "Pani Zosia"})
    assert wrong.status_code == 422
    assert "Pani Zosia" in wrong.content.decode()


def test_the_desk_mends_and_ends_what_comes_back_and_the_look_is_logged(desk: Client) -> None:
    reader, other = make_reader(email="stary@example.org"), make_reader(email="inny@example.org")
    for one in (reader, other):
        operations.pause(one, why="550", actor="system")
    people = reverse("promotion:desk_letter_people")
    assert "stary@example.org" in desk.get(people).content.decode()
    assert Access.objects.filter(purpose="letter.people").count() == 2
    assert "biuletynu" in desk.get("/biurko/").content.decode()

    mend = reverse("promotion:desk_letter_readdress", args=[reader.public_id])
    taken = desk.post(mend, {"email": "inny@example.org"})
    assert taken.status_code == 422
    desk.post(mend, {"email": "nowy@example.org"})
    reader.refresh_from_db()
    assert (reader.state, reader.email) == ("waiting", "nowy@example.org")

    desk.post(reverse("promotion:desk_letter_end", args=[other.public_id]))
    assert Subscription.objects.get() == reader


def test_readers_of_another_pal_are_not_there(desk: Client, leader: Client) -> None:
    theirs = make_reader(email="obca@example.org")
    theirs.pals.add(make_pal())
    assert "obca@" not in desk.get(reverse("promotion:desk_letter_people")).content.decode()
    end = reverse("promotion:desk_letter_end", args=[theirs.public_id])
    assert desk.post(end).status_code == 404
    assert leader.post(end).status_code == 403


def test_an_edition_looked_at_as_of_no_pal_is_that_of_all(leader: Client) -> None:
    path = make_edition().get_absolute_url()
    for page in ("", "kartka.pdf"):
        answer = leader.get(f"{path}{page}?pal=%00&jezyk=%00")
        assert answer.status_code == 200


def test_an_edition_is_looked_at_changed_tried_and_sent(leader: Client, pal: Pal) -> None:
    make_reader()
    make_news(title="Ogród otwarty")
    edition = make_edition()
    path = edition.get_absolute_url()
    page = leader.get(f"{path}?pal={pal.slug}&jezyk=uk").content.decode()
    assert "Ogród otwarty" in page
    moment = timezone.localtime(edition.sends_at).strftime("%Y-%m-%dT%H:%M")
    sent = {
        "version": version_of(Edition.objects.get(), EDITION_FIELDS),
        "sends_at": moment,
        "words": "Dzień dobry sąsiadom!",
        "words_en": "",
        "words_uk": "",
    }
    assert leader.post(path, sent).status_code == 302
    assert leader.post(path, sent).status_code == 409

    for act in ("proba", "wyslij"):
        leader.post(reverse("promotion:desk_edition_step", args=[edition.public_id, act]))
    edition.refresh_from_db()
    assert (edition.state, Message.objects.count()) == ("sending", 1)
    assert "Dzień dobry sąsiadom!" in Message.objects.get().body_text
    off = reverse("promotion:desk_edition_step", args=[edition.public_id, "odwolaj"])
    leader.post(off)
    edition.refresh_from_db()
    assert edition.state == "sending"


def test_an_animator_looks_and_prints_and_decides_nothing(desk: Client, pal: Pal) -> None:
    make_news(pal=pal)
    edition = make_edition()
    step = reverse("promotion:desk_edition_step", args=[edition.public_id, "wyslij"])

    assert desk.get(edition.get_absolute_url()).status_code == 200
    assert desk.post(edition.get_absolute_url(), {"words": "x"}).status_code == 404
    assert desk.post(step).status_code == 404
    sheet = reverse("promotion:desk_edition_sheet", args=[edition.public_id])
    answer = desk.get(f"{sheet}?pal={pal.slug}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert desk.get(reverse("promotion:desk_letters")).status_code == 200


def test_the_list_of_readers_costs_the_same_for_one_and_for_three(
    desk: Client, pal: Pal, django_assert_max_num_queries: Any
) -> None:
    for _more in range(3):
        make_reader().pals.add(pal)
    with django_assert_max_num_queries(22):
        desk.get(reverse("promotion:desk_letter_people"))


def test_nobody_is_written_to_again_and_again_through_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letter_limits, "PER_CONTACT", 1000)
    for number in range(letter_limits.PER_CONTACT_A_DAY):
        letter_limits.check(f"10.0.0.{number}", contact=f"ada+{number}@example.org")
    with pytest.raises(letter_limits.TooManyError, match="jutro"):
        letter_limits.check("10.0.0.99", contact="ADA@example.org")


@pytest.mark.parametrize(("name", "act"), [("confirm", "confirm"), ("own", "change")])
def test_what_is_ended_at_the_same_moment_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str, act: str
) -> None:
    held = make_reader()
    token = letter_links.confirm_token(held) if name == "confirm" else letter_links.token(held)
    real = getattr(operations, act)

    def late(*args: Any, **kwargs: Any) -> object:
        operations.end(held, actor="resident")
        return real(*args, **kwargs)

    monkeypatch.setattr(operations, act, late)
    answer = client.post(reverse(f"promotion:letter_{name}", args=[token]), {"language": "pl"})
    assert answer.status_code == 410


def test_a_place_that_closed_never_becomes_all_places(client: Client, pal: Pal) -> None:
    reader = make_reader()
    reader.pals.set([pal])
    Pal.objects.filter(pk=pal.pk).update(status="closed")
    own = reverse("promotion:letter_own", args=[letter_links.token(reader)])

    page = client.get(own)
    assert "Pod Lipami: stąd nic już nie przyjdzie." in page.content.decode()
    assert "Nic nie zaznaczysz: wszystkie." not in page.content.decode()
    refused = client.post(own, {"language": "pl"})
    assert refused.status_code == 422
    assert [one.slug for one in reader.pals.all()] == [pal.slug]

    client.post(own, {"language": "pl", "all_pals": "on"})
    assert not reader.pals.exists()
    assert "all_pals" not in client.get(own).context["form"].fields


def test_who_ticks_all_places_beside_one_reads_of_all(client: Client, pal: Pal) -> None:
    reader, other = make_reader(), make_pal(slug="inny", name="Inny", status="active")
    reader.pals.set([pal, other])
    Pal.objects.filter(pk=pal.pk).update(status="closed")
    own = reverse("promotion:letter_own", args=[letter_links.token(reader)])

    client.post(own, {"language": "pl", "all_pals": "on", "pals": [other.slug]})
    assert not reader.pals.exists()


def test_a_link_from_a_closed_places_page_signs_nobody_up_for_all(client: Client, pal: Pal) -> None:
    Pal.objects.filter(pk=pal.pk).update(status="closed")
    path = f"{HOME}?pal={pal.slug}"

    assert "Pod Lipami: stąd nic już nie przyjdzie." in client.get(path).content.decode()
    assert client.post(path, ASKED).status_code == 422
    assert not Subscription.objects.exists()
    assert client.post(path, ASKED | {"all_pals": "on"}).status_code == 302
