"""What a team types among itself."""

from django import forms
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.initiatives.models import GroupDigest
from podworko.initiatives.operations.ideas_group import Proposed
from podworko.ui.forms import DayField

_CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class MessageForm(forms.Form):
    """Something said in a talk."""

    words = forms.CharField(
        label=gettext_lazy("Wiadomość"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TalkForm(MessageForm):
    """A matter to talk over, and what one says of it first."""

    title = forms.CharField(label=gettext_lazy("O czym"), max_length=120)
    field_order = ("title", "words")


class HideForm(forms.Form):
    """Why something said is hidden from the team."""

    why = forms.CharField(label=gettext_lazy("Dlaczego"), max_length=300)


class DigestForm(forms.Form):
    """How often to write of what the others said."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("Jak często pisać o nowych wiadomościach"),
        choices=GroupDigest.Rhythm.choices,
        widget=forms.RadioSelect,
    )


class FileForm(forms.Form):
    """A file to share."""

    file = forms.FileField(
        label=gettext_lazy("Plik"),
        help_text=gettext_lazy(
            "PDF, zdjęcie, dokument albo arkusz, do 10 MB. Widzi go tylko zespół i PAL."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt,.ods"}),
    )


class ClassForm(forms.Form):
    """A class that the team would hold."""

    title = forms.CharField(label=gettext_lazy("Co to będzie"), max_length=120)
    summary = forms.CharField(label=gettext_lazy("W jednym zdaniu"), max_length=200, required=False)
    day = DayField(label=gettext_lazy("Dzień"))
    begins = forms.TimeField(label=gettext_lazy("Od godziny"), widget=_CLOCK)
    ends = forms.TimeField(label=gettext_lazy("Do godziny"), widget=_CLOCK)

    def proposed(self) -> Proposed:
        """Return what was typed, once the form is valid."""
        data = self.cleaned_data
        return Proposed(
            title=data["title"],
            summary=data["summary"],
            starts_at=times.at(data["day"], data["begins"]),
            ends_at=times.at(data["day"], data["ends"]),
        )
