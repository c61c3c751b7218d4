"""What one may ask the lists for. An empty value asks for nothing, as if it were left out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field, StringConstraints

from podworko.activities.public import Filters, Kind
from podworko.core import times
from podworko.core.geo import parse_point
from podworko.diagnosis.public import (
    MapFilters,
    NeedCategory,
    ResourceCategory,
    ResourceKind,
)
from podworko.opendata.api.paging import CURSOR, KEY_CURSOR
from podworko.partners.public import DirectoryFilters

MOST = 100
_DEGREES = r"-?(90(\.0{1,12})?|[0-8]?[0-9](\.[0-9]{1,12})?)"
_WIDE = r"-?(180(\.0{1,12})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,12})?)"
_SLUG = r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?"
_KIND = "(" + "|".join(Kind.values) + ")"


def _several(words: Iterable[str]) -> str:
    """Return the pattern of up to twenty of these words, with commas between them."""
    one = "(" + "|".join(words) + ")"
    return rf"^({one}(,{one}){{0,19}})?$"


def _moment(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the address
    """Read a day or a moment; a moment without an offset is on the clock in Poland."""
    if not value:
        return None
    text = str(value).upper().replace(" ", "+")
    parsed = datetime.fromisoformat(text)
    is_day = "T" not in text
    return parsed.date() if is_day else _aware(parsed)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo:
        return moment
    return times.at(moment.date(), moment.time())


def _empty_is_none(value: Any) -> Any:  # noqa: ANN401 - as above
    return value or None


Moment = Annotated[
    datetime | date | None,
    BeforeValidator(
        _moment,
        json_schema_input_type=str,
    ),
    Field(
        json_schema_extra={
            "anyOf": [{"format": "date-time"}, {"format": "date"}, {"const": ""}],
            "type": "string",
        }
    ),
]
Slugs = Annotated[str, StringConstraints(pattern=rf"^({_SLUG}(,{_SLUG}){{0,19}})?$")]
Kinds = Annotated[str, StringConstraints(pattern=rf"^({_KIND}(,{_KIND}){{0,19}})?$")]
NeedCategories = Annotated[str, StringConstraints(pattern=_several(NeedCategory.values))]
ResourceKinds = Annotated[str, StringConstraints(pattern=_several(ResourceKind.values))]
Categories = Annotated[str, StringConstraints(pattern=_several(ResourceCategory.values))]
Words = Annotated[str, StringConstraints(max_length=200)]
Language = Annotated[str, StringConstraints(pattern=r"^([a-z]{2,3})?$")]
Near = Annotated[str, StringConstraints(pattern=rf"^({_DEGREES},{_WIDE})?$")]
Limit = Annotated[int, Field(ge=1, le=MOST)]
OptionalId = Annotated[
    UUID | None,
    BeforeValidator(_empty_is_none, json_schema_input_type=str),
    Field(json_schema_extra={"anyOf": [{"format": "uuid"}, {"const": ""}], "type": "string"}),
]


class ActivityQuery(Schema):
    """Which activities."""

    pal: Slugs = Field("", description="Slugs of PALs, with commas between them.")
    kind: Kinds = Field("", description="Kinds, with commas between them.")
    q: Words = Field("", description="Words to look for, as on the site.")
    cursor: Annotated[str, StringConstraints(pattern=KEY_CURSOR)] = ""
    limit: Limit = 25


class PlaceQuery(Schema):
    """Which places, and in which form."""

    format: Literal["", "json", "geojson"] = ""
    cursor: Annotated[str, StringConstraints(pattern=KEY_CURSOR)] = ""
    limit: Limit = MOST


class MapQuery(Schema):
    """Which resources or needs, and in which form."""

    pal: Slugs = Field("", description="Slugs of PALs, with commas between them.")
    need: NeedCategories = Field("", description="What needs are about, with commas between.")
    q: Words = Field("", description="Words to look for, as on the site.")
    format: Literal["", "json", "geojson"] = ""
    cursor: Annotated[str, StringConstraints(pattern=KEY_CURSOR)] = ""
    limit: Limit = MOST

    def filters(self) -> MapFilters:
        """Return the filters of the map that this asks for."""
        return MapFilters(text=self.q, pals=_split(self.pal), answers=_split(self.need))


class PartnerQuery(Schema):
    """Which organisations: those that offer something that answers `need`."""

    pal: Slugs = Field("", description="Slugs of PALs, with commas between them.")
    need: NeedCategories = Field("", description="What needs are about, with commas between.")
    q: Words = Field("", description="Words to look for, as on the site.")
    cursor: Annotated[str, StringConstraints(pattern=KEY_CURSOR)] = ""
    limit: Limit = 25

    def filters(self) -> DirectoryFilters:
        """Return the filters of the directory that this asks for."""
        return DirectoryFilters(text=self.q, pals=_split(self.pal), needs=_split(self.need))


class ResourceQuery(MapQuery):
    """Which resources: those that may answer `need`."""

    kind: ResourceKinds = Field("", description="Kinds, with commas between them.")
    category: Categories = Field("", description="Categories, with commas between them.")
    near: Near = Field("", description="Latitude and longitude, as 50.06,19.94.")
    within: Annotated[int, Field(ge=1, le=50_000)] = Field(
        2000, description="How far from `near`, in metres."
    )

    def filters(self) -> MapFilters:
        """Return the filters of the map that this asks for."""
        return replace(
            super().filters(),
            kinds=_split(self.kind),
            categories=_split(self.category),
            near=parse_point(self.near) if self.near else None,
            within_m=self.within,
        )


class SessionQuery(Schema):
    """Which sessions."""

    from_: Moment = Field(
        None,
        alias="from",
        description="First day or moment; when left out, now: also what has just begun.",
    )
    to: Moment = Field(None, description="Last day, or the moment before which they begin.")
    pal: Slugs = Field("", description="Slugs of PALs, with commas between them.")
    kind: Kinds = Field("", description="Kinds, with commas between them.")
    q: Words = Field("", description="Words to look for, as on the site.")
    near: Near = Field("", description="Latitude and longitude, as 50.06,19.94.")
    within: Annotated[int, Field(ge=1, le=50_000)] = Field(
        3000, description="How far from `near`, in metres."
    )
    free: Literal["", "true", "false"] = Field("", description="Only with free places.")
    lang: Language = Field("", description="Only held in this language: pl, uk, en.")
    activity: OptionalId = Field(None, description="Only of this activity.")
    cursor: Annotated[str, StringConstraints(pattern=CURSOR)] = ""
    limit: Limit = 25

    def filters(self) -> Filters:
        """Return the filters of the programme that this asks for."""
        return Filters(
            text=self.q,
            pals=_split(self.pal),
            kinds=_split(self.kind),
            only_free=self.free == "true",
            language=self.lang,
            near=parse_point(self.near) if self.near else None,
            within_m=self.within,
        )

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """Return from when and before when; a day named as the last one is meant whole."""
        return _begin(self.from_), _end(self.to)


def _split(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(filter(None, text.split(",")))))


def _begin(value: datetime | date | None) -> datetime | None:
    if value is None or not times.is_sane(value):
        return None
    return value if isinstance(value, datetime) else times.at(value, datetime.min.time())


def _end(value: datetime | date | None) -> datetime | None:
    if value is None or not times.is_sane(value):
        return None
    return value if isinstance(value, datetime) else times.day_bounds(value)[1]
