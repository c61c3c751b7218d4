"""Hours of volunteering: what was reported, what was confirmed, and how it was put right."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.people.public import Channel
from podworko.volunteering.models.offers import Opportunity
from podworko.volunteering.models.people import Volunteer

DAY_MINUTES = 24 * 60


class HoursQuerySet(models.QuerySet["HoursEntry"]):
    def live(self) -> Self:
        """Return what waits or was confirmed: what a day is filled with."""
        return self.filter(state__in=HoursEntry.LIVE)

    def confirmed(self) -> Self:
        """Return the hours that count."""
        return self.filter(state=HoursEntry.State.CONFIRMED)


@personal_data(
    "words",
    "refused_why",
    "corrected_why",
    "allowed_why",
    purpose="Proof of what was done (volunteering act, art. 44 ust. 2)",
    keep_days=3650,
    erase="words are emptied ten years after the day; days and minutes stay as numbers",
    matter="volunteering",
    people=("volunteer__person",),
    since="day",
    hold="volunteering",
    kept_by="volunteering.erase_old",
    tells=("opportunity__title",),
)
class HoursEntry(models.Model):
    """How long somebody volunteered on a day. None is rewritten: another one replaces it."""

    class State(models.TextChoices):
        REPORTED = "reported", _("czeka na potwierdzenie")
        CONFIRMED = "confirmed", _("potwierdzone")
        REFUSED = "refused", _("niepotwierdzone")
        REPLACED = "replaced", _("zastąpione poprawką")

    LIVE = (State.REPORTED, State.CONFIRMED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="hours")
    day = models.DateField(_("dzień"))
    minutes = models.PositiveSmallIntegerField(_("ile minut"))
    words = models.CharField(_("co robisz"), max_length=200)
    opportunity = models.ForeignKey(
        Opportunity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hours",
        verbose_name=_("zadanie"),
    )
    about = models.CharField(max_length=60, blank=True, editable=False)
    """Which turn of a shift these are the hours of, as the trail names it; "" for none."""
    state = models.CharField(max_length=9, choices=State, default=State.REPORTED)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """Who typed it in at the desk; nobody for the volunteer's own report."""
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    allowed_why = models.CharField(_("dlaczego mimo to"), max_length=300, blank=True)
    """Why it was confirmed for a day on which no agreement held."""
    refused_why = models.CharField(_("dlaczego nie"), max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    corrected_why = models.CharField(_("co poprawiasz i dlaczego"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("wpis godzin")
        verbose_name_plural = _("wpisy godzin")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["volunteer", "day"], name="volunteering_hours_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("reported", "confirmed", "refused", "replaced")),
                name="volunteering_hours_state_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="volunteering_hours_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=DAY_MINUTES),
                name="volunteering_hours_minutes_of_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="confirmed", confirmed_at__isnull=False, confirmed_by__isnull=False
                )
                | (~Q(state="confirmed") & Q(confirmed_at=None, confirmed_by=None))
                | Q(state="replaced"),
                name="volunteering_hours_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(refused_why=""))
                | (~Q(state="refused") & Q(refused_why="")),
                name="volunteering_hours_refused_why",
            ),
            models.CheckConstraint(
                condition=(Q(corrects=None) & Q(corrected_why=""))
                | (Q(corrects__isnull=False) & ~Q(corrected_why="")),
                name="volunteering_hours_corrected_why",
            ),
            # One correction that was refused leaves room for a better one.
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(state="refused"),
                name="volunteering_hours_corrected_once",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "about"],
                condition=~Q(about="") & Q(state__in=("reported", "confirmed")),
                name="volunteering_hours_turn_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}, {self.minutes} min"

    @property
    def is_live(self) -> bool:
        """Whether it fills its day: it waits, or was confirmed."""
        return self.state in HoursEntry.LIVE
