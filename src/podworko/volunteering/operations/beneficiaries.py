"""Whose name stands on the agreements of a PAL."""

from django.db import transaction

from podworko.audit import public as audit
from podworko.core.versions import unchanged
from podworko.volunteering.models import Beneficiary

BENEFICIARY_FIELDS = ("name", "address", "represented_by", "policy", "policy_until")


@transaction.atomic
def save_beneficiary(
    beneficiary: Beneficiary, *, actor: audit.Actor, seen_version: str = ""
) -> Beneficiary:
    """Store who benefits in a PAL; raises ChangedMeanwhileError when it is not `seen_version`."""
    if beneficiary.pk:
        unchanged(beneficiary, fields=BENEFICIARY_FIELDS, seen_version=seen_version)
    beneficiary.save()
    audit.record("beneficiary.changed", actor=actor, target=beneficiary)
    return beneficiary
