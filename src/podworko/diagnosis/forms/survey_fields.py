"""The fields of each kind of question, by name: `q-code`, `q-code-row`, `q-code--words`."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.diagnosis.models import Kind
from podworko.diagnosis.place_grid import Grid
from podworko.diagnosis.questionnaire import Asked, Choice
from podworko.diagnosis.wording import said

MOST_RADIOS = 12
Named = tuple[str, forms.Field]


class AmountField(forms.DecimalField):
    """A number with a comma or a dot, as people write it."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's face
        text = value.replace(",", ".").replace(" ", "") if isinstance(value, str) else value
        return super().to_python(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


def name_of(one: Asked) -> str:
    """Return the name under which a question's main field is sent."""
    return f"q-{one.code}"


def fields_of(one: Asked, language: str, grid: Grid | None) -> Iterator[Named]:
    """Make the fields of one question; the first is where its errors stand.

    None must be filled in here: that depends on what is asked, and is judged by the form.
    """
    if one.kind == Kind.RANKING:
        yield from _ranking(one, language)
    elif one.kind == Kind.MATRIX:
        yield from _matrix(one, language)
    else:
        yield name_of(one), _main(one, language)
    if one.other:
        label = _("Jeśli „%(other)s”, napisz co") % {"other": _other_words(one, language)}
        yield f"{name_of(one)}--words", forms.CharField(label=label, required=False)
    if one.kind == Kind.PLACE and grid:
        yield f"{name_of(one)}--cell", _cell(grid)


def hint_of(one: Asked, language: str) -> str:
    """Return the question's own hint, with how many may be chosen."""
    most = one.question.most if one.kind == Kind.MULTIPLE else None
    limit = ""
    if most:
        limit = ngettext(
            "Wybierz najwyżej %(most)s odpowiedź.", "Wybierz najwyżej %(most)s odpowiedzi.", most
        ) % {"most": most}
    return " ".join(filter(None, (one.hint(language), limit)))


def _main(one: Asked, language: str) -> forms.Field:
    field = _bare(one, language)
    is_place = one.kind == Kind.PLACE
    field.required = False
    field.label = _("Wybierz z listy") if is_place else one.words(language)
    field.help_text = "" if is_place else hint_of(one, language)
    return field


def _bare(one: Asked, language: str) -> forms.Field:
    choices = _pairs(one.choices(language))
    if one.kind == Kind.MULTIPLE:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
    if one.kind == Kind.NUMBER:
        return AmountField(error_messages={"invalid": _("Wpisz liczbę.")})
    if one.kind == Kind.TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    if one.kind == Kind.SCALE:
        return forms.ChoiceField(choices=_points(one, language), widget=forms.RadioSelect)
    if len(choices) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", _("wybierz")), *choices])
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _points(one: Asked, language: str) -> list[tuple[str, str]]:
    """Return the points of a scale, its ends with what they mean."""
    question = one.question
    least, most = question.least or 0, question.most or 0
    ends = {least: question.least_words, most: question.most_words}
    return [(str(point), _point(point, ends, language)) for point in range(least, most + 1)]


def _point(point: int, ends: dict[int, dict[str, str]], language: str) -> str:
    words = said(ends.get(point, {}), language)
    return f"{point} – {words}" if words else str(point)


def _ranking(one: Asked, language: str) -> Iterator[Named]:
    choices = one.choices(language)
    most = min(one.question.most or len(choices), len(choices))
    places = [("", "–"), *((str(place), f"{place}.") for place in range(1, most + 1))]
    for choice in choices:
        field = forms.ChoiceField(label=choice.words, choices=places, required=False)
        yield f"{name_of(one)}-{choice.code}", field


def _matrix(one: Asked, language: str) -> Iterator[Named]:
    columns = _pairs(one.choices(language))
    for row in one.row_choices(language):
        field = forms.ChoiceField(
            label=row.words, choices=columns, required=False, widget=forms.RadioSelect
        )
        yield f"{name_of(one)}-{row.code}", field


def _cell(grid: Grid) -> forms.Field:
    cells = [("", _("nie wskazuję")), *((cell.name, cell.name) for cell in grid.cells)]
    return forms.ChoiceField(label=_("Pole na mapie"), choices=cells, required=False)


def _pairs(choices: list[Choice]) -> list[tuple[str, str]]:
    return [(choice.code, choice.words) for choice in choices]


def _other_words(one: Asked, language: str) -> str:
    return next((c.words for c in one.choices(language) if c.is_other), "")
