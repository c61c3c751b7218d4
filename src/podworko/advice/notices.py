"""What is told to whoever asked: that an answer waits, in words that say nothing of it."""

from podworko.advice import reading
from podworko.advice.models import Question
from podworko.core.http import absolute
from podworko.messages import public as messages


def answered(question: Question, *, once: str) -> bool:
    """Write to whoever asked that an answer waits; return whether somebody must phone instead.

    Nothing is written to who left no contact. Where only a call reaches them, whoever answered
    makes it: no list of calls names who asked.
    """
    if not question.has_contact:
        return False
    contact = reading.contact_of(question)
    to = messages.Recipient(
        name="", email=contact.email, phone=contact.phone, language=question.language
    )
    way = messages.way_to(to)
    if way in (messages.Channel.EMAIL, messages.Channel.SMS):
        _write(question, to, once)
    return way == messages.Channel.CALL


def _write(question: Question, to: messages.Recipient, once: str) -> None:
    messages.send(
        "advice/answered",
        to=to,
        context={"page_url": absolute(question.language, "advice:read")},
        about=question,
        once=once,
        pal_id=question.pal_id,
        sealed=True,
    )
