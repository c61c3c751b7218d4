"""What participatory budgets say: categories, and who voted for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from podworko.core.disclosure import held_back
from podworko.diagnosis.models import Budget, BudgetProject, BudgetTally
from podworko.diagnosis.operations.budgets import category_words

MOST_PROJECTS = 15


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category with how many chose it, in all and by group; None where a count is held back."""

    tally: BudgetTally
    words: str
    percent: int
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Categories by the groups of one kind: ages, sexes, districts."""

    by: str
    groups: tuple[str, ...]
    rows: tuple[CategoryRow, ...]


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """One edition."""

    budget: Budget
    rows: tuple[CategoryRow, ...]
    crossings: tuple[Crossing, ...]
    projects: tuple[BudgetProject, ...]


def budgets() -> list[Budget]:
    """Return the editions read so far, each with `project_count`, in one query."""
    return list(Budget.objects.annotate(project_count=Count("projects")).select_related("district"))


def budget_page(budget: Budget) -> BudgetPage:
    """Read one edition in two queries; small groups are held back, by subtraction too."""
    tallies = list(budget.tallies.all())
    whole = [tally for tally in tallies if tally.by == BudgetTally.By.ALL]
    whole.sort(key=lambda tally: -tally.voters)
    kinds = (BudgetTally.By.AGE, BudgetTally.By.SEX, BudgetTally.By.DISTRICT)
    crossings = [_crossing(kind, whole, tallies, budget) for kind in kinds]
    return BudgetPage(
        budget=budget,
        rows=tuple(_row(tally, budget, ()) for tally in whole),
        crossings=tuple(crossing for crossing in crossings if crossing.groups),
        projects=tuple(budget.projects.all()[:MOST_PROJECTS]),
    )


def _crossing(
    by: BudgetTally.By, whole: Iterable[BudgetTally], tallies: Iterable[BudgetTally], budget: Budget
) -> Crossing:
    counts = {(t.category, t.group): t.voters for t in tallies if t.by == by}
    groups = sorted({group for _category, group in counts})
    rows = list(whole)
    table = [[counts.get((row.category, group), 0) for group in groups] for row in rows]
    hidden = held_back(table) if groups else frozenset()
    return Crossing(
        by=str(by.label),
        groups=tuple(groups),
        rows=tuple(
            _row(
                row,
                budget,
                tuple(None if (r, c) in hidden else n for c, n in enumerate(table[r])),
            )
            for r, row in enumerate(rows)
        ),
    )


def _row(tally: BudgetTally, budget: Budget, cells: tuple[int | None, ...]) -> CategoryRow:
    percent = round(100 * tally.voters / budget.voters) if budget.voters else 0
    return CategoryRow(tally, category_words(tally.category), percent, cells)
