"""Photographs, two who edit at once, and who may see it when."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from podworko.activities.models import Activity
from podworko.activities.tests.desk import NEW, Desk, filled, hidden
from podworko.activities.tests.factories import (
    join,
    make_list,
    make_session,
)
from podworko.audit.public import history
from podworko.core import times
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def photo(kind: str = "JPEG", *, exif: bool = True) -> SimpleUploadedFile:
    """Make a small photograph that says where it was taken."""
    image = Image.new("RGB", (2000, 40), "green")
    notes = Image.Exif()
    if exif:
        notes[0x010E] = "Kuchnia pani Zofii"
        notes.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    image.save(written, kind, exif=notes)
    return SimpleUploadedFile(f"moje.{kind.lower()}", written.getvalue(), f"image/{kind.lower()}")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_written_anew_without_its_notes(desk: Desk, kind: str) -> None:
    desk.client.post(NEW, filled(desk, photo=photo(kind), image_alt="Szachownica na ławce"))

    activity = Activity.objects.get()
    with activity.image.open() as file, Image.open(file) as image:
        assert (image.format, image.width) == ("JPEG", 1600)
        assert dict(image.getexif()) == {}
    assert "moje" not in str(activity.image.name)


@pytest.mark.parametrize(
    ("upload", "alt", "complaint"),
    [
        (photo, "", "Opisz, co widać"),
        (lambda: SimpleUploadedFile("a.jpg", b"not a picture"), "x", "To nie jest zdjęcie"),
        (lambda: photo("GIF", exif=False), "x", "To nie jest zdjęcie"),
        (lambda: SimpleUploadedFile("a.jpg", b"0" * (8 * 1024 * 1024 + 1)), "x", "za duży"),
    ],
)
def test_a_photograph_that_cannot_be_taken_is_told(
    desk: Desk, upload: Any, alt: str, complaint: str
) -> None:
    response = desk.client.post(NEW, filled(desk, photo=upload(), image_alt=alt))

    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert Activity.objects.count() == 0


def edited(activity: Activity, **changes: Any) -> dict[str, Any]:
    """Return what a form for editing sends when only `changes` were typed."""
    seen = {
        "pal": activity.pal_id,
        "title": activity.title,
        "summary": activity.summary,
        "kind": activity.kind,
        "audience": activity.audience,
        "languages": activity.language_codes,
        "cost": activity.cost,
        "bring": activity.bring,
        "sign_up_mode": activity.sign_up_mode,
    }
    return {
        "version": activity.version,
        **{f"initial-{name}": value for name, value in seen.items()},
        **seen,
        **changes,
    }


def test_of_two_who_edit_nothing_is_lost_and_the_second_sees_both(desk: Desk) -> None:
    activity = desk.activity(title="Szachy", summary="Dla każdego")
    first = edited(activity, title="Szachy dla dorosłych", bring="Zegar", quiet="on")
    second = edited(activity, title="Szachy i warcaby", summary="Dla małych i dużych")

    desk.post("desk_edit", activity.slug, **first)
    late = desk.post("desk_edit", activity.slug, **second)
    page = late.content.decode()

    assert late.status_code == 409
    assert Activity.objects.get().title == "Szachy dla dorosłych"
    assert "Szachy dla dorosłych</td>" in page
    assert 'name="title" value="Szachy i warcaby"' in page
    assert 'name="summary" value="Dla małych i dużych"' in page
    assert 'name="bring" value="Zegar"' in page
    assert re.search(r'name="quiet"[^>]* checked', page)
    assert hidden(page, "version") == "2"


def test_who_saves_second_with_a_photograph_keeps_what_the_first_wrote(desk: Desk) -> None:
    activity = desk.activity(title="Szachy", summary="Dla każdego")
    desk.post("desk_edit", activity.slug, **edited(activity, bring="Zegar", quiet="on"))

    with_photo = edited(activity, title="Warcaby", photo=photo(), image_alt="Szachownica")
    page = desk.post("desk_edit", activity.slug, **with_photo).content.decode()

    assert 'name="title" value="Warcaby"' in page
    assert 'name="summary" value="Dla każdego"' in page
    assert 'name="bring" value="Zegar"' in page
    assert re.search(r'name="quiet"[^>]* checked', page)


def test_nought_is_a_number_when_two_edit(desk: Desk) -> None:
    activity = desk.activity(title="Szachy", cost=20, age_min=7)
    desk.post("desk_edit", activity.slug, **edited(activity, cost="0", age_min="0"))

    page = desk.post("desk_edit", activity.slug, **edited(activity, title="Warcaby")).content

    assert re.search(r'name="cost" value="0(\.00)?"', page.decode())
    assert 'name="age_min" value="0"' in page.decode()


def test_the_second_saves_knowingly(desk: Desk) -> None:
    activity = desk.activity(title="Szachy")
    desk.post("desk_edit", activity.slug, **edited(activity, bring="Zegar"))
    seen = Activity.objects.get()

    desk.post("desk_edit", activity.slug, **edited(seen, title="Warcaby"))

    stored = Activity.objects.get()
    assert (stored.title, stored.bring, stored.version) == ("Warcaby", "Zegar", 3)


def test_the_way_of_signing_up_is_settled_with_the_first_session(desk: Desk) -> None:
    activity = make_session(activity=desk.activity()).activity

    desk.post("desk_edit", activity.slug, **edited(activity, sign_up_mode="none"))

    assert Activity.objects.get().sign_up_mode == "session"
    assert "Tego nie można zmienić" in desk.get("desk_edit", activity.slug)


def test_a_draft_is_published_scheduled_and_taken_back(desk: Desk) -> None:
    activity = make_session(activity=desk.activity(state="draft")).activity
    later = (times.local(timezone.now()) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")

    assert "Widzi to tylko zespół" in desk.get("desk_activity", activity.slug)
    desk.post("desk_publish", activity.slug, later="1", publish_at=later)
    assert "Samo opublikuje się" in desk.get("desk_activity", activity.slug)
    desk.post("desk_to_draft", activity.slug)
    desk.post("desk_publish", activity.slug, later="1", publish_at="")
    assert "Podaj dzień i godzinę" in desk.get("desk_activity", activity.slug)
    desk.post("desk_publish", activity.slug)

    assert "Widzą to wszyscy" in desk.get("desk_activity", activity.slug)
    assert history(activity) == ["activity.scheduled", "activity.draft", "activity.published"]


@pytest.mark.parametrize(
    ("planned", "rules", "said"),
    [
        ({}, {}, "Opublikowane. Widzą to wszyscy i można się zapisywać."),
        ({"sign_up_mode": "none"}, {}, "Opublikowane. Widzą to wszyscy."),
        ({}, {"opens_at": timezone.now() + timedelta(days=2)}, "Opublikowane. Widzą to wszyscy."),
    ],
    ids=["open", "without-sign-up", "not-yet-open"],
)
def test_publishing_says_only_what_is_true(
    desk: Desk, planned: dict[str, Any], rules: dict[str, Any], said: str
) -> None:
    activity = make_session(activity=desk.activity(state="draft", **planned), **rules).activity

    answer = desk.client.post(reverse("activities:desk_publish", args=[activity.slug]), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [said]


def test_what_is_published_cannot_be_hidden_again(desk: Desk) -> None:
    activity = desk.activity()

    desk.post("desk_to_draft", activity.slug)

    assert "nie można już schować" in desk.get("desk_activity", activity.slug)
    assert Activity.objects.get().state == "published"


def test_calling_off_says_how_many_are_told_and_wants_a_reason(desk: Desk) -> None:
    places = make_list(activity=desk.activity())
    for name in ("ada", "bob"):
        join(places, name)
    slug = places.activity.slug

    assert "2 zapisan" in desk.get("desk_call_off", slug)
    assert desk.post("desk_call_off", slug, cancel_reason=" ").status_code == 422
    assert Message.objects.filter(template="activities/called_off").count() == 0
    desk.post("desk_call_off", slug, cancel_reason="Remont sali.")

    assert Message.objects.filter(template="activities/called_off").count() == 2
    assert "Remont sali." in desk.get("desk_activity", slug)
