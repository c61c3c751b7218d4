"""What the two databases say differently, said once."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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

    return step
