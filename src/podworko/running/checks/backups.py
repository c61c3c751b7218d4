"""Whether there is a backup to go back to."""

from django.conf import settings

from podworko.core.archive import is_empty, last_backup
from podworko.core.health import Level, Problem, health_check

_HINT = (
    "Run ./podworko backup every night (deploy/systemd/podworko-backup.timer);"
    " what another tool saved is noted with ./podworko backup --made-elsewhere."
)


@health_check
def backups() -> list[Problem]:
    """See that the last backup is young."""
    last = last_backup()
    if last is None:
        if is_empty():
            return []
        message = "No backup was ever made of this installation."
        return [Problem(Level.WARNING, "backup.never", message, _HINT)]
    hours = last.age_seconds / 3600
    if hours <= settings.PODWORKO_BACKUP_HOURS:
        return []
    message = f"The last backup is {hours:.0f} hours old."
    return [Problem(Level.ERROR, "backup.old", message, _HINT)]
