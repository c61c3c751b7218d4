"""Agreements of a PAL with an organisation: written, signed, extended, ended; joint actions."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.times import today
from podworko.core.versions import unchanged
from podworko.network.public import Pal
from podworko.partners import notices
from podworko.partners.models import Agreement, Extension, JointAction

AGREEMENT_FIELDS = (
    "title",
    "scope",
    "pal_gives",
    "partner_gives",
    "starts_on",
    "ends_on",
    "signers",
)


class AgreementError(DomainError):
    """A rule about agreements says no."""

    code = "partner_agreement"


@transaction.atomic
def save_agreement(
    agreement: Agreement, *, actor: audit.Actor, seen_version: str = ""
) -> Agreement:
    """Store a new agreement as a draft, or what was changed of a draft.

    Raises AgreementError for one that is signed, whose words are not ours alone to change, and
    ChangedMeanwhileError when it is not `seen_version` any more; then nothing is stored.
    """
    is_new = agreement.pk is None
    if not is_new:
        stored = unchanged(agreement, fields=AGREEMENT_FIELDS, seen_version=seen_version)
        if stored.state != Agreement.State.DRAFT:
            raise AgreementError(
                _("Podpisanego porozumienia się nie zmienia. Przedłuż je albo napisz nowe.")
            )
    agreement.save()
    audit.record(
        "partner_agreement.written" if is_new else "partner_agreement.changed",
        actor=actor,
        target=agreement,
    )
    return agreement


@transaction.atomic
def sign_agreement(agreement: Agreement, *, day: date, actor: audit.Actor) -> None:
    """Say on which day both sides signed.

    Raises AgreementError for what is no draft, for a day to come, and when nobody wrote what
    is done together.
    """
    row = _locked(agreement)
    if row.state != Agreement.State.DRAFT:
        raise AgreementError(_("To porozumienie nie jest szkicem."))
    if day > today():
        raise AgreementError(_("Ten dzień jeszcze nie nadszedł."), field="day")
    if not row.scope.strip():
        raise AgreementError(_("Napisz najpierw, co robicie razem."))
    row.state, row.signed_on = Agreement.State.SIGNED, day
    row.save(update_fields=["state", "signed_on"])
    audit.record("partner_agreement.signed", actor=actor, target=row)


@transaction.atomic
def extend_agreement(
    agreement: Agreement, *, ends_on: date, signed_on: date, actor: audit.Actor
) -> Extension:
    """Give a signed agreement another last day, which both sides signed; its words stay.

    One that has run out may be made longer too. Raises AgreementError for what is not signed
    or has no end, for a day that is not later or is past, and for a signature still to come.
    """
    row = _locked(agreement)
    if row.state != Agreement.State.SIGNED or row.ends_on is None:
        raise AgreementError(_("Przedłuża się podpisane porozumienie, które ma ostatni dzień."))
    if ends_on <= max(row.ends_on, today()):
        raise AgreementError(_("Podaj dzień późniejszy niż dotychczasowy koniec."), field="ends_on")
    if signed_on > today():
        raise AgreementError(_("Ten dzień jeszcze nie nadszedł."), field="signed_on")
    made = row.extensions.create(ended_before=row.ends_on, ends_on=ends_on, signed_on=signed_on)
    row.ends_on, row.told_days = ends_on, None
    row.save(update_fields=["ends_on", "told_days"])
    audit.record("partner_agreement.extended", actor=actor, target=row)
    return made


@transaction.atomic
def tell_of_end(agreement: Agreement, *, actor: audit.Actor) -> bool:
    """Write to the PAL's team that an agreement ends soon; tell if anybody was written to.

    Looked at again under the lock: what was ended or extended meanwhile, what the team knows
    already and what is of a closed PAL is not told. Safe to run twice and to be stopped.
    """
    row = _locked(agreement)
    days = row.due_notice
    if days is None or row.pal.status == Pal.Status.CLOSED:
        return False
    team = notices.team_of(row.pal)
    if not team:
        return False
    row.told_days = days
    row.save(update_fields=["told_days"])
    notices.tell_of_end(row, team)
    audit.record("partner_agreement.end_told", actor=actor, target=row, days=days)
    return True


@transaction.atomic
def end_agreement(agreement: Agreement, *, reason: str, actor: audit.Actor) -> None:
    """End an agreement today, or drop a draft; raise AgreementError for one that ended."""
    row = _locked(agreement)
    if row.state == Agreement.State.ENDED:
        raise AgreementError(_("To porozumienie jest już zakończone."))
    row.state, row.ended_on = Agreement.State.ENDED, today()
    row.end_reason = reason.strip()[:300]
    row.save(update_fields=["state", "ended_on", "end_reason"])
    audit.record("partner_agreement.ended", actor=actor, target=row)


@transaction.atomic
def add_action(
    agreement: Agreement, *, title: str, planned_for: date | None, actor: audit.Actor
) -> JointAction:
    """Write down what both do together; raise AgreementError when the agreement ended."""
    row = _locked(agreement)
    if row.state == Agreement.State.ENDED:
        raise AgreementError(_("To porozumienie jest już zakończone."))
    made = row.actions.create(title=title, planned_for=planned_for)
    audit.record("partner_agreement.action_added", actor=actor, target=row, number=made.pk)
    return made


@transaction.atomic
def finish_action(action: JointAction, *, actor: audit.Actor) -> None:
    """Say that something was done together today; twice is once."""
    row = JointAction.objects.select_for_update(no_key=True).get(pk=action.pk)
    if row.done_on is None:
        row.done_on = today()
        row.save(update_fields=["done_on"])
        audit.record("partner_agreement.action_done", actor=actor, target=row)


@transaction.atomic
def remove_action(action: JointAction, *, actor: audit.Actor) -> None:
    """Take away what was written by mistake; what was done stays."""
    row = _locked(action.agreement)
    found = row.actions.filter(pk=action.pk).first()
    if found is None:
        return
    if found.done_on:
        raise AgreementError(_("To już zrobiliście razem, więc zostaje."))
    found.delete()
    audit.record("partner_agreement.action_removed", actor=actor, target=row, number=action.pk)


def _locked(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
