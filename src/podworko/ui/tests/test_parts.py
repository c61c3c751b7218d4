"""Each part renders exactly what it promises."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation

from podworko.ui.samples import FACTS, LAYERS, POINTS
from podworko.ui.values import Chip, TabLink, TimelineEntry


def render(source: str, path: str = "/", **values: object) -> str:
    """Render `source` as a page at `path` would, without drawings and spare white space."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    with suppress(Resolver404):
        request.resolver_match = resolve(request.path)
    template = Template("{% load ui %}" + source)
    text: str = template.render(RequestContext(request, values))
    text = re.sub(r"<svg\b.*?</svg>", "◆", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"> <", "><", text).strip()


def test_icon_is_hidden_unless_named() -> None:
    plain = Template('{% load ui %}{% icon "x" %}').render(Context())
    named = Template('{% load ui %}{% icon "x" label=label css="icon--large" %}')

    assert plain == (
        '<svg class="icon" aria-hidden="true" viewBox="0 0 24 24" width="24" height="24"'
        ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round" focusable="false">'
        '<path d="M18 6 6 18" /><path d="m6 6 12 12" /></svg>'
    )
    assert named.render(Context({"label": "Usuń <to>"})).startswith(
        '<svg class="icon icon--large" role="img" aria-label="Usuń &lt;to&gt;" viewBox'
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            '{% notice tone="success" title="Masz miejsce" %}Do jutra{% endnotice %}',
            (
                '<div class="notice notice--success">◆<div class="notice__body stack stack--tight">'
                '<p class="notice__title">Masz miejsce</p><div>Do jutra</div></div></div>'
            ),
        ),
        (
            '{% notice tone="error" %}Nie{% endnotice %}',
            (
                '<div class="notice notice--error">◆<div class="notice__body stack stack--tight">'
                '<span class="visually-hidden">Błąd:</span><div>Nie</div></div></div>'
            ),
        ),
        (
            '{% notice tone="warning" %}Nie{% endnotice %}',
            (
                '<div class="notice notice--warning">◆<div class="notice__body stack stack--tight">'
                '<span class="visually-hidden">Uwaga:</span><div>Nie</div></div></div>'
            ),
        ),
        (
            '{% button icon="check" name="go" hx_post="/x/" %}Zapisz{% endbutton %}',
            (
                '<button class="button button--primary" type="submit" hx-post="/x/" name="go">◆'
                "<span>Zapisz</span></button>"
            ),
        ),
        (
            '{% button_link query kind="quiet" %}Wróć{% endbutton_link %}',
            '<a class="button button--quiet" href="/a/?b=1&amp;c=2"><span>Wróć</span></a>',
        ),
        (
            '{% card title=rough href="/pal/" icon="home" level=2 %}Tu{% endcard %}',
            (
                '<div class="card card--link"><div class="card__head"><span class="arch">◆</span>'
                '<h2 class="card__title"><a href="/pal/">Ach &lt;b&gt;</a></h2></div>'
                '<div class="card__body">Tu</div></div>'
            ),
        ),
        (
            '{% badge "Odwołane" tone="cancelled" %}',
            '<span class="badge badge--cancelled">◆<span>Odwołane</span></span>',
        ),
        ('{% tag "Ruch" %}', '<span class="tag"><span>Ruch</span></span>'),
        (
            (
                '{% summary_list %}{% summary_row "Kiedy" href="/e/" action="Zmień" %}dziś'
                "{% endsummary_row %}{% endsummary_list %}"
            ),
            (
                '<dl class="summary"><div class="summary__row"><dt>Kiedy</dt><dd>dziś</dd>'
                '<dd class="summary__action"><a href="/e/">Zmień'
                '<span class="visually-hidden"> – Kiedy</span></a></dd></div></dl>'
            ),
        ),
        (
            '{% empty_state title="Pusto" %}<p>Wróć</p>{% endempty_state %}',
            (
                '<div class="empty"><span class="arch arch--sun">◆</span><h2>Pusto</h2>'
                '<div class="stack"><p>Wróć</p></div></div>'
            ),
        ),
        (
            '{% steps "A" "B" "C" current=2 %}',
            (
                '<ol class="steps" role="list"><li data-state="done"><span class="steps__mark">'
                '◆</span>A</li><li data-state="now" aria-current="step">'
                '<span class="steps__mark">2</span>B'
                '</li><li data-state="later"><span class="steps__mark">3</span>C</li></ol>'
            ),
        ),
        (
            '{% stat 12 "osób" note="dziś" %}',
            (
                '<div class="stat"><dt class="stat__label">osób</dt><dd class="stat__number">'
                '12</dd><dd class="stat__note">dziś</dd></div>'
            ),
        ),
        (
            '{% fold "Czy?" is_open=True %}Tak{% endfold %}',
            (
                '<details class="fold" open><summary>Czy?</summary><div class="fold__body">'
                "Tak</div></details>"
            ),
        ),
        (
            '{% breadcrumbs "Zajęcia" "/zajecia/" "Glina" %}',
            (
                '<nav class="crumbs" aria-label="Jesteś tutaj"><ol role="list"><li><a href="/">'
                'Strona główna</a>◆</li><li><a href="/zajecia/">Zajęcia</a>◆</li>'
                '<li aria-current="page">Glina</li></ol></nav>'
            ),
        ),
    ],
)
def test_part(source: str, html: str) -> None:
    assert render(source, rough="Ach <b>", query="/a/?b=1&c=2") == html


@pytest.mark.parametrize(
    ("taken", "capacity", "text"),
    [
        (0, 1, "Zajęte 0 z 1 miejsca"),
        (1, 1, "Zajęte jedyne miejsce"),
        (9, 12, "Zajęte 9 z 12 miejsc"),
        (3, 3, "Zajęte wszystkie 3 miejsca"),
        (12, 12, "Zajęte wszystkie 12 miejsc"),
    ],
)
def test_places_are_told_in_good_polish(taken: int, capacity: int, text: str) -> None:
    assert text in render("{% progress taken capacity %}", taken=taken, capacity=capacity)


def test_day_is_the_one_in_the_city_and_is_read_out_whole() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    html = render("{% date_block day %}", day=late)

    assert html == render("{% date_block day %}", day=date(2026, 11, 24))
    assert html.startswith('<time class="leaf" datetime="2026-11-24">')
    assert "24 listopada 2026</span>" in html


def test_access_says_when_nobody_knows() -> None:
    html = render("{% access_facts facts %}", facts=FACTS[1:4])

    assert re.findall(r'data-state="(\w+)".*?answer">◆(.*?)<', html) == [
        ("yes", "jest"),
        ("no", "nie ma"),
        ("unknown", "nie wiadomo"),
    ]


def test_tabs_mark_the_current_one() -> None:
    tabs = [
        TabLink(label="Dzień", href="?d"),
        TabLink(label="Lista", href="?l", is_current=True, icon="list"),
    ]

    assert render('{% tabs_nav tabs label="Widok" %}', tabs=tabs) == (
        '<nav aria-label="Widok"><ul class="tabs" role="list"><li><a href="?d">Dzień</a></li>'
        '<li><a href="?l" aria-current="page">◆Lista</a></li></ul></nav>'
    )


def test_timeline_keeps_the_order_given() -> None:
    entries = [TimelineEntry(when="3 marca", title="Potrzeba", text="Mało ruchu.")]

    assert render("{% timeline entries %}", entries=entries) == (
        '<ol class="timeline" role="list"><li><p class="timeline__when">3 marca</p>'
        '<p class="timeline__title">Potrzeba</p><p>Mało ruchu.</p></li></ol>'
    )


def test_filters_in_use_can_be_taken_off_one_by_one() -> None:
    chips = [Chip(label="Seniorzy", href="?bez")]

    html = render('{% filter_bar chips=chips clear="?" %}POLA{% endfilter_bar %}', chips=chips)

    assert 'role="search"><details><summary>' in html
    assert (
        '<li><a href="?bez"><span class="visually-hidden">Usuń filtr:</span>Seniorzy◆</a></li>'
        in html
    )


def test_turning_pages_keeps_the_rest_of_the_query() -> None:
    page = Paginator(range(30), 10).page(2)

    html = render("{% pagination page %}", path="/?q=glina&page=2", page=page)

    assert re.findall(r'href="([^"]*)"', html) == ["?q=glina&amp;page=1", "?q=glina&amp;page=3"]
    assert "Strona 2 z 3" in html


@pytest.mark.parametrize(("number", "hrefs"), [(1, ["?page=2"]), (2, ["?page=1"])])
def test_first_and_last_page_have_one_way(number: int, hrefs: list[str]) -> None:
    html = render("{% pagination page %}", page=Paginator(range(20), 10).page(number))

    assert re.findall(r'href="([^"]*)"', html) == hrefs


def test_one_page_is_not_turned() -> None:
    assert render("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""


def test_languages_keep_the_page() -> None:
    html = render("{% languages %}", path="/biurko/wzornik/?a=1")

    assert re.findall(r'href="([^"]*)" hreflang="(\w+)"', html) == [
        ("/biurko/wzornik/?a=1", "pl"),
        ("/en/biurko/wzornik/?a=1", "en"),
        ("/uk/biurko/wzornik/?a=1", "uk"),
    ]
    assert html.count("aria-current") == 1


def test_languages_of_a_page_that_is_the_same_in_all_lead_home() -> None:
    html = render("{% languages %}", path="/zdrowie/")

    assert re.findall(r'href="([^"]*)"', html) == ["/zdrowie/", "/en/", "/uk/"]


def test_languages_of_a_page_that_is_not_there_lead_home() -> None:
    html = render("{% languages %}", path="/nie-ma/")

    assert re.findall(r'href="([^"]*)"', html) == ["/nie-ma/", "/en/", "/uk/"]


def test_still_map_links_every_place() -> None:
    with translation.override("uk"):
        source = '{% load ui %}{% schematic_map layers points title="Mapa" %}'
        html = Template(source).render(Context({"layers": LAYERS, "points": POINTS}))

    assert re.findall(r'aria-label="([^"]*)"', html) == [
        "Mapa",
        "1. PAL Wróżenice",
        "2. PAL Kobierzyn",
        "3. PAL Azory",
    ]
    assert not re.search(r'c[xy]="[\d]+,', html)


def test_map_says_where_its_places_are_and_what_stays_without_script() -> None:
    html = render('{% pal_map features="/f" layers="/l" title="Mapa" %}SPIS{% endpal_map %}')

    assert html.startswith('<pal-map class="map-frame" data-features="/f" data-layers="/l"')
    assert "&quot;Map.Title&quot;: &quot;Mapa&quot;" in html
    assert html.endswith('<div class="pal-map__still">SPIS</div></pal-map>')


def test_share_works_by_mail_without_script() -> None:
    html = render('{% share "https://x.example/a b" title="Glina" %}')

    assert "mailto:?subject=Glina&amp;body=https%3A//x.example/a%20b" in html


def test_crisis_box_dials_every_number_it_names() -> None:
    html = render("{% crisis level=3 %}")

    dialled = re.findall(r'<a href="tel:([^"]+)">([^<]+)</a>', html)
    assert [("".join(shown.split()), number[-9:]) for number, shown in dialled] == [
        ("112", "112"),
        ("116123", "116123"),
        ("116111", "116111"),
        ("124219282", "124219282"),
    ]
    assert '<h3 class="notice__title" id="crisis-title">' in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("pl", "poniedziałek, 30"), ("en", "Monday, 30"), ("uk", "понеділок, 30")],
)
def test_a_weekday_stands_small_within_a_sentence(language: str, words: str) -> None:
    with translation.override(language):
        shown = render('do: {{ day|date:"l, j"|in_sentence }}', day=date(2026, 11, 30))
    assert shown == f"do: {words}"
