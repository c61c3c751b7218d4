"""Forms that two people may send at once: nothing is lost, and the second sees both versions."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from podworko.core.versions import version_of
from podworko.ui.values import Differing

M = TypeVar("M", bound=Model)


class VersionedForm(forms.ModelForm[M]):
    """Facts of one row. Each field carries what was seen, to tell who changed what.

    The page writes `{{ form.version }}`; the view catches `ChangedMeanwhileError` and shows
    the merged form.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, instance: M) -> None:
        super().__init__(data, instance=instance, initial={"version": self._version(instance)})
        for name, field in self.fields.items():
            field.show_hidden_initial = name not in {"version", *self.unversioned}

    @property
    def unversioned(self) -> frozenset[str]:
        """Fields without a version: what was sent of them holds, whatever others wrote."""
        return frozenset()

    @property
    def seen_version(self) -> str:
        """The version that was on the screen; "", which no row has, when the page did not say."""
        return str(self.cleaned_data["version"])

    def merged(self, current: M) -> tuple[Self, list[Differing]]:
        """Return the form with the other person's changes in it, and where the two differ.

        What only they changed is taken over; what both changed keeps what was typed here
        and is told.
        """
        theirs = self.again(None, current)
        data = QueryDict(mutable=True)
        data.update(self.data)
        names = [name for name in self.fields if name not in {"version", *self.unversioned}]
        found = [self._settle(data, name, _texts(theirs[name].value())) for name in names]
        data["version"] = self._version(current)
        return self.again(data, current), [one for one in found if one]

    def again(self, data: QueryDict | None, instance: M) -> Self:
        """Return such a form anew; one that is made of more than these says how."""
        return type(self)(data, instance=instance)

    def _version(self, row: M) -> str:
        return version_of(row, self._meta.fields or ())

    def _settle(self, data: QueryDict, name: str, theirs: list[str]) -> Differing | None:
        mine, seen = _texts(self[name].data), _texts(self.data.get(f"initial-{name}"))
        is_mine = name in self.changed_data
        _write(data, name, mine if is_mine else theirs)
        _write(data, f"initial-{name}", theirs)
        if not is_mine or _same(mine, theirs) or _same(seen, theirs):
            return None
        field = self.fields[name]
        return Differing(
            label=str(field.label), yours=_words(field, mine), theirs=_words(field, theirs)
        )


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - a form's value
    """Return a value as a form sends it."""
    return [] if value in (None, "") else [str(value)]


def _same(one: Iterable[str], other: Iterable[str]) -> bool:
    """Compare texts; browsers send lines with another end than was stored."""
    return _with_plain_lines(one) == _with_plain_lines(other)


def _with_plain_lines(texts: Iterable[str]) -> list[str]:
    return [text.replace("\r\n", "\n").strip() for text in texts]


def _write(data: QueryDict, name: str, texts: list[str]) -> None:
    data.setlist(name, texts or [""])


def _words(field: forms.Field, texts: list[str]) -> str:
    """Return what was typed or chosen as people read it."""
    names = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return ", ".join(names.get(text, text) for text in texts) or _("nic")
