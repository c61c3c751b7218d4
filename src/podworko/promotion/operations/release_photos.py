"""Photographs that go with a release: only those that may go to the media, while they may."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.promotion.models import Photo, Release, ReleasePhoto, Scope
from podworko.promotion.operations import dispatches
from podworko.promotion.operations.photos import end_use, lock_photo, take_for
from podworko.promotion.operations.press import PressError, lock_release

MOST_PHOTOS = 8


@transaction.atomic
def add_release_photo(release: Release, photo: Photo, *, actor: audit.Actor) -> ReleasePhoto:
    """Let newsrooms take a photograph with a release; twice is once.

    Raises PressError for too many and for what is withdrawn, and PhotoError when somebody on it
    did not agree to the media.
    """
    # The photograph first, as whoever withdraws consent locks them.
    taken = take_for(photo, scope=Scope.PRESS)
    held = lock_release(release)
    if held.state == Release.State.WITHDRAWN:
        raise PressError(_("Ta informacja jest wycofana. Napisz nową."))
    there = held.photos.filter(photo=taken).first()
    if there:
        return there
    if held.photos.count() >= MOST_PHOTOS:
        raise PressError(_("Więcej zdjęć tu nie zmieścimy. Usuń któreś."), field="photo")
    made = ReleasePhoto.objects.create(release=held, photo=taken)
    audit.record("release.photo_added", actor=actor, target=held)
    return made


@transaction.atomic
def remove_release_photo(shown: ReleasePhoto, *, actor: audit.Actor) -> None:
    """Let newsrooms take a photograph no more; it stays in the library."""
    photo = lock_photo(shown.photo)
    held = lock_release(shown.release)
    shown.delete()
    end_use(photo)
    audit.record("release.photo_removed", actor=actor, target=held)


def let_go_release_photo(photo: Photo, actor: audit.Actor) -> None:
    """Take a photograph away from all releases, and ask newsrooms that got one not to show it.

    Whoever calls holds the photograph's lock.
    """
    for shown in ReleasePhoto.objects.filter(photo=photo).order_by("release_id"):
        held = lock_release(shown.release)
        shown.delete()
        audit.record("release.photo_removed", actor=actor, target=held)
        # Of one that was withdrawn too: a newsroom may have shown it before.
        if held.is_out or held.state == Release.State.WITHDRAWN:
            dispatches.ask_not_to_show(held, photo, actor=actor)
