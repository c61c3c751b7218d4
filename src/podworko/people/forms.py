"""What staff write on a resident's card."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.people.consents import TEXTS
from podworko.people.models import Channel, Person, Prefers
from podworko.people.operations import Card
from podworko.ui.forms import PhoneField
from podworko.ui.values import Differing

LANGUAGES = [
    ("pl", gettext_lazy("po polsku")),
    ("uk", gettext_lazy("po ukraińsku")),
    ("en", gettext_lazy("po angielsku")),
]
WAYS = [
    (Channel.DESK.value, gettext_lazy("na miejscu, słowami")),
    (Channel.PAPER.value, gettext_lazy("na papierze, z podpisem")),
    (Channel.PHONE.value, gettext_lazy("przez telefon")),
]
OLDEST = 1900


class CardForm(forms.Form):
    """A resident's card: a name, a year, how to reach them. Nothing else is asked."""

    name = forms.CharField(label=gettext_lazy("Imię i nazwisko"), max_length=120)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Rok urodzenia"),
        required=False,
        min_value=OLDEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("W jakim języku pisać"), choices=LANGUAGES)
    prefers = forms.ChoiceField(
        label=gettext_lazy("Jak powiadamiać"),
        required=False,
        choices=[("", gettext_lazy("najlepiej, jak się da")), *Prefers.choices],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, person: Person) -> None:
        super().__init__(data, initial=_initial(person))

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year and year > times.today().year:
            raise forms.ValidationError(_("Ten rok dopiero będzie."))
        return year

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def card(self) -> Card:
        """Return what was written as the operations take it."""
        told = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        return Card(**told)

    def against(self, current: Person) -> tuple["CardForm", list[Differing]]:
        """Return the form with what is typed and the newer version, and where the two differ."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(current.version)
        theirs = CardForm(person=current)
        differing = [
            Differing(
                label=str(field.label),
                yours=str(self[name].value()),
                theirs=str(theirs[name].value()),
            )
            for name, field in self.fields.items()
            if name != "version" and _told(self, name) != _told(theirs, name)
        ]
        return CardForm(data, person=current), differing


class ConsentForm(forms.Form):
    """A consent that a person gives at the desk, on paper or by phone."""

    text = forms.ChoiceField(
        label=gettext_lazy("Na co"),
        choices=[(code, text.name) for code, text in TEXTS.items()],
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Jak wyrażona"), choices=WAYS, initial=Channel.PAPER
    )


def _initial(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "birth_year": person.birth_year,
        "phone": display(person.phone) if person.phone else "",
        "email": person.email,
        "language": person.language,
        "prefers": person.prefers,
        "version": person.version,
    }


def _told(form: CardForm, name: str) -> str:
    value = form[name].value()
    return "" if value is None else str(value).strip()
