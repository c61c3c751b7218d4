"""What the pages of access read, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from podworko.core import times
from podworko.network.public import Pal, access_facts
from podworko.privacy.models import AccessRequest, AccessStatement, PalAccess
from podworko.ui.values import AccessFact

REVIEW_SOON_DAYS = 31


@dataclass(frozen=True, slots=True)
class PalTold:
    """A PAL with what is known of its building, and what it tells itself."""

    pal: Pal
    facts: tuple[AccessFact, ...]
    access: PalAccess

    @property
    def unknown(self) -> int:
        """How many facts of the building nobody looked at."""
        return sum(fact.answer == "unknown" for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Clock:
    """By when the declaration is to be looked at again, and how near that is."""

    by: date
    days_left: int

    @property
    def tone(self) -> str:
        """How pressing it is, as a badge shows it."""
        if self.days_left < 0:
            return "cancelled"
        return "few" if self.days_left <= REVIEW_SOON_DAYS else "free"


def statement() -> AccessStatement | None:
    """Return the declaration that holds, None before the first."""
    return AccessStatement.objects.first()


def review_clock(held: AccessStatement | None) -> Clock | None:
    """Return the clock of the next look; None while there is nothing to look at."""
    if held is None:
        return None
    return Clock(held.review_by, (held.review_by - times.today()).days)


def pals_told(pals: Iterable[Pal]) -> list[PalTold]:
    """Return what is known of access to each of these PALs, read with their seats; one query."""
    shown = list(pals)
    own = {row.pal_id: row for row in PalAccess.objects.filter(pal__in=shown)}
    return [
        PalTold(
            pal,
            tuple(access_facts(pal.seat)) if pal.seat else (),
            own.get(pal.pk) or PalAccess(pal=pal),
        )
        for pal in shown
    ]


def open_pals() -> list[PalTold]:
    """Return what is known of access to every PAL that works today, in two queries."""
    pals = Pal.objects.open_to_people().select_related("seat")
    return pals_told(pals.order_by("folded_name", "pk"))


def barriers() -> tuple[list[AccessRequest], list[AccessRequest]]:
    """Return what waits, most urgent first, and the last fifty that were answered; two queries."""
    rows = AccessRequest.objects.select_related("pal")
    answered = rows.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
    return list(rows.waiting()), list(answered[:50])
