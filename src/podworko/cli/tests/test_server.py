import pytest
from django.db import connections

from podworko.cli import server


@pytest.mark.django_db(transaction=True)
def test_no_pool_crosses_a_fork() -> None:
    """A worker that asks a pool whose threads stayed in the parent would wait for ever."""
    connection = connections["default"]
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no pool.")
    connection.ensure_connection()
    pools = type(connection)._connection_pools  # type: ignore[attr-defined]
    assert pools.get("default") is not None

    server._let_go_of_databases()

    assert pools.get("default") is None
