"""The board: each figure against an independent count in plain SQL, and who sees what."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.activities.models import Activity, HeadCount, Presence, Register, Session
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.core import times
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.reports.catalogue import STANDARD
from podworko.reports.queries.board import Board, Cell, Span, board, span_of
from podworko.reports.queries.months import through

pytestmark = pytest.mark.django_db


def person(name: str) -> Person:
    return Person.objects.create(name=name, folded_name=name.lower(), channel="desk")


def held(activity: Activity, begins: datetime, **fields: Any) -> Session:
    """Have a session of an hour have been then."""
    times_of = {"starts_at": begins, "ends_at": begins + timedelta(hours=1)}
    known = {"pal": activity.pal, "is_public": True, "kind": activity.kind}
    return Session.objects.create(activity=activity, **{**known, **times_of, **fields})


def came(
    pal: Pal, *people: Person, days: int = 1, heads: int = 0, cards: tuple[str, ...] = ()
) -> None:
    """Have a session have been so many days ago, with these people at it."""
    begins = timezone.now() - timedelta(days=days)
    session = held(make_activity(pal=pal), begins)
    register = Register.objects.create(session=session)
    for each in people:
        Presence.objects.create(
            register=register, person=each, name=each.name, state="present", state_at=begins
        )
    for number in cards:
        Presence.objects.create(register=register, card=number, state="present", state_at=begins)
    if heads:
        HeadCount.objects.create(register=register, band="unknown", number=heads)


def month() -> Span:
    today = times.today()
    return Span(today - timedelta(days=30), today)


def cells(page: Board, code: str) -> list[Cell]:
    """Return the cells of an indicator: of each PAL, then of all."""
    row = next(row for row in page.rows if row.indicator.code == code)
    return [*row.cells, *([row.whole] if row.whole else [])]


def numbers(page: Board, code: str) -> list[int | Decimal]:
    return [cell.value for cell in cells(page, code)]


def test_who_was_in_two_pals_is_one_person_of_the_network() -> None:
    one, two = make_pal(name="A"), make_pal(name="B")
    ada, ola = person("Ada"), person("Ola")
    came(one, ada, ola, heads=4, cards=("7",))
    came(one, ada)
    came(two, ada, cards=("7", "8"))

    page = board(month(), [one, two], with_whole=True)

    assert numbers(page, "people") == [3, 3, 4]
    assert numbers(page, "participations") == [8, 3, 11]
    assert numbers(page, "participations-named") == [3, 1, 4]
    assert numbers(page, "participations-carded") == [1, 2, 3]
    assert numbers(page, "participations-counted") == [4, 0, 4]
    assert numbers(page, "sessions-held") == [2, 1, 3]


def test_new_to_a_pal_is_not_new_to_the_network() -> None:
    one, two = make_pal(name="A"), make_pal(name="B")
    ada, ola = person("Ada"), person("Ola")
    came(one, ada, days=100)
    came(one, ada)
    came(two, ada, ola)

    page = board(month(), [one, two], with_whole=True)

    assert numbers(page, "newcomers") == [0, 2, 1]


def test_the_same_days_a_year_before_stand_beside() -> None:
    pal = make_pal()
    came(pal, person("Ada"), days=366)

    [cell] = cells(board(month(), [pal], with_whole=False), "people")

    assert (cell.value, cell.before, cell.change) == (0, 1, -1)


def test_what_is_called_off_drafted_or_still_to_come_was_not_held() -> None:
    pal, now = make_pal(), timezone.now()
    activity, yesterday = make_activity(pal=pal), now - timedelta(days=1)
    held(activity, yesterday, status="cancelled", cancel_reason="Awaria.")
    held(activity, now - timedelta(minutes=5))
    held(make_activity(pal=pal, state="draft"), yesterday)

    page = board(month(), [pal], with_whole=False)

    assert numbers(page, "sessions-held") == [0]
    assert numbers(page, "sessions-cancelled") == [1]


def test_the_board_costs_the_same_for_one_pal_and_for_three() -> None:
    counts = []
    for number in (1, 2):
        for _pal in range(number):
            came(make_pal(), person("Ada"), heads=2)
        with CaptureQueriesContext(connection) as queries:
            board(month(), Pal.objects.all(), with_whole=True)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_pal_that_closed_stands_there_while_it_did_something() -> None:
    works, worked, long_gone = (make_pal(name=name) for name in ("A", "B", "C"))
    came(worked, person("Ada"), days=380)
    Pal.objects.filter(pk__in=[worked.pk, long_gone.pk]).update(status="closed")

    page = board(month(), Pal.objects.order_by("name"), with_whole=False)

    assert list(page.pals) == [works, worked]


@pytest.mark.parametrize(
    ("year", "today", "span"),
    [
        (2026, date(2026, 11, 30), Span(date(2026, 1, 1), date(2026, 11, 30))),
        (2025, date(2026, 11, 30), Span(date(2025, 1, 1), date(2025, 12, 31))),
        (2028, date(2028, 2, 29), Span(date(2028, 1, 1), date(2028, 2, 29))),
    ],
)
def test_the_running_year_is_compared_with_as_long_a_time(
    year: int, today: date, span: Span
) -> None:
    found = span_of(year, today=today)

    assert found == span
    assert found.year_before.until == date(year - 1, span.until.month, min(span.until.day, 28)) or (
        found.year_before.until.day == span.until.day
    )


def test_every_indicator_says_what_it_counts_and_since_when() -> None:
    codes = [each.code for each in STANDARD]

    assert len(set(codes)) == len(codes)
    for each in STANDARD:
        versions = [definition.version for definition in each.definitions]
        assert versions == list(range(1, len(versions) + 1))
        assert [d.since for d in each.definitions] == sorted(d.since for d in each.definitions)
        assert str(each.definition.words).endswith(".")


def desk(role: str, pal: Pal | None) -> Client:
    user = User.objects.create_user(f"{role}@example.org", name=role)
    Grant.objects.create(user=user, role=role, pal=pal)
    client = Client()
    client.force_login(user)
    return client


def test_a_pal_sees_its_own_figures_and_no_other() -> None:
    ours, theirs = make_pal(name="Nasz", slug="nasz"), make_pal(name="Cudzy", slug="cudzy")
    came(theirs, person("Ada"))

    page = desk("animator", ours).get(f"{reverse('reports:desk_board')}?pal=cudzy")

    assert [pal.name for pal in page.context["page"].pals] == ["Nasz"]
    assert not page.context["with_whole"]
    assert "Cudzy" not in page.content.decode()


def test_the_network_sees_all_and_takes_them_as_a_file() -> None:
    came(make_pal(name="Nasz"), person("Ada"))
    client = desk("network-coordinator", None)

    told = b"".join(client.get(f"{reverse('reports:desk_board')}?plik=csv")).decode()

    assert "cała sieć" in told
    assert "Nasz, rok wcześniej" in told
    assert client.get(f"{reverse('reports:desk_board')}?rok=abc").status_code == 200


def test_a_year_goes_month_by_month_and_what_is_confidential_by_quarters() -> None:
    pal = make_pal()
    held(make_activity(pal=pal), times.at(date(2026, 3, 31), time(22)))
    by_code = {each.code: each for each in STANDARD}
    day = date(2026, 5, 2)

    steps = through(by_code["sessions-held"], 2026, pal=pal, today=day)
    quarters = through(by_code["consultations"], 2026, pal=None, today=day)

    assert [(step.label, step.value) for step in steps] == [
        ("Styczeń", 0), ("Luty", 0), ("Marzec", 1), ("Kwiecień", 0), ("Maj", 0)
    ]  # fmt: skip
    assert [step.label for step in quarters] == ["Styczeń–marzec", "Kwiecień–czerwiec"]


def test_a_quarter_that_may_not_be_told_yet_is_no_nought() -> None:
    [indicator] = [each for each in STANDARD if each.code == "consultations"]
    today = times.today()

    steps = through(indicator, today.year, pal=None)

    assert steps[-1].value is None


def test_the_page_of_an_indicator_is_of_ones_own_pal() -> None:
    ours, theirs = make_pal(name="Nasz", slug="nasz"), make_pal(name="Cudzy", slug="cudzy")
    came(theirs, person("Ada"))
    client = desk("animator", ours)

    page = client.get(f"{reverse('reports:desk_indicator', args=['people'])}?pal=cudzy")

    assert page.context["pal"] == ours
    assert not any(step.value for step in page.context["steps"])
    assert client.get(reverse("reports:desk_indicator", args=["x"])).status_code == 404
