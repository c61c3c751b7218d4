from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from podworko.cli import server, setup
from podworko.core import vault


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


def test_a_first_start_makes_the_folder_of_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own")
    first = tmp_path / "not" / "there" / "podworko.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(first))
    monkeypatch.setattr(vault, "refuse_other_key", _no_further)

    with pytest.raises(ImproperlyConfigured):
        setup.ensure_ready()

    assert first.parent.is_dir()


@pytest.mark.django_db(transaction=True)
def test_a_start_with_nothing_to_migrate_locks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's lock is a file's")
    monkeypatch.setattr(setup, "alone", _no_further)

    setup.ensure_database()


def _no_further() -> None:
    raise ImproperlyConfigured
