"""Whether time is kept, the declaration was looked at in time, and nobody waits too long."""

from podworko.core import times
from podworko.core.health import Level, Problem, health_check
from podworko.privacy.accessibility import queries
from podworko.privacy.models import AccessRequest
from podworko.privacy.queries import runs


@health_check
def declaration() -> list[Problem]:
    """Say that there is no declaration of accessibility, or that its yearly look is overdue."""
    clock = queries.review_clock(queries.statement())
    hint = "Write it at the desk, under Dostępność (act of 4.04.2019, art. 10 and 11)."
    if clock is None:
        return [Problem(Level.WARNING, "access.none", "There is no declaration.", hint)]
    if clock.days_left < 0:
        message = f"The declaration of accessibility was to be looked at by {clock.by}."
        return [Problem(Level.WARNING, "access.review", message, hint)]
    return []


@health_check
def barriers() -> list[Problem]:
    """Say how many wait for an answer past its day."""
    late = AccessRequest.objects.waiting().filter(due_on__lt=times.today()).count()
    if not late:
        return []
    message = f"{late} requests for access were not answered in time."
    return [Problem(Level.WARNING, "access.late", message, "Answer them at the desk.")]


@health_check
def keeping() -> list[Problem]:
    """Say which tables the newest run could not keep, and that it never came to its end."""
    run = runs.with_fault()
    if run is None:
        return []
    hint = "Its certificate is at the desk, under Przechowywanie; why is in the log of that hour."
    if run.failed:
        told = ", ".join(f"{label} ({kind})" for label, kind in sorted(run.failed.items()))
        return [Problem(Level.ERROR, "privacy.keep.failed", f"Not kept: {told}.", hint)]
    message = f"The run of {run.made_at:%Y-%m-%d %H:%M} did not come to its end."
    return [Problem(Level.ERROR, "privacy.keep.cut", message, hint)]
