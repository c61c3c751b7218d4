"""What somebody at the counter looks through while a resident waits: cards, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities import policies
from podworko.activities.models import Activity, SignUpList
from podworko.activities.queries.desk import with_words
from podworko.core.phones import mask, mask_email
from podworko.people import public as people

MOST_PEOPLE = 8
MOST_LISTS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A card as it is told apart from its namesakes: no more of the contact than its end."""

    person: people.Person

    @property
    def key(self) -> str:
        return str(self.person.public_id)

    @property
    def hint(self) -> str:
        """The year of birth and the end of the contact, as far as they are known."""
        person = self.person
        reach = mask(person.phone) if person.phone else person.email and mask_email(person.email)
        return ", ".join(str(part) for part in (person.birth_year, reach) if part)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something one can be signed up to, as free as it is for who calls or comes."""

    list: SignUpList

    @property
    def key(self) -> str:
        return str(self.list.public_id)

    @property
    def free(self) -> int | None:
        """Places left; None where there is no limit."""
        left = self.list.free(may_use_reserved=True)
        return None if left == float("inf") else int(left)


def cards(user: User, text: str) -> list[Found]:
    """Return the cards that `user` may see with these letters or digits, in one query."""
    found = people.matching(people.visible_people(user), text, most=MOST_PEOPLE + 1)
    return [Found(person) for person in found]


def offers(user: User, text: str, *, chosen: SignUpList | None = None) -> list[Offer]:
    """Return what comes next with these words, the chosen one among them, in two queries."""
    lists = open_lists(user)
    if text:
        activities = policies.desk_activities(user)
        lists = lists.filter(activity__in=with_words(activities, text))
    found = list(lists.order_by("starts_at", "pk")[:MOST_LISTS])
    if chosen and chosen not in found:
        found = [chosen, *found[: MOST_LISTS - 1]]
    return [Offer(each) for each in found]


def open_lists(user: User) -> QuerySet[SignUpList]:
    """Return the lists to which `user` may sign somebody up right now."""
    now = timezone.now()
    mine = policies.manageable_lists(user).filter(is_cancelled=False, starts_at__gt=now)
    public = mine.filter(activity__state__in=Activity.PUBLIC_STATES)
    is_open = public.filter(Q(closes_at=None) | Q(closes_at__gt=now))
    return is_open.select_related("activity__pal", "activity__place")


def only(keys: Iterable[str]) -> str:
    """Return the one key there is, or "" for none or several: nobody is chosen by chance."""
    held = list(keys)
    return held[0] if len(held) == 1 else ""
