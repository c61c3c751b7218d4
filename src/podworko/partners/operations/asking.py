"""Keeping it true: owners are asked twice a year, confirm, or say what changed."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.times import today
from podworko.partners import notices
from podworko.partners.models import (
    FRESH_FOR,
    AssuredBy,
    Contact,
    Correction,
    Organisation,
    Service,
    Status,
)
from podworko.partners.operations.locking import locked_organisation
from podworko.partners.operations.organisations import OrganisationError

REMIND_AFTER = timedelta(days=21)
"""How long one waits before an owner who did not answer is written to once more."""


@transaction.atomic
def assure(organisation: Organisation, *, by: AssuredBy, actor: audit.Actor) -> None:
    """Say that all that residents read of an organisation is true today, services included."""
    row = locked_organisation(organisation.pk)
    row.assured_on, row.assured_by = today(), by
    row.save(update_fields=["assured_on", "assured_by"])
    row.services.filter(status=Status.PUBLISHED).update(assured_on=today(), assured_by=by)
    audit.record("partner.assured", actor=actor, target=row, kind=by)


@transaction.atomic
def assure_service(service: Service, *, actor: audit.Actor) -> None:
    """Say in the team's name that what is told of one service is true today."""
    row = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    row.assured_on, row.assured_by = today(), AssuredBy.TEAM
    row.save(update_fields=["assured_on", "assured_by"])
    audit.record("partner_service.assured", actor=actor, target=row)


@transaction.atomic
def ask_owner(organisation: Organisation, *, actor: audit.Actor) -> bool:
    """Ask whoever was named for it whether all is still true; tell if they were asked.

    Nobody is asked twice within half a year, nor about what was checked meanwhile.
    """
    row = locked_organisation(organisation.pk)
    asked_lately = row.asked_on is not None and row.asked_on > today() - FRESH_FOR
    contact = _asked_person(row)
    if not row.is_public or not row.is_stale or contact is None or asked_lately:
        return False
    row.asked_on, row.reminded_on = today(), None
    row.save(update_fields=["asked_on", "reminded_on"])
    notices.ask_owner(row, contact)
    audit.record("partner.owner_asked", actor=actor, target=row)
    return True


@transaction.atomic
def remind_owner(organisation: Organisation, *, actor: audit.Actor) -> bool:
    """Ask once more, three weeks later, whoever neither confirmed nor corrected; tell if so."""
    row = locked_organisation(organisation.pk)
    contact = _asked_person(row)
    if contact is None or not _is_silent(row):
        return False
    row.reminded_on = today()
    row.save(update_fields=["reminded_on"])
    notices.ask_owner(row, contact)
    audit.record("partner.owner_reminded", actor=actor, target=row)
    return True


@transaction.atomic
def correct(organisation: Organisation, *, words: str, actor: audit.Actor) -> Correction:
    """Keep what an owner says is not true until the team answers; the same words are kept once."""
    row = locked_organisation(organisation.pk)
    told = words.strip()
    same = row.corrections.filter(state=Correction.State.WAITING, words=told).first()
    if same:
        return same
    made = Correction.objects.create(organisation=row, words=told)
    audit.record("partner.correction_sent", actor=actor, target=row)
    return made


@transaction.atomic
def answer_correction(
    correction: Correction, *, state: Correction.State, actor: audit.Actor
) -> None:
    """Say that a correction was taken over, or that nothing changes.

    Raises OrganisationError for one that somebody answered already.
    """
    row = _locked(correction)
    if row.state != Correction.State.WAITING:
        raise OrganisationError(_("Ktoś już odpowiedział na tę poprawkę."))
    row.state, row.answered_on = state, today()
    row.save(update_fields=["state", "answered_on"])
    audit.record("partner.correction_answered", actor=actor, target=row, state=state)


def _locked(correction: Correction) -> Correction:
    return Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)


def _asked_person(row: Organisation) -> Contact | None:
    return row.contacts.filter(is_asked=True).first()


def _is_silent(row: Organisation) -> bool:
    """Whether an owner was asked three weeks ago and said nothing at all since."""
    if row.asked_on is None or row.reminded_on or not row.is_public or not row.is_stale:
        return False
    is_due = row.asked_on <= today() - REMIND_AFTER
    return is_due and not row.corrections.filter(sent_at__date__gte=row.asked_on).exists()
