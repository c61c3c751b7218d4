"""Whether there is room to write."""

import os
import shutil
from pathlib import Path

from django.conf import settings

from podworko.core.health import Level, Problem, health_check

MB = 1_000_000
LITTLE, TOO_LITTLE = (2_000 * MB, 0.15), (500 * MB, 0.05)
"""Bytes and share of the disk below which somebody should look, or must."""


@health_check
def disk() -> list[Problem]:
    """There is room for data and files, and they can be written."""
    found, seen = [], set()
    for folder in (Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)):
        there = _nearest(folder)
        if not os.access(there, os.W_OK):
            message = f"{there} cannot be written."
            hint = "Let it belong to the user who runs the site."
            found.append(Problem(Level.ERROR, "disk.readonly", message, hint))
        device = there.stat().st_dev
        if device not in seen:
            seen.add(device)
            usage = shutil.disk_usage(there)
            found += _judged(there, free=usage.free, total=usage.total)
    return found


def _judged(folder: Path, *, free: int, total: int) -> list[Problem]:
    """Judge a disk: a big one may be nearly full and still have room for weeks."""
    for level, (least, share) in ((Level.ERROR, TOO_LITTLE), (Level.WARNING, LITTLE)):
        if free < least and free < total * share:
            message = f"{free / MB:.0f} MB are left on the disk of {folder}."
            hint = "Delete old backups and what restores put aside, or give it more room."
            return [Problem(level, "disk.full", message, hint)]
    return []


def _nearest(folder: Path) -> Path:
    """Return the folder, or the one above it where it will be made."""
    while not folder.exists():
        folder = folder.parent
    return folder
