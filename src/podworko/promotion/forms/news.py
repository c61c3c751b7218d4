"""What is typed of news: an item, when it comes out, a picture, what it leads to."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.promotion.forms.of_pal import OfPalForm
from podworko.promotion.models import NewsItem, Photo
from podworko.promotion.operations import NEWS_FIELDS, PhotoData
from podworko.ui.forms import MomentField
from podworko.ui.photos import PhotoField

Long = forms.Textarea(attrs={"rows": 14})
Short = forms.Textarea(attrs={"rows": 3})
Files = MultiValueDict[str, UploadedFile[Any]] | None
BROUGHT = (Photo.Basis.NOBODY, Photo.Basis.GATHERING, Photo.Basis.AGREED)


class NewsFilterForm(forms.Form):
    """Whose news one reads."""

    pal = forms.ChoiceField(label="PAL", required=False)

    def __init__(self, data: QueryDict, *, pals: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["pal"].choices = [("", _("wszystkie")), *pals]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen; what does not exist is left out."""
        self.is_valid()
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


class NewsForm(OfPalForm[NewsItem]):
    """An item in every language it is written in."""

    class Meta:
        model = NewsItem
        fields = NEWS_FIELDS
        widgets = {
            **dict.fromkeys(("body", "body_en", "body_uk"), Long),
            **dict.fromkeys(("lead", "lead_en", "lead_uk"), Short),
        }


class PublishForm(forms.Form):
    """Now, or from a moment on."""

    shows_from = MomentField(
        label=gettext_lazy("Od kiedy ją widać"),
        required=False,
        help_text=gettext_lazy("Puste: od razu. Zaplanowana ukaże się sama o tej porze."),
    )

    @property
    def at(self) -> datetime | None:
        """The moment that was chosen; None for now."""
        moment: datetime | None = self.cleaned_data["shows_from"]
        return moment


class WithdrawForm(forms.Form):
    """Why something is taken away."""

    why = forms.CharField(
        label=gettext_lazy("Dlaczego ją wycofujesz"),
        max_length=300,
        help_text=gettext_lazy("To zobaczą mieszkańcy, którzy mają do niej link."),
        widget=Short,
    )


class PictureForm(forms.ModelForm[Photo]):
    """A photograph brought for an item, with what must be said of it and of who is on it."""

    photo = PhotoField()
    basis = forms.ChoiceField(
        label=gettext_lazy("Kto jest na zdjęciu"),
        choices=[(each.value, each.label) for each in BROUGHT],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Dziecko albo zgoda także dla mediów: dodaj zdjęcie w zbiorze zdjęć i wybierz je stąd."
        ),
    )
    agreed = forms.CharField(
        label=gettext_lazy("Kto się zgodził, każda osoba w osobnym wierszu"),
        required=False,
        max_length=2000,
        widget=Short,
        help_text=gettext_lazy(
            "Tylko gdy kogoś da się rozpoznać. Zgoda na stronę internetową; tego nie pokazujemy."
        ),
    )

    field_order = ("photo", "alt", "caption", "credit", "basis", "agreed")

    class Meta:
        model = Photo
        fields = ("alt", "caption", "credit")

    def __init__(self, data: QueryDict | None = None, files: Files = None) -> None:
        super().__init__(data, files)
        for name in ("alt", "credit"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not (data.get("photo") or "photo" in self.errors):
            self.add_error("photo", _("Wybierz zdjęcie."))
        if data.get("basis") == Photo.Basis.AGREED and not self.names:
            self.add_error("agreed", _("Bez zgody pokazanych osób zdjęcia nie publikujemy."))
        return data

    def _post_clean(self) -> None:
        """Leave the rules of a photograph to the operation: here it has no file yet."""

    @property
    def names(self) -> list[str]:
        """Who agreed, as typed."""
        is_asked = self.cleaned_data.get("basis") == Photo.Basis.AGREED
        lines = str(self.cleaned_data.get("agreed", "")).splitlines()
        return [line.strip()[:120] for line in lines if line.strip()] if is_asked else []

    def picture(self) -> PhotoData:
        """Return what was brought, once the form is valid."""
        data = self.cleaned_data
        return PhotoData(
            file=data["photo"],
            alt=data["alt"],
            credit=data["credit"],
            caption=data["caption"],
            basis=data["basis"],
        )


class LibraryForm(forms.Form):
    """A photograph of the library that may be shown on the site."""

    photo = forms.ModelChoiceField(
        label=gettext_lazy("Zdjęcie ze zbioru"),
        queryset=Photo.objects.none(),
        empty_label=gettext_lazy("wybierz"),
        to_field_name="public_id",
    )

    def __init__(self, data: QueryDict | None = None, *, photos: QuerySet[Photo]) -> None:
        super().__init__(data)
        self.fields["photo"].queryset = photos  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """What an item leads to."""

    thing = forms.ChoiceField(label=gettext_lazy("Do czego prowadzi"))

    def __init__(
        self, data: QueryDict | None = None, *, choices: list[tuple[str, list[tuple[str, str]]]]
    ) -> None:
        super().__init__(data)
        self.fields["thing"].choices = [("", _("wybierz")), *choices]  # type: ignore[attr-defined]
