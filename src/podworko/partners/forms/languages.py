"""Fields for the same words in other languages, beside those in Polish."""

from collections.abc import Iterable

from django import forms

from podworko.core.languages import OTHERS, columns


def written_in_their_languages(form: forms.BaseForm, names: Iterable[str]) -> None:
    """Tell browsers and readers of screens in which language such a field is filled in."""
    held = tuple(names)
    for code in OTHERS:
        for name in columns(held, languages=[code]):
            form.fields[name].widget.attrs["lang"] = code


def areas(rows: dict[str, int]) -> dict[str, forms.Textarea]:
    """Return fields of many lines, in Polish and in other languages alike."""
    return {
        column: forms.Textarea(attrs={"rows": lines})
        for name, lines in rows.items()
        for column in (name, *columns([name]))
    }
