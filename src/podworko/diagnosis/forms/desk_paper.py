"""Typing a paper sheet: one line per question, the numbers that stand on the paper."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.diagnosis import checking
from podworko.diagnosis.answering import Given
from podworko.diagnosis.drafting import language_name
from podworko.diagnosis.models import Batch, Kind
from podworko.diagnosis.questionnaire import Asked, Questionnaire

_NUMBERS = re.compile(r"\d+")


class BatchForm(forms.ModelForm[Batch]):
    """A pile of sheets to be typed."""

    class Meta:
        model = Batch
        fields = ("name", "sheets_announced")
        widgets = {"sheets_announced": forms.TextInput(attrs={"inputmode": "numeric"})}


class SheetForm(forms.Form):
    """One reading of one sheet. Left empty means left empty on the paper.

    A choice is typed as its number, several as "1 3", an order of importance as the numbers of
    things from the first one on, a row of a table as the number of its column.
    """

    language = forms.ChoiceField(label=gettext_lazy("Język arkusza"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        whole: Questionnaire,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.whole = whole
        self.use_required_attribute = False
        choice = self.fields["language"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the types
        choice.choices = [(code, language_name(code)) for code in whole.survey.languages]
        for number, one in enumerate(whole.asked, start=1):
            self.fields.update(_lines(number, one))

    def lines(self) -> list[forms.BoundField]:
        """Return the lines to type, in the order of the paper."""
        return [self[name] for name in self.fields if name != "language"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.given: dict[str, Given] = {}
        for one in self.whole.asked:
            self._read(one)
        for code, words in checking.faults(self.whole, self.given, is_demanding=False).items():
            name = next(iter(_names(self.whole.by_code[code])))
            if name not in self.errors:
                self.add_error(name, words)
        return data

    def _read(self, one: Asked) -> None:
        names = _names(one)
        try:
            texts = [str(self.cleaned_data.get(name) or "").strip() for name in names]
            self.given[one.code] = _given(one, texts)
        except (LookupError, InvalidOperation):
            self.add_error(names[0], _("Tu pasują tylko liczby, które stoją na kartce."))


def initial_of(whole: Questionnaire, values: Mapping[str, Any]) -> dict[str, str]:
    """Return a reading as it was typed."""
    lines: dict[str, str] = {}
    for one in whole.asked:
        given = Given.from_json(values.get(one.code, {}))
        lines |= dict(zip(_names(one), _typed(one, given), strict=False))
    return lines


def typed(one: Asked, values: Mapping[str, Any]) -> str:
    """Return what a reading says of one question, as it was typed: "1 3; ławki"."""
    given = Given.from_json(values.get(one.code, {}))
    return "; ".join(filter(None, _typed(one, given)))


def _names(one: Asked) -> list[str]:
    if one.kind == Kind.MATRIX:
        return [f"s-{one.code}-{row}" for row in one.rows]
    own = [f"s-{one.code}--words"] if one.other else []
    return [f"s-{one.code}", *own]


def _lines(number: int, one: Asked) -> Iterator[tuple[str, forms.Field]]:
    names, words = _names(one), one.words("pl")
    if one.kind == Kind.MATRIX:
        for name, row in zip(names, one.row_choices("pl"), strict=True):
            yield name, _line(f"{number}. {words} {row.words}", _hint(one))
        return
    if one.kind == Kind.TEXT:
        area = forms.Textarea(attrs={"rows": 3})
        yield (
            names[0],
            forms.CharField(label=f"{number}. {words}", required=False, widget=area, strip=True),
        )
        return
    yield names[0], _line(f"{number}. {words}", _hint(one))
    if one.other:
        yield names[1], _line(_("%(number)s. co innego? słowami") % {"number": number}, "")


def _line(label: str, hint: str) -> forms.Field:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _hint(one: Asked) -> str:
    """Return the answers with their numbers, as they stand on the paper."""
    if one.kind == Kind.SCALE:
        return f"{one.question.least}–{one.question.most}"
    choices = enumerate(one.choices("pl"), start=1)
    return " · ".join(f"{number} {choice.words}" for number, choice in choices)


def _given(one: Asked, texts: list[str]) -> Given:
    """Read what was typed. Raises LookupError or InvalidOperation for what is not on the paper."""
    if one.kind == Kind.MATRIX:
        cells = zip(one.rows, texts, strict=True)
        return Given(cells=tuple((row, _codes(one, text)[0]) for row, text in cells if text))
    text, own = texts[0], texts[1] if len(texts) > 1 else ""
    if not text:
        return Given()
    if one.kind == Kind.TEXT:
        return Given(text=text)
    if one.kind in (Kind.SCALE, Kind.NUMBER):
        return Given(number=Decimal(text.replace(",", ".")))
    chosen = _codes(one, text)
    is_other = one.other is not None and one.other.code in chosen
    return Given(chosen=chosen, other=own if is_other else "")


def _codes(one: Asked, text: str) -> tuple[str, ...]:
    """Return the options with these numbers."""
    codes = list(one.chosen_from)
    numbers = [int(found) for found in _NUMBERS.findall(text)]
    if not numbers or not all(1 <= number <= len(codes) for number in numbers):
        raise LookupError(text)
    return tuple(codes[number - 1] for number in numbers)


def _typed(one: Asked, given: Given) -> list[str]:
    """Return an answer as its lines are typed."""
    codes = list(one.chosen_from)
    if one.kind == Kind.MATRIX:
        cells = dict(given.cells)
        return [str(codes.index(cells[row]) + 1) if row in cells else "" for row in one.rows]
    if given.number is not None:
        return [f"{given.number.normalize():f}"]
    if given.text:
        return [given.text]
    return [" ".join(str(codes.index(code) + 1) for code in given.chosen), given.other]
