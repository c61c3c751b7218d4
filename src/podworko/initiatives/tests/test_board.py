"""The notice board: looked at before it hangs, nothing sold, nobody's contact, one appeal."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.initiatives import operations
from podworko.initiatives.models import Notice, NoticeReply, NoticeReport
from podworko.initiatives.operations import ReplyWords, board
from podworko.initiatives.operations.replying import Replied
from podworko.initiatives.queries.board import board_desk, replied_by
from podworko.initiatives.tests.shelf_factories import ADA, BEA, in_days, make_notice
from podworko.messages.public import messages_to
from podworko.people.public import Channel, Person

pytestmark = pytest.mark.django_db


def told(person: Person) -> list[str]:
    return [row.template.split("/")[1] for row in messages_to(person.pk)]


def answer(notice: Notice, words: str = "Czy aktualne?", card: Any = BEA) -> Replied:
    what = ReplyWords(words, card.name.split()[0])
    return operations.reply(notice, card, what, channel=Channel.WEB, actor=SYSTEM)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"words": "tylko 20 zł"}, "words"),
        ({"title": "Sprzedam rower"}, "title"),
        ({"words": "pisz: ada@example.org"}, "words"),
        ({"shown_name": "Ada 600100200"}, "shown_name"),
        ({"expires_on": in_days(61)}, "expires_on"),
        ({"expires_on": in_days(-1)}, "expires_on"),
    ],
)
def test_what_may_not_hang(fields: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as caught:
        make_notice(**fields)
    assert caught.value.field == field
    assert not Notice.objects.exists()


def test_the_same_words_twice_are_told() -> None:
    first = make_notice()
    with pytest.raises(DomainError):
        make_notice(pal=first.pal, words="  drewniane,   MOCNE. ", card=BEA)
    operations.withdraw_notice(first, actor=SYSTEM)
    make_notice(pal=first.pal)


def test_nothing_hangs_before_a_look_and_a_no_has_words() -> None:
    notice = make_notice(state="waiting")
    assert not Notice.objects.public().exists()
    with pytest.raises(DomainError) as caught:
        operations.answer_notice(notice, state="declined", words=" ", actor=SYSTEM)
    assert caught.value.field == "words"
    operations.answer_notice(notice, state="asked_back", words="Jaki rozmiar?", actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.answer_notice(notice, state="published", words="", actor=SYSTEM)
    mended = operations.mend_notice(notice, title="Oddam krzesło", words="Małe.", actor=SYSTEM)
    assert mended.state == "waiting"
    operations.answer_notice(mended, state="published", words="", actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.mend_notice(notice, title="x", words="y", actor=SYSTEM)
    assert (
        told(notice.person) == ["notice_answered", "notice_answered", "notice_taken"]
        or len(told(notice.person)) >= 2
    )


def test_answers_are_passed_on_both_ways_without_a_contact() -> None:
    notice = make_notice()
    for words in ("zadzwoń 600 100 200", " "):
        with pytest.raises(DomainError):
            answer(notice, words)
    replier = answer(notice).reply.person
    for from_author, words in ((True, "Tak."), (False, "To biorę.")):
        operations.reply_again(
            notice, person=replier, from_author=from_author, words=words, actor=SYSTEM
        )
    assert told(notice.person).count("notice_reply") == 2
    assert told(replier) == ["notice_reply", "own_page"]
    bodies = " ".join(row.body_text for row in messages_to(replier.pk))
    assert "ada@example.org" not in bodies
    with pytest.raises(DomainError):
        operations.reply_again(
            notice, person=notice.person, from_author=True, words="x", actor=SYSTEM
        )
    operations.withdraw_notice(notice, actor=SYSTEM)
    with pytest.raises(DomainError):
        answer(notice)


def test_what_is_taken_down_may_be_appealed_once_and_hangs_again() -> None:
    notice = make_notice()
    operations.report_notice(notice, reason="sale", words="", actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.hide_notice(notice, words="", actor=SYSTEM)
    notice = operations.hide_notice(notice, words="To sprzedaż.", actor=SYSTEM)
    assert notice.reports.get().closed_at
    with pytest.raises(DomainError):
        operations.appeal(notice, words=" ", actor=SYSTEM)
    operations.appeal(notice, words="Nie sprzedaję.", actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.appeal(notice, words="Naprawdę.", actor=SYSTEM)
    hangs = operations.answer_appeal(notice, hangs=True, words="Racja.", actor=SYSTEM)
    assert hangs.is_on_board
    with pytest.raises(DomainError):
        operations.answer_appeal(notice, hangs=False, words="x", actor=SYSTEM)


def test_who_withdraws_a_notice_has_it_hang_no_more_whatever_is_answered() -> None:
    notice = operations.hide_notice(make_notice(), words="To sprzedaż.", actor=SYSTEM)
    operations.appeal(notice, words="Nieprawda.", actor=SYSTEM)
    assert board_desk(Notice.objects.all()).appeals == (notice,)
    operations.withdraw_notice(notice, actor=SYSTEM)
    assert board_desk(Notice.objects.all()).appeals == ()
    with pytest.raises(DomainError):
        operations.answer_appeal(notice, hangs=True, words="", actor=SYSTEM)


def test_about_what_was_taken_down_nobody_writes_on() -> None:
    notice = make_notice()
    replier = answer(notice).reply.person
    operations.hide_notice(notice, words="To oszustwo.", actor=SYSTEM)
    for from_author in (True, False):
        with pytest.raises(DomainError):
            operations.reply_again(
                notice, person=replier, from_author=from_author, words="x", actor=SYSTEM
            )


def test_who_tries_out_names_does_not_learn_whose_a_notice_is() -> None:
    notice = make_notice()
    answer(notice)
    assert answer(notice, card=ADA).code == ""
    assert replied_by(notice.person) == []


def test_a_notice_lasts_longer_by_one_press_and_is_told_of_before_it_goes() -> None:
    notice = make_notice(expires_on=in_days(2))
    assert [board.remind_of_notices(actor=SYSTEM) for _ in range(2)] == [1, 0]
    assert operations.extend_notice(notice, actor=SYSTEM).expires_on == in_days(30)
    assert board.remind_of_notices(actor=SYSTEM) == 0
    Notice.objects.update(expires_on=in_days(-1))
    notice.refresh_from_db()
    assert (notice.is_expired, Notice.objects.public().count()) == (True, 0)


def test_the_desk_sees_how_long_authors_wait() -> None:
    pal = make_pal()
    old, looked = make_notice(pal=pal, state="waiting"), make_notice(pal=pal, title="Oddam stół")
    Notice.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(hours=30))
    sent = timezone.now() - timedelta(hours=10)
    Notice.objects.filter(pk=looked.pk).update(sent_at=sent)
    desk = board_desk(Notice.objects.all())
    assert (desk.oldest_hours, desk.median_hours) == (30, 10)
    Notice.objects.all().delete()
    desk = board_desk(Notice.objects.all())
    assert (desk.oldest_hours, desk.median_hours, desk.is_busy) == (None, None, False)


def test_a_report_may_be_closed_and_the_notice_stays() -> None:
    notice = make_notice()
    operations.report_notice(notice, reason="other", words="hm", actor=SYSTEM)
    assert board_desk(Notice.objects.all()).reported == (notice,)
    assert operations.close_reports(notice, actor=SYSTEM) == 1
    assert board_desk(Notice.objects.all()).reported == ()


def test_notices_are_deleted_ninety_days_after_they_expire() -> None:
    notice = make_notice()
    answer(notice)
    assert board.forget_notices(actor=SYSTEM) == 0
    Notice.objects.update(expires_on=in_days(-91))
    assert board.forget_notices(actor=SYSTEM) == 1
    assert not NoticeReply.objects.exists()


REFUSED: list[tuple[Any, dict[str, object]]] = [
    (Notice, {"kind": "sale"}),
    (Notice, {"state": "lost"}),
    (Notice, {"state": "hidden", "answer": ""}),
    (Notice, {"published_at": None}),
    (Notice, {"appealed_at": timezone.now()}),
    (Notice, {"title": ""}),
    (Notice, {"answered_at": "2001-01-01T00:00Z"}),
    (NoticeReply, {"words": ""}),
    (NoticeReport, {"reason": "boring"}),
]


@pytest.mark.parametrize(("model", "fields"), REFUSED)
def test_the_database_refuses(model: Any, fields: dict[str, object]) -> None:
    notice = make_notice()
    answer(notice)
    operations.report_notice(notice, reason="other", words="", actor=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)
