"""What standards a PAL has, whether they are reviewed in time, and who of the staff knows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from podworko.accounts.public import Grant, User
from podworko.core import times
from podworko.network.public import Pal
from podworko.volunteering.models import Acknowledgement, Review, Standards
from podworko.volunteering.models.standards import review_due_on

__all__ = ["SOON", "Kept", "Reader", "kept_standards", "public_standards", "readers_of"]

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """The standards of one PAL as its desk sees them."""

    pal: Pal
    current: Standards | None
    """What holds today."""
    coming: Standards | None
    """What is issued and holds from a later day on."""
    draft: Standards | None
    editions: tuple[Standards, ...]
    reviews: tuple[Review, ...]
    due_on: date | None
    """By when the current ones are to be reviewed."""
    is_known: bool
    """Whether the reader has acknowledged the newest edition."""

    @property
    def newest(self) -> Standards | None:
        return self.coming or self.current

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < times.today()

    @property
    def is_due_soon(self) -> bool:
        return (
            self.due_on is not None
            and not self.is_overdue
            and self.due_on <= (times.today() + SOON)
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """One of the staff, and when they acknowledged the newest edition; None for not yet."""

    user: User
    known_on: date | None


def kept_standards(pals: Collection[Pal], *, reader: User | None = None) -> list[Kept]:
    """Return the standards of each PAL, in their order; three queries."""
    rows: dict[int, list[Standards]] = {}
    for row in (
        Standards.objects.filter(pal__in=pals)
        .select_related("pal")
        .order_by("-valid_from", "-number")
    ):
        rows.setdefault(row.pal_id, []).append(row)
    reviews: dict[int, list[Review]] = {}
    for review in Review.objects.filter(standards__pal__in=pals).select_related("by", "standards"):
        reviews.setdefault(review.standards.pal_id, []).append(review)
    known = Acknowledgement.objects.filter(user=reader, standards__pal__in=pals)
    held = set(known.values_list("standards", flat=True))
    return [_kept(pal, rows.get(pal.pk, []), reviews.get(pal.pk, []), held) for pal in pals]


def public_standards(pal: Pal) -> Standards | None:
    """Return what holds at a PAL today, None where nothing was issued."""
    return Standards.objects.in_force().filter(pal=pal).first()


def readers_of(standards: Standards) -> list[Reader]:
    """Return the staff of a PAL with when each acknowledged an edition; two queries.

    Staff is whoever has an open account and a role there, or in the whole network, today.
    """
    told = dict(standards.acknowledgements.values_list("user", "known_on"))
    held = Grant.objects.today().filter(Q(pal=standards.pal_id) | Q(pal=None))
    users = User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")
    readers = [Reader(user, told.get(user.pk)) for user in users]
    return sorted(readers, key=lambda reader: reader.known_on is not None)


def _kept(pal: Pal, rows: list[Standards], reviews: list[Review], known: set[int]) -> Kept:
    today = times.today()
    issued = [row for row in rows if row.is_issued]
    current = next((row for row in issued if row.valid_from <= today), None)
    coming = next((row for row in issued if row.valid_from > today), None)
    draft = next((row for row in rows if not row.is_issued), None)
    newest = coming or current
    return Kept(
        pal,
        current,
        coming,
        draft,
        tuple(issued),
        tuple(reviews),
        _due_on(current, reviews),
        newest is not None and newest.pk in known,
    )


def _due_on(current: Standards | None, reviews: list[Review]) -> date | None:
    if current is None:
        return None
    days = [review.reviewed_on for review in reviews if review.standards_id == current.pk]
    return review_due_on(max([current.valid_from, *days]))
