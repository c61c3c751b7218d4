"""The officer's register of breaches, clauses at forms, and own words."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, unchanged
from podworko.privacy.models import Breach, BreachStep, Clause, ProcessingNote

__all__ = [
    "BREACH_FIELDS", "NOTE_FIELDS", "add_step", "close_breach", "publish_clause", "save_breach",
    "save_note",
]  # fmt: skip

BREACH_FIELDS = (
    "title", "words", "happened_at", "noticed_at", "data", "people", "risk", "assessment",
    "authority_told_at", "late_why", "people_told_at", "people_why_not",
)  # fmt: skip
NOTE_FIELDS = ("words", "risks", "measures")


@transaction.atomic
def save_breach(breach: Breach, *, seen_version: str, actor: audit.Actor) -> Breach:
    """Enter a breach, or store what is known of it now.

    Raises DomainError where the authority was told after 72 hours and nobody says why (art. 33
    ust. 1), for what is said to have been in the future, and for a closed one that could not be
    closed so; ChangedMeanwhileError when somebody was quicker.
    """
    _check_breach(breach)
    if not breach.pk:
        breach.save()
        audit.record("breach.entered", actor=actor, target=breach)
        return breach
    held = unchanged(breach, fields=BREACH_FIELDS, seen_version=seen_version)
    if held.closed_at:
        _check_may_close(breach)
    breach.save(update_fields=BREACH_FIELDS)
    audit.record("breach.changed", actor=actor, target=breach)
    return breach


@transaction.atomic
def add_step(breach: Breach, *, words: str, done_on: date, actor: audit.Actor) -> BreachStep:
    """Note one thing that was done after a breach."""
    made = BreachStep.objects.create(breach=breach, words=words.strip(), done_on=done_on)
    audit.record("breach.step_added", actor=actor, target=breach)
    return made


@transaction.atomic
def close_breach(breach: Breach, *, actor: audit.Actor) -> Breach:
    """Close a breach; twice is once.

    Raises DomainError before the risk is weighed with its reasons, while the authority that must
    be told was not (art. 33), and while people at high risk were not and nobody says why (art. 34).
    """
    held = Breach.objects.select_for_update(no_key=True).get(pk=breach.pk)
    if held.closed_at:
        return held
    _check_may_close(held)
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    audit.record("breach.closed", actor=actor, target=held)
    return held


@transaction.atomic
def publish_clause(clause: Clause, *, actor: audit.Actor) -> Clause:
    """Give a form new words from a day on; what held before is kept as it was.

    Raises DomainError for a day that has passed: nobody was told these words then; and
    ChangedMeanwhileError, storing nothing, when somebody published at the same moment.
    """
    if clause.valid_from < times.today():
        raise DomainError(
            _("Nowa treść może obowiązywać od dziś albo później."), field="valid_from"
        )
    same = Clause.objects.filter(form=clause.form)
    list(same.select_for_update(no_key=True))
    if same.filter(valid_from=clause.valid_from).exists():
        raise DomainError(_("Na ten dzień jest już inna treść."), field="valid_from")
    clause.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    _save_first(clause)
    audit.record("clause.published", actor=actor, target=clause)
    return clause


@transaction.atomic
def save_note(note: ProcessingNote, *, seen_version: str, actor: audit.Actor) -> ProcessingNote:
    """Store the officer's own words on an activity; ChangedMeanwhileError when one was quicker."""
    if note.pk:
        unchanged(note, fields=NOTE_FIELDS, seen_version=seen_version)
        note.save()
    else:
        _save_first(note)
    audit.record("processing.noted", actor=actor, target=note)
    return note


def _save_first(row: Clause | ProcessingNote) -> None:
    """Store a new row. There may be none to lock yet: the database lets in one of two."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhileError(
            _(
                "Ktoś inny zapisał w tej samej chwili swoją treść."
                " Przeczytaj ją i zapisz jeszcze raz."
            )
        ) from error


def _check_may_close(breach: Breach) -> None:
    if not (breach.risk and breach.assessment.strip()):
        raise DomainError(_("Najpierw oceń ryzyko i napisz dlaczego."))
    if breach.must_tell_authority:
        raise DomainError(_("Najpierw zgłoś naruszenie do UODO i wpisz kiedy."))
    is_told = breach.people_told_at or breach.people_why_not.strip()
    if breach.risk == Breach.Risk.HIGH and not is_told:
        raise DomainError(_("Wpisz, kiedy powiedziano osobom, albo dlaczego nie."))


def _check_breach(breach: Breach) -> None:
    for name in ("noticed_at", "authority_told_at", "people_told_at"):
        moment = getattr(breach, name)
        if moment and moment > timezone.now():
            raise DomainError(_("Ta chwila dopiero będzie."), field=name)
    told = breach.authority_told_at
    if told and told > breach.authority_until and not breach.late_why.strip():
        raise DomainError(_("Minęły 72 godziny. Napisz dlaczego."), field="late_why")
