"""Editions of the newsletter, and what became of each for each who gets it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


@personal_data(none="When an edition goes, and a word of the editor's for everybody.")
class Edition(models.Model):
    """One week's newsletter; what stands in it is read from data when it goes."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("w przygotowaniu")
        SENDING = "sending", _("wysyłamy")
        SENT = "sent", _("wysłany")
        EMPTY = "empty", _("nic się nie działo, nie wysłany")
        CALLED_OFF = "off", _("odwołany")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sends_at = models.DateTimeField(_("kiedy go wyślemy"))
    words = models.TextField(
        _("słowo na początek"),
        max_length=1500,
        blank=True,
        help_text=_("Nie trzeba. Kilka zdań od zespołu, na górze każdego biuletynu."),
    )
    words_en = models.TextField(_("słowo po angielsku"), max_length=1500, blank=True)
    words_uk = models.TextField(_("słowo po ukraińsku"), max_length=1500, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED, editable=False)
    news_since = models.DateTimeField(editable=False)
    """Up to when the edition before it told."""
    began_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("wydanie biuletynu")
        verbose_name_plural = _("wydania biuletynu")
        ordering = ["-sends_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="prepared", began_at=None, ended_at=None)
                | Q(state="sending", began_at__isnull=False, ended_at=None)
                | Q(state__in=("sent", "empty"), began_at__isnull=False, ended_at__isnull=False)
                | Q(state="off", began_at=None, ended_at__isnull=False),
                name="promotion_edition_state_known",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="prepared"),
                name="promotion_edition_one_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"edition of {self.sends_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("promotion:desk_edition", args=[self.public_id])

    def local_words(self, language: str) -> str:
        """Return the editor's word in a language, else in Polish."""
        own = getattr(self, f"words_{language}", "") if language != "pl" else ""
        return str(own or self.words)


@personal_data(none="Whether a row of subscriptions got an edition; nobody once that is deleted.")
class Delivery(models.Model):
    """One edition for one who gets it: the rows are the list that is gone through, once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka")
        WRITTEN = "written", _("przekazana do wysyłki")
        EMPTY = "empty", _("nic dla tej osoby")
        DROPPED = "dropped", _("już nie dostaje biuletynu")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(
        "promotion.Subscription", on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "subscription"], name="promotion_delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "written", "empty", "dropped")),
                name="promotion_delivery_state_known",
            ),
        ]
        indexes = [models.Index(fields=["edition", "state"], name="promotion_delivery_left")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.state}"
