"""How often one network address asks for links: nobody floods strangers, and crowds are told of."""

from datetime import timedelta

from podworko.core import throttle
from podworko.debates import roll
from podworko.debates.models import Poll

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTES = timedelta(minutes=10)
USUAL = 10
"""Links a day to one address that say nothing: a household, a stairwell's wireless network."""
MOST = 60
"""Links a day to one address that are sent at all: a library, a club."""
SAME_CONTACT = 3
"""Messages an hour to one contact, whoever asks for them."""
CODES = 15
"""Tries of codes, right and wrong ones alike."""


def allows_link(poll: Poll, address: str) -> bool:
    """Count one more link asked for from an address; tell whether it is within MOST."""
    return throttle.allow(f"poll-link:{poll.pk}", address, limit=MOST, window=DAY)


def is_crowded(poll: Poll, address: str) -> bool:
    """Count one more link asked for from an address; tell whether there are more than USUAL."""
    return not throttle.allow(f"poll-crowd:{poll.pk}", address, limit=USUAL, window=DAY)


def allows_message(poll: Poll, contact: roll.Contact) -> bool:
    """Count one more message to a contact; tell whether it is within SAME_CONTACT."""
    # With our key: a plain digest of a telephone number is found by trying them all.
    key = roll.contact_keys(poll, contact)[0]
    return throttle.allow("poll-contact", key, limit=SAME_CONTACT, window=HOUR)


def allows_code(address: str) -> bool:
    """Count one more try of a code from an address; tell whether it is within CODES."""
    return throttle.allow("poll-code", address, limit=CODES, window=MINUTES)
