"""How a command on the whole installation ends: well, or with one line of why not."""

import signal
import sys
from collections.abc import Callable
from typing import NoReturn

DONE, FAILED, STOPPED = 0, 1, 130


def told(work: Callable[[], int], *, when_stopped: str) -> int:
    """Return the code of `work`, or say in one line what stood in its way.

    To be ended by the system undoes what was begun, as when a person ends it.
    """
    from django.db import Error as DatabaseError  # noqa: PLC0415 - after set-up

    from podworko.core.errors import DomainError  # noqa: PLC0415

    held = signal.signal(signal.SIGTERM, _stop)
    try:
        return work()
    except DomainError as error:
        return fail(str(error.message))
    except OSError as error:
        return fail(": ".join(str(part) for part in (error.filename, error.strerror) if part))
    except DatabaseError as error:
        return fail(f"the database refused: {str(error).splitlines()[0]}")
    except KeyboardInterrupt:
        fail(f"stopped. {when_stopped}")
        return STOPPED
    finally:
        signal.signal(signal.SIGTERM, held)


def fail(message: str) -> int:
    """Say what went wrong, and return the code that says so to machines."""
    print(f"podworko: {message}", file=sys.stderr)
    return FAILED


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
