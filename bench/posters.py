"""How fast posters are typeset: `./podworko bench posters [--runs 20]`.

Each goes the whole way of the page: the activity read from the database, texts set well, a
process started, a PDF/UA file or a picture back. Aim: a poster within 300 ms.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import _lab as lab

if TYPE_CHECKING:
    from podworko.network.public import Pal

AIM_MS = 300
ACTIVITIES = 40
WEEKS = 8

Print = Callable[[], bytes]


def main() -> None:
    """Measure over a throwaway database."""
    with lab.over_a_throwaway(__doc__, runs=20) as runs:
        lab.tell_makes(_prints(), runs=runs, aim=f"aim for a poster: {AIM_MS} ms")


def _prints() -> Iterator[tuple[str, Print]]:
    from podworko.promotion.printing import DESIGNS, FORMATS, posters  # noqa: PLC0415
    from podworko.promotion.tests.print_kit import overlong  # noqa: PLC0415
    from podworko.ui.typesetting import Document, typeset  # noqa: PLC0415
    from podworko.ui.typesetting.press import pictured  # noqa: PLC0415

    pal = _programme()
    least = Document("ui/tests/papers/plain.typ", "Lista", {"names": ["Ada"]})
    yield "the least a document takes", lambda: typeset(least)
    for design in DESIGNS:
        for size in FORMATS:
            yield f"{design}, {size}", partial(_poster, pal, design, size)
    long = posters([overlong()], design="prosty", size="a4")
    yield "far too long a text, A4", lambda: typeset(long)
    yield "picture of a poster, A4", lambda: pictured(long, ppi=72)
    yield f"{ACTIVITIES} posters in one file", partial(_all_of, pal)
    yield f"board of {ACTIVITIES * 4} sessions", partial(_board, pal)


def _programme() -> "Pal":
    """Plan activities that come every week."""
    from podworko.activities.tests import factories  # noqa: PLC0415

    pal = factories.make_pal(name="PAL Zarzecze", phone="+48123456789")
    for number in range(ACTIVITIES):
        title = f"Warsztaty ceramiki {number}"
        activity = factories.make_activity(pal=pal, title=title, summary="Lepimy.")
        for week in range(WEEKS):
            factories.make_session(activity=activity, days=1 + 7 * week + number / 50)
    return pal


def _poster(pal: "Pal", design: str, size: str) -> bytes:
    from podworko.promotion import print_queries as queries  # noqa: PLC0415
    from podworko.promotion.printing import posters  # noqa: PLC0415
    from podworko.ui.typesetting import typeset  # noqa: PLC0415

    bill = queries.bill_of(queries.SUBJECTS["zajecia"], pal.activities.earliest("pk").public_id)
    return typeset(posters([bill] if bill else [], design=design, size=size))


def _all_of(pal: "Pal") -> bytes:
    from podworko.promotion.print_queries import bills_of_pal  # noqa: PLC0415
    from podworko.promotion.printing import posters  # noqa: PLC0415
    from podworko.ui.typesetting import typeset  # noqa: PLC0415

    first, last = _span()
    found = bills_of_pal(pal, first=first, last=last)
    return typeset(posters(found.bills, design="cieply", size="a4"))


def _board(pal: "Pal") -> bytes:
    from podworko.promotion.print_queries import sessions_of_pal  # noqa: PLC0415
    from podworko.promotion.printing import board_sheet  # noqa: PLC0415
    from podworko.ui.typesetting import typeset  # noqa: PLC0415

    first, last = _span()
    sessions = sessions_of_pal(pal, first=first, last=last)
    return typeset(board_sheet(pal, sessions, first=first, last=last))


def _span() -> tuple[date, date]:
    from podworko.core import times  # noqa: PLC0415

    return times.today(), times.today() + timedelta(days=27)


if __name__ == "__main__":
    main()
