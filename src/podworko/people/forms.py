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
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import PhoneField

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
CARD_FIELDS = ("name", "birth_year", "phone", "email", "language", "prefers")


class CardForm(VersionedForm[Person]):
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

    class Meta:
        model = Person
        fields = CARD_FIELDS

    def __init__(self, data: QueryDict | None = None, *, instance: Person) -> None:
        super().__init__(data, instance=instance)
        self.initial["phone"] = display(instance.phone) if instance.phone else ""

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
        return Card(**{name: self.cleaned_data[name] for name in CARD_FIELDS})

    @property
    def seen_number(self) -> int:
        """The version that was on the screen; 0, which no card has, when the page did not say."""
        seen = self.seen_version
        return int(seen) if seen.isascii() and seen.isdigit() else 0

    def _version(self, row: Person) -> str:
        # Cards count their versions: a household changed meanwhile is a change too.
        return str(row.version)


class ConsentForm(forms.Form):
    """A consent that a person gives at the desk, on paper or by phone."""

    text = forms.ChoiceField(
        label=gettext_lazy("Na co"),
        choices=[(code, text.name) for code, text in TEXTS.items()],
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Jak wyrażona"), choices=WAYS, initial=Channel.PAPER
    )
