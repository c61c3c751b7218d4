"""What happens by itself, by part of volunteering; the worker looks for it here."""

from podworko.volunteering import shift_tasks

__all__ = ["shift_tasks"]
