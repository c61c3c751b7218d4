"""One volunteer as the coordinator reads them: where they stand and what is next."""

from dataclasses import dataclass

from podworko.core import times
from podworko.volunteering.clearance import Clearance, clearance_of
from podworko.volunteering.models import Agreement, Application, Volunteer
from podworko.volunteering.operations.path import NEXT, works_with_minors
from podworko.volunteering.queries.board import Due, dues_of
from podworko.volunteering.queries.missed import missed_lately
from podworko.volunteering.safety import Lacking

__all__ = ["CardPage", "Step", "card_page", "steps_of"]

Stage = Volunteer.Stage
PATH = tuple(stage for stage in Stage if stage != Stage.ENDED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path: done, where they are, or to come."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """Everything of one volunteer that their coordinator works with."""

    volunteer: Volunteer
    clearance: Clearance
    applications: tuple[Application, ...]
    dues: tuple[Due, ...]
    is_with_minors: bool
    missed: int
    """To how many shifts of the last 12 months they did not come."""

    @property
    def agreements(self) -> list[Agreement]:
        """Their agreements, the newest first."""
        return list(reversed(self.clearance.agreements))

    @property
    def steps(self) -> list[Step]:
        return steps_of(self.volunteer, is_with_minors=self.is_with_minors)

    @property
    def next_stages(self) -> list[Stage]:
        """Where they may go on to; who works with nobody under age skips checks and training."""
        stages = list(NEXT[self.volunteer.stage])
        if self.volunteer.stage == Stage.TALK:
            skipped = Stage.AGREEMENT if self.is_with_minors else Stage.CHECKS
            stages.remove(skipped)
        return stages

    @property
    def lacking(self) -> Lacking | None:
        """What they lack today to work with minors; None for who works with adults alone."""
        return self.clearance.known.lacking_on(times.today()) if self.is_with_minors else None


def card_page(volunteer: Volunteer) -> CardPage:
    """Return one volunteer with everything; a fixed number of queries."""
    rows = volunteer.applications.select_related("opportunity", "role").order_by("-pk")
    return CardPage(
        volunteer=volunteer,
        clearance=clearance_of(volunteer),
        applications=tuple(rows),
        dues=tuple(dues_of([volunteer])[volunteer.pk]),
        is_with_minors=works_with_minors(volunteer),
        missed=missed_lately(volunteer),
    )


def steps_of(volunteer: Volunteer, *, is_with_minors: bool) -> list[Step]:
    """Return the path with where they are; without minors there are no checks or training."""
    skipped = () if is_with_minors else (Stage.CHECKS, Stage.TRAINING)
    path: list[Stage] = [
        stage for stage in PATH if stage not in skipped or stage == volunteer.stage
    ]
    if volunteer.stage == Stage.ENDED:
        return [Step(str(stage.label), "done") for stage in path]
    here = path.index(Stage(volunteer.stage))
    return [Step(str(stage.label), _state(at, here)) for at, stage in enumerate(path)]


def _state(at: int, here: int) -> str:
    if at == here:
        return "current"
    return "done" if at < here else "todo"
