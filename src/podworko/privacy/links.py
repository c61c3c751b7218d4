"""How somebody without an account sees what became of their request: a link, or a code on paper."""

import hashlib
import uuid

from django.conf import settings
from django.utils.crypto import salted_hmac

from podworko.core import codes, sealed
from podworko.core.http import absolute
from podworko.privacy.models import RightsRequest

_STATUS = "podworko.privacy.request"
_CODE = "podworko.privacy.code"


def token(request: RightsRequest) -> str:
    """Return the unguessable name of a request in an address."""
    return sealed.seal(request.public_id, salt=_STATUS)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_STATUS)


def status_url(request: RightsRequest) -> str:
    return absolute(request.language, "privacy:status", token(request))


def code_of(public_id: uuid.UUID) -> str:
    """Return the code of a request, always the same, so that it need not be kept to be shown."""
    made = salted_hmac(_CODE, public_id.hex, secret=settings.SECRET_KEY, algorithm="sha256")
    number = int.from_bytes(hashlib.sha256(made.digest()).digest()[:8], "big")
    return codes.spelled(number % len(codes.LETTERS) ** codes.LONG, length=codes.LONG)


def digest(code: str) -> str:
    return codes.digests(code, salt=_CODE)[0]


def find(code: str) -> RightsRequest | None:
    """Return the request with this code, however it was typed, or None."""
    return RightsRequest.objects.filter(code_digest__in=codes.digests(code, salt=_CODE)).first()
