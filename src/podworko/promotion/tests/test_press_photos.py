"""Photographs that go to the media: with everybody's yes, for as long as it holds."""

import pytest
from django.test import Client

from podworko.activities.tests.factories import make_pal
from podworko.audit.public import SYSTEM
from podworko.promotion import operations, press_links
from podworko.promotion.models import Dispatch, Photo, Release, Scope
from podworko.promotion.operations import PhotoError
from podworko.promotion.operations.press import PressError
from podworko.promotion.photo_places import shown_now
from podworko.promotion.tests.factories import desk_of, make_photo, writer, yes
from podworko.promotion.tests.press_factories import (
    in_hours,
    mailed,
    make_contact,
    make_draft,
    make_outlet,
    make_release,
)

pytestmark = pytest.mark.django_db


def with_photo(release: Release, photo: Photo | None = None) -> Photo:
    """Put a photograph to a release; without one, one of whom everybody agreed to the media."""
    taken = photo or make_photo(yes("Ada", Scope.PRESS), basis="agreed")
    operations.add_release_photo(release, taken, actor=writer())
    return taken


def addresses(release: Release, photo: Photo) -> list[str]:
    token = press_links.early_token(release)
    return [
        f"/dla-mediow/{release.public_id}/zdjecia/{photo.public_id}/",
        f"/dla-mediow/przed/{token}/zdjecia/{photo.public_id}/",
    ]


@pytest.mark.parametrize(
    "scopes", [(Scope.SITE,), (Scope.PRINT, Scope.SOCIAL)], ids=["site", "print and social"]
)
def test_who_agreed_to_something_else_is_in_no_newspaper(scopes: tuple[Scope, ...]) -> None:
    release = make_draft()

    with pytest.raises(PhotoError):
        with_photo(release, make_photo(yes("Ada", *scopes), basis="agreed"))
    assert not release.photos.exists()


def test_one_who_said_nothing_keeps_the_others_from_the_media() -> None:
    photo = make_photo(yes("Ada", Scope.PRESS), yes("Ola", Scope.SITE), basis="agreed")

    with pytest.raises(PhotoError):
        with_photo(make_draft(), photo)


def test_the_media_take_a_photograph_with_its_author_and_a_file(client: Client) -> None:
    release = make_release()
    photo = with_photo(release)

    page = client.get(release.get_absolute_url()).content.decode()
    [path, early] = addresses(release, photo)

    assert photo.alt in page
    assert f"Fot. {photo.credit}" in page
    assert client.get(path)["Content-Type"] == "image/jpeg"
    assert "attachment" in client.get(f"{path}?pobierz")["Content-Disposition"]
    assert client.get(early).status_code == 200


def test_under_embargo_its_photographs_are_read_by_who_got_it_alone(client: Client) -> None:
    release = make_release(embargo=in_hours(4))
    [path, early] = addresses(release, with_photo(release))

    assert client.get(path).status_code == 404
    assert client.get(early).status_code == 200


def test_withdrawn_consent_pulls_it_and_asks_newsrooms_not_to_show_it(client: Client) -> None:
    told, waits = make_contact(make_outlet(keeps_embargo=True)), make_contact()
    release = make_release(told, waits, embargo=in_hours(4))
    photo = with_photo(release)
    words = photo.alt

    operations.withdraw_photo(photo, why="Cofnięta zgoda.", actor=SYSTEM)

    for path in addresses(release, photo):
        assert client.get(path).status_code == 404
    [_first, asked] = mailed(told)
    assert "nie ma już zgody" in asked.body_text
    assert "cofn" not in asked.body_text, "who said no is nobody's business"
    assert words in asked.body_text
    assert mailed(waits) == []
    assert shown_now(photo) == []
    assert Dispatch.objects.filter(kind="photo").count() == 1


def test_each_photograph_that_goes_is_told_of_apart() -> None:
    contact = make_contact()
    release = make_release(contact)
    photos = [with_photo(release) for _number in range(2)]

    for photo in photos:
        operations.withdraw_photo(photo, why="Cofnięta zgoda.", actor=SYSTEM)

    assert len(mailed(contact)) == 3


def test_who_got_what_is_withdrawn_is_asked_not_to_show_its_photograph_either() -> None:
    contact = make_contact()
    release = make_release(contact)
    photo = with_photo(release)
    operations.withdraw_release(release, why="Zły dzień.", actor=SYSTEM)

    operations.withdraw_photo(photo, why="Cofnięta zgoda.", actor=SYSTEM)

    asked = mailed(contact)[-1]
    assert "nie ma już zgody" in asked.body_text
    assert "się nie zmienia" not in asked.body_text


def test_before_it_leaves_nobody_is_told() -> None:
    contact = make_contact()
    release = make_release(contact, at=in_hours(3))
    operations.withdraw_photo(with_photo(release), why="Cofnięta zgoda.", actor=SYSTEM)

    assert mailed(contact) == []
    assert not release.photos.exists()


def test_only_what_may_go_to_the_media_is_offered_and_taken() -> None:
    pal = make_pal()
    desk = desk_of(writer(pal=pal, name="Ola"))
    release = make_draft(pal=pal)
    fit = make_photo(yes("Ada", Scope.PRESS), pal=pal, basis="agreed")
    unfit = make_photo(yes("Ada", Scope.SITE), pal=pal, basis="agreed")
    elsewhere = make_photo(yes("Ada", Scope.PRESS), pal=make_pal(), basis="agreed")
    path = f"/biurko/prasa/{release.public_id}/zdjecia/"

    for wrong in (unfit, elsewhere):
        assert desk.post(path, {"photo": wrong.public_id}).status_code == 422
    desk.post(path, {"photo": fit.public_id})

    assert [shown.photo for shown in release.photos.all()] == [fit]
    desk.post(f"{path}{fit.public_id}/usun/")
    assert not release.photos.exists()
    assert Photo.objects.kept().filter(pk=fit.pk).exists()


def test_who_is_on_a_photograph_reads_no_title_before_anybody_may() -> None:
    photo = make_photo()
    for fields in ({"title": "Jawna"}, {"title": "Embargo", "embargo": in_hours(3)}):
        operations.add_release_photo(make_release(**fields), photo, actor=writer())
    operations.add_release_photo(make_draft(title="Szkic"), photo, actor=writer())

    [place] = shown_now(photo)
    told = [thing.title for thing in place.things]

    assert told[0] == "Jawna"
    assert [title.split()[0] for title in told[1:]] == ["u", "w"]


def test_a_withdrawn_release_takes_no_photograph() -> None:
    release = make_release()
    operations.withdraw_release(release, why="Zły dzień.", actor=SYSTEM)

    with pytest.raises(PressError):
        with_photo(release)
