"""Whether a volunteer may be on a shift, and why not, in plain words.

Papers, age and stage come from `clearance`; here come time (one is in one place, and rests
between days), company for who comes the first time, and what one belongs to.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.volunteering import law
from podworko.volunteering.clearance import Bar, Clearance, clearances_of
from podworko.volunteering.clearance import words_of as words_of_bar
from podworko.volunteering.models import Opportunity, PersonHold, Shift, Turn, Volunteer

__all__ = ["MAY_BE_WAIVED", "Reason", "Standing", "Why", "belonging", "standings_of", "words_of"]


class Why(StrEnum):
    """Why a shift does not fit, besides what papers bar."""

    CLOSED = "closed"
    ELSEWHERE = "elsewhere"
    OUTSIDE = "outside"
    CLASH = "clash"
    REST = "rest"
    COMPANY = "company"


Reason = Bar | Why
MAY_BE_WAIVED = frozenset({Why.REST})
"""What the desk may pass over with a reason that is kept."""
_WORDS: dict[Why, str | Promise] = {
    Why.CLOSED: _("Ten dyżur już się zaczął albo jest odwołany."),
    Why.ELSEWHERE: _("To dyżur innego PAL."),
    Why.OUTSIDE: _("To zadanie trzeba najpierw uzgodnić z koordynatorem."),
    Why.CLASH: _("W tym czasie jest już inny dyżur."),
    Why.REST: _("Za mało odpoczynku między dyżurami w różne dni."),
    Why.COMPANY: _("Pierwszy raz idzie się z kimś, kto zna to miejsce: trzeba ustalić z kim."),
}


def words_of(reason: Reason) -> str:
    """Return what a reason says to whoever it bars, in the language in force."""
    return words_of_bar(reason) if isinstance(reason, Bar) else str(_WORDS[reason])


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides on which shifts one volunteer may be."""

    volunteer: Volunteer
    clearance: Clearance
    holds: tuple[PersonHold, ...]
    """The time that is taken of the person, at whichever PAL."""
    opportunity_ids: frozenset[int]
    """What they belong to: were taken for, or have been on."""

    def reasons(
        self, shift: Shift, *, has_company: bool, without: frozenset[int] = frozenset()
    ) -> list[Reason]:
        """Return why a shift does not fit; nothing means that it fits.

        `without` are keys of turns whose time is given back in the same act.
        """
        found = {
            Why.CLOSED: not shift.is_open,
            Why.ELSEWHERE: shift.opportunity.pal_id != self.volunteer.pal_id,
            Why.COMPANY: self.clearance.needs_company and not has_company,
        }
        whys = [why for why, is_so in found.items() if is_so]
        return [*whys, *self.bars(shift), *self._time(shift, without)]

    def bars(self, shift: Shift) -> list[Bar]:
        """Return what papers, age or stage bar on any of the shift's days."""
        seen = (bar for day in shift.days for bar in self.clearance.bars(shift.opportunity, on=day))
        return list(dict.fromkeys(seen))

    def belongs(self, shift: Shift) -> bool:
        """Whether they may take it by themselves: the rest is agreed with the coordinator."""
        return shift.opportunity_id in self.opportunity_ids

    def _time(self, shift: Shift, without: frozenset[int]) -> list[Why]:
        holds = [hold for hold in self.holds if hold.turn_id not in without]
        if any(h.starts_at < shift.ends_at and h.ends_at > shift.starts_at for h in holds):
            return [Why.CLASH]
        return [Why.REST] if any(_is_tiring(hold, shift) for hold in holds) else []


def standings_of(volunteers: Iterable[Volunteer]) -> list[Standing]:
    """Return for each, in their order, what decides; six queries, whatever their number.

    Their `person` should be there already.
    """
    asked = list(volunteers)
    holds: dict[int, list[PersonHold]] = defaultdict(list)
    for hold in PersonHold.objects.filter(person__in=[each.person_id for each in asked]):
        holds[hold.person_id].append(hold)
    belongs = belonging(asked)
    return [
        Standing(each, clearance, tuple(holds[each.person_id]), frozenset(belongs.get(each.pk, ())))
        for each, clearance in zip(asked, clearances_of(asked), strict=True)
    ]


def belonging(volunteers: Iterable[Volunteer]) -> dict[int, set[int]]:
    """Return what each belongs to: what they were taken for, and where they have been on a shift.

    Two queries.
    """
    asked = [each.pk for each in volunteers]
    found: dict[int, set[int]] = defaultdict(set)
    taken = Q(applications__state="taken", applications__volunteer__in=asked)
    rows = Opportunity.objects.filter(taken).order_by("pk")
    for volunteer, opportunity in rows.values_list("applications__volunteer", "pk"):
        found[volunteer].add(opportunity)
    turns = Turn.objects.confirmed().filter(volunteer__in=asked).order_by("pk")
    for volunteer, opportunity in turns.values_list("volunteer", "shift__opportunity"):
        found[volunteer].add(opportunity)
    return found


def _is_tiring(hold: PersonHold, shift: Shift) -> bool:
    """Whether two shifts of different days leave too little time between them."""
    if times.local(hold.starts_at).date() == shift.day:
        return False
    rest = timedelta(hours=law.rules_on(shift.day).rest_hours)
    gap = max(hold.starts_at - shift.ends_at, shift.starts_at - hold.ends_at)
    return gap < rest
