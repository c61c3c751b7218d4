"""Surveys for tests: opened ones, with a branch, ready to be answered."""

import uuid
from typing import Any

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.diagnosis import operations
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Edition, Kind, Response, Survey
from podworko.diagnosis.operations import Arrival, OptionData, QuestionData, SurveyData
from podworko.diagnosis.tests.factories import make_study


def said(words: str) -> dict[str, str]:
    """Say the same in every language, marked with it."""
    return {"pl": words, "en": f"{words} (en)", "uk": f"{words} (uk)"}


def options(*words: str) -> tuple[OptionData, ...]:
    """Return options with codes o1, o2… in the order given."""
    return tuple(OptionData(said(each), f"o{n}") for n, each in enumerate(words, start=1))


def choice(code: str, *words: str, **fields: Any) -> QuestionData:
    """Return a question with one answer to choose."""
    kind = fields.pop("kind", Kind.SINGLE)
    return QuestionData(kind, said(code), code, options=options(*words), **fields)


CHAIN = (
    choice("wychodzi", "tak", "nie", is_required=True),
    choice("dlaczego", "brak windy", "brak sił", after="wychodzi", show_codes=("o2",)),
    QuestionData(
        Kind.TEXT, said("winda"), "winda", after="dlaczego", show_codes=("o1",), is_required=True
    ),
)
"""Three questions, each hanging on the one before."""

OF_EVERY_KIND = (
    choice("wiek", "do 59", "60 i więcej", role="age"),
    choice("braki", "ławki", "zieleń", "światło", kind=Kind.MULTIPLE, most=2),
    QuestionData(Kind.SCALE, said("ocena"), "ocena", least=1, most=5),
    choice("waga", "dom", "park", "szkoła", kind=Kind.RANKING),
    QuestionData(Kind.NUMBER, said("godziny"), "godziny", least=0, most=40),
    QuestionData(Kind.TEXT, said("slowa"), "slowa"),
    choice("gdzie", "osiedle", "park", kind=Kind.PLACE),
    QuestionData(
        Kind.MATRIX,
        said("tabela"),
        "tabela",
        options=(
            OptionData(said("źle"), "c1"),
            OptionData(said("dobrze"), "c2"),
            OptionData(said("ulica"), "r1", is_row=True),
            OptionData(said("dom"), "r2", is_row=True),
        ),
    ),
)


def make_draft(*questions: QuestionData, **fields: Any) -> Survey:
    """Make a survey that nobody is asked yet, in three languages."""
    study = fields.pop("study", None) or make_study()
    title = fields.pop("title", "Jak się tu mieszka")
    fields.setdefault("languages", ("pl", "en", "uk"))
    data = SurveyData(
        title, said(title), said("Pytamy, żeby wiedzieć."), said("Dziękujemy."), **fields
    )
    return operations.make_survey(study, data=data, questions=questions or CHAIN, actor=SYSTEM)


def make_survey(*questions: QuestionData, **fields: Any) -> Survey:
    """Make a survey that residents can answer now."""
    survey = make_draft(*questions, **fields)
    operations.open_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def edition_of(survey: Survey) -> Edition:
    return survey.editions.select_related("survey").order_by("number").last()  # type: ignore[return-value]


def answer(survey: Survey, given: dict[str, Given], **arrival: Any) -> Response:
    """Answer a survey as a resident on the page, unless said otherwise."""
    arrival.setdefault("key", uuid.uuid4())
    arrived = Arrival(**arrival)
    return operations.take_response(
        edition_of(survey), given=given, arrival=arrived, actor=arrived.entered_by or RESIDENT
    )
