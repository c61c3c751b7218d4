"""Five hundred people want a hundred places at once.

    ./podworko bench signups [--database all|sqlite|postgresql] [--clients 500] [--places 100]

Each of 32 connections signs people up over the HTTP API of the production server. Reported
are throughput and times, the same for a bare transaction on the same database (one counter
moved, one row written: the least a sign-up could cost), and whether the promises held:
never one place too many, everybody else in the queue in the order they came, nobody lost.
Then once more with the server killed by -9 in the middle and started again.
"""

import argparse
import http.client
import json
import tempfile
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

import _lab as lab

CONNECTIONS = 32
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the clients were told and what the database holds."""

    figures: lab.Figures
    told: dict[str, int]
    confirmed: int
    waiting: int
    faults: tuple[str, ...]


class Crowd:
    """Clients that ask until they are answered: who got no answer asks again, as people do."""

    def __init__(self, session: str, clients: int) -> None:
        self.path = f"/api/v1/sessions/{session}/signups"
        self.queue = deque(range(clients))
        self.lock = Lock()
        self.answers: dict[int, dict[str, Any]] = {}
        self.times_ms: list[float] = []

    def run(self) -> float:
        """Let everybody ask; return how many seconds it took."""
        return lab.side_by_side([Thread(target=self._serve_connection) for _ in range(CONNECTIONS)])

    def _serve_connection(self) -> None:
        link = http.client.HTTPConnection(lab.HOST, lab.PORT, timeout=PATIENCE)
        while True:
            try:
                client = self.queue.popleft()
            except IndexError:
                return
            begun = time.perf_counter()
            link = self._until_answered(client, link)
            with self.lock:
                self.times_ms.append((time.perf_counter() - begun) * 1000)

    def _until_answered(
        self, client: int, link: http.client.HTTPConnection
    ) -> http.client.HTTPConnection:
        body = json.dumps(
            {"name": f"Klient {client}", "email": f"klient-{client}@example.org", "people": 1}
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                status, answer = lab.ask("POST", self.path, body=body, connection=link)
                if status == 201:  # noqa: PLR2004 - created
                    self.answers[client] = json.loads(answer)
                    return link
            link.close()
            link = http.client.HTTPConnection(lab.HOST, lab.PORT, timeout=PATIENCE)
            time.sleep(0.05)
        return link


def main() -> None:
    """Run on each database and print what was measured and whether the promises held."""
    options = _options()
    with lab.databases(options.database) as addresses:
        for name, address in addresses.items():
            print(f"\n{name}: {options.clients} clients, {options.places} places")
            with tempfile.TemporaryDirectory() as folder:
                lab.environment(address, folder)
                _measure(options)


def _measure(options: argparse.Namespace) -> None:
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    # A process of its own for each database: Django's settings cannot be changed.
    command = [sys.executable, __file__, "--inside", "--clients", str(options.clients)]
    code = subprocess.call([*command, "--places", str(options.places)], cwd=lab.ROOT)  # noqa: S603
    if code:
        raise SystemExit(code)


def inside(options: argparse.Namespace) -> int:
    """Measure on the database of the environment; 1 when a promise was broken."""
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    bare = bare_transactions(options.clients)
    print(bare.line("bare transaction, 8 threads (the limit)"))
    calm = burst(options.clients, options.places)
    print(calm.figures.line("sign-up over HTTP, 32 connections"))
    _report(calm)
    killed = burst(options.clients, options.places, kill_after=options.clients // 3)
    print(killed.figures.line("the same, server killed with -9 in the middle"))
    _report(killed)
    return 1 if calm.faults or killed.faults else 0


def burst(clients: int, places: int, *, kill_after: int = 0) -> Outcome:
    """Let the crowd in at once and compare what it was told with what is written."""
    session = _make_session(places)
    server = lab.Server()
    server.start()
    crowd = Crowd(str(session.public_id), clients)
    killer = Thread(target=_kill_and_start, args=[server, crowd, kill_after])
    if kill_after:
        killer.start()
    try:
        seconds = crowd.run()
    finally:
        if kill_after:
            killer.join()
        server.stop()
    return _outcome(crowd, session, seconds, places=places)


def _kill_and_start(server: lab.Server, crowd: Crowd, after: int) -> None:
    while len(crowd.answers) < after:
        time.sleep(0.01)
    server.kill()
    server.start()


def _outcome(crowd: Crowd, session: Any, seconds: float, *, places: int) -> Outcome:  # noqa: ANN401
    rows = list(
        session.sign_up_list.sign_ups.order_by("ticket").values_list("email", "status", "ticket")
    )
    confirmed = [row for row in rows if row[1] == "confirmed"]
    waiting = [row for row in rows if row[1] == "waiting"]
    told = {
        status: sum(answer["status"] == status for answer in crowd.answers.values())
        for status in ("confirmed", "waiting")
    }
    figures = lab.Figures(len(crowd.answers), seconds, crowd.times_ms)
    faults = tuple(_faults(crowd, rows, confirmed, waiting, places))
    return Outcome(figures, told, len(confirmed), len(waiting), faults)


def _faults(
    crowd: Crowd,
    rows: list[tuple[str, str, int]],
    confirmed: list[tuple[str, str, int]],
    waiting: list[tuple[str, str, int]],
    places: int,
) -> list[str]:
    clients = len(crowd.answers)
    expected = {f"klient-{client}@example.org" for client in crowd.answers}
    queue = {email: number for number, (email, _, _) in enumerate(waiting, start=1)}
    out_of_order = [
        client
        for client, answer in crowd.answers.items()
        if answer["status"] == "waiting"
        and queue.get(f"klient-{client}@example.org") != answer["position"]
    ]
    checks = {
        f"{len(confirmed)} confirmed for {places} places": len(confirmed) == min(places, clients),
        "somebody is lost or twice there": sorted(row[0] for row in rows) == sorted(expected),
        "somebody in the queue came before somebody with a place": (
            not waiting or not confirmed or confirmed[-1][2] < waiting[0][2]
        ),
        f"{len(out_of_order)} were told another position than they hold": not out_of_order,
    }
    return [fault for fault, is_well in checks.items() if not is_well]


def _report(outcome: Outcome) -> None:
    print(
        f"    told: {outcome.told['confirmed']} a place, {outcome.told['waiting']} the queue;"
        f" held: {outcome.confirmed} places, {outcome.waiting} in the queue, in order"
    )
    for fault in outcome.faults:
        print(f"    BROKEN: {fault}")


def _make_session(places: int) -> Any:  # noqa: ANN401
    from datetime import timedelta  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from podworko.activities import public as activities  # noqa: PLC0415
    from podworko.audit.public import SYSTEM  # noqa: PLC0415
    from podworko.network.public import Pal  # noqa: PLC0415

    pal, _ = Pal.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    activity = activities.save_activity(activities.Activity(pal=pal, title="Bench"), actor=SYSTEM)
    starts = timezone.now() + timedelta(days=30)
    slot = activities.Slot(starts, starts + timedelta(hours=1))
    rules = activities.ListRules(capacity=places)
    (session,) = activities.add_sessions(activity, [slot], rules=rules, actor=SYSTEM)
    activities.publish(activity, actor=SYSTEM)
    return session


def bare_transactions(count: int) -> lab.Figures:
    """Move one counter and write one row, `count` times, from 8 threads."""
    from django.db import connection, transaction  # noqa: PLC0415

    _bare_tables()
    numbers = deque(range(count))
    times_ms: list[float] = []

    def once(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE bench_counter SET taken = taken + 1 WHERE id = 1")
            cursor.execute("INSERT INTO bench_row VALUES (%s)", [f"klient-{number}"])

    def work() -> None:
        with suppress(IndexError):
            while True:
                number = numbers.popleft()
                times_ms.append(lab.timed(lambda: once(number)))  # noqa: B023
        connection.close()

    seconds = lab.side_by_side([Thread(target=work) for _ in range(8)])
    return lab.Figures(count, seconds, times_ms)


def _bare_tables() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_counter (id integer, taken integer)")
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_row (who varchar(80))")
        cursor.execute("DELETE FROM bench_counter")
        cursor.execute("INSERT INTO bench_counter VALUES (1, 0)")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("all", "sqlite", "postgresql"), default="all")
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--places", type=int, default=100)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    raise SystemExit(inside(chosen) if chosen.inside else main())
