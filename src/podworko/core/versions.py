"""What two people may edit at once: who saves second is told, and overwrites nothing."""

from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.core.errors import DomainError

M = TypeVar("M", bound=Model)
CHANGED = _("Ktoś inny zapisał w tym czasie zmiany.")


class ChangedMeanwhileError(DomainError):
    """Somebody else stored a change since this one was begun."""

    code = "changed_meanwhile"

    def __init__(self, message: str | Promise = CHANGED, *, field: str = "") -> None:
        super().__init__(message, field=field)


def version_of(row: Model, fields: Iterable[str]) -> str:
    """Return a short text that is another one once any of these fields is another.

    It is made of what is stored and not counted, so that an import shows in it too, and a
    change of other fields does not. Of what a row leads to its key counts, not how it is called.
    """
    columns = {field.name: field.attname for field in row._meta.concrete_fields}  # noqa: SLF001 - Django's public face
    values = [f"{name}={getattr(row, columns.get(name, name))}" for name in sorted(fields)]
    return sha256("\0".join(values).encode()).hexdigest()[:16]


def unchanged(row: M, *, fields: Iterable[str], seen_version: str | None) -> M:
    """Hold what is stored of `row` until the transaction ends, and return it.

    Raises ChangedMeanwhileError when that is not what was seen.
    """
    manager = type(row)._default_manager  # noqa: SLF001 - Django's public face of a model
    stored: M = manager.select_for_update(no_key=True).get(pk=row.pk)
    if version_of(stored, fields) != seen_version:
        raise ChangedMeanwhileError
    return stored
