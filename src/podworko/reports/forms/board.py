"""Which year of which PAL is looked at."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times

OLDEST = 2024


class BoardForm(forms.Form):
    """A year and a PAL; what does not exist is left out."""

    rok = forms.TypedChoiceField(label=gettext_lazy("Z którego roku"), coerce=int, required=False)
    pal = forms.ChoiceField(label="PAL", required=False)

    def __init__(
        self, data: QueryDict, *, pals: list[tuple[str, str]], with_all: bool = True
    ) -> None:
        super().__init__(data)
        years = range(times.today().year, OLDEST - 1, -1)
        self.fields["rok"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        everywhere = [("", _("wszystkie"))] if with_all else []
        self.fields["pal"].choices = [*everywhere, *pals]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def year(self) -> int:
        """The year that was chosen, else the running one."""
        return int(self.cleaned_data.get("rok") or times.today().year)

    @property
    def slug(self) -> str:
        """The PAL that was chosen; "" for all."""
        return str(self.cleaned_data.get("pal", ""))
