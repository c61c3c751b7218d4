"""What two people may edit at once: who saves second is told, and overwrites nothing."""

from collections.abc import Iterable
from hashlib import sha256

from django.db.models import Model

from podworko.core.errors import DomainError


class ChangedMeanwhileError(DomainError):
    """Somebody else stored a change since this one was begun."""

    code = "changed_meanwhile"


def version_of(row: Model, fields: Iterable[str]) -> str:
    """Return a short text that is another one once any of these fields is another.

    It is made of what is stored and not counted, so that an import shows in it too, and a
    change of other fields does not. Of what a row leads to its key counts, not how it is called.
    """
    columns = {field.name: field.attname for field in row._meta.concrete_fields}  # noqa: SLF001 - Django's public face
    values = [f"{name}={getattr(row, columns.get(name, name))}" for name in sorted(fields)]
    return sha256("\0".join(values).encode()).hexdigest()[:16]
