"""Cards and pictures of pages that are passed on."""

import io

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from podworko.ui.share_picture import HEIGHT, WIDTH, painted
from podworko.ui.sharing import ShareCard, ShareCards, Shared, SharedPage, as_uuid, cards

LONG = ("Zajęcia " * 60, "W" * 300, "", "Ж🙂" * 200, "a\nb\tc")


@pytest.mark.parametrize("title", LONG)
def test_a_picture_holds_any_title_and_its_foot(title: str) -> None:
    card = ShareCard(title=title, over=title, lines=(title, title, title))

    image = Image.open(io.BytesIO(painted(card, host="x.example")))

    assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
    rgb = image.convert("RGB")
    margins = [rgb.getpixel((at, y)) for at in (40, WIDTH - 40) for y in range(0, 500, 10)]
    assert len(set(margins)) == 1, "words stay within the card"
    assert rgb.getpixel((600, 600)) != margins[0], "the foot is never written over"


def test_only_what_was_asked_for_is_drawn_anew() -> None:
    one = painted(ShareCard(title="Ceramika"), host="x.example")

    assert one == painted(ShareCard(title="Ceramika"), host="x.example")
    assert one != painted(ShareCard(title="Ceramika", lines=("wtorek",)), host="x.example")


def test_a_page_is_found_by_its_address_and_a_strange_one_is_not() -> None:
    here = ShareCards()
    here.add(SharedPage("pal", "network:pal", "slug", lambda key: ShareCard(title=key)))

    found = here.by_address("https://x.example/en/pal/olsza/?a=1")

    assert found == Shared("pal", "olsza")
    assert here.find(Shared("pal", "olsza")) == ShareCard(title="olsza")
    assert here.find(Shared("other", "olsza")) is None
    assert [here.by_address(text) for text in ("", "http://[", "/nie-ma/", "/konto/wejscie/")] == [
        None,
        None,
        None,
        None,
    ]


def test_an_address_that_is_no_key_is_nobodys() -> None:
    assert as_uuid("x").int == 0


def test_a_key_is_written_in_one_way() -> None:
    key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"

    assert str(as_uuid(key)) == key
    for other in (key.upper(), key.replace("-", ""), f"{{{key}}}", f"urn:uuid:{key}"):
        assert as_uuid(other).int == 0


def test_what_no_database_takes_is_not_looked_for() -> None:
    here = ShareCards()
    here.add(SharedPage("pal", "network:pal", "slug", lambda key: ShareCard(title=key)))

    assert here.find(Shared("pal", "\x00")) is None


@pytest.mark.django_db
def test_each_page_with_a_card_answers_none_for_what_is_not_there() -> None:
    assert [page.kind for page in cards.pages if page.find("nie-ma")] == []


@pytest.mark.django_db
def test_a_picture_that_did_not_change_is_not_sent_again(client: Client) -> None:
    cache.clear()

    first = client.get("/obrazek/podworko.png")
    again = client.get("/obrazek/podworko.png", headers={"if-none-match": first["ETag"]})

    assert (first["Content-Type"], again.status_code) == ("image/png", 304)
    assert "public" in first["Cache-Control"]
    assert client.get("/obrazek/nie-ma/x.png").status_code == 404
