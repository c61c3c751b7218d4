"""What others frame and pass on: lists, maps, cards, oEmbed."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from podworko.activities.models import Activity, Session
from podworko.activities.operations import cancel_session
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.network.models import Pal, Place
from podworko.opendata.embedding import PAPER, colour_sheet, frame
from podworko.opendata.views import wanted_by
from podworko.ui import sharing

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
STATIC = Path(sharing.__file__).parent / "static"
MOST_BYTES = 30_000
"""What a frame may weigh, its sheets included."""


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def seated(**fields: str) -> Pal:
    pal = make_pal(**fields)
    pal.seat = Place.objects.create(
        name=pal.name, slug=pal.slug, address="Miła 2", lat=50.06, lon=19.94
    )
    pal.save()
    return pal


def page_of(session: Session) -> str:
    return SITE + session.get_absolute_url()


def test_a_page_tells_networks_its_name_its_picture_and_one_address(client: Client) -> None:
    session = make_session(activity=make_activity(title="Glina & ogień", summary="Lepimy <razem>."))

    html = client.get(f"{session.get_absolute_url()}?utm_source=x").content.decode()

    told = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html))
    assert told["og:title"].startswith("Glina &amp; ogień")
    assert told["og:description"] == "Lepimy &lt;razem&gt;."
    assert told["og:url"] == page_of(session)
    assert f'<link rel="canonical" href="{page_of(session)}">' in html
    picture = client.get(told["og:image"].removeprefix(SITE))
    assert picture["Content-Type"] == "image/png"


@pytest.mark.parametrize("path", ["/", "/zajecia/", "/konto/wejscie/"])
def test_pages_without_a_card_tell_nothing_more(client: Client, path: str) -> None:
    assert b"og:" not in client.get(path).content


def test_a_draft_has_neither_picture_nor_card(client: Client) -> None:
    session = make_session(activity=make_activity(state=Activity.State.DRAFT))
    key = session.public_id

    answers = [
        client.get(f"/obrazek/termin/{key}.png"),
        client.get(f"/osadz/termin/{key}/"),
        client.get("/oembed", {"url": page_of(session)}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_card_says_that_a_session_is_called_off(client: Client) -> None:
    session = make_session()
    cancel_session(session, reason="choroba", actor=SYSTEM)

    assert "ODWOŁANE" in client.get(f"/osadz/termin/{session.public_id}/").content.decode()


def test_another_site_is_told_how_to_show_a_page(client: Client) -> None:
    session = make_session(activity=make_activity(title='Kino "Pod chmurką"'))

    answer = client.get("/oembed", {"url": page_of(session), "maxwidth": "400"})
    told = json.loads(answer.content)

    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 400)
    assert f'src="{SITE}/osadz/termin/{session.public_id}/"' in told["html"]
    assert "Kino &quot;Pod chmurką&quot;" in told["html"]
    whole = json.loads(client.get("/oembed", {"url": page_of(session)}).content)
    assert whole["thumbnail_url"] == f"{SITE}/obrazek/termin/{session.public_id}.png"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_it_is_told_in_xml_too_and_in_the_language_of_the_address(client: Client) -> None:
    session = make_session()
    address = f"{SITE}/uk{session.get_absolute_url()}"

    root = ET.fromstring(client.get("/oembed", {"url": address, "format": "xml"}).content)  # noqa: S314

    assert root.tag == "oembed"
    html = root.findtext("html")
    assert html
    assert f"{SITE}/uk/osadz/termin/" in html


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 404),
        ({"url": "https://gdzie-indziej.example/pal/olsza/"}, 404),
        ({"url": "http://[x"}, 404),
        ({"url": f"{SITE}/zajecia/"}, 404),
        ({"url": f"{SITE}/pal/olsza/", "format": "yaml"}, 501),
        ({"url": f"{SITE}/pal/olsza/", "maxwidth": "szeroko"}, 200),
    ],
)
def test_what_is_no_page_of_ours_is_not_there(
    client: Client, query: dict[str, str], status: int
) -> None:
    make_pal(slug="olsza")

    assert client.get("/oembed", query).status_code == status


@pytest.mark.parametrize("path", ["/osadz/", "/osadz/mapa/", "/osadz/pal/olsza/"])
def test_any_site_may_frame_these_and_they_weigh_little(client: Client, path: str) -> None:
    pal = seated(slug="olsza", name="Olsza")
    for _each in range(10):
        make_session(activity=make_activity(pal=pal, title="Zajęcia " * 12))

    answer = client.get(path)

    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    html = answer.content.decode()
    assert "<script" not in html
    sheets = re.findall(r'href="/static/([^"]+\.css)"', html)
    weight = len(answer.content) + sum(_weight(name) for name in sheets)
    assert weight < MOST_BYTES


def _weight(name: str) -> int:
    module = name.split("/", maxsplit=1)[0]
    bare = re.sub(r"\.[0-9a-f]{12}\.css$", ".css", name)
    return (STATIC.parent.parent / module / "static" / bare).stat().st_size


def test_the_map_costs_the_same_for_one_pal_and_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for slug in ("a", "b", "c"):
        make_session(activity=make_activity(pal=seated(slug=slug, name=slug)))
        # Sessions with places, the seats of PALs, and two layers behind them.
        with django_assert_num_queries(4):
            assert client.get("/osadz/mapa/").status_code == 200


def test_a_frame_looks_as_asked_and_a_strange_wish_is_left_out(client: Client) -> None:
    asked = client.get("/osadz/?motyw=ciemny&kolor=%23FFCC00&duze=1").content.decode()
    strange = client.get("/osadz/?motyw=x&kolor=red;}&duze=tak").content.decode()

    assert 'data-theme="dark"' in asked
    assert 'class="is-large"' in asked
    assert "/osadz/kolor/ffcc00.css" in asked
    assert "data-theme" not in strange
    assert "is-large" not in strange
    assert "kolor" not in strange


def test_a_colour_is_made_legible_before_it_is_used(client: Client) -> None:
    answer = client.get("/osadz/kolor/ffff00.css")

    assert answer["Content-Type"] == "text/css"
    assert "#ffff00)" in answer.content.decode(), "on a dark ground it stays"
    assert "--brand:#ffff00" not in answer.content.decode()
    assert client.get("/osadz/kolor/zzzzzz.css/").status_code == 404


def test_the_grounds_are_those_of_the_tokens() -> None:
    tokens = (STATIC / "ui/tokens.css").read_text(encoding="utf-8")

    assert f"--paper: light-dark({PAPER['light']}, {PAPER['dark']});" in tokens
    assert "--brand:light-dark(" in colour_sheet("1b5e45")


def test_the_code_to_paste_is_put_together_from_choices(client: Client) -> None:
    make_pal(slug="olsza", name="Olsza")
    chosen = {"what": "mapa", "pal": "olsza", "rodzaj": "culture", "kolor": "#FFCC00", "ile": "5"}

    html = client.get("/osadz/uloz/", chosen).content.decode()

    address = "/osadz/mapa/?pal=olsza&rodzaj=culture&kolor=ffcc00"
    assert escape(frame(SITE + address, title="Mapa PAL", height=640)) in html
    assert f'src="{escape(address)}"' in html


def test_a_wrong_choice_is_said_and_what_was_typed_stays(client: Client) -> None:
    html = client.get("/osadz/uloz/", {"what": "lista", "kolor": "zielony"}).content.decode()

    assert "Wpisz sześć cyfr i liter" in html
    assert 'value="zielony"' in html


def test_news_are_narrowed_by_pal_and_kind(client: Client) -> None:
    for slug, kind in (("olsza", "culture"), ("azory", "skills")):
        make_activity(pal=make_pal(slug=slug, name=slug), title=slug, kind=kind)

    assert "olsza" in client.get("/rss.xml?pal=olsza").content.decode()
    assert "azory (" not in client.get("/rss.xml?pal=olsza").content.decode()
    assert "olsza (" not in client.get("/rss.xml?rodzaj=skills").content.decode()


def test_a_key_in_another_spelling_and_a_null_find_nothing(client: Client) -> None:
    session = make_session()
    key = session.public_id.hex

    assert client.get(f"/osadz/termin/{key}/").status_code == 404
    assert client.get("/osadz/pal/%00/").status_code == 404
    asked = RequestFactory().get("/osadz/?pal=%00&pal=olsza")
    assert wanted_by(asked).pals == ("olsza",)


@pytest.mark.parametrize(
    ("asked", "width", "height"),
    [
        ({}, 560, 240),
        ({"maxheight": "150"}, 560, 150),
        ({"maxheight": "9000", "maxwidth": "9000"}, 560, 240),
        ({"maxheight": "0", "maxwidth": "wysoko"}, 560, 240),
        ({"maxheight": "90", "maxwidth": "120"}, 120, 90),
    ],
)
def test_nothing_is_offered_larger_than_another_site_lets_it_be(
    client: Client, asked: dict[str, str], width: int, height: int
) -> None:
    told = json.loads(client.get("/oembed", {"url": page_of(make_session()), **asked}).content)

    assert (told["width"], told["height"]) == (width, height)
    assert f'height="{height}"' in told["html"]
    limits = [int(value) for value in asked.values() if value.isdigit() and int(value)]
    assert ("thumbnail_url" in told) == all(limit >= 1200 for limit in limits)


@pytest.mark.parametrize("path", ["/osadz/", "/osadz/mapa/"])
def test_a_frame_of_a_pal_that_closed_says_so_and_shows_nobody_elses(
    client: Client, path: str
) -> None:
    closed = seated(slug="dawny", name="Dawny", status="closed")
    make_session(activity=make_activity(pal=seated(slug="olsza", name="Olsza"), title="Chór"))

    page = client.get(path, {"pal": closed.slug}).content.decode()

    assert "Dawny już nie działa." in page
    assert "Chór" not in page
    builder = client.get("/osadz/uloz/", {"pal": closed.slug, "what": "lista"})
    assert "?pal=dawny" in builder.context["address"]
