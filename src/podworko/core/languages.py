"""Words written in Polish and, where somebody did, in other languages beside it.

A field `words` has `words_en` and `words_uk`. Each falls back to Polish by itself: facts are of
use one by one. What is read as a whole, such as news, is translated whole or not at all.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WRITTEN_IN = {
    "pl": _("Po polsku"),
    "en": _("Po angielsku"),
    "uk": _("Po ukraińsku"),
}
"""Languages in which we write, as what is written in each is headed."""
OTHERS = ("en", "uk")
"""The languages beside Polish, as the names of columns end."""


class LocalText(NamedTuple):
    """Words, and the language they are in."""

    text: str
    language: str


def local_text(row: Model, name: str) -> LocalText:
    """Return a field in the reader's language, or in Polish when nobody wrote it in that."""
    wanted = get_language() or "pl"
    own: str = getattr(row, f"{name}_{wanted}", "")
    return LocalText(own, wanted) if own else LocalText(getattr(row, name), "pl")


def columns(names: Iterable[str], *, languages: Iterable[str] = OTHERS) -> tuple[str, ...]:
    """Return the fields that hold these in other languages, a language after another."""
    held = tuple(names)
    return tuple(f"{name}_{code}" for code in languages for name in held)


def in_english(label: "str | _StrPromise") -> "_StrPromise":
    """Return what a field is called that holds the same in English."""
    return format_lazy("{}, {}", label, _("po angielsku"))


def in_ukrainian(label: "str | _StrPromise") -> "_StrPromise":
    """Return what a field is called that holds the same in Ukrainian."""
    return format_lazy("{}, {}", label, _("po ukraińsku"))
