"""Translation catalogues, compiled without any system tool."""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_stale(root: Path = PACKAGE) -> int:
    """Compile every .po file under `root` that is newer than its .mo; return how many."""
    stale = [po for po in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
