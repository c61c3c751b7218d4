"""Advice in a real Chromium: asked, answered and read by a code; a talk noted by keyboard."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from podworko.accounts.public import User
from podworko.advice import answer_codes, operations
from podworko.advice.models import Question, Talk, Topic
from podworko.advice.queries import related
from podworko.advice.tests.factories import (
    make_page,
    make_question,
    make_staff,
    make_topic,
    new_code,
)
from podworko.diagnosis import index
from podworko.diagnosis.tests.mapping import make_resource
from podworko.network.models import Pal
from tests.browser import looks, wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]


@pytest.fixture
def topic(pal: Pal) -> Topic:
    """Have two topics, and somebody in the PAL who answers."""
    make_staff(pal=pal)
    make_topic(name="Rachunki", hint="zaległości i raty", position=2)
    return make_topic(name="Pisma", hint="listy, których nie rozumiesz", position=1)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine be as quick as it is: how quick is too quick is proved elsewhere."""
    from datetime import timedelta  # noqa: PLC0415 - of this fixture alone

    from podworko.advice.forms import asking  # noqa: PLC0415

    monkeypatch.setattr(asking, "QUICKEST", timedelta(0))


def ask(page: Page) -> str:
    page.get_by_role("link", name="Zapytaj w zaufaniu").first.click()
    page.get_by_label("Pisma: listy, których nie rozumiesz").check()
    page.get_by_label("Twoje pytanie").fill("Czy muszę iść do sądu?")
    page.get_by_role("button", name="Wyślij pytanie").click()
    expect(page.get_by_role("heading", name="Pytanie zapisane")).to_be_visible()
    return page.locator(".pass__code").inner_text()


def answer(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=re.compile("^Pisma")).click()
    expect(page.get_by_text("Czy muszę iść do sądu?")).to_be_visible()
    page.get_by_label("Odpowiedź", exact=True).fill("Nie. Wystarczy odpisać.")
    page.get_by_role("button", name="Zapisz odpowiedź").click()
    expect(page.get_by_text("Czeka pod kodem.")).to_be_visible()


def read(page: Page, code: str) -> None:
    page.get_by_role("link", name="Mam kod do odpowiedzi").first.click()
    page.get_by_label("Kod z kartki").fill(code.lower())
    page.get_by_role("button", name="Dalej").click()
    expect(page.get_by_text("Nie. Wystarczy odpisać.")).to_be_visible()
    page.get_by_role("button", name="Tak").click()
    expect(page.get_by_text("Dziękujemy, to nam pomaga.")).to_be_visible()
    page.get_by_label("Chcę jeszcze zapytać").fill("Do kiedy?")
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.get_by_text("Odpowiemy pod tym samym kodem.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.usefixtures("topic", "unhurried")
def test_ask_answer_and_read_by_the_code(
    open_page: Open,
    at_desk: Open,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = open_page("/porady/", java_script_enabled=script)

    code = ask(page)
    answer(at_desk("/biurko/porady/pytania/", java_script_enabled=script))
    page.goto("/porady/")
    read(page, code)

    question = Question.objects.get()
    assert (question.state, question.helped) == (Question.State.OPEN, True)
    assert code.replace(" ", "") not in page.url
    page.get_by_role("button", name="Usuń").click()
    page.get_by_role("button", name="Tak, usuń").click()
    expect(page.get_by_role("heading", name="Usunięte")).to_be_visible()
    assert not Question.objects.exists()


def test_answers_are_shown_while_one_types(open_page: Open, topic: Topic) -> None:
    shown = make_page(topic=topic, question="Co zrobić z pismem z sądu?")
    assert related("pismo") == (shown,)  # the dictionary is read from disk the first time
    page = open_page("/porady/zapytaj/")
    asked: list[tuple[str, str, str]] = []
    page.on("request", lambda one: asked.append((one.resource_type, one.method, one.url)))

    page.get_by_label("Twoje pytanie").press_sequentially("dostałam pismo z sądu")

    expect(page.get_by_role("link", name=shown.question)).to_be_visible()
    while_typing = [(method, url) for kind, method, url in asked if kind == "xhr"]
    assert {(method, url.rpartition("/porady/")[2]) for method, url in while_typing} == {
        ("POST", "podobne/")
    }
    assert not any("pismo" in url for _kind, _method, url in asked)


@pytest.mark.usefixtures("topic")
def test_enter_in_the_contact_sends_the_question_and_not_a_search(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, unhurried: None
) -> None:
    del monkeypatch, unhurried
    page = open_page("/porady/zapytaj/")
    page.get_by_label("Pisma: listy").check()
    page.get_by_label("Twoje pytanie").fill("Czy muszę iść do sądu?")

    page.get_by_label("E-mail").fill("ktos@example.org")
    page.get_by_label("E-mail").press("Enter")

    expect(page.get_by_role("heading", name="Pytanie zapisane")).to_be_visible()


def test_a_talk_is_noted_by_keyboard_alone(at_desk: Open, topic: Topic) -> None:
    page = at_desk("/biurko/porady/dyzur/")
    page.get_by_role("radio", name=topic.name, exact=True).focus()

    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Zapisane.")).to_be_visible()
    talk = Talk.objects.get()
    assert (talk.topic, talk.minutes) == (topic, 15)
    page.get_by_role("link", name=re.compile("^Popraw")).click()
    page.get_by_role("radio", name="60", exact=True).check()
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("Poprawione.")).to_be_visible()
    assert Talk.objects.get().minutes == 60


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_somebody_is_sent_on_to_an_institution(
    at_desk: Open,
    topic: Topic,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    place = make_resource(name="Poradnia rodzinna", address="ul. Długa 1")
    index.update_resource(place)
    page = at_desk("/biurko/porady/dyzur/", java_script_enabled=script)
    page.get_by_role("radio", name=topic.name, exact=True).check()

    page.get_by_label("Dokąd skierowano? Szukaj").press_sequentially("poradnie")
    if not script:
        page.get_by_role("button", name="Szukaj miejsca").click()
    page.get_by_role("radio", name=re.compile("Poradnia rodzinna")).check()
    page.get_by_role("button", name="Zapisz rozmowę").click()

    expect(page.get_by_text("Zapisane.")).to_be_visible()
    assert Talk.objects.get().referred_to == place


def pages(topic: Topic) -> list[str]:
    shown = make_page(
        topic=topic, easy="To jest pismo.", checklist="dowód", source="ustawa", kind="letter"
    )
    return [
        "/porady/",
        "/porady/zapytaj/",
        "/porady/odpowiedz/",
        shown.get_absolute_url(),
        f"{shown.get_absolute_url()}?wersja=latwa",
    ]


@pytest.mark.once
def test_every_public_page_is_accessible_and_no_wider_than_the_screen(
    open_page: Open, topic: Topic
) -> None:
    paths = pages(topic)
    page = open_page("/porady/", bypass_csp=True)

    assert wrong_looks(page, paths) == {}


@pytest.mark.once
def test_pages_behind_a_form_are_accessible_too(
    open_page: Open, topic: Topic, unhurried: None
) -> None:
    del unhurried
    code, page = new_code(), open_page("/porady/odpowiedz/", bypass_csp=True)
    make_question(topic=topic, code=code)
    operations.answer(Question.objects.get(), words="Tak.", actor=make_staff())
    wrong = {"no such code": type_code(page, "AAA AAA AAA")}

    wrong["found"] = search(page, "pismo")
    wrong["not found"] = search(page, "hipopotam")
    page.goto("/porady/odpowiedz/")
    wrong["answer"] = type_code(page, answer_codes.spaced(code))
    page.get_by_role("button", name="Usuń").click()
    wrong["erase"] = looks(page)
    page.goto("/porady/zapytaj/")
    page.get_by_role("button", name="Wyślij pytanie").click()
    wrong["refused"] = looks(page)
    page.goto("/porady/")
    ask(page)
    wrong["asked"] = looks(page)

    assert {name: found for name, found in wrong.items() if found} == {}


def search(page: Page, words: str) -> list[str]:
    page.goto("/porady/")
    page.get_by_role("searchbox", name="Czego szukasz?").fill(words)
    page.get_by_role("button", name="Szukaj").click()
    expect(page.get_by_role("searchbox", name="Czego szukasz?")).to_have_value(words)
    assert words not in page.url
    return looks(page)


def type_code(page: Page, code: str) -> list[str]:
    page.get_by_label("Kod z kartki").fill(code)
    page.get_by_role("button", name="Dalej").click()
    return looks(page)


@pytest.mark.once
def test_the_duty_log_with_places_is_accessible(at_desk: Open, topic: Topic) -> None:
    assert topic.pk
    index.update_resource(make_resource(name="Poradnia", address="ul. Długa 1"))
    page = at_desk("/biurko/porady/dyzur/", bypass_csp=True)

    page.get_by_label("Dokąd skierowano? Szukaj").press_sequentially("poradnia")
    expect(page.get_by_text("ul. Długa 1")).to_be_visible()

    assert looks(page) == []


def test_nobody_else_on_the_staff_finds_the_question(client: Client, topic: Topic) -> None:
    question = make_question(topic=topic)
    user: User = make_staff("network-coordinator")
    client.force_login(user)

    path = reverse("advice:desk_question", args=[question.public_id])

    assert client.get(path).status_code == 403
