"""Photographs: taken only as what they are, made smaller, freed of where they were taken."""

import io
import struct
import uuid
import zlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from podworko.core import photos

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
JPEG_HEAD = b"\xff\xd8"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
BROKEN = (
    UnidentifiedImageError,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises for files that are broken, or made to break whoever opens them."""


class PhotoInput(forms.FileInput):
    """A choice of a file that remembers one chosen before, under a sealed name."""

    template_name = "ui/forms/photo_input.html"

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[Any]], name: str
    ) -> UploadedFile[Any] | str | None:
        """Return the file, else the sealed name of one put aside, unless it was given up."""
        upload: UploadedFile[Any] | None = super().value_from_datadict(data, files, name)
        if upload is not None:
            return upload
        return None if data.get(f"{name}_dropped") else data.get(f"{name}_kept") or None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 - Django's face
        """Return what the template draws; `kept` for a photograph that waits."""
        context = super().get_context(name, None, attrs)
        kept = value if isinstance(value, str) else getattr(value, "kept_as", "")
        context["widget"]["kept"] = kept if kept and photos.taken_back(kept) else ""
        return context


class PhotoField(forms.FileField):
    """A JPEG, PNG or WebP; what comes out is a new JPEG without any of its notes (EXIF, GPS)."""

    widget = PhotoInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    most_bytes = MOST_BYTES

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Zdjęcie"),
            required=False,
            help_text=gettext_lazy(
                "JPEG, PNG albo WebP, do 8 MB. Miejsce zrobienia zdjęcia usuwamy z pliku."
            ),
        )

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ANN401 - Django's face
        """Return what was chosen: other than a browser's own field, ours shows it again."""
        return data or initial

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes] | None:  # noqa: ANN401 - Django's face
        """Return the photograph anew, or None when there is none; put it aside meanwhile."""
        if isinstance(data, str):
            return _kept(data)
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        if (upload.size or 0) > self.most_bytes:
            raise forms.ValidationError(_("Ten plik jest za duży. Wybierz zdjęcie do 8 MB."))
        photo = _anew(upload)
        upload.kept_as = photos.put_aside(photo)  # type: ignore[attr-defined] # read by the widget
        return _file(photo)


def _kept(sealed: str) -> ContentFile[bytes]:
    photo = photos.taken_back(sealed)
    # What another form put aside may be a PDF: it is no photograph under whatever name.
    if photo is None or not photo.startswith(JPEG_HEAD):
        raise forms.ValidationError(_("To zdjęcie czekało za długo. Wybierz je jeszcze raz."))
    return _file(photo)


def _file(photo: bytes) -> ContentFile[bytes]:
    return ContentFile(photo, name=f"{uuid.uuid4().hex}.jpg")


def _anew(upload: UploadedFile[Any]) -> bytes:
    _check_kind(upload)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise forms.ValidationError(_("To zdjęcie ma za dużo pikseli. Zmniejsz je."))
            # A JPEG is read at the size it is needed in: a large one costs no more than a small.
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            plain = _on_white(_small(image))
    except BROKEN as error:
        raise forms.ValidationError(
            _("To nie jest zdjęcie JPEG, PNG ani WebP albo plik jest uszkodzony.")
        ) from error
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=84, optimize=True)
    return written.getvalue()


def _check_kind(upload: UploadedFile[Any]) -> None:
    """Tell by its first bytes what a file is that people often bring, and how to mend that."""
    head = upload.read(512)
    upload.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise forms.ValidationError(
            _(
                "To zdjęcie HEIC z iPhone’a, a nie każda przeglądarka umie je pokazać. Zrób z niego"
                " JPEG: wyślij je sobie e-mailem albo w iPhonie wybierz Ustawienia, Aparat,"
                " Formaty, „Najbardziej zgodne” i zrób je jeszcze raz."
            )
        )
    if b"<svg" in head.lower():
        raise forms.ValidationError(
            _(
                "To rysunek SVG, który może zawierać program, więc go nie przyjmujemy. Otwórz go"
                " i zapisz jako PNG albo JPEG, albo zrób zrzut ekranu."
            )
        )


def _small(image: Image.Image) -> Image.Image:
    """Return it upright and no larger than it is shown, before anything copies all of it."""
    if image.mode not in ("RGB", "RGBA", "L", "LA"):
        image = image.convert("RGBA")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return ImageOps.exif_transpose(image)


def _on_white(image: Image.Image) -> Image.Image:
    """Copy the pixels alone onto a new white sheet; notes stay behind."""
    clear = image.convert("RGBA")
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear.getchannel("A"))
    return sheet
