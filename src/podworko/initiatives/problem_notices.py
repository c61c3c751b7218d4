"""What residents are told of the problems they reported, to the end."""

from podworko.core import codes
from podworko.initiatives.models import OwnPage, Problem, ProblemStep
from podworko.initiatives.notices import day_words, write
from podworko.messages import public as messages


def problem_taken(problem: Problem, *, page: OwnPage, code: str) -> None:
    """Write that a report came, and by which day it is answered."""
    context: dict[str, messages.JSON] = {
        "category": str(problem.get_category_display()),
        "due_on": day_words(problem.due_on, page.person),
        "code": codes.spaced(code),
    }
    once = f"{problem.pk}"
    write("problem_taken", page, context, pal=problem.pal, about=problem, once=once)


def problem_step(step: ProblemStep, *, page: OwnPage) -> None:
    """Write what is done with a problem now, in the words of the PAL."""
    problem = step.problem
    context: dict[str, messages.JSON] = {
        "title": problem.shown_title or str(problem.get_category_display()),
        "state": step.state,
        "is_end": problem.is_over,
        "words": step.words,
        "office": step.office,
        "number": step.number,
        "taken_on": day_words(step.taken_on, page.person),
    }
    once = f"{step.pk}:{page.pk}"
    write("problem_step", page, context, pal=problem.pal, about=problem, once=once)
