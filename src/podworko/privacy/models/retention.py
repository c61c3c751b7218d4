"""Runs of the keeper, and what was told to wait."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data

GOES_FOR = timedelta(hours=6)
"""How long a run may take before nobody believes that it still goes on."""


@personal_data(none="How many rows of which table went on a day.")
class RetentionRun(models.Model):
    """The certificate of one run: what went by table, what failed, what is over its time still.

    It is written as the run goes and has no `digest` until it is closed: that is over everything
    told here and the digest of the run closed before. `failed` names kinds of faults by table;
    `is_cut` tells that the run died, and the next one closed its certificate.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    went = models.JSONField(default=dict)
    overdue = models.JSONField(default=dict)
    paused = models.JSONField(default=list)
    failed = models.JSONField(default=dict)
    is_cut = models.BooleanField(default=False)
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("przebieg usuwania")
        verbose_name_plural = _("przebiegi usuwania")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @property
    def is_going(self) -> bool:
        """Whether the run goes on at this moment, as far as anybody can tell."""
        return not self.digest and self.made_at > timezone.now() - GOES_FOR

    @property
    def is_counted(self) -> bool:
        """Whether the run came to counting what is over its time still, so that none is none."""
        return bool(self.digest) and not self.is_cut and self._meta.label_lower not in self.failed

    @property
    def is_whole(self) -> bool:
        """Whether the run came to its end with no table that failed."""
        return bool(self.digest) and not self.is_cut and not self.failed


@personal_data(none="Why a table waits, said by the officer without names.")
class RetentionPause(models.Model):
    """The keeper leaves one table alone, or all of them, until somebody says go on."""

    label = models.CharField(_("czego"), max_length=80, blank=True)
    why = models.CharField(_("dlaczego"), max_length=300)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("wstrzymanie usuwania")
        verbose_name_plural = _("wstrzymania usuwania")
        constraints = [
            models.UniqueConstraint(
                fields=["label"],
                condition=models.Q(ended_at=None),
                name="privacy_pause_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"pause of {self.label or 'all'}"
