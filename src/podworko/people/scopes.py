"""Whose card staff may see: those who take part in their PALs, as the modules above tell."""

from collections.abc import Callable
from typing import TypeAlias

from django.db.models import Q

Scope: TypeAlias = Callable[[frozenset[int]], Q]

_SCOPES: dict[str, Scope] = {}


def add(name: str, scope: Scope) -> None:
    """Have `scope` say which people take part in PALs; called from AppConfig.ready."""
    _SCOPES[name] = scope


def of_pals(pal_ids: frozenset[int]) -> Q:
    """Return what is true of everybody who takes part in one of these PALs, in any module."""
    told = Q(pk__in=[])
    for scope in _SCOPES.values():
        told |= scope(pal_ids)
    return told
