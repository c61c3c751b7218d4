"""Two append-only tables: what was changed, and what was looked at."""

from django.db import models

from podworko.core.privacy import personal_data


@personal_data(none="Keys of rows only; a key without its row names nobody.")
class Entry(models.Model):
    """One change: who did what to which row, by which channel.

    Labels ("activities.signup:7") instead of foreign keys, so that an entry outlives
    what it tells of. No free text and no personal data, so that nothing need be erased.
    """

    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    channel = models.CharField(max_length=16, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["target"], name="audit_entry_by_target"),
            models.Index(fields=["at"], name="audit_entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.target}"


@personal_data(none="Keys of rows only; a key without its row names nobody.")
class Access(models.Model):
    """One look at protected data: who saw what, on which page."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    purpose = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["target"], name="audit_access_by_target"),
            models.Index(fields=["at"], name="audit_access_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} saw {self.target}"
