"""What other modules may use of people."""

from podworko.people import merging, panels, scopes
from podworko.people.consents import ConsentText, consent_texts
from podworko.people.models import Channel, Person, Prefers
from podworko.people.operations import Card, add_guardian, give_consent, join_household, register

__all__ = [
    "Card",
    "Channel",
    "ConsentText",
    "Person",
    "Prefers",
    "add_guardian",
    "consent_texts",
    "give_consent",
    "join_household",
    "merging",
    "panels",
    "register",
    "scopes",
]
