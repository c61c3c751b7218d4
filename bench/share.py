"""How fast the picture beside a link is drawn: `./podworko bench share [--runs 10]`.

Beside it stands the smallest document that the typesetter makes, which is the other way to draw
one here. Aim: a picture within 100 ms; it is drawn once and remembered for a day.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median

import _lab as lab


def main() -> None:
    """Measure without a database: a picture asks for none."""
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
    from podworko.ui.share_picture import painted  # noqa: PLC0415 - Django is set up only now
    from podworko.ui.sharing import ShareCard  # noqa: PLC0415
    from podworko.ui.typesetting import Document, typeset  # noqa: PLC0415

    short = ShareCard(title="Ceramika", over="Pod Lipami", lines=("wtorek, 17:00", "Miła 2"))
    long = ShareCard(title="Zajęcia " * 37, over="Pod Lipami", lines=("wtorek, 17:00", "Miła 2"))
    sheet = Document("ui/tests/papers/plain.typ", "Ceramika", {"names": ["Miła 2"]})
    ways: list[tuple[str, Callable[[], bytes]]] = [
        ("picture, short title", lambda: painted(short, host="podworko.example")),
        ("picture, title of 300 letters", lambda: painted(long, host="podworko.example")),
        ("smallest document, typeset", lambda: typeset(sheet)),
    ]
    print(f"{os.cpu_count()} cores, median and slowest of {runs}:")
    for name, make in ways:
        times = []
        for _ in range(runs):
            begun = time.perf_counter()
            made = make()
            times.append((time.perf_counter() - begun) * 1000)
        print(
            f"  {name:32} {median(times):6.0f} ms {max(times):6.0f} ms {len(made) / 1024:5.0f} KB"
        )


if __name__ == "__main__":
    main()
