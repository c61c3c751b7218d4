"""How fast documents are typeset: `./podworko bench prints [--runs 10]`.

Each document is made by the whole way the desk goes: texts set well, a process started, a
PDF/UA file back. Aim: the sheet of 60 people within half a second.
"""

from collections.abc import Iterator
from functools import partial

import _lab as lab

PEOPLE = 60


def main() -> None:
    """Measure over a throwaway database."""
    with lab.over_a_throwaway(__doc__, runs=10) as runs:
        from podworko.ui.typesetting import typeset  # noqa: PLC0415 - Django is set up only now

        ways = ((name, partial(typeset, document)) for name, document in _documents())
        lab.tell_makes(ways, runs=runs)


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
