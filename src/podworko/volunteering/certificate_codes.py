"""The code on a certificate, by which anybody checks that it is genuine.

It is drawn by chance and kept in the vault, so that the same paper is printed again years later,
when the key of the site may be another; what is looked up is its digest. A code made from the key
itself would need no vault, and would become another one with the key.
"""

from podworko.core import codes, vault
from podworko.volunteering.models import Certificate

_SALT = "podworko.volunteering.certificate"


def digest(code: str) -> str:
    """Return what stands for a code in the database."""
    return codes.digests(code, salt=_SALT)[0]


def found(code: str) -> Certificate | None:
    """Return the certificate with a code, withdrawn ones too; None for no code of ours."""
    digests = codes.digests(code, salt=_SALT)
    return Certificate.objects.filter(code_digest__in=digests).first()


def shown(certificate: Certificate) -> str:
    """Return the code as it stands on the paper: "K7M 4PX 9TR"; "" when the vault gave it up."""
    return codes.spaced(vault.opened(certificate.code).get("code", ""))
