"""The pages of news: what residents read, and the desk's forms without script."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.activities.tests.factories import make_activity, make_pal
from podworko.core.versions import version_of
from podworko.network.public import Pal
from podworko.promotion import operations
from podworko.promotion.models import NewsItem
from podworko.promotion.operations import NEWS_FIELDS
from podworko.promotion.tests.factories import (
    desk_of,
    make_news,
    make_picture,
    picture_file,
    writer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pod-lipami", name="Pod Lipami", status="active")


@pytest.fixture
def desk(pal: Pal) -> Client:
    return desk_of(writer(pal=pal))


def at(name: str, item: NewsItem, *more: object) -> str:
    return reverse(f"promotion:{name}", args=[item.public_id, *more])


def test_the_list_shows_what_is_out_and_nothing_else(client: Client, pal: Pal) -> None:
    make_news(pal=pal, title="Już jest")
    make_news(pal=pal, title="Dopiero będzie", hours=5)
    make_news(pal=pal, title="Jeszcze szkic", hours=None)
    page = client.get("/aktualnosci/?pal=pod-lipami").content.decode()

    assert "Już jest" in page
    assert "Dopiero będzie" not in page
    assert "Jeszcze szkic" not in page


def test_the_list_costs_the_same_for_one_and_for_three(client: Client, pal: Pal) -> None:
    make_picture(make_news(pal=pal))
    counts = []
    for more in (0, 2):
        for _each in range(more):
            make_picture(make_news(pal=pal))
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get("/aktualnosci/")
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_an_item_tells_machines_what_it_tells_people(client: Client, pal: Pal) -> None:
    item = make_news(pal=pal, title='Ogród </script><b>"')
    make_picture(item)
    page = client.get(item.get_absolute_url()).content.decode()
    told = json.loads(re.findall(r'ld\+json">(.*?)</script>', page)[0])

    assert told["@type"] == "NewsArticle"
    assert told["headline"] == item.title
    assert 'property="og:title" content="Ogród &lt;/script&gt;&lt;b&gt;&quot;"' in page
    assert 'alt="Dwie osoby sadzą lipę."' in page
    assert "<h2>Co się zmieni</h2>" in page


def test_the_feed_holds_whatever_was_pasted_from_a_word_processor(client: Client) -> None:
    make_news(title="Pion\x0bowo", lead="a\x1bb", body="c\x0cd")
    feed = client.get("/aktualnosci/rss.xml")
    assert "Pion owo" in feed.content.decode()


def test_drafts_and_plans_are_not_there_and_the_withdrawn_says_why(client: Client) -> None:
    for hours in (None, 5):
        assert client.get(make_news(hours=hours).get_absolute_url()).status_code == 404
    gone = operations.withdraw_news(make_news(), why="Zła data.", actor=writer())

    answer = client.get(gone.get_absolute_url())

    assert answer.status_code == 410
    assert "Zła data." in answer.content.decode()
    assert gone.lead not in answer.content.decode()


def test_feeds_carry_the_network_and_one_pal(client: Client, pal: Pal) -> None:
    make_news(pal=pal, title="Nasze")
    make_news(pal=make_pal(), title="Cudze")
    whole = client.get("/aktualnosci/rss.xml").content.decode()
    own = client.get("/pal/pod-lipami/aktualnosci.xml").content.decode()

    assert "Nasze" in whole
    assert "Cudze" in whole
    assert "Nasze" in own
    assert "Cudze" not in own
    assert client.get("/pal/nie-ma/aktualnosci.xml").status_code == 404


@pytest.mark.parametrize("path", ["/", "/pal/pod-lipami/"])
def test_other_pages_show_what_is_new(client: Client, pal: Pal, path: str) -> None:
    make_news(pal=pal, title="Ogród na wiosnę")
    assert "Ogród na wiosnę" in client.get(path).content.decode()


def test_an_item_is_written_pictured_linked_and_published(desk: Client, pal: Pal) -> None:
    sent = {"pal": pal.pk, "title": "Festyn", "lead": "W sobotę.", "body": "Przyjdź."}
    desk.post(reverse("promotion:desk_news_new"), sent)
    item = NewsItem.objects.get()
    activity = make_activity(pal=pal, title="Joga")
    picture = {"alt": "Ludzie.", "credit": "PAL", "basis": "nobody"}
    photo = SimpleUploadedFile("a.jpg", picture_file())

    desk.post(at("desk_news_picture", item), picture | {"photo": photo})
    desk.post(at("desk_news_link", item), {"thing": f"activity-{activity.pk}"})
    desk.post(at("desk_news_publish", item), {"shows_from": ""})

    page = Client().get(item.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Festyn", 'alt="Ludzie."', "Joga"))

    assert "Joga" in desk.get(at("desk_news_item", item)).content.decode()
    desk.post(at("desk_news_picture_remove", item, 1))
    desk.post(at("desk_news_link_remove", item, item.links.get().pk))
    desk.post(at("desk_news_withdraw", item), {"why": "Odwołane."})
    item.refresh_from_db()
    assert (item.state, item.pictures.count(), item.links.count()) == ("withdrawn", 0, 0)


def test_a_picture_without_words_comes_back_with_what_was_typed(desk: Client, pal: Pal) -> None:
    item = make_news(pal=pal, hours=None)
    photo = SimpleUploadedFile("a.jpg", picture_file())
    answer = desk.post(at("desk_news_picture", item), {"photo": photo, "credit": "Ola W."})

    assert answer.status_code == 422
    assert 'value="Ola W."' in answer.content.decode()
    assert "photo_kept" in answer.content.decode()
    assert not item.pictures.exists()


def test_a_broken_file_is_no_picture(desk: Client, pal: Pal) -> None:
    item = make_news(pal=pal, hours=None)
    broken = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    fields = {"photo": broken, "alt": "a", "credit": "b", "basis": "nobody"}

    assert desk.post(at("desk_news_picture", item), fields).status_code == 422
    assert not item.pictures.exists()


def test_planning_and_stopping_go_by_forms(desk: Client, pal: Pal) -> None:
    item = make_news(pal=pal, hours=None)
    later = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    desk.post(at("desk_news_publish", item), {"shows_from": later})
    item.refresh_from_db()
    assert item.is_planned
    assert "Zaplanowane" in desk.get(reverse("promotion:desk_news")).content.decode()

    desk.post(at("desk_news_stop", item))
    item.refresh_from_db()
    assert item.state == "draft"

    past = {"shows_from": "2020-01-01T10:00"}
    assert desk.post(at("desk_news_publish", item), past).status_code == 422


def test_who_saves_second_sees_both(desk: Client, pal: Pal) -> None:
    item = make_news(pal=pal)
    seen = version_of(item, NEWS_FIELDS)
    NewsItem.objects.filter(pk=item.pk).update(title="Czyjś tytuł")
    sent = {
        **{name: getattr(item, name) for name in NEWS_FIELDS if name != "pal"},
        **{f"initial-{name}": getattr(item, name) for name in NEWS_FIELDS if name != "pal"},
        "pal": pal.pk,
        "initial-pal": pal.pk,
        "title": "Mój tytuł",
        "version": seen,
    }
    answer = desk.post(at("desk_news_edit", item), sent)

    assert answer.status_code == 409
    assert "Czyjś tytuł" in answer.content.decode()
    assert "Mój tytuł" in answer.content.decode()


def test_another_pal_s_news_are_not_there_for_an_animator(desk: Client) -> None:
    others = make_news(pal=make_pal())
    network = make_news(pal=None)
    for item in (others, network):
        assert desk.get(at("desk_news_item", item)).status_code == 404
        assert desk.post(at("desk_news_withdraw", item), {"why": "x"}).status_code == 404
    sent = {"pal": "", "title": "A", "lead": "B", "body": "C"}
    assert desk.post(reverse("promotion:desk_news_new"), sent).status_code == 422
