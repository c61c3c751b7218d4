"""What the tests of consultations get: nobody above asks for papers, unless a test says so."""

import pytest

from podworko.network import gates


@pytest.fixture(autouse=True)
def _no_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the gates of modules above out: who is cleared is their tests' matter."""
    monkeypatch.setattr(gates, "_gates", {})
