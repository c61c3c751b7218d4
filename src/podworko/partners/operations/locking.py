"""How rows of partners are held: what hangs on an organisation is changed under its lock."""

from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.partners.models import Organisation

M = TypeVar("M", bound=Model)


def locked_organisation(pk: int) -> Organisation:
    """Hold an organisation until the transaction ends."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=pk)


def unchanged(row: M, *, fields: tuple[str, ...], seen_version: str) -> M:
    """Hold what is stored of `row`; raise ChangedMeanwhileError when that is not what was seen."""
    manager = type(row)._default_manager  # noqa: SLF001 - Django's public face of a model
    stored: M = manager.select_for_update(no_key=True).get(pk=row.pk)
    if version_of(stored, fields) != seen_version:
        raise ChangedMeanwhileError(_("Ktoś inny zapisał w tym czasie zmiany."))
    return stored
