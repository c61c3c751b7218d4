"""Who may see figures. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.public import Pal

__all__ = ["may_see_all", "pals_to_report"]


def pals_to_report(user: User) -> QuerySet[Pal]:
    """Return the PALs whose figures `user` may see: those that worked at some time."""
    rows = Pal.objects.exclude(status=Pal.Status.PLANNED).order_by("folded_name")
    pal_ids = pal_ids_where(user, May.SEE_REPORTS)
    return rows if pal_ids is None else rows.filter(pk__in=pal_ids)


def may_see_all(user: User) -> bool:
    """Whether `user` sees the whole network beside its PALs."""
    return pal_ids_where(user, May.SEE_REPORTS) is None
