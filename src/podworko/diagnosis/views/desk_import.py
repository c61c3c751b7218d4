"""The desk's page of importing resources."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import FileImport, ImportPage, May, StaffRequest, User, needs
from podworko.core.taking import Report
from podworko.diagnosis import policies
from podworko.diagnosis.forms.importing import FileForm, MappingForm
from podworko.diagnosis.importing import Options, Source, read_source
from podworko.diagnosis.importing.storing import take
from podworko.diagnosis.views.desk_map import may_be_of_none

SAMPLES = 3


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def import_file(request: StaffRequest) -> HttpResponse:
    """Take a file in three steps, nothing stored before the last."""
    return _IMPORT.answer(request)


def _mapping_form(
    data: QueryDict | None, source: Source, user: User, initial: Mapping[str, object]
) -> MappingForm:
    return MappingForm(
        data,
        source=source,
        pals=policies.pals_where(user, May.EDIT_MAP),
        may_be_of_none=may_be_of_none(user),
        initial=initial,
    )


def _take(name: str, source: Source, form: MappingForm, user: User, is_try: bool) -> Report:  # noqa: FBT001 - as FileImport gives it
    options = Options(
        actor=user, pal=form.cleaned_data["pal"], mapping=form.mapping(), dry_run=is_try
    )
    return take(name, source, options=options)


def _told(source: Source) -> dict[str, Any]:
    first = source.rows[:SAMPLES]
    return {
        "count": len(source.rows),
        "header": source.header,
        "samples": [[row.cells.get(column, "") for column in source.header] for row in first],
    }


def _count_words(count: int) -> str:
    words = ngettext("W pliku jest %(count)d wiersz.", "Wiersze w pliku: %(count)d.", count)
    return words % {"count": count}


_IMPORT = FileImport(
    page=ImportPage(
        title=gettext_lazy("Wczytaj zasoby z pliku"),
        list_label=gettext_lazy("Zasoby"),
        list_url_name="diagnosis:desk_resources",
        list_words=gettext_lazy("Zobacz zasoby"),
        count_words=_count_words,
    ),
    url_name="diagnosis:desk_import",
    file_form=FileForm,
    read=read_source,
    mapping_form=_mapping_form,
    take=_take,
    told=_told,
)
