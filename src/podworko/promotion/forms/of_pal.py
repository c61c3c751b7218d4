"""What is of one PAL, or of the whole network where somebody may speak for that."""

from typing import Any, Self, TypeVar

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from podworko.network.public import Pal
from podworko.ui.editing import VersionedForm

M = TypeVar("M", bound=Model)


class OfPalForm(VersionedForm[M]):
    """A form with a `pal` among those one may choose; empty is the whole network."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: M,
        pals: list[Pal],
        is_network: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.pals, self.is_network = pals, is_network
        super().__init__(data, instance=instance, initial=initial)
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = Pal.objects.filter(pk__in=[pal.pk for pal in pals])
        field.required = not is_network
        field.empty_label = _("cała sieć PAL") if is_network else _("wybierz")

    def again(self, data: QueryDict | None, instance: M) -> Self:
        return type(self)(data, instance=instance, pals=self.pals, is_network=self.is_network)
