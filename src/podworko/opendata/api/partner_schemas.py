"""What the API tells of partners and of what they offer."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Schema

from podworko.opendata.api.schemas import PalRef


class PartnerLocation(Schema):
    """Where something is offered."""

    id: UUID
    name: str
    address: str
    lat: float | None
    lon: float | None
    getting_there: str
    getting_there_en: str
    getting_there_uk: str


class PartnerSchedule(Schema):
    """When it is open, as RFC 5545 says of rules; times are of the wall clock in Poland."""

    freq: Literal["WEEKLY", "MONTHLY"]
    interval: int
    byday: str
    bymonthday: str
    valid_from: date | None
    valid_to: date | None
    opens_at: str
    closes_at: str
    note: str
    note_en: str
    note_uk: str
    location: UUID | None


class ServiceWords(Schema):
    """What an organisation offers; `_en` and `_uk` are empty where nobody translated."""

    id: UUID
    name: str
    description: str
    answers: list[str]
    eligibility: str
    min_age: int | None
    max_age: int | None
    documents: str
    cost: Literal["free", "depends", "paid", "unknown"]
    fee: str
    languages: list[str]
    how_to_apply: str
    phone: str
    email: str
    website: str
    assured_on: date | None
    is_stale: bool
    url: str
    name_en: str
    name_uk: str
    description_en: str
    description_uk: str
    eligibility_en: str
    eligibility_uk: str
    documents_en: str
    documents_uk: str
    fee_en: str
    fee_uk: str
    how_to_apply_en: str
    how_to_apply_uk: str


class PartnerService(ServiceWords):
    """What an organisation offers, where and when; see ServiceWords."""

    locations: list[PartnerLocation]
    schedules: list[PartnerSchedule]


class OwnerRef(Schema):
    """An organisation in few words, and whom to name with what it offers."""

    id: UUID
    name: str
    kind: str
    attribution: str


class ServiceOut(ServiceWords):
    """A row of the table of services: with who offers it, addresses and hours in words."""

    organisation: OwnerRef
    addresses: list[str]
    hours: list[str]


class PartnerOut(Schema):
    """An organisation of the area; `is_stale` when nobody checked it for half a year."""

    id: UUID
    name: str
    kind: str
    description: str
    name_en: str
    name_uk: str
    description_en: str
    description_uk: str
    pal: PalRef | None
    phone: str
    email: str
    website: str
    assured_on: date | None
    is_stale: bool
    attribution: str
    url: str
    services: list[PartnerService]


class PartnerList(Schema):
    count: int
    next: str | None
    results: list[PartnerOut]
