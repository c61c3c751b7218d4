"""A file brought in at the desk: the file, its columns, a look at every row, only then taking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from podworko.accounts.models import User
from podworko.accounts.requests import StaffRequest
from podworko.accounts.waiting_files import put_aside, taken_back
from podworko.core.errors import DomainError
from podworko.core.http import put_on, status_of
from podworko.core.taking import Report

S = TypeVar("S")
F = TypeVar("F", bound=forms.Form)
MOST_SHOWN = 500


TEMPLATE = "desk/import.html"
Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """What stands around the three steps: a title, and the list that what was taken is seen on."""

    title: Text
    list_label: Text
    list_url_name: str
    list_words: Text
    """What leads to the list once the file is taken."""
    count_words: Callable[[int], str]
    """How many rows there are, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImport(Generic[S, F]):
    """How one kind of file is brought in; nothing of it is stored before the last step.

    `read` makes a source of a file and raises DomainError for what is none; `mapping_form` is
    made for what was sent, None at first, with `initial`; `take` takes the rows or tries it;
    `told` is what the page says of a source beside the form: `count`, and of a table its
    `header` and, if any, first rows as `samples`.
    """

    page: ImportPage
    url_name: str
    file_form: type[forms.Form]
    read: Callable[[str, bytes], S]
    mapping_form: Callable[[QueryDict | None, S, User, Mapping[str, object]], F]
    take: Callable[[str, S, F, User, bool], Report]
    told: Callable[[S], Mapping[str, Any]]

    def answer(self, request: StaffRequest) -> HttpResponse:
        """Answer one of the three steps."""
        if "held" in request.POST:
            return self._with_columns(request)
        form = self.file_form(request.POST or None, request.FILES or None)
        if form.is_valid():
            file = form.cleaned_data["file"]
            data = file.read()
            try:
                source = self.read(file.name, data)
            except DomainError as error:
                put_on(form, error)
            else:
                held = put_aside(file.name, data, user=request.user)
                known = self.mapping_form(None, source, request.user, {"held": held})
                return self._columns(request, source, known)
        return self._drawn(request, {"file_form": form}, status=status_of(form))

    def _with_columns(self, request: StaffRequest) -> HttpResponse:
        """Look at what would become of each row, or take them."""
        found = taken_back(request.POST["held"], user=request.user)
        if found is None:
            messages.error(request, _("Plik leżał za długo. Wybierz go jeszcze raz."))
            return redirect(self.url_name)
        name, data = found
        source = self.read(name, data)
        form = self.mapping_form(request.POST, source, request.user, {"held": ""})
        if not form.is_valid() or "columns" in request.POST:
            return self._columns(request, source, form)
        is_try = "take" not in request.POST
        try:
            report = self.take(name, source, form, request.user, is_try)
        except DomainError as error:
            put_on(form, error)
            return self._columns(request, source, form)
        return self._report(request, form, report, is_taken=not is_try)

    def _columns(self, request: StaffRequest, source: S, form: F) -> HttpResponse:
        told = dict(self.told(source))
        context = {"form": form, **told, "count_words": self.page.count_words(told["count"])}
        return self._drawn(request, context, status=status_of(form))

    def _report(
        self, request: StaffRequest, form: F, report: Report, *, is_taken: bool
    ) -> HttpResponse:
        if is_taken:
            words = _("Plik wczytany. Poniżej widać, co stało się z każdym wierszem.")
            messages.success(request, words)
        lines: list[Any] = sorted(report.lines, key=lambda line: line.outcome != "refused")
        context = {
            "form": form,
            "report": report,
            "counts": report.counts(),
            "lines": lines[:MOST_SHOWN],
            "more": max(0, len(lines) - MOST_SHOWN),
            "is_taken": is_taken,
        }
        return self._drawn(request, context)

    def _drawn(
        self, request: StaffRequest, context: Mapping[str, object], *, status: int = 200
    ) -> HttpResponse:
        urls = {"here": reverse(self.url_name), "list_url": reverse(self.page.list_url_name)}
        return render(request, TEMPLATE, {"page": self.page, **urls, **context}, status=status)
