"""A backup put back for a trial, beside the living data of either database."""

import json
import os
import shutil
import signal
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from podworko.activities.models import SignUp
from podworko.activities.tests.factories import join
from podworko.cli import backup, ending
from podworko.cli.drill import drill_of
from podworko.core import vault
from podworko.core.archive import ArchiveError, drill, last_backup, reading, write_archive
from podworko.core.archive.files import Files
from podworko.people.models import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_database"),
    pytest.mark.slow,
]


@pytest.fixture
def lived_in_with_secrets(lived_in: SignUp) -> SignUp:
    """Give an installation that has sealed words too."""
    vault.prove()
    return lived_in


@contextmanager
def _a_site_that_runs() -> Iterator[None]:
    """Have the living database open, as a site has; PostgreSQL's is by the test itself."""
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as site:
        site.execute("SELECT count(*) FROM people_person").fetchall()
        yield


def databases() -> set[str]:
    """Name what is left of drills."""
    if connection.vendor == "sqlite":
        return {path.name for path in Path(connection.settings_dict["NAME"]).parent.glob(".drill*")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'podworko_drill%%'")
        return {row[0] for row in cursor.fetchall()}


def test_all_of_it_comes_back_and_nothing_is_touched(
    tmp_path: Path, files: Path, lived_in_with_secrets: SignUp, capsys: Any
) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    bob = join(lived_in_with_secrets.list, "bob")

    with _a_site_that_runs():
        code = drill_of(tmp_path / "b.zip")

    told = capsys.readouterr().out
    assert code == 0, told
    assert "All of it came back" in told
    (line,) = (line for line in told.splitlines() if line.startswith("people.person "))
    assert line.split()[1:] == [str(Person.objects.count() - 1)] * 2 + ["yes"]
    assert "files" in told
    assert SignUp.objects.filter(pk=bob.pk).exists(), "what was written since stays"
    assert (files / "activities" / "ceramika.png").exists()
    assert databases() == set()


def test_no_key_is_in_the_archive(
    tmp_path: Path, files: Path, lived_in_with_secrets: SignUp
) -> None:
    """What opens links and what opens what is confidential lie apart from it."""
    del lived_in_with_secrets
    write_archive(tmp_path / "b.zip", files=files)
    keys = [settings.SECRET_KEY, *settings.PODWORKO_VAULT_KEYS]
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        parts = [archive.read(name) for name in archive.namelist()]

    assert sum(len(part) for part in parts) > 10_000
    assert not any(str(key).encode() in part for key in keys for part in parts)


def test_a_drill_that_the_system_ends_leaves_nothing(
    tmp_path: Path, files: Path, lived_in: SignUp, capsys: Any
) -> None:
    """A service is stopped by SIGTERM, which by itself would end us on the spot."""
    write_archive(tmp_path / "b.zip", files=files)

    def while_it_lies_there() -> None:
        assert databases()
        os.kill(os.getpid(), signal.SIGTERM)

    def work() -> int:
        drill(tmp_path / "b.zip", then=while_it_lies_there)
        return 0

    before = signal.getsignal(signal.SIGTERM)
    code = ending.told(work, when_stopped="Nothing of the trial is left.")

    assert code == ending.STOPPED
    assert "Nothing of the trial is left." in capsys.readouterr().err
    assert databases() == set()
    assert SignUp.objects.get() == lived_in
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_a_killed_drill_left_is_gone_with_the_next(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds everybody's data. One that is under way elsewhere is left alone."""
    del lived_in
    write_archive(tmp_path / "b.zip", files=files)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, under_way = _leavings(tmp_path, hours=13), _leavings(tmp_path, hours=1)

    assert drill_of(tmp_path / "b.zip") == 0

    assert databases() == under_way
    assert killed
    assert len(list(tmp_path.glob("podworko-drill-*"))) == 1
    _clear(under_way)


def _leavings(folder: Path, *, hours: int) -> set[str]:
    """Leave what a drill of so many hours ago would, and name its database."""
    ago = time.time() - hours * 3600
    left = [folder / f"podworko-drill-{hours}"]
    if connection.vendor == "sqlite":
        left.append(Path(connection.settings_dict["NAME"]).with_name(f".drill-{hours}"))
    for path in left:
        path.mkdir()
        (path / "people").write_text("Ada")
        os.utime(path, (ago, ago))
    if connection.vendor == "sqlite":
        return {left[-1].name}
    name = f"podworko_drill_{int(ago * 1_000_000_000)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
    return {name}


def _clear(names: set[str]) -> None:
    for name in names:
        if connection.vendor == "sqlite":
            shutil.rmtree(Path(connection.settings_dict["NAME"]).with_name(name))
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {name}")


def test_what_came_back_otherwise_is_named(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    real = reading._as_stored

    def forgetful(field: Any, value: Any) -> Any:
        lost = field.model._meta.label_lower == "people.person" and field.attname == "name"
        return real(field, "" if lost else value)

    monkeypatch.setattr(reading, "_as_stored", forgetful)
    monkeypatch.setattr(Files, "put_in", lambda _self: None)

    assert drill_of(tmp_path / "b.zip") == 1

    told = capsys.readouterr().out
    wrong = [line.split()[0] for line in told.splitlines() if line.endswith("  NO")]
    assert wrong == ["people.person", "files"]
    assert Person.objects.get(pk=lived_in.person_id).name == "ada"


def test_an_archive_that_cannot_be_put_back_leaves_nothing_behind(
    tmp_path: Path, files: Path, lived_in: SignUp
) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    with zipfile.ZipFile(tmp_path / "b.zip") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts["manifest.json"])
    manifest["digests"]["tables/people.person.jsonl"] = "0" * 64
    parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(tmp_path / "damaged.zip", "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    with pytest.raises(ArchiveError, match="damaged"):
        drill(tmp_path / "damaged.zip")

    assert databases() == set()
    assert SignUp.objects.get() == lived_in


def test_a_backup_is_noted_for_check_and_a_verified_one_as_such(
    tmp_path: Path, files: Path, lived_in: SignUp
) -> None:
    del lived_in, files
    with override_settings(DATA_DIR=tmp_path / "data"):
        assert backup.write([str(tmp_path / "a.zip")]) == 0
        first = last_backup()
        assert first is not None
        assert first.verified_at == ""
        assert first.age_seconds < 120

        assert backup.write([str(tmp_path / "b.zip"), "--verify"]) == 0
        second = last_backup()
        assert second is not None
        assert second.verified_at

        assert backup.write(["--made-elsewhere"]) == 0
        third = last_backup()
        assert third is not None
        assert third.how == "elsewhere"
    assert not list(tmp_path.glob("*.part"))
