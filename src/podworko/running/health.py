"""What is asked of the installation as a whole; modules ask of theirs in their own `health.py`."""

from podworko.running.checks import (
    backups,
    certificate,
    clocks,
    configuration,
    constraints,
    disk,
    replicas,
)

__all__ = [
    "backups",
    "certificate",
    "clocks",
    "configuration",
    "constraints",
    "disk",
    "replicas",
]
