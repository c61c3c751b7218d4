"""Where the queries of one request go."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError, connections
from django.db.models import Model

PRIMARY, REPLICA = "default", "replica"


@dataclass(slots=True)
class Reading:
    """How one request reads. Jobs and commands have none, and read the primary."""

    from_replica: bool = False
    is_read_only: bool = False
    has_written: bool = False


_CURRENT: ContextVar[Reading | None] = ContextVar("podworko_reading", default=None)


@contextmanager
def reading(how: Reading) -> Iterator[Reading]:
    """Have queries within go where `how` says; it may be changed meanwhile."""
    token = _CURRENT.set(how)
    try:
        yield how
    finally:
        _CURRENT.reset(token)


def current() -> Reading | None:
    """Return how the request under way reads; None outside of one."""
    return _CURRENT.get()


def is_set() -> bool:
    """Whether this installation has a replica."""
    return REPLICA in settings.DATABASES


def is_read_only() -> bool:
    """Whether the request under way is answered while the primary is stopped."""
    how = current()
    return how is not None and how.is_read_only


class ReplicaRouter:
    """Sends reads of a request to the replica until the request writes something.

    Within a transaction all reads go to the primary: what an operation decides by must be as
    new as what it locked.
    """

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """Name the database to read from; never left to where an instance once came from."""
        del model, hints
        how = current()
        if how is None or not how.from_replica or connections[PRIMARY].in_atomic_block:
            return PRIMARY
        return REPLICA

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        """Name the primary, and have the rest of the request read there what it wrote.

        Raises OperationalError at once while the primary is known to be stopped.
        """
        del model, hints
        how = current()
        if how is not None:
            if how.is_read_only:
                raise OperationalError("The primary database is stopped.")
            how.has_written, how.from_replica = True, False
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        """Let rows of both belong together: they are the same rows."""
        del one, other, hints
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Make tables on the primary alone."""
        del app_label, hints
        return db == PRIMARY
