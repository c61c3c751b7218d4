"""Files that wait on the server between choosing columns, looking and taking.

They lie where photographs wait, are reached by a sealed name for a day by whoever brought
them, and are forgotten with what else waits there.
"""

import hashlib
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from podworko.accounts.models import User
from podworko.core.views import WAITING

VALID_FOR = timedelta(days=1)
_SALT = "podworko.accounts.waiting-file"


def put_aside(name: str, data: bytes, *, user: User) -> str:
    """Keep a file for a day and return its sealed name; the same one is kept once."""
    digest = hashlib.sha256(data).hexdigest()
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(data))
    return signing.dumps([digest, name[:120], user.pk], salt=_SALT)


def taken_back(sealed: str, *, user: User) -> tuple[str, bytes] | None:
    """Return name and bytes of a file one brought; None after a day, or for that of others."""
    try:
        digest, name, owner = signing.loads(sealed, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    if owner != user.pk or not default_storage.exists(_path(digest)):
        return None
    with default_storage.open(_path(digest)) as file:
        return name, bytes(file.read())


def _path(digest: str) -> str:
    return f"{WAITING}{digest}.import"
