"""The board: each figure against an independent count in plain SQL, and who sees what."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.activities.models import Activity, HeadCount, Presence, Register, Session
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.consultations.models import Count
from podworko.consultations.tests.factories import make_service
from podworko.core import times
from podworko.network.public import Pal
from podworko.partners.models import Agreement as PartnerAgreement
from podworko.partners.tests.factories import make_organisation
from podworko.people.public import Person
from podworko.reports.catalogue import STANDARD, Indicator
from podworko.reports.queries.board import Board, Cell, Number, Span, board, cells_of, span_of
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


def numbers(page: Board, code: str) -> list[int | Decimal | None]:
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

    assert (cell.value, cell.before) == (0, 1)


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
    day = date(2026, 5, 2)

    steps = through(indicator_of("sessions-held"), 2026, pal=pal, today=day)
    quarters = through(indicator_of("consultations"), 2026, pal=None, today=day)

    assert [(step.label, step.value) for step in steps] == [
        ("Styczeń", 0), ("Luty", 0), ("Marzec", 1), ("Kwiecień", 0), ("Maj", 0)
    ]  # fmt: skip
    assert [step.label for step in quarters] == ["Styczeń–marzec", "Kwiecień–czerwiec"]


def talk_counts(pal: Pal, *months: date) -> None:
    """Have eight talks of one kind been counted in each of these months."""
    service = make_service()
    for first in months:
        Count.objects.create(
            month=first, pal=pal, service=service, outcome="done", form="phone", number=8
        )


def indicator_of(code: str) -> Indicator:
    return next(each for each in STANDARD if each.code == code)


def test_confidential_talks_stand_beside_as_many_quarters_a_year_before() -> None:
    pal, day = make_pal(), date(2026, 10, 5)
    talk_counts(pal, *(date(year, month, 1) for year in (2025, 2026) for month in (2, 5, 8)))
    span = span_of(2026, today=day)

    with mock.patch.object(times, "today", return_value=day):
        [cell] = cells(board(span, [pal], with_whole=False), "consultations")

    assert (cell.value, cell.before) == (16, 16)


def test_what_is_not_told_yet_is_no_nought_on_the_board_and_in_its_file() -> None:
    pal, day = make_pal(), date(2026, 2, 1)
    with mock.patch.object(times, "today", return_value=day):
        page = board(span_of(2026, today=day), [pal], with_whole=False)

    [cell] = cells(page, "consultations")
    told = {row[1]: row[2] for row in cells_of(page)}

    assert (cell.value, cell.now.words) == (None, "jeszcze nie podajemy")
    assert told["Rozmowy ze specjalistami"] == "jeszcze nie podajemy"
    assert told["Spotkania, które się odbyły"] == 0


@pytest.mark.parametrize(
    ("number", "words", "for_file"),
    [
        (Number(12), "12", 12),
        (Number(Decimal("3.5")), "3,5", 3.5),
        (Number(12, is_cut=True), "co najmniej 12", "co najmniej 12"),
        (Number(0, is_cut=True), "za mało, by podać", "za mało, by podać"),
    ],
)
def test_what_is_cut_is_no_whole_number_in_a_file_either(
    number: Number, words: str, for_file: object
) -> None:
    assert (number.words, number.for_file) == (words, for_file)


def test_what_begins_later_this_month_is_told_when_it_has_begun() -> None:
    pal = make_pal()
    cancelled = {"status": "cancelled", "cancel_reason": "Awaria."}
    held(make_activity(pal=pal), times.at(date(2026, 3, 5), time(10)), **cancelled)
    held(make_activity(pal=pal), times.at(date(2026, 3, 25), time(10)), **cancelled)

    steps = through(indicator_of("sessions-cancelled"), 2026, pal=pal, today=date(2026, 3, 10))

    assert [step.value for step in steps] == [0, 0, 1]


def test_newcomers_of_the_months_add_up_to_those_of_the_year() -> None:
    assert not indicator_of("newcomers").is_distinct
    assert indicator_of("people").is_distinct


def test_who_gave_a_name_with_the_number_of_a_card_is_there_by_name() -> None:
    pal, begins = make_pal(), timezone.now() - timedelta(days=1)
    register = Register.objects.create(session=held(make_activity(pal=pal), begins))
    both = {"name": "Ada", "card": "7", "state": "present", "state_at": begins}
    Presence.objects.create(register=register, **both)

    page = board(month(), [pal], with_whole=False)

    assert numbers(page, "participations-named") == [1]
    assert numbers(page, "participations-carded") == [0]
    assert numbers(page, "people") == [1]


def test_an_agreement_ended_before_its_first_day_held_on_none() -> None:
    pal, today = make_pal(), times.today()
    PartnerAgreement.objects.create(
        organisation=make_organisation(),
        pal=pal,
        title="Ogród",
        state="ended",
        starts_on=today - timedelta(days=2),
        signed_on=today - timedelta(days=9),
        ended_on=today - timedelta(days=5),
    )

    assert numbers(board(month(), [pal], with_whole=False), "partners") == [0]


def test_a_quarter_that_may_not_be_told_yet_is_no_nought() -> None:
    indicator = indicator_of("consultations")
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


def test_staff_of_a_pal_still_to_come_are_told_so_and_led_nowhere() -> None:
    client = desk("animator", make_pal(name="Nowy", slug="nowy", status="planned"))

    page = client.get(reverse("reports:desk_board")).content.decode()

    assert "dopiero powstaje" in page
    assert reverse("reports:desk_indicator", args=["people"]) not in page
