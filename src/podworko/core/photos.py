"""Photographs that wait on the server until the rest of their form is right.

A browser forgets a chosen file as soon as a form comes back with something to mend. So what
was taken is put aside, where nobody can look at it, and the form carries its sealed name.
"""

import hashlib
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from podworko.core.views import WAITING

VALID_FOR = timedelta(days=1)
FORGOTTEN_AFTER = timedelta(days=2)
_SALT = "podworko.photo"


def put_aside(photo: bytes) -> str:
    """Keep a photograph for a day and return its sealed name; the same one is kept once."""
    digest = hashlib.sha256(photo).hexdigest()
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(photo))
    return signing.dumps(digest, salt=_SALT)


def taken_back(sealed: str) -> bytes | None:
    """Return a photograph by its sealed name, or None after a day, or for a name of others."""
    try:
        digest = signing.loads(sealed, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    if not default_storage.exists(_path(digest)):
        return None
    with default_storage.open(_path(digest)) as file:
        return bytes(file.read())


def forget(photo: bytes) -> None:
    """Delete a photograph that was put aside; one that was not is none."""
    default_storage.delete(_path(hashlib.sha256(photo).hexdigest()))


def forget_old() -> int:
    """Delete what was put aside more than two days ago; return how many."""
    if not default_storage.exists(WAITING):
        return 0
    _folders, names = default_storage.listdir(WAITING)
    before = timezone.now() - FORGOTTEN_AFTER
    paths = [WAITING + name for name in names]
    old = [path for path in paths if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)


def _path(digest: str) -> str:
    return f"{WAITING}{digest}.jpg"
