"""The same wall around what is stored, taken away, logged and reported.

A thief of the database, of a backup or of the logs reads nothing without the key; without the
wall, they would.
"""

import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.log import AdminEmailHandler
from django.views.debug import SafeExceptionReporterFilter

from config.urls import handler403, handler404, handler429
from config.urls import urlpatterns as site
from podworko.accounts.public import User
from podworko.activities.tests.factories import make_pal
from podworko.audit.public import RESIDENT
from podworko.consultations import operations
from podworko.consultations.holders import of_machine
from podworko.consultations.models import Appointment, Form
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.slots import Slot
from podworko.consultations.tests.factories import make_slots
from podworko.core import codes, vault
from podworko.core.archive import write_archive
from podworko.core.logs import ErrorsWithoutPeople, WithoutSealedNames
from podworko.messages.public import deliver_due
from podworko.network.models import Place
from podworko.opendata.public import FORMATS, KINDS, export
from tests.marks import Planted, holder, plant, remove_the_wall, unwrapped

__all__ = ["handler403", "handler404", "handler429", "urlpatterns"]

SOURCES = ("tables", "disk", "backup")


committed = pytest.mark.django_db(transaction=True)
"""What is to be found on the disk or in a backup must have been committed."""


@pytest.fixture
def staff() -> User:
    """Give the specialist who holds the conversations, signed in somewhere."""
    user = User.objects.create_user("rozmowy@example.org", name="Ewa Cicha")
    Client().force_login(user)
    return user


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def lived(staff: User) -> Planted:
    """Plant the marks, and have every message leave."""
    seat = Place.objects.create(name="Remiza", slug="remiza")
    planted = plant(make_pal(slug="pal", seat=seat), staff=staff)
    deliver_due()
    return planted


def stored(planted: Planted, folder: Path) -> dict[str, set[str]]:
    """Return which marks each place where things are stored shows."""
    write_archive(folder / "b.zip", files=folder / "files")
    return {
        "tables": {mark for value in _values() for mark in planted.found(value)},
        "disk": {mark for data in _disk() for mark in planted.found_in(data)},
        "backup": planted.found_in((folder / "b.zip").read_bytes()),
    }


def _values() -> list[str]:
    """Return every value of every table, and what is wrapped in it."""
    found: list[str] = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            for row in cursor.fetchall():
                found.extend(part for value in row for part in unwrapped(str(value)))
    return found


def _disk() -> list[bytes]:
    """Return the files of the database; on PostgreSQL its tables stand for them."""
    if connection.vendor != "sqlite":
        return ["\n".join(_values()).encode()]
    name = str(connection.settings_dict["NAME"])
    paths = [Path(name), Path(f"{name}-wal")]
    return [each.read_bytes() for each in paths if each.exists()]


@committed
def test_a_thief_of_the_database_or_a_backup_reads_nobody(staff: User, files: Path) -> None:
    planted = lived(staff)

    assert stored(planted, files) == {source: set() for source in SOURCES}


@committed
def test_without_the_wall_a_thief_would(
    staff: User, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_the_wall(monkeypatch)
    planted = lived(staff)

    found = stored(planted, files)

    marks = {f"{word}1qx" for word in ("skryta", "tajna", "uwaga", "zakryta")}
    for source in SOURCES:
        assert marks <= found[source]
        assert "731904881" in found[source]


@pytest.mark.django_db
def test_open_data_tells_of_nobody(staff: User) -> None:
    planted = lived(staff)

    for kind in KINDS:
        for as_format in FORMATS:
            if as_format != "geojson" or kind == "places":
                assert planted.found_in(export(kind, as_format=as_format)) == set()


# Logs and reports of errors


def broken(request: HttpRequest) -> HttpResponse:
    """Book as a page would, with the words in the form, and meet a fault of our own."""
    del request
    slot, *_rest = make_slots(forms=[Form.HOME])
    _book(slot)
    return HttpResponse()


def _book(slot: Slot) -> None:
    operations.book(slot, operations.Asked(holder(1), Form.HOME), actor=RESIDENT)


urlpatterns = [path("zle/", login_not_required(broken)), *site]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "place",
    [
        "podworko.consultations.operations.booking.take",
        "podworko.consultations.notices._context",
        "podworko.messages.operations.write",
        "podworko.messages.operations.under_seal",
        "podworko.core.vault._keys",
        "podworko.audit.public.record",
    ],
)
def test_an_error_in_a_booking_tells_nobody_whose_it_was(
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    reports: list[str],
) -> None:
    drawn = _noted_codes(monkeypatch)
    monkeypatch.setattr(place, _fail)
    form = {name: getattr(holder(1), name) for name in ("name", "phone", "email", "remark")}

    with caplog.at_level(logging.DEBUG):
        answer = Client(raise_request_exception=False).post("/zle/", form)

    marks = frozenset({"skryta1qx", "tajna1qx", "uwaga1qx", "zakryta1qx"})
    planted = Planted(marks, frozenset({"731904881", *drawn}))
    texts = [caplog.text, *reports]
    assert (answer.status_code, len(texts) > 2, len(drawn) > 0) == (500, True, True)
    assert all("a fault of ours" in text for text in texts)
    assert not any(planted.found(text) for text in (*texts, answer.content.decode()))


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_without_the_filter_a_report_would(
    monkeypatch: pytest.MonkeyPatch, reports: list[str]
) -> None:
    """Guard the test above."""
    plain = SafeExceptionReporterFilter.get_traceback_frame_variables
    monkeypatch.setattr(ErrorsWithoutPeople, "get_traceback_frame_variables", plain)
    monkeypatch.setattr("podworko.messages.operations.write", _fail)

    Client(raise_request_exception=False).post("/zle/")

    assert "tajna1qx" in "".join(reports)


def _fail(*_args: object, **_more: object) -> None:
    raise RuntimeError("a fault of ours")


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Report errors by mail, as some installations do; give what the mails say."""
    made: list[str] = []

    def keep(_handler: object, _subject: str, message: str, **more: str) -> None:
        made.extend(text for text in (message, more["html_message"]) if text)

    monkeypatch.setattr(AdminEmailHandler, "send_mail", keep)
    monkeypatch.setattr(settings, "ADMINS", [("Dyżur", "dyzur@example.org")])
    handler, requests = AdminEmailHandler(include_html=True), logging.getLogger("django.request")
    requests.addHandler(handler)
    yield made
    requests.removeHandler(handler)


def _noted_codes(patch: pytest.MonkeyPatch) -> list[str]:
    """Remember every code that is drawn, for a report that shows one of them."""
    noted: list[str] = []
    draw = codes.drawn

    def drawn() -> str:
        noted.append(draw())
        return noted[-1]

    patch.setattr(codes, "drawn", drawn)
    return noted


@pytest.mark.django_db
def test_nothing_is_logged_of_whom(staff: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(WithoutSealedNames())
    with caplog.at_level(logging.DEBUG):
        planted = lived(staff)

    assert planted.found(caplog.text) == set()


WORDS = Path("src/podworko/consultations/templates/consultations/messages")
HINTS = ("psycho", "konsult", "terap", "porad", "prawn", "specjalist", "counsel", "therap")
HINTS_UK = ("психо", "консульт", "терап", "порад", "юрист", "спеціал")


@pytest.mark.once
def test_no_message_says_what_it_is_about() -> None:
    root = Path(__file__).parent.parent
    texts = {each.name: each.read_text().casefold() for each in (root / WORDS).glob("*.txt")}

    assert len(texts) >= 27
    assert [name for name, text in texts.items() if any(w in text for w in HINTS + HINTS_UK)] == []


# Keys


@committed
def test_after_rotation_the_newest_key_opens_all_and_no_former_backup(
    staff: User, files: Path, settings: Any
) -> None:
    lived(staff)
    booked = Appointment.objects.filter(state="booked").earliest("pk")
    before = of_machine(booked)
    write_archive(files / "before.zip", files=files / "files")
    former, newest = settings.PODWORKO_VAULT_KEYS[0], Fernet.generate_key().decode()
    settings.PODWORKO_VAULT_KEYS = [newest, former]
    vault.rotate()
    settings.PODWORKO_VAULT_KEYS = [newest]

    booked.refresh_from_db()
    assert of_machine(booked) == before
    tokens = _tokens_of(files / "before.zip")
    assert len(tokens) > 5
    for token in tokens:
        with pytest.raises(vault.SealedError):
            vault.opened(token)


def _tokens_of(archive: Path) -> list[str]:
    """Return what is sealed in a backup."""
    with zipfile.ZipFile(archive) as held:
        texts = [held.read(name).decode() for name in held.namelist() if "consultations" in name]
    return [token for text in texts for token in re.findall(r"gAAAA[\w=-]+", text)]


@committed
def test_who_waits_is_sealed_with_the_newest_key_during_rotation(
    staff: User, settings: Any
) -> None:
    former, newest = settings.PODWORKO_VAULT_KEYS[0], Fernet.generate_key().decode()
    settings.PODWORKO_VAULT_KEYS = [newest, former]
    slot, *_rest = make_slots()
    waiting, _code = operations.wait(slot.service, Asking(holder(1), Form.IN_PERSON), actor=staff)
    settings.PODWORKO_VAULT_KEYS = [newest]

    assert of_machine(waiting).name == holder(1).name
