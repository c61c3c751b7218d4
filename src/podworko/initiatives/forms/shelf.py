"""What is typed to lend a thing, to ask for one, and when it changes hands."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.errors import DomainError
from podworko.core.versions import version_of
from podworko.initiatives import wording
from podworko.initiatives.models import Thing
from podworko.initiatives.operations import HandOver, LoanWish
from podworko.initiatives.operations.shelf import THING_FIELDS
from podworko.network.public import Pal
from podworko.people.public import ContactForm
from podworko.ui.editing import Files, VersionedForm
from podworko.ui.forms import DayField
from podworko.ui.photos import PhotoField

MOST_DAYS = 30
Few = forms.Textarea(attrs={"rows": 3})
FREE_RULE = gettext_lazy("Pożyczamy za darmo: bez opłat, kaucji i odpłatnych przysług.")


class ShelfFilterForm(forms.Form):
    """Which things one looks for."""

    q = forms.CharField(label=gettext_lazy("Czego szukasz"), required=False, max_length=60)
    pal = forms.ChoiceField(label="PAL", required=False)
    category = forms.ChoiceField(label=gettext_lazy("Rodzaj"), required=False)

    def __init__(self, data: QueryDict, *, pals: list[tuple[str, str]]) -> None:
        super().__init__(data)
        everywhere, everything = (str(_("wszystkie")),) * 2
        self.fields["pal"].choices = [("", everywhere), *pals]  # type: ignore[attr-defined]
        kinds = [("", everything), *Thing.Category.choices]
        self.fields["category"].choices = kinds  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen; what does not exist is left out."""
        self.is_valid()
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


class AskForm(ContactForm):
    """Who asks for a thing, from when to when, and what for."""

    first_on = DayField(label=gettext_lazy("Od dnia"))
    last_on = DayField(label=gettext_lazy("Do dnia (włącznie)"))
    words = forms.CharField(
        label=gettext_lazy("Do czego"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Nie trzeba. Na przykład: półka w kuchni."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_adult = forms.BooleanField(label=gettext_lazy("Mam skończone 18 lat"), required=False)

    field_order = ("first_on", "last_on", "name", "phone", "email", "words", "is_adult")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        thing: Thing,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if not thing.needs_adult:
            del self.fields["is_adult"]

    def wish(self) -> LoanWish:
        """Return what was asked for, once the form is valid."""
        data = self.cleaned_data
        return LoanWish(
            card=self.card(),
            first_on=data["first_on"],
            last_on=data["last_on"],
            words=data["words"],
            is_adult=data.get("is_adult", False),
        )


class _ThingFields(forms.ModelForm[Thing]):
    """What both a neighbour and the team say of a thing."""

    photo = PhotoField()

    def clean_longest_days(self) -> int:
        days: int = self.cleaned_data["longest_days"]
        if not 1 <= days <= MOST_DAYS:
            raise forms.ValidationError(_("Wpisz od 1 do 30 dni."))
        return days

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("title", "words", "collecting"):
            self._check(name, str(data.get(name, "")))
        if data.get("photo") and not data.get("photo_alt"):
            self.add_error("photo_alt", _("Opisz zdjęcie dla osób, które go nie widzą."))
        return data

    def _check(self, name: str, words: str) -> None:
        """Say at the place what may not stand there."""
        try:
            wording.check_neighbourly(**{name: words})
        except DomainError as error:
            self.add_error(name, str(error.message))


class ThingForm(_ThingFields, VersionedForm[Thing]):
    """A thing as the team writes it down."""

    class Meta:
        model = Thing
        fields = (*THING_FIELDS, "photo")
        widgets = {"words": Few}

    field_order = ("title", "category", "words", "condition", "photo", "photo_alt")

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"photo"})

    def again(self, data: QueryDict | None, instance: Thing) -> Self:
        """Return such a form anew, with the photograph that was chosen in this one."""
        kept = getattr(self.files.get("photo"), "kept_as", "")
        if data is not None and kept:
            data["photo_kept"] = kept
        return super().again(data, instance)

    def _version(self, row: Thing) -> str:
        return version_of(row, THING_FIELDS)


class OfferForm(_ThingFields):
    """A thing of a neighbour: what it is, and the first name that is shown."""

    class Meta:
        model = Thing
        fields = ("pal", *THING_FIELDS, "shown_name", "photo")
        widgets = {"words": Few}

    field_order = ("pal", "title", "category", "words", "condition", "photo", "photo_alt")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["pal"].queryset = Pal.objects.open_to_people()  # type: ignore[attr-defined]
        self.fields["pal"].empty_label = _("wybierz")  # type: ignore[attr-defined]
        self.fields["shown_name"].required = True
        kinds = [row for row in Thing.Category.choices if row[0] != Thing.Category.PAL]
        empty = [("", str(_("wybierz")))]
        self.fields["category"].choices = [*empty, *kinds]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What who asks is answered."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Odpowiedź"),
        choices=[("tak", gettext_lazy("pożyczamy")), ("nie", gettext_lazy("tym razem nie"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Kilka słów"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Ta osoba to przeczyta. Przy odmowie napisz, dlaczego."),
        widget=Few,
    )


class HandOverForm(forms.Form):
    """The condition of a thing when it changes hands; `damage` only when it comes back."""

    words = forms.CharField(
        label=gettext_lazy("Stan"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Na przykład: komplet, działa, rysa na obudowie."),
    )
    damage = forms.CharField(
        label=gettext_lazy("Co się zepsuło albo zginęło"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Puste: nic. Nikt za to nie płaci; ważne, żeby naprawić."),
    )
    by = forms.CharField(label=gettext_lazy("Kto przekazuje"), max_length=120)

    def __init__(self, data: QueryDict | None = None, *, is_return: bool, by: str) -> None:
        super().__init__(data, initial={"by": by})
        if is_return:
            self.fields["by"].label = _("Kto przyjmuje")
        else:
            del self.fields["damage"]

    def what(self) -> HandOver:
        """Return what was written, once the form is valid."""
        data = self.cleaned_data
        return HandOver(words=data["words"], by=data["by"], damage=data.get("damage", ""))


class NoteForm(forms.Form):
    """A message to the other side, passed on without any contact."""

    prefix = "note"

    words = forms.CharField(
        label=gettext_lazy("Wiadomość"),
        max_length=1000,
        help_text=gettext_lazy("Przekażemy ją. Nie wpisuj telefonu, e-maila ani adresu."),
        widget=Few,
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        try:
            wording.check_neighbourly(words=words)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error
        return words


class ThingStateForm(forms.Form):
    """Words to a neighbour whose thing is shown, hidden or withdrawn."""

    words = forms.CharField(
        label=gettext_lazy("Słowa do osoby, która pożycza"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
