"""Which column of a file is which fact, whose all its rows are and where they come from."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.text import squeeze

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class HasColumns(Protocol):
    """A file that was read: how its rows are known again, and its headings, if it is a table."""

    @property
    def name(self) -> str: ...

    @property
    def header(self) -> Sequence[str]: ...


class ColumnsForm(forms.Form):
    """The second step of a `FileImport`; what else holds for all rows is named in `FOR_ALL`."""

    COLUMNS: ClassVar[Mapping[str, "str | _StrPromise"]] = {}
    """What a table may say, with the words of the page where columns are chosen."""
    WHOSE: ClassVar["str | _StrPromise"] = "PAL"
    """How it is asked which PAL all rows are of."""
    FOR_ALL: ClassVar[tuple[str, ...]] = ("pal", "source", "attribution")
    """The fields that hold for every row, in their order."""

    held = forms.CharField(widget=forms.HiddenInput)
    pal: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, required=False)
    """Whose all rows are; the module says of which PALs and how that is called."""
    source = forms.CharField(
        label=gettext_lazy("Krótka nazwa źródła"),
        max_length=80,
        help_text=gettext_lazy("Po niej poznamy te same wiersze następnym razem."),
    )
    attribution = forms.CharField(
        label=gettext_lazy("Skąd dane i na jakiej licencji"), required=False, max_length=300
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        source: HasColumns,
        pals: QuerySet[Any],
        may_be_of_none: bool,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial={"source": source.name} | dict(initial or {}))
        pal = self.fields["pal"]
        pal.label = self.WHOSE
        pal.queryset = pals  # type: ignore[attr-defined]
        pal.required = not may_be_of_none
        pal.empty_label = _("całe miasto") if may_be_of_none else _("wybierz")  # type: ignore[attr-defined]
        self._add_columns(list(source.header))

    def columns(self) -> list[forms.BoundField]:
        """Return the choices of columns as fields."""
        return [self[name] for name in self.fields if name.startswith("col_")]

    def for_all(self) -> list[forms.BoundField]:
        """Return what holds for every row as fields."""
        return [self[name] for name in self.FOR_ALL]

    def chosen(self) -> dict[str, Any]:
        """Return the columns by fact, the source and the attribution, once the form is valid."""
        data = self.cleaned_data
        named = {name: data.get(f"col_{name}", "") for name in self.COLUMNS}
        return {
            "columns": {name: column for name, column in named.items() if column},
            "source": squeeze(data["source"]),
            "attribution": squeeze(data["attribution"]),
        }

    @staticmethod
    def guessed(header: Sequence[str]) -> Mapping[str, str]:
        """Return the column of each fact, as far as the headings tell."""
        raise NotImplementedError

    def _add_columns(self, header: list[str]) -> None:
        guessed = self.guessed(header)
        for name, label in self.COLUMNS.items() if header else ():
            self.fields[f"col_{name}"] = forms.ChoiceField(
                label=label,
                required=name == "name",
                choices=[("", _("żadna")), *((column, column) for column in header)],
                initial=guessed.get(name, ""),
            )
