"""What pages show of photographs: the library, one photograph, who is on which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from podworko.activities.public import Activity, Session
from podworko.core.text import fold, squeeze
from podworko.people.public import Person
from podworko.promotion.models import (
    NewsItem,
    NewsPicture,
    Photo,
    PhotoNote,
    PhotoQuerySet,
    Portrayal,
    Scope,
    TakeDown,
)
from podworko.promotion.photo_places import ShownIn, shown_now_of

__all__ = [
    "Event",
    "OfPerson",
    "PhotoPage",
    "Seen",
    "are_of_one",
    "events_of",
    "for_news",
    "for_previews",
    "library",
    "may_show",
    "notes_of",
    "of_name",
    "of_person",
    "on_news",
    "own",
    "photo_page",
    "pictures_of",
    "waiting",
]

IN_A_CHOICE = 80
MOST_FOUND = 60
IN_PANEL = 6
SOON = timedelta(days=7)
"""Consents are printed before an event."""
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture beside an item; not `is_shown` when a consent is missing."""

    picture: NewsPicture
    is_shown: bool


@dataclass(frozen=True, slots=True)
class PhotoPage:
    """One photograph as the desk sees it: who is on it, where it may be and where it is shown."""

    photo: Photo
    people: tuple[Portrayal, ...]
    allowed: tuple[Scope, ...]
    shown: tuple[ShownIn, ...]
    waiting: tuple[TakeDown, ...]

    @property
    def forbidden(self) -> tuple[Scope, ...]:
        """Where it may not be shown."""
        return tuple(scope for scope in Scope if scope not in self.allowed)


@dataclass(frozen=True, slots=True)
class OfPerson:
    """One photograph that somebody is on, and where it is shown now."""

    portrayal: Portrayal
    shown: tuple[ShownIn, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A session that was or comes soon, and how many photographs of it there are."""

    session: Session
    count: int

    @property
    def is_over(self) -> bool:
        return self.session.starts_at <= timezone.now()


def may_show(photo: Photo, scope: Scope) -> bool:
    """Whether a photograph may be shown in `scope` now; one query."""
    return Photo.objects.shown_in(scope).filter(pk=photo.pk).exists()


def library(photos: PhotoQuerySet, *, text: str = "") -> PhotoQuerySet:
    """Return photographs as the desk lists them, the newest first, found by words."""
    for word in text.split():
        photos = photos.filter(
            Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word)
        )
    counted = photos.annotate(
        people_count=Count("portrayals", distinct=True),
        without=Count("portrayals", filter=~Q(portrayals__state="given"), distinct=True),
    )
    return counted.select_related("pal", "session__activity").order_by("-taken_on", "-pk")


def photo_page(photo: Photo) -> PhotoPage:
    """Read one photograph whole, in a number of queries that only places add to."""
    return PhotoPage(
        photo=photo,
        people=tuple(photo.portrayals.select_related("person")),
        allowed=tuple(scope for scope in Scope if may_show(photo, scope)),
        shown=_seen_now([photo]).get(photo.pk, ()),
        waiting=tuple(photo.take_downs.filter(state=TakeDown.State.WAITING)),
    )


def for_previews(pictures: Sequence[NewsPicture]) -> Photo | None:
    """Return the first that social media may draw into the preview of a link; one query at most."""
    keys = [each.photo_id for each in pictures]
    allowed = Photo.objects.shown_in(Scope.SOCIAL).filter(pk__in=keys) if keys else ()
    social = {photo.pk for photo in allowed}
    return next((each.photo for each in pictures if each.photo_id in social), None)


def pictures_of(item: NewsItem) -> list[Seen]:
    """Return every picture of an item for the desk, and whether residents see it; two queries."""
    shown = set(item.pictures.shown().values_list("pk", flat=True))
    return [Seen(each, each.pk in shown) for each in item.pictures.select_related("photo")]


def for_news(item: NewsItem) -> PhotoQuerySet:
    """Return the photographs that may stand beside an item: its PAL's and the network's."""
    ours = Q(pal=None) | Q(pal=item.pal_id) if item.pal_id else Q()
    rows = Photo.objects.shown_in(Scope.SITE).filter(ours).exclude(news_pictures__item=item)
    keys = rows.order_by("-taken_on", "-pk").values("pk")[:IN_A_CHOICE]
    return Photo.objects.filter(pk__in=list(keys.values_list("pk", flat=True)))


def on_news(photos: Sequence[Photo]) -> QuerySet[NewsPicture]:
    """Return the pictures beside items that are of these photographs."""
    keys = [photo.pk for photo in photos]
    return NewsPicture.objects.filter(photo__in=keys).select_related("item").order_by("pk")


def notes_of(photos: Sequence[Photo], *, kind: str) -> QuerySet[PhotoNote]:
    """Return which pictures of one kind that other modules keep are these photographs."""
    keys = [photo.pk for photo in photos]
    return PhotoNote.objects.filter(photo__in=keys, kind=kind).order_by("pk")


def of_name(photos: PhotoQuerySet, text: str) -> list[OfPerson]:
    """Return who of this name is on which of `photos`; one or two letters are a whole name."""
    folded = fold(squeeze(text))
    if not folded:
        return []
    named = Q() if len(folded) >= FEWEST_LETTERS else Q(folded_name=folded)
    for word in folded.split():
        named &= Q(folded_name__contains=word)
    rows = Portrayal.objects.filter(named, photo__in=photos, photo__state=Photo.State.KEPT)
    found = rows.select_related("photo__pal", "person").order_by("folded_name", "-pk")
    return _with_places(found[:MOST_FOUND])


def are_of_one(portrayals: Sequence[Portrayal]) -> bool:
    """Whether these are one person, as far as one can tell: one name, and no two cards."""
    cards = {each.person_id for each in portrayals} - {None}
    return len(cards) <= 1 and (
        len({each.folded_name for each in portrayals}) <= 1
        or all(each.person_id for each in portrayals)
    )


def of_person(person: Person, *, among: PhotoQuerySet | None = None) -> list[OfPerson]:
    """Return the photographs that somebody is on and that are not gone, the newest first."""
    rows = Portrayal.objects.filter(person=person, photo__state=Photo.State.KEPT)
    if among is not None:
        rows = rows.filter(photo__in=among)
    found = rows.exclude(state=Portrayal.State.WITHDRAWN).select_related("photo", "photo__pal")
    return _with_places(found.order_by("-pk"))


def own(person: Person) -> list[OfPerson]:
    """Return the same for somebody themselves: of drafts and embargoes they learn nothing."""
    return [_told(each) for each in of_person(person)]


def _told(row: OfPerson) -> OfPerson:
    public = [place.public for place in row.shown]
    return OfPerson(row.portrayal, tuple(place for place in public if place.things))


def _with_places(rows: Iterable[Portrayal]) -> list[OfPerson]:
    known = list(rows)
    shown = _seen_now([each.photo for each in known])
    return [OfPerson(each, shown.get(each.photo_id, ())) for each in known]


def _seen_now(photos: Sequence[Photo]) -> dict[int, tuple[ShownIn, ...]]:
    """Return where photographs are seen now: without where a consent is missing to show them."""
    found = shown_now_of(photos)
    keys = Photo.objects.filter(pk__in=found)
    asked = {each.place.scope for shown in found.values() for each in shown if each.place.asks}
    may = {scope: {row.pk for row in keys.shown_in(scope)} for scope in asked}
    return {
        key: tuple(each for each in shown if not each.place.asks or key in may[each.place.scope])
        for key, shown in found.items()
    }


def events_of(activity: Activity) -> list[Event]:
    """Return the next and the last sessions of an activity with how many photographs; one query."""
    rows = activity.sessions.filter(starts_at__lte=timezone.now() + SOON)
    kept = Count("photos", filter=Q(photos__state=Photo.State.KEPT))
    found = rows.annotate(photos_count=kept).order_by("-starts_at", "-pk")
    return [Event(each, vars(each)["photos_count"]) for each in found[:IN_PANEL]]


def waiting(photos: PhotoQuerySet) -> QuerySet[TakeDown]:
    """Return the requests that wait for an answer, the most urgent first."""
    rows = TakeDown.objects.filter(photo__in=photos, state=TakeDown.State.WAITING)
    return rows.select_related("photo", "photo__pal")
