from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podworko.accounts.public import May, pal_ids_where
from podworko.audit.public import Wanted, changes
from podworko.consultations.guarding import (
    Atom,
    is_settled,
    kept_back,
    next_quarter,
    quarter_of,
    told_of,
)
from podworko.consultations.models import Count, Form, Service
from podworko.consultations.queries.counts import Breakdown, counts
from podworko.consultations.tests.factories import make_account, make_pal, make_service
from podworko.core import times
from podworko.core.disclosure import FLOOR
from podworko.network.public import Pal

NAMES = "abcdef"
tables = st.lists(st.integers(0, 12), min_size=2, max_size=6).map(
    lambda numbers: dict(zip(NAMES, numbers, strict=False))
)
small_tables = st.lists(st.integers(0, 9), min_size=2, max_size=3).map(
    lambda numbers: dict(zip(NAMES, numbers, strict=False))
)
atoms = st.builds(
    lambda table, missed, second: Atom(
        {"done": sum(table.values()), "missed": missed},
        {"topic": table, "age": split(sum(table.values()), second)},
    ),
    tables,
    st.integers(0, 9),
    st.integers(0, 12),
)


def split(total: int, part: int) -> dict[str, int]:
    return {"child": min(part, total), "older": max(total - part, 0), "young": 0}


def worlds(table: Mapping[str, int], hidden: frozenset[str]) -> Iterator[dict[str, int]]:
    """Yield every table of the same total in which what is told is the same number."""
    names = sorted(hidden)
    left = sum(table[name] for name in names)
    for numbers in product(range(left + 1), repeat=len(names) - 1):
        if sum(numbers) <= left:
            rest = (*numbers, left - sum(numbers))
            yield {**table, **dict(zip(names, rest, strict=True))}


@given(tables)
def test_no_small_number_is_told(table: dict[str, int]) -> None:
    told = {name for name in table if name not in kept_back(table)}

    assert all(table[name] == 0 or table[name] >= FLOOR for name in told)


@given(small_tables)
@example(dict.fromkeys("abcde", 1))
@example(dict.fromkeys("abc", 4))
@example({"a": 5, "b": 5, "c": 1})
@settings(max_examples=150, deadline=None)
def test_what_is_not_told_follows_from_nothing_told(table: dict[str, int]) -> None:
    """Some other table looks the same to whoever knows the total and these very rules."""
    hidden = kept_back(table)
    alike = [one for one in worlds(table, hidden) if kept_back(one) == hidden] if hidden else []

    # Of fewer than the floor the total is not told, and so nothing is known.
    for name in hidden if sum(table.values()) >= FLOOR else ():
        assert len({one[name] for one in alike}) > 1, (table, hidden, name)


@given(tables)
def test_the_hidden_are_no_few_together(table: dict[str, int]) -> None:
    hidden = kept_back(table)
    few = sum(table.values()) < FLOOR

    assert not hidden or few or sum(table[name] for name in hidden) >= FLOOR


@given(atoms)
def test_nothing_is_told_of_talks_whose_number_is_not(atom: Atom) -> None:
    told = told_of(atom)
    done = atom.outcomes["done"]

    if 0 < done < FLOOR:
        assert not [table for table, _value in told.shown if table != "outcome"]
    for cell, number in told.shown.items():
        assert number == 0 or number >= FLOOR, cell
    assert not set(told.shown) & told.held


@given(atoms)
def test_a_table_that_is_told_in_full_is_the_number_of_talks(atom: Atom) -> None:
    told = told_of(atom)
    for name in atom.tables:
        if not [value for table, value in told.held if table == name]:
            parts = [number for (table, _value), number in told.shown.items() if table == name]
            assert sum(parts) == atom.outcomes["done"]


def test_quarters_follow_one_another() -> None:
    assert quarter_of(date(2026, 11, 30)) == date(2026, 10, 1)
    assert next_quarter(date(2026, 10, 1)) == date(2027, 1, 1)
    assert not is_settled(date(2026, 7, 1), today=date(2026, 10, 14))
    assert is_settled(date(2026, 7, 1), today=date(2026, 10, 15))


LAST = quarter_of(quarter_of(times.today() - timedelta(days=14)) - timedelta(days=1))
END = next_quarter(LAST) - timedelta(days=1)


def add(service: Service, pal: Pal, number: int, **fields: Any) -> Count:
    values = {"month": LAST, "outcome": "done", "age": "middle", "form": Form.PHONE, "minutes": 50}
    return Count.objects.create(service=service, pal=pal, number=number, **{**values, **fields})


def told(table: Breakdown) -> dict[str, str]:
    return {cell.code: cell.words for cell in table.cells}


@pytest.mark.django_db
def test_counts_are_told_by_each_thing_and_the_small_are_not() -> None:
    service, pal = make_service(), make_pal()
    grief, debts = (service.topics.create(name=name) for name in ("żałoba", "długi"))
    add(service, pal, 12, topic=grief, age="older", is_first=True)
    add(service, pal, 3, topic=debts, age="older", minutes=25)
    add(service, pal, 6, topic=None, age="young", month=LAST + timedelta(days=31))
    add(service, pal, 2, outcome="missed", minutes=0)

    [row] = counts(None, LAST, END).services

    assert row.done.words == "21"
    assert told(row.outcomes)["missed"] == "za mało, by podać"
    by = {table.code: told(table) for table in row.breakdowns}
    assert by["topic"] == {
        str(grief.pk): "12",
        str(debts.pk): "za mało, by podać",
        "0": "za mało, by podać",
    }
    assert by["age"]["older"] == "15"
    assert by["first"] == {"first": "12", "again": "9"}
    assert by["length"] == {
        "30": "za mało, by podać",
        "60": "za mało, by podać",
        "more": "0",
        "0": "0",
    }


@pytest.mark.django_db
def test_a_sum_over_houses_adds_told_numbers_alone() -> None:
    service, big, small = make_service(), make_pal(), make_pal()
    add(service, big, 20)
    add(service, small, 4)

    [whole] = counts(None, LAST, END).services
    [of_small] = counts(frozenset({small.pk}), LAST, END).services

    assert whole.done.words == "co najmniej 20"
    assert of_small.done.words == "za mało, by podać"
    assert told(whole.breakdowns[1])["middle"] == "co najmniej 20"


@pytest.mark.django_db
def test_a_quarter_that_goes_on_is_not_told() -> None:
    service, pal = make_service(), make_pal()
    add(service, pal, 50, month=times.today().replace(day=1))

    page = counts(None, LAST, times.today() + timedelta(days=200))

    assert page.quarters[:1] == (LAST,)
    assert page.services == ()


@pytest.mark.django_db
def test_half_a_quarter_is_none() -> None:
    add(make_service(), make_pal(), 50)

    assert counts(None, LAST, END - timedelta(days=1)).quarters == ()
    assert counts(None, LAST + timedelta(days=1), END).quarters == ()


@pytest.mark.django_db
def test_counts_cost_the_same_for_one_house_and_for_ten(
    django_assert_num_queries: Any,
) -> None:
    service = make_service()
    add(service, make_pal(), 9)
    # Services, their topics, and the counts put together.
    with django_assert_num_queries(3):
        counts(None, LAST, END)
    for _ in range(9):
        add(service, make_pal(), 9)

    with django_assert_num_queries(3):
        counts(None, LAST, END)


@pytest.mark.django_db
def test_the_file_tells_no_more_than_the_page(client: Client) -> None:
    service, pal = make_service(name="Porada"), make_pal()
    add(service, pal, 20)
    add(service, pal, 3, outcome="missed", minutes=0)
    add(make_service(name="Obca"), make_pal(), 30)
    ola = make_account("animator", pal)
    client.force_login(ola)

    answer = client.get(reverse("consultations:desk_counts"), {"plik": "csv"})

    text = answer.content.decode("utf-8-sig")
    assert "rozmowa się odbyła;20" in text.replace(",", ";")
    assert "nikt nie przyszedł;za mało" in text.replace(",", ";")
    assert "Obca" not in text
    assert "liczby-rozmow-" in answer["Content-Disposition"]
    assert [row.what for row in changes(Wanted())] == ["list.exported"]


@pytest.mark.django_db
def test_a_house_that_is_not_ones_own_is_not_counted(client: Client) -> None:
    pal, other = make_pal(), make_pal()
    add(make_service(name="Obca"), other, 30)
    ola = make_account("animator", pal)
    client.force_login(ola)

    page = client.get(reverse("consultations:desk_counts"), {"pal": other.slug})

    assert pal_ids_where(ola, May.COUNT_CONSULTATIONS) == frozenset({pal.pk})
    assert "Obca" not in page.content.decode()
