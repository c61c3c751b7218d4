"""What staff do with an activity at the desk: plan it, correct it, ask, change how one signs up."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.activities.models import Activity, Question, SignUp, SignUpList
from podworko.activities.operations import places, programme, signing
from podworko.activities.operations.series import SeriesPlan, add_series
from podworko.activities.operations.slots import ListRules, Slot
from podworko.audit import public as audit
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Leader


@dataclass(frozen=True, slots=True)
class Dates:
    """When an activity is to meet: on days named one by one, or by a rule."""

    slots: tuple[Slot, ...] = ()
    series: SeriesPlan | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to those who sign up."""

    text: str
    text_en: str = ""
    text_uk: str = ""
    form: str = Question.Form.TEXT
    options: tuple[str, ...] = ()
    is_required: bool = False
    is_sensitive: bool = False


@transaction.atomic
def plan_activity(
    activity: Activity,
    *,
    dates: Dates,
    rules: ListRules,
    actor: audit.Actor,
    led_by: Collection[Leader] = (),
) -> Activity:
    """Store a new activity together with its first dates: both, or neither."""
    programme.save_activity(activity, actor=actor, led_by=led_by)
    add_dates(activity, dates, rules=rules, actor=actor)
    return activity


@transaction.atomic
def add_dates(activity: Activity, dates: Dates, *, rules: ListRules, actor: audit.Actor) -> int:
    """Add sessions on named days or by a rule; return how many.

    A course grows: who signed up for it is signed up for the new sessions too.
    Raises ProgrammeError for an activity that was called off.
    """
    locked = _lock(activity)
    if locked.state == Activity.State.CANCELLED:
        raise programme.ProgrammeError(_("Te zajęcia są odwołane. Zaplanuj nowe."))
    before = locked.sessions.count()
    if dates.series:
        add_series(locked, dates.series, rules=rules, actor=actor)
    if dates.slots:
        programme.add_sessions(locked, dates.slots, rules=rules, actor=actor)
    return locked.sessions.count() - before


@transaction.atomic
def edit_activity(
    activity: Activity,
    *,
    seen_version: int,
    actor: audit.Actor,
    led_by: Collection[Leader] | None = None,
) -> Activity:
    """Store what was changed in version `seen_version` of an activity.

    Raises ChangedMeanwhileError, and stores nothing, when another version came in between.
    Publishing or calling off meanwhile is no conflict: the state that is stays.
    """
    current = _lock(activity)
    if current.version != seen_version:
        raise ChangedMeanwhileError
    for name in _NOT_EDITED:
        setattr(activity, name, getattr(current, name))
    return programme.save_activity(activity, actor=actor, led_by=led_by)


@transaction.atomic
def withdraw_schedule(activity: Activity, *, actor: audit.Actor) -> None:
    """Take back that an activity is to publish itself; of a draft nothing changes.

    Raises ProgrammeError once it is public: what people have read cannot be unread.
    """
    locked = _lock(activity)
    if locked.state == Activity.State.DRAFT:
        return
    if locked.state != Activity.State.SCHEDULED:
        raise programme.ProgrammeError(
            _("Tych zajęć nie można już schować: ludzie o nich wiedzą. Możesz je odwołać.")
        )
    locked.publish_at = None
    locked.state = Activity.State.DRAFT
    locked.save(update_fields=["publish_at", "state", "changed_at"])
    audit.record("activity.draft", actor=actor, target=locked)
    activity.refresh_from_db()


@transaction.atomic
def ask(  # noqa: PLR0913 - one word per part of a question
    activity: Activity,
    *,
    text: str,
    actor: audit.Actor,
    form: str = Question.Form.TEXT,
    options: tuple[str, ...] = (),
    is_required: bool = False,
    is_sensitive: bool = False,
) -> Question:
    """Have sign-ups to an activity answer one more question."""
    question = activity.questions.create(
        text=text,
        form=form,
        options=list(options),
        is_required=is_required,
        is_sensitive=is_sensitive,
        position=activity.questions.count() + 1,
    )
    audit.record("question.added", actor=actor, target=question)
    return question


@transaction.atomic
def ask_more(activity: Activity, asked: Asked, *, actor: audit.Actor) -> Question:
    """Have the next sign-ups answer one more question, put behind the others."""
    locked = _lock(activity)
    last = locked.questions.order_by("-position").first()
    question = Question(activity=locked, position=last.position + 1 if last else 1)
    return _write(question, asked, verb="question.added", actor=actor)


@transaction.atomic
def change_question(question: Question, asked: Asked, *, actor: audit.Actor) -> Question:
    """Word a question anew; answers given so far stay."""
    locked = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    return _write(locked, asked, verb="question.changed", actor=actor)


@transaction.atomic
def drop_question(question: Question, *, actor: audit.Actor) -> None:
    """Stop asking; the answers given go with the question."""
    audit.record("question.removed", actor=actor, target=question)
    question.delete()


@transaction.atomic
def change_list(sign_up_list: SignUpList, rules: ListRules, *, actor: audit.Actor) -> list[SignUp]:
    """Change how people sign up and how many places there are; return those who get one.

    Nobody loses a place, and offers that were made keep their time.
    """
    locked = places.lock(sign_up_list)
    for name in _LIST_FIELDS:
        setattr(locked, name, getattr(rules, name))
    locked.save(update_fields=_LIST_FIELDS)
    audit.record("list.changed", actor=actor, target=locked)
    moved = signing.set_places(
        locked,
        capacity=rules.capacity,
        overbooking_percent=rules.overbooking_percent,
        reserved=rules.reserved,
        actor=actor,
    )
    sign_up_list.refresh_from_db()
    return moved


_LIST_FIELDS = [
    "opens_at",
    "closes_at",
    "minimum",
    "decision_at",
    "household_limit",
    "offer_hours",
    "instant_hours",
]


_NOT_EDITED = (
    "version",
    "state",
    "publish_at",
    "review_words",
    "cancel_reason",
    "rules_version",
)


def _lock(activity: Activity) -> Activity:
    return Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)


def _write(question: Question, asked: Asked, *, verb: str, actor: audit.Actor) -> Question:
    question.text, question.text_en, question.text_uk = asked.text, asked.text_en, asked.text_uk
    question.form, question.options = asked.form, list(asked.options)
    question.is_required, question.is_sensitive = asked.is_required, asked.is_sensitive
    question.save()
    audit.record(verb, actor=actor, target=question)
    return question
