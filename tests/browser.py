"""A real Chromium for tests: found, started, and judged by axe."""

import os
import shutil
from pathlib import Path

import pytest

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str:
    """Return the path of Chromium; skip without one, but fail where CI should have it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("PODWORKO_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail("CI must have Chromium.")
    pytest.skip("No Chromium here: install it, or name it in PODWORKO_CHROMIUM, to run this test.")
