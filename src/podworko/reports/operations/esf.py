"""Projects of ESF+ and who takes part in them; the only writers of that overlay."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.reports.models import EsfParticipant, EsfProject

PROJECT_FIELDS = (
    *("title", "agreement", "begins_on", "ends_on", "keep_until"),
    *("asks_work", "asks_education"),
)
PARTICIPANT_FIELDS = ("sex", "entered_on", "left_on", "work", "education")


class EsfError(DomainError):
    """A rule of the ESF+ overlay says no."""

    code = "esf"


@transaction.atomic
def add_project(project: EsfProject, *, pals: Iterable[Pal], actor: audit.Actor) -> EsfProject:
    """Store a new project of these PALs. Raises EsfError for days out of order."""
    _check_days(project)
    project.save()
    project.pals.set(pals)
    audit.record("esf.project_added", actor=actor, target=project)
    return project


@transaction.atomic
def save_project(
    project: EsfProject, *, pals: Iterable[Pal], seen_version: str, actor: audit.Actor
) -> EsfProject:
    """Store a changed project; answers it asks for no more are emptied at once.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more,
    and EsfError for days out of order, that leave participants outside, or that would have what
    is known of them deleted at once.
    """
    held = _lock(project)
    if version_of_project(held) != seen_version:
        raise ChangedMeanwhileError
    _check_days(project)
    rows = EsfParticipant.objects.filter(project=held)
    _check_fits(project, rows, kept_before=held.keep_until)
    project.save(update_fields=PROJECT_FIELDS)
    project.pals.set(pals)
    if not project.asks_work:
        rows.update(work="")
    if not project.asks_education:
        rows.update(education="")
    audit.record("esf.project_changed", actor=actor, target=project)
    return project


@transaction.atomic
def add_participant(row: EsfParticipant, *, actor: audit.Actor) -> EsfParticipant:
    """Store that somebody takes part in a project, once; the card's year of birth goes first.

    Raises EsfError for whoever is in it already, a card that is gone, days outside the project,
    no year of birth, an answer the project needs and does not have, and a project whose
    documents need not be kept any more.
    """
    project = _lock(row.project)
    card = _card_of(row)
    if card is None:
        raise EsfError(_("Tej karty już nie ma."))
    if project.participants.filter(person=card).exists():
        raise EsfError(_("Ta osoba już jest w tym projekcie."))
    _settle_birth_year(row, card)
    _check_participant(row, project)
    row.save()
    audit.record("esf.participant_added", actor=actor, target=row)
    return row


@transaction.atomic
def save_participant(
    row: EsfParticipant, *, seen_version: str, actor: audit.Actor
) -> EsfParticipant:
    """Store what was put right about somebody, or that they left.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more,
    and EsfError for days outside the project, answers that do not fit it, and whoever was taken
    out of it.
    """
    project = _lock(row.project)
    held = EsfParticipant.objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise EsfError(_("Tej osoby nie ma już w projekcie."))
    if version_of(held, PARTICIPANT_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _check_participant(row, project)
    row.save(update_fields=PARTICIPANT_FIELDS)
    audit.record("esf.participant_changed", actor=actor, target=row)
    return row


@transaction.atomic
def remove_participant(row: EsfParticipant, *, actor: audit.Actor) -> None:
    """Take out somebody who was entered by mistake; twice is once."""
    held = EsfParticipant.objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        return
    audit.record("esf.participant_removed", actor=actor, target=held)
    held.delete()


def version_of_project(project: EsfProject) -> str:
    """Return what tells one stored project, and which PALs are in it, from the next."""
    pals = sorted(project.pals.values_list("pk", flat=True)) if project.pk else []
    return f"{version_of(project, PROJECT_FIELDS)}-{'-'.join(map(str, pals))}"


def _lock(project: EsfProject) -> EsfProject:
    return EsfProject.objects.select_for_update().get(pk=project.pk)


def _card_of(row: EsfParticipant) -> Person | None:
    """Lock the card: who erases it at the same time waits, or is waited for."""
    cards = Person.objects.current().select_for_update(no_key=True)
    return cards.filter(pk=row.person_id).first()


def _settle_birth_year(row: EsfParticipant, card: Person) -> None:
    if card.birth_year:
        row.birth_year = card.birth_year
    if not row.birth_year:
        raise EsfError(_("Wpisz rok urodzenia."), field="birth_year")
    if row.birth_year > row.entered_on.year:
        raise EsfError(_("Sprawdź rok urodzenia."), field="birth_year")


def _check_days(project: EsfProject) -> None:
    if project.ends_on < project.begins_on:
        raise EsfError(_("Koniec nie może być przed początkiem."), field="ends_on")
    if project.keep_until < project.ends_on:
        raise EsfError(_("Dokumenty trzymamy co najmniej do końca projektu."), field="keep_until")


def _check_fits(project: EsfProject, rows: QuerySet[EsfParticipant], *, kept_before: date) -> None:
    """Check that nobody who is in a project falls out of its days or is deleted at once."""
    if rows.filter(entered_on__lt=project.begins_on).exists():
        raise EsfError(_("Ktoś wszedł do projektu wcześniej."), field="begins_on")
    if rows.filter(entered_on__gt=project.ends_on).exists():
        raise EsfError(_("Ktoś wszedł do projektu później."), field="ends_on")
    is_slip = project.is_over and project.keep_until != kept_before
    if is_slip and rows.exists():
        words = _("Ten dzień już był: dane osób z projektu usunęłyby się od razu.")
        raise EsfError(words, field="keep_until")


def _check_participant(row: EsfParticipant, project: EsfProject) -> None:
    if project.is_over:
        raise EsfError(_("Danych tego projektu już nie trzymamy."))
    today = times.today()
    _check_entered(row.entered_on, project, today)
    if row.left_on and not row.entered_on <= row.left_on <= today:
        raise EsfError(_("Ten dzień nie pasuje do początku udziału."), field="left_on")
    for name, is_asked in (("work", project.asks_work), ("education", project.asks_education)):
        if is_asked and not getattr(row, name):
            raise EsfError(_("Ten projekt o to pyta."), field=name)
        if not is_asked and getattr(row, name):
            raise EsfError(_("Ten projekt o to nie pyta."), field=name)


def _check_entered(day: date, project: EsfProject, today: date) -> None:
    last = min(today, project.ends_on)
    if last < project.begins_on:
        raise EsfError(_("Ten projekt jeszcze się nie zaczął."), field="entered_on")
    if not project.begins_on <= day <= last:
        first, last_day = (date_format(each, "j E Y") for each in (project.begins_on, last))
        words = _("Wpisz dzień od %(first)s do %(last)s.") % {"first": first, "last": last_day}
        raise EsfError(words, field="entered_on")
