"""Who writes of access, and who reads what people ask for."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.network.public import Pal


def told_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs of whose access `user` may write: all for whoever answers for access."""
    pals = Pal.objects.select_related("seat")
    if may(user, May.RUN_ACCESS):
        return pals
    pal_ids = pal_ids_where(user, May.EDIT_PLACES)
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)
