"""Tablets on which residents answer a survey by themselves."""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import DELETE, personal_data
from podworko.diagnosis.models.surveys import Survey


class KioskQuerySet(models.QuerySet["Kiosk"]):
    def running(self, *, now: datetime | None = None) -> Self:
        return self.filter(stopped_at=None, ends_at__gt=now or timezone.now())


@personal_data(
    "started_by",
    purpose="Whose word a tablet with a survey runs on, and until when",
    keep_days=30,
    erase="deleted a month after it ended",
    matter="staff",
    since="ends_at",
    end=DELETE,
    kept_by="diagnosis.forget_kiosks",
)
class Kiosk(models.Model):
    """A tablet that asks one survey, for a day or for weeks.

    The device holds a secret and we its digest: who reads the table cannot be a tablet. Nothing
    here says when somebody answered on it, and no answer says on which tablet it was given.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="kiosks")
    name = models.CharField(_("nazwa tabletu"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = KioskQuerySet.as_manager()

    class Meta:
        verbose_name = _("tablet z ankietą")
        verbose_name_plural = _("tablety z ankietą")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("started_at")),
                name="diagnosis_kiosk_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"kiosk {self.pk} of {self.survey_id}"

    @property
    def last_day(self) -> date:
        """The day at whose midnight it ends."""
        return times.local(self.ends_at).date() - timedelta(days=1)
