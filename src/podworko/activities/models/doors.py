"""Screens at the door, on which people say by themselves that they are here."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data


class DoorQuerySet(models.QuerySet["Door"]):
    def running(self, *, now: datetime | None = None) -> Self:
        return self.filter(stopped_at=None, ends_at__gt=now or timezone.now())


@personal_data(
    "started_by",
    purpose="Whose word a screen at the door runs on, and until when",
    keep_days=30,
    erase="deleted a month after it ended",
    matter="staff",
    since="ends_at",
    end=DELETE,
    kept_by="activities.forget_doors",
)
class Door(models.Model):
    """A tablet at the door of one PAL, for one day.

    The device holds a secret and we its digest: who reads the table cannot be a door, and
    a door that was stopped is none from the next tap on.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("nazwa ekranu"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("ekran przy drzwiach")
        verbose_name_plural = _("ekrany przy drzwiach")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("started_at")),
                name="activities_door_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"door {self.pk} of {self.pal_id}"

    @property
    def device(self) -> str:
        """How the register names what came from here; `SELF` says that people did it."""
        return f"{SELF}{self.public_id}"


SELF = "self:"
