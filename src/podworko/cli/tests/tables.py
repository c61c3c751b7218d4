"""Making the tables of an empty database a second time without working out how."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Statement = tuple[str, Any, bool]


class RememberingExecutor(MigrationExecutor):
    """Migrates from nothing once per process, and says the same statements again after that.

    Working out the statements takes Django many times as long as running them, and every
    restore of these tests begins with it. Other targets, or tables that are there already,
    are migrated as ever.
    """

    said: dict[tuple[str, str], list[Statement]] = {}

    def migrate(self, targets: Any, *arguments: Any, **options: Any) -> Any:
        if self.loader.applied_migrations:
            return super().migrate(targets, *arguments, **options)
        key = (connection.vendor, repr(sorted(targets)))
        if key in self.said:
            return _say_again(self.said[key])
        heard: list[Statement] = []
        with connection.execute_wrapper(_listening(heard)):
            state = super().migrate(targets, *arguments, **options)
        self.said[key] = heard
        return state


def _listening(heard: list[Statement]) -> Callable[..., Any]:
    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - as Django calls it
        # SQLite begins by a statement and commits by a call, which nobody hears.
        if not sql.startswith("BEGIN"):
            heard.append((sql, params, many))
        return execute(sql, params, many, context)

    return listen


def _say_again(statements: list[Statement]) -> None:
    with connection.cursor() as cursor:
        for sql, params, many in statements:
            (cursor.executemany if many else cursor.execute)(sql, params)
