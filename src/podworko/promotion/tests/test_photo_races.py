"""Somebody takes consent back while somebody else puts the same photograph beside news."""

from typing import Any

import pytest
from django.db import transaction

from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.promotion import operations
from podworko.promotion.models import NewsPicture, Photo
from podworko.promotion.operations import news, photos, portrayals
from podworko.promotion.tests.factories import make_news, make_photo, yes

pytestmark = pytest.mark.django_db(transaction=True)


def shown_and_withdrawn(patch: pytest.MonkeyPatch, *, lock: Any = None) -> int:
    """Do both at once; return how many items show the photograph afterwards."""
    photo, item = make_photo(yes(), basis="agreed"), make_news()
    locked = lock or photos.lock_photo
    for module in (photos, portrayals, news):
        patch.setattr(module, "lock_photo", locked)
    meet_after(patch, photos, "check_is_kept")

    def show() -> object:
        return operations.add_picture(item, photo, actor=SYSTEM)

    def take_back() -> object:
        held = photos.lock_photo(photo)
        photos.check_is_kept(held)
        return operations.take_back(held.portrayals.all(), actor=SYSTEM, channel="web")

    at_once([show, transaction.atomic(take_back)], DomainError)
    assert not Photo.objects.get().is_kept
    return NewsPicture.objects.count()


def test_whoever_comes_second_finds_what_the_first_did(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_and_withdrawn(monkeypatch) == 0


def test_control_without_the_lock_it_stays_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()

    def unlocked(photo: Photo) -> Photo:
        return Photo.objects.select_related("pal", "session").get(pk=photo.pk)

    assert shown_and_withdrawn(monkeypatch, lock=unlocked) == 1
