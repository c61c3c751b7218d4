"""What photographs tell to whom: names to those who see people, drafts and embargoes to staff."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from podworko.activities.tests.factories import make_activity, make_pal
from podworko.core.times import today
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.promotion import operations, photo_links
from podworko.promotion.models import Scope
from podworko.promotion.operations import Asked, Said
from podworko.promotion.tests.factories import (
    desk_of,
    make_news,
    make_photo,
    picture_file,
    writer,
    yes,
)
from podworko.promotion.tests.press_factories import make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pod-lipami", name="Pod Lipami", status="active")


def at(name: str, *args: object) -> str:
    return reverse(f"promotion:{name}", args=args)


def test_ones_own_link_tells_of_no_draft_and_no_embargo(client: Client) -> None:
    ada = Person.objects.create(name="Ada", folded_name="ada", channel="desk")
    photo = make_photo(yes("", person=ada), basis="agreed")
    for title, hours in (("Wiadomość", -1), ("Szkic", None), ("Jutrzejsza", 20)):
        operations.add_picture(make_news(title=title, hours=hours), photo, actor="system")
    tomorrow = timezone.now() + timedelta(days=1)
    for title, embargo in (("Prasowa", None), ("Pod embargiem", tomorrow)):
        release = make_release(title=title, embargo=embargo)
        operations.add_release_photo(release, photo, actor="system")
    draft = make_activity(title="Nieogłoszone", state="draft", image_alt="Ludzie.")
    draft.image.save("zajecia.jpg", ContentFile(picture_file()))
    photo.notes.create(kind="zajecia", name=str(draft.image.name))

    page = client.get(at("photos_own", photo_links.token(ada))).content.decode()

    titles = ("Wiadomość", "Szkic", "Jutrzejsza", "Prasowa", "Pod embargiem", "Nieogłoszone")
    assert [title for title in titles if title in page] == ["Wiadomość", "Prasowa"]


def test_who_may_not_see_participants_sees_no_name_on_a_pals_photograph(pal: Pal) -> None:
    photo = make_photo(yes("Ada Nowak"), basis="agreed", pal=pal)
    asked = operations.ask_take_down(photo, Asked(words="To Ada Nowak."), actor="resident")
    desk = desk_of(writer("network-coordinator"))

    pages = [
        desk.get(url)
        for url in (
            at("desk_photos"),
            at("desk_photo", photo.public_id),
            f"{at('desk_photos_who')}?q=nowak",
            at("desk_photo_answer", asked.public_id),
            at("desk_photo_person", photo.public_id, photo.portrayals.get().public_id),
            reverse("desk:home"),
        )
    ]

    assert [page.status_code for page in pages] == [200, 200, 200, 404, 404, 200]
    assert not any("Nowak" in page.content.decode() for page in pages)
    assert "Wpisane osoby: 1." in pages[1].content.decode()


def test_who_keeps_the_networks_photographs_names_people_on_them() -> None:
    photo = make_photo(yes("Ada Nowak"), basis="agreed")
    desk = desk_of(writer("network-coordinator"))
    assert "Ada Nowak" in desk.get(at("desk_photo", photo.public_id)).content.decode()


@pytest.mark.parametrize(
    ("others", "text", "boxes"),
    [
        ((), "nowak", (1, 1)),
        (("Ada Nowak",), "nowak", (2, 2)),
        (("Janina Nowak",), "nowak", (2, 0)),
        (("Li",), "Li", (1, 1)),
        (("Li", "Lidia"), "li", (1, 1)),
    ],
)
def test_only_one_persons_photographs_are_ticked_beforehand(
    pal: Pal, others: tuple[str, ...], text: str, boxes: tuple[int, int]
) -> None:
    for name in ("Ada Nowak", *others):
        make_photo(yes(name), basis="agreed", pal=pal)
    page = desk_of(writer(pal=pal)).get(f"{at('desk_photos_who')}?q={text}").content.decode()
    ticked = [part.split(">")[0] for part in page.split('name="portrayals"')[1:]]
    assert (len(ticked), sum("checked" in each for each in ticked)) == boxes


def test_two_cards_of_one_name_are_two_people(pal: Pal) -> None:
    for _n in range(2):
        card = Person.objects.create(name="Ada Nowak", folded_name="ada nowak", channel="desk")
        make_photo(yes("", person=card), basis="agreed", pal=pal)
    page = desk_of(writer(pal=pal)).get(f"{at('desk_photos_who')}?q=nowak").content.decode()
    assert "Tak nazywa się więcej osób." in page


def test_a_card_leads_to_its_photographs_whatever_name_was_typed(pal: Pal) -> None:
    card = Person.objects.create(name="Ada Kowalska", folded_name="ada kowalska", channel="desk")
    photo = make_photo(yes("Ada z domu Nowak", person=card), basis="agreed", pal=pal)
    make_photo(yes("Ada Kowalska"), basis="agreed", pal=pal)
    desk = desk_of(writer())
    link = f"{at('desk_photos_who')}?osoba={card.public_id}"
    assert link in desk.get(at("desk_photo", photo.public_id)).content.decode()
    assert link in desk.get(reverse("people:card", args=[card.public_id])).content.decode()

    page = desk.get(link).content.decode()
    assert page.count('name="portrayals"') == page.count("checked>") == 1
    desk.post(link, {"portrayals": [photo.portrayals.get().public_id], "channel": "desk"})
    photo.refresh_from_db()
    assert not photo.is_kept
    assert desk.get(f"{at('desk_photos_who')}?osoba=nie").status_code == 404


def test_ones_own_link_says_a_consent_is_withdrawn_only_when_one_was(client: Client) -> None:
    ada = Person.objects.create(name="Ada", folded_name="ada", channel="desk")
    make_photo(yes("", person=ada), basis="agreed")
    url = at("photos_own", photo_links.token(ada))
    strange = client.post(url, {"photo": "obce"}, follow=True).content.decode()
    assert "Zgoda cofnięta." not in strange
    assert "Zgoda cofnięta." in client.post(url, follow=True).content.decode()


def test_many_requests_leave_room_on_the_desks_first_page(pal: Pal) -> None:
    photo = make_photo(pal=pal)
    for _n in range(8):
        operations.ask_take_down(photo, Asked(), actor="resident")
    page = desk_of(writer(pal=pal)).get(reverse("desk:home")).content.decode()
    assert page.count("/biurko/zdjecia/prosby/") == 6
    assert "Jeszcze 2 prośby" in page


def test_a_photograph_is_not_of_tomorrow(pal: Pal) -> None:
    photo, tomorrow = make_photo(pal=pal), today() + timedelta(days=1)
    desk, sent = desk_of(writer(pal=pal)), {"credit": "PAL", "taken_on": tomorrow, "alt": "Ludzie."}
    for url in (at("desk_photo_edit", photo.public_id), at("desk_photos_new")):
        answer = desk.post(url, sent | {"z-TOTAL_FORMS": "0", "z-INITIAL_FORMS": "0"})
        assert "Ten dzień dopiero będzie." in answer.content.decode()


def test_no_preview_of_a_link_draws_who_did_not_agree_to_social_media(client: Client) -> None:
    item = make_news()
    for scopes in ((Scope.SITE,), (Scope.SITE, Scope.SOCIAL)):
        photo = make_photo(yes("Ada", *scopes), basis="agreed")
        operations.add_picture(item, photo, actor="system")
        page = client.get(item.get_absolute_url()).content.decode()
        told = f'property="og:image" content="http://testserver{photo.url}"' in page
        assert told == (Scope.SOCIAL in scopes)


def test_letters_that_fold_into_two_make_no_name_too_long() -> None:
    photo = make_photo(yes("ß" * 120), basis="agreed")
    assert len(photo.portrayals.get().folded_name) == 120


@pytest.mark.parametrize("name", ["desk_photos", "desk_photos_who"])
def test_what_no_database_takes_is_searched_for_without_it(pal: Pal, name: str) -> None:
    make_photo(yes("Ada Nowak"), basis="agreed", pal=pal, alt="Ada Nowak sadzi lipę.")
    page = desk_of(writer(pal=pal)).get(f"{at(name)}?q=no%00wak").content.decode()
    assert "Ada Nowak" in page
    assert 'value="nowak"' in page


def test_nobody_fills_in_a_form_about_a_photograph_that_is_gone(pal: Pal) -> None:
    photo, desk = make_photo(yes(), basis="agreed", pal=pal), desk_of(writer(pal=pal))
    row = photo.portrayals.get().public_id
    operations.withdraw_photo(photo, why="Bo tak.", actor="system")
    page = at("desk_photo", photo.public_id)
    for url in (
        at("desk_photo_edit", photo.public_id),
        at("desk_photo_person_new", photo.public_id),
        at("desk_photo_person", photo.public_id, row),
    ):
        assertRedirects(desk.get(url), page)
    late = desk.post(
        at("desk_photo_person_new", photo.public_id), {"name": "Ola", "state": "asked"}
    )
    assert "zdjecie.jpg" not in late.content.decode()
    assert 'value="Ola"' in late.content.decode()


def test_where_a_consent_is_missing_it_is_not_said_to_be_seen(client: Client) -> None:
    ada = Person.objects.create(name="Ada", folded_name="ada", channel="desk")
    photo, item = make_photo(yes("", person=ada), basis="agreed"), make_news()
    operations.add_picture(item, photo, actor="system")
    own = at("photos_own", photo_links.token(ada))
    assert item.title in client.get(own).content.decode()

    operations.name_person(photo, Said(name="Ola"), actor="system")
    for reader, url in ((client, own), (desk_of(writer()), at("desk_photo", photo.public_id))):
        page = reader.get(url).content.decode()
        assert "Teraz nigdzie go nie widać." in page
        assert item.title not in page
