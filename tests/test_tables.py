"""The short ways to tables, and to empty ones, come to what the long ways do."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from podworko.activities.tests.factories import join, make_list
from tests.tables import CreateModels, together


def statements(migration: Migration, loader: MigrationLoader) -> list[str]:
    state = loader.project_state((migration.app_label, migration.name), at_end=False)
    with connection.schema_editor(collect_sql=True) as editor:
        migration.apply(state, editor, collect_sql=True)
        said = [*editor.collected_sql, *map(str, editor.deferred_sql)]
        return [line for line in said if not line.startswith("--")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", [("network", "0001_initial"), ("diagnosis", "0001_initial")])
def test_tables_made_together_are_those_made_one_by_one(key: tuple[str, str]) -> None:
    loader = MigrationLoader(connection)
    alone = loader.graph.nodes[key]
    at_once = together(alone)

    assert any(isinstance(op, CreateModels) and len(op.creations) > 1 for op in at_once.operations)
    assert statements(at_once, loader) == statements(alone, loader)


def filled() -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
            found += [table] if cursor.fetchone() else []
        return found


@pytest.mark.django_db(transaction=True)
def test_no_row_stays_behind_a_test_that_commits() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite tables are emptied as Django empties them.")
    last = join(make_list(), "ada").pk
    assert {"audit_entry", "people_person", "outbox_message"} <= set(filled())

    options = {"reset_sequences": False, "inhibit_post_migrate": True}
    call_command("flush", verbosity=0, interactive=False, **options)

    assert filled() == []
    assert join(make_list(), "ada").pk > last
