"""The wall: what was told in confidence stands on two pages, and nowhere else.

Marks are planted in a question, its answer and its contact, and looked for everywhere.
"""

import logging
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import ROLES, Grant
from podworko.advice import operations
from podworko.advice.models import Question
from podworko.advice.reading import Contact
from podworko.advice.tests.factories import (
    make_pal,
    make_question,
    make_staff,
    make_topic,
    new_code,
)
from podworko.audit.models import Access, Entry
from podworko.core.search.models import SearchTerm
from podworko.messages.models import Message
from tests.permission_table import TABLE

pytestmark = pytest.mark.django_db

ASKED, ANSWERED, MORE = "zrzeczeniepytanie", "zrzeczenieodpowiedz", "zrzeczeniedopytanie"
EMAIL, PHONE = "znak.pytajacy@example.org", "+48600987321"
MARKS = (ASKED, ANSWERED, MORE, EMAIL, "znak.pytajacy", PHONE, "600987321", "600 987 321")


@pytest.fixture
def code() -> str:
    return new_code()


@pytest.fixture
def question(code: str, caplog: pytest.LogCaptureFixture) -> Question:
    """Ask, answer, read and ask on; a topic of specialists, in the PAL of the others below."""
    caplog.set_level(logging.DEBUG)
    pal = make_pal(slug="mur")
    user = make_staff("specialist", pal=pal)
    topic = make_topic(role="specialist", name="Zaufanie")
    contact = Contact(EMAIL, PHONE)
    question = make_question(
        code=code, topic=topic, pal=pal, words=f"Mam {ASKED}.", contact=contact
    )
    operations.answer(question, words=f"To {ANSWERED}.", actor=user)
    operations.ask_more(question, words=f"A {MORE}?", actor="resident")
    operations.answer(question, words=f"Też {ANSWERED}.", actor=user)
    question.refresh_from_db()
    return question


def marks_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


def test_they_stand_on_the_page_of_who_asked_and_of_who_answers(
    client: Client, question: Question, code: str
) -> None:
    own = client.post(reverse("advice:read"), {"code": code}).content.decode()
    client.force_login(Grant.objects.get(role="specialist").user)
    desk = client.get(reverse("advice:desk_question", args=[question.public_id])).content.decode()

    assert [mark for mark in (ASKED, ANSWERED, MORE) if mark in own] == [ASKED, ANSWERED, MORE]
    assert EMAIL not in own
    assert [m for m in (ASKED, ANSWERED, MORE, EMAIL) if m in desk] == [
        ASKED,
        ANSWERED,
        MORE,
        EMAIL,
    ]


def test_no_row_of_any_table_holds_them(question: Question) -> None:
    assert question.pk
    told = {
        model._meta.label: marks_in(serializers.serialize("json", model._base_manager.all()))
        for model in apps.get_models()
    }

    assert {name: marks for name, marks in told.items() if marks} == {}


def test_no_code_stands_in_any_table(question: Question, code: str) -> None:
    assert question.pk
    told = [
        model._meta.label
        for model in apps.get_models()
        if code in serializers.serialize("json", model._base_manager.all())
    ]

    assert told == []


def test_outbox_trail_and_index_were_written_and_say_nothing(question: Question) -> None:
    assert Message.objects.filter(about=f"advice.question:{question.pk}").count() == 2
    assert Entry.objects.filter(target=f"advice.question:{question.pk}").count() >= 4
    assert Access.objects.filter(purpose="question.told").count() == 2
    assert marks_in(" ".join(SearchTerm.objects.values_list("term", flat=True))) == []


def test_no_log_line_holds_them(
    client: Client, question: Question, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.post(reverse("advice:read"), {"code": code})
    client.post(reverse("advice:similar"), {"words": ASKED})
    client.post(reverse("advice:home"), {"words": ASKED})
    client.post(reverse("advice:read"), {"code": "AAAAAAAAA"})

    assert question.pk
    lines = [line for line in caplog.text.splitlines() if "django.db.backends" not in line]
    assert marks_in("\n".join(lines)) == []
    assert code not in "\n".join(lines)


@pytest.mark.parametrize("role", [code for code in ROLES if code != "specialist"])
def test_no_page_shows_them_to_any_other_role(
    client: Client, question: Question, role: str
) -> None:
    user = make_staff(role, pal=question.pal)
    Grant.objects.create(user=user, role=role, pal=None)
    client.force_login(user)

    shown = {}
    for path in [*plain_paths(), *paths_of(question)]:
        html = client.get(path).content.decode(errors="replace")
        if marks := marks_in(html):
            shown[path] = marks

    assert shown == {}


def plain_paths() -> list[str]:
    """Return every address without a name in it that is looked at."""
    rows = [(name, row) for name, row in TABLE.items() if row.method == "GET" and not row.kwargs]
    return [row.path or reverse(name) for name, row in rows if not row.is_file]


def paths_of(question: Question) -> list[str]:
    messages = Message.objects.values_list("public_id", flat=True)
    return [
        *(reverse(f"advice:{name}", args=[question.public_id]) for name in OF_ONE),
        *(reverse("outbox:message", args=[public_id]) for public_id in messages),
    ]


OF_ONE = ("desk_question", "desk_page_from")


def test_a_copy_of_the_database_does_not_hold_them(question: Question, tmp_path: Path) -> None:
    """The file itself, with what is left in free pages."""
    assert question.pk
    if connection.vendor != "sqlite":
        out = StringIO()
        call_command("dumpdata", stdout=out, verbosity=0)
        assert marks_in(out.getvalue()) == []
        return
    copy = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        lines: list[str] = list(connection.connection.iterdump())
        cursor.execute("SELECT 1")
    copy.write_text("\n".join(lines), encoding="utf-8")

    assert marks_in(copy.read_text(encoding="utf-8")) == []


def test_an_error_page_of_the_machine_says_nothing(
    client: Client, question: Question, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """A fault while a question is taken must not put its words in the log."""

    def fall(*_args: object, **_named: object) -> None:
        message = "a fault"
        raise RuntimeError(message)

    monkeypatch.setattr(operations, "ask_more", fall)
    client.raise_request_exception = False
    code = new_code()
    make_question(code=code, topic=question.topic, pal=question.pal)

    response = client.post(reverse("advice:more"), {"code": code, "words": f"Mam {ASKED}."})

    assert response.status_code == 500
    assert marks_in(response.content.decode()) == []
    assert marks_in(caplog.text) == []
