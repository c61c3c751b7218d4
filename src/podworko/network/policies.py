"""Who may change what of the network. The only place that decides."""

from django.db.models import Q, QuerySet

from podworko.accounts.public import Grant, May, User, pal_ids_where
from podworko.network.booking.models import Booking, BookingQuerySet, Group
from podworko.network.leaders import Leader
from podworko.network.models import Pal

__all__ = [
    "accounts_for",
    "bookings_for",
    "closable_pals",
    "editable_leaders",
    "editable_pals",
    "groups_for",
    "leader_pals",
    "leaders_for",
    "leads_everywhere",
    "lending_pals",
    "ruled_pals",
]


def editable_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose contact, hours, building and rooms `user` may change."""
    pal_ids = pal_ids_where(user, May.EDIT_PLACES)
    pals = Pal.objects.select_related("seat", "district")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)


def closable_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose seat `user` may close, with all that is planned in it."""
    pal_ids = pal_ids_where(user, May.CLOSE_BUILDINGS)
    pals = Pal.objects.select_related("seat")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)


def leaders_for(user: User) -> QuerySet[Leader]:
    """Return the leaders, those who work today, whom `user` may plan for an activity."""
    return Leader.objects.within(pal_ids_where(user, May.EDIT_ACTIVITIES)).working()


def editable_leaders(user: User) -> QuerySet[Leader]:
    """Return the leaders, former ones too, whose facts `user` may see and change."""
    return Leader.objects.within(pal_ids_where(user, May.EDIT_LEADERS))


def leader_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs for which `user` may say who leads there."""
    pal_ids = pal_ids_where(user, May.EDIT_LEADERS)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def leads_everywhere(user: User) -> bool:
    """Whether `user` may have somebody lead in the whole network."""
    return pal_ids_where(user, May.EDIT_LEADERS) is None


def accounts_for(user: User) -> QuerySet[User]:
    """Return the open accounts that `user` may say a leader has: those with a role near them."""
    pal_ids = pal_ids_where(user, May.EDIT_LEADERS)
    held = Grant.objects.today()
    near = held if pal_ids is None else held.filter(Q(pal__in=pal_ids) | Q(pal=None))
    return User.objects.filter(is_active=True, pk__in=near.values("user"))


def lending_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose rooms `user` may lend to groups."""
    pal_ids = pal_ids_where(user, May.LEND_ROOMS)
    pals = Pal.objects.select_related("seat")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)


def ruled_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose house rules and windows for groups `user` may change."""
    pal_ids = pal_ids_where(user, May.SET_HOUSE_RULES)
    pals = Pal.objects.select_related("seat")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)


def groups_for(user: User) -> QuerySet[Group]:
    """Return the groups, with their contacts, that `user` may see, change and book for."""
    return Group.objects.filter(pal__in=lending_pals(user)).select_related("pal__seat")


def bookings_for(user: User) -> BookingQuerySet:
    """Return the bookings that `user` may see and answer."""
    related = Booking.objects.select_related("group__pal", "room__place")
    return related.filter(group__pal__in=lending_pals(user))
