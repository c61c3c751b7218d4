"""Who may lead what is for minors, as modules above know it, and what is planned with them.

The network knows neither papers nor programmes: a module above says what somebody lacks
(`add`), others say what they have planned with minors (`add_source`). Protection act, art. 21.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.network.leaders import Leader
from podworko.network.models import Pal

__all__ = [
    "Gate",
    "Lack",
    "Planned",
    "Source",
    "UncheckedLeaderError",
    "add",
    "add_source",
    "check",
    "first_days_barred",
    "lacks_of",
    "planned_with_minors",
]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that somebody lacks to work with minors, in words, and from which day on."""

    words: str
    since: date
    """`date.min` for what is lacking now; later for what will have lapsed by then."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Something with minors that is planned; `path` is where the desk sees it."""

    leader: Leader | None
    """Who is to lead it; None while nobody is named."""
    pal: Pal
    title: str
    day: date
    path: str


class Gate(Protocol):
    """Answers, in a fixed number of queries, what each of these leaders lacks from when on."""

    def __call__(self, leaders: Collection[Leader], /) -> Mapping[int, Sequence[Lack]]:
        """Return by the leader's key what they lack; nobody is left out who lacks something."""


class Source(Protocol):
    """Answers, in a fixed number of queries, what a module has planned with minors."""

    def __call__(self, *, since: date, pal_ids: frozenset[int] | None) -> Iterable[Planned]:
        """Return what is planned from a day on in these PALs; None means all."""


class UncheckedLeaderError(DomainError):
    """Somebody who leads is not cleared to work with minors on that day.

    `leader` is who, `lacks` is what they lack in words. That is for who checks people alone: the
    message, which planners read, does not say which papers are lacking, nor of which country.
    """

    code = "leader-unchecked"

    def __init__(self, leader: Leader, day: date, lacks: Sequence[str], *, mend: str = "") -> None:
        said = _("%(name)s nie ma na ten dzień (%(day)s) sprawdzeń do pracy z dziećmi.") % {
            "name": leader.name,
            "day": date_format(day, "j E Y"),
        }
        super().__init__(f"{said} {mend}".strip(), field="led_by")
        self.leader = leader
        self.lacks = tuple(lacks)


_gates: dict[str, tuple[Gate, str | Promise]] = {}
_sources: dict[str, Source] = {}


def add(name: str, gate: Gate, *, mend: str | Promise = "") -> None:
    """Have `gate` be asked whenever somebody is to lead for minors; `mend` says where to go.

    Called from AppConfig.ready; adding a name again replaces it.
    """
    _gates[name] = (gate, mend)


def add_source(name: str, source: Source) -> None:
    """Have `source` tell what a module has planned with minors."""
    _sources[name] = source


def lacks_of(leaders: Collection[Leader]) -> dict[int, list[Lack]]:
    """Return by key what each of these lacks to work with minors, and from which day on."""
    found: dict[int, list[Lack]] = {}
    for gate, _mend in _gates.values() if leaders else ():
        for key, lacks in gate(leaders).items():
            found.setdefault(key, []).extend(lacks)
    return found


def first_days_barred(leaders: Collection[Leader]) -> dict[int, date]:
    """Return by key the first day on which each is not cleared; who is not barred is left out."""
    lacks = lacks_of(leaders)
    return {key: min(lack.since for lack in held) for key, held in lacks.items() if held}


def check(planned: Iterable[tuple[Leader, date]]) -> None:
    """Raise UncheckedLeaderError for the first of these leaders and days that may not be.

    A fixed number of queries, however many leaders and days there are.
    """
    asked = list(planned)
    lacks = lacks_of({leader.pk: leader for leader, _day in asked}.values())
    for leader, day in asked:
        words = [lack.words for lack in lacks.get(leader.pk, ()) if lack.since <= day]
        if words:
            raise UncheckedLeaderError(leader, day, words, mend=_where_to_mend())


def planned_with_minors(*, since: date, pal_ids: frozenset[int] | None) -> list[Planned]:
    """Return what every module has planned with minors from a day on, soonest first.

    Also what nobody is named to lead: no gate stops that, so that somebody has to see it.
    """
    found = [row for source in _sources.values() for row in source(since=since, pal_ids=pal_ids)]
    return sorted(
        found, key=lambda row: (row.day, row.leader.name if row.leader else "", row.title)
    )


def _where_to_mend() -> str:
    return " ".join(str(mend) for _gate, mend in _gates.values() if mend)
