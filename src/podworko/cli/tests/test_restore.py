"""What cannot be put back, what is stopped in the middle, and who is in the way."""

import errno
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from podworko.activities.models import SignUp, SignUpList
from podworko.activities.tests.factories import join, make_list
from podworko.cli.setup import ROOT
from podworko.cli.tests.databases import let_go
from podworko.core.archive import ArchiveError, is_empty, read_manifest, restore, write_archive
from podworko.core.archive import files as archive_files
from podworko.core.archive import reading as archive_reading
from podworko.people.models import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_database"),
    pytest.mark.slow,
]

OTHER = """
from pathlib import Path
from podworko.cli import setup
setup.start("config.settings.test")
from tests.tables import remembered
with remembered():
    setup.ensure_database()
from podworko.activities.tests.factories import join, make_list
from podworko.core.archive import write_archive
join(make_list(), "ada")
write_archive(Path("other.zip"), files=Path("nothing"))
"""


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


def _renamed(name: str) -> Any:
    def change(member: str, data: bytes) -> bytes:
        if member != "manifest.json":
            return data
        told_of = json.loads(data)
        told_of["digests"][name] = "00"
        return json.dumps(told_of).encode()

    return change


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_other_rows, "damaged in tables/people.person.jsonl"),
        (_manifest_with(migrations=[["people", "0999_later"]]), "newer version"),
        (_manifest_with(format=99), "newer version"),
        (_manifest_with(format=99, later="field"), "newer version"),
        (_manifest_with(rows={"people.person": "1"}), "no backup of Podw"),
        (_manifest_with(digests=[]), "no backup of Podw"),
        (_manifest_with(rows={}), "no backup of Podw"),
        (_renamed("files/../x"), "outside its folder"),
        (_renamed("files//etc/x"), "outside its folder"),
        (_renamed("/etc/x"), "outside its folder"),
        (_renamed(""), "outside its folder"),
        (lambda name, data: b"{}" if name == "manifest.json" else data, "no backup of Podw"),
        (lambda name, data: b"[]" if name == "manifest.json" else data, "no backup of Podw"),
    ],
)
def test_what_cannot_be_put_back_changes_nothing(
    tmp_path: Path, files: Path, lived_in: SignUp, change: Any, complaint: str
) -> None:
    target = tmp_path / "b.zip"
    write_archive(target, files=files)
    _damage(target, change)

    with pytest.raises(ArchiveError, match=complaint):
        restore(target, files=files)

    assert SignUp.objects.get() == lived_in
    assert (files / "activities" / "ceramika.png").exists()


def test_a_server_with_the_setting_we_ask_for_holds_its_locks(tmp_path: Path, files: Path) -> None:
    """Every table goes and comes in one transaction: 256 locks for each of 100 connections."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one lock")
    write_archive(tmp_path / "b.zip", files=files)
    held: list[int] = []

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")
            held.append(cursor.fetchone()[0])

    restore(tmp_path / "b.zip", files=files, then=count)

    assert held[0] < 256 * 100


def test_without_room_for_its_locks_it_says_which_setting(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one lock")
    write_archive(tmp_path / "b.zip", files=files)

    def full(*_arguments: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53200'; END $$")

    monkeypatch.setattr(archive_reading, "_fill", full)
    with pytest.raises(ArchiveError, match="max_locks_per_transaction"):
        restore(tmp_path / "b.zip", files=files)

    assert SignUp.objects.get() == lived_in


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
        restore(target, files=files)

    assert SignUp.objects.get() == lived_in
    assert (files / "activities" / "ceramika.png").exists()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_new_installation_takes_a_backup_without_being_asked(tmp_path: Path, files: Path) -> None:
    assert is_empty()
    write_archive(tmp_path / "b.zip", files=files)
    join(make_list(), "ada")

    assert not is_empty()
    assert os.listdir(files) == ["activities"]  # noqa: PTH208


def test_any_damage_is_noticed(tmp_path: Path, files: Path, lived_in: SignUp) -> None:
    """A byte or more is other than it was: it is refused, or it was none that counts."""
    target = tmp_path / "b.zip"
    write_archive(target, files=files)
    whole = target.read_bytes()
    chance = random.Random(7)
    refused = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 2, 20))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        target.write_bytes(damaged)
        try:
            _look(target)
        except ArchiveError:
            refused += 1

    assert refused > 100
    assert SignUp.objects.get() == lived_in


def _look(target: Path) -> None:
    from podworko.core.archive.checking import check, manifest_of, opened  # noqa: PLC0415

    with opened(target) as archive:
        check(archive, manifest_of(archive))


def test_rows_that_do_not_fit_their_table_change_nothing(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes an archive by hand gets the digests right and the columns wrong."""
    write_archive(tmp_path / "b.zip", files=files)
    _damage(tmp_path / "b.zip", lambda _name, data: data.replace(b'"name"', b'"nome"'))
    monkeypatch.setattr("podworko.core.archive.reading.check", lambda *_: None)

    with pytest.raises(ArchiveError, match="damaged in"):
        restore(tmp_path / "b.zip", files=files)

    assert SignUp.objects.get() == lived_in


@contextmanager
def _somebody_reads() -> Iterator[None]:
    """Have the database open, as a running site has."""
    own = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(own)) as link:
            link.execute("SELECT count(*) FROM people_person").fetchall()
            yield
        return
    parameters = connections["default"].get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    with psycopg.connect(**parameters) as link:
        link.execute("SELECT count(*) FROM people_person")
        yield


def test_running_site_is_not_pulled_from_under(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reading, "LOCK_WAIT", "300ms")
    write_archive(tmp_path / "b.zip", files=files)

    with _somebody_reads(), pytest.raises(ArchiveError, match="stop them first"):
        restore(tmp_path / "b.zip", files=files)

    assert SignUp.objects.get() == lived_in
    restore(tmp_path / "b.zip", files=files)
    assert SignUp.objects.get() == lived_in


def test_site_that_starts_meanwhile_is_noticed_at_the_end(
    tmp_path: Path, files: Path, lived_in: SignUp
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has the tables locked by then")
    own = connection.settings_dict["NAME"]
    write_archive(tmp_path / "b.zip", files=files)
    with closing(sqlite3.connect(own)) as site:

        def start() -> None:
            site.execute("PRAGMA journal_mode=WAL")
            site.execute("SELECT count(*) FROM people_person").fetchall()

        with pytest.raises(ArchiveError, match="stop them first"):
            restore(tmp_path / "b.zip", files=files, then=start)

    assert SignUp.objects.get() == lived_in
    assert [path.name for path in tmp_path.glob(".*restored*")] == []


def test_files_that_cannot_be_moved_leave_the_rows_too(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _other_files(tmp_path, files)
    Person.objects.update(name="now")
    real, moved = Path.rename, [0]

    def second_fails(self: Path, target: Path) -> Path:
        moved[0] += 1
        if moved[0] == 2:
            raise OSError(errno.EBUSY, "Device or resource busy", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OSError, match="busy"):
        restore(other, files=files)

    assert Person.objects.get(pk=lived_in.person_id).name == "now"
    assert _contents(files) == {"activities/ceramika.png": b"now", "only-now.png": b"now"}
    assert [path.name for path in tmp_path.glob("*files*")] == ["files"]


def _other_files(tmp_path: Path, files: Path) -> Path:
    """Write an archive, then let other files be there than it holds."""
    (files / "only-then.png").write_bytes(b"then")
    write_archive(tmp_path / "b.zip", files=files)
    (files / "only-then.png").unlink()
    (files / "only-now.png").write_bytes(b"now")
    (files / "activities" / "ceramika.png").write_bytes(b"now")
    return tmp_path / "b.zip"


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_replaced_files_stay_beside(tmp_path: Path, files: Path, lived_in: SignUp) -> None:
    del lived_in
    restore(_other_files(tmp_path, files), files=files)

    (before,) = tmp_path.glob("files-before-*")
    assert _contents(files) == {
        "activities/ceramika.png": b"\x89PNG not really",
        "only-then.png": b"then",
    }
    assert _contents(before) == {"activities/ceramika.png": b"now", "only-now.png": b"now"}


def test_folder_that_is_a_disk_of_its_own_keeps_them_inside(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    del lived_in
    other = _other_files(tmp_path, files)
    monkeypatch.setattr(Path, "is_mount", lambda self: self == files)

    restore(other, files=files)
    again = write_archive(tmp_path / "again.zip", files=files)

    assert [path.name for path in tmp_path.glob("*files*")] == ["files"]
    assert len(list(files.glob("files-before-*"))) == 1
    assert {name for name in again.digests if name.startswith("files/")} == {
        "files/activities/ceramika.png",
        "files/only-then.png",
    }


KILLED_AFTER: dict[str, tuple[Any, str]] = {
    "rows are in": (archive_reading, "_fill"),
    "files are in": (archive_files.Files, "put_in"),
    "all is done": (archive_files.Files, "put_out"),
}


@pytest.mark.parametrize("moment", KILLED_AFTER)
def test_killed_at_any_moment_there_is_one_whole_installation(
    tmp_path: Path, files: Path, lived_in: SignUp, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _other_files(tmp_path, files)
    Person.objects.update(name="now")

    _in_a_process_killed_after(moment, monkeypatch, lambda: restore(other, files=files))

    person = Person.objects.get(pk=lived_in.person_id)
    assert person.name == ("ada" if moment == "all is done" else "now")
    assert (files / ("only-then.png" if person.name == "ada" else "only-now.png")).exists()
    restore(other, files=files)
    assert Person.objects.get(pk=lived_in.person_id).name == "ada"
    assert set(_contents(files)) == {"activities/ceramika.png", "only-then.png"}
    assert [path.name for path in tmp_path.glob(".*restored*")] == []


def _in_a_process_killed_after(
    moment: str, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]
) -> None:
    place, name = KILLED_AFTER[moment]
    real = getattr(place, name)

    def last(*arguments: Any) -> None:
        real(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    let_go()
    child = os.fork()
    if not child:
        monkeypatch.setattr(place, name, last)
        try:
            act()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.slow
def test_backup_of_an_sqlite_city_goes_into_any_database(tmp_path: Path, files: Path) -> None:
    surroundings = os.environ | {
        "PODWORKO_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "-c", OTHER]
    subprocess.run(command, env=surroundings, cwd=tmp_path, check=True)  # noqa: S603 - our own line

    restore(tmp_path / "other.zip", files=files)

    assert read_manifest(tmp_path / "other.zip").engine == "sqlite"
    assert SignUp.objects.get().name == "ada"
    join(SignUpList.objects.get(), "bob")
    assert SignUp.objects.count() == 2
