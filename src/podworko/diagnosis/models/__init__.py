"""Studies and what they found: needs with evidence."""

from podworko.diagnosis.models.budgets import Budget, BudgetProject, BudgetTally
from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.studies import Study, StudyStep

__all__ = [
    "GRID",
    "Budget",
    "BudgetProject",
    "BudgetTally",
    "Evidence",
    "Need",
    "Study",
    "StudyStep",
]
