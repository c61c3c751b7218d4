"""How many get the newsletter, and what became of each edition."""

from dataclasses import dataclass

from django.db.models import Count, Q

from podworko.promotion.models import Delivery, Edition, Subscription

__all__ = ["Counts", "Told", "counts", "deliveries", "editions"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Who gets it, by way; `waiting` did not confirm yet, `paused` have an address that fails."""

    email: int
    sms: int
    paper: int
    waiting: int
    paused: int


@dataclass(frozen=True, slots=True)
class Told:
    """An edition with how many got it, are waiting for it, or had nothing in it for them."""

    edition: Edition
    written: int
    waiting: int
    empty: int


def counts() -> Counts:
    """Count who gets the newsletter, in one query."""
    states, ways = Subscription.State, Subscription.Way
    wanted = {
        **{way.value: Q(state=states.ACTIVE, way=way) for way in ways},
        "waiting": Q(state=states.WAITING),
        "paused": Q(state=states.PAUSED),
    }
    found = {name: Count("pk", filter=condition) for name, condition in wanted.items()}
    return Counts(**Subscription.objects.aggregate(**found))


def deliveries(edition: Edition) -> Told:
    """Count what became of one edition, in one query."""
    return _told(edition, edition.deliveries.aggregate(**_COUNTED))


def editions(limit: int) -> list[Told]:
    """Return the editions that are over, the newest first, in one query."""
    over = Edition.objects.exclude(state__in=(Edition.State.PREPARED, Edition.State.SENDING))
    by_name = {
        name: Count("deliveries", filter=Q(deliveries__state=name))
        for name in ("written", "waiting", "empty")
    }
    prefixed = {f"{name}_count": count for name, count in by_name.items()}
    rows = over.annotate(**prefixed).order_by("-sends_at", "-pk")[:limit]
    return [_told(row, {name: getattr(row, f"{name}_count") for name in by_name}) for row in rows]


_COUNTED = {
    name: Count("pk", filter=Q(state=getattr(Delivery.State, name.upper())))
    for name in ("written", "waiting", "empty")
}


def _told(edition: Edition, found: dict[str, int]) -> Told:
    return Told(edition, found["written"], found["waiting"], found["empty"])
