"""What is typed of certificates: a request, the words of a paper, a code to check."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.core import codes, times
from podworko.people.public import Channel
from podworko.volunteering.beneficiaries import beneficiary_of
from podworko.volunteering.forms.hours import DESK_CHANNELS
from podworko.volunteering.models import Certificate
from podworko.volunteering.operations import Asked, Wording
from podworko.volunteering.queries.certificates import school_year, scope_words, service_period

Kind = Certificate.Kind
_CHOICES = [
    (Kind.CERTIFICATE, gettext_lazy("Zaświadczenie: kiedy, ile godzin i co to było")),
    (Kind.OPINION, gettext_lazy("Opinia: jak nam się razem działa")),
    (Kind.SCHOOL, gettext_lazy("Zaświadczenie dla szkoły: godziny w roku szkolnym")),
]


class RequestForm(forms.Form):
    """Which paper somebody asks for, and what for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("O co prosisz"),
        choices=_CHOICES,
        initial=Kind.CERTIFICATE,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Do czego potrzebne"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Dla szkoły wpisz jej nazwę, tak jak ma być na papierze."),
    )

    def asked(self) -> Asked:
        """Return what was asked for, once the form is valid."""
        data = self.cleaned_data
        channel = Channel(data.get("channel") or Channel.WEB)
        return Asked(kind=data["kind"], words=data["words"], channel=channel)


class DeskRequestForm(RequestForm):
    """The same, for somebody who calls or comes."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Jak poproszono"),
        choices=DESK_CHANNELS,
        initial=Channel.DESK.value,
        widget=forms.RadioSelect,
    )


class WordingForm(forms.Form):
    """What a certificate will say; hours are counted, not typed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jaki papier"), choices=Kind.choices, widget=forms.RadioSelect
    )
    since = forms.DateField(
        label=gettext_lazy("Od"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Do"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    scope = forms.CharField(
        label=gettext_lazy("Zakres: co robi ta osoba"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Tak, jak ma być na papierze. Na początek to, co w porozumieniach."),
    )
    school = forms.CharField(
        label=gettext_lazy("Nazwa szkoły"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Tylko na zaświadczeniu dla szkoły."),
    )
    opinion = forms.CharField(
        label=gettext_lazy("Opinia"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Tylko w opinii. Co ta osoba umie, w czym można na niej polegać."),
    )
    place = forms.CharField(label=gettext_lazy("Miejscowość"), max_length=80)
    signatory = forms.CharField(label=gettext_lazy("Kto podpisuje"), max_length=120)
    signatory_role = forms.CharField(label=gettext_lazy("Stanowisko"), max_length=160)

    def __init__(self, data: QueryDict | None = None, *, request: Certificate, user: User) -> None:
        super().__init__(data, initial=_begun(request, user))

    def wording(self) -> Wording:
        """Return what the paper will say, once the form is valid."""
        return Wording(**self.cleaned_data)

    def period(self) -> tuple[date, date]:
        """Return the period as typed, or as it begins."""
        told = getattr(self, "cleaned_data", None) or self.initial
        return (
            told.get("since") or self.initial["since"],
            told.get("until") or self.initial["until"],
        )


class CheckForm(forms.Form):
    """The code that stands on a certificate."""

    code = forms.CharField(
        label=gettext_lazy("Kod z papieru"),
        max_length=40,
        help_text=gettext_lazy("Dziewięć liter i cyfr, na przykład K7M 4PX 9TR."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return codes.plain(self.cleaned_data["code"], length=codes.LONG)


def _begun(request: Certificate, user: User) -> dict[str, Any]:
    """Return what a certificate begins with: the period and the words of the agreements."""
    volunteer = request.volunteer
    since, until = service_period(volunteer)
    if request.kind == Kind.SCHOOL:
        school_since, _today = school_year(times.today())
        since = max(since, school_since) if until >= school_since else since
    return {
        "kind": request.kind,
        "since": since,
        "until": until,
        "scope": scope_words(volunteer),
        "school": request.asked_words if request.kind == Kind.SCHOOL else "",
        "place": _town(beneficiary_of(volunteer.pal).address),
        "signatory": user.name,
        "signatory_role": "",
    }


def _town(address: str) -> str:
    """Return the town of an address, which stands after a comma, without its postal code."""
    _street, _comma, town = address.partition(",")
    return town.rpartition(",")[2].strip().lstrip("0123456789- ")
