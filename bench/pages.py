"""Pages at 2,000 and at 100,000 sessions: the cost of one must not grow with their number.

    ./podworko bench pages [--database sqlite|postgresql|all] [--sessions 2000 100000]

One worker of the production server, so that what is reported is one core; four connections
ask. The sessions are spread evenly over the coming year and half a year back, at 11 PALs.
"""

import argparse
import http.client
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from threading import Thread

import _lab as lab

CONNECTIONS = 4
REQUESTS = 400
WARM = 40
PALS = 11
PATHS = {
    "session list": "/zajecia/",
    "list, one PAL, free places": "/zajecia/?pal=pal-3&wolne=on",
    "list, searched": "/zajecia/?q=ceramika+dla+seniora",
    "month": "/zajecia/?widok=miesiac",
    "session page": "",
    "API sessions": "/api/v1/sessions",
    "calendar feed of a PAL": "/pal/pal-3/kalendarz.ics",
    "front page": "/",
}


def main() -> None:
    """Measure every size on every database asked for."""
    options = _options()
    with lab.databases(options.database) as addresses:
        for name, address in addresses.items():
            for sessions in options.sessions:
                print(f"\n{name}, {sessions:,} sessions")
                with tempfile.TemporaryDirectory() as folder:
                    lab.environment(_own(address, sessions), folder)
                    command = [sys.executable, __file__, "--inside", str(sessions)]
                    subprocess.check_call(command, cwd=lab.ROOT)  # noqa: S603


def inside(sessions: int) -> None:
    """Fill the database of the environment and measure."""
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    PATHS["session page"] = _fill(sessions)
    server = lab.Server(workers=1)
    server.start()
    try:
        for label, path in PATHS.items():
            _measure(path, WARM)
            print(_measure(path, REQUESTS).line(label))
        print(f"front page, first visit as sent: {_first_visit() / 1000:.0f} KB without pictures")
    finally:
        server.stop()


def _measure(path: str, count: int) -> lab.Figures:
    times_ms: list[float] = []

    def work() -> None:
        link = http.client.HTTPConnection(lab.HOST, lab.PORT, timeout=60)
        times_ms.extend(lab.timed(lambda: _good(path, link)) for _ in range(count // CONNECTIONS))

    seconds = lab.side_by_side([Thread(target=work) for _ in range(CONNECTIONS)])
    return lab.Figures(len(times_ms), seconds, times_ms)


def _good(path: str, link: http.client.HTTPConnection) -> None:
    status, _ = lab.ask("GET", path, connection=link)
    if status != 200:  # noqa: PLR2004 - OK
        message = f"{path} answered {status}"
        raise RuntimeError(message)


def _first_visit() -> int:
    """Return the bytes of the front page and of what it names, compressed as sent."""
    html = _sent("/")
    total = len(html[1])
    text = html[0]
    for path in set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|mjs|woff2|svg))"', text)):
        total += len(_sent(path)[1])
    return total


def _sent(path: str) -> tuple[str, bytes]:
    import gzip  # noqa: PLC0415

    link = http.client.HTTPConnection(lab.HOST, lab.PORT, timeout=60)
    link.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = link.getresponse()
    raw = answer.read()
    is_packed = answer.getheader("Content-Encoding") == "gzip"
    plain = gzip.decompress(raw) if is_packed else raw
    return plain.decode("utf-8", "replace"), raw


def _fill(sessions: int) -> str:
    """Write activities and sessions in bulk; return the address of one session."""
    from datetime import timedelta  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from podworko.activities.models import Activity, Session, SignUpList  # noqa: PLC0415

    activities = _activities(max(60, sessions // 250))
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    step = timedelta(days=548) / sessions
    begin = now - timedelta(days=183)
    for chunk in _chunks(range(sessions), 5000):
        lists = SignUpList.objects.bulk_create(
            SignUpList(
                activity=activities[number % len(activities)],
                capacity=12,
                seat_limit=12,
                taken=number % 13,
                starts_at=begin + step * number,
                ends_at=begin + step * number + timedelta(hours=2),
            )
            for number in chunk
        )
        Session.objects.bulk_create(
            _session(row, activities[number % len(activities)])
            for number, row in zip(chunk, lists, strict=True)
        )
    del Activity
    upcoming = Session.objects.filter(starts_at__gt=now + timedelta(days=3)).order_by("starts_at")
    return f"/zajecia/termin/{upcoming[0].public_id}/"


def _session(sign_up_list: object, activity: object) -> object:
    from podworko.activities.models import Session  # noqa: PLC0415

    return Session(
        activity=activity,
        pal_id=activity.pal_id,
        place_id=activity.place_id,
        kind=activity.kind,
        is_public=True,
        starts_at=sign_up_list.starts_at,
        ends_at=sign_up_list.ends_at,
        sign_up_list=sign_up_list,
    )


def _activities(count: int) -> list[object]:
    from podworko.activities import index  # noqa: PLC0415
    from podworko.activities.kinds import Kind  # noqa: PLC0415
    from podworko.activities.models import Activity  # noqa: PLC0415
    from podworko.core import search  # noqa: PLC0415
    from podworko.network.public import Pal, Place  # noqa: PLC0415

    words = ("Ceramika", "Joga", "Chór", "Szycie", "Ogród", "Film", "Spacer", "Debata")
    pals = []
    for number in range(PALS):
        seat = Place.objects.create(name=f"Miejsce {number}", slug=f"m-{number}", lat=50, lon=20)
        pals.append(Pal.objects.create(slug=f"pal-{number}", name=f"PAL {number}", seat=seat))
    made = Activity.objects.bulk_create(
        Activity(
            slug=f"zajecia-{number}",
            pal=pals[number % PALS],
            place=pals[number % PALS].seat,
            title=f"{words[number % len(words)]} dla seniorów {number}",
            summary="Przyjdź, zobacz, zostań na herbacie.",
            kind=Kind.values[number % len(Kind.values)],
            state="published",
        )
        for number in range(count)
    )
    search.index_many(index.SCOPE, ((row.pk, index.fields(row)) for row in made))
    return made


def _chunks(numbers: range, size: int) -> Iterator[range]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _own(address: str, sessions: int) -> str:
    """Return the address of a database for this size alone."""
    if address.startswith("sqlite"):
        return address.replace("bench.sqlite3", f"bench-{sessions}.sqlite3")
    import psycopg  # noqa: PLC0415

    name = f"bench_{sessions}"
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name}")
        link.execute(f"CREATE DATABASE {name}")
    head, _, tail = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("all", "sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--sessions", type=int, nargs="+", default=[2_000, 100_000])
    parser.add_argument("--inside", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    if chosen.inside:
        inside(chosen.inside)
    else:
        main()
