"""Understanding what another server puts into our inbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from podworko.opendata.federation import asking, signing
from podworko.opendata.federation.asking import GoneError, Remote
from podworko.opendata.models import MOST_URI, Account


@dataclass(frozen=True, slots=True)
class Letter:
    """Something that came in, before anything of it is believed."""

    kind: str
    sender: str
    about: str
    """What it is about: whom somebody follows, or follows no more, or who is gone."""
    told: Mapping[str, Any]


def read(told: Any) -> Letter | None:  # noqa: ANN401 - whatever JSON holds
    """Return what somebody says, or None for what cannot concern us."""
    if not isinstance(told, dict):
        return None
    sender, kind, about = told.get("actor"), told.get("type"), told.get("object")
    if kind == "Undo":
        is_follow = isinstance(about, dict) and about.get("type") == "Follow"
        about = about.get("object") if is_follow and isinstance(about, dict) else None
    about = about.get("id") if isinstance(about, dict) else about
    texts = [sender, kind, about]
    if not all(isinstance(text, str) and _is_address(text) for text in texts):
        return None
    return Letter(str(kind), str(sender), str(about), told)


def _is_address(text: str) -> bool:
    return len(text) <= MOST_URI and text.isascii() and text.isprintable()


def sender_of(
    letter: Letter, asked: signing.Asked, body: bytes, *, by: Account, now: datetime
) -> Remote | None:
    """Return who sent a letter, once their signature proves it; None when it does not.

    A key that does not fit may have been changed, so that it is read once more. Raises GoneError
    for somebody whose server says they are gone, WebError when it does not answer.
    """
    signature = signing.read(asked.headers.get("signature", ""))
    if signature is None or not signing.is_fresh(asked, body, signature, now=now):
        return None
    if urlsplit(signature.key_id).netloc != urlsplit(letter.sender).netloc:
        return None
    for anew in (False, True) if asking.is_remembered(letter.sender) else (True,):
        found = asking.remote(letter.sender, by=by, anew=anew)
        if (
            found
            and found.key_id == signature.key_id
            and signing.verifies(signature, asked, public_key=found.public_key)
        ):
            return found
    return None


def is_gone(letter: Letter, *, by: Account) -> bool:
    """Whether who is said to have left really has: their own server must say so."""
    if letter.kind != "Delete" or letter.about != letter.sender:
        return False
    try:
        asking.remote(letter.sender, by=by, anew=True)
    except GoneError:
        return True
    return False
