"""Asking, reading by a code, asking on, erasing; machines, guessing and too long a text."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.advice import answer_codes, operations
from podworko.advice.limits import CODES
from podworko.advice.models import Question, Topic
from podworko.advice.tests.factories import (
    make_page,
    make_pal,
    make_question,
    make_staff,
    make_topic,
    new_code,
)
from podworko.advice.views import asking
from podworko.core import throttle
from podworko.ui.typesetting import Document

pytestmark = pytest.mark.django_db

ASK, READ = "/porady/zapytaj/", "/porady/odpowiedz/"


@pytest.fixture
def topic() -> Topic:
    make_staff()
    return make_topic(name="Pisma", slug="")


def stamp(monkeypatch: pytest.MonkeyPatch, *, age: timedelta = timedelta(minutes=5)) -> str:
    """Return the stamp of a form that was made so long ago."""
    then = (timezone.now() - age).timestamp()
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: then)
        return answer_codes.new_nonce()


def filled(topic: Topic, monkeypatch: pytest.MonkeyPatch, **fields: str) -> dict[str, str]:
    made = {
        "topic": topic.slug,
        "words": "Co mam zrobić z pismem?",
        "language": "pl",
        "stamp": stamp(monkeypatch),
    }
    return made | fields


def code_in(html: str) -> str:
    shown = html.split('<strong translate="no">')[1].split("<", maxsplit=1)[0]
    return answer_codes.plain(shown)


def test_ask_without_a_contact_and_read_by_the_code(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = client.post(ASK, filled(topic, monkeypatch))

    assert asked.status_code == 200
    assert "no-store" in asked["Cache-Control"]
    assert "Co mam zrobić z pismem?" not in asked.content.decode()
    code = code_in(asked.content.decode())
    operations.answer(Question.objects.get(), words="Przeczytaj pouczenie.", actor=make_staff())
    read = client.post(READ, {"code": answer_codes.spaced(code).lower()})
    html = read.content.decode()
    assert "Przeczytaj pouczenie." in html
    assert "Co mam zrobić z pismem?" in html
    assert "<title>Odpowiedź – Podwórko</title>" in html
    assert "no-store" in read["Cache-Control"]
    assert Question.objects.get().read_at is not None


def test_the_code_stands_in_no_address(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = client.post(ASK, filled(topic, monkeypatch)).content.decode()

    code = code_in(html)

    assert f"={code}" not in html.replace(f'value="{code}"', "")
    assert not any(code in part for part in html.split('href="')[1:] if code in part.split('"')[0])


def test_pressed_twice_it_is_asked_once_under_the_same_code(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = filled(topic, monkeypatch)

    codes = {code_in(client.post(ASK, sent).content.decode()) for _time in range(2)}

    assert len(codes) == 1
    assert Question.objects.count() == 1
    other = code_in(client.post(ASK, sent | {"words": "Inne pytanie"}).content.decode())
    assert other not in codes
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"website": "http://spam.example.org"},
        {"stamp": ""},
        {"stamp": "abc:def:ghi"},
        {"topic": "nie-ma"},
        {"email": "to nie adres"},
        {"phone": "12"},
        {"words": " "},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}={next(iter(wrong.values()))[:4]}",
)
def test_what_is_wrong_is_refused_and_what_was_typed_stays(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    response = client.post(ASK, filled(topic, monkeypatch, phone="600 100 200") | wrong)

    assert response.status_code == 422
    assert not Question.objects.exists()
    if "words" not in wrong:
        assert "Co mam zrobić z pismem?" in response.content.decode()


@pytest.mark.parametrize(
    ("age", "said"),
    [(timedelta(seconds=1), "bardzo szybko"), (timedelta(days=2), "długo otwarta")],
)
def test_what_no_person_types_so_fast_or_so_long_is_sent_again(
    client: Client,
    topic: Topic,
    monkeypatch: pytest.MonkeyPatch,
    age: timedelta,
    said: str,
) -> None:
    sent = filled(topic, monkeypatch, stamp=stamp(monkeypatch, age=age))

    response = client.post(ASK, sent)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Co mam zrobić z pismem?" in response.content.decode()


def test_ten_thousand_letters_are_kept_and_told_by_how_much_they_are_too_many(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = client.post(ASK, filled(topic, monkeypatch, words="ż" * 10_000))

    html = response.content.decode()
    assert response.status_code == 422
    assert "za długi o 6000 znaków" in html
    assert "ż" * 10_000 in html


def test_too_many_questions_from_one_address_wait_and_lose_nothing(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PODWORKO_QUESTIONS_PER_ADDRESS = 1
    client.post(ASK, filled(topic, monkeypatch))

    response = client.post(ASK, filled(topic, monkeypatch, words="A drugie pytanie?"))

    assert response.status_code == 422
    assert "A drugie pytanie?" in response.content.decode()
    assert Question.objects.count() == 1


def test_without_a_key_the_page_says_to_phone(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PODWORKO_VAULT_KEYS = []

    response = client.post(ASK, filled(topic, monkeypatch))

    assert response.status_code == 422
    assert "nic nie zapisaliśmy" in response.content.decode()
    assert "Co mam zrobić z pismem?" in response.content.decode()


def test_a_link_may_choose_the_topic_and_the_pal(client: Client, topic: Topic) -> None:
    pal = make_pal()

    html = client.get(ASK, {"temat": topic.slug, "pal": pal.slug}).content.decode()

    assert f'<option value="{pal.slug}" selected>' in html
    assert f'value="{topic.slug}"' in html


def test_related_answers_are_posted_for_and_shown_without_script_too(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page(question="Co zrobić z pismem z sądu?")
    path = reverse("advice:similar")

    fragment = client.post(path, {"words": "dostałem pismo"}).content.decode()
    whole = client.post(ASK, filled(topic, monkeypatch, related="1")).content.decode()

    assert page.get_absolute_url() in fragment
    assert "<html" not in fragment
    assert page.get_absolute_url() in whole
    assert "Co mam zrobić z pismem?" in whole
    assert not Question.objects.exists()
    assert client.get(path).status_code == 405


def test_who_looks_too_often_while_typing_is_shown_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page(question="Co zrobić z pismem z sądu?")
    monkeypatch.setattr(throttle, "allow", lambda *_args, **_options: False)

    html = client.post(reverse("advice:similar"), {"words": "pismo"}).content.decode()

    assert page.get_absolute_url() not in html


def test_once_throttled_a_right_code_and_a_wrong_one_get_the_same(client: Client) -> None:
    right = new_code()
    make_question(code=right)
    for _time in range(CODES):
        assert client.post(READ, {"code": "AAAAAAAAA"}).status_code == 404

    answers = {client.post(READ, {"code": code}).content for code in (right, "AAAAAAAAA", "")}

    assert client.post(READ, {"code": right}).status_code == 429
    tokenless = {b"csrf".join(answer.split(b"csrfmiddlewaretoken")[:1]) for answer in answers}
    assert len(tokenless) == 1


@pytest.mark.parametrize("door", ["more", "judge", "erase", "slip"])
def test_no_door_opens_without_the_code(client: Client, door: str) -> None:
    make_question()

    response = client.post(reverse(f"advice:{door}"), {"code": "AAAAAAAAA", "sure": "1"})

    assert response.status_code == 404
    assert Question.objects.count() == 1


def test_ask_on_judge_and_erase(client: Client) -> None:
    code = new_code()
    make_question(code=code)
    sent = {"code": code}

    early = client.post(reverse("advice:judge"), sent | {"helped": "yes"}).content.decode()
    assert "trzeba jeszcze poczekać" in early
    operations.answer(Question.objects.get(), words="Tak.", actor=make_staff())
    client.post(reverse("advice:judge"), sent | {"helped": "no"})
    assert Question.objects.get().helped is False
    assert client.post(reverse("advice:more"), sent | {"words": " "}).status_code == 422
    more = client.post(reverse("advice:more"), sent | {"words": "A kiedy?"})
    assert "A kiedy?" in more.content.decode()
    assert Question.objects.get().state == Question.State.OPEN
    assert "Usunąć" in client.post(reverse("advice:erase"), sent).content.decode()
    assert Question.objects.exists()
    client.post(reverse("advice:erase"), sent | {"sure": "1"})
    assert not Question.objects.exists()
    assert client.post(READ, sent).status_code == 404


def test_a_slip_has_the_code_and_not_a_word_of_the_question(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Document] = []
    code = new_code()
    make_question(code=code, words="Mam dług.")
    monkeypatch.setattr(asking, "pdf_answer", lambda paper, **_named: _kept(seen, paper))

    client.post(reverse("advice:slip"), {"code": code})

    (paper,) = seen
    assert paper.data["code"] == answer_codes.spaced(code)
    assert "dług" not in str(paper)


def _kept(seen: list[Document], paper: Document) -> HttpResponse:
    seen.append(paper)
    return HttpResponse()


def test_a_slip_is_a_document(client: Client) -> None:
    code = new_code()
    make_question(code=code)

    assert client.post(reverse("advice:slip"), {"code": code}).content.startswith(b"%PDF")


def test_what_does_not_open_says_so_and_loses_nothing(client: Client, settings: Any) -> None:
    code = new_code()
    make_question(code=code)
    settings.PODWORKO_VAULT_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]

    response = client.post(READ, {"code": code})

    assert response.status_code == 503
    assert "Nic nie zginęło" in response.content.decode()


def test_a_pals_page_says_where_to_ask(client: Client, topic: Topic) -> None:
    pal = make_pal(slug="pod-lipa")

    assert topic.is_offered
    assert "/porady/zapytaj/?pal=pod-lipa" in client.get(f"/pal/{pal.slug}/").content.decode()
