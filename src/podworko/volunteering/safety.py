"""The child-safety gate: nobody works with minors whose papers are not complete on that day.

Protection act, art. 21: before somebody is admitted, the organiser looks into two registers and
takes in what the person hands in; art. 22b-22c: they know the standards of the place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from podworko.network.public import Leader
from podworko.people.public import Person
from podworko.volunteering.law import Asked, papers_for
from podworko.volunteering.models import Checked, Declared

__all__ = ["Known", "Lacking", "Who", "known_of", "lacking_of", "may_work_with_minors"]

TRAINING = Checked.Kind.TRAINING
Who = Person | Leader


@dataclass(frozen=True, slots=True)
class Lacking:
    """What somebody lacks on a day: answers to two questions, papers, knowing the standards."""

    who: Who
    is_asked: bool
    papers: tuple[Asked, ...]
    is_trained: bool

    @property
    def is_nothing(self) -> bool:
        return self.is_asked and not self.papers and self.is_trained


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person: what they told, and every paper that was looked at."""

    who: Who
    declared: Declared | None
    checked: tuple[Checked, ...]
    """In the order in which they were looked at."""

    def lacking_on(self, day: date) -> Lacking:
        """Return what is missing on a day; of each paper the last look before it counts."""
        last = {(row.kind, row.country): row for row in self.checked if row.done_on <= day}
        held = {key for key, row in last.items() if _holds(row, day)}
        papers = tuple(
            each for each in self.asked() if (each.paper.value, each.country) not in held
        )
        is_trained = (TRAINING.value, "") in held
        return Lacking(self.who, self.declared is not None, papers, is_trained)

    def asked(self) -> list[Asked]:
        """Return the papers that are asked of them, as far as they told of themselves."""
        if self.declared is None:
            return papers_for(citizenships=["PL"], lived_in=[])
        told = self.declared
        return papers_for(citizenships=told.citizenships, lived_in=told.lived_in)


def known_of(people: Iterable[Who]) -> list[Known]:
    """Return for each, in their order, what is known of them; two queries."""
    asked = list(people)
    declared = {_of(row): row for row in Declared.objects.filter(_among(asked))}
    checked: dict[tuple[str, int | None], list[Checked]] = {}
    for row in Checked.objects.filter(_among(asked)).order_by("done_on", "pk"):
        checked.setdefault(_of(row), []).append(row)
    return [Known(who, declared.get(_key(who)), tuple(checked.get(_key(who), ()))) for who in asked]


def lacking_of(people: Iterable[Who], *, on: date) -> list[Lacking]:
    """Return for each, in their order, what they lack to work with minors on a day; two queries."""
    return [known.lacking_on(on) for known in known_of(people)]


def may_work_with_minors(who: Who, *, on: date) -> bool:
    """Whether somebody's papers are complete on a day."""
    return lacking_of([who], on=on)[0].is_nothing


def _holds(row: Checked, day: date) -> bool:
    return row.is_clear and (row.valid_to is None or row.valid_to >= day)


def _among(people: list[Who]) -> Q:
    leaders = [who.pk for who in people if isinstance(who, Leader)]
    persons = [who.pk for who in people if not isinstance(who, Leader)]
    return Q(leader__in=leaders) | Q(person__in=persons)


def _key(who: Who) -> tuple[str, int | None]:
    return ("leader" if isinstance(who, Leader) else "person", who.pk)


def _of(row: Checked | Declared) -> tuple[str, int | None]:
    return ("leader", row.leader_id) if row.leader_id else ("person", row.person_id)
