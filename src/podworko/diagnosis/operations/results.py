"""Telling residents what a survey found, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.times import today
from podworko.diagnosis import publishing
from podworko.diagnosis.models import Published, Survey
from podworko.diagnosis.operations.surveys import SurveyError, lock_survey
from podworko.diagnosis.queries.heard import heard


@transaction.atomic
def publish_results(survey: Survey, *, actor: audit.Actor) -> Published:
    """Show residents what was counted so far, small groups held back. Twice is once.

    What is typed in later does not change the page: see Published. Raises SurveyError for a
    survey that is not closed, or that too few people answered.
    """
    held = lock_survey(survey)
    if held.are_results_public:
        return held.published
    if held.state != Survey.State.CLOSED:
        raise SurveyError(_("Wyniki można ogłosić, gdy ankieta jest zamknięta."))
    told = publishing.told(heard(held))
    if not told:
        raise SurveyError(_("Za mało odpowiedzi, żeby ogłosić wyniki i nikogo nie wskazać."))
    published = Published.objects.create(survey=held, on=today(), told=told)
    _set(held, is_public=True)
    audit.record("survey.results_published", actor=actor, target=held)
    return published


@transaction.atomic
def withdraw_results(survey: Survey, *, actor: audit.Actor) -> None:
    """Take the results off the site. Twice is once."""
    held = lock_survey(survey)
    if not held.are_results_public:
        return
    Published.objects.filter(survey=held).delete()
    _set(held, is_public=False)
    audit.record("survey.results_withdrawn", actor=actor, target=held)


def _set(survey: Survey, *, is_public: bool) -> None:
    survey.are_results_public = is_public
    survey.save(update_fields=["are_results_public"])
