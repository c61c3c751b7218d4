"""What the law asks of volunteering and of work with minors, reckoned from dated figures.

The figures stand in rules.toml, each with its article and the day from which it holds; an
installation may name a file of its own in settings.PODWORKO_VOLUNTEERING_RULES.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OWN = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Rules:
    """The figures that hold from a day on; ages in years, the rest as named."""

    since: date
    accident_policy_up_to_days: int
    in_writing_above_days: int
    adult_age: int
    consent_from_age: int
    least_age: int
    residence_years: int
    standards_review_months: int
    rest_hours: int
    """Between shifts of different days: a custom, not a statute."""


class Insurance(StrEnum):
    """Who covers an accident of a volunteer."""

    POLICY = "policy"
    """A policy that the one who benefits takes out (volunteering act, art. 46 ust. 3)."""
    STATE = "state"
    """The act of 30.10.2002 on accidents in special circumstances, art. 2 ust. 1 pkt 12."""


class Paper(StrEnum):
    """What somebody is checked by before they work with minors (protection act, art. 21)."""

    SEX_OFFENDERS = "sex-offenders"
    """Rejestr z dostępem ograniczonym, looked up by the organiser (ust. 2)."""
    STATE_COMMISSION = "state-commission"
    """Rejestr Państwowej Komisji, looked up by the organiser (ust. 2)."""
    KRK = "krk"
    """Information of the National Criminal Register, handed in (ust. 3)."""
    ABROAD = "abroad"
    """Information of another country, or a declaration where it issues none (ust. 4-8)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper that is asked of somebody; `country` for one of another country, ISO 3166-1."""

    paper: Paper
    country: str = ""


def rules_on(day: date) -> Rules:
    """Return the figures that hold on a day; before the first ones, the first."""
    known = _rules(str(getattr(settings, "PODWORKO_VOLUNTEERING_RULES", "") or OWN))
    return next((rules for rules in reversed(known) if rules.since <= day), known[0])


def length_in_days(begins_on: date, ends_on: date) -> int:
    """Return how many days a period has, both ends included."""
    return (ends_on - begins_on) // timedelta(days=1) + 1


def insurance_of(begins_on: date, ends_on: date) -> Insurance:
    """Return who covers accidents in an agreed period (volunteering act, art. 46 ust. 2 and 3).

    What counts is the period that was agreed, not the hours worked in it.
    """
    most = rules_on(begins_on).accident_policy_up_to_days
    return Insurance.POLICY if length_in_days(begins_on, ends_on) <= most else Insurance.STATE


def needs_writing(begins_on: date, ends_on: date) -> bool:
    """Whether an agreement must be in writing (volunteering act, art. 44 ust. 4)."""
    return length_in_days(begins_on, ends_on) > rules_on(begins_on).in_writing_above_days


def last_day_unwritten(begins_on: date) -> date:
    """Return the last day on which somebody may work under an agreement nobody signed yet."""
    return begins_on + timedelta(days=rules_on(begins_on).in_writing_above_days - 1)


def age_on(born_on: date, day: date) -> int:
    """Return the age in full years; who was born on 29 February has their birthday on 1 March."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday)


def adult_on(born_on: date) -> date:
    """Return the day on which somebody comes of age (kodeks cywilny, art. 10)."""
    year = born_on.year + rules_on(born_on).adult_age
    try:
        return born_on.replace(year=year)
    except ValueError:  # born on 29 February
        return date(year, 3, 1)


def needs_guardian(born_on: date | None, day: date) -> bool:
    """Whether a guardian's consent in writing is needed on a day; unknown age is of age.

    Between 13 and 17 the guardian agrees to what the minor signs, below 13 they sign themselves
    (kodeks cywilny, art. 15 and 17).
    """
    return born_on is not None and day < adult_on(born_on)


def papers_for(*, citizenships: Sequence[str], lived_in: Sequence[str]) -> list[Asked]:
    """Return what somebody is checked by, from two questions (protection act, art. 21 ust. 2-8).

    `citizenships` are all they have, `lived_in` the countries besides Poland where they lived in
    the last 20 years; both as ISO 3166-1 codes.
    """
    asked = [Asked(Paper.SEX_OFFENDERS), Asked(Paper.STATE_COMMISSION), Asked(Paper.KRK)]
    abroad = sorted({*citizenships, *lived_in} - {"PL", ""})
    return asked + [Asked(Paper.ABROAD, country) for country in abroad]


@lru_cache(maxsize=4)
def _rules(path: str) -> tuple[Rules, ...]:
    try:
        rows = tomllib.loads(Path(path).read_text(encoding="utf-8"))["rules"]
        found = tuple(sorted((Rules(**row) for row in rows), key=lambda rules: rules.since))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f"PODWORKO_VOLUNTEERING_RULES: {path} does not hold the rules: {error}"
        raise ImproperlyConfigured(message) from error
    if not found or not all(_is_sane(rules) for rules in found):
        message = (
            f"PODWORKO_VOLUNTEERING_RULES: {path} has no rules, or a figure that is no number."
        )
        raise ImproperlyConfigured(message)
    return found


def _is_sane(rules: Rules) -> bool:
    figures = asdict(rules)
    since = figures.pop("since")
    return isinstance(since, date) and all(
        isinstance(figure, int) and figure > 0 for figure in figures.values()
    )
