"""Indicators that count themselves: what each module above can count for a goal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.planning.models import Indicator
from podworko.planning.thread import Total, sources

__all__ = ["OF_PEOPLE", "Measure", "actuals", "choices", "measures", "register"]

Counted = dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Measure:
    """One way of counting; `count` answers many indicators in a fixed number of queries."""

    label: str | Promise
    unit: str | Promise
    count: Callable[[list[Indicator]], Counted]


measures: dict[str, Measure] = {}
OF_PEOPLE = frozenset({"thread.participations", "thread.people", "thread.talks", "thread.given"})
"""Measures that count people or what each of them did, so that small ones are not for everybody."""


def register(code: str, measure: Measure) -> None:
    """Offer a measure under `code`, which is stored with indicators and must not change."""
    measures[code] = measure


def choices() -> list[tuple[str, str]]:
    """Return the measures there are, as a form offers them."""
    return [(code, str(measure.label)) for code, measure in measures.items()]


def actuals(indicators: Iterable[Indicator]) -> dict[int, Decimal | None]:
    """Return by key where each stands now: counted, or as somebody wrote it down.

    None means that nobody has written it, or that the module that counted is gone.
    """
    rows = list(indicators)
    found: dict[int, Decimal | None] = {row.pk: row.actual for row in rows}
    for code, measure in measures.items():
        mine = [row for row in rows if row.measure == code]
        if mine:
            found.update(measure.count(mine))
    return found


def _of_totals(part: Callable[[Total], int | Decimal]) -> Callable[[list[Indicator]], Counted]:
    def count(rows: list[Indicator]) -> Counted:
        totals = sources.totals({row.goal_id: row.goal for row in rows}.values())
        return {row.pk: Decimal(part(totals[row.goal_id])) for row in rows}

    return count


register(
    "thread.participations",
    Measure(_("ile razy ktoś przyszedł"), _("udziałów"), _of_totals(lambda t: t.participations)),
)
register(
    "thread.people",
    Measure(_("ile różnych osób przyszło"), _("osób"), _of_totals(lambda t: t.people)),
)
register(
    "thread.sessions",
    Measure(_("ile spotkań się odbyło"), _("spotkań"), _of_totals(lambda t: t.held)),
)
register(
    "thread.talks",
    Measure(_("ile było rozmów i porad"), _("rozmów i porad"), _of_totals(lambda t: t.talks)),
)
register(
    "thread.hours",
    Measure(_("ile godzin trwały spotkania"), _("godzin"), _of_totals(lambda t: t.hours)),
)
register(
    "thread.given",
    Measure(_("ile godzin dali wolontariusze"), _("godzin"), _of_totals(lambda t: t.given)),
)
