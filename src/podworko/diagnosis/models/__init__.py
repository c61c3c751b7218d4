"""Studies, surveys and their answers; needs with evidence, resources that may answer them."""

from podworko.diagnosis.models.answers import Answer, Batch, Counted, Response, Sheet
from podworko.diagnosis.models.budgets import Budget, BudgetProject, BudgetTally
from podworko.diagnosis.models.coding import Code, Coded, Published
from podworko.diagnosis.models.kiosks import Kiosk
from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.proposals import Proposal, Support
from podworko.diagnosis.models.resources import (
    FRESH_FOR,
    Match,
    Resource,
    ResourceCategory,
    ResourceKind,
)
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
from podworko.diagnosis.models.walks import Observation, Walk, Walker, WalkStop

__all__ = [
    "FRESH_FOR",
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
    "Kiosk",
    "Match",
    "Need",
    "Observation",
    "Option",
    "Proposal",
    "Published",
    "Question",
    "Quota",
    "Resource",
    "ResourceCategory",
    "ResourceKind",
    "Response",
    "Sheet",
    "Study",
    "StudyStep",
    "Support",
    "Survey",
    "SurveyFile",
    "Walk",
    "WalkStop",
    "Walker",
]
