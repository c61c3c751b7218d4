"""Which files a team may share: known by what is in them, not by what they are called."""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from podworko.core.errors import DomainError
from podworko.ui.photos import BROKEN, MOST_PIXELS

MOST_BYTES = 10 * 1024 * 1024
MIME = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_MACROS = ("vbaproject", "basic/", "scripts/")
"""In the names of what is packed, in small letters: of Office, and of LibreOffice."""
_TORN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
"""What opening a broken archive raises."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be shared."""

    name: str
    kind: str
    content: bytes


def checked(upload: UploadedFile[bytes]) -> Checked:
    """Return a file that may be shared, pictures without their notes (EXIF, GPS).

    Raises DomainError for one over 10 MB, one that is not a PDF, a picture, a text or a table,
    and one with macros.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise DomainError(_("Ten plik jest za duży. Wybierz plik do 10 MB."), field="file")
    content = upload.read()
    kind = _kind(content)
    if not kind:
        raise DomainError(
            _("Takiego pliku nie przyjmujemy. Wybierz PDF, zdjęcie, dokument albo arkusz."),
            field="file",
        )
    if kind in ("jpg", "png"):
        content = _without_notes(content, kind)
    return Checked(_name(upload.name or "", kind), kind, content)


def _kind(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _kind_of_archive(content) if content.startswith(b"PK\x03\x04") else ""


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            told = _mimetype(archive) if "mimetype" in names else ""
    except _TORN:
        return ""
    if any(mark in name.lower() for name in names for mark in _MACROS):
        raise DomainError(
            _("W tym pliku są makra. Zapisz go bez makr i wybierz jeszcze raz."), field="file"
        )
    by_part = [kind for kind, part in _PARTS.items() if part in names]
    by_told = [kind for kind in ("odt", "ods") if MIME[kind] == told]
    return next(iter((*by_part, *by_told)), "")


def _mimetype(archive: zipfile.ZipFile) -> str:
    """Return its first letters: what is packed small may be without end."""
    with archive.open("mimetype") as told:
        return told.read(100).decode("ascii")


def _without_notes(content: bytes, kind: str) -> bytes:
    made = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise DomainError(_("To zdjęcie ma za dużo pikseli. Zmniejsz je."), field="file")
            # Upright first: which way up it was held stands in the notes that go.
            upright = ImageOps.exif_transpose(picture)
            # A new picture of the same points carries nothing else along.
            plain = upright.convert("RGB") if kind == "jpg" else upright.copy()
            plain.info = {}
            plain.save(made, format="JPEG" if kind == "jpg" else "PNG")
    except BROKEN as error:
        raise DomainError(
            _("Nie umiemy otworzyć tego zdjęcia. Wybierz inne."), field="file"
        ) from error
    return made.getvalue()


def _name(told: str, kind: str) -> str:
    """Return a name fit to be saved under anywhere, with the ending of what it is."""
    stem = told.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0]
    kept = "".join(sign for sign in stem if sign.isalnum() or sign in " -_(),").strip()[:100]
    return f"{kept or 'plik'}.{kind}"
