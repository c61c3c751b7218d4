"""What every test gets: a database in the test's own name, and no way out of the house."""

import os
from collections.abc import Iterator

import pytest

# The engine that a run is for: ./podworko test runs the suite once for each.
_server = None


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, so that tests read what people will read."""
    from podworko.core.catalogues import compile_stale  # noqa: PLC0415 - before Django is set up

    del config
    compile_stale()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Begin each test in Polish, whatever the one before activated."""
    from django.utils import translation  # noqa: PLC0415

    with translation.override("pl"):
        yield


def database_vendor() -> str:
    """Return which engine this run is on."""
    return "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
