"""People at organisations: kept for the team, forgotten when they are of no use."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.times import today
from podworko.core.versions import unchanged
from podworko.partners.models import Agreement, Contact, Correction, Status
from podworko.partners.operations.locking import locked_organisation

CONTACT_FIELDS = ("name", "role", "email", "phone", "language", "is_asked", "note")
YEAR, TEN_YEARS = timedelta(days=365), timedelta(days=3653)


class ContactError(DomainError):
    """A rule about people at organisations says no."""

    code = "partner_contact"


@transaction.atomic
def save_contact(contact: Contact, *, actor: audit.Actor, seen_version: str = "") -> Contact:
    """Store somebody at an organisation; one person there is asked whether it is all true.

    Whoever becomes that person takes over from the one before. Raises ContactError for
    somebody who cannot be reached, and ChangedMeanwhileError when it is not `seen_version`
    any more; then nothing is stored.
    """
    owner = locked_organisation(contact.organisation_id)
    if not (contact.email or contact.phone):
        raise ContactError(_("Podaj e-mail albo telefon."), field="email")
    is_new = contact.pk is None
    if not is_new:
        unchanged(contact, fields=CONTACT_FIELDS, seen_version=seen_version)
    if contact.is_asked:
        owner.contacts.exclude(pk=contact.pk).update(is_asked=False)
    contact.save()
    audit.record(
        "partner.contact_added" if is_new else "partner.contact_changed", actor=actor, target=owner
    )
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, actor: audit.Actor) -> None:
    """Forget somebody at an organisation; twice is once."""
    owner = locked_organisation(contact.organisation_id)
    gone, _rows = Contact.objects.filter(pk=contact.pk).delete()
    if gone:
        audit.record("partner.contact_removed", actor=actor, target=owner)


@transaction.atomic
def forget_people(*, actor: audit.Actor = audit.SYSTEM) -> int:
    """Forget whoever is of no use any more; return how many rows were emptied or went.

    People of organisations withdrawn a year ago, words of corrections answered a year ago,
    who signed what ended ten years ago.
    """
    gone = Contact.objects.filter(
        organisation__status=Status.WITHDRAWN, organisation__withdrawn_on__lte=today() - YEAR
    ).select_related("organisation")
    told = Correction.objects.filter(answered_on__lte=today() - YEAR).exclude(words="")
    signed = Agreement.objects.filter(ended_on__lte=today() - TEN_YEARS).exclude(signers="")
    people = list(may_go(gone, deleting=True))
    corrections, agreements = list(may_go(told)), list(may_go(signed))
    owners = {row.organisation_id: row.organisation for row in people}
    Contact.objects.filter(pk__in=[row.pk for row in people]).delete()
    Correction.objects.filter(pk__in=[row.pk for row in corrections]).update(words="")
    Agreement.objects.filter(pk__in=[row.pk for row in agreements]).update(signers="")
    targets = [*owners.values(), *corrections, *agreements]
    audit.record_many("partner.people_forgotten", actor=actor, targets=targets)
    return len(people) + len(corrections) + len(agreements)
