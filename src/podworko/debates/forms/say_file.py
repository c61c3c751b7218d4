"""One file beside a voice: a photograph, or a PDF that is what it says and runs nothing."""

import uuid
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import photos
from podworko.ui.photos import PhotoField, PhotoInput

MOST_BYTES = 10 * 1024 * 1024
_HEAD, _END = b"%PDF-", b"%%EOF"
_TAIL = 2048
_RUNS = (b"/JavaScript", b"/JS ", b"/JS(", b"/JS<", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
"""What a PDF that does something when opened is made of."""


class VoiceFileField(PhotoField):
    """A PDF or a photograph up to 10 MB, told by its content; it waits until the form is right."""

    widget = PhotoInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"})
    most_bytes = MOST_BYTES

    def __init__(self) -> None:
        super().__init__()
        self.label = gettext_lazy("Plik")
        self.help_text = gettext_lazy(
            "Jedno zdjęcie albo PDF, do 10 MB. Pokażemy go na stronie razem z głosem."
        )

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes] | None:  # noqa: ANN401 - Django's face
        """Return the file as it is kept, or None; a photograph is made anew, a PDF looked at."""
        if isinstance(data, UploadedFile):
            if (data.size or 0) > MOST_BYTES:
                raise forms.ValidationError(
                    _("Ten plik ma ponad 10 MB. Wybierz mniejszy. To, co piszesz, zostało.")
                )
            if _is_pdf(data):
                return _pdf(data)
        kept = photos.taken_back(data) if isinstance(data, str) else None
        if kept and kept.startswith(_HEAD):
            return _named(kept)
        return super().clean(data, initial)


def _is_pdf(upload: UploadedFile[Any]) -> bool:
    head = upload.read(len(_HEAD))
    upload.seek(0)
    return bytes(head) == _HEAD


def _pdf(upload: UploadedFile[Any]) -> ContentFile[bytes]:
    content = bytes(upload.read())
    upload.seek(0)
    if _END not in content[-_TAIL:]:
        raise forms.ValidationError(_("Ten PDF jest uszkodzony. Zapisz go jeszcze raz."))
    if any(part in content for part in _RUNS):
        raise forms.ValidationError(
            _("Ten PDF zawiera program albo inne pliki. Wydrukuj go do nowego PDF i wybierz nowy.")
        )
    upload.kept_as = photos.put_aside(content)  # type: ignore[attr-defined] # read by the widget
    return _named(content)


def _named(content: bytes) -> ContentFile[bytes]:
    return ContentFile(content, name=f"{uuid.uuid4().hex}.pdf")
