"""What a plan comes to, and how a team stands on the city's sheet of 100 points."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from podworko.core import times
from podworko.initiatives import idea_rules
from podworko.initiatives.idea_rules import Figures
from podworko.initiatives.models import Cost, Initiative, OwnWork
from podworko.initiatives.queries.ideas import Told

__all__ = ["PlanSums", "Sheet", "plan_sums", "sheet_of"]


@dataclass(frozen=True, slots=True)
class PlanSums:
    """What the lines of a plan come to; money in groszy, hours as written.

    `work_grosze` is None where the PAL set no value of an hour: then work is told in hours alone.
    """

    planned_hours: Decimal
    done_hours: Decimal
    hour_grosze: int | None
    given_grosze: int
    asked_grosze: int

    @property
    def work_grosze(self) -> int | None:
        if self.hour_grosze is None:
            return None
        worth = self.planned_hours * self.hour_grosze
        return int(worth.quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def own_grosze(self) -> int:
        """The own contribution: what residents give, and their work where it has a value."""
        return self.given_grosze + (self.work_grosze or 0)

    @property
    def total_grosze(self) -> int:
        return self.own_grosze + self.asked_grosze


@dataclass(frozen=True, slots=True)
class Sheet:
    """The team's own score on the city's sheet, and what still speaks against it."""

    figures: Figures
    purpose: int
    own: int
    bonus: int
    hints: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.purpose + self.own + self.bonus

    @property
    def missing(self) -> int:
        """How many points are lacking to the pass mark."""
        return max(0, self.figures.pass_mark - self.total)

    @property
    def reachable(self) -> int:
        """How many points can still be found on the sheet."""
        return self.figures.purpose_most + self.figures.own_most + self.figures.bonus - self.total


def plan_sums(initiative: Initiative, work: Iterable[OwnWork], costs: Iterable[Cost]) -> PlanSums:
    """Return what a plan comes to; one query."""
    done = list(work)
    lines = list(costs)
    own = [line.grosze for line in lines if line.source in Cost.OWN_CONTRIBUTION]
    asked = [line.grosze for line in lines if line.source not in Cost.OWN_CONTRIBUTION]
    return PlanSums(
        planned_hours=sum((each.planned_hours for each in done), Decimal(0)),
        done_hours=sum((each.done_hours or Decimal(0) for each in done), Decimal(0)),
        hour_grosze=idea_rules.rules_of(initiative.pal).hour_grosze,
        given_grosze=sum(own),
        asked_grosze=sum(asked),
    )


def sheet_of(told: Told, sums: PlanSums, *, has_tie: bool) -> Sheet:
    """Return how a team stands; points are its own guess, hints what the plan lacks."""
    initiative = told.initiative
    figures = idea_rules.figures_on(times.today())
    return Sheet(
        figures=figures,
        purpose=initiative.purpose_points,
        own=initiative.own_points,
        bonus=figures.bonus if initiative.has_bonus else 0,
        hints=tuple(_hints(told, sums, figures, has_tie=has_tie)),
    )


def _hints(told: Told, sums: PlanSums, figures: Figures, *, has_tie: bool) -> list[str]:
    found = {
        _("Cel: napiszcie, dlaczego to ważne dla okolicy."): told.initiative.purpose_words,
        _("Cel: powiążcie inicjatywę z potrzebą, którą zna PAL."): has_tie,
        _("Cel: zbierzcie poparcie sąsiadów, lista idzie z wnioskiem."): told.support,
        _("Wkład własny: wpiszcie, kto ile godzin popracuje."): sums.planned_hours,
        _("Wkład własny: wpiszcie rzeczy, sprzęt albo lokal, które dajecie."): sums.given_grosze,
        _("Zespół: potrzeba co najmniej dwóch osób (art. 19b)."): told.members
        >= figures.least_team,
    }
    return [words for words, is_there in found.items() if not is_there]
