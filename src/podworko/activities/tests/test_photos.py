"""Pictures as people bring them: too large, of the wrong kind, made to harm; and kept meanwhile."""

import io
import os
import re
import struct
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from podworko.activities.models import Activity
from podworko.activities.tests.desk import NEW, Desk, filled
from podworko.core import photos
from podworko.core.views import WAITING
from podworko.ui.photos import MOST_PIXELS, PhotoField

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Put files into a folder of the test's own."""
    storages = {**settings.STORAGES}
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = storages


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def upload(data: bytes, name: str = "moje.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture(size: tuple[int, int] = (64, 48), kind: str = "JPEG", **how: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "green").save(written, kind, **how)
    return written.getvalue()


def noise(side: int = 3000) -> bytes:
    """Make a photograph of some five megabytes, as a telephone does."""
    written = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(
        written, "JPEG", quality=72
    )
    return written.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """Make a PNG that is small as a file and enormous once it is opened."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000)))


def text_bomb() -> bytes:
    """Make a PNG whose note grows to a hundred megabytes."""
    note = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000_000)))
    plain = picture(kind="PNG")
    return plain[:33] + note + plain[33:]


def taken(data: bytes) -> Image.Image:
    file = PhotoField().clean(upload(data))
    assert file
    return Image.open(file)


def test_five_megabytes_come_out_small() -> None:
    data = noise()
    assert 4_500_000 < len(data) < 8_000_000

    made = PhotoField().clean(upload(data))

    assert made
    assert made.size < 1_700_000
    with Image.open(made) as image:
        assert (image.format, image.size) == ("JPEG", (1600, 1600))


SVG = (
    b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></SVG>'
)


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC z iPhone"),
        (lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC z iPhone"),
        (lambda: SVG, "rysunek SVG"),
        (lambda: b"<svg onload=alert(1)>", "rysunek SVG"),
        (lambda: bomb(7_200), "za dużo pikseli"),
        (lambda: bomb(10_000), "To nie jest zdjęcie|za dużo pikseli"),
        (lambda: bomb(60_000), "To nie jest zdjęcie"),
        (text_bomb, "To nie jest zdjęcie"),
        (lambda: picture()[:200], "uszkodzony"),
        (lambda: picture(kind="TIFF"), "To nie jest zdjęcie"),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file", "To nie jest zdjęcie"),
        (lambda: b"", "pusty"),
    ],
    ids=[
        "heic",
        "heif",
        "svg",
        "svg bare",
        "many",
        "more",
        "most",
        "text bomb",
        "cut",
        "tiff",
        "postscript",
        "empty",
    ],
)
def test_what_is_no_photograph_is_refused_with_a_way_out(
    make: Callable[[], bytes], complaint: str
) -> None:
    with pytest.raises(forms.ValidationError, match=complaint):
        PhotoField().clean(upload(make()))


def test_the_largest_that_is_taken_is_taken() -> None:
    side = int(MOST_PIXELS**0.5)

    with taken(picture((side, side), "PNG")) as image:
        assert image.size == (1600, 1600)


def test_a_photograph_on_its_side_is_set_upright_and_says_nothing_of_the_place() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6
    notes.get_ifd(0x8825)[2] = (50.0, 3.0, 0.0)

    with taken(picture((64, 48), exif=notes)) as image:
        assert image.size == (48, 64)
        assert dict(image.getexif()) == {}


@pytest.mark.parametrize("mode", ["P", "1", "LA", "CMYK", "I;16"])
def test_odd_colours_are_taken_too(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    written = io.BytesIO()
    Image.new(mode, (64, 48)).save(written, kind)

    with taken(written.getvalue()) as image:
        assert (image.mode, image.size) == ("RGB", (64, 48))


def kept_in(page: str) -> str:
    found = re.search(r'name="photo_kept" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_chosen_photograph_waits_while_the_rest_is_mended(desk: Desk) -> None:
    sent = filled(desk, title="", photo=upload(picture()), image_alt="Szachownica")
    page = desk.client.post(NEW, sent).content.decode()

    again = filled(desk, photo_kept=kept_in(page), image_alt="Szachownica")
    desk.client.post(NEW, again)

    activity = Activity.objects.get()
    with activity.image.open() as file, Image.open(file) as image:
        assert image.size == (64, 48)
    assert not str(activity.image.name).startswith(WAITING)


def test_it_waits_through_a_look_at_the_dates_and_a_second_mistake(desk: Desk) -> None:
    first = filled(desk, photo=upload(picture()), preview="1")
    kept = kept_in(desk.client.post(NEW, first).content.decode())

    second = filled(desk, photo_kept=kept, title="")
    page = desk.client.post(NEW, second).content.decode()

    assert kept_in(page) == kept


def test_it_can_be_given_up_or_replaced(desk: Desk) -> None:
    kept = photos.put_aside(picture())

    desk.client.post(NEW, filled(desk, photo_kept=kept, photo_dropped="on"))
    other = upload(picture((20, 10)))
    desk.client.post(NEW, filled(desk, photo_kept=kept, photo=other, image_alt="Inne"))

    without, replaced = Activity.objects.order_by("pk")
    assert not without.image
    assert replaced.image.width == 20


def test_what_waits_is_shown_to_nobody(client: Client) -> None:
    photos.put_aside(picture())
    (name,) = default_storage.listdir(WAITING)[1]

    for path in (f"{WAITING}{name}", f"./{WAITING}{name}", f"x/../{WAITING}{name}"):
        assert client.get(f"/pliki/{path}").status_code == 404


def test_only_our_own_names_of_the_last_day_are_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = photos.put_aside(picture())
    assert photos.taken_back(kept)
    assert photos.taken_back(kept + "x") is None
    assert photos.taken_back("../../etc/passwd") is None
    later = time.time() + timedelta(days=1).total_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert photos.taken_back(kept) is None
    with pytest.raises(forms.ValidationError, match="za długo"):
        PhotoField().clean(kept)


def test_the_same_photograph_is_put_aside_once_and_old_ones_are_forgotten() -> None:
    photos.put_aside(picture())
    photos.put_aside(picture())
    photos.put_aside(picture((10, 10)))
    one, other = default_storage.listdir(WAITING)[1]
    long_ago = time.time() - timedelta(days=3).total_seconds()
    os.utime(default_storage.path(WAITING + one), (long_ago, long_ago))

    assert photos.forget_old() == 1
    assert default_storage.listdir(WAITING)[1] == [other]


def test_nothing_put_aside_is_nothing_to_forget() -> None:
    assert photos.forget_old() == 0
