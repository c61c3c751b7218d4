"""What is typed of photographs: bringing several, who is on them, withdrawing, being asked to."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.phones import parse_phone
from podworko.core.times import today
from podworko.network.public import Pal
from podworko.people.public import Channel, Person, with_consent
from podworko.promotion.models import SCOPES, Photo, Portrayal, Scope
from podworko.promotion.operations import (
    PHOTO_FIELDS,
    PORTRAYAL_FIELDS,
    Asked,
    PhotoData,
    Said,
)
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField
from podworko.ui.photos import PhotoField

AT_ONCE = 6
Words = forms.Textarea(attrs={"rows": 3})
BASES = [("", gettext_lazy("wybierz")), *Photo.Basis.choices]
CHANNELS = [(each.value, each.label) for each in (Channel.DESK, Channel.PAPER, Channel.PHONE)]


class BroughtForm(forms.Form):
    """What all photographs brought at once have in common."""

    pal = forms.ModelChoiceField(label="PAL", queryset=Pal.objects.none(), required=False)
    credit = forms.CharField(
        label=gettext_lazy("Kto zrobił zdjęcia"),
        max_length=120,
        help_text=gettext_lazy("Imię i nazwisko albo „zespół PAL”. Pokażemy to pod zdjęciem."),
    )
    taken_on = DayField(label=gettext_lazy("Kiedy je zrobiono"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pals: list[Pal],
        is_network: bool,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it stands above
        field.queryset = Pal.objects.filter(pk__in=[pal.pk for pal in pals])
        field.required = not (is_network or initial.get("pal"))
        field.empty_label = _("cała sieć PAL") if is_network else _("wybierz")

    def clean_taken_on(self) -> date:
        return _past(self.cleaned_data["taken_on"])


class PhotoRowForm(forms.Form):
    """One of them, with its own words."""

    photo = PhotoField()
    alt = forms.CharField(
        label=gettext_lazy("Co jest na zdjęciu"),
        max_length=300,
        help_text=gettext_lazy("Dla osób, które go nie widzą: „Sześć osób lepi pierogi”."),
    )
    caption = forms.CharField(label=gettext_lazy("Podpis"), max_length=200, required=False)
    basis = forms.ChoiceField(label=gettext_lazy("Kto jest na zdjęciu"), choices=BASES)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_changed() and not (data.get("photo") or "photo" in self.errors):
            self.add_error("photo", _("Wybierz zdjęcie."))
        return data

    def data_with(self, *, credit: str, taken_on: date) -> PhotoData:
        """Return the photograph, once the form is valid."""
        data = self.cleaned_data
        return PhotoData(
            file=data["photo"],
            alt=data["alt"],
            caption=data["caption"],
            basis=data["basis"],
            credit=credit,
            taken_on=taken_on,
        )


PhotoRows = forms.formset_factory(PhotoRowForm, extra=AT_ONCE, max_num=AT_ONCE, validate_max=True)


class PhotoForm(VersionedForm[Photo]):
    """What is said of a photograph."""

    taken_on = DayField(label=gettext_lazy("Kiedy je zrobiono"))

    class Meta:
        model = Photo
        fields = PHOTO_FIELDS
        widgets = {"basis": forms.RadioSelect}

    def __init__(self, data: QueryDict | None = None, *, instance: Photo) -> None:
        super().__init__(data, instance=instance)
        for name in ("alt", "credit"):
            self.fields[name].required = True
        self.fields["basis"].choices = Photo.Basis.choices  # type: ignore[attr-defined]

    def again(self, data: QueryDict | None, instance: Photo) -> "PhotoForm":
        return type(self)(data, instance=instance)

    def clean_taken_on(self) -> date:
        return _past(self.cleaned_data["taken_on"])


class PortrayalForm(VersionedForm[Portrayal]):
    """Who is on a photograph and what they, or their guardian, said."""

    person = forms.ChoiceField(
        label=gettext_lazy("Ktoś, kto był na spotkaniu"),
        required=False,
        help_text=gettext_lazy(
            "Kto ma e-mail albo komórkę, dostanie link, którym sam cofnie zgodę."
        ),
    )

    given_on = DayField(label=gettext_lazy("Kiedy się zgodziła"), required=False)

    field_order = ("person", *PORTRAYAL_FIELDS)

    class Meta:
        model = Portrayal
        fields = PORTRAYAL_FIELDS
        widgets = {"state": forms.RadioSelect}
        labels = {"state": gettext_lazy("Co mówi ta osoba, a za dziecko opiekun")}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Portrayal,
        people: Iterable[Person] = (),
    ) -> None:
        self.people = {str(each.public_id): each for each in people}
        super().__init__(data, instance=instance)
        agreed = with_consent(self.people.values(), "image") if self.people else set()
        choices = [(key, _named(each, agreed)) for key, each in self.people.items()]
        self.fields["person"].choices = [("", _("nikt z listy")), *choices]  # type: ignore[attr-defined]
        if instance.pk or not choices:
            del self.fields["person"]
        said = [each for each in Portrayal.State.choices if each[0] != Portrayal.State.WITHDRAWN]
        self.fields["state"].choices = said  # type: ignore[attr-defined]
        self.fields["channel"].choices = CHANNELS  # type: ignore[attr-defined]

    def again(self, data: QueryDict | None, instance: Portrayal) -> "PortrayalForm":
        return type(self)(data, instance=instance, people=self.people.values())

    def _post_clean(self) -> None:
        """Leave the row as it is: the operation puts what was said, by its rules."""

    @property
    def scope_fields(self) -> list[forms.BoundField]:
        """The boxes of where it may be shown."""
        return [self[column] for column in SCOPES.values()]

    def said(self) -> Said:
        """Return what was said, once the form is valid."""
        data = self.cleaned_data
        return Said(
            name=data["name"],
            person=self.instance.person or self.people.get(data.get("person", "")),
            is_child=data["is_child"],
            guardian=data["guardian"],
            state=data["state"],
            scopes=[scope for scope, column in SCOPES.items() if data[column]],
            given_on=data["given_on"],
            channel=data["channel"],
            paper_at=data["paper_at"],
        )


class WithdrawPhotoForm(forms.Form):
    """Why a photograph goes."""

    why = forms.CharField(
        label=gettext_lazy("Dlaczego zdjęcie znika"),
        max_length=300,
        widget=Words,
        help_text=gettext_lazy("Zostaje w zbiorze jako jedyny ślad po zdjęciu. Bez nazwisk."),
    )


class TakeBackForm(forms.Form):
    """Which consents somebody takes back, and how they said so."""

    portrayals = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Zdjęcia"), queryset=Portrayal.objects.none(), to_field_name="public_id"
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Skąd ma zniknąć"),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nic nie zaznaczaj, jeśli zewsząd: wtedy usuniemy też plik."),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Jak to powiedziała"), choices=CHANNELS)

    def __init__(self, data: QueryDict | None = None, *, portrayals: list[Portrayal]) -> None:
        super().__init__(data)
        keys = [each.pk for each in portrayals]
        rows = Portrayal.objects.filter(pk__in=keys).select_related("photo")
        self.fields["portrayals"].queryset = rows  # type: ignore[attr-defined]

    @property
    def chosen_scopes(self) -> list[Scope]:
        """What is taken back; all of it when nothing was chosen."""
        return [Scope(each) for each in self.cleaned_data["scopes"]] or list(Scope)


class AskForm(forms.Form):
    """That somebody is on a picture and wants it down; nothing of it must be filled in."""

    said_by = forms.CharField(label=gettext_lazy("Imię i nazwisko"), max_length=120, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Telefon albo e-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Nie trzeba. Jeśli podasz, damy znać, co zrobiliśmy."),
    )
    words = forms.CharField(
        label=gettext_lazy("Kogo widać na zdjęciu"),
        max_length=1000,
        required=False,
        widget=Words,
        help_text=gettext_lazy("Na przykład: to ja, druga od lewej. Albo: to moje dziecko."),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    def clean_contact(self) -> str:
        typed = str(self.cleaned_data["contact"]).strip()
        if not typed:
            return ""
        try:
            return _mail(typed) if "@" in typed else parse_phone(typed)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))

    def asked(self) -> Asked:
        """Return what was asked, once the form is valid."""
        data = self.cleaned_data
        language = get_language() or "pl"
        return Asked(data["said_by"], data["contact"], data["words"], language=language)


class AnswerForm(forms.Form):
    """What the desk answers whoever asked to take a picture down."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Co robimy"),
        choices=[
            ("done", gettext_lazy("Zdejmujemy zdjęcie zewsząd i usuwamy plik")),
            ("kept", gettext_lazy("Zdjęcie zostaje")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Odpowiedź"),
        max_length=1000,
        required=False,
        widget=Words,
        help_text=gettext_lazy("Gdy zdjęcie zostaje, napisz dlaczego."),
    )

    @property
    def is_done(self) -> bool:
        """Whether it is taken down."""
        return bool(self.cleaned_data["decision"] == "done")


def _past(day: date) -> date:
    if day > today():
        raise ValidationError(_("Ten dzień dopiero będzie."))
    return day


def _named(person: Person, agreed: set[int]) -> str:
    """Return a name, with that this person agreed to be photographed in general."""
    told = _("zgoda ogólna na zdjęcia")
    return f"{person.name} ({told})" if person.pk in agreed else person.name


def _mail(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        message = _("Sprawdź adres e-mail. Powinien wyglądać tak: imie@poczta.pl.")
        raise DomainError(message) from None
    return typed.lower()
