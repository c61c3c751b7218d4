"""Emptying PostgreSQL's tables behind a test that commits."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest import mock

from django.db import connection

SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


def by_rows() -> AbstractContextManager[object]:
    """Have Django delete the rows that are there, instead of making each table anew.

    TRUNCATE makes a new file for every table and every index, over a thousand, where a test wrote
    to some ten tables. What holds after it holds after this: every table is empty, no sequence
    begins again, and whoever had not finished writing was waited for, because all tables are
    locked first. Rules of rows are not asked, as TRUNCATE does not ask them; only a superuser may
    leave them out, so on a server that was given with another user all stays as Django does it.
    """
    if connection.vendor != "postgresql" or not _is_superuser():
        return nullcontext()
    return mock.patch.object(type(connection.ops), "sql_flush", _statements)


def _is_superuser() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SUPERUSER)
        return bool(cursor.fetchone()[0])


def _statements(operations: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
    del style, options
    names = [operations.quote_name(table) for table in tables]
    all_at_once = [
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {name}" for name in names),  # noqa: S608 - names of our own tables
    ]
    return ["; ".join(all_at_once)]
