"""Making surveys, opening and closing them, and their editions."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.text import slug as slug_of
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis import drafting, questionnaire
from podworko.diagnosis.models import Counted, Edition, Question, Quota, Study, Survey
from podworko.diagnosis.operations.questions import QuestionData, add_all, described

SURVEY_FIELDS = (
    "title",
    "titles",
    "intro",
    "thanks",
    "languages",
    "opens_on",
    "closes_on",
)
LONGEST_SLUG = 140


class SurveyError(DomainError):
    """A rule about surveys says no."""

    code = "survey"


@dataclass(frozen=True, slots=True)
class SurveyData:
    """What a survey says of itself; words by language."""

    title: str
    titles: dict[str, str] = field(default_factory=dict)
    intro: dict[str, str] = field(default_factory=dict)
    thanks: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("pl",)
    opens_on: date | None = None
    closes_on: date | None = None


@transaction.atomic
def make_survey(
    study: Study,
    *,
    data: SurveyData,
    questions: tuple[QuestionData, ...] = (),
    actor: audit.Actor,
) -> Survey:
    """Make a survey of a study, with the questions it begins with; nobody is asked yet."""
    survey = Survey(study=study, slug=_free_slug(data.title))
    _take(survey, data)
    survey.save()
    edition = Edition.objects.create(survey=survey, number=1)
    add_all(edition, questions)
    audit.record("survey.made", actor=actor, target=survey, questions=len(questions))
    return survey


@transaction.atomic
def save_survey(
    survey: Survey, *, data: SurveyData, seen_version: str, actor: audit.Actor
) -> Survey:
    """Store what a survey says of itself, its questions apart.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    held = lock_survey(survey)
    if version_of(held, SURVEY_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _take(held, data)
    held.save(update_fields=SURVEY_FIELDS)
    audit.record("survey.changed", actor=actor, target=held)
    return held


@transaction.atomic
def open_survey(survey: Survey, *, actor: audit.Actor) -> None:
    """Ask residents from now on, or from the day it says. Opening twice is opening once.

    Raises SurveyError when it is closed, or while something is missing.
    """
    held = lock_survey(survey)
    if held.state == Survey.State.OPEN:
        return
    if held.state == Survey.State.CLOSED:
        raise SurveyError(_("Tej ankiety nie można otworzyć drugi raz. Zrób jej kopię."))
    _fix(held.editions.get(opened_on=None))
    held.state = Survey.State.OPEN
    held.salt = secrets.token_hex(32)
    held.save(update_fields=["state", "salt"])
    audit.record("survey.opened", actor=actor, target=held)


@transaction.atomic
def close_survey(survey: Survey, *, actor: audit.Actor) -> None:
    """Ask nobody any more, and forget for good which browsers answered. Twice is once.

    Paper and interviews from before may still be typed in. Raises SurveyError for one that was
    never open.
    """
    held = lock_survey(survey)
    if held.state == Survey.State.CLOSED:
        return
    if held.state == Survey.State.DRAFT:
        raise SurveyError(_("Ta ankieta nie była jeszcze otwarta."))
    held.state = Survey.State.CLOSED
    held.salt = ""
    held.save(update_fields=["state", "salt"])
    Counted.objects.filter(survey=held).delete()
    held.editions.filter(opened_on=None).delete()
    audit.record("survey.closed", actor=actor, target=held)


@transaction.atomic
def begin_edition(survey: Survey, *, actor: audit.Actor) -> Edition:
    """Return the edition being written, made of the one that is asked when there is none.

    Questions keep their codes; answers given so far stay with the words they answered.
    """
    held = lock_survey(survey)
    written = held.editions.filter(opened_on=None).first()
    if written:
        return written
    if held.state == Survey.State.CLOSED:
        raise SurveyError(_("Ankieta jest zamknięta. Zrób jej kopię."))
    latest = held.editions.order_by("number").last()
    if latest is None:
        raise SurveyError(_("Ta ankieta nie ma żadnego wydania."))
    edition = Edition.objects.create(survey=held, number=latest.number + 1)
    add_all(edition, described(questionnaire.load(latest)))
    audit.record("survey.edition_begun", actor=actor, target=held, number=edition.number)
    return edition


@transaction.atomic
def put_in_force(survey: Survey, *, actor: audit.Actor) -> None:
    """Ask the edition that was written from now on. Raises SurveyError while it lacks something."""
    held = lock_survey(survey)
    written = held.editions.filter(opened_on=None).first()
    if written is None or held.state != Survey.State.OPEN:
        raise SurveyError(_("Nie ma nowego wydania pytań."))
    _fix(written)
    audit.record("survey.edition_opened", actor=actor, target=held, number=written.number)


@transaction.atomic
def drop_edition(survey: Survey, *, actor: audit.Actor) -> None:
    """Throw the edition being written away; what residents are asked stays. Twice is once."""
    held = lock_survey(survey)
    if held.state == Survey.State.DRAFT:
        raise SurveyError(_("To pierwsze wydanie pytań: możesz je zmieniać bez cofania."))
    dropped, _kinds = held.editions.filter(opened_on=None).delete()
    if dropped:
        audit.record("survey.edition_dropped", actor=actor, target=held)


@transaction.atomic
def set_quotas(survey: Survey, *, targets: dict[tuple[str, str], int], actor: audit.Actor) -> None:
    """Say how many answers are wished for, by (dimension, option code); 0 wishes for none."""
    held = lock_survey(survey)
    held.quotas.all().delete()
    Quota.objects.bulk_create(
        Quota(survey=held, dimension=dimension, option_code=code, target=target)
        for (dimension, code), target in targets.items()
        if target and dimension != Question.Role.NONE
    )
    audit.record("survey.quotas_set", actor=actor, target=held, quotas=len(targets))


def lock_survey(survey: Survey) -> Survey:
    """Let changes of one survey, its questions and answers come one after another."""
    held = Survey.objects.select_for_update(no_key=True, of=("self",)).select_related("study")
    return held.get(pk=survey.pk)


def _take(survey: Survey, data: SurveyData) -> None:
    survey.title, survey.titles = data.title, data.titles
    survey.intro, survey.thanks = data.intro, data.thanks
    survey.languages = list(data.languages)
    survey.opens_on, survey.closes_on = data.opens_on, data.closes_on


def _fix(edition: Edition) -> None:
    """Let an edition be asked, and never change again."""
    missing = drafting.obstacles(questionnaire.load(edition))
    if missing:
        raise SurveyError(missing[0])
    edition.opened_on = times.today()
    edition.save(update_fields=["opened_on"])


def _free_slug(title: str) -> str:
    begin = slug_of(title)[:LONGEST_SLUG] or "ankieta"
    taken = set(Survey.objects.filter(slug__startswith=begin).values_list("slug", flat=True))
    names = (begin if number == 1 else f"{begin}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
