"""Every term of a scope, kept in memory until the scope's revision changes."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import Count
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from podworko.core.search.models import SearchRevision, SearchTerm
from podworko.core.search.synonyms import dictionary
from podworko.core.search.words import ROOT, keys

_MOST_BEGINNINGS = 200
_MOST_CORRECTIONS = 8
_kept: dict[str, "Vocabulary"] = {}


@dataclass(frozen=True)
class Vocabulary:
    """The terms of a scope and how many documents have each."""

    token: UUID
    counts: dict[str, int] = field(repr=False)

    @cached_property
    def plain(self) -> list[str]:
        """Every term that is a word, in order."""
        return sorted(term for term in self.counts if not term.startswith(ROOT))

    @cached_property
    def correctable(self) -> list[str]:
        """What a mistyped word may have been: indexed words and those that lead to them."""
        known = self.counts.keys()
        leading = (
            word for word, written in dictionary().items() if not known.isdisjoint(keys(written))
        )
        return sorted({*self.plain, *leading})

    def beginning_with(self, start: str) -> list[str]:
        """Return words that begin with `start`, at most 200, in order."""
        first = bisect_left(self.plain, start)
        found = []
        for term in self.plain[first : first + _MOST_BEGINNINGS]:
            if not term.startswith(start):
                break
            found.append(term)
        return found

    def like(self, word: str) -> list[str]:
        """Return the words nearest to `word` within the mistakes that its length allows."""
        allowed = _mistakes(word)
        if not allowed:
            return []
        near = extract(
            word,
            self.correctable,
            scorer=OSA.distance,
            processor=None,
            score_cutoff=allowed,
            limit=_MOST_CORRECTIONS,
        )
        least = min((int(distance) for _term, distance, _at in near), default=0)
        return sorted(term for term, distance, _at in near if int(distance) == least)


def vocabulary(scope: str) -> Vocabulary | None:
    """Return the scope's terms; one query, two after a change; None when nothing is indexed."""
    token = SearchRevision.objects.filter(scope=scope).values_list("token", flat=True).first()
    if token is None:
        return None
    kept = _kept.get(scope)
    if kept is None or kept.token != token:
        rows = SearchTerm.objects.filter(scope=scope).values("term").annotate(n=Count("id"))
        kept = _kept[scope] = Vocabulary(token, dict(rows.values_list("term", "n")))
    return kept


def _mistakes(word: str) -> int:
    """Return how many mistakes are forgiven: short words turn into others too easily."""
    if len(word) <= 3 or word.rstrip("+").isdigit():  # noqa: PLR2004 - letters
        return 0
    return 1 if len(word) <= 7 else 2  # noqa: PLR2004 - letters
