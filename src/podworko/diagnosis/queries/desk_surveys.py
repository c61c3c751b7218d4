"""What the desk shows of surveys: how each goes, how full its quotas are."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from podworko.core import codes
from podworko.diagnosis import drafting, questionnaire
from podworko.diagnosis.models import Answer, Edition, Question, Response, Survey
from podworko.diagnosis.questionnaire import Asked, Questionnaire


@dataclass(frozen=True, slots=True)
class Share:
    """A count with what it is of; `wanted` is None where nothing is wished for."""

    label: str
    count: int
    wanted: int | None = None
    dimension: str = ""
    code: str = ""

    @property
    def missing(self) -> int:
        return max((self.wanted or 0) - self.count, 0)


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """One survey at the desk. `written` is the edition being written, if there is one."""

    survey: Survey
    asked: Edition | None
    written: Edition | None
    whole: Questionnaire
    obstacles: tuple[str, ...]
    channels: tuple[Share, ...]
    quotas: tuple[Share, ...]
    total: int

    @property
    def rows(self) -> list[tuple[Asked, str]]:
        """The questions, each with of whom it is asked, "" of everybody."""
        return [(one, questionnaire.condition(self.whole, one, "pl")) for one in self.whole.asked]

    @property
    def is_next_edition(self) -> bool:
        """Whether residents answer one edition while another is being written."""
        return self.written is not None and self.asked is not None


def survey_rows(surveys: QuerySet[Survey]) -> list[Survey]:
    """Return surveys, newest first, with how many answers each has as `answers`; one query."""
    return list(surveys.annotate(answers=Count("editions__responses")).order_by("-pk"))


def with_code(surveys: QuerySet[Survey], text: str) -> Survey | None:
    """Return the survey whose code stands on a paper form: "K7M 4PX / 1" too."""
    code = codes.plain(text.split("/", maxsplit=1)[0])
    return surveys.filter(code=code).first() if len(code) == codes.LENGTH else None


def survey_page(survey: Survey) -> SurveyPage:
    """Return all the desk shows of one survey; seven queries."""
    editions = list(survey.editions.order_by("number"))
    asked = next((each for each in reversed(editions) if each.is_fixed), None)
    written = next((each for each in editions if not each.is_fixed), None)
    edition = written or asked or editions[-1]
    edition.survey = survey
    whole = questionnaire.load(edition)
    channels = _channels(survey)
    return SurveyPage(
        survey=survey,
        asked=asked,
        written=written,
        whole=whole,
        obstacles=tuple(drafting.obstacles(whole)) if written else (),
        channels=channels,
        quotas=_quotas(survey, whole),
        total=sum(share.count for share in channels),
    )


def quota_options(whole: Questionnaire) -> list[Share]:
    """Return every answer by which a quota can be set, in the order of the questions."""
    return [
        Share(choice.words, 0, dimension=one.question.role, code=choice.code)
        for one in whole.asked
        if one.question.role != Question.Role.NONE
        for choice in one.choices("pl")
    ]


def _channels(survey: Survey) -> tuple[Share, ...]:
    found = Response.objects.filter(edition__survey=survey).values_list("channel")
    counts = dict(found.annotate(count=Count("pk")).order_by())
    return tuple(
        Share(str(channel.label), counts[channel.value])
        for channel in Response.Channel
        if counts.get(channel.value)
    )


def _quotas(survey: Survey, whole: Questionnaire) -> tuple[Share, ...]:
    quotas = list(survey.quotas.all())
    if not quotas:
        return ()
    counts = _by_role(survey)
    words = {(one.dimension, one.code): one.label for one in quota_options(whole)}
    return tuple(
        Share(
            words.get((quota.dimension, quota.option_code), quota.option_code),
            counts.get((quota.dimension, quota.option_code), 0),
            quota.target,
            quota.dimension,
            quota.option_code,
        )
        for quota in quotas
    )


def _by_role(survey: Survey) -> dict[tuple[str, str], int]:
    rows = (
        Answer.objects.filter(response__edition__survey=survey)
        .exclude(question__role=Question.Role.NONE)
        .values_list("question__role", "option__code")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {(role, code): count for role, code, count in rows}


def copyable(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    """Return the surveys with questions, from which a new one can begin."""
    questions = Question.objects.filter(edition__survey=OuterRef("pk"))
    return surveys.filter(Exists(questions)).order_by("-pk")
