"""What is held back of a year: whoever adds and takes away finds no small group."""

from collections.abc import Mapping
from unittest import mock

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from podworko.core import withholding
from podworko.core.disclosure import is_few
from podworko.reports import suppression
from podworko.reports.catalogue import STANDARD
from podworko.reports.tests.adversary import (
    ADDED,
    COMMON,
    PARTS,
    WHOLE,
    Key,
    derived_groups,
    found_out,
    small_groups,
    small_groups_of_others,
)

pytestmark = pytest.mark.once


def hidden_of(values: Mapping[Key, int]) -> frozenset[Key]:
    return suppression.held_back(values, STANDARD)


def whole(values: dict[Key, int], code: str) -> None:
    values[code, WHOLE] = sum(value for (name, _scope), value in values.items() if name == code)


@st.composite
def years(draw: st.DrawFn, most: int = 2) -> dict[Key, int]:
    """Make a year of one or more places, with as many small numbers as large ones."""
    number = st.one_of(st.integers(0, 7), st.integers(0, 40))
    values: dict[Key, int] = {}
    scopes = range(1, draw(st.integers(1, most)) + 1)
    for scope in scopes:
        for part in PARTS:
            values[part, scope] = draw(number)
        known = values[PARTS[0], scope] + values[PARTS[1], scope]
        values["participations", scope] = known + values[PARTS[2], scope]
        values["people", scope] = draw(st.integers(min(known, 1), known))
        values["newcomers", scope] = draw(st.integers(0, values["people", scope]))
        values["advice-talks", scope] = draw(number)
    values["advice-talks", COMMON] = draw(number)
    for code in ("participations", *PARTS, "advice-talks"):
        whole(values, code)
    people = [values["people", scope] for scope in scopes]
    values["people", WHOLE] = draw(st.integers(max(people), sum(people)))
    new = sum(values["newcomers", scope] for scope in scopes)
    values["newcomers", WHOLE] = draw(st.integers(0, min(new, values["people", WHOLE])))
    return values


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(years())
def test_nobody_is_sure_of_a_small_group_by_adding_and_taking_away(values: dict[Key, int]) -> None:
    hidden = hidden_of(values)

    assert small_groups(values, hidden) == []
    assert derived_groups(values, hidden) == []


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(years(most=3))
def test_no_team_that_knows_its_own_numbers_finds_a_small_group_of_another(
    values: dict[Key, int],
) -> None:
    assert small_groups_of_others(values, hidden_of(values)) == {}


def test_without_insiders_the_team_beside_a_small_group_finds_it() -> None:
    """The control: what is held back from everybody alone leaves it to the nearest team."""
    values = {("missed", 1): 3, ("missed", 2): 8, ("missed", 3): 30}
    whole(values, "missed")
    withheld = withholding.withheld
    with mock.patch.object(suppression, "withheld", lambda amounts, **_more: withheld(amounts)):
        alone = hidden_of(values)

    assert small_groups(values, alone) == []
    assert small_groups_of_others(values, alone) == {2: [("missed", 1)]}
    assert small_groups_of_others(values, hidden_of(values)) == {}


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(years())
def test_noughts_are_told_and_what_is_large_and_alone_too(values: dict[Key, int]) -> None:
    hidden = hidden_of(values)

    assert all(values[key] for key in hidden)
    if not any(is_few(value) for value in values.values()) and not derived_groups(values, ()):
        assert {code for code, _scope in hidden} <= {"people", "newcomers"}


def test_without_what_goes_with_it_a_small_number_follows_from_its_sum() -> None:
    """The control: the same adversary finds it where only small numbers are held back."""
    values = {("advice-talks", 1): 3, ("advice-talks", 2): 40, ("advice-talks", COMMON): 0}
    whole(values, "advice-talks")
    with mock.patch.object(withholding, "_circle", return_value=iter(())):
        alone = hidden_of(values)

    assert small_groups(values, alone) == [("advice-talks", 1)]
    assert small_groups(values, hidden_of(values)) == []


def test_five_places_with_one_each_are_not_found_from_a_sum_of_five() -> None:
    """Nought is told, so that what is not told is one at least: then five are one each."""
    values = {("missed", scope): 1 for scope in range(1, 6)}
    whole(values, "missed")
    only_small = {key for key, value in values.items() if is_few(value)}

    assert small_groups(values, only_small) == [("missed", scope) for scope in range(1, 6)]
    assert ("missed", WHOLE) in hidden_of(values)


def test_those_who_had_been_before_and_who_was_in_two_places_are_groups_too() -> None:
    values = {("people", 1): 20, ("people", 2): 30, ("people", WHOLE): 48}
    values |= {("newcomers", 1): 18, ("newcomers", 2): 10, ("newcomers", WHOLE): 20}

    assert derived_groups(values, ()) == ["been before, 1", "people in two places"]
    assert derived_groups(values, hidden_of(values)) == []


def test_hours_of_a_few_volunteers_go_with_them_and_follow_from_nothing() -> None:
    values = {("volunteers", 1): 2, ("volunteers", 2): 9, ("volunteers", WHOLE): 11}
    values |= {("volunteer-hours", 1): 40, ("volunteer-hours", 2): 90}
    whole(values, "volunteer-hours")

    hidden = hidden_of(values)

    assert ("volunteer-hours", 1) in hidden
    assert len({key for key in hidden if key[0] == "volunteer-hours"}) > 1
    assert ("volunteers", 1) in hidden


def test_the_adversary_reckons_right() -> None:
    values = {(code, scope): 10 for code in ADDED[-1:] for scope in (1, 2)}
    whole(values, ADDED[-1])
    hidden = [(ADDED[-1], 1), (ADDED[-1], 2)]
    told = {(ADDED[-1], WHOLE): 20}

    assert found_out(told, hidden) == {(ADDED[-1], 1): (1, 19), (ADDED[-1], 2): (1, 19)}
