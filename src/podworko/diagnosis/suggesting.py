"""Which category free words may fall into: by words shared with what is there already."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from podworko.core.search.words import is_stop, stems, words
from podworko.network.public import NeedCategory

Profile: TypeAlias = "Counter[str]"
MOST = 3
OWN_WORDS = 3
"""How much more a word in the category's own name says than one in an answer."""
_HINTS: Mapping[str, str] = {
    NeedCategory.LONELINESS: "samotny sam spotkać rozmowa",
    NeedCategory.SENIORS: "senior starszy emeryt",
    NeedCategory.YOUTH: "dziecko młodzież nastolatek plac zabaw",
    NeedCategory.FAMILIES: "rodzina rodzic matka",
    NeedCategory.DISABILITY: "wózek niepełnosprawny winda podjazd",
    NeedCategory.HEALTH: "lekarz przychodnia psycholog",
    NeedCategory.ADDICTIONS: "alkohol picie narkotyki",
    NeedCategory.SAFETY: "bezpiecznie policja strach latarnia oświetlenie",
    NeedCategory.GREENERY: "drzewo park ławka zieleń trawnik",
    NeedCategory.TRANSPORT: "autobus tramwaj chodnik przejście parking rower",
    NeedCategory.HOUSING: "czynsz remont blok dług",
    NeedCategory.WORK: "praca bezrobocie zarobki",
    NeedCategory.NEWCOMERS: "nowy przyjezdny ukraina język",
    NeedCategory.CULTURE: "kino teatr zajęcia warsztaty kawiarnia biblioteka",
    NeedCategory.INFORMATION: "informacja ogłoszenie wiedzieć internet",
    NeedCategory.ENVIRONMENT: "śmieci smog hałas powietrze",
}


def roots_of(text: str) -> set[str]:
    """Return the roots of the words of a text, those that only join others left out."""
    return {root for word in words(text) if not is_stop(word) for root in stems(word)}


def profile(name: str, answers: Iterable[str]) -> Profile:
    """Return how much each root says that an answer belongs to a category."""
    found: Counter[str] = Counter()
    for answer in answers:
        found.update(roots_of(answer))
    for root in roots_of(name):
        found[root] += OWN_WORDS
    return found


def best(text: str, profiles: Mapping[int, Profile]) -> list[int]:
    """Return up to MOST categories an answer shares words with, the likeliest first.

    A root that every category knows tells nothing, so each counts by its share.
    """
    roots = roots_of(text)
    whole: Counter[str] = Counter()
    for each in profiles.values():
        whole.update(each)
    scores = {
        key: sum(each[root] / whole[root] for root in roots if each[root])
        for key, each in profiles.items()
    }
    likely = [key for key, score in scores.items() if score > 0]
    return sorted(likely, key=lambda key: -scores[key])[:MOST]


def likely_needs(texts: Iterable[str]) -> list[str]:
    """Return the categories of needs that answers speak of, as words, most spoken of first."""
    spoken: Counter[str] = Counter()
    for text in texts:
        spoken.update(roots_of(text))
    scores = {
        str(NeedCategory(value).label): sum(
            spoken[root] for root in roots_of(f"{NeedCategory(value).label} {hint}")
        )
        for value, hint in _HINTS.items()
    }
    return sorted((words for words in scores if scores[words]), key=lambda w: -scores[w])
