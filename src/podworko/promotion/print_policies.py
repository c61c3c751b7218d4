"""Who may print what at the desk. Only what anybody may read is printed, by anybody."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.network.public import Pal

__all__ = ["may_print", "printed_pals"]


def printed_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose prints `user` finds at the desk."""
    pal_ids = pal_ids_where(user, May.SEE_DESK)
    pals = Pal.objects.select_related("seat")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)


def may_print(user: User | AnonymousUser) -> bool:
    """Whether `user` finds the prints of any PAL at the desk."""
    return may(user, May.SEE_DESK)
