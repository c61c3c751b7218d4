"""The register of pictures that other modules keep, and what is forgotten in the end."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.holds import may_go
from podworko.promotion.models import Photo, PhotoNote, Portrayal, TakeDown
from podworko.promotion.models.photos import UNUSED_DAYS
from podworko.promotion.operations.photos import (
    PhotoData,
    add_photo,
    lock_photo,
    withdraw_photo,
)
from podworko.promotion.photo_kept import KINDS, KeptPicture
from podworko.promotion.photo_places import shown_now_of

UNKNOWN_AUTHOR = "–"


@transaction.atomic
def note_picture(kept: KeptPicture, *, actor: audit.Actor) -> Photo:
    """Enter a picture of another module into the library, so that consents reach it; once.

    Nothing changes where it is shown until somebody on it says no.
    """
    try:
        with transaction.atomic():
            return _noted(kept) or _note(kept, actor=actor)
    except IntegrityError:  # somebody noted it at this moment
        return _noted(kept) or _note(kept, actor=actor)


def _noted(kept: KeptPicture) -> Photo | None:
    held = PhotoNote.objects.filter(kind=kept.kind, name=kept.name).select_related("photo")
    return next((note.photo for note in held), None)


def _note(kept: KeptPicture, *, actor: audit.Actor) -> Photo:
    with default_storage.open(kept.name) as file:
        copy = ContentFile(file.read(), name=kept.name.rpartition("/")[2])
    data = PhotoData(copy, alt=kept.alt or str(kept.on.title), credit=UNKNOWN_AUTHOR)
    photo = add_photo(data, pal=kept.pal, actor=actor)
    photo.used_at = timezone.now()
    photo.save(update_fields=["used_at"])
    PhotoNote.objects.create(photo=photo, kind=kept.kind, name=kept.name)
    audit.record("photo.noted", actor=actor, target=photo)
    return photo


def let_go_kept(kind: str, photo: Photo, actor: audit.Actor) -> None:
    """Have the module that keeps a picture take it down; whoever calls holds the lock."""
    for note in photo.notes.filter(kind=kind).order_by("pk"):
        KINDS[kind].drop(note.name, actor)
        note.delete()


def forget_names(*, actor: audit.Actor) -> int:
    """Empty who was on photographs that are gone; return how many.

    That somebody agreed, and when they took it back, stays as it is: it names nobody.
    """
    rows = Portrayal.objects.filter(photo__state=Photo.State.WITHDRAWN).exclude(
        name="", person=None, guardian="", paper_at=""
    )
    return sum(_forget(each, actor=actor) for each in may_go(rows).order_by("pk"))


def drop_unused(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Withdraw photographs that nothing shows or used for three years; return how many."""
    before = (now or timezone.now()) - timedelta(days=UNUSED_DAYS)
    old = list(may_go(Photo.objects.unused_since(before), deleting=True).order_by("pk"))
    shown = shown_now_of(old)
    return sum(_drop(each, before=before, actor=actor) for each in old if each.pk not in shown)


def forget_requests(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Empty who asked to take pictures down, a year after the answer; return how many."""
    before = (now or timezone.now()) - timedelta(days=TakeDown.KEEP_DAYS)
    old = TakeDown.objects.filter(answered_at__lt=before).exclude(
        said_by="", contact="", words="", answer=""
    )
    held = list(may_go(old))
    with transaction.atomic():
        TakeDown.objects.filter(pk__in=[each.pk for each in held]).update(
            said_by="", contact="", words="", answer=""
        )
        audit.record_many("photo.forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def _drop(photo: Photo, *, before: datetime, actor: audit.Actor) -> bool:
    """Withdraw one, unless somebody used it while we came to it."""
    held = lock_photo(photo)
    is_unused = Photo.objects.unused_since(before).filter(pk=held.pk).exists()
    if is_unused:
        withdraw_photo(held, why=_("Nikt go nie użył przez trzy lata."), actor=actor)
    return is_unused


@transaction.atomic
def _forget(portrayal: Portrayal, *, actor: audit.Actor) -> int:
    portrayal.name = portrayal.folded_name = portrayal.guardian = portrayal.paper_at = ""
    portrayal.person = None
    portrayal.save(update_fields=["name", "folded_name", "guardian", "paper_at", "person"])
    audit.record("photo.forgotten", actor=actor, target=portrayal)
    return 1


__all__ = ["drop_unused", "forget_names", "forget_requests", "let_go_kept", "note_picture"]
