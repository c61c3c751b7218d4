"""Telling residents what a survey found, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.disclosure import FLOOR
from podworko.core.times import today
from podworko.diagnosis import publishing
from podworko.diagnosis.earlier import Earlier
from podworko.diagnosis.guarding import is_small
from podworko.diagnosis.models import Published, Survey
from podworko.diagnosis.operations.surveys import SurveyError, lock_survey
from podworko.diagnosis.queries.heard import heard


@transaction.atomic
def publish_results(survey: Survey, *, actor: audit.Actor) -> Published:
    """Show residents what was counted so far, small groups held back. Twice is once.

    What is typed in later does not change the page: see Published. After it was withdrawn it
    can be published again only when nobody answered since, or FLOOR at least; each count that
    is told then grew by nobody or by FLOOR, the others are held back, and what was held back
    before stays so (`earlier.py` says why). Raises SurveyError for a survey that is not
    closed, that too few people answered, or too few since.
    """
    held = lock_survey(survey)
    last = held.publications.last()
    if held.are_results_public and last:
        return last
    if held.state != Survey.State.CLOSED:
        raise SurveyError(_("Wyniki można ogłosić, gdy ankieta jest zamknięta."))
    made = _counted(held, last)
    published = Published.objects.create(
        survey=held, on=today(), told=made.told, counts=made.remembered.as_json()
    )
    _set(held, is_public=True)
    audit.record("survey.results_published", actor=actor, target=held)
    return published


@transaction.atomic
def show_results_again(survey: Survey, *, actor: audit.Actor) -> Published:
    """Put the results that were withdrawn back on the site, as they were. Twice is once.

    Raises SurveyError when there were none.
    """
    held = lock_survey(survey)
    last = held.publications.last()
    if last is None:
        raise SurveyError(_("Tych wyników nikt jeszcze nie ogłosił."))
    if not held.are_results_public:
        _set(held, is_public=True)
        audit.record("survey.results_shown_again", actor=actor, target=held)
    return last


@transaction.atomic
def withdraw_results(survey: Survey, *, actor: audit.Actor) -> None:
    """Take the results off the site; what they told is remembered. Twice is once."""
    held = lock_survey(survey)
    if not held.are_results_public:
        return
    _set(held, is_public=False)
    audit.record("survey.results_withdrawn", actor=actor, target=held)


def _counted(survey: Survey, last: Published | None) -> publishing.Snapshot:
    everybody = heard(survey)
    earlier = _earlier(last)
    if earlier and is_small(everybody.total - earlier.total):
        words = _(
            "Od ogłoszenia przyszło mniej niż %(floor)s odpowiedzi. Z porównania dwóch stron "
            "dałoby się je odgadnąć. Możesz pokazać znów tamte wyniki."
        )
        raise SurveyError(words % {"floor": FLOOR})
    made = publishing.snapshot(everybody, earlier=earlier)
    if not made.told:
        raise SurveyError(_("Za mało odpowiedzi, żeby ogłosić wyniki i nikogo nie wskazać."))
    return made


def _earlier(last: Published | None) -> Earlier | None:
    """Return what was told before. Raises SurveyError where its counts were not kept."""
    if last is None:
        return None
    if not last.counts:
        raise SurveyError(_("Te wyniki można tylko pokazać znów takie, jakie były."))
    return Earlier.from_json(last.counts)


def _set(survey: Survey, *, is_public: bool) -> None:
    survey.are_results_public = is_public
    survey.save(update_fields=["are_results_public"])
