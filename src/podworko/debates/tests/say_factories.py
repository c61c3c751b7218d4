"""Hearings, voices and lessons, as tests need them."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.geo import Point
from podworko.debates import operations, roll, say_who
from podworko.debates.models import Hearing, Paragraph, Unit, Voice
from podworko.debates.operations import AnswerData, Author, QuestionData, Said
from podworko.diagnosis.tests.factories import make_pal
from podworko.network.public import Pal

_numbers = count(1)
DOCUMENT = "Plac jest czynny od 8 do 22.\n\nPsy tylko na smyczy."
QUIZ = (
    QuestionData(
        "Kto decyduje?",
        (
            AnswerData("Rada Dzielnicy", is_right=True, why="Tak mówi jej statut."),
            AnswerData("PAL", is_right=False, why="PAL zbiera głosy i je przekazuje."),
        ),
    ),
    QuestionData(
        "Czy trzeba podać nazwisko?",
        (
            AnswerData("Tak", is_right=False, why="Wystarczy kontakt do odpowiedzi."),
            AnswerData("Nie", is_right=True, why="Nazwiska nie pokazujemy nigdzie."),
        ),
    ),
)


def make_hearing(*, document: str = DOCUMENT, **fields: Any) -> Hearing:
    """Prepare a hearing of two paragraphs, on since yesterday, until tomorrow."""
    now = timezone.now()
    pal = fields.pop("pal", None) or make_pal()
    given = {
        "title": "Regulamin placu",
        "about": "Zmieniamy regulamin.",
        "who_decides": "Rada Dzielnicy, w marcu.",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=1),
        "answer_by": timezone.localdate() + timedelta(days=30),
        "has_map": True,
        **fields,
    }
    return operations.prepare_hearing(Hearing(pal=pal, **given), document=document, actor=SYSTEM)


def open_hearing(**fields: Any) -> Hearing:
    hearing = make_hearing(**fields)
    operations.announce_hearing(hearing, actor=SYSTEM)
    return Hearing.objects.get(pk=hearing.pk)


def first_paragraph(hearing: Hearing) -> Paragraph:
    return hearing.paragraphs.get(version=hearing.document_version, number=1)


def author(name: str = "", **more: Any) -> Author:
    contact = roll.Contact(email=f"{name or next(_numbers)}@example.org")
    return Author(contact=contact, **more)


def say(hearing: Hearing, words: str = "Więcej ławek.", *, name: str = "", **said: Any) -> Voice:
    """Say something on the web, without opening the link."""
    return operations.say(
        hearing, said=Said(words, **said), author=author(name), is_crowded=False, actor=RESIDENT
    )


def checked(hearing: Hearing, words: str = "Więcej ławek.", **more: Any) -> Voice:
    voice = say(hearing, words, **more)
    operations.check_voice(voice, actor=RESIDENT)
    return Voice.objects.get(pk=voice.pk)


def shown(hearing: Hearing, words: str = "Więcej ławek.", **more: Any) -> Voice:
    voice = checked(hearing, words, **more)
    operations.show_voices(hearing, voices=[voice.pk], actor=SYSTEM)
    return Voice.objects.get(pk=voice.pk)


def make_user(name: str = "") -> User:
    return User.objects.create_user(f"{name or next(_numbers)}@desk.example.org", name=name or "A")


def hidden(hearing: Hearing, words: str = "Brzydko.", *, by: User, **more: Any) -> Voice:
    voice = checked(hearing, words, **more)
    operations.hide_voice(voice, rule=Voice.Rule.OFFENDS, words="", actor=by)
    return Voice.objects.get(pk=voice.pk)


def weighing(hearing: Hearing) -> Hearing:
    """Let the time to speak be over."""
    Hearing.objects.filter(pk=hearing.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    operations.close_due_hearings(actor=SYSTEM)
    return Hearing.objects.get(pk=hearing.pk)


def answer(hearing: Hearing, *voices: Voice, outcome: str = "taken") -> None:
    operations.answer_voices(
        hearing,
        voices=[voice.pk for voice in voices],
        outcome=Voice.Outcome(outcome),
        words="Staną trzy ławki.",
        actor=SYSTEM,
    )


def told_hearing(**fields: Any) -> Hearing:
    """Tell what was done with one voice."""
    hearing = open_hearing(**fields)
    voice = shown(hearing)
    hearing = weighing(hearing)
    answer(hearing, voice)
    operations.tell_hearing(hearing, decided="Staną ławki.", actor=SYSTEM)
    return Hearing.objects.get(pk=hearing.pk)


def make_lesson(*, by: User | None = None, **fields: Any) -> Unit:
    given = {"title": "Jak działają konsultacje", "about": "Pytamy. Słuchamy.", **fields}
    unit = Unit(how="Przeczytaj.\nNapisz.", **given)
    return operations.write_lesson(unit, quiz=QUIZ, actor=by or make_user())


def published_lesson(**fields: Any) -> Unit:
    unit = make_lesson(**fields)
    operations.publish_lesson(unit, actor=make_user())
    return Unit.objects.get(pk=unit.pk)


def say_world(pal: Pal) -> dict[str, Any]:
    """Make hearings of a PAL in every state and a lesson, as addresses name their parts."""
    hearing, draft = open_hearing(pal=pal), make_hearing(pal=pal)
    voice = shown(hearing, paragraph=first_paragraph(hearing), about=Voice.About.PARAGRAPH)
    shown(hearing, "Ciemno tu.", about=Voice.About.IDEA, point=Point(50.06, 19.94))
    waiting = checked(hearing, "Czekam.")
    hidden_one = hidden(hearing, by=make_user())
    operations.appeal(hidden_one, words="To nie obraza.", actor=RESIDENT)
    operations.agree(voice, author=author("bo"), is_crowded=False, actor=RESIDENT)
    read = open_hearing(pal=pal)
    shown(read)
    lesson, draft_lesson = published_lesson(), make_lesson()
    tie = operations.tie_lesson(lesson, to=hearing, actor=SYSTEM)
    session = make_session(activity=make_activity(pal=pal, kind="debate"))
    event = operations.add_event(hearing, session=session, actor=SYSTEM)
    return {
        "hearing": hearing.public_id,
        "hearing_draft": draft.public_id,
        "hearing_read": weighing(read).public_id,
        "hearing_told": told_hearing(pal=pal).public_id,
        "hearing_act": "nic",
        "hearing_event": event.pk,
        "voice": voice.public_id,
        "voice_waiting": waiting.public_id,
        "voice_appealed": hidden_one.public_id,
        "voice_token": say_who.token(voice),
        "voice_agreement": say_who.agreement_token(voice.agreements.get()),
        "lesson": lesson.public_id,
        "lesson_draft": draft_lesson.public_id,
        "lesson_tie": tie.pk,
    }
