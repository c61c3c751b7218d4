"""Pictures that modules below keep themselves, and how they are found, shown and taken down."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.activities.public import Activity, drop_image
from podworko.audit.public import Actor
from podworko.initiatives.public import InitiativePost, Thing, drop_thing_photo, ideas_posts
from podworko.network.public import Pal
from podworko.planning.public import Plan, Proof, drop_proof_photo
from podworko.promotion.photo_places import Shown

__all__ = ["KINDS", "KeptKind", "KeptPicture", "public_picture"]

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A public picture of a module below: its file's name there, and what is said of it."""

    kind: str
    key: uuid.UUID
    name: str
    alt: str
    pal: Pal | None
    on: Shown
    url: str


@dataclass(frozen=True, slots=True)
class KeptKind:
    """One kind of thing with a picture: its word in addresses, and what one does with it."""

    code: str
    words: str | Promise
    public: Callable[[uuid.UUID], KeptPicture | None]
    shown: Callable[[Sequence[str]], Iterable[tuple[str, Shown]]]
    """What shows the pictures in these files now; one query."""
    drop: Callable[[str, Actor], None]


def public_picture(kind: str, key: uuid.UUID) -> KeptPicture | None:
    """Return the picture of a thing if residents see it now; None for none such."""
    known = KINDS.get(kind)
    return known.public(key) if known else None


def _public_activities() -> QuerySet[Activity]:
    return Activity.objects.public().exclude(image="")


def _of_activity(key: uuid.UUID) -> KeptPicture | None:
    found = _public_activities().filter(public_id=key).first()
    if found is None:
        return None
    return KeptPicture(
        "zajecia",
        key,
        str(found.image.name),
        found.image_alt,
        found.pal,
        Shown(str(found), found.get_absolute_url()),
        found.image.url,
    )


def _activities(names: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    rows = Activity.objects.filter(image__in=names)
    for each, is_public in _told(rows, among=_public_activities()):
        yield str(each.image.name), Shown(str(each), each.get_absolute_url(), is_public)


def _drop_activity(name: str, actor: Actor) -> None:
    drop_image(name, actor=actor)


def _public_proofs() -> QuerySet[Proof]:
    rows = Proof.objects.filter(is_public=True, goal__plan__in=Plan.objects.public())
    return rows.exclude(photo="")


def _of_proof(key: uuid.UUID) -> KeptPicture | None:
    rows = _public_proofs().filter(public_id=key)
    found = rows.select_related("goal__plan__pal").first()
    if found is None:
        return None
    return KeptPicture(
        "historia",
        key,
        str(found.photo.name),
        found.photo_alt,
        found.goal.plan.pal,
        Shown(found.goal.title, found.goal.plan.get_absolute_url()),
        found.photo.url,
    )


def _proofs(names: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    rows = Proof.objects.filter(photo__in=names).select_related("goal__plan__pal")
    for each, is_public in _told(rows, among=_public_proofs()):
        href = each.goal.plan.get_absolute_url()
        yield str(each.photo.name), Shown(each.goal.title, href, is_public)


def _drop_proof(name: str, actor: Actor) -> None:
    drop_proof_photo(name, actor=actor)


def _public_posts() -> QuerySet[InitiativePost]:
    return InitiativePost.objects.filter(state=InitiativePost.State.PUBLISHED).exclude(photo="")


def _of_post(key: uuid.UUID) -> KeptPicture | None:
    found = _public_posts().filter(public_id=key).select_related("initiative__pal").first()
    if found is None:
        return None
    return KeptPicture(
        "wpis",
        key,
        str(found.photo.name),
        found.photo_alt,
        found.initiative.pal,
        Shown(str(found.initiative), found.initiative.get_absolute_url()),
        reverse("initiatives:idea_photo", args=[key]),
    )


def _posts(names: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    rows = InitiativePost.objects.filter(photo__in=names).select_related("initiative")
    for each, is_public in _told(rows, among=_public_posts()):
        about = each.initiative
        yield str(each.photo.name), Shown(str(about), about.get_absolute_url(), is_public)


def _drop_post(name: str, actor: Actor) -> None:
    for post in InitiativePost.objects.filter(photo=name).order_by("pk"):
        ideas_posts.drop_photo(post, actor=actor)


def _public_things() -> QuerySet[Thing]:
    return Thing.objects.public().exclude(photo="")


def _of_thing(key: uuid.UUID) -> KeptPicture | None:
    found = _public_things().filter(public_id=key).select_related("pal").first()
    if found is None:
        return None
    return KeptPicture(
        "rzecz",
        key,
        str(found.photo.name),
        found.photo_alt,
        found.pal,
        Shown(found.title, found.get_absolute_url()),
        found.photo.url,
    )


def _things(names: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    rows = Thing.objects.filter(photo__in=names)
    for each, is_public in _told(rows, among=_public_things()):
        yield str(each.photo.name), Shown(each.title, each.get_absolute_url(), is_public)


def _drop_thing(name: str, actor: Actor) -> None:
    drop_thing_photo(name, actor=actor)


def _told(rows: QuerySet[Row], *, among: QuerySet[Row]) -> Iterator[tuple[Row, bool]]:
    """Go through rows with whether residents may read of each; one query."""
    marked = rows.annotate(is_told=Exists(among.filter(pk=OuterRef("pk"))))
    for each in marked.order_by("pk"):
        yield each, bool(vars(each)["is_told"])


KINDS = {
    kind.code: kind
    for kind in (
        KeptKind("zajecia", _("zdjęcie przy zajęciach"), _of_activity, _activities, _drop_activity),
        KeptKind("historia", _("historia zmiany w planie"), _of_proof, _proofs, _drop_proof),
        KeptKind("rzecz", _("rzecz w wypożyczalni"), _of_thing, _things, _drop_thing),
        KeptKind("wpis", _("wpis inicjatywy"), _of_post, _posts, _drop_post),
    )
}
"""By their word in addresses."""
