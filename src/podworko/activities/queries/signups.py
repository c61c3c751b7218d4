"""What people see of their sign-ups, and of the list before they sign up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from podworko.activities import links, passes
from podworko.activities.models import Activity, Guest, Session, SignUp, SignUpList
from podworko.core.phones import mask, mask_email
from podworko.network.public import Place


@dataclass(frozen=True, slots=True)
class SignUpPage:
    """One list as somebody sees it who thinks of signing up."""

    list: SignUpList
    activity: Activity
    sessions: tuple[Session, ...]
    free: int | None
    now: datetime
    by_staff: bool = False

    @property
    def session(self) -> Session | None:
        """The one session, or the first of a course."""
        return self.sessions[0] if self.sessions else None

    @property
    def place(self) -> Place | None:
        return (self.session.place if self.session else None) or self.activity.place

    @property
    def is_course(self) -> bool:
        return self.activity.sign_up_mode == Activity.SignUpMode.COURSE

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def shown_taken(self) -> int:
        """Places gone as the web sees them: those kept for callers are not to be had here."""
        capacity = self.list.capacity or 0
        return capacity if self.free == 0 else max(0, capacity - (self.free or 0))

    @property
    def is_not_yet_open(self) -> bool:
        return self.list.opens_at is not None and self.now < self.list.opens_at

    @property
    def is_open(self) -> bool:
        """Whether somebody may sign up here right now; staff are not bound by the opening."""
        is_closed = self.list.closes_at is not None and self.now >= self.list.closes_at
        is_over = self.list.is_cancelled or self.list.has_begun(self.now)
        is_early = self.is_not_yet_open and not self.by_staff
        return not (is_over or is_closed or is_early)


@dataclass(frozen=True, slots=True)
class ManagePage:
    """A sign-up as the household sees it."""

    sign_up: SignUp
    token: str
    guests: tuple[Guest, ...]
    offer: SignUpPage
    position: int | None
    offer_is_open: bool

    @property
    def code(self) -> str:
        """What they show or type at the door, as long as they have a place."""
        ends = self.offer.list.ends_at
        is_over = self.offer.list.is_cancelled or (ends is not None and ends <= self.offer.now)
        has_place = self.sign_up.status == SignUp.Status.CONFIRMED
        return passes.code_of(self.sign_up) if has_place and not is_over else ""

    @property
    def can_change(self) -> bool:
        """Whether anything may still be changed."""
        is_over = self.offer.list.is_cancelled or self.offer.list.has_begun(self.offer.now)
        return self.sign_up.is_live and not is_over


@dataclass(frozen=True, slots=True)
class MinePage:
    """All of one contact's sign-ups: those to come, and those that are over."""

    contact: str
    coming: tuple["MineRow", ...]
    past: tuple["MineRow", ...]


@dataclass(frozen=True, slots=True)
class MineRow:
    """One sign-up in the list of one's own."""

    sign_up: SignUp
    token: str
    position: int | None


def sign_up_page(sign_up_list: SignUpList, *, by_staff: bool = False) -> SignUpPage:
    """Read what the form shows around itself, in one query beside the list's own."""
    sessions = sign_up_list.sessions.select_related("place", "room").order_by("starts_at")
    left = sign_up_list.free(may_use_reserved=by_staff)
    return SignUpPage(
        list=sign_up_list,
        activity=sign_up_list.activity,
        sessions=tuple(sessions),
        free=None if left == float("inf") else int(left),
        now=timezone.now(),
        by_staff=by_staff,
    )


def takes_sign_ups(activity: Activity) -> bool:
    """Whether residents may sign up for some of an activity right now, in one query."""
    now = timezone.now()
    shut = Q(starts_at__lte=now) | Q(opens_at__gt=now) | Q(closes_at__lte=now)
    lists = activity.sign_up_lists.filter(is_cancelled=False).exclude(shut)
    return activity.is_public and lists.exists()


def manage_page(sign_up: SignUp) -> ManagePage:
    """Read a household's page in three queries, or four when it waits."""
    offer = sign_up_page(sign_up.list)
    until = sign_up.offer_until
    return ManagePage(
        sign_up=sign_up,
        token=links.token(sign_up),
        guests=tuple(sign_up.guests.all()),
        offer=offer,
        position=position(sign_up),
        offer_is_open=until is not None and until > offer.now,
    )


def position(sign_up: SignUp) -> int | None:
    """Return the position in the queue, from 1; None for who does not wait."""
    if sign_up.status != SignUp.Status.WAITING:
        return None
    return sign_up.list.sign_ups.waiting().filter(ticket__lte=sign_up.ticket).count()


def mine(contact: str) -> MinePage:
    """Read everything signed up for with this e-mail or phone, in one query."""
    reach = {"email": contact} if "@" in contact else {"phone": contact}
    rows = [
        MineRow(sign_up, links.token(sign_up), getattr(sign_up, "ahead", None))
        for sign_up in _with_position(SignUp.objects.filter(**reach))
    ]
    now = timezone.now()
    coming = [row for row in rows if _is_coming(row.sign_up, now)]
    past = [row for row in rows if not _is_coming(row.sign_up, now)]
    return MinePage(contact, tuple(coming), tuple(reversed(past)))


def open_lists(activity: Activity, *, after: datetime | None = None) -> list[SignUpList]:
    """Return the lists of an activity that begin after a moment, now by default, in order."""
    begins_after = after or timezone.now()
    lists = activity.sign_up_lists.filter(is_cancelled=False, starts_at__gt=begins_after)
    return list(lists.select_related("activity__pal", "activity__place").order_by("starts_at"))


def masked(contact: str) -> str:
    """Return a contact as shown where somebody may look over the shoulder."""
    return mask_email(contact) if "@" in contact else mask(contact)


def _with_position(rows: QuerySet[SignUp]) -> QuerySet[SignUp]:
    ahead = (
        SignUp.objects.filter(
            list=OuterRef("list"), status=SignUp.Status.WAITING, ticket__lte=OuterRef("ticket")
        )
        .order_by()
        .values("list")
        .annotate(count=Count("pk"))
        .values("count")
    )
    related = rows.select_related("list__activity__pal", "list__activity__place")
    return related.annotate(ahead=Subquery(ahead)).order_by(
        F("list__starts_at").asc(nulls_last=True), "pk"
    )


def _is_coming(sign_up: SignUp, now: datetime) -> bool:
    ends = sign_up.list.ends_at
    return sign_up.is_live and (ends is None or ends > now)
