"""What pages show of the press desk: releases and their ways, the media, what came of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from podworko.activities.public import Session
from podworko.core import times
from podworko.core.text import fold
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.promotion.models import (
    Clipping,
    Dispatch,
    Outlet,
    OutletQuerySet,
    Photo,
    PhotoQuerySet,
    PressContact,
    Release,
    ReleasePhoto,
    ReleaseQuerySet,
    Scope,
)

__all__ = [
    "Choice",
    "History",
    "Mailed",
    "PressCounts",
    "PressOffice",
    "Written",
    "choices_for",
    "clipping_years",
    "clippings_in",
    "dispatches_of",
    "found_outlets",
    "history_of",
    "photos_for",
    "press_counts",
    "press_office",
    "releases_out",
    "with_photos",
    "written",
]

IN_HISTORY = 50
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Written:
    """The releases of one's desk, by what is to be done with them."""

    drafts: list[Release]
    coming: list[Release]
    rest: QuerySet[Release]


@dataclass(frozen=True, slots=True)
class Choice:
    """A contact to choose: `is_fit` when the outlet tells of where the release is from."""

    contact: PressContact
    is_fit: bool


@dataclass(frozen=True, slots=True)
class Mailed:
    """One message to one contact, and what became of it."""

    dispatch: Dispatch
    status: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class History:
    """What an outlet was sent, and what it printed or aired."""

    dispatches: list[Dispatch]
    clippings: list[Clipping]


@dataclass(frozen=True, slots=True)
class PressCounts:
    """A year of the press desk in figures.

    `reach` adds up what is known: the same person may have read and heard; `without_reach`
    is of how many clippings nobody knows it.
    """

    releases: int = 0
    dispatches: int = 0
    outlets: int = 0
    clippings: int = 0
    from_releases: int = 0
    reach: int = 0
    without_reach: int = 0
    by_kind: tuple[tuple[str, int], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PressOffice:
    """Whom journalists call, and how much is on in the next thirty days."""

    pals: tuple[Pal, ...]
    sessions: int


def written(rows: ReleaseQuerySet) -> Written:
    """Sort what somebody writes: drafts, what waits for its time, and what is out or withdrawn."""
    drafts = rows.filter(state=Release.State.DRAFT).order_by("-pk")
    public = Release.objects.public().values("pk")
    coming = rows.filter(state=Release.State.RELEASED).exclude(pk__in=public)
    over = rows.filter(Q(pk__in=public) | Q(state=Release.State.WITHDRAWN))
    counted = over.annotate(clippings_count=Count("clippings"))
    return Written(
        list(drafts), list(coming.order_by("goes_at", "pk")), counted.order_by("-goes_at", "-pk")
    )


def releases_out(*, pal: Pal | None = None) -> ReleaseQuerySet:
    """Return what everybody may read, the newest first; of one PAL with the network's own."""
    rows = Release.objects.public()
    return rows.filter(Q(pal=pal) | Q(pal=None)) if pal else rows


def with_photos(photos: Sequence[Photo]) -> QuerySet[ReleasePhoto]:
    """Return with which releases newsrooms may take these photographs, by the releases' keys."""
    rows = ReleasePhoto.objects.filter(photo__in=[photo.pk for photo in photos])
    shown = rows.exclude(release__state=Release.State.WITHDRAWN)
    return shown.select_related("release").order_by("release", "pk")


def photos_for(release: Release, among: PhotoQuerySet) -> PhotoQuerySet:
    """Return what of the library may go to the media and is not there yet, the newest first."""
    ours = among.shown_in(Scope.PRESS).exclude(release_photos__release=release)
    return ours.filter(Q(pal=release.pal) | Q(pal=None))


def choices_for(release: Release) -> list[Choice]:
    """Return whom a release may still go to, those who tell of its neighbourhood first.

    Three queries, whatever their number.
    """
    # Without those taken off the list since: NOT IN with a NULL is true of nobody.
    first = release.dispatches.filter(kind=Dispatch.Kind.RELEASE, contact__isnull=False)
    held = first.values("contact")
    rows = PressContact.objects.active().exclude(pk__in=held).select_related("outlet")
    covering = Outlet.objects.covering(release.pal).filter(language=release.language)
    fit = set(covering.values_list("pk", flat=True))
    found = [Choice(row, row.outlet_id in fit) for row in rows.order_by("outlet__name", "name")]
    return sorted(found, key=lambda choice: not choice.is_fit)


def dispatches_of(release: Release) -> list[Mailed]:
    """Return whom a release went to or waits for, with what became of each message; two queries."""
    rows = list(release.dispatches.select_related("contact", "outlet").order_by("pk"))
    written_about = messages.messages_about_all(rows)
    return [_mailed(row, written_about.get(row.pk)) for row in rows]


def found_outlets(
    *, text: str = "", kinds: Iterable[str] = (), pal: Pal | None = None, state: str = ""
) -> OutletQuerySet:
    """Return the outlets that a search and filters leave, with their contacts, by name."""
    rows = Outlet.objects.covering(pal)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    if state == "nie":
        rows = rows.filter(is_active=False)
    if state == "wraca":
        paused = PressContact.objects.filter(state=PressContact.State.PAUSED)
        rows = rows.filter(pk__in=paused.values("outlet"))
    if text.strip():
        rows = rows.filter(pk__in=_named(text))
    counted = rows.annotate(printed=Count("clippings", distinct=True))
    contacts = Prefetch("contacts", queryset=PressContact.objects.order_by("name", "pk"))
    return counted.prefetch_related(contacts, "pals").order_by("name", "pk")


def history_of(outlet: Outlet, *, written: ReleaseQuerySet) -> History:
    """Return what an outlet was sent and what it made of it, the newest first.

    Of releases that nobody else may read yet, only those among `written`.
    """
    known = Q(release__in=Release.objects.public().order_by().values("pk"))
    known |= Q(release__in=written.order_by().values("pk"))
    known |= Q(release__in=Release.objects.withdrawn().values("pk"))
    sent = outlet.dispatches.filter(known, state=Dispatch.State.SENT)
    with_release = sent.select_related("release", "contact").order_by("-sent_at", "-pk")
    return History(
        list(with_release[:IN_HISTORY]),
        list(outlet.clippings.select_related("pal", "release")[:IN_HISTORY]),
    )


def clippings_in(
    rows: QuerySet[Clipping], *, year: int | None = None, pal: Pal | None = None
) -> QuerySet[Clipping]:
    """Return what appeared in a year, of one PAL; without either, all."""
    if year:
        rows = rows.filter(appeared_on__year=year)
    return rows.filter(pal=pal) if pal else rows


def clipping_years(rows: QuerySet[Clipping]) -> list[int]:
    """Return the years of which there are clippings, and the running one, the newest first."""
    held = {day.year for day in rows.dates("appeared_on", "year")}
    return sorted(held | {times.today().year}, reverse=True)


def press_counts(
    *,
    since: date,
    until: date,
    releases: QuerySet[Release] | None = None,
    clippings: QuerySet[Clipping] | None = None,
) -> PressCounts:
    """Return what the media were told and told between two days, both within; five queries.

    Of all, or of the rows given. A release under embargo counts once it left; one that was
    withdrawn does not.
    """
    start, end = times.days_bounds(since, until)
    rows = Release.objects.all() if releases is None else releases
    out = rows.filter(state=Release.State.RELEASED, goes_at__gte=start, goes_at__lt=end)
    out = out.filter(pk__in=Release.objects.out().values("pk"))
    sent = Dispatch.objects.filter(release__in=out, state=Dispatch.State.SENT)
    first = sent.filter(kind=Dispatch.Kind.RELEASE)
    printed = Clipping.objects.all() if clippings is None else clippings
    found = printed.filter(appeared_on__gte=since, appeared_on__lte=until).order_by()
    told = list(found.values_list("outlet__kind", "reach", "release_id"))
    kinds = Counter(kind for kind, _reach, _release in told)
    return PressCounts(
        releases=out.count(),
        dispatches=first.count(),
        outlets=first.values("outlet").distinct().count(),
        clippings=len(told),
        from_releases=sum(release is not None for _kind, _reach, release in told),
        reach=sum(reach or 0 for _kind, reach, _release in told),
        without_reach=sum(reach is None for _kind, reach, _release in told),
        by_kind=tuple((str(Outlet.Kind(kind).label), n) for kind, n in kinds.most_common()),
    )


def _mailed(row: Dispatch, message: messages.Message | None) -> Mailed:
    is_refused = message is not None and message.status == messages.Status.FAILED
    if row.state == Dispatch.State.SENT and message is not None:
        return Mailed(row, str(message.get_status_display()), is_refused)
    return Mailed(row, str(row.get_state_display()), is_refused)


def _named(text: str) -> list[int]:
    """Return the outlets in whose name, or of whose people, a text stands, whatever its letters."""
    wanted = fold(text)
    rows = Outlet.objects.prefetch_related("contacts")
    return [row.pk for row in rows if wanted in _folded(row)]


def _folded(outlet: Outlet) -> str:
    names = (contact.name for contact in outlet.contacts.all())
    return fold(" ".join((outlet.name, outlet.wants, *names)))


def press_office() -> PressOffice:
    """Return whom journalists call, place by place, and the network in figures; two queries."""
    pals = list(Pal.objects.open_to_people().order_by("folded_name"))
    now = timezone.now()
    coming = Session.objects.public().filter(
        status=Session.Status.PLANNED, starts_at__gte=now, starts_at__lt=now + MONTH
    )
    return PressOffice(tuple(pals), coming.count())
