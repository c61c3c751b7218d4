"""Studies and what they found: surveys and their answers, needs with evidence."""

from podworko.diagnosis.models.answers import Answer, Batch, Counted, Response, Sheet
from podworko.diagnosis.models.budgets import Budget, BudgetProject, BudgetTally
from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.studies import Study, StudyStep
from podworko.diagnosis.models.surveys import (
    MOST_WORDS,
    Edition,
    Kind,
    Option,
    Question,
    Quota,
    Survey,
)
from podworko.diagnosis.models.walks import Observation, Walk, Walker, WalkStop

__all__ = [
    "GRID",
    "MOST_WORDS",
    "Answer",
    "Batch",
    "Budget",
    "BudgetProject",
    "BudgetTally",
    "Counted",
    "Edition",
    "Evidence",
    "Kind",
    "Need",
    "Observation",
    "Option",
    "Question",
    "Quota",
    "Response",
    "Sheet",
    "Study",
    "StudyStep",
    "Survey",
    "Walk",
    "WalkStop",
    "Walker",
]
