"""Fields that look and speak as the house does: a renderer and the native date inputs.

Set `FORM_RENDERER = "podworko.ui.forms.FormRenderer"`, and `{{ form }}` is made of the parts.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.core.phones import parse_phone


class FormRenderer(DjangoTemplates):
    """Draw `{{ form }}` and `{{ field.as_field_group }}` with the parts of this module."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that calendars can be drawn around: of a year people live in."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(**{"widget": DateInput(), **options})

    def validate(self, value: Any) -> None:  # noqa: ANN401 - Django's face
        super().validate(value)
        if value and not times.is_sane(value):
            raise forms.ValidationError(_("Sprawdź rok."))


class TimeInput(forms.TimeInput):
    """The browser's own time picker, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DegreesField(forms.FloatField):
    """Degrees with a full stop or, as they are often copied, with a comma."""

    def to_python(self, value: object) -> Any:  # noqa: ANN401 - the stubs say of integers
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class MomentField(forms.DateTimeField):
    """A day and an hour in Poland, those that summer time skips or doubles too."""

    widget = DateTimeInput

    def to_python(self, value: Any) -> datetime | None:  # noqa: ANN401 - Django's face
        try:
            naive = datetime.fromisoformat(str(value or "").strip())
        except ValueError:
            return super().to_python(value)
        if not times.is_sane(naive.date()):
            raise forms.ValidationError(_("Sprawdź rok."))
        return times.at(naive.date(), naive.time()) if naive.tzinfo is None else naive


class PhoneField(forms.CharField):
    """A telephone number as people write it; cleaned to E.164, or to "" when left empty."""

    def clean(self, value: Any) -> str:  # noqa: ANN401 - whatever was sent
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return parse_phone(text)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error


class AskedForm(forms.Form):
    """A form read from an address: a wrong value is as good as none."""

    def told(self, name: str) -> Any:  # noqa: ANN401 - whatever the field is cleaned to
        """Return what was asked for, or the usual."""
        self.is_valid()
        usual = self.get_initial_for_field(self.fields[name], name)
        return self.cleaned_data.get(name) or usual


class LongCodeForm(forms.Form):
    """The nine letters that open a page of somebody's own; `label` says what they stand on."""

    label: str | Promise = gettext_lazy("Kod")
    code = forms.CharField(
        max_length=40,
        help_text=gettext_lazy("Dziewięć liter i cyfr, na przykład K7M 4PX 9TR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(*args, **options)
        self.fields["code"].label = str(self.label)

    def clean_code(self) -> str:
        """Return the code as codes are written, however it was typed."""
        return codes.plain(self.cleaned_data["code"], length=codes.LONG)
