"""Each check says nothing of what is well, and one clear thing of what is not."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.core import health as registry
from podworko.core.archive import last_backup, note_backup
from podworko.core.health import Problem
from podworko.messages.health import mail_server
from podworko.network.models import Pal
from podworko.network.tests.lending import make_group
from podworko.running.checks import backups, certificate, clocks, configuration, constraints, disk


def codes(found: list[Problem]) -> list[tuple[str, str]]:
    return [(str(problem.level), problem.code) for problem in found]


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.mark.django_db
def test_a_whole_database_lacks_nothing() -> None:
    assert constraints.constraints() == []
    assert len(constraints.promised_triggers()) >= 7


@pytest.mark.django_db
def test_a_constraint_that_somebody_took_away_is_missed() -> None:
    (constraint,) = (one for one in Pal._meta.constraints if one.name == "network_pal_kind_known")
    with _editor() as editor:
        editor.remove_constraint(Pal, constraint)

    [problem] = constraints.constraints()

    assert problem.code == "constraints.missing"
    assert "network_pal.network_pal_kind_known" in problem.message


@contextmanager
def _editor() -> Iterator[Any]:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite makes the table anew, which a test's transaction does not let it.")
    with connection.schema_editor() as editor:
        yield editor


@pytest.mark.django_db
def test_a_trigger_that_somebody_took_away_is_missed() -> None:
    on = "" if connection.vendor == "sqlite" else " ON audit_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_entry_no_delete{on}")

    [problem] = constraints.constraints()

    assert problem.code == "constraints.triggers"
    assert "audit_entry_no_delete" in problem.message


@pytest.mark.django_db
def test_a_trigger_that_is_switched_off_and_a_check_not_made_are_missed() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has neither")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_update")
        cursor.execute("ALTER TABLE network_pal ADD CONSTRAINT x CHECK (id > 0) NOT VALID")

    assert codes(constraints.constraints()) == [
        ("error", "constraints.triggers"),
        ("error", "constraints.not_valid"),
    ]


def test_the_clock_of_the_database_may_be_two_seconds_off() -> None:
    now = timezone.now()

    def judged(seconds: float) -> list[tuple[str, str]]:
        told = now + timedelta(seconds=seconds)
        return codes(clocks._judged(told, before=now, after=now))

    assert judged(1.5) == judged(-1.5) == []
    assert judged(3) == judged(-3) == [("warning", "clock.apart")]
    assert judged(-31) == [("error", "clock.apart")]


@pytest.mark.django_db
def test_tables_changed_tomorrow_mean_that_the_clock_went_back() -> None:
    assert clocks.clocks() == []
    later = timezone.now() + timedelta(days=1)
    with connection.cursor() as cursor:
        adapted = connection.ops.adapt_datetimefield_value(later)
        cursor.execute("UPDATE django_migrations SET applied = %s", [adapted])

    assert codes(clocks.clocks()) == [("error", "clock.behind")]


@pytest.mark.parametrize(
    ("free_mb", "total_mb", "found"),
    [
        (3_000, 1_000_000, []),
        (1_500, 5_000, []),
        (1_500, 100_000, [("warning", "disk.full")]),
        (400, 100_000, [("error", "disk.full")]),
    ],
)
def test_room_is_judged_by_bytes_and_by_share(free_mb: int, total_mb: int, found: Any) -> None:
    judged = disk._judged(Path("/srv"), free=free_mb * disk.MB, total=total_mb * disk.MB)

    assert codes(judged) == found


def test_folders_that_are_not_there_yet_are_asked_of_the_one_above(data: Path) -> None:
    assert not (data / "files").exists()
    assert [problem for problem in disk.disk() if problem.code != "disk.full"] == []


@pytest.mark.django_db
def test_an_installation_in_use_wants_a_backup_of_last_night(data: Path) -> None:
    assert backups.backups() == []
    make_group(make_pal())
    assert codes(backups.backups()) == [("warning", "backup.never")]

    note_backup(datetime.now(UTC).isoformat())
    assert backups.backups() == []
    note_backup((datetime.now(UTC) - timedelta(hours=27)).isoformat())
    assert codes(backups.backups()) == [("error", "backup.old")]
    for no_note in ("{}", '{"made_at": "2026-11-30T03:15:00"}', '["2026"]', "\0"):
        (data / "last-backup.json").write_text(no_note)
        assert last_backup() is None


@pytest.mark.django_db
def test_settings_of_a_site_over_tls_fit_together(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SITE_URL = "http://podworko.example.org"

    found = {problem.code for problem in configuration.configuration()}

    assert {"configuration.site_url", "configuration.hosts", "configuration.proxies"} <= found
    settings.SITE_URL = "https://podworko.example.org"
    settings.ALLOWED_HOSTS = ["podworko.example.org"]
    settings.PODWORKO_PROXIES = 1
    found = {problem.code for problem in configuration.configuration()}
    assert not {"configuration.site_url", "configuration.hosts", "configuration.proxies"} & found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (60, []),
        (20, [("warning", "certificate.ends")]),
        (6, [("error", "certificate.ends")]),
    ],
)
def test_a_certificate_near_its_end_is_told_of(days: int, found: Any) -> None:
    assert codes(certificate._judged(timedelta(days=days, hours=1))) == found


def test_a_certificate_is_asked_for_where_there_is_one(settings: Any) -> None:
    settings.SITE_URL = "http://localhost:8000"
    assert certificate.certificate() == []
    with _listening(lambda link: link.close()) as port:
        settings.SITE_URL = f"https://127.0.0.1:{port}"
        assert codes(certificate.certificate()) == [("warning", "certificate.unreachable")]


def test_a_certificate_that_browsers_do_not_trust_is_an_error(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_host: str, _port: int) -> datetime:
        error = ssl.SSLCertVerificationError()
        error.verify_message = "certificate has expired"
        raise error

    monkeypatch.setattr(certificate, "_ends", refused)
    settings.SITE_URL = "https://podworko.example.org"

    [problem] = certificate.certificate()

    assert problem.code == "certificate.untrusted"
    assert "expired" in problem.message


@contextmanager
def _listening(answer: Any) -> Iterator[int]:
    """Answer one caller at a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            link, _address = server.accept()
            with link:
                answer(link)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(timeout=5)


def _polite(link: socket.socket) -> None:
    link.sendall(b"220 mail\r\n")
    while word := link.recv(1024):
        link.sendall(b"221 bye\r\n" if word.startswith(b"quit") else b"250 ok\r\n")


def test_the_mail_server_is_greeted_and_sent_nothing(settings: Any) -> None:
    assert mail_server() == []
    settings.PODWORKO_EMAIL_GATEWAY = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    with _listening(_polite) as port:
        settings.EMAIL_PORT = port
        assert mail_server() == []
    with _listening(_polite) as port:
        settings.EMAIL_PORT, settings.EMAIL_USE_TLS = port, True
        assert codes(mail_server()) == [("error", "messages.mail_server")]
    assert codes(mail_server()) == [("error", "messages.mail_server")]


def test_a_check_that_takes_too_long_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MOST_SECONDS", 0.05)

    answer = registry._timed("podworko.x.health.slow", lambda: threading.Event().wait(5))  # type: ignore[arg-type, return-value]

    assert codes(answer.problems) == [("error", "check.slow")]
    assert answer.seconds < 2


@pytest.mark.django_db(transaction=True)
def test_a_question_that_was_broken_off_leaves_the_next_check_its_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PostgreSQL is still busy with it on the old one."""

    def ask_for_long() -> list[Problem]:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_sleep(5)")
        threading.Event().wait(5)
        return []

    monkeypatch.setattr(registry, "MOST_SECONDS", 0.2)
    assert codes(registry._timed("podworko.x.health.slow", ask_for_long).problems) == [
        ("error", "check.slow")
    ]
    monkeypatch.setattr(registry, "MOST_SECONDS", 20)

    assert registry._timed("podworko.x.health.next", registry.database_problems).problems == []


@pytest.mark.django_db
def test_machines_get_one_object(data: Path) -> None:
    del data
    out = StringIO()
    with pytest.raises(SystemExit):  # no job has ever run here
        call_command("check_installation", "--json", stdout=out)

    told = json.loads(out.getvalue())

    names = {check["name"] for check in told["checks"]}
    assert {
        "core.database",
        "messages.mail_server",
        "running.constraints",
    } <= names
    assert told["errors"] >= 1
    assert all(check["promise"] for check in told["checks"])
