"""The rows behind a number: they come to the number, and are read by who may read them."""

import html
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.advice.models import Tally, Topic
from podworko.advice.tests.factories import make_topic
from podworko.audit.models import Access
from podworko.core import times
from podworko.network.public import Pal
from podworko.reports.catalogue import STANDARD, Indicator
from podworko.reports.queries.board import board, span_of
from podworko.reports.queries.rows import Rows, rows_of
from podworko.reports.tests.factories import came_on, make_pal, people

pytestmark = pytest.mark.django_db


def come_to(rows: Rows, indicator: Indicator) -> int | Decimal:
    """Return what the rows add up to, in the unit of the board."""
    total = sum(row.number for row in rows[0 : len(rows)])
    is_hours = indicator.code == "volunteer-hours"
    return (Decimal(total) / 60).quantize(Decimal("0.1")) if is_hours else total


def check_rows(pals: list[Pal], year: int) -> None:
    """Hold the rows of every number of a year beside the number."""
    span = span_of(year)
    page = board(span, pals, with_whole=True)
    for row in page.rows:
        cells = [*zip(page.pals, row.cells, strict=True), (None, row.whole)]
        for pal, cell in cells:
            rows = rows_of(row.indicator, span, pal=pal)
            if rows is None:
                assert row.indicator.code == "consultations"
            else:
                assert cell
                assert come_to(rows, row.indicator) == (cell.value or 0), (row.indicator.code, pal)


def desk(role: str, pal: Pal | None) -> Client:
    user = User.objects.create_user(f"{role}@example.org", name=role)
    Grant.objects.create(user=user, role=role, pal=pal)
    client = Client()
    client.force_login(user)
    return client


def path(code: str, **query: object) -> str:
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('reports:desk_rows', args=[code])}?{words}"


def asked(topic: Topic, pal: Pal | None, number: int) -> None:
    Tally.objects.create(topic=topic, pal=pal, on=times.today(), what="asked", number=number)


def test_rows_of_people_and_sessions_come_to_their_numbers() -> None:
    one, two = make_pal(name="A"), make_pal(name="B")
    ada, ola, ewa = people(3)
    day = times.today() - timedelta(days=1)
    came_on(one, day, ada, ola, heads=7, cards=("1", "2"))
    came_on(one, day, ada, cards=("1",))
    came_on(two, day, ada, ewa, cards=("2",))
    asked(make_topic(), one, 3)
    asked(make_topic(slug="inny"), None, 4)

    check_rows([one, two], day.year)


def test_people_and_cards_are_one_list_in_pages() -> None:
    pal = make_pal()
    day = times.today() - timedelta(days=1)
    came_on(pal, day, *people(3), cards=("7", "8"))
    rows = rows_of(indicator_of("people"), span_of(day.year), pal=pal)

    assert rows is not None
    assert [row.label for row in rows[0:2]] == ["Ada 0", "Ada 1"]
    assert [row.label for row in rows[2:4]] == ["Ada 2", "Karta PAL nr 7"]
    assert [row.label for row in rows[4:6]] == ["Karta PAL nr 8"]


def test_the_next_page_of_rows_is_a_link_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podworko.reports.queries.rows.PER_PAGE", 2)
    pal = make_pal(slug="nasz")
    day = times.today() - timedelta(days=1)
    came_on(pal, day, *people(3))
    client = desk("animator", pal)

    first = client.get(path("people", rok=day.year, pal="nasz")).content.decode()
    (following,) = re.findall(r'href="(\?[^"]*page=2[^"]*)"', first)
    second = client.get(path("people") + html.unescape(following[1:]))

    assert "Ada 2" not in first
    assert "Ada 2" in second.content.decode()


def test_who_may_not_see_people_reads_the_number_and_why_there_is_no_more() -> None:
    pal = make_pal(slug="nasz")
    day = times.today() - timedelta(days=1)
    came_on(pal, day, *people(3))

    told = desk("network-coordinator", None).get(path("people", rok=day.year, pal="nasz"))
    page = told.content.decode()

    assert told.context["number"].value == 3
    assert "Ada 0" not in page
    assert "wierszy nie" in page
    assert not Access.objects.filter(purpose="reports.rows").exists()


def test_who_works_with_them_reads_their_names_and_each_look_is_logged() -> None:
    pal, other = make_pal(slug="nasz"), make_pal(slug="cudzy")
    day = times.today() - timedelta(days=1)
    came_on(pal, day, *people(3))
    came_on(other, day, *people(1, name="Ola"))
    client = desk("animator", pal)

    page = client.get(path("people", rok=day.year, pal="cudzy")).content.decode()

    assert "Ada 2" in page
    assert "Ola 0" not in page
    assert Access.objects.filter(purpose="reports.rows").count() == 3


def test_the_network_reads_sessions_with_counts_and_is_led_to_no_register() -> None:
    pal = make_pal(slug="nasz", name="Nasz")
    day = times.today() - timedelta(days=1)
    came_on(pal, day, *people(3))

    of_network = desk("network-coordinator", None).get(path("participations", rok=day.year))
    of_pal = desk("animator", pal).get(path("participations", rok=day.year))
    [line], [own] = of_network.context["lines"], of_pal.context["lines"]

    assert (line.row.number, line.pal) == (3, "Nasz")
    assert "obecnosc" not in line.path
    assert "obecnosc" in own.path


def test_a_number_that_is_nought_says_that_nothing_is_there_yet() -> None:
    page = desk("animator", make_pal()).get(path("people")).content.decode()

    assert "Nic tu jeszcze nie ma" in page
    assert "wierszy nie" not in page


def test_conversations_with_specialists_have_no_rows_for_anybody() -> None:
    page = desk("pal-manager", make_pal()).get(path("consultations")).content.decode()

    assert "wie tylko specjalista" in page
    assert "<tbody>" not in page


def test_questions_to_the_advice_point_are_sums_of_a_month() -> None:
    pal = make_pal(slug="nasz")
    asked(make_topic(name="Przemoc"), pal, 2)
    asked(make_topic(name="Długi", slug="dlugi"), pal, 1)

    page = desk("animator", pal).get(path("advice-questions", rok=times.today().year))

    assert [line.row.number for line in page.context["lines"]] == [3]
    assert "Przemoc" not in page.content.decode()


def test_a_month_has_its_own_rows_and_one_to_come_is_the_year() -> None:
    pal = make_pal(slug="nasz")
    year = times.today().year - 1
    came_on(pal, times.today().replace(year=year, month=3, day=2), *people(2))
    came_on(pal, times.today().replace(year=year, month=5, day=2), *people(1, name="Ola"))
    client = desk("animator", pal)

    may = client.get(path("people", rok=year, miesiac=5))
    nothing = client.get(path("people", rok=year, miesiac=13))

    assert [line.row.label for line in may.context["lines"]] == ["Ola 0"]
    assert nothing.context["number"].value == 3


def test_the_page_costs_the_same_for_one_row_and_for_many() -> None:
    pal = make_pal(slug="nasz")
    client = desk("animator", pal)
    day = times.today() - timedelta(days=1)
    counts = []
    for number in (1, 9):
        came_on(pal, day, *people(number, name=f"Ola {number}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(path("people", rok=day.year))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_number_but_of_confidential_talks_has_rows() -> None:
    span = span_of(times.today().year)

    without = [each.code for each in STANDARD if rows_of(each, span, pal=None) is None]

    assert without == ["consultations"]


def indicator_of(code: str) -> Indicator:
    return next(each for each in STANDARD if each.code == code)
