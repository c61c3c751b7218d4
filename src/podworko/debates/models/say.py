"""A public consultation: its document, what is asked, and what was done with what people said.

In code it is a hearing, so that nobody takes it for the confidential `consultations`.
"""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data

LIVE = ("open", "weighing")


class HearingQuerySet(models.QuerySet["Hearing"]):
    def public(self) -> Self:
        """Return those residents may read of."""
        return self.exclude(state=Hearing.State.PREPARED)

    def due(self, now: datetime) -> Self:
        """Return those whose time to speak is over, and that nobody closed yet."""
        return self.filter(state=Hearing.State.OPEN, closes_at__lte=now)


@personal_data(none="What is asked and what was decided; who said what is on voices.")
class Hearing(models.Model):
    """A matter put to residents before it is decided, and the answer they were promised."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("w przygotowaniu")
        OPEN = "open", _("ogłoszone")
        WEIGHING = "weighing", _("czytamy głosy")
        TOLD = "told", _("jest odpowiedź")
        CALLED_OFF = "called_off", _("odwołane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        verbose_name=_("PAL"),
    )
    title = models.CharField(
        _("sprawa"),
        max_length=200,
        help_text=_("Na przykład: Regulamin placu zabaw przy ulicy Przyjaznej."),
    )
    about = models.TextField(
        _("o co chodzi"),
        max_length=4000,
        help_text=_("Co się ma zmienić, co już jest postanowione, a na co można wpłynąć."),
    )
    who_decides = models.CharField(
        _("kto i kiedy zdecyduje"),
        max_length=300,
        help_text=_("Na przykład: Rada Dzielnicy na sesji w marcu; PAL przekaże jej wszystkie."),
    )
    rules = models.TextField(
        _("zasady rozmowy"),
        max_length=2000,
        blank=True,
        help_text=_("Zostaw puste, a pokażemy zasady wspólne dla całej sieci."),
    )
    opens_at = models.DateTimeField(_("od"))
    closes_at = models.DateTimeField(_("do"))
    answer_by = models.DateField(
        _("odpowiemy do"), help_text=_("Ten dzień przeczytają mieszkańcy. To obietnica.")
    )
    has_map = models.BooleanField(_("pomysły na mapie"), default=False)
    has_debate = models.BooleanField(_("rozmowa"), default=True)
    need = models.ForeignKey(
        "diagnosis.Need",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        verbose_name=_("potrzeba, której to dotyczy"),
    )
    goal = models.ForeignKey(
        "planning.Goal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        verbose_name=_("cel z planu, któremu to służy"),
    )
    document_version = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    decided = models.TextField(
        _("co zrobiliśmy z Waszymi głosami"),
        max_length=8000,
        blank=True,
        help_text=_("Co postanowiono i dlaczego, kto co zrobi i do kiedy."),
    )
    called_off_why = models.CharField(_("dlaczego odwołane"), max_length=500, blank=True)
    crowded = models.PositiveIntegerField(default=0, editable=False)
    refused = models.PositiveIntegerField(default=0, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = HearingQuerySet.as_manager()

    class Meta:
        verbose_name = _("konsultacje społeczne")
        verbose_name_plural = _("konsultacje społeczne")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "open", "weighing", "told", "called_off")),
                name="debates_hearing_state_known",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="debates_hearing_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(about="") & ~Q(who_decides=""),
                name="debates_hearing_says_who_decides",
            ),
            models.CheckConstraint(
                condition=~Q(state="told") | (~Q(decided="") & Q(ended_at__isnull=False)),
                name="debates_hearing_told_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off")
                | (~Q(called_off_why="") & Q(ended_at__isnull=False)),
                name="debates_hearing_called_off_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("debates:hearing", args=[self.public_id])

    @property
    def takes_voices(self) -> bool:
        """Whether residents may speak now."""
        return self.state == self.State.OPEN and self.opens_at <= timezone.now() < self.closes_at

    @property
    def last_minute(self) -> datetime:
        """The last minute to speak, as pages tell it: what ends at midnight ends the day before."""
        return self.closes_at - timedelta(minutes=1)

    @property
    def takes_paper(self) -> bool:
        """Whether what came on paper or by phone in time may be typed: till it is told."""
        return self.state in LIVE and self.opens_at <= timezone.now()

    @property
    def is_coming(self) -> bool:
        return self.state == self.State.OPEN and timezone.now() < self.opens_at

    @property
    def is_over(self) -> bool:
        return self.state not in ("prepared", "open") or self.closes_at <= timezone.now()

    @property
    def is_late(self) -> bool:
        """Whether the answer was promised for a day that is gone."""
        return self.state in LIVE and self.answer_by < timezone.localdate()


@personal_data(none="A paragraph of a document that is consulted.")
class Paragraph(models.Model):
    """A numbered part of the document; a new version leaves the former and what was said of it."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="paragraphs")
    version = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=20_000)

    class Meta:
        verbose_name = _("akapit")
        verbose_name_plural = _("akapity")
        ordering = ["-version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "version", "number"], name="debates_paragraph_numbered"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="debates_paragraph_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.version}.{self.number}"


@personal_data(none="A meeting of the programme.")
class HearingEvent(models.Model):
    """A meeting of the programme where the matter is talked over; its minutes are there."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="events")
    session = models.ForeignKey(
        "activities.Session",
        on_delete=models.PROTECT,
        related_name="hearings",
        verbose_name=_("spotkanie"),
    )

    class Meta:
        verbose_name = _("spotkanie konsultacyjne")
        verbose_name_plural = _("spotkania konsultacyjne")
        ordering = ["session__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "session"], name="debates_hearingevent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"


@personal_data(none="A digest of a code that was handed out on a card without a name.")
class CodeCard(models.Model):
    """A card with a code, for whoever has neither an e-mail nor a mobile."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="cards")
    key = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("kartka z kodem")
        verbose_name_plural = _("kartki z kodem")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="debates_codecard_once"),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"
