"""./podworko manage: Django's own commands, for administrators and developers."""

from podworko.cli import setup


def run(argv: list[str]) -> int:
    """Hand the line over to Django."""
    setup.start("config.settings.prod")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["podworko", *argv[1:]])
    return 0
