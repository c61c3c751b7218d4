"""The library of photographs: adding, describing, using and withdrawing them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.activities.public import Session
from podworko.audit import public as audit
from podworko.core import photos as waiting
from podworko.core.errors import DomainError
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.public import Pal
from podworko.promotion import photo_notices
from podworko.promotion.models import Photo, Scope, TakeDown
from podworko.promotion.photo_places import places

PHOTO_FIELDS = ("alt", "caption", "credit", "taken_on", "basis")
Basis = Photo.Basis


class PhotoError(DomainError):
    """A photograph cannot be kept or shown so."""

    code = "photo"


@dataclass(frozen=True, slots=True)
class PhotoData:
    """A photograph as it was brought, already made anew, with what must be said of it."""

    file: ContentFile[bytes]
    alt: str
    credit: str
    basis: str = Basis.UNKNOWN
    caption: str = ""
    taken_on: date | None = None


@transaction.atomic
def add_photo(
    data: PhotoData, *, pal: Pal | None, actor: audit.Actor, session: Session | None = None
) -> Photo:
    """Put a photograph into the library; it is shown nowhere yet.

    Raises PhotoError without words for those who do not see it, and without its author.
    """
    made = Photo(
        pal=pal,
        session=session,
        alt=data.alt.strip(),
        caption=data.caption.strip(),
        credit=data.credit.strip(),
        taken_on=data.taken_on or _day_of(session),
        basis=data.basis,
        added_by=actor if isinstance(actor, User) else None,
    )
    check_words(made)
    made.file.save(str(data.file.name), data.file, save=False)
    made.save()
    audit.record("photo.added", actor=actor, target=made, kind=made.basis)
    return made


@transaction.atomic
def change_photo(photo: Photo, *, actor: audit.Actor, seen_version: str) -> Photo:
    """Store what is said of a photograph anew; places show it only while that allows it.

    Raises ChangedMeanwhileError, storing nothing, when it is not `seen_version` any more, and
    PhotoError without words or for what is withdrawn.
    """
    held = lock_photo(photo)
    check_is_kept(held)
    check_words(photo)
    if version_of(held, PHOTO_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    photo.save(update_fields=PHOTO_FIELDS)
    audit.record("photo.changed", actor=actor, target=photo, kind=photo.basis)
    return photo


def take_for(photo: Photo, *, scope: Scope) -> Photo:
    """Return a photograph, locked and noted as used, for whoever shows it in `scope`.

    Call it first in the transaction that shows it: who withdraws consent meanwhile waits, and
    then finds it there. Raises PhotoError when it may not be shown so.
    """
    held = lock_photo(photo)
    check_is_kept(held)
    if not Photo.objects.shown_in(scope).filter(pk=held.pk).exists():
        raise PhotoError(
            _("Tego zdjęcia nie wolno tak pokazać (%(scope)s): sprawdź zgody osób na nim.")
            % {"scope": scope.label},
            field="photo",
        )
    held.used_at = timezone.now()
    held.save(update_fields=["used_at"])
    return held


def end_use(photo: Photo) -> None:
    """Note that something shows a photograph no more; for who holds its lock."""
    photo.used_at = timezone.now()
    photo.save(update_fields=["used_at"])


@transaction.atomic
def withdraw_photo(photo: Photo, *, why: str, actor: audit.Actor) -> Photo:
    """Take a photograph away from everywhere and delete its file; twice is the same as once.

    That it was here, and when and why it went, stays; what was said of it does not. Whoever
    asked to have it taken down is told. Raises PhotoError without a reason.
    """
    held = lock_photo(photo)
    if not why.strip():
        raise PhotoError(_("Napisz, dlaczego zdjęcie znika."), field="why")
    if not held.is_kept:
        return held
    for place in places:
        place.let_go(held, actor)
    name = str(held.file.name)
    held.state, held.withdrawn_at, held.withdrawn_why = (
        Photo.State.WITHDRAWN,
        timezone.now(),
        why.strip()[:300],
    )
    held.file, held.alt, held.caption = "", "", ""
    held.notes.all().delete()
    held.save()
    audit.record("photo.withdrawn", actor=actor, target=held)
    for asked in held.take_downs.filter(state=TakeDown.State.WAITING):
        close_request(asked, state=TakeDown.State.DONE, actor=actor)
    transaction.on_commit(lambda: _delete_file(name))
    return held


def close_request(asked: TakeDown, *, state: str, actor: audit.Actor) -> None:
    """Note what came of a request and tell whoever asked; for who holds the photograph's lock."""
    asked.state, asked.answered_at = state, timezone.now()
    asked.answered_by = actor if isinstance(actor, User) else None
    asked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    audit.record("photo.take_down_answered", actor=actor, target=asked, state=state)
    photo_notices.tell_answer(asked)


def let_go_of(photo: Photo, *, scopes: Collection[Scope], actor: audit.Actor) -> None:
    """Have the places of these scopes let go of a photograph: somebody on it said no to them.

    For operations that hold the photograph's lock.
    """
    for place in places:
        if place.scope in scopes:
            place.let_go(photo, actor)


def lock_photo(photo: Photo) -> Photo:
    """Return a photograph as it is now, locked: consents and uses change one after another."""
    rows = Photo.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal", "session").get(pk=photo.pk)


def check_is_kept(photo: Photo) -> None:
    """Raise PhotoError for what was withdrawn."""
    if not photo.is_kept:
        raise PhotoError(_("To zdjęcie jest wycofane."))


def check_words(photo: Photo) -> None:
    """Raise PhotoError unless a photograph is told in words and says whose it is."""
    if not photo.alt.strip():
        raise PhotoError(_("Opisz zdjęcie dla osób, które go nie widzą."), field="alt")
    if not photo.credit.strip():
        raise PhotoError(_("Napisz, kto zrobił zdjęcie."), field="credit")


def _delete_file(name: str) -> None:
    """Delete a file, and the copy that was put aside while its form was filled in."""
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            waiting.forget(file.read())
        default_storage.delete(name)


def _day_of(session: Session | None) -> date:
    return timezone.localdate(session.starts_at) if session else today()


__all__ = [
    "PHOTO_FIELDS",
    "PhotoData",
    "PhotoError",
    "add_photo",
    "change_photo",
    "check_is_kept",
    "close_request",
    "end_use",
    "let_go_of",
    "lock_photo",
    "take_for",
    "withdraw_photo",
]
