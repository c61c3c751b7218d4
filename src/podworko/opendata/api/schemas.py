"""What the API says and takes. Names are a contract: add, never rename."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

FactOut = Literal["yes", "no", "unknown"]


class FieldError(Schema):
    """What is wrong with one part of what was sent."""

    field: str
    message: str


class Problem(Schema):
    """Why a request was refused: `code` is for machines, `message` for people."""

    code: str
    message: str
    errors: list[FieldError]


class PalRef(Schema):
    """A PAL in few words."""

    id: UUID
    slug: str
    name: str


class PlaceAccess(Schema):
    """What is known of access to a building; what nobody checked is "unknown"."""

    step_free: FactOut
    lift: FactOut
    toilet: FactOut
    induction_loop: FactOut
    assistance_dog: FactOut
    parking: FactOut
    checked_on: date | None


class PlaceOut(Schema):
    """A building where things happen; degrees of WGS 84."""

    id: UUID
    slug: str
    name: str
    building: str
    address: str
    floor: str
    district: str | None
    lat: float | None
    lon: float | None
    accuracy_m: int
    nearest_stop: str
    directions: str
    access: PlaceAccess
    is_fictional: bool


class PalOut(Schema):
    """A Local Activity Programme."""

    id: UUID
    slug: str
    name: str
    other_names: list[str]
    kind: Literal["territorial", "categorial"]
    status: Literal["planned", "active", "closed", "unknown"]
    opened_on: date | None
    closed_on: date | None
    summary: str
    summary_en: str
    summary_uk: str
    description: str
    district: str | None
    place: PlaceOut | None
    phone: str
    email: str
    url: str
    calendar: str
    source: str
    verified_on: date | None
    is_fictional: bool


class ActivityAccess(Schema):
    """What makes an activity easier to take part in."""

    sign_language: bool
    easy_to_read: bool
    quiet: bool


class About(Schema):
    """What an activity and each of its sessions say alike. `cost` is in złoty."""

    title: str
    title_en: str
    title_uk: str
    summary: str
    summary_en: str
    summary_uk: str
    kind: str
    audience: str
    age_min: int | None
    age_max: int | None
    languages: list[str]
    cost: str
    cost_note: str
    access: ActivityAccess
    organiser: str
    co_organisers: str
    leaders: str
    need: str
    is_fictional: bool
    pal: PalRef


class ActivityOut(About):
    """Something a PAL offers, once or many times."""

    id: UUID
    slug: str
    description: str
    bring: str
    rules: str
    state: Literal["published", "cancelled", "done"]
    cancel_reason: str
    sign_up_mode: Literal["none", "session", "course"]
    place: PlaceOut | None
    room: str | None
    url: str
    sessions: str
    source: str
    updated_at: datetime


class SignUpInfo(Schema):
    """How one gets a place; `capacity` and `free` are null where there is no limit."""

    mode: Literal["session", "course"]
    url: str
    api: str
    capacity: int | None
    taken: int
    free: int | None
    waiting: int
    opens_at: datetime | None
    closes_at: datetime | None
    is_open: bool


class SessionOut(About):
    """One dated meeting; `topic` is its own, `title` that of its activity.

    `sign_up` is null where everybody just comes, and once the meeting is over.
    """

    id: UUID
    activity: UUID
    topic: str
    note: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    status: Literal["planned", "cancelled"]
    cancel_reason: str
    place: PlaceOut | None
    room: str | None
    sign_up: SignUpInfo | None
    url: str
    calendar: str
    sequence: int
    updated_at: datetime


class QuestionOut(Schema):
    """Something the organiser asks at sign-up; its `id` is the key in `answers`."""

    id: int
    text: str
    text_en: str
    text_uk: str
    form: Literal["text", "yes-no", "choice"]
    options: list[str]
    required: bool


class SessionPage(SessionOut):
    """One session with all one needs to sign up."""

    description: str
    bring: str
    rules: str
    questions: list[QuestionOut]


class ResourceOut(Schema):
    """Something a community can count on; people are a role or a skill, without a place."""

    id: UUID
    name: str
    kind: Literal["institutional", "material", "human"]
    category: str
    description: str
    answers: list[str]
    pal: PalRef | None
    address: str
    district: str | None
    lat: float | None
    lon: float | None
    opening: str
    phone: str
    email: str
    website: str
    checked_on: date | None
    is_stale: bool
    attribution: str
    url: str


class Cell(Schema):
    """A box of degrees of WGS 84; a need is told no nearer than its cell."""

    west: float
    south: float
    east: float
    north: float


class EvidenceOut(Schema):
    """How a need is known; `voices` is null for fewer than five, who might be counted out."""

    method: str
    words: str
    voices: int | None
    noted_on: date


class NeedOut(Schema):
    """What a community needs: an area, never a place; `supports` is null for fewer than five."""

    id: UUID
    title: str
    description: str
    category: str
    whose: str
    status: Literal["confirmed", "in_plan", "being_met", "met", "closed"]
    closed_why: str
    since: date
    area: str
    cell: Cell | None
    pal: PalRef
    supports: int | None
    evidence: list[EvidenceOut]
    url: str


class ResourceList(Schema):
    count: int
    next: str | None
    results: list[ResourceOut]


class NeedList(Schema):
    count: int
    next: str | None
    results: list[NeedOut]


class PalList(Schema):
    count: int
    next: str | None
    results: list[PalOut]


class PlaceList(Schema):
    count: int
    next: str | None
    results: list[PlaceOut]


class ActivityList(Schema):
    count: int
    next: str | None
    results: list[ActivityOut]


class SessionList(Schema):
    count: int
    next: str | None
    results: list[SessionOut]


class Feature(Schema):
    """A place, or the area of a need, as GeoJSON (RFC 7946)."""

    type: Literal["Feature"]
    id: UUID
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class FeatureCollection(Schema):
    """Places or areas as GeoJSON (RFC 7946); `count` and `next` as in every list."""

    type: Literal["FeatureCollection"]
    count: int
    next: str | None
    features: list[Feature]


def inlined(schema: type[FeatureCollection]) -> dict[str, Any]:
    """Return the JSON schema in one piece, for an answer that the library does not describe."""
    found = schema.model_json_schema()
    found["properties"]["features"]["items"] = found.pop("$defs")["Feature"]
    return found


class SignUpIn(Schema):
    """Who signs up: a name, an e-mail or a telephone number, and how many come.

    The first of `people` is the contact; the others need no name.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, StringConstraints(max_length=120, pattern=r"\w")]
    email: Annotated[str, StringConstraints(max_length=254)] = Field(
        "", json_schema_extra={"anyOf": [{"format": "email"}, {"const": ""}]}
    )
    phone: Annotated[str, StringConstraints(max_length=40)] = ""
    people: Annotated[int, Field(ge=1, le=20)] = 1
    language: Literal["pl", "en", "uk"] = Field(
        "pl", description="Of messages; by Accept-Language when left out."
    )
    accepts_rules: bool = False
    is_guardian: bool = False
    answers: dict[
        Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")],
        Annotated[str, StringConstraints(max_length=500)],
    ] = Field(
        default_factory=dict, max_length=50, json_schema_extra={"additionalProperties": False}
    )


class SignedUp(Schema):
    """What is held. `position` is the place in the queue of who waits, else null.

    A retry may find the sign-up `offered` a place. `manage_url` is where it is changed or
    given up; it is null in the answer to a retry after more than 15 minutes, because by then
    the contact has it and whoever asks may be somebody else.
    """

    id: UUID
    status: Literal["confirmed", "waiting", "offered"]
    position: int | None
    manage_url: str | None
