"""Whether this machine knows what time it is: offers, deadlines and embargoes end by the clock."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from podworko.core.health import Level, Problem, health_check

APART = timedelta(seconds=2)
FAR_APART = timedelta(seconds=30)
_HINT = "Have both machines keep time by NTP: timedatectl set-ntp true"


@health_check
def clocks() -> list[Problem]:
    """See that the clocks of this machine and of the database agree."""
    return [*_apart(), *_in_the_future()]


def _apart() -> list[Problem]:
    if connection.vendor == "sqlite":  # one machine, one clock
        return []
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    return _judged(told, before=before, after=timezone.now())


def _judged(told: datetime, *, before: datetime, after: datetime) -> list[Problem]:
    """Judge the database's time, which was read between two of ours."""
    apart = max(before - told, told - after)
    if apart <= APART:
        return []
    level = Level.ERROR if apart > FAR_APART else Level.WARNING
    message = f"The clock of the database is {apart.total_seconds():.0f} seconds off ours."
    return [Problem(level, "clock.apart", message, _HINT)]


def _in_the_future() -> list[Problem]:
    last = MigrationRecorder(connection).migration_qs.order_by("-applied").first()
    if last is None or last.applied <= timezone.now() + APART:
        return []
    message = f"The tables were last changed at {last.applied:%Y-%m-%d %H:%M}, in time to come."
    return [Problem(Level.ERROR, "clock.behind", message, _HINT)]
