"""Whether a volunteer may be put on something on a day, and what bars the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.volunteering import law
from podworko.volunteering.models import Agreement, Opportunity, Volunteer
from podworko.volunteering.safety import Known, known_of

__all__ = ["Bar", "Clearance", "clearance_of", "clearances_of", "words_of"]

Stage = Volunteer.Stage
WORKING = (Stage.ACCOMPANIED, Stage.ACTIVE)


class Bar(StrEnum):
    """Why somebody may not be put on something on a day."""

    STAGE = "stage"
    AGREEMENT = "agreement"
    UNSIGNED = "unsigned"
    GUARDIAN = "guardian"
    AGE = "age"
    PAPERS = "papers"


WORDS: dict[Bar, str | Promise] = {
    Bar.STAGE: _("Ta osoba nie doszła jeszcze do tego kroku albo już u nas nie działa."),
    Bar.AGREEMENT: _("W tym dniu nie obowiązuje żadne porozumienie."),
    Bar.UNSIGNED: _(
        "Porozumienie dłuższe niż %(days)s dni czeka na podpis: bez papieru można działać"
        " %(days)s dni (art. 44 ust. 4)."
    ),
    Bar.GUARDIAN: _("Brakuje podpisanej zgody opiekuna."),
    Bar.AGE: _("To zadanie jest dla starszych osób."),
    Bar.PAPERS: _("Do pracy z dziećmi brakuje sprawdzeń albo szkolenia (art. 21)."),
}


def words_of(bar: Bar) -> str:
    """Return what the coordinator and the volunteer read of a bar, with the figures of today."""
    return str(WORDS[bar]) % {"days": law.rules_on(times.today()).in_writing_above_days}


@dataclass(frozen=True, slots=True)
class Clearance:
    """Everything that decides when one volunteer may be put on what."""

    volunteer: Volunteer
    agreements: tuple[Agreement, ...]
    known: Known

    def bars(self, opportunity: Opportunity, *, on: date) -> list[Bar]:
        """Return what bars the way to an opportunity on a day; nothing means that none does."""
        found = {
            Bar.STAGE: self.volunteer.stage not in WORKING,
            Bar.AGE: self._is_too_young(opportunity, on),
            Bar.PAPERS: opportunity.with_minors and not self.known.lacking_on(on).is_nothing,
        }
        bars = [bar for bar, is_barred in found.items() if is_barred]
        return [*bars, *self._paper_bars(on)]

    @property
    def needs_company(self) -> bool:
        """Whether they go with somebody who knows the place: it is their first time."""
        return self.volunteer.stage == Stage.ACCOMPANIED

    def agreement_on(self, day: date) -> Agreement | None:
        """Return the agreement under which they may work on a day, None without."""
        held = (one for one in self.agreements if one.holds_on(day))
        return next((one for one in held if not one.lacks_guardian_on(day)), None)

    def _is_too_young(self, opportunity: Opportunity, day: date) -> bool:
        born_on = self.volunteer.born_on
        least = max(opportunity.least_age, law.rules_on(day).least_age)
        return born_on is not None and law.age_on(born_on, day) < least

    def _paper_bars(self, day: date) -> list[Bar]:
        if self.agreement_on(day):
            return []
        if any(one.holds_on(day) for one in self.agreements):
            return [Bar.GUARDIAN]
        is_unsigned = any(one.is_agreed_on(day) for one in self.agreements)
        return [Bar.UNSIGNED if is_unsigned else Bar.AGREEMENT]


def clearance_of(volunteer: Volunteer) -> Clearance:
    """Return everything that decides of one volunteer; three queries."""
    return clearances_of([volunteer])[0]


def clearances_of(volunteers: Iterable[Volunteer]) -> list[Clearance]:
    """Return for each, in their order, what decides of them; three queries.

    Their `person` should be there already.
    """
    asked = list(volunteers)
    agreements: dict[int, list[Agreement]] = {}
    for one in Agreement.objects.filter(volunteer__in=asked).order_by("begins_on", "pk"):
        agreements.setdefault(one.volunteer_id, []).append(one)
    known = known_of(each.person for each in asked)
    return [
        Clearance(each, _of(each, agreements.get(each.pk, [])), of_one)
        for each, of_one in zip(asked, known, strict=True)
    ]


def _of(volunteer: Volunteer, agreements: list[Agreement]) -> tuple[Agreement, ...]:
    for one in agreements:
        one.volunteer = volunteer
    return tuple(agreements)
