"""The vault: what nobody reads who holds the database, or a copy of it, without the key.

Values are sealed with keys that stand outside the database (settings.PODWORKO_VAULT_KEYS):
the first one seals, all of them open. No value is opened by reading its row: whoever opens one
calls `opened`, and logs the look. The seal is Fernet of the `cryptography` package,
AES-128-CBC with an HMAC-SHA256, so that what was tampered with does not open.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction

from podworko.core.fields import SealedField
from podworko.core.models import VaultProof

__all__ = [
    "SealedError",
    "count",
    "count_closed",
    "count_former",
    "give_up",
    "opened",
    "prove",
    "refuse_other_key",
    "rotate",
    "sealed",
    "sealed_columns",
]

BLOCK = 128
"""Everything is filled up to so many bytes: the length of a name tells nothing."""
BATCH = 200
_PROOF = {"podworko": "vault"}


class SealedError(Exception):
    """Something does not open with the keys we have: it is of another key, or was changed."""


def sealed(values: Mapping[str, str]) -> str:
    """Return `values` as only a holder of the key reads them; twice is never the same text."""
    plain = json.dumps(dict(values), ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % BLOCK)
    return _keys().encrypt(padded).decode()


def opened(token: str) -> dict[str, str]:
    """Return what was sealed, {} for "".

    Raises SealedError when none of our keys opens it; its message holds nothing of the text.
    """
    if not token:
        return {}
    try:
        return dict(json.loads(_keys().decrypt(token.encode())))
    except InvalidToken:
        raise SealedError("sealed with another key") from None


def refuse_other_key() -> None:
    """Raise what `prove` raises, before anything is changed: also where there are no tables yet."""
    _keys()
    if VaultProof._meta.db_table in connection.introspection.table_names():  # noqa: SLF001 - public
        for proof in VaultProof.objects.all():
            _open(proof)


def prove() -> None:
    """Make sure that we hold the key of this database; the first time, note which it is.

    Raises ImproperlyConfigured, and changes nothing, when there is no key, it is no key, or
    it is another one than what stands here was sealed with.
    """
    proof, _is_new = VaultProof.objects.get_or_create(pk=1, defaults={"token": sealed(_PROOF)})
    _open(proof)


def _open(proof: VaultProof) -> None:
    try:
        opened(proof.token)
    except SealedError:
        message = (
            "PODWORKO_VAULT_KEY is another key than the one this database was sealed with."
            " Nothing was changed. Set the former key, after a comma if there is a new one."
        )
        raise ImproperlyConfigured(message) from None


def rotate() -> int:
    """Seal everything anew with the first key; return how many values there were.

    Safe to run while the site works, and to run again after it was stopped: what somebody
    changed meanwhile was sealed with the first key by them. Raises SealedError, and leaves the
    rest as it is, at the first value that no key opens.
    """
    # The proof last: while it is of the former key, nobody starts without that one.
    columns = sorted(sealed_columns(), key=lambda column: column[0] is VaultProof)
    return sum(_rotate(model, field) for model, field in columns)


def give_up() -> int:
    """Let go of what none of our keys opens, and begin anew with the first; return how many.

    For a key that is lost: nothing is behind those seals any more, and nothing brings it back.
    What else a row tells, a time that is taken above all, stays.
    """
    with transaction.atomic():
        given_up = sum(_give_up(model, field) for model, field in sealed_columns())
        VaultProof.objects.update_or_create(pk=1, defaults={"token": sealed(_PROOF)})
    return given_up


def count() -> int:
    """Return how many sealed values there are."""
    return sum(_rows(model, field).count() for model, field in sealed_columns())


def count_closed() -> int:
    """Return how many sealed values none of our keys opens."""
    return sum(not _opens(token, _keys()) for token in _tokens())


def count_former() -> int:
    """Return how many sealed values the first key does not open: they wait to be rotated."""
    first = Fernet(settings.PODWORKO_VAULT_KEYS[0])
    return sum(not _opens(token, first) for token in _tokens())


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Name every column that holds sealed values."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:  # noqa: SLF001 - Django's public _meta
            if isinstance(field, SealedField):
                yield model, field.name


def _rotate(model: type[models.Model], field: str) -> int:
    """Seal one column anew, in steps that each hold few rows for a moment."""
    done, last = 0, 0
    rows = _rows(model, field)
    while batch := list(rows.filter(pk__gt=last).values_list("pk", field)[:BATCH]):
        with transaction.atomic():
            for pk, token in batch:
                # Only while it is what we read: a later seal is of the first key already.
                rows.filter(pk=pk, **{field: token}).update(**{field: _anew(token)})
        done, last = done + len(batch), batch[-1][0]
    return done


def _give_up(model: type[models.Model], field: str) -> int:
    if model is VaultProof:
        return 0
    tokens = _rows(model, field).values_list("pk", field)
    lost = [(pk, token) for pk, token in tokens if not _opens(token, _keys())]
    # Only while it is what we read: what was sealed well meanwhile stays.
    done = (
        _rows(model, field).filter(pk=pk, **{field: token}).update(**{field: sealed({})})
        for pk, token in lost
    )
    return sum(done)


def _rows(model: type[models.Model], field: str) -> models.QuerySet[models.Model]:
    # The plain manager: a default one may hide rows.
    return model._base_manager.exclude(**{field: ""}).order_by("pk")  # noqa: SLF001


def _tokens() -> Iterator[str]:
    """Yield every sealed value."""
    for model, field in sealed_columns():
        yield from _rows(model, field).values_list(field, flat=True)


def _opens(token: str, keys: Fernet | MultiFernet) -> bool:
    try:
        keys.decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def _anew(token: str) -> str:
    try:
        return _keys().rotate(token.encode()).decode()
    except InvalidToken:
        raise SealedError("sealed with another key") from None


def _keys() -> MultiFernet:
    return _keys_of(tuple(settings.PODWORKO_VAULT_KEYS))


@lru_cache(maxsize=4)
def _keys_of(texts: tuple[str, ...]) -> MultiFernet:
    if not texts:
        message = (
            "PODWORKO_VAULT_KEY is not set. Make one with ./podworko vault new-key, set it,"
            " or PODWORKO_VAULT_KEY_FILE to the path of a file with it, and keep a copy apart"
            " from the backups."
        )
        raise ImproperlyConfigured(message)
    try:
        return MultiFernet([Fernet(text) for text in texts])
    except ValueError:
        message = "PODWORKO_VAULT_KEY holds something that is no key; ./podworko vault new-key."
        raise ImproperlyConfigured(message) from None
