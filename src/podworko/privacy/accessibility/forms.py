"""What is written of access, and what people ask for; parsed, never stored here."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from podworko.core import times
from podworko.network.public import Pal
from podworko.people.public import Channel, ContactForm
from podworko.privacy.accessibility.operations import PAL_FIELDS, STATEMENT_FIELDS, Barrier
from podworko.privacy.models import AccessRequest, AccessStatement, PalAccess
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField, PhoneField

STAFF_CHANNELS = (Channel.PHONE, Channel.DESK, Channel.PAPER)


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StatementForm(VersionedForm[AccessStatement]):
    """The declaration, as its next edition."""

    conformity = forms.ChoiceField(
        label=gettext_lazy("Stan strony"),
        choices=AccessStatement.Conformity.choices,
        widget=forms.RadioSelect,
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Na jakiej podstawie"),
        choices=AccessStatement.Method.choices,
        widget=forms.RadioSelect,
    )
    site_published_on = DayField(label=gettext_lazy("Dzień publikacji strony"))
    site_changed_on = DayField(label=gettext_lazy("Dzień ostatniej istotnej zmiany strony"))
    prepared_on = DayField(label=gettext_lazy("Dzień sporządzenia deklaracji"))
    reviewed_on = DayField(
        label=gettext_lazy("Dzień ostatniego przeglądu"),
        required=False,
        help_text=gettext_lazy("Przegląd jest co roku do 31 marca. Przed pierwszym zostaw puste."),
    )
    phone = PhoneField(label=gettext_lazy("Telefon"), max_length=40)

    class Meta:
        model = AccessStatement
        fields = STATEMENT_FIELDS
        widgets = {
            "not_conforming": _text(5), "burden": _text(3), "exempt": _text(3),
            "shortcuts": _text(3),
        }  # fmt: skip


class PalAccessForm(VersionedForm[PalAccess]):
    """What a PAL tells of its access."""

    sign_video = forms.URLField(
        label=gettext_lazy("Film w polskim języku migowym (PJM)"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Adres strony z filmem. Otworzy się osobno."),
    )
    checked_on = DayField(label=gettext_lazy("Dzień sprawdzenia"), required=False)

    class Meta:
        model = PalAccess
        fields = PAL_FIELDS
        widgets = {
            "easy_text": _text(8), "sign_words": _text(3), "layout": _text(4),
            "evacuation": _text(3), "talking": _text(4),
        }  # fmt: skip


class BarrierForm(ContactForm):
    """What keeps somebody out, and how they are answered."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Czego to dotyczy?"),
        choices=AccessRequest.Kind.choices,
        widget=forms.RadioSelect,
    )
    pal = forms.ModelChoiceField(
        Pal.objects.none(),
        label=gettext_lazy("Którego PAL?"),
        required=False,
        empty_label=gettext_lazy("całej sieci albo nie wiem"),
    )
    where = forms.CharField(
        label=gettext_lazy("Gdzie dokładnie?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Adres strony, nazwa zajęć albo miejsce w budynku."),
    )
    barrier = forms.CharField(
        label=gettext_lazy("Co Ci przeszkadza?"), max_length=2000, widget=_text(4)
    )
    wish = forms.CharField(
        label=gettext_lazy("Jak ma być?"),
        max_length=2000,
        required=False,
        widget=_text(3),
        help_text=gettext_lazy("Na przykład: prześlijcie to większym drukiem."),
    )
    field_order: tuple[str, ...] = (
        "kind",
        "pal",
        "where",
        "barrier",
        "wish",
        "name",
        "phone",
        "email",
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(*args, **options)
        choice: Any = self.fields["pal"]
        choice.queryset = Pal.objects.open_to_people().order_by("folded_name")

    def asked(self) -> Barrier:
        """Return what is asked for, once the form is valid."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("kind", "barrier", "name", "pal", "where", "wish")}
        reached = {"email": data["email"], "phone": data["phone"]}
        return Barrier(**told, **reached, language=get_language() or "pl")


class DeskBarrierForm(BarrierForm):
    """The same for somebody who phoned, came or wrote a letter; they may have neither way."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Jak przyszło"),
        choices=[(each.value, each.label) for each in STAFF_CHANNELS],
    )
    received_on = DayField(label=gettext_lazy("Kiedy przyszło"), initial=times.today)
    field_order = ("channel", "received_on", *BarrierForm.field_order)
    needs_contact = False


class ExtendForm(forms.Form):
    """A later day, and why."""

    until = DayField(label=gettext_lazy("Nowy termin"))
    why = forms.CharField(label=gettext_lazy("Dlaczego później"), max_length=600, widget=_text(3))


class AnswerForm(forms.Form):
    """What was done about it, in words that the person reads."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Co postanowiono"),
        choices=AccessRequest.Outcome.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=gettext_lazy("Odpowiedź"), max_length=4000, widget=_text(5))
