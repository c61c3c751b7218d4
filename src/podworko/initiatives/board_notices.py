"""What authors of notices, and those who answer them, are told."""

from django.utils import timezone

from podworko.core import codes
from podworko.initiatives.models import Notice, NoticeReply, OwnPage
from podworko.initiatives.notices import day_words, write
from podworko.messages import public as messages


def notice_taken(notice: Notice, *, page: OwnPage, code: str) -> None:
    """Write that a notice came, and by which day it is looked at."""
    context: dict[str, messages.JSON] = {
        "due_on": day_words(notice.due_on, page.person),
        "code": codes.spaced(code),
    }
    _send("notice_taken", notice, page, context, once="")


def notice_answered(notice: Notice, *, page: OwnPage) -> None:
    """Write what became of a notice, in the words of whoever looked at it."""
    context: dict[str, messages.JSON] = {"state": notice.state, "words": notice.answer}
    once = f"{notice.state}:{timezone.now():%Y%m%d%H%M%S}"
    _send("notice_answered", notice, page, context, once=once)


def notice_expiring(notice: Notice, *, page: OwnPage) -> None:
    """Write that a notice goes in a few days, and how it lasts."""
    _send("notice_expiring", notice, page, {}, once=f"{notice.expires_on}")


def notice_reply(reply: NoticeReply, *, page: OwnPage) -> None:
    """Pass a message on: a first name and the words, no contact."""
    who = reply.notice.shown_name if reply.from_author else reply.shown_name
    context: dict[str, messages.JSON] = {"who": who, "words": reply.words}
    _send("notice_reply", reply.notice, page, context, once=f"{reply.pk}")


def _send(
    name: str, notice: Notice, page: OwnPage, context: dict[str, messages.JSON], *, once: str
) -> None:
    known: dict[str, messages.JSON] = {
        "title": notice.title,
        "expires_on": day_words(notice.expires_on, page.person),
    }
    keys = f"{notice.pk}:{once}"
    write(name, page, {**known, **context}, pal=notice.pal, about=notice, once=keys)
