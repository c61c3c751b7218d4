"""Columns of a kind of their own."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class SealedField(_TextField):
    """A column that holds what `core.vault.sealed` returned, or "" for nothing.

    `core.vault.rotate` finds every such column and seals it anew.
    """
