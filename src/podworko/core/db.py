"""What the two databases say differently, said once."""

from collections.abc import Callable
from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.sql.compiler import SQLCompiler

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]

_SQLITE_TRIGGER = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION podworko_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRES_TRIGGER = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH ROW EXECUTE FUNCTION podworko_append_only()
"""


_SQLITE_NO_OVERLAP = """
CREATE TRIGGER {table}_no_overlap_{verb} BEFORE {VERB} ON {table}
WHEN EXISTS (
  SELECT 1 FROM {table} WHERE {thing} = NEW.{thing} AND id IS NOT NEW.id
  AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
)
BEGIN SELECT RAISE(ABORT, '{table} overlap'); END
"""
_POSTGRES_NO_OVERLAP = """
CREATE OR REPLACE FUNCTION {table}_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Who writes for the same thing waits here until the other has committed, and then sees it.
  PERFORM pg_advisory_xact_lock(hashtext('{table}'), NEW.{thing}::int);
  IF EXISTS (
    SELECT 1 FROM {table} WHERE {thing} = NEW.{thing} AND id IS DISTINCT FROM NEW.id
    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
  ) THEN
    RAISE EXCEPTION '{table} overlap' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_no_overlap BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_no_overlap()
"""


class Seconds(models.Func):
    """A stored moment as whole seconds since 1970, to the one before or (`up`) the one after.

    Moments read by the thousand cost more to make than to compare; a number costs little.
    """

    output_field = models.BigIntegerField()

    def __init__(self, column: str, *, up: bool = False) -> None:
        super().__init__(models.F(column))
        self.up = up

    @property
    def convert_value(self) -> Any:  # noqa: ANN401 - Django's own
        """Take what the database gives: a number needs no making."""
        return self._convert_value_noop  # type: ignore[attr-defined]

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:  # noqa: ANN401 - Django's own
        # A moment is text, longer than 19 letters when it has a fraction of a second.
        rest = " + (length(%(expressions)s) > 19)" if self.up else ""
        template = f"CAST(strftime('%%%%s', substr(%(expressions)s, 1, 19)) AS INTEGER){rest}"
        return super().as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:  # noqa: ANN401 - Django's own
        side = "CEIL" if self.up else "FLOOR"
        template = f"{side}(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
        return super().as_sql(compiler, connection, template=template, **more)


def no_overlap(table: str, *, thing: str) -> Step:
    """Return a migration step after which rows of one `thing` never overlap in time.

    The table has `starts_at` and `ends_at`. An exclusion constraint would say the same on
    PostgreSQL alone, and needs an extension there; SQLite has none.
    """

    def step(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "sqlite":
            editor.execute(_POSTGRES_NO_OVERLAP.format(table=table, thing=thing), params=None)
            return
        for verb in ("insert", "update"):
            sql = _SQLITE_NO_OVERLAP.format(table=table, thing=thing, verb=verb, VERB=verb.upper())
            editor.execute(sql, params=None)

    on_sqlite = [(table, f"{table}_no_overlap_{verb}") for verb in ("insert", "update")]
    return _naming(step, sqlite=on_sqlite, postgresql=[(table, f"{table}_no_overlap")])


def append_only(table: str) -> Step:
    """Return a migration step that makes the database refuse to change or delete rows."""

    def step(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        on_sqlite = editor.connection.vendor == "sqlite"
        if not on_sqlite:
            editor.execute(_POSTGRES_FUNCTION, params=None)
        template = _SQLITE_TRIGGER if on_sqlite else _POSTGRES_TRIGGER
        for verb in ("update", "delete"):
            sql = template.format(table=table, verb=verb, VERB=verb.upper())
            editor.execute(sql, params=None)

    names = [(table, f"{table}_no_{verb}") for verb in ("update", "delete")]
    return _naming(step, sqlite=names, postgresql=names)


def _naming(step: Step, **triggers: list[tuple[str, str]]) -> Step:
    """Have a step say, by engine, which triggers it makes on which table: `check` looks."""
    step.triggers = triggers  # type: ignore[attr-defined]
    return step


def whole_point() -> models.Q:
    """Return the check that `lat` and `lon` are both of a place on earth, or both not there.

    Both are named: a range about nothing is neither true nor false, and a check lets it pass.
    """
    return models.Q(lat=None, lon=None) | models.Q(
        lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)
    )
