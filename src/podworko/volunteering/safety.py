"""The child-safety gate: nobody works with minors whose papers are not complete on that day.

Protection act, art. 21: before somebody is admitted, the organiser looks into two registers and
takes in what the person hands in; art. 22b-22c: they know the standards of the place.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from podworko.network.public import Leader, gates
from podworko.people.public import Person
from podworko.volunteering.countries import name_of
from podworko.volunteering.law import Asked, Paper, papers_for
from podworko.volunteering.models import Checked, Declared

__all__ = [
    "Known",
    "Lacking",
    "Who",
    "known_of",
    "lacking_of",
    "leaders_gate",
    "may_work_with_minors",
    "words_of",
]

TRAINING = Checked.Kind.TRAINING
Who = Person | Leader


@dataclass(frozen=True, slots=True)
class Lacking:
    """What somebody lacks on a day: answers to two questions, papers, knowing the standards."""

    who: Who
    is_asked: bool
    papers: tuple[Asked, ...]
    is_trained: bool
    entries: tuple[Asked, ...] = ()
    """Papers that show an entry, asked for or not: they bar at once."""

    @property
    def is_nothing(self) -> bool:
        return self.is_asked and self.is_trained and not self.papers and not self.entries


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
        return Lacking(self.who, self.declared is not None, papers, is_trained, self.entries())

    def entries(self) -> tuple[Asked, ...]:
        """Return the papers that showed an entry, whatever is asked of them by now.

        Each bars until a look noted after it, and no older than it, was clear.
        """
        found = (row for row in self.checked if not row.is_clear and row.kind != TRAINING)
        barring = (row for row in found if not self._is_cleared(row))
        return tuple(dict.fromkeys(Asked(Paper(row.kind), row.country) for row in barring))

    def lacks(self) -> list[gates.Lack]:
        """Return in words what they lack, and from which day on: now, or once it has lapsed.

        That a paper shows an entry is told to nobody here: it reads as a paper that is lacking.
        """
        entries = self.entries()
        wanted = dict.fromkeys((*self.asked(), *entries))
        papers = [
            (words_of(each), None if each in entries else self.last_of(each)) for each in wanted
        ]
        training = (str(TRAINING.label), self.training)
        found = [_lack(words, row) for words, row in (*papers, training)]
        if self.declared is None:
            found.insert(0, gates.Lack(_("odpowiedzi na dwa pytania o kraje"), date.min))
        return [lack for lack in found if lack]

    def last_of(self, asked: Asked) -> Checked | None:
        """Return the last look at a paper, None before the first."""
        return self._last().get((asked.paper.value, asked.country))

    @property
    def training(self) -> Checked | None:
        """The last training in the standards."""
        return self._last().get((TRAINING.value, ""))

    def _is_cleared(self, entry: Checked) -> bool:
        return any(
            row.is_clear and row.pk > entry.pk and row.done_on >= entry.done_on
            for row in self.checked
            if (row.kind, row.country) == (entry.kind, entry.country)
        )

    def _last(self) -> dict[tuple[str, str], Checked]:
        return {(row.kind, row.country): row for row in self.checked}

    def asked(self) -> list[Asked]:
        """Return the papers that are asked of them, as far as they told of themselves."""
        if self.declared is None:
            return papers_for(citizenships=["PL"], lived_in=[])
        told = self.declared
        return papers_for(citizenships=told.citizenships, lived_in=told.lived_in)


def known_of(people: Iterable[Who]) -> list[Known]:
    """Return for each, in their order, what is known of them; two queries."""
    asked = list(people)
    declared = _declared_of(asked)
    checked: dict[tuple[str, int | None], list[Checked]] = {}
    for row in Checked.objects.standing().filter(_among(asked)).order_by("done_on", "pk"):
        checked.setdefault(_of(row), []).append(row)
    return [Known(who, declared.get(_key(who)), tuple(checked.get(_key(who), ()))) for who in asked]


def _declared_of(asked: list[Who]) -> dict[tuple[str, int | None], Declared]:
    """Return by key what each answered last, on whichever card: cards are made one of two.

    Of two answers one stays with the card that is gone; what it told is not lost by that.
    """
    own = [who.pk for who in asked if isinstance(who, Person)]
    gone = Q(person__merged_into__in=own) | Q(person__merged_into__merged_into__in=own)
    rows = Declared.objects.filter(_among(asked) | gone).select_related("person__merged_into")
    found: dict[tuple[str, int | None], Declared] = {}
    for row in sorted(rows, key=_when_told):
        found |= dict.fromkeys(_cards_of(row), row)
    return found


def _when_told(row: Declared) -> tuple[date, int]:
    """Return what answers are ordered by: of two of one day that counts which asks for more."""
    return row.told_on, len({*row.citizenships, *row.lived_in})


def _cards_of(row: Declared) -> list[tuple[str, int | None]]:
    """Return the keys of the cards an answer is of: its own, and those it became part of."""
    keys, card = [_of(row)], row.person and row.person.merged_into
    while card is not None:
        keys.append(_key(card))
        card = card.merged_into
    return keys


def lacking_of(people: Iterable[Who], *, on: date) -> list[Lacking]:
    """Return for each, in their order, what they lack to work with minors on a day; two queries."""
    return [known.lacking_on(on) for known in known_of(people)]


def may_work_with_minors(who: Who, *, on: date) -> bool:
    """Whether somebody's papers are complete on a day."""
    return lacking_of([who], on=on)[0].is_nothing


def leaders_gate(leaders: Collection[Leader], /) -> dict[int, list[gates.Lack]]:
    """Answer the network's question what leaders lack to work with minors; two queries."""
    return {known.who.pk: found for known in known_of(leaders) if (found := known.lacks())}


def words_of(asked: Asked) -> str:
    """Return a paper in words, with its country for one of another country."""
    label = str(Checked.Kind(asked.paper.value).label)
    return f"{label}: {name_of(asked.country)}" if asked.country else label


def _lack(words: str, row: Checked | None) -> gates.Lack | None:
    if row is None or not row.is_clear:
        return gates.Lack(words, date.min)
    if row.valid_to is None:
        return None
    return gates.Lack(words, row.valid_to + timedelta(days=1))


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
