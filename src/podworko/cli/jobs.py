"""./podworko jobs: background jobs on their own, as many as you like."""

from podworko.cli import setup


def run(argv: list[str]) -> int:
    """Run messages, reminders and everything else that happens by itself."""
    setup.start("config.settings.prod")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    setup.ensure_ready()
    execute_from_command_line(["podworko", "jobs", *argv[1:]])
    return 0
