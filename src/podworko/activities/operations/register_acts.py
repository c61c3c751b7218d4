"""What can be written in a register: acts with a key each, and how a device sends them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from django.utils.translation import gettext as _

from podworko.activities.models.registers import Band
from podworko.core import times
from podworko.core.errors import DomainError

LARGEST_KEY = 2**63


class RegisterError(DomainError):
    """Something cannot be written in the register."""

    code = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing to write; `key` is the device's, `made_at` when it happened there."""

    kind: ClassVar[str] = "act"
    key: uuid.UUID
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Act):
    """Somebody signed up is there, is not, or told that they cannot come.

    `seen` is what the device had on the screen: another's mark in between is a conflict.
    """

    kind: ClassVar[str] = "mark"
    guest: int
    state: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkWalkIn(Act):
    """Somebody who came without a sign-up is there after all, or is not."""

    kind: ClassVar[str] = "mark-walk-in"
    presence: uuid.UUID
    state: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn(Act):
    """Somebody came without a sign-up: with a name, or with the number of a PAL card."""

    kind: ClassVar[str] = "walk-in"
    presence: uuid.UUID
    name: str = ""
    card: str = ""
    band: str = Band.UNKNOWN
    is_child: bool = False
    over_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Act):
    """So many more (or fewer) people of an age without names."""

    kind: ClassVar[str] = "count"
    band: str
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Act):
    """Somebody left; a child with the person who picked it up. Empty takes it back."""

    kind: ClassVar[str] = "leave"
    presence: uuid.UUID
    picked_up_by: str = ""
    is_back: bool = False


AnyAct: TypeAlias = Mark | MarkWalkIn | WalkIn | Count | Leave


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act: "done", "again" (known before), "refused" with the reason."""

    key: uuid.UUID
    result: str
    message: str = ""


def parse_acts(told: Any) -> list[AnyAct]:  # noqa: ANN401 - JSON from a device
    """Read acts as a device sends them. Raises RegisterError for what cannot be one."""
    if not isinstance(told, list):
        raise RegisterError(_("Nie da się odczytać wpisów."))
    return [_parse(one) for one in told]


def _parse(told: Any) -> AnyAct:  # noqa: ANN401 - JSON from a device
    try:
        return _read(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RegisterError(_("Nie da się odczytać wpisów.")) from error


def _read(told: Mapping[str, Any]) -> AnyAct:
    kind = _KINDS[told["kind"]]
    made_at = datetime.fromisoformat(told["made_at"])
    if made_at.tzinfo is None or not times.is_sane(made_at.date()):
        raise ValueError(told["made_at"])
    fields: dict[str, Any] = {"key": uuid.UUID(told["key"]), "made_at": made_at}
    for name, read in _FIELDS.items():
        if name in told and name in kind.__dataclass_fields__:
            fields[name] = read(told[name])
    return kind(**fields)


def _text(value: Any) -> str:  # noqa: ANN401 - JSON from a device
    if not isinstance(value, str) or "\0" in value:
        raise TypeError(value)
    return value


def _key(value: Any) -> int:  # noqa: ANN401 - JSON from a device
    if not isinstance(value, int) or not 0 < value < LARGEST_KEY:
        raise ValueError(value)
    return value


def _yes(value: Any) -> bool:  # noqa: ANN401 - JSON from a device
    return value is True


_KINDS: dict[str, type[AnyAct]] = {
    kind.kind: kind for kind in (Mark, MarkWalkIn, WalkIn, Count, Leave)
}
_FIELDS: dict[str, Any] = {
    "guest": _key,
    "state": _text,
    "seen": _text,
    "presence": uuid.UUID,
    "name": _text,
    "card": _text,
    "band": _text,
    "is_child": _yes,
    "over_reason": _text,
    "change": int,
    "picked_up_by": _text,
    "is_back": _yes,
}
