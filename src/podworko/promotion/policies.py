"""Who may write and see what of promotion. The only place that decides."""

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.activities.public import Session, people_at
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.promotion.models import (
    Clipping,
    NewsItem,
    NewsQuerySet,
    Photo,
    PhotoQuerySet,
    Release,
    ReleaseQuerySet,
    Subscription,
    SubscriptionQuerySet,
)

__all__ = [
    "kept_clippings",
    "kept_photos",
    "kept_subscriptions",
    "may_lead_letter",
    "may_name_people_on",
    "may_run_press_of_network",
    "may_subscribe_for",
    "may_write_of_network",
    "pals_of_letter",
    "pals_of_press",
    "pals_to_write_of",
    "people_to_name",
    "photographed_sessions",
    "photos_with_people",
    "written_news",
    "written_releases",
]


def pals_to_write_of(user: User) -> QuerySet[Pal]:
    """Return the PALs whose news `user` writes."""
    pal_ids = pal_ids_where(user, May.WRITE_NEWS)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def may_write_of_network(user: User) -> bool:
    """Whether `user` writes news of the whole network, and leads its newsletter."""
    return pal_ids_where(user, May.WRITE_NEWS) is None


def written_news(user: User) -> NewsQuerySet:
    """Return the news that `user` writes: of their PALs, and of the network if they may."""
    mine = Q(pal__in=pals_to_write_of(user))
    if may_write_of_network(user):
        mine |= Q(pal=None)
    rows = NewsItem.objects.filter(mine)
    return rows.select_related("pal", "written_by", "published_by")


def kept_photos(user: User) -> PhotoQuerySet:
    """Return the photographs of the library that `user` keeps."""
    mine = Q(pal__in=pals_to_write_of(user))
    if may_write_of_network(user):
        mine |= Q(pal=None)
    return Photo.objects.filter(mine).select_related("pal", "session__activity")


def photos_with_people(user: User) -> PhotoQuerySet:
    """Return those of them of which `user` also knows who is on them, and who wants them down.

    A PAL's are for those who may see who takes part there; the network's for whoever keeps them.
    """
    pal_ids, rows = pal_ids_where(user, May.SEE_SIGN_UPS), kept_photos(user)
    return rows if pal_ids is None else rows.filter(Q(pal=None) | Q(pal__in=pal_ids))


def may_name_people_on(photo: Photo, *, user: User) -> bool:
    """Whether `user` knows who is on a photograph that they keep."""
    return photo.pal_id is None or may(user, May.SEE_SIGN_UPS, pal_id=photo.pal_id)


def photographed_sessions(user: User) -> QuerySet[Session]:
    """Return the sessions whose photographs `user` keeps."""
    return Session.objects.filter(pal__in=pals_to_write_of(user)).select_related("activity", "pal")


def people_to_name(user: User, session: Session | None) -> list[Person]:
    """Return whom `user` may choose from as being on a photograph: who was at its session.

    Nobody to who may not see who signs up there.
    """
    if session is None or not may(user, May.SEE_SIGN_UPS, pal_id=session.pal_id):
        return []
    return people_at(session)


def may_lead_letter(user: User) -> bool:
    """Whether `user` decides when an edition goes and what stands at its top."""
    return may_write_of_network(user)


def pals_of_letter(user: User) -> QuerySet[Pal]:
    """Return the PALs for whose neighbours `user` keeps the newsletter."""
    pal_ids = pal_ids_where(user, May.RUN_NEWSLETTER)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def kept_subscriptions(user: User) -> SubscriptionQuerySet:
    """Return who gets the newsletter, as far as `user` may know of them.

    Those who read of one's PAL or take their paper there; whoever reads of all is everybody's.
    """
    pals = pals_of_letter(user)
    if not pals.exists():
        return Subscription.objects.none()
    ours = Q(pal__in=pals) | Q(pals__in=pals) | Q(pal=None, pals=None)
    keys = Subscription.objects.filter(ours).values("pk")
    return Subscription.objects.filter(pk__in=keys).select_related("pal")


def may_subscribe_for(user: User) -> bool:
    """Whether `user` may ask for the newsletter for somebody who calls or comes."""
    return pals_of_letter(user).exists()


def pals_of_press(user: User) -> QuerySet[Pal]:
    """Return the PALs of which `user` tells the media."""
    pal_ids = pal_ids_where(user, May.RUN_PRESS)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def may_run_press_of_network(user: User) -> bool:
    """Whether `user` tells the media of the whole network."""
    return pal_ids_where(user, May.RUN_PRESS) is None


def written_releases(user: User) -> ReleaseQuerySet:
    """Return the releases that `user` writes: of their PALs, and of the network if they may."""
    rows = Release.objects.filter(_of_press(user))
    return rows.select_related("pal", "written_by", "released_by")


def kept_clippings(user: User) -> QuerySet[Clipping]:
    """Return what was printed or aired that `user` keeps: of their PALs, and of the network."""
    rows = Clipping.objects.filter(_of_press(user))
    return rows.select_related("outlet", "pal", "release")


def _of_press(user: User) -> Q:
    mine = Q(pal__in=pals_of_press(user))
    return mine | Q(pal=None) if may_run_press_of_network(user) else mine
