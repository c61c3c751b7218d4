"""Data sets that anybody may take whole: their pages, files, dictionary and catalogue."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from podworko.core.licence import LICENCE, LICENCE_URL
from podworko.opendata import queries
from podworko.opendata.api.door import opened_file
from podworko.opendata.datasets import csvw, dcat, dumps
from podworko.opendata.datasets.catalogue import (
    BY_CODE,
    CSV,
    DATASETS,
    GEOJSON,
    VERSION,
    File,
    file_named,
    files_of,
    is_fiction,
)
from podworko.opendata.datasets.dcat import Json
from podworko.opendata.datasets.dictionary import columns
from podworko.opendata.views import language_asked

JSON_LD = "application/ld+json"
CSVW = "application/csvm+json"
"""RFC 7111 and CSVW give metadata of tables this name."""


@login_not_required
@require_safe
def datasets(request: HttpRequest) -> HttpResponse:
    """List the data sets with their files."""
    context = {
        "datasets": [(each, list(files_of(each))) for each in DATASETS],
        **_licence(),
    }
    return render(request, "opendata/datasets.html", context)


@login_not_required
@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """Tell of one data set: its files, and what each of its columns means."""
    if code not in BY_CODE:
        raise Http404
    found = BY_CODE[code]
    files = list(files_of(found))
    context = {
        "dataset": found,
        "files": files,
        "table": next((each for each in files if each.format == CSV), None),
        "has_map": GEOJSON in found.formats,
        "columns": columns(found),
        "version": VERSION,
        **_licence(),
    }
    return render(request, "opendata/dataset.html", context)


@opened_file
def catalogue(request: HttpRequest) -> HttpResponse:
    """Answer with the catalogue for other catalogues."""
    del request
    with translation.override(settings.LANGUAGE_CODE):
        return _json(dcat.catalogue(), JSON_LD)


@opened_file
def dictionary(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with what the columns of a table are, in the language asked for by `jezyk`."""
    with translation.override(language_asked(request)):
        return _json(csvw.table(_table_or_404(name)), CSVW)


@opened_file
def file(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a whole data set, or 304 for who holds it as it is.

    Raises Http404 for a name that is none, and for a year in which nothing was.
    """
    del request
    found = _file_or_404(name)
    response = HttpResponse(dumps.fresh(found), found.format.media_type)
    response["Content-Disposition"] = f'inline; filename="{_saved_as(found)}"'
    return _for_anybody(response)


def _saved_as(found: File) -> str:
    """Return a file's name for whoever saves it: what is made up says so wherever it goes on."""
    return f"pokaz-{found.name}" if is_fiction() else found.name


def _file_or_404(name: str) -> File:
    found = file_named(name)
    if found is None or (found.dataset.by_year and found.year not in queries.years_of_sessions()):
        raise Http404
    return found


def _table_or_404(name: str) -> File:
    found = _file_or_404(name)
    if found.format != CSV:
        raise Http404
    return found


def _json(told: Json, content_type: str) -> HttpResponse:
    return _for_anybody(HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type))


def _for_anybody(response: HttpResponse) -> HttpResponse:
    """Let any site's scripts read an answer, and caches keep it for as long as a file is fresh."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={dumps.FRESH_SECONDS}"
    return response


def _licence() -> dict[str, str]:
    return {"licence": LICENCE, "licence_url": LICENCE_URL}
