"""What stands in `deploy/`, held against the code: addresses, and what a shell makes of it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from podworko.running.routes import CONFIDENTIAL

DEPLOY = Path(settings.BASE_DIR) / "deploy"
KEYS = frozenset({"token", "feed"})
"""How a part of an address is called that is a key to somebody's page."""
SEALED = "k" * 43


def addresses(
    within: URLResolver, before: str = "/", spaces: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every address of the site, with keys in their places, and whose it is."""
    for one in within.url_patterns:
        route = before + str(one.pattern).lstrip("^")
        if isinstance(one, URLPattern):
            yield re.sub(r"<(?:\w+:)?(\w+)>", _sample, route), spaces
        else:
            yield from addresses(one, route, spaces | {one.namespace or ""})


def _sample(part: re.Match[str]) -> str:
    return SEALED if part[1] in KEYS else "x"


def logged(address: str) -> str | None:
    """Return what nginx's log has of an address; None when it has no line for it."""
    maps = (DEPLOY / "nginx" / "podworko.conf").read_text()
    rules = re.findall(r"map \$uri \$podworko_logged \{(.*?)\n\}", maps, re.DOTALL)[0]
    if any(re.search(rule, address) for rule in re.findall(r"~(\S+)\s+0;", rules)):
        return None
    (key,) = re.findall(r'"~(\S+)"\s+"/…";', maps)
    return "/…" if re.search(key, address) else address


def test_the_proxy_writes_no_key_and_nothing_of_confidential_help() -> None:
    """On either side of the desk: a line of when and which page would tell who asked for what."""
    everything = list(addresses(get_resolver()))
    confidential = [path for path, spaces in everything if spaces & CONFIDENTIAL]
    keyed = [path for path, _spaces in everything if SEALED in path]

    assert len(confidential) > 50
    assert len(keyed) > 50
    assert {path for path in confidential if logged(path)} == set()
    assert {logged(path) for path in keyed} == {None, "/…"}
    assert logged("/zajecia/") == "/zajecia/"
    assert logged(f"/en/termin/{SEALED}/") is None


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Lay out a machine: the settings of the example, two keys, and a command that tells."""
    (tmp_path / "environment").write_text(
        (DEPLOY / "systemd" / "environment.example").read_text(encoding="utf-8"), encoding="utf-8"
    )
    for name in ("secret", "vault"):
        (tmp_path / name).write_text(f"{name}-key\n")
    for name, text in {
        "podworko": 'echo "$@"; env | grep -E "^(PODWORKO|DATABASE)_"',
        "runuser": 'shift 3; exec "$@"',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    return tmp_path


def test_a_command_by_hand_has_the_settings_keys_and_data_of_the_site(house: Path) -> None:
    environment = {"PATH": f"{house}:/usr/bin:/bin"}
    environment |= {"PODWORKO_ETC": str(house), "PODWORKO_APP": str(house)}
    done = subprocess.run(  # noqa: S603 - our own script
        [DEPLOY / "systemd" / "podworko-run", "backup", "--verify", "/var/backups/podworko"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    first, *rest = done.stdout.splitlines()
    told = dict(line.split("=", 1) for line in rest)

    assert first == "backup --verify /var/backups/podworko"
    assert told["PODWORKO_MAIL_FROM"] == "PAL <pal@example.org>"
    assert told["DATABASE_URL"] == "postgres://podworko@/podworko?host=/run/postgresql"
    assert (told["PODWORKO_SECRET_KEY"], told["PODWORKO_VAULT_KEY"]) == ("secret-key", "vault-key")
    unit = (DEPLOY / "systemd" / "podworko.service").read_text()
    assert f"PODWORKO_DATA={told['PODWORKO_DATA']}" in unit


def test_every_variable_of_the_example_is_read() -> None:
    text = (DEPLOY / "systemd" / "environment.example").read_text()
    names = re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)
    code = "".join(path.read_text() for path in Path("config/settings").glob("*.py"))

    assert len(names) > 8
    assert [name for name in names if f'"{name}"' not in code] == []
