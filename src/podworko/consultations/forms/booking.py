"""What residents type to book, to wait, or to find what is theirs; as little as can be."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.consultations.holders import Holder
from podworko.consultations.models import Form, Minors, Service, Specialist, Waiting
from podworko.consultations.operations import Asked
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries import pages
from podworko.core.codes import LENGTH, plain
from podworko.core.text import squeeze
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.ui.forms import PhoneField

OWN, CHILD, MINOR = "adult", "guardian", "minor"
WHO = [
    (OWN, gettext_lazy("Dla mnie. Mam 18 lat albo więcej")),
    (CHILD, gettext_lazy("Dla dziecka. Jestem opiekunem i przyjdę razem")),
    (MINOR, gettext_lazy("Dla mnie. Mam mniej niż 18 lat")),
]
FASTEST = timedelta(seconds=2)
"""No person reads and fills in a form sooner."""
_SALT = "podworko.consultations.form"
WEEKDAYS = [
    ("0", gettext_lazy("poniedziałek")),
    ("1", gettext_lazy("wtorek")),
    ("2", gettext_lazy("środa")),
    ("3", gettext_lazy("czwartek")),
    ("4", gettext_lazy("piątek")),
    ("5", gettext_lazy("sobota")),
]


class HolderForm(forms.Form):
    """Who asks, as far as they wish to say; nothing is kept in the browser's memory of forms."""

    who = forms.ChoiceField(
        label=gettext_lazy("Dla kogo"), choices=WHO, initial=OWN, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("Jak się do Ciebie zwracać"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Imię albo pseudonim. Przeczyta to tylko ta osoba."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "Na potwierdzenie i przypomnienie. Napiszemy tylko: „spotkanie w PAL”."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Jeśli wolisz. Bez żadnego z nich dostaniesz tylko kod."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    remark = forms.CharField(
        label=gettext_lazy("Czy coś warto wiedzieć wcześniej"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Nie musisz pisać, o co chodzi. Wystarczy rozmowa."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, service: Service, is_staff: bool = False
    ) -> None:
        super().__init__(data, initial={"began": signing.dumps("", salt=_SALT)})
        self.service = service
        self.is_staff = is_staff
        if is_staff:
            self.fields["channel"] = forms.ChoiceField(
                label=gettext_lazy("Jak się zgłasza"),
                choices=[
                    (Channel.PHONE, gettext_lazy("dzwoni")),
                    (Channel.DESK, gettext_lazy("jest przy biurku")),
                ],
                initial=Channel.PHONE,
                widget=forms.RadioSelect,
            )
        if service.minors == Minors.ALONE:
            self.fields["who"].help_text = service.minors_words
        self.order_fields(["form", "who"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_staff and self._is_hasty(data.get("began", "")):
            self.add_error(None, _("To poszło za szybko. Sprawdź jeszcze raz i wyślij."))
        return data

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))

    def holder(self) -> Holder:
        """Return what was told."""
        data = self.cleaned_data
        return Holder(
            name=squeeze(data["name"]),
            phone=data["phone"],
            email=data["email"],
            remark=data["remark"].strip(),
            address=squeeze(data.get("address", "")),
        )

    def _is_hasty(self, began: str) -> bool:
        """Whether the form came back sooner than anybody types, or was never ours."""
        try:
            signing.loads(began, salt=_SALT, max_age=timedelta(days=2))
        except signing.BadSignature:
            return True
        try:
            signing.loads(began, salt=_SALT, max_age=FASTEST)
        except signing.SignatureExpired:
            return False
        return True


class BookForm(HolderForm):
    """The rest of a booking, once a time was chosen."""

    form = forms.ChoiceField(label=gettext_lazy("Jak chcesz rozmawiać"), widget=forms.RadioSelect)
    address = forms.CharField(
        label=gettext_lazy("Adres"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Tylko gdy mamy przyjść do Ciebie. Usuniemy go po rozmowie."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    wants_earlier = forms.BooleanField(
        label=gettext_lazy("Dajcie znać, gdy zwolni się wcześniejszy termin"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        service: Service,
        forms_given: tuple[str, ...],
        is_staff: bool = False,
    ) -> None:
        super().__init__(data, service=service, is_staff=is_staff)
        given = [(form.value, form.label) for form in Form if form in forms_given]
        self.fields["form"].choices = given  # type: ignore[attr-defined]
        self.fields["form"].initial = given[0][0] if given else ""
        if len(given) == 1:
            self.fields["form"].widget = forms.HiddenInput()
        if Form.HOME not in forms_given:
            del self.fields["address"]

    def asked(self, *, channel: str) -> Asked:
        """Return what is asked for besides the time."""
        data = self.cleaned_data
        return Asked(
            self.holder(),
            form=data["form"],
            who=data["who"],
            language=get_language() or "pl",
            channel=channel,
            wants_earlier=data["wants_earlier"],
        )


class WaitForm(HolderForm):
    """When somebody could come, who waits for something to become free."""

    form = forms.ChoiceField(label=gettext_lazy("Jak chcesz rozmawiać"), widget=forms.RadioSelect)
    pal: forms.ModelChoiceField[Pal] = forms.ModelChoiceField(
        label=gettext_lazy("W którym PAL"),
        queryset=Pal.objects.none(),
        required=False,
        empty_label=gettext_lazy("wszystko jedno"),
        to_field_name="slug",
    )
    specialist: forms.ModelChoiceField[Specialist] = forms.ModelChoiceField(
        label=gettext_lazy("Z kim"),
        queryset=Specialist.objects.none(),
        required=False,
        empty_label=gettext_lazy("wszystko jedno"),
        to_field_name="public_id",
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("W które dni możesz"),
        choices=WEEKDAYS,
        required=False,
        help_text=gettext_lazy("Nic nie zaznaczysz: w każdy."),
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("O jakiej porze"),
        choices=Waiting.Part,
        required=False,
        help_text=gettext_lazy("Nic nie zaznaczysz: o każdej."),
        widget=forms.CheckboxSelectMultiple,
    )
    wants_call = forms.BooleanField(
        label=gettext_lazy("Wolę, żeby ta osoba zadzwoniła i umówiła się ze mną"), required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, service: Service, is_staff: bool = False
    ) -> None:
        super().__init__(data, service=service, is_staff=is_staff)
        given = [(form.value, form.label) for form in Form if form in service.forms]
        self.fields["form"].choices = given  # type: ignore[attr-defined]
        self.fields["form"].initial = given[0][0] if given else ""
        self.fields["pal"].queryset = pages.pals_of(service)  # type: ignore[attr-defined]
        people = pages.specialists_of(service)
        self.fields["specialist"].queryset = people  # type: ignore[attr-defined]
        self.fields["specialist"].label_from_instance = _public_words  # type: ignore[attr-defined]
        self.order_fields(["form", "pal", "specialist", "weekdays", "parts", "who"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("phone") and not data.get("email"):
            self.add_error("phone", _("Podaj telefon albo e-mail: inaczej nie damy znać."))
        elif data.get("wants_call") and not data.get("phone"):
            self.add_error("phone", _("Podaj numer, pod który mamy zadzwonić."))
        return data

    def asking(self, *, channel: str) -> Asking:
        """Return what is waited for."""
        data = self.cleaned_data
        return Asking(
            self.holder(),
            form=data["form"],
            who=data["who"],
            pal=data["pal"],
            specialist_id=data["specialist"].pk if data["specialist"] else None,
            parts=tuple(data["parts"]),
            weekdays=tuple(int(day) for day in data["weekdays"]),
            wants_call=data["wants_call"],
            language=get_language() or "pl",
            channel=channel,
        )


class CodeForm(forms.Form):
    """The six letters by which somebody finds what is theirs."""

    code = forms.CharField(
        label=gettext_lazy("Kod"),
        max_length=20,
        help_text=gettext_lazy("Sześć znaków, na przykład K7M 4PX."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = plain(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("Kod ma sześć liter i cyfr."))
        return code


def chosen_day(text: str, *, default: date) -> date:
    """Return the day that an address names, or another when it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


def _public_words(specialist: Any) -> str:  # noqa: ANN401 - Django's face
    return str(specialist.public_words)
