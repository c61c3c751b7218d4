"""Questions: one reader, sealed words, counts that stay, nothing kept longer than promised."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.accounts.public import Grant
from podworko.advice import answer_codes, operations, policies, reading, tasks
from podworko.advice.models import Question, Tally, Turn
from podworko.advice.operations import QuestionData
from podworko.advice.reading import AdviceError, Contact
from podworko.advice.tests.factories import (
    make_pal,
    make_question,
    make_staff,
    make_topic,
    new_code,
)
from podworko.audit.models import Access, Entry
from podworko.audit.public import RESIDENT, SYSTEM, history, label
from podworko.core import times
from podworko.messages.models import Message
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db


def told(question: Question) -> dict[str, int]:
    rows = Tally.objects.filter(topic=question.topic)
    return {row.what: row.number for row in rows if row.number}


def test_what_is_asked_is_sealed_and_opens_for_its_reader() -> None:
    question = make_question(words="Mam dług.", contact=Contact("a@example.org", ""))

    opened = reading.read(question, actor=make_staff())

    assert [said.words for said in opened.said] == ["Mam dług."]
    assert opened.contact == Contact("a@example.org", "")
    turn = Turn.objects.get()
    assert "dług" not in turn.words
    assert "example" not in question.contact


@pytest.mark.parametrize(
    ("role", "here", "sees"),
    [
        ("specialist", True, True),
        ("specialist", False, False),
        ("animator", True, False),
        ("pal-manager", True, False),
        ("social-worker", True, False),
    ],
)
def test_only_the_role_of_the_topic_in_the_pal_reads(*, role: str, here: bool, sees: bool) -> None:
    pal = make_pal()
    make_staff("specialist", pal=pal)
    question = make_question(topic=make_topic(role="specialist"), pal=pal)

    user = make_staff(role, pal=pal if here else make_pal())

    assert policies.readable_questions(user).filter(pk=question.pk).exists() is sees


@pytest.mark.parametrize("role", ["network-coordinator", "administrator", "animator"])
def test_nobody_above_reads_what_another_role_answers(role: str) -> None:
    make_question(topic=make_topic(role="specialist"))

    assert list(policies.readable_questions(make_staff(role))) == []


def test_without_a_pal_whoever_holds_the_role_anywhere_reads() -> None:
    question = make_question()

    assert list(policies.readable_questions(make_staff(pal=make_pal()))) == [question]


def test_who_lost_the_role_reads_no_more() -> None:
    make_question()
    user = make_staff()
    Grant.objects.filter(user=user).update(valid_from=date(2019, 1, 1), valid_to=date(2020, 1, 1))

    assert list(policies.readable_questions(user)) == []


def test_who_is_not_active_reads_nothing() -> None:
    make_question()
    user = make_staff()
    user.is_active = False

    assert list(policies.readable_questions(user)) == []


def test_every_look_is_logged_with_who_looked() -> None:
    question, user = make_question(), make_staff()

    reading.read(question, actor=user)
    reading.read_own(question)

    looks = Access.objects.filter(target=label(question)).order_by("pk")
    assert list(looks.values_list("purpose", "actor")) == [
        ("question.read", label(user)),
        ("question.read_own", RESIDENT),
    ]


def test_the_code_is_not_stored() -> None:
    code = new_code()

    question = make_question(code=code)

    assert code not in question.code_digest
    assert question.code_digest == answer_codes.digest(code)


def test_sent_twice_is_asked_once() -> None:
    code, topic = new_code(), make_topic()

    first = make_question(code=code, topic=topic)
    second = make_question(code=code, topic=topic)

    assert first == second
    assert told(first) == {"asked": 1}


def test_no_question_goes_where_nobody_reads() -> None:
    pal, topic = make_pal(), make_topic(role="specialist")
    make_staff("specialist", pal=make_pal())

    with pytest.raises(AdviceError) as caught:
        operations.ask(QuestionData(topic, "Co robić?", pal), code=new_code(), actor=RESIDENT)

    assert caught.value.field == "pal"
    assert not Question.objects.exists()


def test_nobody_is_asked_about_a_topic_without_anybody_or_taken_away() -> None:
    lonely, away = make_topic(role="specialist"), make_topic(is_offered=False)
    make_staff()

    for topic in (lonely, away):
        with pytest.raises(AdviceError) as caught:
            operations.ask(QuestionData(topic, "Co robić?"), code=new_code(), actor=RESIDENT)
        assert caught.value.field == "topic"


@pytest.mark.parametrize("words", ["", "  ", "ą" * 4001])
def test_no_words_or_too_many_are_refused(words: str) -> None:
    with pytest.raises(AdviceError):
        make_question(words=words)

    assert not Question.objects.exists()


def test_without_a_key_nothing_is_taken(settings: object) -> None:
    settings.PODWORKO_VAULT_KEYS = []  # type: ignore[attr-defined]

    with pytest.raises(AdviceError, match="bezpiecznie"):
        make_question()

    assert not Question.objects.exists()
    assert not Tally.objects.exists()


def test_with_another_key_nothing_opens_and_it_says_so(settings: object) -> None:
    question = make_question()
    settings.PODWORKO_VAULT_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]  # type: ignore[attr-defined]

    with pytest.raises(AdviceError, match="otworzyć"):
        reading.read(question, actor=SYSTEM)


def test_an_answer_is_counted_once_and_in_time() -> None:
    question = make_question()

    operations.answer(question, words="Tak.", actor=make_staff())
    operations.answer(question, words="I jeszcze to.", actor=make_staff())

    question.refresh_from_db()
    assert question.state == Question.State.ANSWERED
    assert told(question) == {"asked": 1, "answered": 1, "in_time": 1}


def test_a_late_answer_is_not_in_time() -> None:
    question = make_question()
    Question.objects.update(due_on=date(2020, 1, 1))

    operations.answer(question, words="Tak.", actor=make_staff())

    assert told(question) == {"asked": 1, "answered": 1}


def test_who_left_an_email_is_told_that_an_answer_waits_and_nothing_more() -> None:
    question = make_question(words="Mam dług.", contact=Contact("a@example.org", ""))

    operations.answer(question, words="Zadzwoń tam.", actor=make_staff())

    message = Message.objects.get()
    assert message.template == "advice/answered"
    assert message.sealed
    assert (message.to_email, message.body_text, message.subject) == ("", "", "")


def test_who_has_only_a_landline_is_phoned_by_whoever_answered() -> None:
    question = make_question(contact=Contact("", "+48126167800"))

    operations.answer(question, words="Tak.", actor=make_staff())

    question.refresh_from_db()
    assert question.to_call
    assert not Message.objects.exists()
    operations.note_call(question, actor=make_staff())
    question.refresh_from_db()
    assert not question.to_call


def test_without_a_contact_nobody_is_told() -> None:
    question = make_question()

    operations.answer(question, words="Tak.", actor=make_staff())

    question.refresh_from_db()
    assert not question.to_call
    assert not Message.objects.exists()


def test_asking_on_begins_the_days_anew() -> None:
    question = make_question()
    operations.answer(question, words="Tak.", actor=make_staff())
    operations.mark_read(question, actor=RESIDENT)
    Question.objects.update(due_on=date(2020, 1, 1))

    operations.ask_more(question, words="A kiedy?", actor=RESIDENT)

    question.refresh_from_db()
    assert (question.state, question.read_at) == (Question.State.OPEN, None)
    assert question.due_on > date(2020, 1, 1)


def test_a_long_thread_becomes_a_talk() -> None:
    question = make_question()
    for _time in range(19):
        operations.ask_more(question, words="A kiedy?", actor=RESIDENT)

    with pytest.raises(AdviceError, match="Zadzwoń"):
        operations.ask_more(question, words="A kiedy?", actor=RESIDENT)


def test_an_answer_is_read_once_and_a_question_without_one_is_not() -> None:
    question = make_question()
    operations.mark_read(question, actor=RESIDENT)
    assert Question.objects.get().read_at is None
    operations.answer(question, words="Tak.", actor=make_staff())

    operations.mark_read(question, actor=RESIDENT)
    first = Question.objects.get().read_at
    operations.mark_read(question, actor=RESIDENT)

    assert first is not None
    assert Question.objects.get().read_at == first


def test_who_changes_their_mind_is_counted_once() -> None:
    question = make_question()
    operations.answer(question, words="Tak.", actor=make_staff())

    for helped in (True, True, False, True):
        operations.judge(question, helped=helped, actor=RESIDENT)

    assert told(question) == {"asked": 1, "answered": 1, "in_time": 1, "helped": 1}


def test_a_verdict_goes_with_a_question_that_is_handed_over() -> None:
    topic, other = make_topic(), make_topic()
    for question in (make_question(topic=topic), make_question(topic=other)):
        operations.answer(question, words="Tak.", actor=make_staff())
        operations.judge(question, helped=True, actor=RESIDENT)
    moved = Question.objects.get(topic=topic)

    operations.move(moved, topic=other, actor=SYSTEM)
    operations.judge(moved, helped=False, actor=RESIDENT)

    of_verdicts = Tally.objects.filter(what__in=("helped", "not_helped"), number__gt=0)
    assert sorted(of_verdicts.values_list("topic", "what", "number")) == [
        (other.pk, "helped", 1),
        (other.pk, "not_helped", 1),
    ]


def test_nothing_is_judged_before_there_is_an_answer() -> None:
    with pytest.raises(AdviceError):
        operations.judge(make_question(), helped=True, actor=RESIDENT)


def test_a_question_handed_over_is_read_by_the_other_role_alone() -> None:
    question, worker = make_question(), make_staff("social-worker")
    other = make_topic(role="social-worker")
    animator = make_staff()

    operations.move(question, topic=other, actor=animator)

    assert list(policies.readable_questions(worker)) == [question]
    assert list(policies.readable_questions(animator)) == []
    (entry,) = Entry.objects.filter(verb="question.moved")
    assert entry.details["after"] == label(other)


def test_a_question_is_not_handed_over_to_nobody() -> None:
    with pytest.raises(AdviceError):
        operations.move(make_question(), topic=make_topic(role="specialist"), actor=SYSTEM)


def test_a_question_is_not_handed_over_to_a_topic_that_is_off() -> None:
    with pytest.raises(AdviceError) as caught:
        operations.move(make_question(), topic=make_topic(is_offered=False), actor=SYSTEM)

    assert caught.value.field == "topic"


def test_whoever_asked_erases_all_of_it_and_the_message_does_not_leave() -> None:
    question = make_question(contact=Contact("a@example.org", ""))
    operations.answer(question, words="Tak.", actor=make_staff())

    operations.erase(question, actor=RESIDENT)

    assert not Question.objects.exists()
    assert not Turn.objects.exists()
    assert Message.objects.get().status == "withdrawn"
    assert Tally.objects.get(what="answered").number == 1
    with pytest.raises(AdviceError, match="usunięte"):
        operations.erase(question, actor=RESIDENT)


@pytest.mark.parametrize(
    ("read_days", "answered_days", "is_gone"),
    [(29, 40, False), (30, 40, True), (None, 89, False), (None, 90, True), (None, None, False)],
)
def test_what_is_over_is_erased_and_the_trail_says_so(
    *, read_days: int | None, answered_days: int | None, is_gone: bool
) -> None:
    question, now = make_question(), timezone.now()
    if answered_days is not None:
        operations.answer(question, words="Tak.", actor=make_staff())
        Question.objects.update(answered_at=now - timedelta(days=answered_days))
    if read_days is not None:
        Question.objects.update(read_at=now - timedelta(days=read_days))

    tasks.erase_old()

    assert Question.objects.exists() is not is_gone
    assert ("question.erased_old" in history(question)) is is_gone


@pytest.mark.parametrize(("days", "gone"), [(0, 0), (89, 0), (90, 1)])
def test_who_asks_on_at_the_last_moment_is_still_answered(*, days: int, gone: int) -> None:
    question = make_question()
    operations.answer(question, words="Tak.", actor=make_staff())
    Question.objects.update(answered_at=timezone.now() - timedelta(days=89))

    operations.ask_more(question, words="A kiedy?", actor=RESIDENT)
    due_on = Question.objects.get().due_on
    at_noon = times.at(due_on + timedelta(days=days), time(12))

    assert operations.erase_old(actor=SYSTEM, now=at_noon) == gone


@pytest.mark.parametrize(("days", "gone"), [(89, 0), (90, 1)])
def test_what_nobody_answered_is_not_kept_for_ever(*, days: int, gone: int) -> None:
    make_question()
    Question.objects.update(due_on=times.today() - timedelta(days=days))

    assert operations.erase_old(actor=SYSTEM) == gone


@pytest.mark.parametrize(("due_on", "gone"), [(date(2026, 9, 1), 0), (date(2026, 8, 31), 1)])
def test_days_are_counted_on_the_calendar_when_clocks_went_back_meanwhile(
    *, due_on: date, gone: int
) -> None:
    make_question()
    Question.objects.update(due_on=due_on)
    late = times.at(date(2026, 11, 29), time(23, 30))

    assert operations.erase_old(actor=SYSTEM, now=late) == gone


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        (date(2026, 11, 30), 5, date(2026, 12, 7)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 11, 9), 2, date(2026, 11, 12)),
        (date(2026, 11, 14), 1, date(2026, 11, 16)),
    ],
    ids=["over a weekend", "over Christmas", "over Independence Day", "from a Saturday"],
)
def test_days_are_those_on_which_offices_work(day: date, days: int, due: date) -> None:
    assert times.working_day_after(day, days=days) == due


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "answered"},
        {"state": "lost"},
        {"channel": "api"},
        {"code_digest": ""},
    ],
)
def test_the_database_refuses(wrong: dict[str, str]) -> None:
    question = make_question(channel=Channel.PHONE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**wrong)


def test_a_code_is_read_aloud_in_threes_and_typed_anyhow() -> None:
    code = new_code()

    shown = answer_codes.spaced(code)

    assert [len(part) for part in shown.split()] == [3, 3, 3]
    assert answer_codes.plain(f" {shown.lower()} ") == code
    assert answer_codes.plain(shown.replace(" ", "-")) == code
