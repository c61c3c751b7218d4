"""./podworko vault: the key of what is confidential, made, changed and tried."""

import argparse
import sys

from podworko.cli.city import begin, folder_option


def run(argv: list[str]) -> int:
    """Make a key, seal everything anew with the first, tell whether it opens, or do without it."""
    parser = argparse.ArgumentParser(
        prog="podworko vault", parents=[folder_option()], description=__doc__
    )
    parser.add_argument("what", choices=("new-key", "rotate", "check", "give-up"))
    parser.add_argument(
        "--lose", action="store_true", help="lose what no key opens, as give-up must be told"
    )
    options = parser.parse_args(argv[1:])
    what = options.what
    if what == "new-key":
        return _new_key()
    if not begin(argv[1:]):
        return 1
    if what == "give-up":
        return _give_up(is_sure=options.lose)
    return _rotate() if what == "rotate" else _check()


def _new_key() -> int:
    from cryptography.fernet import Fernet  # noqa: PLC0415 - slow to load

    print(Fernet.generate_key().decode())
    return 0


def _rotate() -> int:
    from podworko.core import vault  # noqa: PLC0415 - after set-up

    vault.prove()
    count = vault.rotate()
    # What the site sealed while we went on.
    while vault.count_former():
        vault.rotate()
    print(f"{count} values are sealed with the first key. The others can be taken away now:")
    print("then backups made before do not open any more what is confidential.")
    return 0


def _give_up(*, is_sure: bool) -> int:
    from podworko.core import vault  # noqa: PLC0415 - after set-up

    if not is_sure:
        print(
            f"podworko: {vault.count_closed()} values do not open and would be lost for ever."
            " Say --lose if their key is gone; nothing was changed.",
            file=sys.stderr,
        )
        return 1
    print(f"{vault.give_up()} values are given up. The site starts with the first key from now on.")
    return 0


def _check() -> int:
    from podworko.core import vault  # noqa: PLC0415 - after set-up

    vault.prove()
    count, closed = vault.count(), vault.count_closed()
    if closed:
        print(
            f"podworko: {closed} of {count} values are of a key that is not set.", file=sys.stderr
        )
        return 1
    if former := vault.count_former():
        print(f"{former} of {count} values are of a former key: run ./podworko vault rotate.")
    else:
        print(f"The first key opens all that is sealed here: {count} values.")
    return 0
