"""Writing a study, taking it from state to state, and what its steps found."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import slug
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis.models import Need, Study, StudyStep, Walk
from podworko.diagnosis.operations.needs import EvidenceData, add_evidence, save_need

STUDY_FIELDS = (
    "title",
    "area",
    "district",
    "who_asks",
    "why",
    "people",
    "methods",
    "begins_on",
    "ends_on",
    "previous",
)
REPORT_FIELDS = ("community", "resources_words", "needs_words", "conclusions", "what_next")
STATES = list(Study.State)
"""In the order in which a study passes them."""


class StudyError(DomainError):
    """A rule about studies says no."""

    code = "study"


@transaction.atomic
def save_study(study: Study, *, actor: audit.Actor, seen_version: str = "") -> Study:
    """Store a new study with an address of its own, or what was changed of one.

    Raises StudyError when the previous study is not an earlier one of the same PAL, or when
    residents are being asked and nobody says who asks and why; ChangedMeanwhileError, and
    stores nothing, when it is not `seen_version` any more.
    """
    _check_previous(study)
    is_new = study.pk is None
    if is_new:
        study.slug = _free_slug(study)
        study.save()
        audit.record("study.begun", actor=actor, target=study)
        return study
    stored = _locked(study)
    _check_version(stored, STUDY_FIELDS, seen_version)
    if stored.state != Study.State.PREPARED and (lacking := lacking_to_run(study)):
        raise StudyError(" ".join(lacking))
    study.save(update_fields=STUDY_FIELDS)
    audit.record("study.changed", actor=actor, target=study)
    return study


@transaction.atomic
def write_report(study: Study, *, actor: audit.Actor, seen_version: str = "") -> Study:
    """Store the five parts of what a study found (domain.md 2.2).

    Raises StudyError for a closed study left without conclusions, ChangedMeanwhileError, and
    stores nothing, when it is not `seen_version` any more.
    """
    stored = _locked(study)
    _check_version(stored, REPORT_FIELDS, seen_version)
    if stored.state == Study.State.CLOSED and not study.conclusions.strip():
        raise StudyError(_("Zakończona diagnoza musi mieć wnioski."), field="conclusions")
    study.save(update_fields=REPORT_FIELDS)
    audit.record("study.report_written", actor=actor, target=study)
    return study


@transaction.atomic
def move_study(study: Study, *, to: Study.State, actor: audit.Actor) -> None:
    """Take a study one state on, or one back. Taking it where it is does nothing.

    Raises StudyError, in words, for what is missing, and for a leap over a state.
    """
    row = _locked(study)
    if row.state == to:
        return
    step = STATES.index(Study.State(to)) - STATES.index(Study.State(row.state))
    if abs(step) != 1 or to == Study.State.PREPARED:
        raise StudyError(_("Z tego stanu nie można tam przejść."))
    if step > 0 and (lacking := lacking_for(row, to)):
        raise StudyError(" ".join(lacking))
    before, row.state = row.state, to
    row.save(update_fields=["state"])
    audit.record("study.moved", actor=actor, target=row, before=before, after=to)


@transaction.atomic
def publish_report(study: Study, *, public: bool, actor: audit.Actor) -> None:
    """Have residents read the report of a closed study, or not any more.

    Raises StudyError for a study that is not closed.
    """
    row = _locked(study)
    if public and row.state != Study.State.CLOSED:
        raise StudyError(_("Raport pokazuje się po zakończeniu diagnozy."))
    if row.is_report_public == public:
        return
    row.is_report_public = public
    row.save(update_fields=["is_report_public"])
    audit.record(
        "study.report_published" if public else "study.report_withdrawn", actor=actor, target=row
    )


@transaction.atomic
def save_step(step: StudyStep, *, actor: audit.Actor) -> StudyStep:
    """Store a step of a study's schedule, done or not.

    Raises StudyError for one that is done and says nothing, and when the study is closed.
    """
    _check_open(step.study)
    if step.is_done and not step.findings.strip():
        raise StudyError(_("Napisz, co usłyszeliśmy albo wyczytaliśmy."), field="findings")
    is_new = step.pk is None
    step.save()
    audit.record("study.step_added" if is_new else "study.step_changed", actor=actor, target=step)
    return step


@transaction.atomic
def remove_step(step: StudyStep, *, actor: audit.Actor) -> None:
    """Take a step out of the schedule. Raises StudyError when a need rests on it."""
    _check_open(step.study)
    if step.study.evidence.filter(about=audit.label(step)).exists():
        raise StudyError(_("Na tym kroku opiera się potrzeba. Zostaw go."))
    audit.record("study.step_removed", actor=actor, target=step)
    step.delete()


@transaction.atomic
def need_from_step(need: Need, *, step: StudyStep, data: EvidenceData, actor: audit.Actor) -> Need:
    """Write a need down, or take one known already, and say that this step tells of it.

    Raises StudyError for a step that is not done: nobody has said anything yet.
    """
    if not step.is_done:
        raise StudyError(_("Najpierw odhacz ten krok i zapisz, co usłyszeliśmy."))
    is_new = need.pk is None
    if is_new:
        save_need(need, actor=actor)
    add_evidence(need, data=data, actor=actor)
    return need


def lacking_for(study: Study, state: Study.State) -> list[str]:
    """Return what a study still lacks for a state, in words."""
    if state == Study.State.RUNNING:
        return lacking_to_run(study)
    if state == Study.State.CLOSED:
        return _lacking_to_close(study)
    return []


def lacking_to_run(study: Study) -> list[str]:
    """Return what residents must be able to read before they are asked, and cannot yet."""
    said = [
        (study.who_asks.strip(), _("Napisz, kto pyta.")),
        (study.why.strip(), _("Napisz, po co pytamy.")),
        (study.methods, _("Zaznacz, jak pytamy.")),
    ]
    return [words for value, words in said if not value]


def _lacking_to_close(study: Study) -> list[str]:
    lacking = [] if study.conclusions.strip() else [_("Napisz wnioski.")]
    if study.walks.filter(state=Walk.State.OPEN).exists():
        lacking.append(_("Zakończ spacer, który jest otwarty."))
    return lacking


def _check_previous(study: Study) -> None:
    previous = study.previous
    if previous is None:
        return
    if previous.pk == study.pk or previous.pal_id != study.pal_id:
        raise StudyError(_("Poprzednia diagnoza musi być z tego samego PAL."), field="previous")
    if previous.begins_on >= study.begins_on:
        raise StudyError(
            _("Poprzednia diagnoza musi się zaczynać wcześniej niż ta."), field="previous"
        )


def _check_version(stored: Study, fields: Iterable[str], seen_version: str) -> None:
    if version_of(stored, fields) != seen_version:
        raise ChangedMeanwhileError


def _check_open(study: Study) -> None:
    if _locked(study).state == Study.State.CLOSED:
        raise StudyError(_("Ta diagnoza jest zakończona. Otwórz ją, żeby coś zmienić."))


def _free_slug(study: Study) -> str:
    """Return an address nobody has: the title with the year, and a number where needed."""
    base = f"{slug(study.title)[:120] or 'diagnoza'}-{study.begins_on.year}"
    taken = set(Study.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    numbers = range(2, len(taken) + 3)
    return next(name for number in numbers if (name := f"{base}-{number}") not in taken)


def _locked(study: Study) -> Study:
    return Study.objects.select_for_update(no_key=True).get(pk=study.pk)
