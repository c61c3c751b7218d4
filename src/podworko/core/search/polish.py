"""Dictionary forms of Polish words by Morfeusz, where it is installed.

Without it (there is no build for every processor) every function answers with nothing and
search lives on folded words and roots.
"""

import importlib
from collections.abc import Hashable
from functools import cache, lru_cache
from itertools import chain, combinations, islice, product
from threading import Lock
from typing import Protocol, cast

from podworko.core.text import fold

_LONGEST_WORD = 40
_MOST_SPELLINGS = 400
_MOST_CHANGES = 3
_WITH_DIACRITICS = {
    "a": "ą",
    "c": "ć",
    "e": "ę",
    "l": "ł",
    "n": "ń",
    "o": "ó",
    "s": "ś",
    "z": "żź",
}
_one_at_a_time = Lock()


class Analyser(Hashable, Protocol):
    """The one thing that is asked of Morfeusz."""

    def analyse(self, text: str) -> list[tuple[int, int, tuple[str, str, str, object, object]]]:
        """Return every reading of a word: from, to, and (form, lemma, tag, …)."""


@cache
def analyser() -> Analyser | None:
    """Return Morfeusz, loaded once for the process, or None where it is missing."""
    try:
        morfeusz2 = importlib.import_module("morfeusz2")
    except ImportError:
        return None
    return cast(Analyser, morfeusz2.Morfeusz(generate=False))


def lemmas(word: str) -> frozenset[str]:
    """Return the dictionary forms of `word`; none for a word that Polish does not know."""
    tool = analyser()
    return _read(tool, word) if tool and word.isalpha() and len(word) <= _LONGEST_WORD else _NONE


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """Return Polish words that `word` may be when typed without diacritics, itself excepted.

    "lodzi" gives "łodzi"; a word that has a diacritic was typed on a Polish keyboard.
    """
    if fold(word) != word or analyser() is None:
        return ()
    return tuple(other for other in _candidates(word) if lemmas(other))


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def _read(tool: Analyser, word: str) -> frozenset[str]:
    with _one_at_a_time:
        readings = tool.analyse(word)
    return frozenset(
        lemma.partition(":")[0]
        for start, _end, (_form, lemma, tag, *_rest) in readings
        if start == 0 and tag != "ign"
    )


def _candidates(word: str) -> list[str]:
    places = [place for place, letter in enumerate(word) if letter in _WITH_DIACRITICS]
    sets = chain.from_iterable(combinations(places, count) for count in range(1, _MOST_CHANGES + 1))
    spelled = chain.from_iterable(_changed(word, chosen) for chosen in sets)
    return list(islice(spelled, _MOST_SPELLINGS))


def _changed(word: str, places: tuple[int, ...]) -> list[str]:
    result = []
    for letters in product(*(_WITH_DIACRITICS[word[place]] for place in places)):
        changed = list(word)
        for place, letter in zip(places, letters, strict=True):
            changed[place] = letter
        result.append("".join(changed))
    return result
