"""What other modules may use of the diagnosis."""

from podworko.diagnosis.answering import Given
from podworko.diagnosis.bank import banked
from podworko.diagnosis.categories import Method, NeedCategory
from podworko.diagnosis.models import Batch, Evidence, Kind, Need, Question, Response, Study, Survey
from podworko.diagnosis.operations import (
    Arrival,
    EvidenceData,
    OptionData,
    QuestionData,
    Reading,
    SurveyData,
    add_evidence,
    close_survey,
    confirm_need,
    follow_plan,
    make_survey,
    open_batch,
    open_survey,
    save_need,
    set_quotas,
    take_response,
    type_sheet,
)
from podworko.diagnosis.operations.budgets import import_budget
from podworko.diagnosis.policies import editable_needs, visible_needs
from podworko.diagnosis.queries.surveys import asked_questionnaire

__all__ = [
    "Arrival",
    "Batch",
    "Evidence",
    "EvidenceData",
    "Given",
    "Kind",
    "Method",
    "Need",
    "NeedCategory",
    "OptionData",
    "Question",
    "QuestionData",
    "Reading",
    "Response",
    "Study",
    "Survey",
    "SurveyData",
    "add_evidence",
    "asked_questionnaire",
    "banked",
    "close_survey",
    "confirm_need",
    "editable_needs",
    "follow_plan",
    "import_budget",
    "make_survey",
    "open_batch",
    "open_survey",
    "save_need",
    "set_quotas",
    "take_response",
    "type_sheet",
    "visible_needs",
]
