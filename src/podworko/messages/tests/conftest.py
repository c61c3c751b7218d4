"""A mail server on this machine, a database that other processes can see, test templates."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from pytest_django import Settings

from podworko.messages.gateways import MemorySms


@pytest.fixture(autouse=True)
def _templates(settings: Settings) -> None:
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def _no_sms_yet() -> None:
    MemorySms.taken.clear()


class Mailbox:
    """A mail server that keeps what it takes, and says what it is told to say."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.taken: list[Envelope] = []
        self.peers: set[object] = set()
        self.rcpt_answers: list[str] = []
        self.data_answers: list[str] = []
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's face
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        if self.rcpt_answers:
            return self.rcpt_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's face
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.data_answers:
            return self.data_answers.pop(0)
        self.taken.append(envelope)
        self.peers.add(session.peer)
        return "250 OK"


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """Run a real mail server on loopback, and have the outbox use it."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.PODWORKO_EMAIL_GATEWAY = "smtp"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    box = Mailbox(port)
    box.start()
    yield box
    box.stop()


@pytest.fixture
def shared_database(transactional_db: None) -> str:
    """Let threads and other processes see this test's rows; give the database's address."""
    del transactional_db  # asked for so that rows are really committed
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))
