"""Which installation a command is about: the environment's, or a demonstration city's."""

import argparse
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from podworko.cli import setup


def begin(argv: list[str]) -> bool:
    """Set Django up for the installation that `argv` names; say on the screen if it cannot."""
    folder = folder_option().parse_known_args(argv)[0].data
    if folder and not choose_city(folder):
        print(
            f"podworko: no demonstration city in {folder}; ./podworko demo --data makes one.",
            file=sys.stderr,
        )
        return False
    try:
        setup.start("config.settings.prod")
    except ImproperlyConfigured as error:
        print(f"podworko: {error} Or try it on a demonstration: --data DIR.", file=sys.stderr)
        return False
    return True


def folder_option() -> argparse.ArgumentParser:
    """Return the option that every command on data has."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the demonstration city in this folder, not the installation of the environment",
    )
    return parser


def choose_city(folder: Path) -> bool:
    """Have Django use the demonstration city in `folder`; tell whether there is one."""
    if not (folder / "secret.key").is_file():
        return False
    os.environ["PODWORKO_DATA"] = str(folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.demo"
    return True
