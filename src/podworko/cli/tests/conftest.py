"""An installation of a test's own: a restore takes the place of all of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from podworko.activities.models import SignUp
from podworko.activities.tests.factories import join, make_list
from podworko.cli.tests.databases import let_go, on_server
from podworko.core.archive import reading
from tests.tables import RememberingExecutor


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work on a copy of the empty test database: a restore takes the place of all of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "MigrationExecutor", RememberingExecutor)
    held = connection.settings_dict["NAME"]
    let_go()
    if connection.vendor == "sqlite":
        own = str(tmp_path / "own.sqlite3")
        with closing(sqlite3.connect(held)) as source, closing(sqlite3.connect(own)) as target:
            source.backup(target)
    else:
        own = f"{held}_archive"
        on_server(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        on_server(f'CREATE DATABASE "{own}" TEMPLATE "{held}"')
    connection.settings_dict["NAME"] = own
    yield
    let_go()
    connection.settings_dict["NAME"] = held
    if connection.vendor != "sqlite":
        on_server(f'DROP DATABASE "{own}" WITH (FORCE)')


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "files"
    (folder / "activities").mkdir(parents=True)
    (folder / "activities" / "ceramika.png").write_bytes(b"\x89PNG not really")
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def lived_in() -> SignUp:
    """Give an installation where somebody signed up and was told."""
    return join(make_list(), "ada")
