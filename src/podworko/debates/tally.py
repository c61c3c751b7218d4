"""What a ballot may say, how it is written down, and what it comes to; it knows no voter.

A ballot is a line of text that a person can read: "3" (one answer), "1 3" (several), "2 1 3"
(an order, the first place first), "1=3 2=7" (points). Two that say the same are the same line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError

__all__ = ["Kind", "Rules", "checked", "named", "scores", "voices"]


LONGEST = 6
"""Digits of a number that is read at all."""


class Kind(StrEnum):
    """How people choose."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be chosen: between which numbers, how many of them, how many points."""

    kind: Kind
    numbers: tuple[int, ...]
    most: int
    points: int

    @property
    def limit(self) -> int:
        """How many answers one ballot may name."""
        return {Kind.SINGLE: 1, Kind.MULTIPLE: self.most}.get(self.kind, len(self.numbers))


def checked(text: str, *, rules: Rules) -> str:
    """Return a ballot as it is written down, from what was typed; raise DomainError for no ballot.

    Commas count as spaces; where the order says nothing, numbers come in theirs.
    """
    given = _pairs(text.replace(",", " ").split(), rules)
    if not given:
        raise DomainError(_("Wybierz co najmniej jedną odpowiedź."), field="choices")
    _check_numbers([number for number, _points in given], rules)
    if rules.kind == Kind.POINTS:
        _check_points(dict(given), rules)
        return " ".join(f"{number}={points}" for number, points in sorted(given))
    numbers = [number for number, _points in given]
    return " ".join(map(str, numbers if rules.kind == Kind.RANKING else sorted(numbers)))


def named(ballot: str) -> dict[int, int]:
    """Return what a ballot names, in its order: numbers of answers, and points or nought."""
    parts = (part.partition("=") for part in ballot.split())
    return {int(number): int(points or 0) for number, _sign, points in parts}


def scores(ballots: Mapping[str, int], *, rules: Rules) -> dict[int, int]:
    """Return what each answer got, from ballots and how many there are of each.

    Of an order (Borda) the first place gives as many points as there are answers, each next one
    a point less; what was given no place gets nothing.
    """
    found = dict.fromkeys(rules.numbers, 0)
    for ballot, count in ballots.items():
        for place, (number, points) in enumerate(named(ballot).items()):
            found[number] += count * _worth(place, points, rules)
    return found


def voices(ballots: Mapping[str, int], *, rules: Rules) -> dict[int, int]:
    """Return how many people stand behind each answer: of an order, who put it first."""
    found = dict.fromkeys(rules.numbers, 0)
    for ballot, count in ballots.items():
        chosen = list(named(ballot))
        for number in chosen[:1] if rules.kind == Kind.RANKING else chosen:
            found[number] += count
    return found


def _worth(place: int, points: int, rules: Rules) -> int:
    if rules.kind == Kind.RANKING:
        return len(rules.numbers) - place
    return points if rules.kind == Kind.POINTS else 1


def _pairs(parts: Sequence[str], rules: Rules) -> list[tuple[int, int]]:
    """Return what was typed as numbers of answers and points."""
    sign = "=" if rules.kind == Kind.POINTS else ""
    found = []
    for part in parts:
        number, told, points = part.partition("=")
        is_number = number.isdecimal() and (points.isdecimal() if told else True)
        if told != sign or not is_number or max(len(number), len(points)) > LONGEST:
            raise DomainError(_unread(part[:20], rules), field="choices")
        found.append((int(number), int(points or 0)))
    return found


def _unread(part: str, rules: Rules) -> str:
    if rules.kind == Kind.POINTS:
        return _("„%(part)s” nie da się odczytać. Napisz na przykład 1=3 2=7.") % {"part": part}
    return _("„%(part)s” nie da się odczytać. Napisz numery odpowiedzi.") % {"part": part}


def _check_numbers(numbers: Sequence[int], rules: Rules) -> None:
    for number in numbers:
        if number not in rules.numbers:
            raise DomainError(
                _("Nie ma odpowiedzi numer %(number)s.") % {"number": number}, field="choices"
            )
    if len(set(numbers)) < len(numbers):
        raise DomainError(_("Każdą odpowiedź można wybrać tylko raz."), field="choices")
    if len(numbers) > rules.limit:
        message = _("Zaznaczono %(chosen)s, a można najwyżej %(most)s.")
        raise DomainError(message % {"chosen": len(numbers), "most": rules.limit}, field="choices")


def _check_points(given: Mapping[int, int], rules: Rules) -> None:
    total = sum(given.values())
    if min(given.values()) < 1 or total > rules.points:
        message = _("Rozdano punktów: %(total)s, a do rozdania jest %(points)s.")
        raise DomainError(message % {"total": total, "points": rules.points}, field="choices")
