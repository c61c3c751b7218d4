"""Words of a text and the keys they are found by; knows no database and no dictionary file.

A key is a folded word, the folded dictionary form of a word, or a root. Roots begin with
ROOT, which no word does, so that the root of one word never equals another word.
"""

import re
import unicodedata

from podworko.core.search import polish
from podworko.core.text import fold

ROOT = "~"
LONGEST_KEY = 64
# Below this a root says too little about a word.
_SHORTEST_ROOT = 3

_WORD = re.compile(r"\d+\+|[^\W_]+(?:['’ʼ`][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’ʼ`]")
# Letters that Ukrainian and Russian keyboards swap for one another.
_CYRILLIC = str.maketrans({"і": "и", "ы": "и", "є": "е", "э": "е", "ґ": "г", "ъ": "", "ь": ""})
_IS_CYRILLIC = re.compile("[а-яґєіў]")

_INFLECTED = re.compile(
    "(?:iami|ami|iach|ach|iego|ego|iemu|emu|ymi|imi|ych|ich|owie|iej|ej|iem|em|iom|om|iow|ow"
    "|ings|ing|ed|ies|es|ie|ia|iu|io|ym|im|a|e|i|o|u|y|s)$"
)
_INFLECTED_CYRILLIC = re.compile(
    "(?:ами|ями|ого|ему|ому|ими|их|ах|ях|ив|ов|ев|ом|ем|еи|ою|ею|ии|ия|ию|ие|ам|ям|а|я|о|е|и|у|ю)$"
)
_DERIVED = re.compile(
    "(?:(?<=[a-z]{4})(?:owsk|arsk|arstw|nictw|ectw|stw|iczn|yczn|eczn|otn|inn|aln|arn|nosc|osc|nik"
    "|eck|sk|in|ek|ist|an|en|ac|ic|ec|n|(?<=[bcdfghjlmnprstwz])k)|(?<=[a-z]{3})ow)$"
)
# Names of arts and trades (ceramika, muzyka): only with an ending, or "język" would lose its.
_ART = re.compile("(?:ik|yk)(?:a|i|e|o|ami|ach|om)$|(?:ic|yc)e$")

_STOP = frozenset(
    fold(
        # Polish
        "i a o u w z ze we na do od po za dla się to ten ta te tym tej tego jest są być oraz lub "
        "albo czy jak przez przy pod nad ani ale aby żeby który która które co nie już tylko też "
        "mam masz ma mieć mi mnie potrzebuję szukam chcę "
        "także jako ich jej jego nas nam nasz nasza nasze swój moja mój moje między "
        # English
        "the an of for and in on at with by from or is are be as it this that your our my "
        # Ukrainian
        "і й та але або чи для в у з із зі на до по про від за що як це є не ми ви ваш наш мій"
    )
    .translate(_CYRILLIC)
    .split()
)


def words(text: str) -> list[str]:
    """Return the words of `text` as they are written, in lower case."""
    composed = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in composed if not unicodedata.combining(c))
    return _WORD.findall(plain.lower())


def plain(word: str) -> str:
    """Return one word without diacritics and apostrophes, as it is compared."""
    return fold(_APOSTROPHES.sub("", word)).translate(_CYRILLIC)[:LONGEST_KEY]


def is_stop(word: str) -> bool:
    """Tell whether the word joins others and says nothing alone."""
    return plain(word) in _STOP


def keys(word: str) -> frozenset[str]:
    """Return every key that a text with this word is found by."""
    own = plain(word)
    lemmas = {plain(lemma) for lemma in polish.lemmas(word)}
    return frozenset({own} | lemmas | roots(own, frozenset(lemmas))) - {""}


def stems(word: str) -> frozenset[str]:
    """Return the root keys that differ from the word by case, number and person only."""
    own = plain(word)
    bases = {plain(lemma) for lemma in polish.lemmas(word)} or {own}
    return frozenset(ROOT + _stem(base) for base in bases)


def roots(own: str, lemmas: frozenset[str]) -> frozenset[str]:
    """Return the root keys of a word: from its dictionary forms if there are any."""
    found = {root for base in lemmas or {own} for root in (_stem(base), _root(base))}
    return frozenset(ROOT + root for root in found)


def _root(word: str) -> str:
    """Return `word` without endings that make a name of an art, a trade or a quality."""
    art = _without(_ART, word)
    return art if art != word else _without(_DERIVED, _stem(word))


def _stem(word: str) -> str:
    """Return `word` without the ending of its case, number or person."""
    endings = _INFLECTED_CYRILLIC if _IS_CYRILLIC.search(word) else _INFLECTED
    return _without(endings, word)


def _without(ending: re.Pattern[str], word: str) -> str:
    shorter = ending.sub("", word)
    return shorter if len(shorter) >= _SHORTEST_ROOT else word
