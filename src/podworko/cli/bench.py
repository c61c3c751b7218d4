"""./podworko bench: the project's own benchmarks, each beside what it is compared with."""

import runpy
import sys

from podworko.cli import setup


def run(argv: list[str]) -> int:
    """Run bench/NAME.py with the rest of the line."""
    folder = setup.ROOT / "bench"
    names = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if len(argv) < 2 or argv[1] not in names:  # noqa: PLR2004 - command and name
        print(f"podworko bench NAME; there are: {', '.join(names)}.", file=sys.stderr)
        return 2
    setup.compile_catalogues()
    sys.argv = [argv[1], *argv[2:]]
    sys.path.insert(0, str(folder))
    runpy.run_path(str(folder / f"{argv[1]}.py"), run_name="__main__")
    return 0
