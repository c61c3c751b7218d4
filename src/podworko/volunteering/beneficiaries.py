"""Who benefits from what volunteers of a PAL do: as the PAL says, or as the installation does."""

from dataclasses import dataclass

from django.conf import settings

from podworko.network.public import Pal
from podworko.volunteering.models import Beneficiary

__all__ = ["Benefits", "beneficiary_of"]


@dataclass(frozen=True, slots=True)
class Benefits:
    """The one who benefits (korzystający), as it stands on paper."""

    name: str
    address: str = ""
    represented_by: str = ""
    policy: str = ""


def beneficiary_of(pal: Pal) -> Benefits:
    """Return who agrees with volunteers of a PAL; one query."""
    row = Beneficiary.objects.filter(pal=pal).first()
    if row:
        return Benefits(row.name, row.address, row.represented_by, row.policy)
    return Benefits(**settings.PODWORKO_BENEFICIARY)
