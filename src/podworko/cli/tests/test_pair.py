"""A real primary with a streaming replica, and the site on both."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from podworko.cli import pair as pairs
from podworko.cli.pair import Pair, ask, wait_for
from podworko.cli.setup import ROOT

pytestmark = [pytest.mark.once, pytest.mark.slow]

SITE = """
import sys
from podworko.cli import server, setup
setup.start("config.settings.test")
from tests.tables import remembered
with remembered():
    setup.ensure_database()
from podworko.activities.tests.factories import make_pal
make_pal(name="Stara Kuźnia", slug="kuznia", phone="+48126167800")
server.serve(sys.argv[1], workers=1, threads=4, on_exit=lambda: None)
"""
BANNER = "teraz można oglądać"


@pytest.fixture
def pair() -> Iterator[Pair]:
    with pairs.a_pair() as made:
        yield made


@pytest.fixture
def url(pair: Pair, tmp_path: Path) -> Iterator[str]:
    address = f"{pairs.HOST}:{pairs.free_port()}"
    surroundings = os.environ | {
        "DATABASE_URL": pair.primary_url,
        "DATABASE_REPLICA_URL": pair.replica_url,
        "PODWORKO_DATA": str(tmp_path),
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "-W", "ignore", "-c", SITE, address]
    site = subprocess.Popen(command, env=surroundings, cwd=ROOT)  # noqa: S603 - our own line
    try:
        wait_for(f"http://{address}/zdrowie/gotowosc/", '"ready"', seconds=90)
        yield f"http://{address}"
    finally:
        site.terminate()
        site.wait(timeout=30)


def tell(url: str, sql: str) -> None:
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(sql)


def name_at(url: str, **headers: str) -> str:
    """Return which of its names the page of the PAL shows."""
    text = ask(f"{url}/pal/", **headers)[1]
    (shown,) = {name for name in ("Stara Kuźnia", "Nowa Kuźnia") if name in text}
    return shown


def posted(url: str, path: str, data: bytes) -> "tuple[int, str, dict[str, str]]":
    from urllib.error import HTTPError  # noqa: PLC0415
    from urllib.request import Request, urlopen  # noqa: PLC0415

    try:
        answer = urlopen(Request(url + path, data=data), timeout=20)  # noqa: S310 - loopback
    except HTTPError as error:
        answer = error
    with answer:
        return int(answer.status), answer.read().decode(), dict(answer.headers)


def test_pages_come_from_the_replica_and_stay_when_the_primary_goes(pair: Pair, url: str) -> None:
    _pages_come_from_the_replica(pair, url)
    _nobodys_own_write_is_hidden(pair, url)
    pair.stop("primary")
    wait_for(f"{url}/zdrowie/gotowosc/", "read-only", seconds=15)
    _pages_stay(url)
    _what_was_typed_is_given_back(url)
    pair.start("primary")
    wait_for(f"{url}/zdrowie/gotowosc/", '"ready"', seconds=20)
    assert BANNER not in ask(f"{url}/pal/")[1]
    assert ask(f"{url}/biurko/")[0] == 200  # the door


def _pages_come_from_the_replica(pair: Pair, url: str) -> None:
    """Show a page without what the replica has not heard of."""
    wait_for(f"{url}/pal/", "Stara Kuźnia", seconds=10)
    time.sleep(1.5)  # by now the site has seen it catch up
    tell(pair.replica_url, "SELECT pg_wal_replay_pause()")
    tell(pair.primary_url, "UPDATE network_pal SET name = 'Nowa Kuźnia'")

    assert name_at(url) == "Stara Kuźnia"


def _nobodys_own_write_is_hidden(pair: Pair, url: str) -> None:
    """Who sent a form just now is answered from the primary until the replica has it."""
    cookie = posted(url, "/zajecia/", b"")[2]["Set-Cookie"].split(";")[0]
    assert cookie.startswith("podworko_mark=")

    assert name_at(url, Cookie=cookie) == "Nowa Kuźnia"
    assert name_at(url) == "Stara Kuźnia"
    tell(pair.replica_url, "SELECT pg_wal_replay_resume()")
    wait_for(f"{url}/pal/", "Nowa Kuźnia", seconds=10)


def _pages_stay(url: str) -> None:
    for path in ("/", "/pal/", "/zajecia/", "/zajecia/?q=kuznia", "/uk/pal/kuznia/", "/rss.xml"):
        status, text, headers = ask(url + path, Cookie="sessionid=somebodys")
        assert status == 200, path
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers or "sessionid" not in headers["Set-Cookie"]
    assert BANNER in ask(f"{url}/pal/")[1]
    assert ask(f"{url}/api/v1/pals")[0] == 200
    began = time.monotonic()
    assert ask(f"{url}/biurko/")[0] == 503
    assert time.monotonic() - began < 3, "Nobody waits for a primary that is known to be stopped."
    assert text


def _what_was_typed_is_given_back(url: str) -> None:
    status, text, headers = posted(url, "/zajecia/", b"imie=Ada+Nowak&csrfmiddlewaretoken=x")

    assert (status, headers["Retry-After"]) == (503, "120")
    assert "Ada Nowak" in text
    assert "12 616 78 00" in text
    assert posted(url, "/api/v1/pals", b"{}")[0] in {405, 503}
