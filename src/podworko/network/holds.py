"""Who has a room or a leader, and when: neither is in two places at once (invariant 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data


@personal_data(none="A key of what takes place; a key without its row names nobody.")
class RoomHold(models.Model):
    """A room taken from a moment to a moment by one thing, named by its label.

    That holds of one room never overlap is said by a trigger of the database (migration
    0004), not by who remembers to look; what a module shows of a clash comes from here.
    """

    room = models.ForeignKey("network.Room", on_delete=models.CASCADE, related_name="holds")
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))
    about = models.CharField(max_length=80, unique=True)
    title = models.CharField(_("co tam jest"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("zajęcie sali")
        verbose_name_plural = _("zajęcia sal")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="network_hold_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["room", "starts_at"], name="network_hold_of_room")]

    def __str__(self) -> str:
        return f"{self.about} in room {self.room_id}"


@personal_data(
    "leader",
    purpose="That nobody is planned in two places at once",
    keep_days=365,
    erase="deleted with the leader",
    matter="staff",
    since="ends_at",
    end=DELETE,
)
class LeaderHold(models.Model):
    """A leader busy from a moment to a moment with one thing, named by its label.

    That holds of one leader never overlap is said by a trigger, as it is of rooms. One
    thing may have several leaders.
    """

    leader = models.ForeignKey("network.Leader", on_delete=models.CASCADE, related_name="holds")
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))
    about = models.CharField(max_length=80)
    title = models.CharField(_("czym jest zajęta"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("zajęty czas osoby prowadzącej")
        verbose_name_plural = _("zajęty czas osób prowadzących")
        constraints = [
            models.UniqueConstraint(
                fields=["leader", "about"], name="network_leader_once_in_a_thing"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="network_leader_hold_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["leader", "starts_at"], name="network_hold_of_leader"),
            models.Index(fields=["about"], name="network_leader_hold_about"),
        ]

    def __str__(self) -> str:
        return f"{self.about} with leader {self.leader_id}"
