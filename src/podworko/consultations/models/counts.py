"""What stays when everything about people is gone: counts, and the proof that it is gone."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.consultations.models.offer import Form, Service, Topic
from podworko.core.privacy import personal_data


class Age(models.TextChoices):
    """Age bands, wide enough to tell nobody."""

    CHILD = "child", _("do 17 lat")
    YOUNG = "young", _("18–29 lat")
    MIDDLE = "middle", _("30–59 lat")
    OLDER = "older", _("60 lat i więcej")
    UNKNOWN = "unknown", _("nie wiadomo")


class Outcome(models.TextChoices):
    """How an appointment ended, as it is counted."""

    DONE = "done", _("rozmowa się odbyła")
    MISSED = "missed", _("nikt nie przyszedł")
    LATE = "late", _("odwołana późno")
    CANCELLED = "cancelled", _("odwołana w porę")


_KEY = ["month", "pal", "service", "outcome", "age", "is_first", "form", "minutes"]


def key_by_chance() -> int:
    """Return a key that tells nothing of when its row was written."""
    return secrets.randbits(62)


@personal_data(none="Numbers of a month; no row stands for one conversation.")
class Count(models.Model):
    """How many conversations of one kind there were in a month at a PAL.

    A number is added to, and nothing is written per conversation: no key, time or order leads
    from a count back to an appointment.
    """

    # By chance: numbers in a row would tell in which order conversations were.
    id = models.BigIntegerField(primary_key=True, default=key_by_chance, editable=False)
    month = models.DateField(_("miesiąc"))
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="counts")
    outcome = models.CharField(_("jak się skończyło"), max_length=9, choices=Outcome)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="counts"
    )
    age = models.CharField(_("wiek"), max_length=7, choices=Age, default=Age.UNKNOWN)
    is_first = models.BooleanField(_("pierwszy raz"), default=False)
    form = models.CharField(_("forma"), max_length=9, choices=Form)
    minutes = models.PositiveSmallIntegerField(_("do ilu minut"), default=0)
    """The end of the band in which it lay: 30, 60, 90 for longer, 0 for not known."""
    number = models.PositiveIntegerField(_("ile"), default=0)

    class Meta:
        verbose_name = _("liczba rozmów")
        verbose_name_plural = _("liczby rozmów")
        constraints = [
            # Twice, for NULL is equal to nothing.
            models.UniqueConstraint(
                fields=[*_KEY, "topic"], name="consultations_count_once_of_a_topic"
            ),
            models.UniqueConstraint(
                fields=_KEY,
                condition=Q(topic=None),
                name="consultations_count_once_without_topic",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="consultations_count_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(age__in=Age.values), name="consultations_count_age_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.number}"


@personal_data(none="When how many rows were deleted.")
class Erasure(models.Model):
    """Proof of deletion: on a day, everything that ended before a day was deleted."""

    at = models.DateTimeField(auto_now_add=True)
    ended_before = models.DateField(_("zakończone przed dniem"))
    appointments = models.PositiveIntegerField(_("terminów"))
    waiting = models.PositiveIntegerField(_("zgłoszeń"))
    left = models.PositiveIntegerField(_("zostało zakończonych wcześniej"))
    """Counted after the deletion: nought is the proof."""

    class Meta:
        verbose_name = _("usunięcie danych")
        verbose_name_plural = _("usunięcia danych")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.appointments}"
