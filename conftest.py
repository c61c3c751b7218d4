"""What every test gets: a database in the test's own name, and no way out of the house."""

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django import DjangoDbBlocker


COMMITTING = frozenset({"transactional_db", "live_server"})
"""Fixtures with which a test commits, and empties tables behind itself."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, so that tests read what people will read."""
    from podworko.core.catalogues import compile_stale  # noqa: PLC0415 - before Django is set up

    del config
    compile_stale()
    os.makedirs(_data_dir(), exist_ok=True)  # noqa: PTH103


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what touches no data run on the first database alone: it is told nothing by another.

    A test that does not ask for a database is refused one, so it cannot depend on which it is.
    Those of the command line start processes of their own, and are asked on both. A journey
    without script asks the data for what the one with script does.
    """
    for item in items:
        if not _may_touch_data(item) or _is_without_script(item):
            item.add_marker(pytest.mark.once)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin with what takes longest, and have the garbage collector leave alone what stays.

    A long test at the end keeps one core busy while the others have nothing left. Tests that
    empty tables still come after those that roll back. Modules and thousands of tests are
    millions of objects, none of them garbage: to look through them again and again takes longer
    than many a test.
    """
    session.items.sort(key=_turn)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    commits = _empties_tables(item) or _asks_for(item, COMMITTING)
    return commits, item.get_closest_marker("slow") is None


def _asks_for(item: pytest.Item, fixtures: frozenset[str]) -> bool:
    return not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


def _may_touch_data(item: pytest.Item) -> bool:
    from django.test import SimpleTestCase  # noqa: PLC0415 - before Django is set up

    starts_processes = "cli" in item.path.parts or item.path.name == "test_start.py"
    made_of = getattr(item, "cls", None) or object
    if starts_processes or issubclass(made_of, SimpleTestCase):
        return True
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or _asks_for(item, COMMITTING | {"db"})


def _is_without_script(item: pytest.Item) -> bool:
    case = getattr(item, "callspec", None)
    return case is not None and case.params.get("script") is False


def _data_dir() -> str:
    from django.conf import settings  # noqa: PLC0415

    return str(settings.DATA_DIR)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start Chromium once."""
    from django.db import connections  # noqa: PLC0415 - Django is set up only now
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to load

    from tests.browser import FLAGS, chromium  # noqa: PLC0415

    path = chromium()
    # Under Playwright's loop Django keeps other connections, and nobody would close these any more.
    connections.close_all()
    # Playwright keeps an event loop in this thread; Django would refuse its own queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Make the tests' tables as they were made the last time, while no migration changed."""
    from tests.tables import remembered  # noqa: PLC0415 - Django is set up only now

    del django_db_modify_db_settings_parallel_suffix
    with remembered():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Have tables emptied by rows, without Django's own permissions: nobody asks for them."""
    from django.db.models.signals import post_migrate  # noqa: PLC0415 - Django is set up only now

    from tests.emptying import by_rows  # noqa: PLC0415

    del django_db_setup
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    with django_db_blocker.unblock():
        emptying = by_rows()
    with emptying:
        yield


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Begin each test in Polish, whatever the one before activated."""
    from django.utils import translation  # noqa: PLC0415

    with translation.override("pl"):
        yield


@pytest.fixture(autouse=True)
def _append_only_off(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test that commits empty the audit trail behind itself; SQLite deletes row by row."""
    if _empties_tables(request.node):
        request.getfixturevalue("transactional_db")
    yield
    if _empties_tables(request.node):
        _triggers("drop")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After such a test, have the database refuse once more."""
    from pytest_django.plugin import blocking_manager_key  # noqa: PLC0415

    yield
    if nextitem is not None and _empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            _triggers("create")


def _empties_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def _triggers(what: str) -> None:
    from django.db import connection  # noqa: PLC0415

    from podworko.core.db import append_only  # noqa: PLC0415

    if connection.vendor != "sqlite":
        return
    for table in ("audit_entry", "audit_access"):
        with connection.schema_editor() as editor:
            if what == "create":
                append_only(table)(None, editor)  # type: ignore[arg-type]
                continue
            for verb in ("update", "delete"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
