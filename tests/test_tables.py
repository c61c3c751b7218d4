"""The short way to the tests' tables makes what the long way does."""

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

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
