"""What the desk shows of the staff."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts import policies
from podworko.accounts.models import Grant, HandOver, User
from podworko.accounts.roles import ROLES, Role
from podworko.accounts.second_factor import FACTORS
from podworko.core import times
from podworko.core.tabular import Value

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """A role somebody holds, will hold or held."""

    grant: Grant
    role: Role

    @property
    def state(self) -> str:
        """One of "now", "later", "over"."""
        day = times.today()
        if self.grant.ended_at or (self.grant.valid_to and self.grant.valid_to < day):
            return "over"
        return "later" if self.grant.valid_from > day else "now"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the staff with the roles that the reader may know of."""

    user: User
    grants: list[ShownGrant]
    has_factor: bool

    @property
    def lacks_factor(self) -> bool:
        """Whether the desk stays shut for them until they add a second factor."""
        if not settings.PODWORKO_SECOND_FACTOR:
            return False
        needing = (shown.role.needs_second_factor for shown in self.grants if shown.state == "now")
        return not self.has_factor and any(needing)


def staff_page(reader: User, *, text: str = "", page: str = "") -> tuple[Page[User], list[Member]]:
    """Return a page of the staff `reader` looks after, in three queries whatever their number."""
    rows = _staff(reader, text)
    shown = Paginator(rows, PER_PAGE).get_page(page)
    return shown, [_member(user) for user in shown]


def staff_cells(reader: User, *, text: str = "") -> Iterator[list[Value]]:
    """Yield a row for each role of the staff that `reader` looks after, in two queries."""
    for user in _staff(reader, text):
        for shown in _member(user).grants:
            grant = shown.grant
            where = grant.pal.name if grant.pal else _("cała sieć")
            role = str(shown.role.name)
            yield [user.name, user.email, role, where, grant.valid_from, grant.valid_to]


def _staff(reader: User, text: str) -> QuerySet[User]:
    users = policies.staff_in_reach(reader)
    if text:
        users = users.filter(Q(name__icontains=text) | Q(email__icontains=text))
    rows = _with_grants(users, reader, Grant.objects.not_over())
    return rows.order_by("-is_active", "name", "pk")


def member(reader: User, user: User) -> Member:
    """Return one of them with past roles too, the newest first."""
    return _member(_with_grants(User.objects.filter(pk=user.pk), reader).get())


def taken_over_lately(user: User) -> list[HandOver]:
    """Return what `user` took over in the last month, in one query."""
    since = timezone.now() - policies.LATELY
    rows = user.taken_over.filter(made_at__gte=since).select_related("giver")
    return list(rows.order_by("-made_at", "-pk"))


def hand_overs_of(giver: User, *, reader: User) -> list[HandOver]:
    """Return to whom the work of `giver` went, the latest first, in one query.

    The note is for who took over and who wrote it: it may name residents.
    """
    rows = list(giver.given_over.select_related("taker", "made_by").order_by("-made_at", "-pk"))
    for row in rows:
        if reader.pk not in (row.taker_id, row.made_by_id):
            row.note = ""
    return rows


def _with_grants(
    users: QuerySet[User], reader: User, wanted: QuerySet[Grant] | None = None
) -> QuerySet[User]:
    grants = policies.granted_in_reach(reader)
    if wanted is not None:
        grants = grants & wanted
    ordered = grants.select_related("pal", "granted_by", "ended_by").order_by("-valid_from", "-pk")
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return users.annotate(has_factor=Exists(factors)).prefetch_related(
        Prefetch("grants", queryset=ordered, to_attr="shown_grants")
    )


def _member(user: User) -> Member:
    grants: list[Grant] = user.shown_grants  # type: ignore[attr-defined]
    return Member(
        user=user,
        grants=[ShownGrant(grant, ROLES[grant.role]) for grant in grants],
        has_factor=user.has_factor,  # type: ignore[attr-defined]
    )
