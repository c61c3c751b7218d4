"""Who may change what of the network. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.models import Pal

__all__ = ["editable_pals"]


def editable_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose contact, hours, building and rooms `user` may change."""
    pal_ids = pal_ids_where(user, May.EDIT_PLACES)
    pals = Pal.objects.select_related("seat", "district")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)
