"""Background jobs as modules declare them: periodic functions and tasks that are tried again.

Both live in `<app>/tasks.py` and are thin: fetch by key, call an operation. Both may run
twice (a worker can die after the work and before the note of it), so both must be safe to
run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import django_tasks
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[[], object])

DEFAULT_TRIES = 5


@dataclass(frozen=True, slots=True)
class Periodic:
    """A function that runs again and again, by one worker at a time."""

    name: str
    every: timedelta
    run: Callable[[], object]


PERIODIC: dict[str, Periodic] = {}
TRIES: dict[str, int] = {}


def periodic(name: str, *, every: timedelta) -> Callable[[F], F]:
    """Run the function every so often, under a stable name ("activities.expire_offers").

    Raises ValueError for a name that is taken by another function.
    """

    def register(function: F) -> F:
        held = PERIODIC.get(name)
        if held and _path(held.run) != _path(function):
            raise ValueError(f"Two periodic functions are called {name!r}.")
        PERIODIC[name] = Periodic(name, every, function)
        return function

    return register


def task(
    *, tries: int = DEFAULT_TRIES, priority: int = 0
) -> Callable[[Callable[P, T]], "Task[P, T]"]:
    """Make a module-level function a task that is run up to `tries` times until it succeeds.

    Arguments are keys and plain values, never a name or an address: they stay in the
    table of tasks until it is pruned.
    """

    def make(function: Callable[P, T]) -> "Task[P, T]":
        made = django_tasks.task(priority=priority)(function)
        TRIES[made.module_path] = tries
        return made

    return make


def enqueue(job: "Task[P, T]", *args: P.args, **kwargs: P.kwargs) -> str:
    """Run `job` soon after the caller's transaction commits; return the task's id."""
    return job.enqueue(*args, **kwargs).id


def schedule(job: "Task[P, T]", at: datetime, *args: P.args, **kwargs: P.kwargs) -> str:
    """Run `job` not before `at`; return the task's id."""
    return job.using(run_after=at).enqueue(*args, **kwargs).id


def _path(function: Callable[[], object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
