"""A cache that a stopped database does not break."""

from typing import Any

from django.core.cache.backends.db import DatabaseCache

from podworko.core.replica import Reading, is_read_only, reading


class SteadyCache(DatabaseCache):
    """Django's cache in the database; while the site is read-only it remembers nothing.

    What was remembered is made anew then: a picture, a paper. To remember is no write of whoever
    asks, so it does not send them to the primary.
    """

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:  # noqa: ANN401 - Django's own
        """Return what is remembered of `keys`; what ran out is forgotten by the way."""
        if is_read_only():
            return {}
        with reading(Reading()):
            return super().get_many(keys, version)

    def _base_delete_many(self, keys: Any) -> bool:  # noqa: ANN401 - Django's own
        if is_read_only():
            return False
        with reading(Reading()):
            return bool(super()._base_delete_many(keys))  # type: ignore[misc]

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = None) -> bool:  # noqa: ANN401 - Django's own
        if is_read_only():
            return False
        with reading(Reading()):
            return bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]
