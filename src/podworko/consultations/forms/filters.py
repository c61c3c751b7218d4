"""What narrows free times: where, with whom, how and in which language."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.consultations.models import Form, Service, Specialist
from podworko.consultations.models.offer import LANGUAGES
from podworko.consultations.queries import pages
from podworko.consultations.queries.slots import Wanted
from podworko.network.public import Pal

ANY = ("", gettext_lazy("wszystko jedno"))


class SlotFilters(forms.Form):
    """Filters of an address; one that names nothing we know is left out."""

    pal: forms.ModelChoiceField[Pal] = forms.ModelChoiceField(
        label=gettext_lazy("W którym PAL"),
        queryset=Pal.objects.none(),
        required=False,
        empty_label=ANY[1],
        to_field_name="slug",
    )
    kto: forms.ModelChoiceField[Specialist] = forms.ModelChoiceField(
        label=gettext_lazy("Z kim"),
        queryset=Specialist.objects.none(),
        required=False,
        empty_label=ANY[1],
        to_field_name="public_id",
    )
    forma = forms.ChoiceField(label=gettext_lazy("Jak"), required=False)
    jezyk = forms.ChoiceField(label=gettext_lazy("W jakim języku"), required=False)

    def __init__(self, data: QueryDict, *, service: Service) -> None:
        super().__init__(data)
        self.service = service
        people = list(pages.specialists_of(service))
        spoken = {language for each in people for language in each.languages}
        self._offer("forma", [(f.value, f.label) for f in Form if f in service.forms])
        self._offer("jezyk", [each for each in LANGUAGES if each[0] in spoken])
        self.fields["pal"].queryset = pages.pals_of(service)  # type: ignore[attr-defined]
        field = self.fields["kto"]
        field.queryset = pages.specialists_of(service)  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.public_words  # type: ignore[attr-defined]
        self.is_useful = len(people) > 1 or len(service.forms) > 1

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        self.is_valid()
        data = self.cleaned_data
        return Wanted(
            self.service,
            pal=data.get("pal"),
            specialist=data.get("kto"),
            form=data.get("forma", ""),
            language=data.get("jezyk", ""),
        )

    @property
    def is_on(self) -> bool:
        return bool(self.query())

    def query(self) -> str:
        """Return the filters that are on, as an address has them."""
        told = {name: self.data.get(name, "") for name in self.fields if name not in self.errors}
        return urlencode({name: value for name, value in told.items() if value})

    def _offer(self, name: str, choices: list[tuple[str, object]]) -> None:
        self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]
