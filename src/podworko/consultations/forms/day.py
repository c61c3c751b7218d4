"""What a specialist says of a talk, of their time and of whom to ask for help."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.consultations.counting import Told
from podworko.consultations.models import Appointment, Specialist, Topic
from podworko.consultations.models.counts import Age
from podworko.core import times
from podworko.ui.forms import DayField, TimeInput

NO_TOPIC = "0"
LONGEST = timedelta(days=92)
"""How many days one may keep free at once."""


class FinishForm(forms.Form):
    """What is counted of a talk: no field of it takes a word."""

    topic = forms.ChoiceField(label=gettext_lazy("O czym była"), widget=forms.RadioSelect)
    age = forms.ChoiceField(
        label=gettext_lazy("Wiek"), choices=Age, widget=forms.RadioSelect, initial=Age.UNKNOWN
    )
    is_first = forms.ChoiceField(
        label=gettext_lazy("Który raz"),
        choices=[("1", gettext_lazy("pierwszy")), ("0", gettext_lazy("kolejny"))],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Ile trwała (minut)"), min_value=1, max_value=480
    )

    def __init__(
        self, data: QueryDict | None = None, *, appointment: Appointment, was_here: bool
    ) -> None:
        super().__init__(data, prefix="po")
        self.topics = {str(topic.pk): topic for topic in appointment.service.topics.all()}
        self.fields["topic"].choices = self._topics()  # type: ignore[attr-defined]  # as declared
        self.initial["minutes"] = appointment.service.minutes
        self.initial["is_first"] = "0" if was_here else "1"
        if not self.topics:
            del self.fields["topic"]

    def told(self) -> Told:
        """Return what is counted; only of a valid form."""
        data = self.cleaned_data
        return Told(
            topic=self._topic(),
            age=data["age"],
            is_first=data["is_first"] == "1",
            minutes=data["minutes"],
        )

    def _topic(self) -> Topic | None:
        return self.topics.get(self.cleaned_data.get("topic", NO_TOPIC))

    def _topics(self) -> list[tuple[str, str]]:
        named = [(key, topic.name) for key, topic in self.topics.items()]
        return [*named, (NO_TOPIC, _("coś innego albo nie wiadomo"))]


class ColleagueForm(forms.Form):
    """Whom to ask to take something over."""

    to = forms.ModelChoiceField(
        Specialist.objects.none(),
        label=gettext_lazy("Komu"),
        to_field_name="public_id",
        empty_label=gettext_lazy("wybierz osobę"),
    )

    def __init__(self, data: QueryDict | None = None, *, appointment: Appointment) -> None:
        super().__init__(data)
        others = Specialist.objects.working().filter(services=appointment.service)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = others.exclude(pk=appointment.specialist_id).select_related("leader")


class BlockForm(forms.Form):
    """Time to keep free: the same hours on each of several days."""

    day = DayField(label=gettext_lazy("Dzień"))
    last = DayField(
        label=gettext_lazy("Do dnia"),
        required=False,
        help_text=gettext_lazy("Gdy ma być kilka dni z rzędu: te same godziny każdego dnia."),
    )
    starts = forms.TimeField(label=gettext_lazy("Od godziny"), widget=TimeInput())
    ends = forms.TimeField(label=gettext_lazy("Do godziny"), widget=TimeInput())

    def clean_day(self) -> Any:  # noqa: ANN401 - Django's face
        day = self.cleaned_data["day"]
        if day < times.today():
            raise ValidationError(_("Ten dzień już minął."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Koniec musi być po początku."))
        first, last = data.get("day"), data.get("last")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error(
                "last", _("Wybierz dzień nie wcześniejszy, najwyżej trzy miesiące później.")
            )
        return data

    def spans(self) -> list[tuple[datetime, datetime]]:
        """Return the times of each day; only of a valid form."""
        return list(self._spans())

    def _spans(self) -> Iterator[tuple[datetime, datetime]]:
        data = self.cleaned_data
        day, last = data["day"], data["last"] or data["day"]
        while day <= last:
            yield times.at(day, data["starts"]), times.at(day, data["ends"])
            day += timedelta(days=1)
