"""Letters: what the outbox holds for those who have neither an e-mail nor a phone."""

import re
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.messages.models import Message
from podworko.ui.typesetting import Document, qr_code
from podworko.ui.typesetting.typography import paragraphs

# How `writing` puts a button and the signature into plain text.
_BUTTON = re.compile(r"(?P<label>[^\n]+):\n(?P<url>https?://\S+)")
_SIGNATURE = "-- \n"


def letters(messages: Iterable[Message]) -> Document:
    """Return letters, each beginning a page of its own.

    Nobody types an address of a hundred letters in: a button becomes a code to scan, for the
    person or for a grandchild.
    """
    pictures: dict[str, str] = {}
    written = [_letter(message, pictures) for message in messages]
    data = {"letters": written, "words": {"code": _("Kod QR: @what")}}
    return Document("messages/printing/letters.typ", _("Listy do wydruku"), data, pictures)


def _letter(message: Message, pictures: dict[str, str]) -> dict[str, object]:
    return {
        "to": message.to_name,
        "day": date_format(times.local(message.created_at), "j E Y"),
        "subject": message.subject,
        "parts": [_part(text, pictures) for text in paragraphs(message.body_text)],
        "language": message.language,
    }


def _part(text: str, pictures: dict[str, str]) -> dict[str, str]:
    """Return a paragraph, a code to scan with its words, or the signature."""
    button = _BUTTON.fullmatch(text)
    if button:
        name = f"qr{len(pictures)}"
        pictures[name] = qr_code(button["url"])
        return {"kind": "code", "text": button["label"], "picture": name}
    if text.startswith(_SIGNATURE):
        return {"kind": "signature", "text": text.removeprefix(_SIGNATURE)}
    return {"kind": "text", "text": text}
