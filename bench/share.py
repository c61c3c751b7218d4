"""How fast the picture beside a link is drawn: `./podworko bench share [--runs 10]`.

Beside it stands the smallest document that the typesetter makes, which is the other way to draw
one here. Aim: a picture within 100 ms; it is drawn once and remembered for a day.
"""

from collections.abc import Callable

import _lab as lab


def main() -> None:
    """Measure without tables: a picture asks for none."""
    with lab.over_a_throwaway(__doc__, runs=10, tables=False) as runs:
        lab.tell_makes(_ways(), runs=runs)


def _ways() -> list[tuple[str, Callable[[], bytes]]]:
    from podworko.ui.share_picture import painted  # noqa: PLC0415 - Django is set up only now
    from podworko.ui.sharing import ShareCard  # noqa: PLC0415
    from podworko.ui.typesetting import Document, typeset  # noqa: PLC0415

    short = ShareCard(title="Ceramika", over="Pod Lipami", lines=("wtorek, 17:00", "Miła 2"))
    long = ShareCard(title="Zajęcia " * 37, over="Pod Lipami", lines=("wtorek, 17:00", "Miła 2"))
    sheet = Document("ui/tests/papers/plain.typ", "Ceramika", {"names": ["Miła 2"]})
    return [
        ("picture, short title", lambda: painted(short, host="podworko.example")),
        ("picture, title of 300 letters", lambda: painted(long, host="podworko.example")),
        ("smallest document, typeset", lambda: typeset(sheet)),
    ]


if __name__ == "__main__":
    main()
