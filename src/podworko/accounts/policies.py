"""Who may do what. The only place that decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from podworko.accounts.models import Grant, User
from podworko.accounts.roles import ROLES, May, Role

__all__ = ["may", "needs", "pal_ids_where", "roles_of"]


V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def may(user: User | AnonymousUser, permission: May, *, pal_id: int | None = None) -> bool:
    """Whether `user` has `permission` for this PAL; without a PAL, for any at all."""
    grants = [grant for grant in _grants(user) if permission in ROLES[grant.role].may]
    if pal_id is None:
        return bool(grants)
    return any(grant.pal_id in (None, pal_id) for grant in grants)


def pal_ids_where(user: User | AnonymousUser, permission: May) -> frozenset[int] | None:
    """Return the PALs where `user` has `permission`; None means the whole network."""
    grants = [grant for grant in _grants(user) if permission in ROLES[grant.role].may]
    if any(grant.pal_id is None for grant in grants):
        return None
    return frozenset(cast("int", grant.pal_id) for grant in grants)


def roles_of(user: User | AnonymousUser) -> list[Role]:
    """Return the roles `user` holds today, wherever that is."""
    return [ROLES[grant.role] for grant in _grants(user)]


def needs(permission: May) -> Callable[[V], V]:
    """Guard a view: who is signed in without `permission` anywhere gets 403."""

    def guard(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
            if not may(cast("User", request.user), permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast("V", guarded)

    return guard


def _grants(user: User | AnonymousUser) -> list[Grant]:
    """Read the grants once per request: they are kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[Grant] | None = getattr(user, "_grants_today", None)
    if known is None:
        known = list(user.grants.today())
        user._grants_today = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known
