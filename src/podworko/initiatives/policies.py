"""Who may see and change what residents run themselves. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.public import Pal

__all__ = ["pals_where"]


def pals_where(user: User, permission: May) -> QuerySet[Pal]:
    """Return the PALs in which `user` has a permission."""
    pal_ids = pal_ids_where(user, permission)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)
