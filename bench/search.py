"""How fast search is over 5,000 activities: `.venv/bin/python bench/search.py [DOCUMENTS]`.

Fills a throwaway SQLite database (or the one in DATABASE_URL) and prints milliseconds.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

QUERIES = (
    "warsztat ceramiki dla seniora",
    "jogą dla dziecka",
    "gotowania rodzic",
    "lodzi kajakiem",
    "swietlica dziecieca joga",
    "krawiectwo szyć niepelnosprawny",
    "komputer dla emeryta",
    "warstaty cermaika",
    "ceram",
    "zajęcia",
    "english workshops for parents",
    "українська мова для дітей",
)
TITLES = (
    "Warsztaty ceramiczne dla seniorów",
    "Joga dla dzieci",
    "Wspólne gotowanie dla rodziców",
    "Łódź – spływ kajakowy",
    "Świetlica dziecięca",
    "Kurs szycia",
    "Smartfon bez tajemnic 60+",
    "Gimnastyka przy muzyce",
    "Spacer historyczny",
    "Українська мова для дітей",
    "English for parents",
)
SYLLABLES = [first + second for first in "bcdgjklmnprstw" for second in "aeiou"]


def main(documents: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        import django  # noqa: PLC0415 - the database is chosen above

        django.setup()
        _run(documents)


def _run(documents: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from podworko.core import search  # noqa: PLC0415

    call_command("migrate", "core", verbosity=0)
    began = time.perf_counter()
    search.index_many("bench", enumerate(_texts(documents)))
    print(f"{connection.vendor}: indexed {documents} in {time.perf_counter() - began:.1f} s")
    first = _milliseconds(partial(search.find, "bench", "joga"))
    print(f"first find, vocabulary read: {first:.0f} ms")
    every = []
    for query in QUERIES:
        times = [_milliseconds(partial(search.find, "bench", query)) for _ in range(20)]
        every += times
        found = len(search.find("bench", query))
        print(f"{median(times):7.1f} ms median {max(times):7.1f} worst  {found:5} found  {query}")
    print(f"p95 of {len(every)} finds: {sorted(every)[int(len(every) * 0.95)]:.1f} ms")
    one = [
        _milliseconds(partial(search.index, "bench", n, text)) for n, text in enumerate(_texts(20))
    ]
    print(f"index of one document: {median(one):.1f} ms median")


def _texts(count: int) -> list[tuple[tuple[str, int], ...]]:
    dice = random.Random(count)
    invented = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(12_000)]
    # Few words are everywhere and most are rare, as in any language.
    ranks = [1 / rank for rank in range(1, len(invented) + 1)]
    return [
        (
            (dice.choice(TITLES), 10),
            (f"zajęcia {dice.choice(TITLES)} " + " ".join(dice.choices(invented, ranks, k=55)), 2),
        )
        for _ in range(count)
    ]


def _milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
