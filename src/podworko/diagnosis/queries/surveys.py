"""What pages of surveys need, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from podworko.core.times import today
from podworko.diagnosis import questionnaire
from podworko.diagnosis.models import Survey
from podworko.diagnosis.place_grid import Grid, grid_around
from podworko.diagnosis.questionnaire import Questionnaire
from podworko.network.public import Pal


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """A survey that residents can answer, in their language."""

    survey: Survey
    title: str
    closes_on: date | None
    has_language: bool

    @property
    def days_left(self) -> int | None:
        return None if self.closes_on is None else (self.closes_on - today()).days


def open_surveys(language: str, *, pal: Pal | None = None) -> list[OpenSurvey]:
    """Return what residents can answer today, what closes first on top; one query."""
    rows = Survey.objects.asked().select_related("study__pal")
    if pal:
        rows = rows.filter(study__pal=pal)
    found = [
        OpenSurvey(row, row.title_in(language), row.closes_on, language in row.languages)
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.closes_on is None, one.closes_on or today()))


def asked_questionnaire(survey: Survey, *, number: str = "") -> Questionnaire | None:
    """Return the questions that residents are asked now; three queries.

    With the `number` of an opened edition they are its own: who sends a page answers the words
    that stood on it, whatever came into force meanwhile. Of a closed survey the last were asked.
    """
    opened = list(survey.editions.opened().order_by("number"))
    if not opened:
        return None
    edition = next((each for each in opened if str(each.number) == number), opened[-1])
    edition.survey = survey
    return questionnaire.load(edition)


def grid_for(whole: Questionnaire) -> Grid | None:
    """Return the map in fields, if some question asks for a place."""
    if not any(one.kind == "place" for one in whole.asked):
        return None
    return grid_around(whole.survey.study.pal)
