"""The map at 1,000 and at 100,000 places: counts by cells, and the list beside them.

    ./podworko bench resources [--database sqlite|postgresql|all] [--places 1000 100000]

One worker of the production server, so that what is reported is one core; one connection asks.
The places are spread over the city, half of them about its middle, as shops and schools are.
"""

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import _lab as lab

REQUESTS = 40
WARM = 4
MAP = "/mapa/zasoby-i-potrzeby/"
POINTS = f"{MAP}punkty.geojson"
STREETS = "19.93,50.055,19.95,50.065"
PATHS = {
    "cells, the whole city": f"{POINTS}?zoom=11&bbox=19.78,49.96,20.23,50.14",
    "cells, a district": f"{POINTS}?zoom=14&bbox=19.90,50.04,19.98,50.08",
    "cells, a few streets": f"{POINTS}?zoom=17&bbox={STREETS}",
    "cells, one category and need": f"{POINTS}?kategoria=ngo&potrzeba=youth",
    "cells, searched": f"{POINTS}?q=biblioteka",
    "map page with the list": MAP,
    "list, page 500": f"{MAP}?page=500",
    "list, near an address": f"{MAP}?blisko=50.06,19.94&km=1000",
    "list, a few streets": f"{MAP}?obszar={STREETS}",
    "list, searched": f"{MAP}?q=biblioteka",
    "API resources": "/api/v1/resources",
}
NAMES = ("Biblioteka", "Klub seniora", "Szkoła", "Apteka", "Park", "Fundacja", "Świetlica")
CATEGORIES = ("institution", "ngo", "business", "place", "green")
ANSWERS = ("youth", "seniors", "culture", "health", "loneliness", "families")
SOUTH, NORTH, WEST, EAST = 49.97, 50.13, 19.79, 20.22


def main() -> None:
    """Measure every size on every database asked for."""
    options = _options()
    with lab.databases(options.database) as addresses:
        for name, address in addresses.items():
            for places in options.places:
                print(f"\n{name}, {places:,} places")
                with tempfile.TemporaryDirectory() as folder:
                    lab.environment(_own(address, places), folder)
                    command = [sys.executable, __file__, "--inside", str(places)]
                    subprocess.check_call(command, cwd=lab.ROOT)  # noqa: S603


def inside(places: int) -> None:
    """Fill the database of the environment and measure."""
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    print(f"filled and indexed in {lab.timed(lambda: _fill(places)) / 1000:.0f} s")
    server = lab.Server(workers=1)
    server.start()
    try:
        for label, path in PATHS.items():
            _measure(path, WARM)
            print(_measure(path, REQUESTS).line(label))
    finally:
        server.stop()


def _measure(path: str, count: int) -> lab.Figures:
    link = http.client.HTTPConnection(lab.HOST, lab.PORT, timeout=60)
    times_ms = [lab.timed(lambda: _good(path, link)) for _number in range(count)]
    return lab.Figures(count, sum(times_ms) / 1000, times_ms)


def _good(path: str, link: http.client.HTTPConnection) -> None:
    status, _ = lab.ask("GET", path, connection=link)
    if status != 200:  # noqa: PLR2004 - OK
        message = f"{path} answered {status}"
        raise RuntimeError(message)


def _fill(places: int) -> None:
    """Write the places as an import does, words included."""
    from podworko.audit.public import SYSTEM  # noqa: PLC0415
    from podworko.diagnosis.public import store_resources  # noqa: PLC0415

    store_resources(_places(places), actor=SYSTEM)


def _places(count: int) -> Iterator[Any]:
    from podworko.diagnosis.public import Resource  # noqa: PLC0415

    dice = random.Random(count)
    for number in range(count):
        lat, lon = _spot(dice, is_middle=number % 2 == 0)
        yield Resource(
            kind="institutional",
            category=dice.choice(CATEGORIES),
            name=f"{dice.choice(NAMES)} {number}",
            answers=dice.sample(ANSWERS, 2),
            address=f"ul. Długa {number % 200}",
            lat=lat,
            lon=lon,
            source="bench",
            external_id=str(number),
        )


def _spot(dice: random.Random, *, is_middle: bool) -> tuple[float, float]:
    if not is_middle:
        return dice.uniform(SOUTH, NORTH), dice.uniform(WEST, EAST)
    lat, lon = dice.gauss(50.06, 0.015), dice.gauss(19.94, 0.025)
    return min(max(lat, SOUTH), NORTH), min(max(lon, WEST), EAST)


def _own(address: str, places: int) -> str:
    """Return the address of a database of this size's own."""
    if address.startswith("sqlite"):
        return address.replace("bench.sqlite3", f"bench-{places}.sqlite3")
    import psycopg  # noqa: PLC0415

    name = f"bench_places_{places}"
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name}")
        link.execute(f"CREATE DATABASE {name}")
    head, _, tail = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="podworko bench resources")
    parser.add_argument("--database", choices=("all", "sqlite", "postgresql"), default="all")
    parser.add_argument("--places", nargs="+", type=int, default=[1000, 100_000])
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    wanted = _options()
    if wanted.inside:
        inside(wanted.inside)
    else:
        main()
