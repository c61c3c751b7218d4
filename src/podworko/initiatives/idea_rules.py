"""What initiatives are reckoned by: dated figures, and what a PAL set otherwise.

The figures stand in idea_rules.toml, each with where it comes from and the day from which it
holds; an installation may name a file of its own in settings.PODWORKO_INITIATIVE_RULES.
"""

import tomllib
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from podworko.core import times
from podworko.initiatives.models import IdeaRules
from podworko.network.public import Pal

OWN = Path(__file__).with_name("idea_rules.toml")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that hold from a day on; points of the city's sheet, days as named."""

    since: date
    least_team: int
    pass_mark: int
    purpose_most: int
    own_most: int
    bonus: int
    support_needed: int
    answer_days: int


@dataclass(frozen=True, slots=True)
class PalRules:
    """What holds at one PAL today; `hour_grosze` is None where the PAL set no value."""

    support_needed: int
    answer_days: int
    hour_grosze: int | None = None

    def promised(self, day: date) -> date:
        """Return the working day by which something that came on `day` is answered."""
        return times.working_day_after(day, days=self.answer_days)


def figures_on(day: date) -> Figures:
    """Return the figures that hold on a day; before the first ones, the first."""
    known = _figures(str(getattr(settings, "PODWORKO_INITIATIVE_RULES", "") or OWN))
    return next((each for each in reversed(known) if each.since <= day), known[0])


def rules_of(pal: Pal) -> PalRules:
    """Return what holds at a PAL today: its own figures, or the network's; one query."""
    own = IdeaRules.objects.filter(pal=pal).first()
    if own:
        return PalRules(own.support_needed, own.answer_days, own.hour_grosze)
    usual = figures_on(times.today())
    return PalRules(usual.support_needed, usual.answer_days)


def promised(pal: Pal) -> date:
    """Return the day by which the PAL answers what comes today; one query."""
    return rules_of(pal).promised(times.today())


@lru_cache(maxsize=4)
def _figures(path: str) -> tuple[Figures, ...]:
    try:
        rows = tomllib.loads(Path(path).read_text(encoding="utf-8"))["rules"]
        found = tuple(sorted((Figures(**row) for row in rows), key=lambda each: each.since))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f"PODWORKO_INITIATIVE_RULES: {path} does not hold the rules: {error}"
        raise ImproperlyConfigured(message) from error
    if not found or not all(_is_sane(each) for each in found):
        message = f"PODWORKO_INITIATIVE_RULES: {path} has no rules, or a figure that is no number."
        raise ImproperlyConfigured(message)
    return found


def _is_sane(figures: Figures) -> bool:
    numbers = asdict(figures)
    since = numbers.pop("since")
    return isinstance(since, date) and all(
        isinstance(number, int) and number >= 0 for number in numbers.values()
    )
