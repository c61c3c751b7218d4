"""What of the residents' own waits past the promised day."""

from dataclasses import dataclass
from datetime import date

from podworko.core.figures import Figured, by_pal, figured
from podworko.initiatives.models import Initiative, Problem, ProblemState


@dataclass(frozen=True, slots=True)
class LateAnswers:
    """Answers that residents were promised and do not have."""

    ideas: int = 0
    problems: int = 0


def late_answers(today: date) -> Figured[LateAnswers]:
    """Return how many initiatives and local problems wait too long, PAL by PAL; two queries."""
    ideas = Initiative.objects.exclude(state__in=Initiative.ENDED).filter(due_on__lt=today)
    problems = Problem.objects.filter(state=ProblemState.NEW, due_on__lt=today)
    return figured(LateAnswers, {"ideas": by_pal(ideas), "problems": by_pal(problems)})
