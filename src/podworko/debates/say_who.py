"""Who stands behind a voice: digests of contacts and codes, and links to what is one's own."""

import uuid
from hashlib import sha256

from podworko.core import codes, sealed
from podworko.core.http import absolute
from podworko.core.text import fold
from podworko.debates.models import Agreement, Hearing, Voice
from podworko.debates.roll import Contact

_KEY = "podworko.debates.say"
_CODE = "podworko.debates.say-code"
_VOICE = "podworko.debates.voice"
_AGREEMENT = "podworko.debates.agreement"


def contact_keys(hearing: Hearing, contact: Contact) -> list[str]:
    """Return what may stand for a contact in one hearing: of our key first, then of former ones."""
    return sealed.digests(f"{hearing.public_id}:{contact.plain}", salt=_KEY)


def code_keys(code: str) -> list[str]:
    """Return what may stand for a code from a card or of a single voice."""
    return codes.digests(code, salt=_CODE)


def words_key(words: str) -> str:
    """Return the same for the same words, whatever their case, accents, stops and spaces."""
    plain = "".join(letter for letter in fold(words) if letter.isalnum())
    return sha256((plain or words.strip()).encode()).hexdigest()


def token(voice: Voice) -> str:
    """Return the unguessable name under which somebody reaches their voice."""
    return sealed.seal(voice.public_id, salt=_VOICE)


def read_token(text: str) -> uuid.UUID | None:
    """Return which voice this names, or None for a name that we never gave."""
    return sealed.unseal(text, salt=_VOICE)


def agreement_token(agreement: Agreement) -> str:
    """Return the unguessable name under which somebody confirms that they agree."""
    return sealed.seal(agreement.public_id, salt=_AGREEMENT)


def read_agreement_token(text: str) -> uuid.UUID | None:
    """Return which agreement this names, or None for a name that we never gave."""
    return sealed.unseal(text, salt=_AGREEMENT)


def own_url(voice: Voice) -> str:
    """Return the address of one's own voice in full, for a message."""
    return absolute(voice.language, "debates:voice", token(voice))
