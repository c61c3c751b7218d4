"""Somebody plans, somebody else looks and publishes: asking for a review, and sending back."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.activities.models import Activity
from podworko.activities.operations.programme import ProgrammeError
from podworko.audit import public as audit


@transaction.atomic
def ask_for_review(activity: Activity, *, words: str, actor: audit.Actor) -> None:
    """Ask those who publish to look at a draft; asking twice changes the words alone.

    Raises ProgrammeError without a session, and for what is no draft any more.
    """
    locked = _lock(activity)
    if locked.state not in (Activity.State.DRAFT, Activity.State.REVIEW):
        raise ProgrammeError(_("To już nie jest szkic."))
    if not locked.sessions.exists():
        raise ProgrammeError(_("Dodaj najpierw choć jedno spotkanie."))
    _turn(locked, Activity.State.REVIEW, words=words, actor=actor)
    activity.refresh_from_db()


@transaction.atomic
def send_back(activity: Activity, *, words: str, actor: audit.Actor) -> None:
    """Give an activity back to who planned it, with words on what to mend.

    Raises ProgrammeError without words, and for one that does not wait for a review.
    """
    locked = _lock(activity)
    if locked.state != Activity.State.REVIEW:
        raise ProgrammeError(_("Te zajęcia nie czekają już na sprawdzenie."))
    if not words.strip():
        raise ProgrammeError(_("Napisz, co poprawić."), field="words")
    _turn(locked, Activity.State.DRAFT, words=words, actor=actor)
    activity.refresh_from_db()


@transaction.atomic
def unschedule(activity: Activity, *, words: str, actor: audit.Actor) -> None:
    """Make what was to publish itself a draft again, with words on why it could not.

    Nothing changes of what waits for its time no more.
    """
    locked = _lock(activity)
    if locked.state != Activity.State.SCHEDULED:
        return
    locked.publish_at = None
    _turn(locked, Activity.State.DRAFT, words=words, actor=actor)
    activity.refresh_from_db()


def _turn(activity: Activity, state: Activity.State, *, words: str, actor: audit.Actor) -> None:
    activity.state = state
    activity.review_words = words.strip()
    activity.save(update_fields=["state", "publish_at", "review_words", "changed_at"])
    audit.record(f"activity.{state}", actor=actor, target=activity)


def _lock(activity: Activity) -> Activity:
    return Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
