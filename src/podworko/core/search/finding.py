"""Reading the index: every word must be met, by any of its keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections, router

from podworko.core.search import polish
from podworko.core.search.models import SearchTerm
from podworko.core.search.synonyms import dictionary, related
from podworko.core.search.vocabulary import Vocabulary, vocabulary
from podworko.core.search.words import ROOT, is_stop, keys, plain, words

# How good a sign it is that a document has the key, by where the key came from.
_SAME, _FORM, _SPELLING, _BEGINNING, _ROOT, _CORRECTION, _RELATED = 12, 10, 8, 6, 5, 5, 3
_MOST_WORDS = 24
_SHORTEST_BEGINNING = 2

# The database adds up, so that a common word does not carry all its documents over.
_SQL = """
WITH asked(term, word, worth) AS (VALUES {values}),
met AS (
  SELECT found.document_id, asked.word, MAX(found.weight * asked.worth) AS best
  FROM asked CROSS JOIN core_searchterm AS found
  WHERE found.scope = %s AND found.term = asked.term
  GROUP BY found.document_id, asked.word
),
scored AS (
  SELECT document_id, COUNT(*) AS words, SUM(best) AS score FROM met GROUP BY document_id
)
SELECT document_id, words, score FROM scored
WHERE words = (SELECT MAX(words) FROM scored)
ORDER BY score DESC, document_id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    `corrected` is the query as it was understood, when typing mistakes were forgiven;
    `partial` says that the document has only some of the words, and none has all.
    """

    document_id: int
    score: int
    corrected: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """One word of a query: what is shown for it and its keys with their worth."""

    shown: str
    worth: dict[str, int]
    corrected: bool = False


def find(scope: str, query: str, *, limit: int = 1000) -> list[Hit]:
    """Return documents of `scope` that have every word of `query`, the best first.

    A word is met by its other forms, its kin, its synonyms, its spelling without diacritics;
    the last word by its beginning; a word met by none of these by the nearest indexed words.
    When no document has every word, those with the most of them are returned, marked
    partial. Two queries, three after a change of the index, however many words and documents.
    """
    asked = _asked(query)
    known = vocabulary(scope) if asked else None
    if known is None:
        return []
    groups = [_group(word, known, last=word == asked[-1]) for word in asked]
    understood = " ".join(group.shown for group in groups)
    corrected = understood if any(group.corrected for group in groups) else None
    return [
        Hit(document, score, corrected, partial=met < len(groups))
        for document, met, score in _met(scope, groups, limit=limit)
    ]


def _asked(query: str) -> list[str]:
    telling = [word for word in words(query[:2000]) if not is_stop(word)]
    return list({plain(word): word for word in telling if plain(word)}.values())[:_MOST_WORDS]


def _group(word: str, known: Vocabulary, *, last: bool) -> _Group:
    worth = _worth(word)
    met = worth.keys() & known.counts.keys()
    if last and not any(worth[key] >= _SPELLING for key in met):
        beginnings = _beginnings(word, known)
        worth = beginnings | {key: max(worth[key], beginnings.get(key, 0)) for key in worth}
        met = worth.keys() & known.counts.keys()
    if met:
        return _Group(word, {key: worth[key] for key in met})
    return _corrected(word, known)


def _corrected(word: str, known: Vocabulary) -> _Group:
    """Return the group of the words that a mistyped one is nearest to."""
    nearest = known.like(plain(word))
    if not nearest:
        return _Group(word, {})
    written = [_spelled(term) for term in nearest]
    worth: dict[str, int] = {}
    for term, other in zip(nearest, written, strict=True):
        _raise(worth, keys(term) | keys(other), _CORRECTION)
    best = max(range(len(nearest)), key=lambda at: (known.counts.get(nearest[at], 0), nearest[at]))
    return _Group(written[best], worth, corrected=True)


def _worth(word: str) -> dict[str, int]:
    """Return every key of a typed word with its worth; the greatest where two agree."""
    worth = dict.fromkeys(related(word), _RELATED)
    for other in polish.spellings(word):
        _raise(worth, related(other), _RELATED)
        _raise(worth, keys(other), _SPELLING)
    _raise(worth, keys(word), _FORM)
    worth[plain(word)] = _SAME
    return {key: min(value, _ROOT) if key[0] == ROOT else value for key, value in worth.items()}


def _raise(worth: dict[str, int], found: Iterable[str], value: int) -> None:
    for key in found:
        worth[key] = max(worth.get(key, 0), value)


def _beginnings(word: str, known: Vocabulary) -> dict[str, int]:
    start = plain(word)
    if len(start) < _SHORTEST_BEGINNING:
        return {}
    return dict.fromkeys(known.beginning_with(start), _BEGINNING)


def _spelled(term: str) -> str:
    """Return a folded term with its diacritics, as far as they can be known."""
    written = dictionary().get(term)
    if written or polish.lemmas(term):
        return written or term
    return next(iter(polish.spellings(term)), term)


def _met(scope: str, groups: list[_Group], *, limit: int) -> list[tuple[int, int, int]]:
    """Return document, words met and score of the documents that meet the most words."""
    asked: list[tuple[str, int, int]] = [
        (key, number, worth)
        for number, group in enumerate(groups)
        for key, worth in sorted(group.worth.items())
    ]
    if not asked:
        return []
    parts: list[str | int] = [part for row in asked for part in row]
    values = ", ".join(["(%s, %s, %s)"] * len(asked))
    with connections[router.db_for_read(SearchTerm)].cursor() as cursor:
        cursor.execute(_SQL.format(values=values), [*parts, scope, limit])
        return [(int(row[0]), int(row[1]), int(row[2])) for row in cursor.fetchall()]
