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


def test_static_files_can_be_read_by_the_proxys_user(tmp_path: Path) -> None:
    """The units write with UMask=0077; nginx is another user."""
    (tmp_path / "ui").mkdir(mode=0o700)
    (tmp_path / "ui" / "page.css.gz").touch(mode=0o600)
    tmp_path.chmod(0o700)

    setup._let_everybody_read(tmp_path)

    assert [path.stat().st_mode & 0o777 for path in (tmp_path, *sorted(tmp_path.rglob("*")))] == [
        0o755,
        0o755,
        0o644,
    ]
