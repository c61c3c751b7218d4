"""Answers to notices, passed on both ways without anybody's contact."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.initiatives import board_notices, notices, wording
from podworko.initiatives.models import Notice, NoticeReply
from podworko.initiatives.operations.board import lock_notice
from podworko.initiatives.operations.own_pages import open_page
from podworko.initiatives.operations.pages import open_pages
from podworko.people.public import Card, Channel, Person, register

MOST_REPLIES = 40
"""Between two people about one notice."""


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What a neighbour writes to the author of a notice, and the first name they go by."""

    words: str
    shown_name: str


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of replying; `code` opens the own page, "" for whoever had one before."""

    reply: NoticeReply
    code: str


@transaction.atomic
def reply(
    notice: Notice, card: Card, what: ReplyWords, *, channel: Channel, actor: audit.Actor
) -> Replied:
    """Pass an answer on to the author of a notice.

    Raises DomainError for what does not hang, and for contacts and prices. One's own is no no:
    whoever tries names and numbers out would learn whose it is.
    """
    held = lock_notice(notice)
    if not held.is_on_board:
        raise DomainError(_("Tego ogłoszenia nie ma już na tablicy."))
    wording.check_neighbourly(words=what.words, shown_name=what.shown_name)
    person = register(card, channel=channel, actor=actor)
    made = _kept(held, person, from_author=False, what=what)
    audit.record("notice.replied", actor=actor, target=held, channel=channel)
    pages = open_pages(person, held.person, actor=actor)
    board_notices.notice_reply(made, page=pages[held.person.pk][0])
    page, code = pages[person.pk]
    notices.own_page(page, code=code, pal=held.pal, about=held)
    return Replied(made, code)


@transaction.atomic
def reply_again(
    notice: Notice, *, person: Person, from_author: bool, words: str, actor: audit.Actor
) -> NoticeReply:
    """Pass on what either side writes next; `person` is the neighbour who answered first.

    Raises DomainError when they never wrote, for what staff took down, after too many, and for
    contacts and prices.
    """
    held = lock_notice(notice)
    if held.is_taken_down:
        raise DomainError(_("Tego ogłoszenia nie ma już na tablicy."), field="words")
    wording.check_neighbourly(words=words)
    first = held.replies.filter(person=person).first()
    if first is None or not words.strip():
        raise DomainError(_("Napisz wiadomość."), field="words")
    what = ReplyWords(words, first.shown_name)
    made = _kept(held, person, from_author=from_author, what=what)
    audit.record("notice.replied", actor=actor, target=held)
    reader = person if from_author else held.person
    board_notices.notice_reply(made, page=open_page(reader, actor=actor)[0])
    return made


def _kept(held: Notice, person: Person, *, from_author: bool, what: ReplyWords) -> NoticeReply:
    if not what.words.strip():
        raise DomainError(_("Napisz wiadomość."), field="words")
    if held.replies.filter(person=person).count() >= MOST_REPLIES:
        raise DomainError(_("Tu już nie można pisać. Zadzwoń do PAL."), field="words")
    return held.replies.create(
        person=person,
        from_author=from_author,
        shown_name=what.shown_name.strip(),
        words=what.words.strip(),
    )
