"""Somebody takes consent back while somebody else puts the same photograph beside news."""

from threading import Event
from typing import Any

import pytest

from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.tests.racing import SURELY, at_once, needs_row_locks, wait_unless_kept
from podworko.promotion import operations
from podworko.promotion.models import NewsItem, NewsPicture, Photo, Portrayal, Scope
from podworko.promotion.operations import news, photos, portrayals
from podworko.promotion.photo_places import Place, places
from podworko.promotion.tests.factories import make_news, make_photo, yes

pytestmark = pytest.mark.django_db(transaction=True)


def shown_and_withdrawn(patch: pytest.MonkeyPatch) -> int:
    """Take consent back between look and deed of who shows; return how many items show it."""
    photo, item = make_photo(yes(), basis="agreed"), make_news()
    looked, let_go, real = Event(), Event(), news._lock

    def late(held: NewsItem) -> NewsItem:
        looked.set()
        wait_unless_kept(let_go.wait)  # with the lock, the other comes only after us
        return real(held)

    def seen(_photo: Photo, _actor: object) -> None:
        let_go.set()

    patch.setattr(news, "_lock", late)
    last = Place("probe", "", Scope.SITE, lambda _photos: {}, seen)
    patch.setitem(places._places, "probe", last)

    def show() -> object:
        return operations.add_picture(item, photo, actor=SYSTEM)

    def take_back() -> object:
        assert looked.wait(SURELY)
        return operations.take_back(Portrayal.objects.all(), actor=SYSTEM, channel="web")

    assert at_once([show, take_back], DomainError) == []
    assert not Photo.objects.get().is_kept
    return NewsPicture.objects.count()


def test_whoever_takes_consent_back_misses_nothing_that_is_being_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert shown_and_withdrawn(monkeypatch) == 0


def test_control_without_the_lock_it_stays_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()

    def unlocked(photo: Photo) -> Photo:
        return Photo.objects.select_related("pal", "session").get(pk=photo.pk)

    for module in (photos, portrayals, news):
        target: Any = module
        monkeypatch.setattr(target, "lock_photo", unlocked)

    assert shown_and_withdrawn(monkeypatch) == 1
