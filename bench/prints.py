"""How fast documents are typeset: `./podworko bench prints [--runs 10]`.

Each document is made by the whole way the desk goes: texts set well, a process started, a
PDF/UA file back. Aim: the sheet of 60 people within half a second.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from statistics import median

import _lab as lab

PEOPLE = 60


def main() -> None:
    """Measure over a throwaway database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        lab.environment(f"sqlite:///{folder}/bench.sqlite3", folder)
        sys.path.insert(0, str(lab.ROOT / "src"))
        _measure(runs)


def _measure(runs: int) -> None:
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    from podworko.ui.typesetting import typeset  # noqa: PLC0415 - Django is set up only now

    print(f"{os.cpu_count()} cores, median and slowest of {runs}:")
    for name, document in _documents():
        times = []
        for _ in range(runs):
            begun = time.perf_counter()
            made = typeset(document)
            times.append((time.perf_counter() - begun) * 1000)
        size = len(made) / 1024
        print(f"  {name:28} {median(times):6.0f} ms {max(times):6.0f} ms {size:6.0f} KB")


def _documents() -> Iterator[tuple[str, object]]:
    from datetime import timedelta  # noqa: PLC0415

    from podworko.activities import printing, queries  # noqa: PLC0415
    from podworko.activities.filters import Filters  # noqa: PLC0415
    from podworko.activities.queries.registers import register_page  # noqa: PLC0415
    from podworko.activities.tests.factories import (  # noqa: PLC0415
        join,
        make_activity,
        make_session,
    )
    from podworko.core import times  # noqa: PLC0415

    activity = make_activity(title="Warsztaty ceramiki")
    session = make_session(activity=activity, capacity=PEOPLE)
    for number in range(PEOPLE):
        join(session.sign_up_list, f"Osoba {number} O'Neill-Żądło")
    for number in range(40):
        make_session(activity=activity, days=number / 6)
    page = register_page(session)
    yield "attendance list, 60 people", printing.attendance_list(page, signed=False)
    yield "labels, 60 people", printing.labels(page, sheet="24", start=1)
    only = Filters(pals=(activity.pal.slug,))
    day = times.today()
    week = queries.calendar(only, first=day, last=day + timedelta(days=6))
    yield "week, 40 sessions, A4", printing.week_programme(activity.pal, week, paper="a4")
    month = queries.calendar(only, first=day, last=day + timedelta(days=34))
    yield "month, A3", printing.month_programme(activity.pal, month, month=day, paper="a3")
    yield "sign-up form", printing.sign_up_form(queries.sign_up_page(session.sign_up_list))


if __name__ == "__main__":
    main()
