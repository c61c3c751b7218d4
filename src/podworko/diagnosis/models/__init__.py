"""Studies and what they found: surveys and their answers, needs with evidence."""

from podworko.diagnosis.models.answers import Answer, Batch, Counted, Response, Sheet
from podworko.diagnosis.models.budgets import Budget, BudgetProject, BudgetTally
from podworko.diagnosis.models.coding import Code, Coded, Published
from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.studies import Study, StudyStep
from podworko.diagnosis.models.survey_files import SurveyFile
from podworko.diagnosis.models.surveys import (
    MOST_WORDS,
    Edition,
    Kind,
    Option,
    Question,
    Quota,
    Survey,
)

__all__ = [
    "GRID",
    "MOST_WORDS",
    "Answer",
    "Batch",
    "Budget",
    "BudgetProject",
    "BudgetTally",
    "Code",
    "Coded",
    "Counted",
    "Edition",
    "Evidence",
    "Kind",
    "Need",
    "Option",
    "Published",
    "Question",
    "Quota",
    "Response",
    "Sheet",
    "Study",
    "StudyStep",
    "Survey",
    "SurveyFile",
]
