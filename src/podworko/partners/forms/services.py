"""What the team writes of a service, and of when it is open."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.errors import DomainError
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.core.versions import version_of
from podworko.network.public import District, NeedCategory
from podworko.partners.forms.languages import areas, written_in_their_languages
from podworko.partners.forms.organisations import phone_field, website_field
from podworko.partners.languages import Language
from podworko.partners.models import Location, Schedule, Service
from podworko.partners.models.services import MOST_AGE
from podworko.partners.opening import DAYS, parse_byday, parse_bymonthday, split_byday
from podworko.partners.operations import SCHEDULE_FIELDS, SERVICE_FIELDS, Reach
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField, TimeInput

_BOXES = forms.CheckboxSelectMultiple
_AGE = {"inputmode": "numeric", "autocomplete": "off"}
WHICH = [
    ("0", gettext_lazy("każdy")),
    ("1", gettext_lazy("pierwszy")),
    ("2", gettext_lazy("drugi")),
    ("3", gettext_lazy("trzeci")),
    ("4", gettext_lazy("czwarty")),
    ("-1", gettext_lazy("ostatni")),
]


def _age(label: Any) -> forms.IntegerField:  # noqa: ANN401 - a text that waits for its language
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_AGE,
        widget=forms.TextInput(attrs=_AGE),
    )


class ServiceForm(VersionedForm[Service]):
    """What an organisation offers."""

    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Na jakie potrzeby odpowiada"),
        choices=NeedCategory.choices,
        required=False,
        widget=_BOXES,
        help_text=gettext_lazy("Po tym mieszkańcy to znajdą, także własnymi słowami."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("W jakich językach"),
        choices=Language.choices,
        required=False,
        widget=_BOXES,
    )
    min_age = _age(gettext_lazy("Od ilu lat"))
    max_age = _age(gettext_lazy("Do ilu lat"))
    phone = phone_field(gettext_lazy("Telefon, jeśli inny niż organizacji"))
    website = website_field()
    locations = forms.ModelMultipleChoiceField(
        Location.objects.none(), label=gettext_lazy("Gdzie"), required=False, widget=_BOXES
    )
    districts = forms.ModelMultipleChoiceField(
        District.objects.all(),
        label=gettext_lazy("Dla mieszkańców których dzielnic"),
        required=False,
        widget=_BOXES,
        help_text=gettext_lazy("Nic nie zaznaczaj, jeśli dla całego miasta."),
    )

    class Meta:
        model = Service
        fields = SERVICE_FIELDS
        widgets = areas({"words": 4, "eligibility": 2, "documents": 2, "applying": 3})

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Service,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        shown: dict[str, object] = {"phone": display(instance.phone) if instance.phone else ""}
        if instance.pk:
            shown["locations"] = list(instance.locations.values_list("pk", flat=True))
            shown["districts"] = list(instance.districts.values_list("pk", flat=True))
        super().__init__(data, instance=instance, initial={**shown, **(initial or {})})
        written_in_their_languages(self, Service.TRANSLATED)
        places = self.fields["locations"]
        places.queryset = instance.organisation.locations.all()  # type: ignore[attr-defined]

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"locations", "districts"})

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = data.get("min_age"), data.get("max_age")
        if low is not None and high is not None and high < low:
            self.add_error("max_age", _("Drugi wiek jest niższy niż pierwszy."))
        return data

    def reach(self) -> Reach:
        """Return where it is given and to whom, once the form is valid."""
        data = self.cleaned_data
        return Reach(locations=list(data["locations"]), districts=list(data["districts"]))


class ScheduleForm(VersionedForm[Schedule]):
    """When a service is open: days of the week, or days of the month, and the hours."""

    days = forms.MultipleChoiceField(
        label=gettext_lazy("W które dni tygodnia"), required=False, widget=_BOXES
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Który taki dzień w miesiącu"),
        choices=WHICH,
        required=False,
        help_text=gettext_lazy("Tylko gdy co miesiąc, na przykład: ostatni piątek."),
    )
    bymonthday = forms.CharField(
        label=gettext_lazy("Albo dni miesiąca"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Tylko gdy co miesiąc. Liczby z przecinkami: 1, 15."),
    )
    valid_from = DayField(label=gettext_lazy("Obowiązuje od"), required=False)
    valid_to = DayField(label=gettext_lazy("Obowiązuje do"), required=False)

    class Meta:
        model = Schedule
        fields = tuple(name for name in SCHEDULE_FIELDS if name != "byday")
        widgets = {"opens_at": TimeInput(), "closes_at": TimeInput()}
        help_texts = {"interval": gettext_lazy("1 znaczy: za każdym razem.")}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Schedule,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        known = split_byday(instance.byday)
        shown = {"days": [day for _number, day in known], "which": str(known[0][0] if known else 0)}
        super().__init__(data, instance=instance, initial={**shown, **(initial or {})})
        written_in_their_languages(self, Schedule.TRANSLATED)
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(str(WEEKDAYS[number]))) for number, code in enumerate(DAYS)
        ]
        place = self.fields["location"]
        place.queryset = instance.service.locations.all()  # type: ignore[attr-defined]
        place.empty_label = _("wszędzie tam, gdzie ta usługa")  # type: ignore[attr-defined]

    def _version(self, row: Schedule) -> str:
        """Days of the week are in boxes of their own, and part of what others may change."""
        return version_of(row, SCHEDULE_FIELDS)

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"days", "which"})

    def clean_interval(self) -> int:
        found: int = self.cleaned_data["interval"] or 1
        if not 1 <= found <= 12:  # noqa: PLR2004 - a year
            raise forms.ValidationError(_("Wpisz liczbę od 1 do 12."))
        return found

    def clean_bymonthday(self) -> str:
        try:
            return parse_bymonthday(self.cleaned_data["bymonthday"])
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._settle_days(data)
        self._check_order(data)
        if data.get("interval", 1) > 1 and not data.get("valid_from"):
            self.add_error("valid_from", _("Podaj pierwszy dzień: od niego liczymy co ile."))
        return data

    def _settle_days(self, data: dict[str, Any]) -> None:
        """Make one rule of the boxes: which weekday, and which of the month."""
        is_monthly = data.get("freq") == Schedule.Freq.MONTHLY
        number = data.get("which") or "0"
        prefix = number if is_monthly and number != "0" else ""
        days = ",".join(f"{prefix}{day}" for day in data.get("days", ()))
        self.instance.byday = parse_byday(days, freq=data.get("freq", ""))
        if not is_monthly or days:
            data["bymonthday"] = ""
        if not days and not data.get("bymonthday") and "bymonthday" not in self.errors:
            self.add_error("days", _("Zaznacz przynajmniej jeden dzień."))

    def _check_order(self, data: dict[str, Any]) -> None:
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Godzina zamknięcia jest przed otwarciem."))
        since, until = data.get("valid_from"), data.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", _("Ostatni dzień jest przed pierwszym."))
