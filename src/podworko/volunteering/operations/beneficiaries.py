"""Whose name stands on the agreements of a PAL."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.volunteering.models import Beneficiary

BENEFICIARY_FIELDS = ("name", "address", "represented_by", "policy", "policy_until")


@transaction.atomic
def save_beneficiary(
    beneficiary: Beneficiary, *, actor: audit.Actor, seen_version: str = ""
) -> Beneficiary:
    """Store who benefits in a PAL; raises ChangedMeanwhileError when it is not `seen_version`."""
    if beneficiary.pk:
        stored = Beneficiary.objects.select_for_update(no_key=True).get(pk=beneficiary.pk)
        if version_of(stored, BENEFICIARY_FIELDS) != seen_version:
            raise ChangedMeanwhileError(_("Ktoś inny zapisał w tym czasie zmiany."))
    beneficiary.save()
    audit.record("beneficiary.changed", actor=actor, target=beneficiary)
    return beneficiary
