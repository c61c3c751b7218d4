"""What public consultations promise to each who spoke, also long after and when all is off."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.geo import Point
from podworko.core.versions import version_of
from podworko.debates import operations, roll, say_who
from podworko.debates.models import Agreement, Hearing, Voice
from podworko.debates.operations import HEARING_FIELDS, Author, Said, SayError, Sheet
from podworko.debates.queries.say import hearing_page, late_queues
from podworko.debates.queries.say_thread import HearingSource
from podworko.debates.tests.say_factories import (
    answer,
    author,
    checked,
    hidden,
    make_user,
    open_hearing,
    say,
    shown,
    told_hearing,
    weighing,
)
from podworko.diagnosis.tests.factories import make_need
from podworko.messages.models import Message
from podworko.planning.public import Ties
from podworko.planning.tests.factories import make_goal, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def end_long_ago(hearing: Hearing) -> None:
    past = timezone.now() - timedelta(days=91)
    Hearing.objects.filter(pk=hearing.pk).update(ended_at=past)


def test_counts_and_codes_outlive_the_contacts() -> None:
    hearing = open_hearing()
    (code,) = operations.make_cards(hearing, cards=1, actor=SYSTEM)
    one, _other = (shown(hearing, words, name="ada") for words in "AB")
    of_card = operations.say(
        hearing, said=Said("C"), author=Author(code=code), is_crowded=False, actor=RESIDENT
    )
    operations.show_voices(hearing, voices=[of_card.pk], actor=SYSTEM)
    for name in ("bo", "cy"):
        operations.agree(one, author=author(name), is_crowded=False, actor=RESIDENT)
    operations.check_agreement(one.agreements.earliest("pk"), actor=RESIDENT)
    before = hearing_page(again(hearing)).counts
    digests = {one.who, *Agreement.objects.values_list("who", flat=True)}
    answer(weighing(hearing), *Voice.objects.all())
    operations.tell_hearing(hearing, decided="Staną.", actor=SYSTEM)
    end_long_ago(hearing)

    assert [operations.erase_voices(actor=SYSTEM) for _twice in range(2)] == [1, 0]

    assert hearing_page(again(hearing)).counts == before
    assert not Voice.objects.filter(who__in=digests).exists()
    assert not Agreement.objects.filter(who__in=digests).exists()
    assert Agreement.objects.count() == 1
    assert again(of_card).who == say_who.code_keys(code)[0]


def test_a_contact_stays_while_its_answer_is_owed() -> None:
    hearing = open_hearing()
    bad = hidden(hearing, by=make_user(), name="zo")
    hearing = weighing(hearing)
    operations.tell_hearing(hearing, decided="Nic.", actor=SYSTEM)
    operations.appeal(bad, words="Nie.", actor=RESIDENT)
    end_long_ago(hearing)
    assert operations.erase_voices(actor=SYSTEM) == 0
    operations.decide_appeal(bad, is_shown=True, words="Tak.", actor=make_user())
    assert operations.erase_voices(actor=SYSTEM) == 0
    answer(again(hearing), bad)
    assert Message.objects.get(template="debates/say_answer").to_email == "zo@example.org"
    assert operations.erase_voices(actor=SYSTEM) == 1


def test_files_leave_the_disk_with_what_is_dropped_or_taken_back(
    django_capture_on_commit_callbacks: Any,
) -> None:
    hearing = open_hearing()
    dropped = say(hearing, "A", attachment=ContentFile(b"x", name="a.pdf"))
    held = say(hearing, "B", attachment=ContentFile(b"x", name="b.pdf"))
    Voice.objects.filter(pk=dropped.pk).update(sent_at=timezone.now() - timedelta(days=15))
    storage, names = held.attachment.storage, [str(dropped.attachment), str(held.attachment)]
    assert all(storage.exists(name) for name in names)

    with django_capture_on_commit_callbacks(execute=True):
        operations.erase_voices(actor=SYSTEM)
        operations.withdraw_voice(held, actor=RESIDENT)

    assert not any(storage.exists(name) for name in names)


def test_nothing_stays_of_what_is_taken_back() -> None:
    hearing = open_hearing()
    voice = hidden(
        hearing,
        "Mieszkam tu.",
        by=make_user(),
        about=Voice.About.IDEA,
        point=Point(50.06, 19.94),
        where="Rynek 1",
    )
    operations.appeal(voice, words="Mieszkam przy Rynku 1.", actor=RESIDENT)
    operations.decide_appeal(voice, is_shown=False, words="Nie.", actor=make_user())
    operations.withdraw_voice(voice, actor=RESIDENT)
    row = again(voice)
    assert (row.words_key, row.appeal, row.where, row.who) == ("", "", "", "")
    assert row.point is None


def test_each_who_spoke_is_told_once_that_it_is_off_and_why() -> None:
    hearing = open_hearing()
    for words in ("A", "B"):
        checked(hearing, words, name="ada")
    say(hearing, "C", name="nieotwarty")
    operations.type_voice(
        hearing,
        said=Said("D"),
        author=Author(letter_to="Jan Nowak, Rynek 1"),
        way=Voice.Way.PAPER,
        actor=SYSTEM,
    )
    phone = Author(contact=roll.Contact(phone="+48123456789"))
    operations.type_voice(hearing, said=Said("E"), author=phone, way=Voice.Way.PHONE, actor=SYSTEM)

    operations.call_off_hearing(hearing, words="Rada się wycofała.", actor=SYSTEM)

    told = Message.objects.filter(template="debates/say_called_off")
    assert sorted(row.to_email or row.to_phone or "list" for row in told) == [
        "+48123456789",
        "ada@example.org",
        "list",
    ]
    assert all("Rada się wycofała." in row.body_text for row in told)


def test_an_answer_that_is_corrected_is_told_again_and_only_then() -> None:
    hearing = told_hearing()
    voice = hearing.voices.get()
    for outcome in ("taken", "not", "not", "taken"):
        answer(hearing, voice, outcome=outcome)
    told = Message.objects.filter(template="debates/say_answer")
    assert told.count() == 3


def test_the_same_words_of_two_places_are_two_ideas() -> None:
    hearing = open_hearing()
    here, there = Point(50.06, 19.94), Point(50.07, 19.95)
    first = shown(hearing, "Ławka.", about=Voice.About.IDEA, point=here, name="ada")
    second = shown(hearing, "Ławka.", about=Voice.About.IDEA, point=there, name="ada")
    shown(hearing, "Ławka.", about=Voice.About.IDEA, point=there, name="bo")

    ideas = hearing_page(hearing).ideas
    assert {(row.voice.pk, row.people) for row in ideas} == {(first.pk, 1), (second.pk, 2)}
    assert hearing_page(hearing).counts.people == 2


def test_a_link_nobody_opened_keeps_nobody_from_calling() -> None:
    hearing = open_hearing()
    say(hearing, "Cień.", name="ada")
    of_ada = {"said": Said("Cień."), "author": author("ada")}
    operations.type_voice(hearing, way=Voice.Way.PHONE, actor=SYSTEM, **of_ada)  # type: ignore[arg-type]
    with pytest.raises(SayError, match="to samo"):
        operations.type_voice(hearing, way=Voice.Way.PHONE, actor=SYSTEM, **of_ada)  # type: ignore[arg-type]


def test_a_copied_text_is_hidden_once_for_all() -> None:
    hearing, ola = open_hearing(), make_user("ola")
    one, copy = checked(hearing, "Kup teraz!", name="a"), shown(hearing, "KUP TERAZ", name="b")
    other = shown(hearing, "Kup ławki.", name="c")
    operations.hide_voice(one, rule=Voice.Rule.SELLS, words="", actor=ola)
    assert [again(row).state for row in (one, copy, other)] == ["hidden", "hidden", "shown"]
    assert Message.objects.filter(template="debates/say_hidden").count() == 2


def test_time_that_is_over_is_not_given_anew_and_no_other_team_gets_the_contacts() -> None:
    hearing = weighing(open_hearing())
    seen = version_of(hearing, HEARING_FIELDS)
    changes = (
        {"closes_at": timezone.now() + timedelta(days=1)},
        {"pal": open_hearing().pal},
    )
    for change in changes:
        row = again(hearing)
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(SayError):
            operations.save_hearing(row, actor=SYSTEM, seen_version=seen)


def test_no_words_are_cut_without_saying_so() -> None:
    hearing = open_hearing()
    with pytest.raises(SayError, match="10000"):
        say(hearing, "a" * 10_001)
    with pytest.raises(SayError, match="20000"):
        operations.write_document(hearing, text="a" * 20_001, actor=SYSTEM)
    with pytest.raises(SayError, match="Kartka 7: "):
        operations.type_sheets(
            open_hearing(has_debate=False), sheets=[Sheet("7", Said("A"), Author())], actor=SYSTEM
        )


def test_the_same_document_again_is_no_new_version() -> None:
    hearing = open_hearing()
    words = [row.words for row in hearing.paragraphs.all()]
    assert operations.write_document(hearing, text="\n\n\n".join(words), actor=SYSTEM) == 1


def test_appeals_are_on_the_first_page_of_the_desk_and_nothing_of_what_is_off() -> None:
    hearing, off = open_hearing(), open_hearing()
    operations.appeal(hidden(hearing, by=make_user()), words="Nie.", actor=RESIDENT)
    operations.call_off_hearing(off, words="Nie ma o co.", actor=SYSTEM)
    checked(hearing)
    late = timezone.now() - timedelta(hours=25)
    Voice.objects.update(checked_at=late)
    (row,) = late_queues([hearing, off])
    assert (row.pk, row.late, row.appeals) == (hearing.pk, 1, 1)  # type: ignore[attr-defined]


def test_the_thread_tells_of_hearings_and_how_many_spoke() -> None:
    need = make_need()
    goal = make_goal(plan=make_plan(pal=need.pal), needs=[need])
    hearing = open_hearing(pal=need.pal, need=need, goal=goal)
    open_hearing(pal=need.pal)
    voice = shown(hearing, name="ada")
    shown(hearing, "B", name="ada")
    operations.agree(voice, author=author("bo"), is_crowded=False, actor=RESIDENT)
    operations.check_agreement(voice.agreements.get(), actor=RESIDENT)
    source, ties = HearingSource(), Ties(frozenset({need.pk}), frozenset({goal.pk}))

    answers = source.answers(ties)

    assert [(row.need_id, row.goal_id) for row in answers] == [(need.pk, None), (None, goal.pk)]
    assert source.total(ties).participations == 2
    year = timezone.localtime(hearing.closes_at).year
    goal.plan.year = year
    assert source.totals([goal])[goal.pk].participations == 2
    assert len(source.untied(frozenset({need.pal_id}))) == 1
    assert source.answered(ties) == Ties()
    operations.call_off_hearing(hearing, words="Nie.", actor=SYSTEM)
    assert source.answers(ties) == []
