"""The advice point of the demonstration city: topics, pages, questions, four months of talks."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from podworko.accounts.public import User
from podworko.advice import public as advice
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.demo.advice_pages import PAGES, Written
from podworko.demo.advice_rows import ANSWERED, OPEN, TOPICS, Asked
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network
from podworko.people.public import Channel

CODE = "K7M4PX9TR"
"""The code of one answer, the very one that the page gives as an example."""
DAYS = 120
SATURDAY = 5
MINUTES = (5, 10, 10, 15, 15, 30, 60)
OUTCOMES = ("told", "told", "told", "wrote", "wrote", "booked", "referred", "unable")
AGES = ("young", "middle", "middle", "seniors", "seniors", "seniors", "unknown", "youth")
WRITES, CHECKS = "animatorka@example.org", "socjalna@example.org"
TIED = (
    ("pisma", "Kto przyjdzie z pismem od razu, ten zdąży przed terminem."),
    ("dlugi", "O długu łatwiej mówić komuś, kto nie ocenia i zna drogę wyjścia."),
)
NEED = "Nie wiadomo, kogo zapytać o pismo z urzędu albo dług"

Topics = Mapping[str, advice.Topic]


@dataclass(frozen=True, slots=True)
class _Duty:
    """How often people come to one house."""

    pal: network.Pal
    most: int


def give(pals: Mapping[str, network.Pal]) -> str:
    """Open the advice point and return what is there, in words."""
    topics = {row.key: _topic(row.key) for row in TOPICS}
    for row in PAGES:
        _page(row, topics)
    _draft(topics)
    for asked in OPEN:
        _ask(asked, topics, pals)
    _answered(topics, pals)
    talks = _talks(topics, pals)
    _tie(topics)
    return f"{len(PAGES)} answers to read, {len(OPEN)} questions that wait, {talks} talks"


def _topic(key: str) -> advice.Topic:
    position, row = next((n, row) for n, row in enumerate(TOPICS, 1) if row.key == key)
    topic = advice.Topic(
        name=row.name,
        hint=row.hint,
        role=row.role,
        position=position,
        name_en=row.name_en,
        hint_en=row.hint_en,
        name_uk=row.name_uk,
        hint_uk=row.hint_uk,
    )
    return advice.save_topic(topic, actor=SYSTEM)


def _page(row: Written, topics: Topics) -> None:
    page = advice.KnowledgePage(
        kind=row.kind,
        topic=topics[row.topic],
        question=row.question,
        answer=row.answer,
        easy=row.easy,
        checklist=row.checklist,
        source=row.source,
        question_en=row.english[0],
        answer_en=row.english[1],
        question_uk=row.ukrainian[0],
        answer_uk=row.ukrainian[1],
    )
    advice.save_page(page, actor=User.objects.get(email=WRITES))
    advice.publish_page(page, actor=User.objects.get(email=CHECKS), role="social-worker")
    day = times.today() - timedelta(days=row.checked)
    advice.KnowledgePage.objects.filter(pk=page.pk).update(
        reviewed_on=day, expires_on=day + timedelta(days=365)
    )


def _draft(topics: Topics) -> None:
    page = advice.KnowledgePage(
        topic=topics["pisma"],
        question="Co znaczy, że urząd „umarza postępowanie”?",
        answer="Urząd kończy sprawę i niczego nie rozstrzyga. Dlaczego, pisze w uzasadnieniu.",
        from_question=True,
    )
    advice.save_page(page, actor=User.objects.get(email=WRITES))


def _ask(
    asked: Asked, topics: Topics, pals: Mapping[str, network.Pal], *, code: str = ""
) -> advice.Question:
    question = advice.ask(
        advice.QuestionData(
            topic=topics[asked.topic],
            words=asked.words,
            pal=pals[asked.pal] if asked.pal else None,
            contact=advice.Contact(asked.email, asked.phone),
            language=asked.language,
            channel=Channel(asked.channel),
        ),
        code=code or advice.new_code(),
        actor=RESIDENT,
    )
    today = times.today()
    asked_on = times.day_bounds(today - timedelta(days=asked.days))[0] + timedelta(hours=9)
    advice.Question.objects.filter(pk=question.pk).update(
        asked_at=asked_on, due_on=today + timedelta(days=asked.due)
    )
    question.turns.update(said_at=asked_on)
    return question


def _answered(topics: Topics, pals: Mapping[str, network.Pal]) -> None:
    question = _ask(ANSWERED, topics, pals, code=CODE)
    advice.answer(question, words=ANSWERED.answer, actor=User.objects.get(email=WRITES))


def _talks(topics: Topics, pals: Mapping[str, network.Pal]) -> int:
    """Note four months of talks, on days when the house is open; today's through the counter."""
    chance = random.Random(20261129)  # noqa: S311 - a play, not a secret
    houses = [
        _Duty(pals["pod-lipami"], 5),
        _Duty(pals["trzy-kominy"], 3),
        _Duty(pals["nad-stawem"], 4),
        _Duty(pals["zielona-brama"], 2),
    ]
    today = times.today()
    days = [today - timedelta(days=number) for number in range(1, DAYS)]
    rows = [
        _talk(house.pal, day, topics, chance)
        for house in houses
        for day in days
        if day.weekday() < SATURDAY
        for _time in range(chance.randint(0, house.most))
    ]
    advice.Talk.objects.bulk_create(rows)
    for outcome in ("told", "wrote", "told"):
        data = advice.TalkData(topics["pisma"], 10, "seniors", outcome)
        advice.note_talk(pals["pod-lipami"], data=data, actor=User.objects.get(email=WRITES))
    return len(rows) + 3


def _talk(pal: network.Pal, day: date, topics: Topics, chance: random.Random) -> advice.Talk:
    (row,) = chance.choices(TOPICS, [each.often for each in TOPICS])
    return advice.Talk(
        pal=pal,
        topic=topics[row.key],
        on=day,
        minutes=chance.choice(MINUTES),
        age=chance.choice(AGES),
        outcome=chance.choice(OUTCOMES),
        channel=chance.choice((Channel.DESK, Channel.DESK, Channel.PHONE)),
    )


def _tie(topics: Topics) -> None:
    need = diagnosis.Need.objects.get(title=NEED)
    for key, why in TIED:
        advice.tie(advice.Tie(topics[key], need, why), actor=SYSTEM)
