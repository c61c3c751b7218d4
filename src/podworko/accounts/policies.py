"""Who may do what. The only place that decides."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from podworko.accounts.models import Grant, GrantQuerySet, User
from podworko.accounts.roles import ADMINISTRATOR, ROLES, May, Role
from podworko.core import times

__all__ = [
    "grantable_pal_ids",
    "grantable_roles",
    "granted_in_reach",
    "granters_of",
    "holders_of",
    "may",
    "may_close_accounts",
    "may_grant",
    "may_hand_over",
    "may_see_pack",
    "may_sign_out",
    "needs",
    "pack_pal_ids",
    "pal_ids_where",
    "roles_of",
    "staff_in_reach",
    "when_lost",
    "when_over",
]


LATELY = timedelta(days=30)
"""How long after a role its holder's work is still told of."""

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


def may_grant(user: User, role: str, pal_id: int | None) -> bool:
    """Whether `user` may give or end `role` there: nobody gives more, or wider, than they may."""
    return any(
        role in ROLES[grant.role].grants and grant.pal_id in (None, pal_id)
        for grant in _grants(user)
    )


def grantable_roles(user: User) -> list[Role]:
    """Return the roles that `user` may give somewhere, in the order of the table."""
    codes = {code for grant in _grants(user) for code in ROLES[grant.role].grants}
    return [role for role in ROLES.values() if role.code in codes]


def grantable_pal_ids(user: User) -> frozenset[int] | None:
    """Return the PALs in which `user` may give roles; None means everywhere."""
    return pal_ids_where(user, May.GRANT_ROLES)


def granted_in_reach(user: User) -> GrantQuerySet:
    """Return the grants, ended ones too, that `user` looks after."""
    pal_ids = grantable_pal_ids(user)
    return Grant.objects.all() if pal_ids is None else Grant.objects.filter(pal__in=pal_ids)


def granters_of(role: str, pal_id: int | None) -> list[User]:
    """Return who may give `role` there today, those of the PAL first."""
    codes = [code for code, one in ROLES.items() if role in one.grants]
    grants = Grant.objects.today().filter(role__in=codes, user__is_active=True)
    rows = grants.filter(Q(pal=None) | Q(pal=pal_id)).select_related("user")
    ordered = sorted(rows, key=lambda grant: (grant.pal_id is None, grant.user.name))
    return list(dict.fromkeys(grant.user for grant in ordered))


def holders_of(permission: May, *, pal_ids: Iterable[int], network_too: bool = True) -> list[User]:
    """Return who may do something in one of these PALs today; those of the network too, or not."""
    codes = [code for code, role in ROLES.items() if permission in role.may]
    where = Q(pal__in=list(pal_ids)) | (Q(pal=None) if network_too else Q())
    held = Grant.objects.today().filter(where, role__in=codes)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def when_over(grant: Grant) -> datetime | None:
    """Return the moment a grant ended, or None while it holds or is to come."""
    if grant.ended_at:
        return grant.ended_at
    if grant.valid_to and grant.valid_to < times.today():
        return times.day_bounds(grant.valid_to)[1]
    return None


def when_lost(user: User, permission: May, *, pal_id: int) -> datetime | None:
    """Return when `user` last lost `permission` in this PAL; None if they never held it.

    None as well while they hold it.
    """
    if may(user, permission, pal_id=pal_id):
        return None
    codes = [code for code, role in ROLES.items() if permission in role.may]
    grants = user.grants.filter(Q(pal=None) | Q(pal=pal_id), role__in=codes)
    over = [moment for moment in map(when_over, grants) if moment]
    return max(over, default=None)


def staff_in_reach(user: User) -> QuerySet[User]:
    """Return the accounts that `user` looks after: those with a role, even a past one, there."""
    if grantable_pal_ids(user) is None:
        return User.objects.all()
    return User.objects.filter(pk__in=granted_in_reach(user).values("user"))


def may_close_accounts(user: User) -> bool:
    """Whether `user` may close accounts and take second factors off, administrators' too.

    A manager of all PALs may not: that would be a way to be rid of those above.
    """
    return may_grant(user, ADMINISTRATOR.code, None)


def may_sign_out(user: User, other: User) -> bool:
    """Whether `user` may end the sessions of `other`: nobody's who holds what `user` gives not."""
    codes = {role.code for role in grantable_roles(user)}
    held = set(other.grants.not_over().values_list("role", flat=True))
    return user == other or bool(codes and held <= codes)


def may_hand_over(user: User, giver: User) -> bool:
    """Whether `user` may pass on what `giver` has in hand."""
    return may(user, May.GRANT_ROLES) and staff_in_reach(user).filter(pk=giver.pk).exists()


def may_see_pack(user: User, giver: User) -> bool:
    """Whether `user` may read what `giver` has in hand: themselves, who took over, who decides."""
    is_theirs = user == giver or giver.given_over.filter(taker=user).exists()
    return is_theirs or may_hand_over(user, giver)


def pack_pal_ids(user: User, giver: User) -> frozenset[int]:
    """Return the PALs whose work of `giver` is told: where a role holds, or held till lately."""
    grants = giver.grants.exclude(pal=None)
    own = grantable_pal_ids(user) if may_hand_over(user, giver) else None
    return frozenset(
        cast("int", grant.pal_id)
        for grant in grants
        if _is_recent(grant) and (own is None or grant.pal_id in own)
    )


def needs(*any_of: May) -> Callable[[V], V]:
    """Guard a view: who is signed in without any of these permissions anywhere gets 403."""

    def guard(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
            if not any(may(cast("User", request.user), each) for each in any_of):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast("V", guarded)

    return guard


def _is_recent(grant: Grant) -> bool:
    over = when_over(grant)
    return over is None or timezone.now() - over <= LATELY


def _grants(user: User | AnonymousUser) -> list[Grant]:
    """Read the grants once per request: they are kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[Grant] | None = getattr(user, "_grants_today", None)
    if known is None:
        known = list(user.grants.today())
        user._grants_today = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known
