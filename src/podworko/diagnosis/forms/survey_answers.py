"""The questionnaire as a form: what residents answer on the page."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.geo import Point
from podworko.diagnosis import checking
from podworko.diagnosis.answering import Given
from podworko.diagnosis.forms.survey_fields import fields_of, hint_of, name_of
from podworko.diagnosis.models import Kind
from podworko.diagnosis.place_grid import Grid
from podworko.diagnosis.questionnaire import Asked, Questionnaire, condition


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question as the page draws it; `when` says of whom it is asked, "" of everybody."""

    number: int
    asked: Asked
    words: str
    hint: str
    when: str
    main: forms.BoundField | None
    other: forms.BoundField | None
    cell: forms.BoundField | None
    parts: tuple[forms.BoundField, ...]
    faults: tuple[str, ...]
    is_shown: bool

    @property
    def code(self) -> str:
        return self.asked.code

    @property
    def kind(self) -> str:
        return self.asked.kind.value

    @property
    def is_grouped(self) -> bool:
        """Whether it is made of several fields under one heading."""
        return self.asked.kind in (Kind.RANKING, Kind.MATRIX, Kind.PLACE)

    @property
    def show_codes(self) -> str:
        return " ".join(self.asked.question.show_codes)


class AnswerForm(forms.Form):
    """All questions of an edition. What was not asked is neither judged nor kept.

    `website` is a trap: people do not see it, machines that fill in everything do.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))
    is_demanding = True

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        whole: Questionnaire,
        language: str,
        grid: Grid | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), **(initial or {})})
        self.whole, self.language, self.grid = whole, language, grid
        self.use_required_attribute = False
        self._parts = {one.code: self._made(n, one) for n, one in enumerate(whole.asked, start=1)}
        for fields in self._parts.values():
            self.fields.update(fields)

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = self.given()
        shown = {one.code for one in self.whole.shown(given)}
        for one in self.whole.asked:
            if one.code not in shown:
                for name in self._fields_of(one):
                    self.errors.pop(name, None)
        self._judge(given)
        return data

    def given(self) -> dict[str, Given]:
        """Return what was answered, question by question, hidden ones too."""
        return {one.code: self._given(one) for one in self.whole.asked}

    def drawn(self) -> Iterator[Drawn]:
        """Go through the questions as the page draws them."""
        given = self.given() if self.is_bound and self.is_valid() is not None else {}
        shown = {one.code for one in self.whole.shown(given)}
        for number, one in enumerate(self.whole.asked, start=1):
            yield self._drawn(number, one, is_shown=one.code in shown)

    def faults_of(self, one: Asked) -> list[str]:
        """Return what is wrong with one question."""
        return [str(text) for name in self._fields_of(one) for text in self.errors.get(name, [])]

    def names_of(self, one: Asked) -> list[str]:
        return list(self._fields_of(one))

    def _judge(self, given: Mapping[str, Given]) -> None:
        found = checking.faults(self.whole, given, is_demanding=self.is_demanding)
        for code, words in found.items():
            names = list(self._fields_of(self.whole.by_code[code]))
            if not any(name in self.errors for name in names):
                self.add_error(names[0], words)
        if not found and not self.errors and not self.whole.kept(given) and self.is_demanding:
            self.add_error(None, _("Nie ma tu jeszcze żadnej odpowiedzi."))

    def _drawn(self, number: int, one: Asked, *, is_shown: bool) -> Drawn:
        names = self._fields_of(one)
        main, other, cell = (self._bound(names, one, end) for end in ("", "--words", "--cell"))
        known = {bound.html_name for bound in (main, other, cell) if bound}
        return Drawn(
            number=number,
            asked=one,
            words=one.words(self.language),
            hint=hint_of(one, self.language),
            when=condition(self.whole, one, self.language),
            main=main,
            other=other,
            cell=cell,
            parts=tuple(self[name] for name in names if name not in known),
            faults=tuple(self.faults_of(one)) if self.is_bound else (),
            is_shown=is_shown,
        )

    def _bound(
        self, names: Mapping[str, forms.Field], one: Asked, end: str
    ) -> forms.BoundField | None:
        name = f"{name_of(one)}{end}"
        return self[name] if name in names else None

    def _made(self, number: int, one: Asked) -> dict[str, forms.Field]:
        fields = dict(fields_of(one, self.language, self.grid))
        main = fields.get(name_of(one))
        if main and one.kind != Kind.PLACE:
            main.label = f"{number}. {main.label}"
            main.required = one.question.is_required
            main.error_messages["required"] = _("Na to pytanie trzeba odpowiedzieć.")
        return fields

    def _fields_of(self, one: Asked) -> dict[str, forms.Field]:
        return self._parts[one.code]

    def _given(self, one: Asked) -> Given:
        """Read one answer from what was sent; what is not valid counts as not given."""
        value = self.cleaned_data.get(name_of(one))
        if one.kind == Kind.RANKING:
            chosen = self._ranked(one)
            return Given(chosen=chosen, other=self._own_words(one, chosen))
        if one.kind == Kind.MATRIX:
            return Given(cells=self._cells(one))
        if one.kind == Kind.TEXT:
            return Given(text=value or "")
        if one.kind in (Kind.NUMBER, Kind.SCALE):
            return Given(number=None if value is None or value == "" else Decimal(value))
        chosen = tuple(value) if isinstance(value, list) else (value,) if value else ()
        return Given(chosen=chosen, other=self._own_words(one, chosen), point=self._point(one))

    def _cells(self, one: Asked) -> tuple[tuple[str, str], ...]:
        data, name = self.cleaned_data, name_of(one)
        cells = ((row, data.get(f"{name}-{row}") or "") for row in one.rows)
        return tuple((row, column) for row, column in cells if column)

    def _own_words(self, one: Asked, chosen: tuple[str, ...]) -> str:
        """Return what was written beside "other", if that was chosen."""
        is_other = one.other is not None and one.other.code in chosen
        return self.cleaned_data.get(f"{name_of(one)}--words") or "" if is_other else ""

    def _point(self, one: Asked) -> Point | None:
        field = self.cleaned_data.get(f"{name_of(one)}--cell")
        return self.grid.middle_of(field) if self.grid and field else None

    def _ranked(self, one: Asked) -> tuple[str, ...]:
        """Return what was put in order; a place given twice is told once and counts for none."""
        name, data = name_of(one), self.cleaned_data
        places = {code: int(data.get(f"{name}-{code}") or 0) for code in one.chosen_from}
        given = {code: place for code, place in places.items() if place}
        if len(set(given.values())) < len(given):
            first = next(iter(one.chosen_from))
            if f"{name}-{first}" not in self.errors:
                self.add_error(f"{name}-{first}", _("Każde miejsce może zająć tylko jedna rzecz."))
            return ()
        return tuple(sorted(given, key=given.__getitem__))
