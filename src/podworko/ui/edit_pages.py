"""One way in which a page of the desk is filled in, by two people at once too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.http import put_on, status_of
from podworko.core.languages import OTHERS, WRITTEN_IN, columns
from podworko.core.versions import ChangedMeanwhileError
from podworko.ui import navigation
from podworko.ui.editing import VersionedForm
from podworko.ui.values import Differing

M = TypeVar("M", bound=Model)
CONFLICT = 409
Text = str | Promise
Groups = Sequence[tuple[Text, Sequence[str]]]
"""Legends with the names of the fields under each."""


@dataclass(frozen=True, slots=True)
class EditPage:
    """What stands around a form: a title, the order of fields, the way here by links."""

    title: Text
    groups: Groups
    way: Sequence[tuple[Text, str]]
    lead: Text = ""
    back_to: str = ""
    """Where one goes without a change, when that is not the last step of the way here."""
    translated: Sequence[str] = ()
    """Fields that hold the same in other languages too, folded away until wanted."""

    @property
    def back(self) -> str:
        """Where one goes without a change."""
        return self.back_to or self.way[-1][1]

    @property
    def trail(self) -> list[dict[str, object]]:
        return [{"label": label, "href": href} for label, href in self.way]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The fields of one language; open where something is there already, or wrong."""

    label: Text
    fields: Sequence[BoundField]
    is_open: bool


def edited(
    request: HttpRequest,
    form: VersionedForm[M],
    *,
    save: Callable[[VersionedForm[M]], str],
    current: Callable[[], M],
    page: EditPage,
) -> HttpResponse:
    """Show a form or store it; `save` stores and returns where one goes next.

    Who saves second sees what the first one wrote, with nothing of their own lost.
    """

    def context(shown: VersionedForm[M]) -> dict[str, object]:
        return {
            "page": page,
            "home": navigation.home_path(),
            "groups": [(legend, _fields(shown, names)) for legend, names in page.groups],
            "languages": [_in_language(shown, page, code) for code in OTHERS if page.translated],
        }

    template = "ui/edit_page.html"
    return stored(request, form, save=save, current=current, template=template, context=context)


def stored(  # noqa: PLR0913 - what is stored, and how a page of its own shows the form
    request: HttpRequest,
    form: VersionedForm[M],
    *,
    save: Callable[[VersionedForm[M]], str],
    current: Callable[[], M],
    template: str,
    context: Callable[[VersionedForm[M]], Mapping[str, object]],
) -> HttpResponse:
    """Do as `edited` does on a page of its own; `context` is what stands there beside a form.

    The page gets `form`, `is_late` and, where somebody was quicker, what is `differing`.
    """
    differing: Sequence[Differing] = ()
    status, shown = status_of(form), form
    if form.is_valid():
        try:
            path = save(form)
        except ChangedMeanwhileError:
            (shown, differing), status = form.merged(current()), CONFLICT
        except DomainError as error:
            put_on(form, error)
            status = status_of(form)
        else:
            messages.success(request, _("Zapisane."))
            return redirect(path)
    told = {"form": shown, "is_late": status == CONFLICT, "differing": differing}
    return render(request, template, {**context(shown), **told}, status=status)


def _in_language(form: VersionedForm[M], page: EditPage, code: str) -> InLanguage:
    fields = _fields(form, columns(page.translated, languages=[code]))
    is_open = any(each.value() or each.errors for each in fields)
    return InLanguage(WRITTEN_IN[code], fields, is_open)


def _fields(form: VersionedForm[M], names: Sequence[str]) -> list[BoundField]:
    """Return the fields of a group; one that this form has not is left out."""
    return [form[name] for name in names if name in form.fields]
