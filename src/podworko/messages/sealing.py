"""Confidential messages: words and addresses stand under the seal, and nowhere else.

A desk never lists them; the module that had one written shows it to whom it may.
"""

from typing import Any

from podworko.core import vault
from podworko.messages.models import Message

SEALED = ("to_name", "to_email", "to_phone", "subject", "body_text", "body_html", "call_text")


def under_seal(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a message with all that could tell whom it is to under the seal."""
    told = {name: fields.pop(name) for name in SEALED}
    # What else would lead back to the person: words to search by, a card, a PAL, the language.
    others = {"to_folded": "", "person_id": None, "pal_id": None}
    return {**fields, **others, "sealed": vault.sealed(told)}


def unsealed(message: Message) -> Message:
    """Return a message with its words and addresses in place; it must not be saved.

    Raises core.vault.SealedError when we hold another key.
    """
    if message.sealed:
        for name, value in vault.opened(message.sealed).items():
            setattr(message, name, value)
    return message
