"""The door: the environment it makes, and what it says when something is missing."""

import importlib.util
import os
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

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


def test_fault_of_our_own_is_not_called_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_argv: list[str]) -> int:
        raise ModuleNotFoundError(name="podworko.nothing")

    monkeypatch.setattr(
        "podworko.cli.__main__.importlib.import_module", lambda _name: SimpleNamespace(run=run)
    )

    with pytest.raises(ModuleNotFoundError):
        commands.main(["check"])


@pytest.mark.slow
def test_three_first_starts_make_one_database(tmp_path: Path) -> None:
    surroundings = os.environ | {
        "PODWORKO_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    starts = [
        subprocess.Popen([sys.executable, "-c", MIGRATE], env=surroundings, cwd=ROOT)  # noqa: S603 - our own line
        for _ in range(3)
    ]

    assert [start.wait(timeout=120) for start in starts] == [0, 0, 0]
