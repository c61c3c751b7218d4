"""What a device sent after the role of its owner had ended."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.activities.models.programme import Session
from podworko.core.privacy import DELETE, personal_data


class HeldActQuerySet(models.QuerySet["HeldAct"]):
    def waiting(self) -> Self:
        """Return those that nobody decided on yet."""
        return self.filter(settled_at=None)


@personal_data(
    "told",
    "sender",
    "settled_by",
    purpose="Nothing written in a register is lost when its keeper's role ends",
    keep_days=90,
    erase="what was told is emptied when somebody decides; the row goes with the session",
    matter="programme",
    since="settled_at",
    end=DELETE,
)
class HeldAct(models.Model):
    """One act of a register that waits for somebody who may decide on it.

    `told` is the act as the device sent it, emptied once it was taken over or dropped.
    """

    key = models.UUIDField(unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="held_acts")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    told = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = HeldActQuerySet.as_manager()

    class Meta:
        verbose_name = _("zatrzymany wpis")
        verbose_name_plural = _("zatrzymane wpisy")
        indexes = [
            models.Index(
                fields=["session", "made_at"],
                condition=models.Q(settled_at=None),
                name="activities_held_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"held act {self.key} of session {self.session_id}"
