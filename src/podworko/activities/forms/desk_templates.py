"""What the network writes of a template: facts to begin with, and which of them hold for all."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.models import Activity, Template
from podworko.core.text import squeeze

LABELS = {
    name: Activity._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # noqa: SLF001 - Django's public _meta
    for name in Template.CAN_BE_FIXED
}


class TemplateForm(forms.ModelForm[Activity]):
    """The facts of a template are those of an activity, so its fields are an activity's."""

    name = forms.CharField(label=gettext_lazy("Nazwa wzoru"), max_length=120)
    purpose = forms.CharField(
        label=gettext_lazy("Po co jest ten wzór"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Animatorzy przeczytają to przy wyborze."),
    )
    fixed = forms.MultipleChoiceField(
        label=gettext_lazy("Czego PAL nie zmienia"),
        choices=list(LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Reszta jest podpowiedzią: każdy PAL zmieni ją po swojemu."),
    )
    is_offered = forms.BooleanField(
        label=gettext_lazy("Proponuj przy nowych zajęciach"), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = Template.FIELDS

    def __init__(self, data: QueryDict | None = None, *, template: Template) -> None:
        told = {
            "name": template.name,
            "purpose": template.purpose,
            "fixed": template.fixed,
            "is_offered": template.is_offered,
            "version": template.version,
        }
        super().__init__(data, instance=Activity(), initial=told | template.facts)
        self.template = template
        self.fields["title"].required = True

    def clean_name(self) -> str:
        name = squeeze(self.cleaned_data["name"])
        others = Template.objects.filter(name=name).exclude(pk=self.template.pk)
        if others.exists():
            raise forms.ValidationError(_("Jest już wzór o tej nazwie."))
        return name

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = data.get("age_min"), data.get("age_max")
        if low is not None and high is not None and high < low:
            self.add_error("age_max", _("„Wiek do” jest niższy niż „wiek od”."))
        return data

    def filled(self) -> Template:
        """Return the template as the form says it, to be stored."""
        data = self.cleaned_data
        self.template.name, self.template.purpose = data["name"], squeeze(data["purpose"])
        self.template.is_offered, self.template.fixed = data["is_offered"], data["fixed"]
        self.template.facts = {name: _plain(data[name]) for name in Template.FIELDS}
        return self.template

    @property
    def seen_version(self) -> int:
        return self.cleaned_data["version"] or 0


def _plain(value: object) -> object:
    """Return a value that JSON can keep."""
    return str(value) if isinstance(value, Decimal) else value
