"""What people are told of their voices, each by their own way."""

import uuid
from collections.abc import Iterable, Mapping

from django.utils import translation

from podworko.core.http import absolute
from podworko.debates import say_who
from podworko.debates.models import Agreement, Hearing, Voice
from podworko.debates.roll import Contact
from podworko.messages import public as messages

_QUOTED = 160


def ask_to_check(voice: Voice) -> None:
    """Send the link that says that somebody stands behind a voice."""
    messages.send(
        "debates/say_check",
        to=_recipient(voice),
        context=_words(voice) | {"url": say_who.own_url(voice)},
        about=voice.hearing,
        once=f"say:{uuid.uuid4()}",
        # Sealed: whoever reads the outbox must not hold the link to somebody's voice.
        sealed=True,
    )


def ask_to_agree(agreement: Agreement, contact: Contact, *, language: str) -> None:
    """Send the link that makes "I think the same" count."""
    voice = agreement.voice
    url = absolute(language, "debates:agreement", say_who.agreement_token(agreement))
    messages.send(
        "debates/say_agree",
        to=messages.Recipient("", email=contact.email, phone=contact.phone, language=language),
        context=_words(voice) | {"url": url},
        about=voice.hearing,
        once=f"say:{uuid.uuid4()}",
        sealed=True,
    )


def tell_hidden(voice: Voice) -> None:
    """Say that a voice is hidden, by which rule, and how to ask for another look."""
    _tell(voice, "debates/say_hidden", {"why": _why(voice)}, once=f"say:{voice.public_id}:hidden")


def tell_appeal(voice: Voice) -> None:
    """Say what another person decided."""
    said: dict[str, messages.JSON] = {
        "why": voice.appeal_answer,
        "is_shown": voice.state == Voice.State.SHOWN,
    }
    _tell(voice, "debates/say_appeal", said, once=f"say:{voice.public_id}:appeal")


def tell_answer(voice: Voice) -> None:
    """Say what was done with a voice."""
    with translation.override(voice.language):
        outcome = str(Voice.Outcome(voice.outcome).label)
    said = {"outcome": outcome, "answer": voice.answer, "decided": voice.hearing.decided}
    # An answer may be corrected, and each of them is told: no two messages are one here.
    _tell(voice, "debates/say_answer", said, once=f"say:{uuid.uuid4()}")


def tell_called_off(hearing: Hearing, voices: Iterable[Voice]) -> None:
    """Say that a hearing ends without an answer, and why: once to each contact."""
    told = {(row.email, row.phone, row.letter_to): row for row in voices}
    for voice in told.values():
        voice.hearing = hearing
        said = {"why": hearing.called_off_why}
        _tell(voice, "debates/say_called_off", said, once=f"say:{voice.public_id}:off")


def _tell(voice: Voice, template: str, said: Mapping[str, messages.JSON], *, once: str) -> None:
    if not voice.has_contact:
        return
    hearing = voice.hearing
    url = absolute(voice.language, "debates:hearing", str(hearing.public_id))
    messages.send(
        template,
        to=_recipient(voice),
        context=_words(voice) | {"url": url, "code_url": _code_url(voice), **said},
        about=hearing,
        once=once,
        pal_id=hearing.pal_id,
    )


def _why(voice: Voice) -> str:
    with translation.override(voice.language):
        rule = str(Voice.Rule(voice.rule).label)
    return f"{rule}. {voice.rule_words}" if voice.rule_words else rule


def _code_url(voice: Voice) -> str:
    return absolute(voice.language, "debates:voice_code")


def _recipient(voice: Voice) -> messages.Recipient:
    return messages.Recipient(
        voice.letter_to or voice.first_name,
        email=voice.email,
        phone=voice.phone,
        language=voice.language,
    )


def _words(voice: Voice) -> dict[str, messages.JSON]:
    hearing: Hearing = voice.hearing
    words = voice.words if len(voice.words) <= _QUOTED else f"{voice.words[:_QUOTED]}…"
    return {
        "title": hearing.title,
        "pal": hearing.pal.name if hearing.pal else "Podwórko",
        "words": " ".join(words.split()),
    }
