"""Who may do what with rights and registers. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, may
from podworko.core.text import fold
from podworko.people.public import Person
from podworko.privacy.models import RightsRequest


def may_run(user: User) -> bool:
    """Whether `user` keeps the registers: the data-protection officer."""
    return may(user, May.RUN_PRIVACY)


def candidates(request: RightsRequest) -> QuerySet[Person]:
    """Return cards that may be of whoever asks: with their contact, or their name."""
    rows = Person.objects.current()
    found = rows.none()
    if request.email:
        found |= rows.filter(email=request.email)
    if request.phone:
        found |= rows.filter(phone=request.phone)
    if request.name:
        found |= rows.filter(folded_name=fold(request.name))
    return found.distinct().order_by("folded_name", "pk")
