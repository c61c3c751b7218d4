"""Public consultations: every voice is checked, read by rules, answered, told and let go of."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.geo import Point
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates import operations, roll, tasks
from podworko.debates.models import (
    Agreement,
    CodeCard,
    Hearing,
    HearingEvent,
    Voice,
)
from podworko.debates.operations import HEARING_FIELDS, Author, Said, SayError, Sheet
from podworko.debates.queries.say import hearing_page, queue_of
from podworko.debates.tests.say_factories import (
    answer,
    author,
    checked,
    first_paragraph,
    hidden,
    make_hearing,
    make_user,
    open_hearing,
    say,
    shown,
    told_hearing,
    weighing,
)
from podworko.diagnosis.models import Evidence
from podworko.diagnosis.tests.factories import make_need
from podworko.messages.models import Message
from podworko.messages.public import unsealed

pytestmark = pytest.mark.django_db

PARAGRAPH, IDEA, DEBATE = Voice.About.PARAGRAPH, Voice.About.IDEA, Voice.About.DEBATE


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_a_new_version_keeps_what_was_said_of_the_former() -> None:
    hearing = open_hearing()
    voice = shown(hearing, about=PARAGRAPH, paragraph=first_paragraph(hearing))

    operations.write_document(hearing, text="Nowy.\r\n\r\n \r\nDrugi\nwiersz.", actor=SYSTEM)

    page = hearing_page(again(hearing))
    assert [part.paragraph.words for part in page.parts] == ["Nowy.", "Drugi\nwiersz."]
    assert [part.groups[0].voice for part in page.former] == [voice]
    with pytest.raises(SayError):
        operations.write_document(hearing, text=" \n\n ", actor=SYSTEM)
    with pytest.raises(SayError, match="400"):
        operations.write_document(hearing, text="a\n\n" * 401, actor=SYSTEM)


def test_nothing_that_residents_were_promised_changes() -> None:
    hearing = open_hearing()
    seen = version_of(again(hearing), HEARING_FIELDS)

    for change in (
        {"title": "Coś innego."},
        {"who_decides": "Nikt."},
        {"rules": "Tylko za."},
        {"has_map": False},
        {"closes_at": hearing.closes_at - timedelta(hours=1)},
        {"answer_by": hearing.answer_by + timedelta(days=1)},
        {"answer_by": date(2020, 1, 1)},
        {"closes_at": hearing.opens_at},
    ):
        row = again(hearing)
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(SayError):
            operations.save_hearing(row, actor=SYSTEM, seen_version=seen)
    with pytest.raises(ChangedMeanwhileError):
        operations.save_hearing(hearing, actor=SYSTEM, seen_version="x")
    hearing.closes_at += timedelta(days=1)
    operations.save_hearing(hearing, actor=SYSTEM, seen_version=seen)
    told = told_hearing()
    with pytest.raises(SayError):
        operations.save_hearing(
            told, actor=SYSTEM, seen_version=version_of(again(told), HEARING_FIELDS)
        )


def test_a_hearing_is_announced_with_something_to_speak_of_and_ends_by_itself() -> None:
    empty = make_hearing(document="", has_map=False, has_debate=False)
    late = make_hearing(closes_at=timezone.now() - timedelta(minutes=1))
    hearing = open_hearing()
    for wrong in (empty, late, hearing):
        with pytest.raises(SayError):
            operations.announce_hearing(wrong, actor=SYSTEM)
    with pytest.raises(SayError):
        operations.close_hearing(hearing, actor=SYSTEM)
    with pytest.raises(SayError):
        operations.call_off_hearing(hearing, words=" ", actor=SYSTEM)

    Hearing.objects.filter(pk=hearing.pk).update(closes_at=timezone.now())
    tasks.close_hearings()

    assert again(hearing).state == "weighing"
    with pytest.raises(SayError):
        operations.write_document(hearing, text="a", actor=SYSTEM)
    operations.call_off_hearing(hearing, words="Rada się wycofała.", actor=SYSTEM)
    with pytest.raises(SayError):
        operations.call_off_hearing(hearing, words="Znowu.", actor=SYSTEM)
    other = open_hearing()
    Hearing.objects.filter(pk=other.pk).update(closes_at=timezone.now())
    operations.close_hearing(other, actor=SYSTEM)


def test_meetings_of_the_programme_are_named_once() -> None:
    hearing = make_hearing()
    session = make_session(activity=make_activity(pal=hearing.pal, kind="debate"))
    event = operations.add_event(hearing, session=session, actor=SYSTEM)
    with pytest.raises(SayError):
        operations.add_event(hearing, session=session, actor=SYSTEM)
    operations.remove_event(event, actor=SYSTEM)
    assert not HearingEvent.objects.exists()


def test_a_voice_waits_for_its_link_then_for_the_team() -> None:
    hearing = open_hearing()

    voice = say(hearing, name="ada")

    assert "/debaty/konsultacje/glos/" in unsealed(Message.objects.get()).body_text
    assert (queue_of(hearing).waiting, queue_of(hearing).unchecked) == ((), 1)
    operations.show_voices(hearing, voices=[voice.pk], actor=SYSTEM)
    assert again(voice).state == "waiting"
    operations.check_voice(voice, actor=RESIDENT)
    operations.check_voice(voice, actor=RESIDENT)
    assert queue_of(hearing).waiting == (voice,)
    operations.show_voices(hearing, voices=[voice.pk], actor=SYSTEM)
    assert hearing_page(hearing).threads[0].group.voice == voice


def test_a_link_to_what_was_dropped_meanwhile_is_a_no() -> None:
    voice = say(open_hearing(), name="ada")
    Voice.objects.filter(pk=voice.pk).delete()
    with pytest.raises(SayError):
        operations.check_voice(voice, actor=RESIDENT)


def test_the_same_words_of_one_person_are_one_voice_and_of_many_one_text() -> None:
    hearing = open_hearing()
    for name in ("ada", "ADA+x", "bo", "cy"):
        shown(hearing, "Więcej  ławek!", name=name)
    shown(hearing, "WIĘCEJ ŁAWEK", name="dy")
    shown(hearing, "Mniej psów.", name="ada")

    page = hearing_page(hearing)

    assert [(thread.group.people, thread.group.voice.words) for thread in page.threads] == [
        (4, "Więcej  ławek!"),
        (1, "Mniej psów."),
    ]
    assert (page.counts.texts, page.counts.people, page.counts.unknown) == (2, 4, 0)


def test_only_parts_that_there_are_take_voices_and_only_in_time() -> None:
    hearing = open_hearing(has_map=False, has_debate=False)
    other = open_hearing()
    wrong: list[dict[str, Any]] = [
        {"about": DEBATE},
        {"about": IDEA, "point": Point(50, 20)},
        {"about": PARAGRAPH},
        {"about": PARAGRAPH, "paragraph": first_paragraph(other)},
    ]
    for said in wrong:
        with pytest.raises(SayError):
            say(hearing, **said)
    with pytest.raises(SayError):
        say(hearing, " ", about=PARAGRAPH, paragraph=first_paragraph(hearing))
    reply = shown(other, "Tak.", parent=shown(other))
    with pytest.raises(SayError):
        say(other, parent=reply)
    for name in ("opens_at", "closes_at"):
        moved = open_hearing()
        moment = timezone.now() + timedelta(hours=1 if name == "opens_at" else -1)
        Hearing.objects.filter(pk=moved.pk).update(**{name: moment})
        with pytest.raises(SayError):
            say(moved)
    with pytest.raises(SayError):
        operations.say(other, said=Said("A"), author=Author(), is_crowded=False, actor=RESIDENT)


def test_a_place_is_kept_to_some_fifty_metres() -> None:
    voice = say(open_hearing(), about=IDEA, point=Point(50.061234, 19.937777), where=" Rynek ")
    assert (voice.lat, voice.lon, voice.where) == (50.061, 19.938, "Rynek")


def test_a_code_from_a_card_counts_at_once_and_opens_what_its_holder_said() -> None:
    hearing = open_hearing()
    (code,) = operations.make_cards(hearing, cards=1, actor=SYSTEM)
    spoken = f" {code[:3]}-{code[3:].lower()} "
    voice = operations.say(
        hearing, said=Said("A"), author=Author(code=spoken), is_crowded=True, actor=RESIDENT
    )
    other = shown(hearing, "B")
    for _twice in range(2):
        operations.agree(other, author=Author(code=code), is_crowded=True, actor=RESIDENT)

    assert voice.checked_at
    assert hearing_page(hearing).threads[0].group.agreed == 1
    assert again(hearing).crowded == 3
    for act in (
        lambda: operations.make_cards(hearing, cards=301, actor=SYSTEM),
        lambda: operations.make_cards(make_hearing(), cards=1, actor=SYSTEM),
        lambda: operations.agree(
            other, author=Author(code="AAAAAAAAA"), is_crowded=False, actor=RESIDENT
        ),
    ):
        with pytest.raises(SayError):
            act()


def test_thinking_the_same_counts_once_for_a_checked_contact() -> None:
    hearing = open_hearing()
    voice = shown(hearing, name="ada")
    for who in ("bo", "BO", "ada"):
        operations.agree(voice, author=author(who), is_crowded=False, actor=RESIDENT)
    bo, ada = Agreement.objects.order_by("pk")

    assert hearing_page(hearing).threads[0].group.agreed == 0
    for _twice in range(2):
        operations.check_agreement(bo, actor=RESIDENT)
    with pytest.raises(SayError, match="Twój"):
        operations.check_agreement(ada, actor=RESIDENT)
    operations.agree(voice, author=author("bo"), is_crowded=False, actor=RESIDENT)

    assert hearing_page(hearing).threads[0].group.agreed == 1
    assert hearing_page(hearing).counts.agreed == 1
    assert Message.objects.filter(template="debates/say_agree").count() == 3
    with pytest.raises(SayError):
        operations.agree(say(hearing), author=author(), is_crowded=False, actor=RESIDENT)
    weighing(hearing)
    with pytest.raises(SayError):
        operations.check_agreement(ada, actor=RESIDENT)


def test_what_is_typed_for_somebody_is_marked_by_its_way_and_counted_as_unknown() -> None:
    hearing = open_hearing()
    way = Voice.Way.EVENT
    voice, code = operations.type_voice(
        hearing, said=Said("Cień."), author=Author(), way=way, actor=SYSTEM
    )
    phone = Author(contact=roll.Contact(phone="+48600100200"), letter_to="")
    _voice, none = operations.type_voice(
        hearing, said=Said("Cień."), author=phone, way=Voice.Way.PHONE, actor=SYSTEM
    )
    with pytest.raises(SayError, match="to samo"):
        operations.type_voice(hearing, said=Said("cień"), author=phone, way=way, actor=SYSTEM)
    sheets = [
        Sheet("1", Said("Kosze."), Author()),
        Sheet("2", Said("Kosze."), Author(letter_to="Jan, Rynek 1")),
    ]
    assert operations.type_sheets(hearing, sheets=sheets, actor=SYSTEM) == 2
    with pytest.raises(SayError, match="1 jest już"):
        operations.type_sheets(hearing, sheets=sheets, actor=SYSTEM)
    with pytest.raises(SayError, match="Kartka 3"):
        operations.type_sheets(hearing, sheets=[Sheet("3", Said("Cień."), phone)], actor=SYSTEM)
    operations.show_voices(
        hearing, voices=list(Voice.objects.values_list("pk", flat=True)), actor=SYSTEM
    )

    counts = hearing_page(hearing).counts
    assert (len(code), none, voice.channel) == (9, "", "event")
    assert (counts.texts, counts.people, counts.unknown) == (2, 4, 3)
    assert dict(counts.ways) == {"na papierze": 2, "na spotkaniu": 1, "telefonicznie": 1}
    with pytest.raises(SayError):
        operations.type_voice(told_hearing(), said=Said("A"), author=phone, way=way, actor=SYSTEM)


def test_a_hidden_voice_has_a_rule_and_is_looked_at_anew_once_by_another_person() -> None:
    hearing, ola, jan = open_hearing(), make_user("ola"), make_user("jan")
    voice = hidden(hearing, by=ola)
    assert "obraża albo grozi" in Message.objects.latest("pk").body_text

    def decide(by: User, words: str = "To opinia.") -> None:
        operations.decide_appeal(voice, is_shown=True, words=words, actor=by)

    refusals: list[Callable[[], None]] = [
        lambda: decide(jan),
        lambda: operations.appeal(voice, words=" ", actor=RESIDENT),
        lambda: operations.hide_voice(voice, rule=Voice.Rule.SELLS, words="", actor=jan),
        lambda: operations.hide_voice(say(hearing), rule=Voice.Rule.SELLS, words="", actor=jan),
    ]
    for act in refusals:
        with pytest.raises(SayError):
            act()
    operations.appeal(voice, words="To nie obraza.", actor=RESIDENT)
    with pytest.raises(SayError, match="inna osoba"):
        decide(ola)
    with pytest.raises(SayError, match="dlaczego"):
        decide(jan, " ")
    assert queue_of(hearing).appealed == (voice,)
    decide(jan)

    assert (again(voice).state, again(voice).appeal_by) == ("shown", jan)
    assert "znowu na stronie" in Message.objects.latest("pk").body_text
    for act in (
        lambda: decide(jan),
        lambda: operations.appeal(voice, words="Jeszcze.", actor=RESIDENT),
        lambda: operations.hide_voice(again(voice), rule=Voice.Rule.SELLS, words="", actor=jan),
    ):
        with pytest.raises(SayError):
            act()


def told(hearing: Hearing, words: str = "Staną ławki.") -> int:
    return operations.tell_hearing(hearing, decided=words, actor=SYSTEM)


def test_nothing_is_told_while_a_voice_waits_or_has_no_answer() -> None:
    hearing = open_hearing()
    waiting, bad = checked(hearing), hidden(hearing, by=make_user())
    operations.appeal(bad, words="Nie.", actor=RESIDENT)
    with pytest.raises(SayError, match="po końcu"):
        told(hearing)
    hearing = weighing(hearing)
    for words in (" ", "Staną ławki."):
        with pytest.raises(SayError):
            told(hearing, words)
    operations.show_voices(hearing, voices=[waiting.pk], actor=SYSTEM)
    with pytest.raises(SayError, match="odwołania"):
        told(hearing)
    operations.decide_appeal(bad, is_shown=False, words="Zostaje.", actor=make_user())
    with pytest.raises(SayError, match="każdy głos"):
        told(hearing)
    answer(hearing, waiting)
    assert told(hearing) == 1
    with pytest.raises(SayError):
        told(hearing)


def test_everybody_is_told_of_their_own_voice_and_copies_get_one_answer() -> None:
    need = make_need()
    hearing = open_hearing(need=need, pal=need.pal)
    one, copy = shown(hearing, name="ada"), shown(hearing, "WIĘCEJ ŁAWEK", name="bo")
    other = shown(hearing, "Cień.", name="cy")
    hearing = weighing(hearing)
    answer(hearing, one)
    answer(hearing, other, outcome="not")

    assert told(hearing) == 3

    assert again(copy).outcome == "taken"
    letters = Message.objects.filter(template="debates/say_answer").order_by("pk")
    assert [row.to_email for row in letters] == [f"{n}@example.org" for n in ("ada", "bo", "cy")]
    assert "nieuwzględniony" in letters[2].body_text
    assert Evidence.objects.get(about=f"debates.hearing:{hearing.pk}").voices == 3
    assert hearing_page(hearing).outcomes == [("uwzględniony", 1), ("nieuwzględniony", 1)]


def test_an_answer_has_words_and_voices_and_is_not_taken_back() -> None:
    hearing = told_hearing()
    one = hearing.voices.get()
    with pytest.raises(SayError, match="odpowiedź"):
        operations.withdraw_voice(one, actor=RESIDENT)
    for words, voices in ((" ", [one.pk]), ("Tak.", [])):
        with pytest.raises(SayError):
            operations.answer_voices(
                hearing, voices=voices, outcome=Voice.Outcome.NOT, words=words, actor=SYSTEM
            )
    with pytest.raises(SayError):
        answer(make_hearing(), one)


def test_one_put_back_after_the_end_is_answered_and_its_author_told_at_once() -> None:
    hearing = open_hearing()
    bad = hidden(hearing, by=make_user(), name="zo")
    hearing = weighing(hearing)
    operations.tell_hearing(hearing, decided="Nic.", actor=SYSTEM)
    operations.appeal(bad, words="Nie.", actor=RESIDENT)
    operations.decide_appeal(bad, is_shown=True, words="Tak.", actor=make_user())

    answer(again(hearing), bad)

    assert Message.objects.get(template="debates/say_answer").to_email == "zo@example.org"


def test_one_may_take_words_back_and_nothing_of_them_stays() -> None:
    voice = checked(open_hearing())
    for _twice in range(2):
        operations.withdraw_voice(voice, actor=RESIDENT)
    row = again(voice)
    assert (row.state, row.words, row.email, row.first_name) == ("withdrawn", "", "", "")


def test_authors_go_ninety_days_after_and_unchecked_voices_in_two_weeks() -> None:
    hearing = told_hearing()
    operations.make_cards(open_hearing(), cards=1, actor=SYSTEM)
    unchecked = say(open_hearing())
    Voice.objects.filter(pk=unchecked.pk).update(sent_at=timezone.now() - timedelta(days=15))
    ended = Hearing.objects.filter(pk=hearing.pk)

    ended.update(ended_at=timezone.now() - timedelta(days=89))
    assert operations.erase_voices(actor=SYSTEM) == 0
    ended.update(ended_at=timezone.now() - timedelta(days=91))
    tasks.erase_voices()

    voice = hearing.voices.get()
    assert (voice.email, voice.first_name, len(voice.who)) == ("", "", 32)
    assert voice.words
    assert not Voice.objects.filter(pk=unchecked.pk).exists()
    assert CodeCard.objects.count() == 1
    assert operations.erase_voices(actor=SYSTEM) == 0


def test_a_hearing_costs_the_same_for_one_voice_and_three() -> None:
    hearing = open_hearing()

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = hearing_page(again(hearing))
            assert page.groups
            assert queue_of(hearing).late == 0
        return len(queries)

    shown(hearing, "A")
    checked(hearing, "B")
    one = cost()
    for words in ("C", "D"):
        shown(hearing, words, parent=shown(hearing, words, name="x"))
        checked(hearing, f"{words} czeka")
    assert cost() == one
