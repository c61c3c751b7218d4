"""Indicators of one's own: typed by month, told beside the standard ones, closed with the year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal
from podworko.reports import operations
from podworko.reports.models import Figure, LocalIndicator, LocalValue
from podworko.reports.operations import LocalError, MonthTyped
from podworko.reports.queries.board import board, span_of
from podworko.reports.queries.months import through
from podworko.reports.queries.told import WHOLE, edition_of, of_edition, of_running
from podworko.reports.tests.factories import last_year, make_local, make_pal, staff
from podworko.reports.tests.test_rows import check_rows

pytestmark = pytest.mark.django_db


def typed(indicator: LocalIndicator, pal: Pal, month: date, number: str) -> None:
    operations.type_month(indicator, pal, MonthTyped(month, Decimal(number)), actor=SYSTEM)


def numbers(year: int, code: str, pals: list[Pal]) -> list[Any]:
    """Return what the board tells: of all, then of each PAL."""
    page = board(span_of(year), pals, with_whole=True)
    row = next(row for row in page.rows if row.indicator.code == code)
    return [cell.value for cell in (row.whole, *row.cells) if cell]


def desk(role: str, pal: Pal | None) -> Client:
    user = User.objects.create_user(f"{role}@example.org", name=role)
    Grant.objects.create(user=user, role=role, pal=pal)
    client = Client()
    client.force_login(user)
    return client


def test_months_add_up_and_what_nobody_typed_is_no_nought() -> None:
    one, two, three = (make_pal(name=name) for name in "ABC")
    kilos = make_local(None, decimals=1, unit="kg")
    year = last_year()
    for month, number in ((1, "2.5"), (3, "4")):
        typed(kilos, one, date(year, month, 1), number)
    typed(kilos, two, date(year, 3, 1), "0")

    assert numbers(year, kilos.code, [one, two, three]) == [Decimal("6.5"), Decimal("6.5"), 0, None]
    check_rows([one, two], year)
    page = board(span_of(year), [one, two], with_whole=True)
    indicator = next(row.indicator for row in page.rows if row.indicator.code == kilos.code)
    steps = through(indicator, year, pal=one)
    assert [step.value for step in steps[:3]] == [Decimal("2.5"), None, 4]


def test_an_indicator_of_a_pal_is_of_no_other() -> None:
    ours, theirs = make_pal(slug="nasz"), make_pal(slug="cudzy")
    own = make_local(ours)

    with pytest.raises(LocalError, match="innego PAL"):
        typed(own, theirs, date(last_year(), 1, 1), "3")
    client = desk("animator", theirs)
    assert client.get(reverse("reports:desk_local", args=[own.public_id])).status_code == 404
    assert client.get(reverse("reports:desk_indicator", args=[own.code])).status_code == 404
    assert own.code not in [
        row.indicator.code for row in client.get(reverse("reports:desk_board")).context["page"].rows
    ]


@pytest.mark.parametrize(
    ("number", "month", "field"),
    [
        ("1.5", date(2025, 1, 1), "number"),
        ("-1", date(2025, 1, 1), "number"),
        ("1", date(2999, 1, 1), "month"),
        ("1", date(2001, 1, 1), "month"),
    ],
)
def test_a_month_that_cannot_be_is_refused(number: str, month: date, field: str) -> None:
    pal = make_pal()
    own = make_local(pal, since=date(2024, 1, 1))

    with pytest.raises(LocalError) as refused:
        typed(own, pal, month, number)

    assert refused.value.field == field
    assert not LocalValue.objects.exists()


def test_a_month_put_right_leaves_what_stood_there_in_the_trail() -> None:
    pal, month = make_pal(), date(last_year(), 2, 1)
    own = make_local(pal)
    typed(own, pal, month, "3")
    typed(own, pal, month.replace(day=17), "5")

    told = Entry.objects.filter(verb="indicator.typed").order_by("pk").last()

    assert LocalValue.objects.get().number == 5
    assert told
    assert told.details["before"] == "3.0"


def test_people_are_counted_whole() -> None:
    with pytest.raises(LocalError):
        make_local(make_pal(), is_people=True, decimals=1)


def test_a_new_definition_holds_from_its_day_and_the_old_one_stays() -> None:
    pal, year = make_pal(), last_year()
    own = make_local(pal, words="Stara.")
    operations.redefine(own, words="Nowa.", since=date(year, 6, 1), actor=SYSTEM)
    with pytest.raises(LocalError):
        operations.redefine(own, words="Wcześniej.", since=date(year, 5, 1), actor=SYSTEM)
    typed(own, pal, date(year, 7, 1), "9")

    operations.close_year(year, actor=staff("network-coordinator"))
    operations.redefine(own, words="Jeszcze inna.", since=times.today(), actor=SYSTEM)

    edition = edition_of(year)
    assert edition
    meaning = of_edition(edition).line(own.code, pal.pk).meaning
    assert (meaning.words, meaning.version, meaning.earlier) == ("Nowa.", 2, "Stara.")


def test_a_closed_year_keeps_its_number_whatever_is_typed_later() -> None:
    one, two, year = make_pal(), make_pal(), last_year()
    own = make_local(one)
    typed(own, one, date(year, 7, 1), "9")
    operations.close_year(year, actor=staff("network-coordinator"))
    typed(own, one, date(year, 7, 1), "11")

    edition = edition_of(year)
    assert edition
    told = of_edition(edition)
    assert (told.line(own.code, one.pk).now_words, told.line(own.code, WHOLE).now_words) == (
        *("9", "9"),
    )
    assert own.code not in [line.meaning.code for line in told.lines(two.pk)]


def test_few_people_are_held_back_with_the_sum_they_would_follow_from() -> None:
    one, two, year = make_pal(), make_pal(), last_year()
    own = make_local(None, is_people=True, unit="osoby")
    typed(own, one, date(year, 7, 1), "3")
    typed(own, two, date(year, 7, 1), "40")

    operations.close_year(year, actor=staff("network-coordinator"))

    held = Figure.objects.filter(counted__code=own.code, is_held=True)
    assert {(row.scope, row.pal_id) for row in held} >= {("pal", one.pk)}
    assert held.count() > 1
    assert of_running(year).line(own.code, one.pk).now is None


def test_what_is_ended_is_typed_no_more_and_stays_in_its_years() -> None:
    pal, year = make_pal(), last_year()
    own = make_local(pal)
    typed(own, pal, date(year, 7, 1), "9")
    operations.end_indicator(own, actor=SYSTEM)
    LocalIndicator.objects.filter(pk=own.pk).update(ended_on=date(year, 8, 1))

    with pytest.raises(LocalError):
        typed(own, pal, date(year, 9, 1), "1")
    with pytest.raises(LocalError):
        operations.redefine(own, words="Nowa.", since=times.today(), actor=SYSTEM)
    assert numbers(year, own.code, [pal]) == [9, 9]
    codes = [row.indicator.code for row in board(span_of(year + 1), [pal], with_whole=True).rows]
    assert own.code not in codes


def test_at_the_desk_one_is_added_typed_and_what_is_wrong_is_told_at_the_field() -> None:
    pal = make_pal(slug="nasz")
    client = desk("animator", pal)
    words = {"name": "Paczki", "unit": "paczki", "decimals": "0", "typed_by": "animatorka"}
    since = f"{times.today().year}-01-01"
    data = {"pal": pal.pk, **words, "words": "Wydane.", "since": since}

    wrong = client.post(reverse("reports:desk_local_new"), {**data, "pal": ""})
    made = client.post(reverse("reports:desk_local_new"), data)
    own = LocalIndicator.objects.get()
    page = reverse("reports:desk_local", args=[own.public_id])
    month = f"{times.today():%Y-%m}"
    bad = client.post(page, {"month": month, "number": "1,5", "remark": "Zapisane."})
    good = client.post(page, {"month": month, "number": "7", "remark": "Święta."})

    assert (wrong.status_code, made.status_code, bad.status_code, good.status_code) == (
        *(422, 302, 422, 302),
    )
    assert "Tak dokładnie tego nie liczymy" in bad.content.decode()
    assert "Zapisane." in bad.content.decode()
    assert own.pal == pal
    assert LocalValue.objects.get().number == 7


def test_only_the_network_has_every_pal_count_something() -> None:
    pal = make_pal()
    own = make_local(None)
    client = desk("animator", pal)

    answer = client.post(reverse("reports:desk_local_end", args=[own.public_id]))

    own.refresh_from_db()
    assert (answer.status_code, own.ended_on) == (404, None)
