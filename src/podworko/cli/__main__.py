"""Find the command and hand it the rest of the line."""

import importlib
import sys

COMMANDS = {
    "demo": "podworko.cli.demo",
    "test": "podworko.cli.testing",
    "serve": "podworko.cli.serving",
    "jobs": "podworko.cli.jobs",
    "import": "podworko.cli.data",
    "export": "podworko.cli.data",
    "backup": "podworko.cli.backup",
    "restore": "podworko.cli.backup",
    "drill": "podworko.cli.drill",
    "check": "podworko.cli.checking",
    "vault": "podworko.cli.vault",
    "bench": "podworko.cli.bench",
    "pair": "podworko.cli.pair",
    "manage": "podworko.cli.manage",
}


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    name = argv[0] if argv else ""
    if name not in COMMANDS:
        print(
            f"podworko: there is no command {name!r}; there are: {', '.join(COMMANDS)}.",
            file=sys.stderr,
        )
        return 2
    try:
        return _run(COMMANDS[name], argv)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] in ("podworko", "config"):
            raise
        print(
            f"podworko: the environment lacks {error.name};"
            " delete the folder .venv and start again.",
            file=sys.stderr,
        )
        return 1


def _run(module: str, argv: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - it may be missing

    try:
        return int(importlib.import_module(module).run(argv))
    except ImproperlyConfigured as error:
        print(f"podworko: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
