"""What the law asks, a test for each article."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from podworko.volunteering import law
from podworko.volunteering.law import Asked, Insurance, Paper

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("ends_on", "kind"),
    [
        (date(2026, 3, 1), Insurance.POLICY),
        (date(2026, 3, 30), Insurance.POLICY),
        (date(2026, 3, 31), Insurance.STATE),
    ],
    ids=["a day", "30 days", "31 days"],
)
def test_art_46_ust_3_who_insures_follows_from_the_agreed_period(
    ends_on: date, kind: Insurance
) -> None:
    assert law.insurance_of(DAY, ends_on) == kind


@pytest.mark.parametrize(
    ("ends_on", "is_needed"), [(date(2026, 3, 30), False), (date(2026, 3, 31), True)]
)
def test_art_44_ust_4_above_30_days_it_is_in_writing(*, ends_on: date, is_needed: bool) -> None:
    assert law.needs_writing(DAY, ends_on) is is_needed


def test_art_44_ust_4_the_30th_day_is_the_last_without_paper() -> None:
    assert law.last_day_unwritten(DAY) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2008, 3, 2), DAY, 17),
        (date(2008, 3, 1), DAY, 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_art_10_kc_of_age_on_the_birthday(born_on: date, day: date, age: int) -> None:
    assert law.age_on(born_on, day) == age
    assert law.needs_guardian(born_on, day) is (age < 18)
    assert law.adult_on(born_on) <= day or age < 18


def test_whose_birthday_nobody_asked_needs_no_guardian() -> None:
    assert not law.needs_guardian(None, DAY)


@pytest.mark.parametrize(
    ("citizenships", "lived_in", "abroad"),
    [
        (["PL"], [], []),
        (["UA"], [], ["UA"]),
        (["PL", "DE"], ["DE", "GB"], ["DE", "GB"]),
        (["PL"], ["PL", ""], []),
    ],
)
def test_art_21_two_questions_make_the_list_of_papers(
    citizenships: list[str], lived_in: list[str], abroad: list[str]
) -> None:
    papers = law.papers_for(citizenships=citizenships, lived_in=lived_in)

    assert papers[:3] == [
        Asked(Paper.SEX_OFFENDERS),
        Asked(Paper.STATE_COMMISSION),
        Asked(Paper.KRK),
    ]
    assert papers[3:] == [Asked(Paper.ABROAD, country) for country in abroad]


def test_a_later_rule_holds_from_its_day_on(settings: Any, tmp_path: Path) -> None:
    own = law.OWN.read_text(encoding="utf-8")
    later = own.replace("2024-08-15", "2027-01-01").replace("_days = 30", "_days = 60")
    changed = tmp_path / "rules.toml"
    changed.write_text(own + later, encoding="utf-8")
    settings.PODWORKO_VOLUNTEERING_RULES = str(changed)

    before = law.insurance_of(date(2026, 12, 1), date(2027, 1, 20))
    after = law.insurance_of(date(2027, 1, 1), date(2027, 2, 20))

    assert (before, after) == (Insurance.STATE, Insurance.POLICY)


@pytest.mark.parametrize("wrong", ["", "rules = [", "[[rules]]\nsince = 2024-01-01"])
def test_rules_that_cannot_be_read_are_refused(settings: Any, tmp_path: Path, wrong: str) -> None:
    broken = tmp_path / "rules.toml"
    broken.write_text(wrong, encoding="utf-8")
    settings.PODWORKO_VOLUNTEERING_RULES = str(broken)

    with pytest.raises(ImproperlyConfigured, match="PODWORKO_VOLUNTEERING_RULES"):
        law.rules_on(DAY)


def test_a_figure_of_nought_is_refused(settings: Any, tmp_path: Path) -> None:
    broken = tmp_path / "rules.toml"
    broken.write_text(law.OWN.read_text(encoding="utf-8").replace("= 15", "= 0"), encoding="utf-8")
    settings.PODWORKO_VOLUNTEERING_RULES = str(broken)

    with pytest.raises(ImproperlyConfigured, match="no number"):
        law.rules_on(DAY)
