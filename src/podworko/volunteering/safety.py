"""The child-safety gate: nobody works with minors whose papers are not complete on that day.

Protection act, art. 21: before somebody is admitted, the organiser looks into two registers and
takes in what the person hands in; art. 22b-22c: they know the standards of the place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from podworko.network.public import Leader
from podworko.people.public import Person
from podworko.volunteering.law import Asked, Paper, papers_for
from podworko.volunteering.models import Checked, Volunteer

TRAINING = Checked.Kind.TRAINING
Who = Person | Leader


@dataclass(frozen=True, slots=True)
class Lacking:
    """What somebody lacks on a day: papers, and whether they know the standards."""

    who: Who
    papers: tuple[Asked, ...]
    is_trained: bool

    @property
    def is_nothing(self) -> bool:
        return not self.papers and self.is_trained


def lacking_of(people: Iterable[Who], *, on: date) -> list[Lacking]:
    """Return for each, in their order, what they lack to work with minors on a day; two queries.

    A paper abroad is asked of whoever told of another citizenship or country in the last years.
    """
    asked = list(people)
    held = _held(asked, on)
    abroad = _abroad(asked)
    return [
        _lacking(who, held.get(_key(who), set()), abroad.get(_key(who), set())) for who in asked
    ]


def may_work_with_minors(who: Who, *, on: date) -> bool:
    """Whether somebody's papers are complete on a day."""
    return lacking_of([who], on=on)[0].is_nothing


def _lacking(who: Who, held: set[tuple[str, str]], countries: set[str]) -> Lacking:
    papers = papers_for(citizenships=["PL"], lived_in=sorted(countries))
    missing = tuple(each for each in papers if (each.paper.value, each.country) not in held)
    return Lacking(who, missing, (TRAINING.value, "") in held)


def _key(who: Who) -> tuple[str, int]:
    return ("leader" if isinstance(who, Leader) else "person", who.pk)


def _held(people: list[Who], on: date) -> dict[tuple[str, int], set[tuple[str, str]]]:
    persons = [each.pk for each in people if not isinstance(each, Leader)]
    leaders = [each.pk for each in people if isinstance(each, Leader)]
    rows = Checked.objects.valid_on(on)
    found: dict[tuple[str, int], set[tuple[str, str]]] = {}
    both = rows.filter(person__in=persons) | rows.filter(leader__in=leaders)
    for person, leader, kind, country in both.values_list("person", "leader", "kind", "country"):
        key = ("leader", leader) if leader else ("person", person)
        found.setdefault(key, set()).add((kind, country))
    return found


def _abroad(people: list[Who]) -> dict[tuple[str, int], set[str]]:
    persons = [each.pk for each in people if not isinstance(each, Leader)]
    rows = Volunteer.objects.filter(person__in=persons)
    found: dict[tuple[str, int], set[str]] = {}
    for person, citizenships, lived_in in rows.values_list("person", "citizenships", "lived_in"):
        found.setdefault(("person", person), set()).update({*citizenships, *lived_in} - {"PL", ""})
    return found


__all__ = ["Lacking", "Paper", "lacking_of", "may_work_with_minors"]
