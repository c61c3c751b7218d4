"""Plain typed functions: what a test does not name, it does not care about."""

from itertools import count
from typing import Any
from uuid import uuid4

from podworko.accounts.public import Grant, User
from podworko.advice import operations
from podworko.advice.answer_codes import new_code
from podworko.advice.models import KnowledgePage, Question, Talk, Topic
from podworko.advice.operations import QuestionData, TalkData
from podworko.advice.operations.topics import Tie, tie
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.mapping import make_resource
from podworko.network.public import Pal

_numbers = count(1)

__all__ = [
    "advice_world",
    "make_page",
    "make_pal",
    "make_question",
    "make_staff",
    "make_talk",
    "make_topic",
    "make_unheld",
    "new_code",
]


def make_topic(**fields: Any) -> Topic:
    """Make a topic that animators answer in five working days."""
    number = next(_numbers)
    fields.setdefault("name", f"Temat {number}")
    fields.setdefault("hint", "różne sprawy")
    fields.setdefault("role", "animator")
    topic = Topic(**fields)
    operations.save_topic(topic, actor=SYSTEM)
    return topic


def make_staff(role: str = "animator", *, pal: Pal | None = None) -> User:
    """Make somebody who holds a role in a PAL, or everywhere."""
    number = next(_numbers)
    user = User.objects.create_user(f"osoba{number}@example.org", name=f"Osoba {number}")
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


def make_question(*, code: str = "", **fields: Any) -> Question:
    """Ask something of a topic that somebody answers."""
    fields.setdefault("words", "Co mam zrobić z tym pismem?")
    topic = fields.setdefault("topic", None) or make_topic()
    fields["topic"] = topic
    if not Grant.objects.today().filter(role=topic.role).exists():
        make_staff(topic.role)
    return operations.ask(QuestionData(**fields), code=code or new_code(), actor=RESIDENT)


def make_unheld(*, pal: Pal | None = None, role: str = "specialist", **fields: Any) -> Question:
    """Ask something in a PAL where whoever answered has left since."""
    pal = pal or make_pal()
    leaver = make_staff(role, pal=pal)
    question = make_question(pal=pal, topic=make_topic(role=role), **fields)
    leaver.grants.all().delete()
    return question


def make_page(*, is_published: bool = True, **fields: Any) -> KnowledgePage:
    """Make a page that somebody else checked today."""
    fields.setdefault("question", f"Co zrobić z pismem {next(_numbers)}?")
    fields.setdefault("answer", "Przeczytaj pouczenie na końcu.\n\nTam jest termin.")
    if "topic" not in fields:
        fields["topic"] = make_topic()
    page = operations.save_page(KnowledgePage(**fields), actor=make_staff())
    if is_published:
        operations.publish_page(page, actor=make_staff(), role="animator")
        page.refresh_from_db()
    return page


def make_talk(pal: Pal, **fields: Any) -> Talk:
    """Note a talk of ten minutes."""
    if "topic" not in fields:
        fields["topic"] = make_topic()
    values = {"minutes": 10, "age": "seniors", "outcome": "told", **fields}
    return operations.note_talk(pal, data=TalkData(**values), actor=SYSTEM)


def advice_world(pal: Pal) -> dict[str, Any]:
    """Make one of everything that an address of advice names, as animators of a PAL see it."""
    make_staff("animator", pal=pal)
    topic = make_topic(name="Pisma")
    unheld = make_unheld()
    need = make_need(pal=pal)
    page = make_page(topic=topic, checklist="dowód\npismo", easy="To jest pismo.")
    return {
        "advice_topic": topic.slug,
        "advice_unheld": unheld.topic.slug,
        "advice_unheld_pal": unheld.pal.slug if unheld.pal else "",
        "advice_question": make_question(topic=topic, pal=pal).public_id,
        "advice_page": page.public_id,
        "advice_slug": page.slug,
        "advice_draft": make_page(topic=topic, is_published=False).public_id,
        "advice_talk": make_talk(pal, topic=topic).pk,
        "advice_talk_gone": uuid4(),
        "advice_act": "sprawdzone",
        "advice_place": make_resource(pal=pal).public_id,
        "advice_link": tie(Tie(topic, need, "bo pytają"), actor=SYSTEM).pk,
    }
