"""./podworko check: whether the installation is well configured, whole and alive."""

from podworko.cli import setup


def run(argv: list[str]) -> int:
    """Print what is wrong and how to mend it; 1 when something is."""
    setup.start("config.settings.prod")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["podworko", "check_installation", *argv[1:]])
    return 0
