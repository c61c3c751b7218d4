"""Who may see and change a resident's card. The only place that decides."""

import uuid

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.people import scopes
from podworko.people.models import Person

__all__ = ["card_in_sight", "editable_people", "visible_people"]


def visible_people(user: User) -> QuerySet[Person]:
    """Return the cards `user` may see: of people who take part in their PALs, no others."""
    return _within(user, May.SEE_PEOPLE)


def card_in_sight(user: User, key: uuid.UUID) -> Person | None:
    """Return the card with this public key, or the one it became part of, if `user` may see it."""
    found = Person.objects.filter(public_id=key).first()
    return visible_people(user).filter(pk=found.kept.pk).first() if found else None


def editable_people(user: User) -> QuerySet[Person]:
    """Return the cards `user` may change, and make one of two."""
    return _within(user, May.EDIT_PEOPLE)


def _within(user: User, permission: May) -> QuerySet[Person]:
    pal_ids = pal_ids_where(user, permission)
    current = Person.objects.current()
    if pal_ids is None:
        return current
    # Children and adults of one guardian belong to whoever works with either.
    direct = current.filter(scopes.of_pals(pal_ids)).values("pk")
    return current.filter(
        Q(pk__in=direct) | Q(wards__child__in=direct) | Q(guardians__guardian__in=direct)
    ).distinct()
