"""What photographs tell to whom: names to those who see people, drafts and embargoes to staff."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities.tests.factories import make_activity
from podworko.people.public import Person
from podworko.promotion import operations, photo_links
from podworko.promotion.tests.factories import make_news, make_photo, picture_file, yes
from podworko.promotion.tests.press_factories import make_release

pytestmark = pytest.mark.django_db


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
