"""What a directory of services is read to, before anything of it is checked."""

from dataclasses import dataclass, field

from podworko.core.geo import Point

NEED, TRANSLATION, RIGHTS = "need", "translation", "rights"
"""Of what an attribute is: a need that a service answers, words in another language, or by what
right the data may be used."""
FIELDS = {
    "organization": {"name": "name", "words": "description"},
    "service": {
        "name": "name",
        "words": "description",
        "eligibility": "eligibility_description",
        "documents": "required_documents",
        "fee": "fees_description",
        "applying": "application_process",
    },
    "location": {"getting_there": "transportation"},
    "schedule": {"words": "description"},
}
"""What our fields with words in several languages are called in HSDS, by what they are of."""


@dataclass(slots=True)
class ReadSchedule:
    """When something is open, as its source wrote it; of a place, or of all."""

    location: str = ""
    freq: str = "WEEKLY"
    interval: str = ""
    byday: str = ""
    bymonthday: str = ""
    valid_from: str = ""
    valid_to: str = ""
    opens_at: str = ""
    closes_at: str = ""
    words: str = ""
    translations: dict[str, str] = field(default_factory=dict)
    """The same in other languages, by our field's name and the language: `words_uk`."""


@dataclass(slots=True)
class ReadLocation:
    """Where something is offered."""

    key: str
    name: str = ""
    words: str = ""
    address: str = ""
    point: Point | None = None
    getting_there: str = ""
    phone: str = ""
    schedules: list[ReadSchedule] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ReadService:
    """Something offered; `number` is where it stands in its file."""

    number: int
    key: str
    name: str
    words: str = ""
    eligibility: str = ""
    min_age: str = ""
    max_age: str = ""
    documents: str = ""
    fee: str = ""
    languages: list[str] = field(default_factory=list)
    applying: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    assured_on: str = ""
    status: str = ""
    terms: list[str] = field(default_factory=list)
    """What the source calls what it is about."""
    locations: list[str] = field(default_factory=list)
    schedules: list[ReadSchedule] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ReadOrganisation:
    """Who offers it."""

    number: int
    key: str
    name: str
    other_name: str = ""
    words: str = ""
    kind: str = ""
    email: str = ""
    website: str = ""
    phone: str = ""
    locations: list[ReadLocation] = field(default_factory=list)
    services: list[ReadService] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A service of an organisation that the source does not tell of."""

    number: int
    name: str
    whose: str


@dataclass(frozen=True, slots=True)
class Directory:
    """All that a source tells, and what there is to say of it as a whole."""

    organisations: tuple[ReadOrganisation, ...]
    notes: tuple[str, ...] = ()
    orphans: tuple[Orphan, ...] = ()
