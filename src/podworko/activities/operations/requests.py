"""What somebody says when they sign up, by whatever way it came."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from podworko.people import public as people


@dataclass(frozen=True, slots=True)
class Contact:
    """Who signs up and how they are told; without e-mail and phone they ask at the desk."""

    name: str
    email: str = ""
    phone: str = ""
    prefers: str = ""
    language: str = "pl"


@dataclass(frozen=True, slots=True)
class Applicant:
    """One of the people who come."""

    name: str = ""
    birth_year: int | None = None
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class SignUpRequest:
    """Everything somebody said when signing up, parsed but not yet judged."""

    contact: Contact
    guests: tuple[Applicant, ...]
    channel: people.Channel = people.Channel.WEB
    is_guardian: bool = False
    accepts_rules: bool = True
    answers: Mapping[int, str] = field(default_factory=dict)
    person: people.Person | None = None
    """The card, where somebody at the desk chose it: two people may bear one name."""

    @property
    def by_staff(self) -> bool:
        """Whether it came by a way on which staff write for the person."""
        return self.channel in STAFF_CHANNELS


STAFF_CHANNELS = frozenset({people.Channel.PHONE, people.Channel.DESK, people.Channel.PAPER})
