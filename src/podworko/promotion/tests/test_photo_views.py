"""The pages of photographs: the desk without script, one's own link, “that is me”, and a walk."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.core.versions import version_of
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.promotion import operations, photo_links
from podworko.promotion.models import Photo, Portrayal, Scope, TakeDown
from podworko.promotion.operations import PHOTO_FIELDS, PORTRAYAL_FIELDS
from podworko.promotion.tests.factories import (
    desk_of,
    make_news,
    make_photo,
    picture_file,
    writer,
    yes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pod-lipami", name="Pod Lipami", status="active")


@pytest.fixture
def desk(pal: Pal) -> Client:
    return desk_of(writer(pal=pal))


def at(name: str, *args: object) -> str:
    return reverse(f"promotion:{name}", args=args)


def test_several_are_brought_at_once_and_empty_rows_are_left_out(desk: Client, pal: Pal) -> None:
    session = make_session(days=-1, activity=make_activity(pal=pal))
    url = f"{at('desk_photos_new')}?termin={session.public_id}"
    rows = {
        "z-TOTAL_FORMS": "6",
        "z-INITIAL_FORMS": "0",
        "credit": "PAL",
        "taken_on": "2026-11-20",
    }
    for number in (0, 2):
        rows |= {f"z-{number}-alt": f"Obraz {number}.", f"z-{number}-basis": "nobody"}
    bare = desk.post(url, rows)
    assert bare.status_code == 422
    assert "Obraz 2." in bare.content.decode()

    files = {f"z-{n}-photo": SimpleUploadedFile("a.jpg", picture_file()) for n in (0, 2)}
    assert desk.post(url, rows | files).status_code == 302
    made = Photo.objects.order_by("pk")
    assert [(each.alt, each.session, each.pal) for each in made] == [
        ("Obraz 0.", session, pal),
        ("Obraz 2.", session, pal),
    ]
    assert (
        "Obraz 0." in desk.get(f"{at('desk_photos')}?termin={session.public_id}").content.decode()
    )
    panel = desk.get(reverse("activities:desk_activity", args=[session.activity.slug]))
    assert "2 zdjęcia" in panel.content.decode()


def test_nothing_chosen_comes_back(desk: Client, pal: Pal) -> None:
    sent = {
        "z-TOTAL_FORMS": "6",
        "z-INITIAL_FORMS": "0",
        "credit": "PAL",
        "taken_on": "2026-11-20",
        "pal": pal.pk,
    }
    assert desk.post(at("desk_photos_new"), sent).status_code == 422


def test_the_library_costs_the_same_for_one_and_for_three(desk: Client, pal: Pal) -> None:
    counts = []
    for more in (1, 2):
        for _photo in range(more):
            make_photo(yes(), basis="agreed", pal=pal)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            desk.get(at("desk_photos"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_who_was_at_the_session_is_offered_and_a_consent_is_noted(desk: Client, pal: Pal) -> None:
    session = make_session(days=3, activity=make_activity(pal=pal))
    photo = make_photo(basis="agreed", pal=pal, session=session)
    assert session.sign_up_list is not None
    person = join(session.sign_up_list, "Ada").person
    url = at("desk_photo_person_new", photo.public_id)
    assert "Ada" in desk.get(url).content.decode()
    assert desk.post(url, {"state": "given", "person": person.public_id}).status_code == 422

    sent = {
        "person": person.public_id,
        "state": "given",
        "for_site": "on",
        "channel": "paper",
        "paper_at": "segregator",
    }
    assert desk.post(url, sent).status_code == 302
    row = Portrayal.objects.get()
    assert (row.person, row.for_site, row.for_press, row.channel) == (person, True, False, "paper")

    change = at("desk_photo_person", photo.public_id, row.public_id)
    again = {
        "name": "Ada",
        "state": "refused",
        "channel": "phone",
        "version": version_of(row, PORTRAYAL_FIELDS),
    }
    assert desk.post(change, again).status_code == 302
    assert desk.post(change, again).status_code == 409


def test_words_are_changed_and_who_saves_second_sees_both(desk: Client, pal: Pal) -> None:
    photo = make_photo(pal=pal)
    sent = {
        "alt": "Inaczej.",
        "credit": "PAL",
        "taken_on": "2026-11-20",
        "basis": "gathering",
        "version": version_of(photo, PHOTO_FIELDS),
    }
    assert desk.post(at("desk_photo_edit", photo.public_id), sent).status_code == 302
    late = desk.post(at("desk_photo_edit", photo.public_id), sent | {"alt": "Jeszcze inaczej."})
    assert late.status_code == 409
    photo.refresh_from_db()
    assert photo.alt == "Inaczej."


def test_the_desk_finds_somebody_looks_where_and_takes_back(desk: Client, pal: Pal) -> None:
    photo, item = make_photo(yes("Ada Nowak"), basis="agreed", pal=pal), make_news(pal=pal)
    operations.add_picture(item, photo, actor="system")
    url = f"{at('desk_photos_who')}?q=nowak"
    page = desk.get(url).content.decode()
    assert item.title in page

    row = photo.portrayals.get()
    assert desk.post(url, {"portrayals": [row.public_id]}).status_code == 422
    desk.post(url, {"portrayals": [row.public_id], "channel": "phone", "scopes": ["press"]})
    assert item.pictures.exists()
    desk.post(url, {"portrayals": [row.public_id], "channel": "phone"})
    photo.refresh_from_db()
    assert not photo.is_kept


def test_finding_somebody_costs_the_same_for_one_and_for_three(desk: Client, pal: Pal) -> None:
    counts = []
    for more in (1, 2):
        for _photo in range(more):
            photo = make_photo(yes("Ada Nowak"), basis="agreed", pal=pal)
            operations.add_picture(make_news(pal=pal), photo, actor="system")
        with CaptureQueriesContext(connection) as seen:
            desk.get(f"{at('desk_photos_who')}?q=nowak")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_what_is_of_elsewhere_is_not_found(pal: Pal) -> None:
    photo = make_photo(yes("Ada Nowak"), basis="agreed", pal=pal)
    other = desk_of(writer(pal=make_pal(slug="inny", name="Inny"), name="Inna"))
    for name in ("desk_photo", "desk_photo_file", "desk_photo_edit", "desk_photo_person_new"):
        assert other.get(at(name, photo.public_id)).status_code == 404
    assert "Ada Nowak" not in other.get(f"{at('desk_photos_who')}?q=nowak").content.decode()


def test_one_press_on_ones_own_link_takes_everything_down(client: Client) -> None:
    ada = Person.objects.create(name="Ada", folded_name="ada", channel="desk")
    first, second = (make_photo(yes("", person=ada), basis="agreed") for _n in range(2))
    other = make_photo(yes("Ola"), basis="agreed")
    url = at("photos_own", photo_links.token(ada))
    page = client.get(url)
    assert page["X-Robots-Tag"] == "noindex"
    assert client.get(f"{url}{first.public_id}.jpg").status_code == 200
    assert client.get(f"{url}{other.public_id}.jpg").status_code == 404

    client.post(url, {"photo": first.portrayals.get().public_id})
    assert [each.is_kept for each in Photo.objects.order_by("pk")] == [False, True, True]
    client.post(url)
    assert [each.is_kept for each in Photo.objects.order_by("pk")] == [False, False, True]
    assert client.get(f"{url}{second.public_id}.jpg").status_code == 404
    assert client.get(at("photos_own", "nie-nasz")).status_code == 404


def test_anybody_asks_without_saying_who_they_are(client: Client, desk: Client, pal: Pal) -> None:
    photo = make_photo(pal=pal)
    url = at("photo_ask", photo.public_id)
    assert client.post(url, {"contact": "nie-mail@"}).status_code == 422
    assert client.post(url, {"website": "x"}).status_code == 302
    assert not TakeDown.objects.exists()
    assert client.post(url, {}).status_code == 302

    asked = TakeDown.objects.get()
    answer = at("desk_photo_answer", asked.public_id)
    assert answer in desk.get(reverse("desk:home")).content.decode()
    assert desk.post(answer, {"decision": "kept"}).status_code == 422
    assert desk.post(answer, {"decision": "done"}).status_code == 302
    assert client.get(url).status_code == 404


def test_what_the_media_alone_may_have_is_asked_down_too(client: Client, pal: Pal) -> None:
    photo = make_photo(yes("Ada", Scope.PRESS), basis="agreed", pal=pal)
    url = at("photo_ask", photo.public_id)
    page = client.get(url).content.decode()
    assert photo.alt in page
    assert photo.url not in page
    assert client.post(url, {}).status_code == 302
    hidden = make_photo(yes("Ada", Scope.PRINT), basis="agreed", pal=pal)
    assert client.get(at("photo_ask", hidden.public_id)).status_code == 404


def test_a_picture_of_an_activity_is_asked_down_too(client: Client, desk: Client, pal: Pal) -> None:
    activity = make_activity(pal=pal, image_alt="Ludzie.")
    activity.image.save("zajecia.jpg", ContentFile(picture_file()))
    page = client.get(activity.get_absolute_url()).content.decode()
    url = at("picture_ask", "zajecia", activity.public_id)
    assert url in page
    client.post(url, {"words": "To ja."})
    client.post(url, {})

    assert Photo.objects.count() == 1
    noted = desk.get(Photo.objects.get().get_absolute_url()).content.decode()
    assert "Jest tam pokazywane, choć nie ma jeszcze zgód." in noted
    assert TakeDown.objects.filter(photo__notes__kind="zajecia").count() == 2
    assert client.get(at("picture_ask", "statek", activity.public_id)).status_code == 404


def test_the_consent_is_printed_in_the_language_of_the_page(desk: Client, pal: Pal) -> None:
    session = make_session(days=-1, activity=make_activity(pal=pal))
    for prefix in ("", "/uk"):
        answer = desk.get(f"{prefix}/biurko/zdjecia/zgoda.pdf?termin={session.public_id}")
        assert answer.content.startswith(b"%PDF")


def test_no_cache_between_us_and_the_reader_keeps_a_picture(client: Client) -> None:
    photo = make_photo()
    first = client.get(photo.url)
    assert first["Cache-Control"] == "private, no-cache"
    assert client.get(photo.url, headers={"if-none-match": first["ETag"]}).status_code == 304

    operations.withdraw_photo(photo, why="Bo tak.", actor="system")
    gone = client.get(photo.url, headers={"if-none-match": first["ETag"]})
    assert gone.status_code == 404
