"""Whom a volunteer visits at home: the only place where that is sealed and opened.

Every opening is a look, and every look is in the access log. A volunteer opens it only while
confirmed on that shift and nothing bars them from it, and only from OPENS_BEFORE its start until
its end.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import vault
from podworko.core.errors import DomainError
from podworko.volunteering.fitting import standings_of
from podworko.volunteering.models import Shift, Turn

__all__ = ["OPENS_BEFORE", "NotYetError", "Visited", "look", "look_own", "readable", "seal"]

OPENS_BEFORE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Visited:
    """Whom one visits, where, and how to reach them."""

    name: str = ""
    address: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.address or self.phone)

    def __repr__(self) -> str:
        """Show nothing: error reports and logs print what functions were called with."""
        return "Visited(…)"


class NotYetError(DomainError):
    """It is not, or not any more, for this volunteer to read."""

    code = "visited-not-readable"

    def __init__(self) -> None:
        super().__init__(
            _("Dane osoby, którą odwiedzasz, widać od 24 godzin przed dyżurem do jego końca.")
        )


def seal(visited: Visited) -> str:
    """Return what a row keeps of somebody who is visited; "" of nobody."""
    return vault.sealed(asdict(visited)) if visited else ""


def look(shift: Shift, *, actor: audit.Actor) -> Visited:
    """Open whom a shift visits for the desk, and log that `actor` looked."""
    audit.saw(shift, actor=actor, purpose="shift.visited")
    return Visited(**vault.opened(shift.sealed))


def look_own(turn: Turn) -> Visited:
    """Open whom a volunteer visits, and log it; raises NotYetError when it is not theirs to read.

    Asked of the database: what a page was made from may be old.
    """
    related = ("shift__opportunity", "volunteer__person")
    found = Turn.objects.select_related(*related).get(pk=turn.pk)
    if not readable([found]):
        raise NotYetError
    audit.saw(found.shift, actor=found.volunteer, purpose="shift.visited_own")
    return Visited(**vault.opened(found.shift.sealed))


def readable(turns: Iterable[Turn]) -> set[int]:
    """Return the keys of the turns whose volunteer may open now whom they visit.

    Whoever papers, age or stage bar by now may not: the turn stays until it is cleared up. No
    query when it is the time of none of them, six otherwise.
    """
    timely = [turn for turn in turns if _is_timely(turn)]
    if not timely:
        return set()
    standings = standings_of(turn.volunteer for turn in timely)
    asked = zip(timely, standings, strict=True)
    return {turn.pk for turn, standing in asked if not standing.bars(turn.shift)}


def _is_timely(turn: Turn) -> bool:
    shift, now = turn.shift, timezone.now()
    is_time = shift.starts_at - OPENS_BEFORE <= now < shift.ends_at
    return turn.is_confirmed and shift.is_planned and shift.has_visited and is_time
