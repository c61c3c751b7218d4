"""What is typed of requests: by whoever asks, by staff for them, by the officer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.core.times import today
from podworko.people.public import Channel, ContactForm
from podworko.privacy.models import DataHold, RightsRequest
from podworko.privacy.operations import Asked
from podworko.ui.forms import DayField

Words = forms.Textarea(attrs={"rows": 4})
ASKING = [
    ("access", gettext_lazy("Chcę wiedzieć, co o mnie macie, i dostać kopię")),
    ("rectification", gettext_lazy("Coś jest źle zapisane, proszę to poprawić")),
    ("erasure", gettext_lazy("Proszę usunąć moje dane")),
    ("restriction", gettext_lazy("Proszę na razie nic z moimi danymi nie robić")),
    ("portability", gettext_lazy("Chcę dostać moje dane w pliku, żeby je komuś przekazać")),
    ("objection", gettext_lazy("Nie zgadzam się, żebyście używali moich danych")),
]
CHANNELS = [(each.value, each.label) for each in (Channel.DESK, Channel.PHONE, Channel.PAPER)]


class AskForm(ContactForm):
    """One of one's rights, asked for without an account; an e-mail is not needed."""

    needs_contact = False

    kind = forms.ChoiceField(
        label=gettext_lazy("O co prosisz"), choices=ASKING, widget=forms.RadioSelect
    )
    letter_to = forms.CharField(
        label=gettext_lazy("Adres, jeśli odpowiedź ma przyjść listem"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Co jeszcze powinniśmy wiedzieć"),
        required=False,
        max_length=2000,
        widget=Words,
        help_text=gettext_lazy("Na przykład: na jakie zajęcia chodzisz. Nie przysyłaj dowodu."),
    )
    field_order: tuple[str, ...] = ("kind", "name", "email", "phone", "letter_to", "words")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(*args, **options)
        self.fields["phone"].help_text = ""
        self.fields["email"].help_text = _(
            "Nie trzeba. Bez niego odpowiemy listem, telefonem albo w PAL."
        )

    def asked(self) -> Asked:
        """Return what was asked, once the form is valid."""
        data = self.cleaned_data
        return Asked(
            data["kind"],
            data["name"],
            email=data["email"],
            phone=data["phone"],
            letter_to=data["letter_to"],
            words=data["words"],
            language=get_language() or "pl",
        )


class TakeForm(AskForm):
    """The same, taken in by staff: how it came and on which day."""

    channel = forms.ChoiceField(label=gettext_lazy("Jak przyszło"), choices=CHANNELS)
    received_on = DayField(
        label=gettext_lazy("Kiedy przyszło"),
        help_text=gettext_lazy("Od tego dnia biegnie miesiąc na odpowiedź."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"received_on": today()})
        self.fields["kind"].choices = RightsRequest.Kind.choices  # type: ignore[attr-defined]
        del self.fields["website"]

    def clean_received_on(self) -> Any:  # noqa: ANN401 - a day
        day = self.cleaned_data["received_on"]
        if day > today():
            raise ValidationError(_("Ten dzień dopiero będzie."))
        return day

    field_order = ("kind", "channel", "received_on", *AskForm.field_order[1:])


class CodeForm(forms.Form):
    """The code from the paper."""

    code = forms.CharField(
        label=gettext_lazy("Kod z kartki"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class IdentityForm(forms.Form):
    """How it was made sure who asks."""

    identity = forms.ChoiceField(
        label=gettext_lazy("Czy wiadomo, kto pyta"),
        choices=RightsRequest.Identity.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Skąd to wiadomo"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Na przykład: dowód obejrzany przy ladzie. Nie kopiuj dokumentów."),
    )


class ExtendForm(forms.Form):
    """Why the answer takes longer."""

    why = forms.CharField(
        label=gettext_lazy("Dlaczego dłużej"),
        max_length=600,
        widget=Words,
        help_text=gettext_lazy("Ta osoba to przeczyta."),
    )


class AnswerForm(forms.Form):
    """What was done, and what the person is told."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Co zrobiono"),
        choices=RightsRequest.Decision.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Odpowiedź"),
        max_length=4000,
        widget=Words,
        help_text=gettext_lazy("Ta osoba to przeczyta albo usłyszy. Przy odmowie napisz dlaczego."),
    )


class EraseForm(forms.Form):
    """The last words before somebody's data go."""

    words = forms.CharField(
        label=gettext_lazy("Odpowiedź"),
        max_length=4000,
        widget=Words,
        initial=gettext_lazy("Usunęliśmy Twoje dane."),
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("Wiem, że tego nie da się cofnąć"),
    )


class HoldForm(forms.Form):
    """Why somebody's data stay for now."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Podstawa"), choices=DataHold.Reason.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("Dlaczego dane mają zostać"), max_length=300, widget=Words
    )
