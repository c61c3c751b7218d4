"""What a PAL and an organisation agreed, and what they do together for it."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.core.times import today
from podworko.partners.models.assured import one_of
from podworko.partners.models.organisations import Organisation

NOTICES = (14, 45)
"""How many days before its end the team is written to, the nearest first."""
NOTICE = timedelta(days=max(NOTICES))
"""How long before its end an agreement stands among those that end."""


@personal_data(
    "signers",
    purpose="Knowing who signed for both sides (Kodeks cywilny art. 95 and following)",
    keep_days=3650,
    erase="emptied ten years after the agreement ended",
    matter="partners",
    since="ends_on",
    kept_by="partners.forget_people",
    held_by=(
        "organisation__contacts__email",
        "organisation__contacts__phone",
    ),
)
class Agreement(models.Model):
    """An agreement of one PAL with one organisation; inner."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        SIGNED = "signed", _("podpisane")
        ENDED = "ended", _("zakończone")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements"
    )
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        related_name="agreements",
        verbose_name=_("który PAL"),
    )
    title = models.CharField(_("czego dotyczy"), max_length=160)
    scope = models.TextField(_("co razem robimy"), max_length=4000, blank=True)
    pal_gives = models.TextField(_("co daje PAL"), max_length=2000, blank=True)
    partner_gives = models.TextField(_("co daje partner"), max_length=2000, blank=True)
    starts_on = models.DateField(_("od dnia"))
    ends_on = models.DateField(_("do dnia"), null=True, blank=True)
    signers = models.CharField(_("kto podpisuje"), max_length=300, blank=True)
    state = models.CharField(
        _("stan"), max_length=6, choices=State, default=State.DRAFT, editable=False
    )
    signed_on = models.DateField(_("podpisane dnia"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("zakończone dnia"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("dlaczego"), max_length=300, blank=True, editable=False)
    told_days = models.PositiveSmallIntegerField(null=True, editable=False)
    """How many days before this end the team was written to last; None before the first time."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("porozumienie z partnerem")
        verbose_name_plural = _("porozumienia z partnerami")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            one_of("state", ["draft", "signed", "ended"], "partners_agreement_state_known"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="partners_agreement_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", signed_on=None, ended_on=None)
                | models.Q(state="signed", signed_on__isnull=False, ended_on=None)
                | models.Q(state="ended", ended_on__isnull=False),
                name="partners_agreement_signed_and_ended_on_days",
            ),
            models.CheckConstraint(
                condition=models.Q(told_days=None)
                | models.Q(told_days__in=NOTICES, ends_on__isnull=False),
                name="partners_agreement_told_of_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ending(self) -> bool:
        """Whether a signed one ends within a month and a half, or has run out already."""
        ends = self.ends_on if self.state == self.State.SIGNED else None
        return ends is not None and ends <= today() + NOTICE

    @property
    def has_run_out(self) -> bool:
        """Whether the last day of a signed one is past, and nobody ended or extended it."""
        ends = self.ends_on if self.state == self.State.SIGNED else None
        return ends is not None and ends < today()

    @property
    def due_notice(self) -> int | None:
        """Which message before its end is due now, in days; None when none is."""
        if self.ends_on is None or not self.is_ending or self.has_run_out:
            return None
        left = (self.ends_on - today()).days
        due = min(days for days in NOTICES if left <= days)
        is_told = self.told_days is not None and self.told_days <= due
        return None if is_told else due


@personal_data(none="Until when an agreement was made longer; who signed stays with it.")
class Extension(models.Model):
    """An agreement made longer: its words stay, both sides signed another last day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="extensions")
    ended_before = models.DateField(_("kończyło się"))
    ends_on = models.DateField(_("nowy ostatni dzień"))
    signed_on = models.DateField(_("podpisane dnia"))

    class Meta:
        verbose_name = _("przedłużenie porozumienia")
        verbose_name_plural = _("przedłużenia porozumień")
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("ended_before")),
                name="partners_extension_is_longer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ended_before} → {self.ends_on}"


@personal_data(none="What two organisations do together.")
class JointAction(models.Model):
    """Something that a PAL and a partner do together under an agreement."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="actions")
    title = models.CharField(_("co robimy razem"), max_length=200)
    planned_for = models.DateField(_("na kiedy"), null=True, blank=True)
    done_on = models.DateField(_("zrobione dnia"), null=True, blank=True)

    class Meta:
        verbose_name = _("wspólne działanie")
        verbose_name_plural = _("wspólne działania")
        ordering = ["planned_for", "pk"]

    def __str__(self) -> str:
        return self.title
