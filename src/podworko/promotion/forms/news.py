"""What is typed of news: an item, when it comes out, a picture, what it leads to."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.promotion.forms.of_pal import OfPalForm
from podworko.promotion.models import NewsItem, NewsPicture
from podworko.promotion.operations import NEWS_FIELDS, PictureData
from podworko.ui.forms import MomentField
from podworko.ui.photos import PhotoField

Long = forms.Textarea(attrs={"rows": 14})
Short = forms.Textarea(attrs={"rows": 3})


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


class PictureForm(forms.ModelForm[NewsPicture]):
    """A picture with what must be said of it."""

    photo = PhotoField()
    all_agreed = forms.BooleanField(
        label=gettext_lazy(
            "Nikogo nie da się rozpoznać albo każda pokazana osoba (za dziecko opiekun)"
            " zgodziła się na publikację"
        ),
        required=False,
    )

    field_order = ("photo", "alt", "caption", "credit", "all_agreed")

    class Meta:
        model = NewsPicture
        fields = ("alt", "caption", "credit")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not (data.get("photo") or "photo" in self.errors):
            self.add_error("photo", _("Wybierz zdjęcie."))
        if not data.get("all_agreed"):
            self.add_error("all_agreed", _("Bez zgody pokazanych osób zdjęcia nie publikujemy."))
        return data

    def picture(self) -> PictureData:
        """Return what was brought, once the form is valid."""
        data = self.cleaned_data
        return PictureData(
            file=data["photo"],
            alt=data["alt"],
            credit=data["credit"],
            caption=data["caption"],
            all_agreed=data["all_agreed"],
        )


class LinkForm(forms.Form):
    """What an item leads to."""

    thing = forms.ChoiceField(label=gettext_lazy("Do czego prowadzi"))

    def __init__(
        self, data: QueryDict | None = None, *, choices: list[tuple[str, list[tuple[str, str]]]]
    ) -> None:
        super().__init__(data)
        self.fields["thing"].choices = [("", _("wybierz")), *choices]  # type: ignore[attr-defined]
