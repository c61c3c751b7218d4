"""Files of surveys asked elsewhere, and what their columns mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from podworko.diagnosis.models import Kind, Question, Study
from podworko.diagnosis.survey_proposals import Proposal
from podworko.diagnosis.survey_tables import (
    ALONE,
    IGNORED,
    LONGEST_OPTION,
    MATRIX,
    PLACES,
    RANKED,
    SPREAD,
    TICKED,
    TOGETHER,
    ColumnData,
)

SKIPPED = "-"
SPARE = 4
"""Letters beyond those proposed, for questions that staff put together themselves."""
_TABLES = ".csv,.xlsx,text/csv"


class SurveyFileForm(forms.Form):
    """One table with a row for each person, and the table that says what values mean."""

    study = forms.ModelChoiceField(
        Study.objects.none(), label=gettext_lazy("Diagnoza"), empty_label=gettext_lazy("wybierz")
    )
    title = forms.CharField(label=gettext_lazy("Nazwa ankiety"), max_length=140)
    file = forms.FileField(
        label=gettext_lazy("Plik z odpowiedziami"),
        help_text=gettext_lazy(".csv albo .xlsx, do 20 MB: wiersz to osoba, kolumna to pytanie."),
        widget=forms.FileInput(attrs={"accept": _TABLES}),
    )
    key = forms.FileField(
        label=gettext_lazy("Księga kodów"),
        required=False,
        help_text=gettext_lazy("Tabela: pytanie (kolumna albo jej numer), wartość, znaczenie."),
        widget=forms.FileInput(attrs={"accept": _TABLES}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        studies: QuerySet[Study],
    ) -> None:
        super().__init__(data, files)
        field = self.fields["study"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = studies

    def contents(self) -> tuple[tuple[str, bytes], ...]:
        """Return the names and bytes of what was sent."""
        sent = (self.cleaned_data["file"], self.cleaned_data["key"])
        return tuple((each.name or "", each.read()) for each in sent if each)


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """One question as the page draws it: its own fields, and the columns it is made of."""

    name: str
    fields: tuple[forms.BoundField, ...]
    columns: tuple[tuple[Proposal, tuple[forms.BoundField, ...]], ...]
    is_together: bool


class MappingForm(forms.Form):
    """What the columns ask, as proposed until it is corrected.

    Columns with one letter are one question, whose kind and words the first of them says. The
    others have no such fields on the page; one taken out is what it would be alone.
    """

    def __init__(self, data: QueryDict | None = None, *, proposals: Iterable[Proposal]) -> None:
        super().__init__(data)
        self.proposals = list(proposals)
        letters = _letters(self.proposals)
        for at, proposal in enumerate(self.proposals):
            self.fields.update(_fields(at, proposal, letters))

    def rows(self) -> list[DrawnQuestion]:
        """Return the questions with their fields, where their first columns stand."""
        return [self._drawn(same) for same in self._groups().values()]

    def columns(self) -> tuple[ColumnData, ...]:
        """Return the columns as corrected; a role is kept only by a question of one choice."""
        heads = {at: self._head(same) for same in self._groups().values() for at in same}
        return tuple(self._column(at, heads[at]) for at in range(len(self.proposals)))

    def field_of(self, column: str) -> str:
        """Return the field at which to say what is wrong with a column."""
        names = [each.column.name for each in self.proposals]
        return f"rodzaj-{names.index(column)}" if column in names else ""

    def _groups(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at in range(len(self.proposals)):
            letter = str(self[f"grupa-{at}"].value() or "")
            found.setdefault(letter if letter not in ("", SKIPPED) else f"{at}", []).append(at)
        return found

    def _drawn(self, same: list[int]) -> DrawnQuestion:
        head, is_together = self._head(same), self._is_together(same)
        names = ("rodzaj", "slowa") if is_together else ("rodzaj", "slowa", "rola", "grupa")
        own = ("czesc", "grupa") if is_together else ()
        words = str(self[f"slowa-{head}"].value() or "") or self.proposals[head].column.words
        return DrawnQuestion(
            words if is_together else self.proposals[head].column.name,
            tuple(self[f"{name}-{head}"] for name in names),
            tuple((self.proposals[at], tuple(self[f"{name}-{at}"] for name in own)) for at in same),
            is_together,
        )

    def _is_together(self, same: list[int]) -> bool:
        return self[f"grupa-{same[0]}"].value() not in ("", None, SKIPPED)

    def _head(self, same: list[int]) -> int:
        """Return the column that says what a question is: the first of a kind for several."""
        return next((at for at in same if self._told(at, "rodzaj") in TOGETHER), same[0])

    def _told(self, at: int, name: str) -> str:
        """Return what was said of a column, or what it is by itself where nothing was asked."""
        key, proposal = f"{name}-{at}", self.proposals[at]
        if self.is_bound and key not in self.data:
            return {"rodzaj": proposal.alone.kind, "slowa": proposal.alone.words}.get(name, "")
        return str(self[key].value() or "")

    def _column(self, at: int, head: int) -> ColumnData:
        letter, name = self._told(at, "grupa"), self.proposals[at].column.name
        kind = IGNORED if letter == SKIPPED else self._told(head, "rodzaj")
        role = self._told(at, "rola") if kind == Kind.SINGLE else ""
        return ColumnData(
            name=name,
            kind=kind,
            words=self._told(head, "slowa") or self.proposals[head].column.words,
            role=role or Question.Role.NONE,
            group="" if letter == SKIPPED else letter,
            part=self._told(at, "czesc") or self.proposals[at].column.part,
        )


def _letters(proposals: list[Proposal]) -> list[str]:
    used = len({each.column.group for each in proposals} - {""})
    return [get_column_letter(number) for number in range(1, used + SPARE + 1)]


def _fields(at: int, proposal: Proposal, letters: list[str]) -> dict[str, forms.Field]:
    column = proposal.column
    groups = [("", _("osobne pytanie")), (SKIPPED, _("pomiń tę kolumnę"))]
    groups += [(each, _("razem: %(letter)s") % {"letter": each}) for each in letters]
    return {
        f"rodzaj-{at}": forms.ChoiceField(
            label=_("Rodzaj"), choices=_kinds(), required=False, initial=column.kind
        ),
        f"slowa-{at}": forms.CharField(
            label=_("Pytanie"), max_length=500, required=False, initial=column.words
        ),
        f"rola-{at}": forms.ChoiceField(
            label=_("O czym mówi"),
            choices=Question.Role.choices,
            required=False,
            initial=column.role,
        ),
        f"grupa-{at}": forms.ChoiceField(
            label=_("Z innymi kolumnami"), choices=groups, required=False, initial=column.group
        ),
        f"czesc-{at}": forms.CharField(
            label=_("Co oznacza ta kolumna"),
            max_length=LONGEST_OPTION,
            required=False,
            initial=column.part,
        ),
    }


def _kinds() -> list[tuple[str, Any]]:
    return [
        (IGNORED, _("pomiń")),
        (_("W jednej kolumnie"), [(kind.value, kind.label) for kind in ALONE]),
        (
            _("W kilku kolumnach"),
            [
                (TICKED, _("kilka odpowiedzi (kolumny TAK/NIE)")),
                (SPREAD, _("kilka odpowiedzi (po jednej w kolumnie)")),
                (RANKED, _("kolejność (kolumna to rzecz)")),
                (PLACES, _("kolejność (kolumna to miejsce)")),
                (MATRIX, _("tabela (kolumna to sprawa)")),
            ],
        ),
    ]
