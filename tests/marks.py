"""Marks planted in everything personal of confidential conversations, and where they are found."""

import base64
import binascii
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

import pytest
from pypdf import PdfReader

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, Actor
from podworko.consultations import notices, operations
from podworko.consultations.counting import Told
from podworko.consultations.holders import Holder
from podworko.consultations.models import Form, Service, Specialist
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.tests.factories import (
    day_in,
    make_duty,
    make_past,
    make_service,
    make_specialist,
    slots_of,
)
from podworko.core import times, vault
from podworko.network.public import Pal, Place

HINT = "Zelislawa"
"""What a search may ask for, and a page may therefore repeat; the marks are the rest."""
_BETWEEN = re.compile(r"[\s\u00a0().-]+")


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted: texts that must be read nowhere."""

    words: frozenset[str]
    digits: frozenset[str]
    """Of phone numbers, and codes: read with or without spaces between."""

    def found(self, text: str) -> set[str]:
        """Return the marks that a text shows."""
        low, tight = text.casefold(), _BETWEEN.sub("", text)
        words = {word for word in self.words if word in low}
        return words | {word for word in self.digits if word in tight}

    def found_in(self, data: bytes) -> set[str]:
        """Return the marks that a file shows, unpacked where it is packed."""
        return {mark for part in unpacked(data) for mark in self.found(part)}


def holder(number: int) -> Holder:
    """Return somebody all of whose words are marks."""
    return Holder(
        name=f"{HINT} Skryta{number}qx",
        phone=f"+4873190488{number}",
        email=f"tajna{number}qx@example.org",
        remark=f"uwaga{number}qx",
        address=f"Zakryta{number}qx 7",
    )


def plant(pal: Pal, *, staff: User) -> Planted:
    """Have people book and wait in every way there is, and be in every state."""
    service, colleague = _offer(pal, staff)
    numbers, codes = iter(range(1, 10)), []
    for channel in ("web", "desk", "phone"):
        actor: Actor = RESIDENT if channel == "web" else staff
        asked = operations.Asked(holder(next(numbers)), Form.HOME, channel=channel)
        codes.append(operations.book(slots_of(service)[0], asked, actor=actor)[1])
        asking = Asking(holder(next(numbers)), Form.IN_PERSON, channel=channel)
        codes.append(operations.wait(service, asking, actor=actor)[1])
    operations.offer_free(service)
    _live_on(service, colleague, staff)
    return Planted(
        frozenset(word for number in range(1, 7) for word in _words(holder(number))),
        frozenset({*(f"73190488{number}" for number in range(1, 7)), *codes}),
    )


def _offer(pal: Pal, staff: User) -> tuple[Service, Specialist]:
    """Have two people give a help, in a house whose hours nobody told."""
    service = make_service(forms=[Form.IN_PERSON, Form.PHONE, Form.HOME])
    house = Place.objects.create(name="Dom Rozmów", slug="dom-rozmow")
    room = house.rooms.create(name="Cichy gabinet")
    helper = make_specialist(service, user=staff)
    make_duty(helper, pal, room=room, starts=time(8), ends=time(20))
    return service, make_specialist(service)


def _live_on(service: Service, colleague: Specialist, staff: User) -> None:
    """Move and hand over the first, cancel the second, finish the third."""
    moved, cancelled, done = service.appointments.filter(state="booked").order_by("pk")
    operations.move(moved, slots_of(service)[2], actor=RESIDENT)
    operations.hand_over(moved, to=colleague, actor=staff)
    operations.cancel(cancelled, actor=RESIDENT)
    begun = times.at(day_in(-1), time(9))
    operations.finish(make_past(done, when=begun), Told(minutes=50), actor=staff)


def _words(one: Holder) -> Iterator[str]:
    texts = (one.name, one.email, one.remark, one.address)
    yield from re.findall(r"\w+qx", " ".join(texts).casefold())


def unpacked(data: bytes) -> Iterator[str]:
    """Yield what a file says: as it is, and what is packed in it."""
    yield data.decode("utf-8", "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    if data.startswith(b"%PDF"):
        yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"\x1f\x8b"):
        yield from unpacked(zlib.decompress(data, wbits=31))


def unwrapped(text: str) -> Iterator[str]:
    """Yield a value of the database, and what it wraps: base64, perhaps packed."""
    yield text
    for part in text.split(":"):
        with suppress(binascii.Error, ValueError):
            raw = base64.urlsafe_b64decode(part.lstrip(".") + "=" * (-len(part.lstrip(".")) % 4))
            yield raw.decode("utf-8", "replace")
            with suppress(zlib.error):
                yield zlib.decompress(raw).decode("utf-8", "replace")


def remove_the_wall(patch: pytest.MonkeyPatch) -> None:
    """Store and send all of it in the open."""
    outbox: Any = notices.messages
    for module in ("booking", "waiting"):
        patch.setattr(f"podworko.consultations.operations.{module}.seal", _in_the_open)
    patch.setattr(vault, "opened", json.loads)
    send = outbox.send

    def send_openly(template: str, **more: Any) -> object:
        return send(template, **{**more, "sealed": False})

    patch.setattr(outbox, "send", send_openly)


def _in_the_open(one: Holder) -> str:
    return json.dumps(asdict(one))
