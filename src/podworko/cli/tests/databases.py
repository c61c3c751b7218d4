"""Reaching a test's own database past Django, as another process would."""

import sqlite3
from contextlib import closing

from django.db import connection, connections


def let_go() -> None:
    connection.close()
    if connection.vendor != "sqlite":
        connection.close_pool()  # type: ignore[attr-defined]


def on_server(sql: str, *, database: str = "postgres") -> None:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is

    parameters = connections["default"].get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    parameters["dbname"] = database
    with psycopg.connect(**parameters, autocommit=True) as link:
        link.execute(sql)


def elsewhere(name: str, sql: str) -> None:
    """Run and commit a statement on a connection of its own."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(name)) as link, link:
            link.execute(sql)
        return
    on_server(sql, database=name)
