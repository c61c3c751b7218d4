"""The duty log: a talk at the counter or by phone, with no person in it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.advice.models.topics import Topic
from podworko.core import times
from podworko.core.privacy import personal_data
from podworko.people.public import Channel

MINUTES = (5, 10, 15, 30, 60)


class AgeBand(models.TextChoices):
    """Ages as one guesses them over a counter."""

    YOUTH = "youth", _("do 17 lat")
    YOUNG = "young", _("18–34 lata")
    MIDDLE = "middle", _("35–59 lat")
    SENIORS = "seniors", _("60 lat i więcej")
    UNKNOWN = "unknown", _("nie wiadomo")


class Outcome(models.TextChoices):
    """What came of a talk."""

    TOLD = "told", _("informacja")
    WROTE = "wrote", _("pomoc w piśmie")
    BOOKED = "booked", _("umówiono")
    REFERRED = "referred", _("skierowano")
    UNABLE = "unable", _("nie umieliśmy pomóc")


@personal_data(none="A talk without a person: topic, minutes, a band of ages and a day.")
class Talk(models.Model):
    """One talk. Its key is by chance and it has no time of day, so that it finds nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="talks")
    on = models.DateField(default=times.today)
    minutes = models.PositiveSmallIntegerField(_("ile minut"))
    age = models.CharField(_("wiek"), max_length=8, choices=AgeBand)
    outcome = models.CharField(_("co z tego wyszło"), max_length=8, choices=Outcome)
    referred_to = models.ForeignKey(
        "diagnosis.Resource",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dokąd skierowano"),
    )
    channel = models.CharField(_("jak"), max_length=8, choices=Channel, default=Channel.DESK)

    class Meta:
        verbose_name = _("rozmowa na dyżurze")
        verbose_name_plural = _("rozmowy na dyżurze")
        ordering = ["-on", "topic", "pk"]
        indexes = [models.Index(fields=["pal", "on"], name="advice_talk_pal_on")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__in=MINUTES), name="advice_talk_minutes_known"
            ),
            models.CheckConstraint(
                condition=models.Q(age__in=AgeBand.values), name="advice_talk_age_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="advice_talk_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=("phone", "desk")), name="advice_talk_channel"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="referred") | models.Q(referred_to=None),
                name="advice_talk_referred_when_referred",
            ),
        ]

    def __str__(self) -> str:
        return f"talk on {self.on}"
