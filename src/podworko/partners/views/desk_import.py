"""The desk's page of importing partners."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import FileImport, ImportPage, May, StaffRequest, User, needs
from podworko.core.taking import Report
from podworko.partners import policies
from podworko.partners.forms.importing import FileForm, MappingForm
from podworko.partners.importing import Options, Source, read_source, take


@needs(May.RUN_PARTNERS)
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
        pals=policies.pals_where(user),
        may_be_of_none=policies.may_be_of_none(user),
        initial=initial,
    )


def _take(name: str, source: Source, form: MappingForm, user: User, is_try: bool) -> Report:  # noqa: FBT001 - as FileImport gives it
    options = Options(
        actor=user,
        pal=form.cleaned_data["pal"],
        mapping=form.mapping(),
        dry_run=is_try,
        publish=form.cleaned_data["publish"],
    )
    return take(name, source, options=options)


def _told(source: Source) -> dict[str, Any]:
    return {"count": source.count, "header": source.header}


def _count_words(count: int) -> str:
    words = ngettext("W pliku jest %(count)d usługa.", "Usługi w pliku: %(count)d.", count)
    return words % {"count": count}


_IMPORT = FileImport(
    page=ImportPage(
        title=gettext_lazy("Wczytaj partnerów z pliku"),
        list_label=gettext_lazy("Partnerzy"),
        list_url_name="partners:desk_organisations",
        list_words=gettext_lazy("Zobacz partnerów"),
        count_words=_count_words,
    ),
    url_name="partners:desk_import",
    file_form=FileForm,
    read=read_source,
    mapping_form=_mapping_form,
    take=_take,
    told=_told,
)
