"""Forms that two people may send at once: nothing is lost, and the second sees both versions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from podworko.core.versions import version_of
from podworko.ui.values import Differing

M = TypeVar("M", bound=Model)
Files = MultiValueDict[str, UploadedFile[Any]]


class VersionedForm(forms.ModelForm[M]):
    """Facts of one row. Each field carries what was seen, to tell who changed what.

    The page writes `{{ form.version }}`; the view catches `ChangedMeanwhileError` and shows
    the merged form.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: M,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        known = {"version": self._version(instance), **(initial or {})}
        super().__init__(data, files, instance=instance, initial=known)
        self.keep_what_was_seen()

    def keep_what_was_seen(self) -> None:
        """Let each field carry what was seen; to be called again when fields change later."""
        for name, field in self.fields.items():
            field.show_hidden_initial = self._has_version(name) and not field.disabled

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
        names = [name for name in self.fields if self._has_version(name)]
        found = [self._settle(data, name, _texts(theirs[name].value())) for name in names]
        data["version"] = self._version(current)
        return self.again(data, current), [one for one in found if one]

    def again(self, data: QueryDict | None, instance: M) -> Self:
        """Return such a form anew; one that is made of more than these says how."""
        return type(self)(data, instance=instance)

    def _version(self, row: M) -> str:
        return version_of(row, self._meta.fields or ())

    def _has_version(self, name: str) -> bool:
        return name != "version" and name not in self.unversioned

    def _settle(self, data: QueryDict, name: str, theirs: list[str]) -> Differing | None:
        mine, seen = _texts(self[name].data), self._sent(f"initial-{name}")
        is_mine = name in self.changed_data
        _write(data, name, mine if is_mine else theirs)
        data.setlist(f"initial-{name}", theirs or [""])
        if not is_mine or _same(mine, theirs) or _same(seen, theirs):
            return None
        field = self.fields[name]
        return Differing(
            label=str(field.label), yours=_words(field, mine), theirs=_words(field, theirs)
        )

    def _sent(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []


def _texts(value: object) -> list[str]:
    """Return a value as a form sends it: texts, none for a box left unticked."""
    # Not `value in (None, "", False)`: a nought equals False, and is a number somebody wrote.
    if value is None or value is False or value == "":
        return []
    if isinstance(value, list | tuple):
        return [str(part) for part in value if part != ""]
    return ["on"] if value is True else [str(value)]


def _same(one: Iterable[str], other: Iterable[str]) -> bool:
    """Compare texts; browsers send lines with another end than was stored."""
    return _plain(one) == _plain(other)


def _plain(texts: Iterable[str]) -> list[str]:
    """Return texts fit to compare: a hidden box says "True" or "False"."""
    known = {"True": "on", "False": ""}
    plain = [known.get(text, text).replace("\r\n", "\n").strip() for text in texts]
    return [text for text in plain if text]


def _write(data: QueryDict, name: str, texts: list[str]) -> None:
    data.setlist(name, texts)
    if not texts:
        del data[name]


def _words(field: forms.Field, texts: list[str]) -> str:
    """Return what was typed or chosen as people read it."""
    if isinstance(field, forms.BooleanField):
        return _("tak") if texts else _("nie")
    names = dict(_choices(getattr(field, "choices", ())))
    return ", ".join(names.get(text, text) for text in texts) or _("nic")


def _choices(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield each choice with its words, those within a group of choices too."""
    for value, label in choices:
        inner = label if isinstance(label, list | tuple) else [(value, label)]
        yield from ((str(key), str(name)) for key, name in inner)
