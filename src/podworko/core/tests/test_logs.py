"""Keys in addresses do not reach a log."""

import logging
import uuid
from typing import Any

import pytest

from podworko.core import sealed
from podworko.core.logs import WithoutSealedNames

KEY = sealed.seal(uuid.UUID(int=7), salt="a test")


def logged(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    assert WithoutSealedNames().filter(record)
    return record.getMessage()


def test_a_sealed_name_is_taken_out_wherever_it_stands() -> None:
    assert logged("%s: %s", "Not Found", f"/sala/{KEY}/prosba/") == "Not Found: /sala/…/prosba/"
    assert logged(f"/zapis/{KEY}") == "/zapis/…"


@pytest.mark.parametrize(
    "message",
    ["/zajecia/lepimy-razem/", f"/biurko/sale/grupy/{uuid.UUID(int=7)}/", f"{KEY}x", KEY[:-1]],
)
def test_other_addresses_stay_readable(message: str) -> None:
    assert logged("Not Found: %s", message) == f"Not Found: {message}"


def test_what_goes_to_the_terminal_passes_the_filter(settings: Any) -> None:
    handlers = settings.LOGGING["handlers"]
    assert all("sealed" in handler["filters"] for handler in handlers.values())
