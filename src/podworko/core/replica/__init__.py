"""Reading from a copy of the database, and living on it while the primary is stopped.

Nothing here is used, and nothing costs anything, while no DATABASE_REPLICA_URL is set. Which page
reads from where is decided by `podworko.running.replicas`; this is what the decision stands on.
`watching` is apart: it loads the driver of PostgreSQL, which SQLite's installations never need.
"""

from podworko.core.replica.routing import (
    PRIMARY,
    REPLICA,
    Reading,
    ReplicaRouter,
    current,
    is_read_only,
    is_set,
    reading,
)

__all__ = [
    "PRIMARY",
    "REPLICA",
    "Reading",
    "ReplicaRouter",
    "current",
    "is_read_only",
    "is_set",
    "reading",
]
