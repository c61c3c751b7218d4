"""Who gets the newsletter, by which way, and of what."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.activities.public import Kind
from podworko.core.privacy import DELETE, personal_data
from podworko.people.public import Channel


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def active(self) -> Self:
        """Return those to whom the next edition goes."""
        return self.filter(state=Subscription.State.ACTIVE)

    def paused(self) -> Self:
        """Return those whose e-mail comes back, the longest first."""
        return self.filter(state=Subscription.State.PAUSED).order_by("paused_at", "pk")


@personal_data(
    "name",
    "email",
    "phone",
    purpose="Sending the newsletter somebody asked for (RODO art. 6 ust. 1 lit. a)",
    erase="the whole row at once when it is ended, and after seven days when nobody confirmed it",
    matter="news",
    contacts=("email", "phone"),
    end=DELETE,
)
class Subscription(models.Model):
    """One way by which the newsletter reaches somebody; ended, it is deleted."""

    class Way(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        PAPER = "paper", _("kartka do odbioru w PAL")

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na potwierdzenie")
        ACTIVE = "active", _("dostaje biuletyn")
        PAUSED = "paused", _("wstrzymana, adres nie działa")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(_("jak"), max_length=5, choices=Way, default=Way.EMAIL)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Which PAL's phone stands on it, and where the sheet of paper waits."""
    pals = models.ManyToManyField("network.Pal", related_name="+", blank=True)
    """Of which PALs; none for all."""
    kinds = models.JSONField(default=list, blank=True)
    """Which kinds of activities; none for all."""
    language = models.CharField(max_length=8, default="pl")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    """When it was last asked to be confirmed."""
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_why = models.CharField(max_length=80, blank=True, editable=False)
    """The mail server's code: never its words."""

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("zapis na biuletyn")
        verbose_name_plural = _("zapisy na biuletyn")
        constraints = [
            models.CheckConstraint(
                condition=Q(way="email") & ~Q(email="")
                | Q(way="sms") & ~Q(phone="")
                | Q(way="paper", pal__isnull=False) & ~Q(name=""),
                name="promotion_subscription_can_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", way="email", confirmed_at=None, paused_at=None)
                | Q(state="active", confirmed_at__isnull=False, paused_at=None)
                | Q(state="paused", confirmed_at__isnull=False, paused_at__isnull=False),
                name="promotion_subscription_state_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="promotion_subscription_channel_known",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(way="email"),
                name="promotion_subscription_email_once",
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(way="sms"),
                name="promotion_subscription_phone_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "way"], name="promotion_subscription_state")]

    def __str__(self) -> str:
        return f"subscription {self.pk}"

    @property
    def kind_names(self) -> list[str]:
        """The kinds in words; none for all."""
        return [str(Kind(code).label) for code in self.kinds if code in Kind.values]

    @property
    def language_name(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))
