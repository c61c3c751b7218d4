"""What tests of entering share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture
def no_memory() -> Iterator[None]:
    """Forget the codes and tries of other tests."""
    cache.clear()
    yield
    cache.clear()
