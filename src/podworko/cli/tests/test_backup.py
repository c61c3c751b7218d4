"""The whole installation out and back, on a database of its own beside the tests' one."""

import errno
import os
import signal
import stat
import time
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from podworko.activities.models import Activity, Session, SignUp
from podworko.activities.tests.factories import join, make_list
from podworko.audit.models import Entry
from podworko.cli import backup
from podworko.cli.tests.databases import elsewhere
from podworko.core.archive import ArchiveError, read_manifest, restore, write_archive, writing
from podworko.core.archive import reading as archive_reading
from podworko.core.archive.contents import version
from podworko.core.health import database_problems
from podworko.messages.jobs import PERIODIC
from podworko.messages.models import Message, Status
from podworko.messages.public import catch_up
from podworko.messages.tests.factories import make_message
from podworko.network.models import Pal
from podworko.people.models import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_database"),
    pytest.mark.slow,
]


def told(rows: Any) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values())


def test_all_of_it_comes_back(tmp_path: Path, files: Path, lived_in: SignUp) -> None:
    kept = (Pal, Activity, Session, SignUp, Person, Entry)
    before = [told(model.objects.all()) for model in kept]
    target = tmp_path / "backup.zip"

    write_archive(target, files=files)
    Activity.objects.update(title="Zepsute")
    (files / "activities" / "ceramika.png").unlink()
    restore(target, files=files)

    assert [told(model.objects.all()) for model in kept] == before
    assert (files / "activities" / "ceramika.png").read_bytes() == b"\x89PNG not really"
    assert lived_in.pk == SignUp.objects.get().pk


def test_life_goes_on_after_it(tmp_path: Path, files: Path, lived_in: SignUp) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    restore(tmp_path / "b.zip", files=files)

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
    own = connection.settings_dict["NAME"]
    real = writing._write_table
    done: list[bool] = []

    def slow(*arguments: Any) -> None:
        if not done:
            done.append(True)
            elsewhere(own, "UPDATE people_person SET name = 'meanwhile'")
        real(*arguments)

    monkeypatch.setattr(writing, "_write_table", slow)
    write_archive(tmp_path / "b.zip", files=files)
    restore(tmp_path / "b.zip", files=files)

    assert done
    assert Person.objects.get(pk=lived_in.person_id).name == "ada"


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
    assert "1 messages that may have left since are held" in capsys.readouterr().out
    assert Entry.objects.filter(verb="message.held").count() == 1


def test_other_secret_is_told(
    tmp_path: Path, files: Path, lived_in: SignUp, settings: Any, capsys: Any
) -> None:
    del files, lived_in
    backup.write([str(tmp_path / "b.zip")])
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]

    backup.put_back([str(tmp_path / "b.zip"), "--replace"])

    assert "PODWORKO_SECRET_KEY is another" in capsys.readouterr().out


def test_every_kept_table_is_in_the_archive(tmp_path: Path, files: Path) -> None:
    write_archive(tmp_path / "b.zip", files=files)
    manifest = read_manifest(tmp_path / "b.zip")

    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        names = set(archive.namelist()) - {"manifest.json"}
    assert names == set(manifest.digests)
    assert {"people.person", "outbox.message", "audit.entry"} <= set(manifest.rows)
    assert "sessions.session" not in manifest.rows


def test_tables_of_an_older_version_are_saved_as_they_are(
    tmp_path: Path, files: Path, lived_in: SignUp
) -> None:
    """Who brought in new code and not yet its migrations makes a backup now, if ever."""
    call_command("migrate", "consultations", "0001", verbosity=0)

    write_archive(tmp_path / "b.zip", files=files)
    restore(tmp_path / "b.zip", files=files)

    assert SignUp.objects.get() == lived_in
    assert database_problems() == []
    assert ("consultations", "0002_accounts_and_counts") not in set(
        read_manifest(tmp_path / "b.zip").migrations
    )


def test_no_installation_is_no_backup(tmp_path: Path, files: Path) -> None:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.close()
        Path(name).unlink()
    else:
        archive_reading._drop_tables()

    with pytest.raises(ArchiveError, match="no installation in this database yet"):
        write_archive(tmp_path / "b.zip", files=files)

    assert connection.vendor != "sqlite" or not Path(name).exists()
    assert list(tmp_path.glob("*b.zip*")) == []


def test_database_of_a_newer_version_is_not_understood(tmp_path: Path, files: Path) -> None:
    MigrationRecorder(connection).record_applied("people", "0999_later")

    with pytest.raises(ArchiveError, match=r"newer version \(people 0999_later\)"):
        write_archive(tmp_path / "b.zip", files=files)


def test_file_that_the_site_deletes_meanwhile_is_left_out(
    tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [files / "gone.png", files / "activities" / "ceramika.png"]
    monkeypatch.setattr(writing, "kept_files", lambda _folder: seen)

    manifest = write_archive(tmp_path / "b.zip", files=files)

    held = [name for name in manifest.digests if name.startswith("files/")]
    assert held == ["files/activities/ceramika.png"]


def test_file_that_could_not_be_put_back_is_refused_now(tmp_path: Path, files: Path) -> None:
    (files / "a\\b.png").write_bytes(b"")

    with pytest.raises(ArchiveError, match="rename it"):
        write_archive(tmp_path / "b.zip", files=files)

    assert list(tmp_path.glob("*b.zip*")) == []


def test_disk_without_links_takes_a_backup(
    tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", source, None, target)

    monkeypatch.setattr("podworko.core.archive.writing.os.link", refuse)

    write_archive(tmp_path / "b.zip", files=files)

    assert read_manifest(tmp_path / "b.zip").version == version()


def test_copy_left_by_a_killed_backup_is_deleted_after_a_day(tmp_path: Path, files: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL copies nothing")
    yesterday = time.time() - 25 * 60 * 60
    for name in (".backup-old", ".backup-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "copy.sqlite3").touch()
    os.utime(tmp_path / ".backup-old", (yesterday, yesterday))

    write_archive(tmp_path / "b.zip", files=files)

    assert [path.name for path in tmp_path.glob(".backup-*")] == [".backup-new"]


def test_message_on_its_way_is_held_and_one_of_a_later_day_is_not(
    tmp_path: Path, files: Path, lived_in: SignUp
) -> None:
    del files, lived_in
    soon = timezone.now() + timedelta(minutes=5)
    Message.objects.update(status=Status.SENDING, lease_until=soon)
    later = make_message(not_before=timezone.now() + timedelta(days=3))
    backup.write([str(tmp_path / "b.zip")])

    assert backup.put_back([str(tmp_path / "b.zip"), "--replace"]) == 0

    (held,) = Message.objects.exclude(pk=later.pk)
    assert (held.status, held.lease_until, held.last_error) == (Status.FAILED, None, "held")
    assert Message.objects.get(pk=later.pk).status == Status.QUEUED


@pytest.fixture
def _due_tomorrow() -> None:
    """Give a sign-up whose reminder left after the backup was made, so that it knows nothing."""
    join(make_list(days=0.5), "ada")
    SignUp.objects.update(confirmed_at=timezone.now() - timedelta(days=5))
    Message.objects.update(status=Status.SENT, sent_at=timezone.now())


@pytest.mark.usefixtures("_due_tomorrow")
@pytest.mark.parametrize(("said", "leave"), [([], 0), (["--send-waiting"], 1)])
def test_reminder_that_left_since_does_not_leave_again(
    tmp_path: Path, files: Path, said: list[str], leave: int
) -> None:
    del files
    backup.write([str(tmp_path / "b.zip")])

    backup.put_back([str(tmp_path / "b.zip"), "--replace", *said])
    assert catch_up("activities.remind") == []

    assert Message.objects.filter(template="activities/reminder").count() == 1
    assert Message.objects.filter(status=Status.QUEUED).count() == leave


def test_clock_runs_what_there_is() -> None:
    autodiscover_modules("tasks")

    assert set(backup.CLOCK) <= set(PERIODIC)


def test_clock_that_fails_does_not_stop_a_restore(
    tmp_path: Path, files: Path, lived_in: SignUp, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    del files
    monkeypatch.setattr(backup, "CLOCK", ("no.such",))
    backup.write([str(tmp_path / "b.zip")])

    assert backup.put_back([str(tmp_path / "b.zip"), "--replace"]) == 0

    assert SignUp.objects.get() == lived_in
    assert "no.such failed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 1, "/x: Permission denied"),
        (DatabaseError("broken\nDETAIL: somebody's name"), 1, "the database refused: broken"),
        (ArchiveError("No."), 1, "No."),
        (KeyboardInterrupt(), 130, "stopped. What was not finished was not begun"),
    ],
)
def test_what_goes_wrong_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, fault: BaseException, code: int, said: str
) -> None:
    def fail(_argv: list[str]) -> int:
        raise fault

    monkeypatch.setattr(backup, "begin", lambda _argv: True)
    monkeypatch.setattr(backup, "write", fail)
    held = signal.getsignal(signal.SIGTERM)
    try:
        assert backup.run(["backup"]) == code
    finally:
        signal.signal(signal.SIGTERM, held)

    error = capsys.readouterr().err
    assert error.startswith(f"podworko: {said}")
    assert error.count("\n") == 1
