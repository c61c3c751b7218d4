"""The register of pictures that other modules keep, and what is forgotten in the end."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.promotion.models import Photo, PhotoNote, Portrayal, TakeDown
from podworko.promotion.models.photos import UNUSED_DAYS
from podworko.promotion.operations.photos import PhotoData, add_photo, withdraw_photo
from podworko.promotion.photo_kept import KINDS, KeptPicture

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
    return sum(_forget(each, actor=actor) for each in rows.order_by("pk"))


def drop_unused(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Withdraw photographs that nobody has used for three years; return how many."""
    before = (now or timezone.now()) - timedelta(days=UNUSED_DAYS)
    rows = Photo.objects.kept().filter(used_at=None, created_at__lt=before)
    for photo in (old := list(rows.order_by("pk"))):
        withdraw_photo(photo, why=_("Nikt go nie użył przez trzy lata."), actor=actor)
    return len(old)


def forget_requests(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Empty who asked to take pictures down, a year after the answer; return how many."""
    before = (now or timezone.now()) - timedelta(days=TakeDown.KEEP_DAYS)
    old = TakeDown.objects.filter(answered_at__lt=before).exclude(
        said_by="", contact="", words="", answer=""
    )
    held = list(old)
    with transaction.atomic():
        old.update(said_by="", contact="", words="", answer="")
        audit.record_many("photo.forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def _forget(portrayal: Portrayal, *, actor: audit.Actor) -> int:
    portrayal.name = portrayal.folded_name = portrayal.guardian = portrayal.paper_at = ""
    portrayal.person = None
    portrayal.save(update_fields=["name", "folded_name", "guardian", "paper_at", "person"])
    audit.record("photo.forgotten", actor=actor, target=portrayal)
    return 1


__all__ = ["drop_unused", "forget_names", "forget_requests", "let_go_kept", "note_picture"]
