"""Photographs: taken only as what they are, made smaller, freed of where they were taken."""

import io
import uuid
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")


class PhotoField(forms.FileField):
    """A JPEG, PNG or WebP; what comes out is a new JPEG without any of its notes (EXIF, GPS)."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Zdjęcie"),
            required=False,
            help_text=gettext_lazy(
                "JPEG, PNG albo WebP, do 8 MB. Miejsce zrobienia zdjęcia usuwamy z pliku."
            ),
        )

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes] | None:  # noqa: ANN401 - Django's face
        """Return the photograph anew, or None when there is none."""
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Ten plik jest za duży. Wybierz zdjęcie do 8 MB."))
        return _anew(upload)


def _anew(upload: UploadedFile[Any]) -> ContentFile[bytes]:
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise forms.ValidationError(_("To zdjęcie ma za dużo pikseli. Zmniejsz je."))
            turned = ImageOps.exif_transpose(image)
            plain = _on_white(turned)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise forms.ValidationError(
            _("To nie jest zdjęcie JPEG, PNG ani WebP albo plik jest uszkodzony.")
        ) from error
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=84, optimize=True)
    return ContentFile(written.getvalue(), name=f"{uuid.uuid4().hex}.jpg")


def _on_white(image: Image.Image) -> Image.Image:
    """Copy the pixels alone onto a new white sheet; notes stay behind."""
    clear = image.convert("RGBA")
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear.getchannel("A"))
    return sheet
