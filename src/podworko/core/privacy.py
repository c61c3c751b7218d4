"""Every model says which personal data it holds, why, and for how long (RODO art. 5 and 30).

Export, erasure and retention are driven by these declarations; a test refuses a model
that has none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a model holds about people: fields, purpose and days to keep them.

    `none` says why there is nothing personal in a model without such fields.
    """

    fields: tuple[str, ...] = ()
    purpose: str = ""
    keep_days: int | None = None
    erase: str = ""
    none: str = ""


M = TypeVar("M", bound=models.Model)

DECLARATIONS: dict[type[models.Model], Declaration] = {}


def personal_data(
    *fields: str,
    purpose: str = "",
    keep_days: int | None = None,
    erase: str = "",
    none: str = "",
) -> Callable[[type[M]], type[M]]:
    """Declare the personal data of a model; see Declaration for the words.

    Raises ValueError for a declaration that says neither what is held nor why nothing is.
    """
    if bool(fields) == bool(none) or (fields and not (purpose and erase)):
        message = "Declare fields with purpose and erase, or say in `none` why there are none."
        raise ValueError(message)

    def declare(model: type[M]) -> type[M]:
        DECLARATIONS[model] = Declaration(fields, purpose, keep_days, erase, none)
        return model

    return declare
