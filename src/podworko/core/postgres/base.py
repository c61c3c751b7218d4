"""Django's PostgreSQL backend, which gives up at once on a primary that is known to be stopped.

Without it each request would wait for a connection of the pool until its time is over, and soon
all threads would wait.
"""

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper

from podworko.core.replica.routing import PRIMARY
from podworko.core.replica.watching import watch


class DatabaseWrapper(PostgresWrapper):
    """One connection of a site with a replica."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's own
        """Take a connection of the pool. Raises OperationalError when there is none."""
        if self.alias == PRIMARY and not watch.is_primary_up:
            raise OperationalError("The primary database is stopped.")
        return super().get_new_connection(conn_params)
