"""What no hearing, voice and lesson is, the database refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from podworko.activities.tests.factories import make_session
from podworko.audit.public import SYSTEM
from podworko.debates import operations
from podworko.debates.models import (
    Agreement,
    CodeCard,
    Hearing,
    HearingEvent,
    Paragraph,
    Unit,
    UnitTie,
    Voice,
)
from podworko.debates.operations import Author, Said, Sheet
from podworko.debates.tests.factories import make_debate
from podworko.debates.tests.say_factories import (
    make_lesson,
    make_user,
    open_hearing,
    published_lesson,
    shown,
)

pytestmark = pytest.mark.django_db


def test_the_database_refuses_what_the_rules_refuse() -> None:
    hearing, ola = open_hearing(), make_user()
    voice, lesson = shown(hearing, "A"), published_lesson()
    question = lesson.questions.get(number=1)
    agreement = Agreement.objects.create(voice=voice, who="w")
    operations.type_sheets(hearing, sheets=[Sheet("1", Said("B"), Author())], actor=SYSTEM)
    other = Voice.objects.latest("pk")
    event = {"hearing": hearing, "session": make_session()}
    HearingEvent.objects.create(**event)
    key = CodeCard.objects.create(hearing=hearing, key="k").key
    ties = {
        name: UnitTie.objects.create(unit=lesson, **{name: thing})
        for name, thing in (("debate", make_debate()), ("hearing", hearing))
    }
    held = Voice.objects.filter(pk=voice.pk)
    row = Hearing.objects.filter(pk=hearing.pk)
    unit = Unit.objects.filter(pk=lesson.pk)
    Voice.objects.filter(pk=other.pk).update(code_key="c")
    wrong: dict[str, Any] = {
        "debates_hearing_state_known": lambda: row.update(state="?"),
        "debates_hearing_closes_after_it_opens": lambda: row.update(closes_at=hearing.opens_at),
        "debates_hearing_says_who_decides": lambda: row.update(who_decides=""),
        "debates_hearing_told_with_words": lambda: row.update(state="told"),
        "debates_hearing_called_off_with_words": lambda: row.update(state="called_off"),
        "debates_paragraph_numbered": lambda: Paragraph.objects.create(
            hearing=hearing, version=1, number=1, words="A"
        ),
        "debates_paragraph_has_words": lambda: Paragraph.objects.create(
            hearing=hearing, version=1, number=9, words=""
        ),
        "debates_hearingevent_once": lambda: HearingEvent.objects.create(**event),
        "debates_codecard_once": lambda: CodeCard.objects.create(hearing=hearing, key=key),
        "debates_voice_words_known": lambda: held.update(channel="?"),
        "debates_voice_about_one_thing": lambda: held.update(about="idea"),
        "debates_voice_replies_in_debate": lambda: held.update(
            about="idea", lat=50, lon=20, parent=other
        ),
        "debates_voice_has_words": lambda: held.update(words=""),
        "debates_voice_shown_is_checked": lambda: held.update(checked_at=None),
        "debates_voice_hidden_by_a_rule": lambda: held.update(state="hidden"),
        "debates_voice_appeal_decided_by_another": lambda: held.update(
            state="hidden",
            rule="sells",
            hidden_by=ola,
            appeal="A",
            appeal_by=ola,
            appeal_answer="B",
        ),
        "debates_voice_outcome_in_words": lambda: held.update(outcome="taken"),
        "debates_voice_sheet_once": lambda: held.update(sheet="1"),
        "debates_voice_code_once": lambda: held.update(code_key="c"),
        "debates_agreement_once": lambda: Agreement.objects.create(voice=voice, who=agreement.who),
        "debates_unit_has_words": lambda: unit.update(about=""),
        "debates_unit_easier_is_easy": lambda: unit.update(easier_of=make_lesson()),
        "debates_unit_published_by_another": lambda: unit.update(published_by=None),
        "debates_unit_published_by_another ": lambda: unit.update(published_by=lesson.written_by),
        "debates_quizquestion_numbered": lambda: lesson.questions.create(number=1, words="A"),
        "debates_quizanswer_numbered": lambda: question.answers.create(
            number=1, words="A", why="B"
        ),
        "debates_quizanswer_one_is_right": lambda: question.answers.create(
            number=9, words="A", why="B", is_right=True
        ),
        "debates_quizanswer_says_why": lambda: question.answers.create(number=9, words="A", why=""),
        "debates_unittie_to_one_thing": lambda: UnitTie.objects.create(unit=lesson),
        "debates_unittie_debate_once": lambda: UnitTie.objects.create(
            unit=lesson, debate=ties["debate"].debate
        ),
        "debates_unittie_hearing_once": lambda: UnitTie.objects.create(
            unit=lesson, hearing=hearing
        ),
    }
    for name, break_it in wrong.items():
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            break_it()
        columns = ("UNIQUE constraint failed",)
        assert name.strip() in str(refused.value) or str(refused.value).startswith(columns), name
