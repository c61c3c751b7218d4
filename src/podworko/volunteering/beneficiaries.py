"""Who benefits from what volunteers of a PAL do: as the PAL says, or as the installation does."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.network.public import Pal
from podworko.volunteering.models import Beneficiary

__all__ = ["Benefits", "NoBeneficiaryError", "beneficiary_of", "named_beneficiary_of"]


@dataclass(frozen=True, slots=True)
class Benefits:
    """The one who benefits (korzystający), as it stands on paper."""

    name: str
    address: str = ""
    represented_by: str = ""
    policy: str = ""
    policy_until: date | None = None


class NoBeneficiaryError(DomainError):
    """Nobody said yet who agrees with volunteers of a PAL (volunteering act, art. 42)."""

    code = "no-beneficiary"

    def __init__(self) -> None:
        super().__init__(
            _("Nie wiadomo, kto jest korzystającym. Najpierw wpisz jego nazwę i adres.")
        )


def named_beneficiary_of(pal: Pal) -> Benefits:
    """Return who agrees with volunteers of a PAL; raises NoBeneficiaryError for nobody."""
    found = beneficiary_of(pal)
    if not (found.name and found.address):
        raise NoBeneficiaryError
    return found


def beneficiary_of(pal: Pal) -> Benefits:
    """Return who agrees with volunteers of a PAL; one query."""
    row = Beneficiary.objects.filter(pal=pal).first()
    if row:
        return Benefits(row.name, row.address, row.represented_by, row.policy, row.policy_until)
    told: dict[str, str] = settings.PODWORKO_BENEFICIARY
    return Benefits(told["name"], told["address"])
