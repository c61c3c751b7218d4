"""The door: the environment it makes, and what it says when something is missing."""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg.sql import SQL, Identifier

from podworko.cli import __main__ as commands
from podworko.cli.setup import ROOT

MIGRATE = (
    "from podworko.cli import setup; setup.start('config.settings.test'); setup.ensure_database()"
)


def door() -> ModuleType:
    """Read the script as a module; it has no ending that Python knows."""
    loader = SourceFileLoader("podworko_door", str(ROOT / "podworko"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    return module


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give the script with an environment of its own that looks complete."""
    module = door()
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "VENV", str(venv))
    for name in ("django", "allauth"):
        (venv / "lib/python3.11/site-packages" / f"{name}-1.dist-info").mkdir(parents=True)
    (venv / "bin").mkdir()
    (venv / "bin/python").symlink_to(sys.executable)
    Path(module.stamp("base")).write_text(module.fingerprint("base"))
    return module


def test_whole_environment_is_current(script: ModuleType) -> None:
    assert script.is_current("base")


@pytest.mark.parametrize("gone", ["lib/python3.11/site-packages/django-1.dist-info", "bin/python"])
def test_half_deleted_environment_is_made_anew(script: ModuleType, gone: str) -> None:
    path = Path(script.VENV) / gone
    path.rmdir() if path.is_dir() else path.unlink()

    assert not script.is_current("base")


def test_environment_that_lost_packages_is_not_built_upon(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What installs packages may be gone with them, and a new environment brings its own."""
    monkeypatch.setattr(script, "with_uv", lambda _lock: True)
    monkeypatch.setattr(script, "works", lambda _python: True)
    monkeypatch.setattr(script, "run", lambda *_, **__: 0)
    own = Path(script.VENV) / "mine"
    own.touch()

    script.make_current("base")
    assert own.exists()
    (Path(script.VENV) / "lib/python3.11/site-packages/django-1.dist-info").rmdir()
    with pytest.raises(FileNotFoundError):  # where the new environment would be
        script.make_current("base")

    assert not own.exists()


def test_python_that_does_not_start_is_one_sentence(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    python = Path(script.inside("python"))
    python.unlink()
    python.write_text("nothing that runs")
    for name in ("VIRTUAL_ENV", "PYTHONPATH"):
        monkeypatch.setenv(name, "")

    with pytest.raises(SystemExit):
        script.main(["check"])

    said = capsys.readouterr().err
    assert (
        said == f"podworko: {python} does not start (Permission denied); delete the folder .venv.\n"
    )


def test_folder_that_cannot_be_written_is_one_sentence(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(script, "VENV", "/proc/nowhere/.venv")

    with pytest.raises(SystemExit):
        script.install("base")

    assert "cannot be written (No such file or directory)" in capsys.readouterr().err


def test_command_whose_own_packages_are_gone_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def import_module(_name: str) -> None:
        raise ModuleNotFoundError(name="django")

    monkeypatch.setattr("podworko.cli.__main__.importlib.import_module", import_module)

    assert commands.main(["backup"]) == 1
    assert "lacks django; delete the folder .venv" in capsys.readouterr().err


def test_second_first_start_waits_for_the_first(script: ModuleType, capsys: Any) -> None:
    holds = (
        "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX);"
        "print('held', flush=True); time.sleep(1)"
    )
    other = subprocess.Popen(  # noqa: S603 - our own line
        [sys.executable, "-c", holds, script.VENV + ".lock"], stdout=subprocess.PIPE
    )
    assert other.stdout
    other.stdout.readline()
    begun = time.monotonic()

    with script.alone():
        waited = time.monotonic() - begun

    other.wait()
    other.stdout.close()
    assert waited > 0.5
    assert "waiting for it" in capsys.readouterr().err


def test_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def run(_argv: list[str]) -> int:
        raise ModuleNotFoundError(name="allauth")

    monkeypatch.setattr(
        "podworko.cli.__main__.importlib.import_module", lambda _name: SimpleNamespace(run=run)
    )

    assert commands.main(["check"]) == 1
    assert "lacks allauth; delete the folder .venv" in capsys.readouterr().err


def test_missing_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def run(_argv: list[str]) -> int:
        raise ImproperlyConfigured("PODWORKO_SECRET_KEY is not set.")

    monkeypatch.setattr(
        "podworko.cli.__main__.importlib.import_module", lambda _name: SimpleNamespace(run=run)
    )

    assert commands.main(["check"]) == 1
    assert capsys.readouterr().err == "podworko: PODWORKO_SECRET_KEY is not set.\n"


def test_fault_of_our_own_is_not_called_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_argv: list[str]) -> int:
        raise ModuleNotFoundError(name="podworko.nothing")

    monkeypatch.setattr(
        "podworko.cli.__main__.importlib.import_module", lambda _name: SimpleNamespace(run=run)
    )

    with pytest.raises(ModuleNotFoundError):
        commands.main(["check"])


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """Give the address of a database that nobody has used, of the kind the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{tmp_path}/one.sqlite3"
        return
    name = f"podworko_first_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        link.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.mark.slow
def test_three_first_starts_make_one_database(tmp_path: Path, empty_database: str) -> None:
    surroundings = os.environ | {
        "PODWORKO_DATA": str(tmp_path),
        "DATABASE_URL": empty_database,
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    starts = [
        subprocess.Popen([sys.executable, "-c", MIGRATE], env=surroundings, cwd=ROOT)  # noqa: S603 - our own line
        for _ in range(3)
    ]

    assert [start.wait(timeout=120) for start in starts] == [0, 0, 0]
