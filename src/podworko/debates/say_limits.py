"""How much one network address says: nobody floods a hearing or a stranger, crowds are told of."""

from datetime import timedelta

from podworko.core import throttle
from podworko.debates import say_who
from podworko.debates.models import Hearing
from podworko.debates.roll import Contact

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTES = timedelta(minutes=10)
USUAL = 10
"""Voices a day from one address that say nothing: a household, a stairwell's wireless network."""
MOST = 60
"""Voices a day from one address that are taken at all: a library, a club."""
SAME_CONTACT = 6
"""Messages an hour to one contact, whoever asks for them."""
CODES = 15
"""Tries of codes, right and wrong ones alike."""


def allows_voice(hearing: Hearing, address: str) -> bool:
    """Count one more voice or agreement from an address; tell whether it is within MOST."""
    return throttle.allow(f"say:{hearing.pk}", address, limit=MOST, window=DAY)


def is_crowded(hearing: Hearing, address: str) -> bool:
    """Count one more voice from an address; tell whether there are more than USUAL."""
    return not throttle.allow(f"say-crowd:{hearing.pk}", address, limit=USUAL, window=DAY)


def allows_message(hearing: Hearing, contact: Contact) -> bool:
    """Count one more message to a contact; tell whether it is within SAME_CONTACT."""
    # With our key: a plain digest of a telephone number is found by trying them all.
    key = say_who.contact_keys(hearing, contact)[0]
    return throttle.allow("say-contact", key, limit=SAME_CONTACT, window=HOUR)


def allows_code(address: str) -> bool:
    """Count one more try of a code from an address; tell whether it is within CODES."""
    return throttle.allow("say-code", address, limit=CODES, window=MINUTES)
