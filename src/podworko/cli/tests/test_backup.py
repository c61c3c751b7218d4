"""The whole installation out and back, on a database of its own beside the tests' one."""

import json
import os
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from podworko.activities.models import Activity, Session, SignUp
from podworko.activities.tests.factories import join, make_list
from podworko.audit.models import Entry
from podworko.cli import backup
from podworko.core.archive import ArchiveError, is_empty, read_manifest, restore, write_archive
from podworko.core.archive import reading as archive_reading
from podworko.messages.models import Message, Status
from podworko.network.models import Pal
from podworko.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work on a copy of the empty test database: a restore takes the place of all of it."""
    monkeypatch.chdir(tmp_path)
    held = connection.settings_dict["NAME"]
    _let_go()
    if connection.vendor == "sqlite":
        own = str(tmp_path / "own.sqlite3")
        with closing(sqlite3.connect(held)) as source, closing(sqlite3.connect(own)) as target:
            source.backup(target)
    else:
        own = f"{held}_archive"
        _on_server(f'DROP DATABASE IF EXISTS "{own}"')
        _on_server(f'CREATE DATABASE "{own}" TEMPLATE "{held}"')
    connection.settings_dict["NAME"] = own
    yield
    _let_go()
    connection.settings_dict["NAME"] = held
    if connection.vendor != "sqlite":
        _on_server(f'DROP DATABASE "{own}"')


def _let_go() -> None:
    connection.close()
    if connection.vendor != "sqlite":
        connection.close_pool()  # type: ignore[attr-defined]


def _on_server(sql: str, *, database: str = "postgres") -> None:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is

    parameters = connections["default"].get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    parameters["dbname"] = database
    with psycopg.connect(**parameters, autocommit=True) as link:
        link.execute(sql)


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "files"
    (folder / "activities").mkdir(parents=True)
    (folder / "activities" / "ceramika.png").write_bytes(b"\x89PNG not really")
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def lived_in() -> SignUp:
    """Give an installation where somebody signed up and was told."""
    return join(make_list(), "ada")


def told(rows: Any) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values())


def test_all_of_it_comes_back(tmp_path: Path, files: Path, lived_in: SignUp) -> None:
    kept = (Pal, Activity, Session, SignUp, Person, Entry)
    before = [told(model.objects.all()) for model in kept]
    target = tmp_path / "backup.zip"

    write_archive(target, files=files)
    Activity.objects.update(title="Zepsute")
    (files / "activities" / "ceramika.png").unlink()
    restore(target, files=files, then=lambda: None)

    assert [told(model.objects.all()) for model in kept] == before
    assert (files / "activities" / "ceramika.png").read_bytes() == b"\x89PNG not really"
    assert lived_in.pk == SignUp.objects.get().pk


def test_life_goes_on_after_it(tmp_path: Path, files: Path, lived_in: SignUp) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    restore(tmp_path / "b.zip", files=files, then=lambda: None)

    bob = join(lived_in.list, "bob")

    assert bob.pk > lived_in.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(verb="changed")


def test_only_the_owner_reads_it_and_nothing_is_overwritten(tmp_path: Path, files: Path) -> None:
    target = tmp_path / "b.zip"
    write_archive(target, files=files)
    held = target.read_bytes()

    with pytest.raises(ArchiveError, match="is there already"):
        write_archive(target, files=files)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes() == held
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_backup_is_of_one_moment(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody signs up while the tables are read: their row is in all of them or in none."""
    from podworko.core.archive import writing  # noqa: PLC0415 - patched below

    own = connection.settings_dict["NAME"]
    real = writing._write_table
    done: list[bool] = []

    def slow(*arguments: Any) -> None:
        if not done:
            done.append(True)
            _elsewhere(own, "UPDATE people_person SET name = 'meanwhile'")
        real(*arguments)

    monkeypatch.setattr(writing, "_write_table", slow)
    write_archive(tmp_path / "b.zip", files=files)
    restore(tmp_path / "b.zip", files=files, then=lambda: None)

    assert done
    assert Person.objects.get(pk=lived_in.person_id).name == "ada"


def _elsewhere(name: str, sql: str) -> None:
    """Run and commit a statement on a connection of its own."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(name)) as link, link:
            link.execute(sql)
        return
    _on_server(sql, database=name)


def _damage(target: Path, change: Any) -> None:
    """Write the archive anew with its parts changed by `change(name, data)`."""
    with zipfile.ZipFile(target) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    target.unlink()
    with zipfile.ZipFile(target, "w") as new:
        for name, data in parts.items():
            new.writestr(name, change(name, data))


def _manifest_with(**changes: Any) -> Any:
    def change(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return data
        return json.dumps(json.loads(data) | changes).encode()

    return change


def _other_rows(name: str, data: bytes) -> bytes:
    return data.replace(b"ada", b"eve") if name == "tables/people.person.jsonl" else data


def _outside(name: str, data: bytes) -> bytes:
    if name != "manifest.json":
        return data
    told_of = json.loads(data)
    told_of["digests"]["files/../../etc/cron.d/x"] = "00"
    return json.dumps(told_of).encode()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_other_rows, "damaged in tables/people.person.jsonl"),
        (_manifest_with(migrations=[["people", "0999_later"]]), "newer version"),
        (_manifest_with(format=99), "newer version"),
        (_outside, "outside its folder"),
        (lambda name, data: b"{}" if name == "manifest.json" else data, "no backup of Podw"),
    ],
)
def test_what_cannot_be_put_back_changes_nothing(
    tmp_path: Path, files: Path, lived_in: SignUp, change: Any, complaint: str
) -> None:
    target = tmp_path / "b.zip"
    write_archive(target, files=files)
    _damage(target, change)

    with pytest.raises(ArchiveError, match=complaint):
        restore(target, files=files, then=lambda: None)

    assert SignUp.objects.get() == lived_in
    assert (files / "activities" / "ceramika.png").exists()


def test_half_a_file_is_no_backup(tmp_path: Path, files: Path) -> None:
    target = tmp_path / "b.zip"
    write_archive(target, files=files)
    target.write_bytes(target.read_bytes()[:-200])

    with pytest.raises(ArchiveError, match="damaged or is no backup"):
        read_manifest(target)


def test_who_is_stopped_in_the_middle_has_what_they_had(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.zip"
    write_archive(target, files=files)
    real = archive_reading._load_table

    def stopped(archive: Any, model: Any, manifest: Any) -> None:
        if model._meta.label_lower == "people.person":
            raise KeyboardInterrupt
        real(archive, model, manifest)

    monkeypatch.setattr(archive_reading, "_load_table", stopped)
    with pytest.raises(KeyboardInterrupt):
        restore(target, files=files, then=lambda: None)

    assert SignUp.objects.get() == lived_in
    assert (files / "activities" / "ceramika.png").exists()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_command_wants_to_hear_that_data_is_to_be_replaced(
    tmp_path: Path, files: Path, lived_in: SignUp, capsys: Any
) -> None:
    del files
    assert backup.write([str(tmp_path / "b.zip")]) == 0
    Person.objects.update(name="zmienione")

    assert backup.put_back([str(tmp_path / "b.zip")]) == 1
    assert Person.objects.get(pk=lived_in.person_id).name == "zmienione"
    assert backup.put_back([str(tmp_path / "b.zip"), "--replace"]) == 0

    assert Person.objects.get(pk=lived_in.person_id).name == "ada"
    assert len(list(tmp_path.glob("before-restore-*.zip"))) == 1
    assert "say --replace" in capsys.readouterr().err


def test_what_was_waiting_is_held_not_sent_again(
    tmp_path: Path, files: Path, lived_in: SignUp, capsys: Any
) -> None:
    del files
    (message,) = Message.objects.filter(about__endswith=f":{lived_in.pk}") or Message.objects.all()
    Message.objects.update(status=Status.QUEUED, next_try_at=timezone.now() - timedelta(hours=1))
    backup.write([str(tmp_path / "b.zip")])

    backup.put_back([str(tmp_path / "b.zip"), "--replace"])

    assert Message.objects.get(pk=message.pk).status == Status.FAILED
    assert "1 messages that were waiting are held" in capsys.readouterr().out
    assert Entry.objects.filter(verb="message.held").count() == 1


def test_other_secret_is_told(
    tmp_path: Path, files: Path, lived_in: SignUp, settings: Any, capsys: Any
) -> None:
    del files, lived_in
    backup.write([str(tmp_path / "b.zip")])
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]

    backup.put_back([str(tmp_path / "b.zip"), "--replace"])

    assert "PODWORKO_SECRET_KEY is another" in capsys.readouterr().out


def test_new_installation_takes_a_backup_without_being_asked(tmp_path: Path, files: Path) -> None:
    assert is_empty()
    write_archive(tmp_path / "b.zip", files=files)
    join(make_list(), "ada")

    assert not is_empty()
    assert os.listdir(files) == ["activities"]  # noqa: PTH208


def test_every_kept_table_is_in_the_archive(tmp_path: Path, files: Path) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    manifest = read_manifest(tmp_path / "b.zip")

    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        names = set(archive.namelist()) - {"manifest.json"}
    assert names == set(manifest.digests)
    assert {"people.person", "outbox.message", "audit.entry"} <= set(manifest.rows)
    assert "sessions.session" not in manifest.rows
