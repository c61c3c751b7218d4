"""What other modules may use of people."""

from podworko.people import acting, erasing, merging, panels, scopes
from podworko.people.consents import ConsentText, consent_texts, consent_withdrawn
from podworko.people.contact_form import ContactForm
from podworko.people.models import Channel, Consent, Person, Prefers
from podworko.people.operations import (
    Card,
    add_guardian,
    find,
    give_consent,
    join_household,
    note_birth_year,
    register,
    withdraw_consent,
)
from podworko.people.policies import card_in_sight, visible_people
from podworko.people.queries import matching, with_consent

__all__ = [
    "Card",
    "Channel",
    "Consent",
    "ConsentText",
    "ContactForm",
    "Person",
    "Prefers",
    "acting",
    "add_guardian",
    "card_in_sight",
    "consent_texts",
    "consent_withdrawn",
    "erasing",
    "find",
    "give_consent",
    "join_household",
    "matching",
    "merging",
    "note_birth_year",
    "panels",
    "register",
    "scopes",
    "visible_people",
    "with_consent",
    "withdraw_consent",
]
