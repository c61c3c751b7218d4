"""The agreement (porozumienie) of volunteering act, art. 44: what was agreed, signed, changed."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.volunteering import law
from podworko.volunteering.models.people import Volunteer


@personal_data(
    "guardian_name",
    "kept_at",
    "scope",
    "manner",
    "place",
    "ended_why",
    purpose="Proof of what was agreed (volunteering act, art. 44)",
    keep_days=3650,
    erase="emptied ten years after its last day",
    matter="volunteering",
    people=("volunteer__person",),
    since="ends_on",
    hold="volunteering",
    kept_by="volunteering.erase_old",
    held_by=("guardian_name",),
)
class Agreement(models.Model):
    """What is done, how, where and when; with an end, and a way to end it sooner (art. 44 ust. 1).

    Papers are signed by hand: here stands on which day, and where the paper is kept.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("przygotowane")
        IN_FORCE = "in_force", _("obowiązuje")
        ENDED = "ended", _("rozwiązane przed czasem")
        DROPPED = "dropped", _("wycofane przed podpisaniem")

    class Insurance(models.TextChoices):
        POLICY = "policy", _("polisa NNW korzystającego")
        STATE = "state", _("z mocy ustawy")

    AGREED = (State.IN_FORCE, State.ENDED)
    """What both sides agreed on, and may have ended since."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="agreements")
    amends = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    scope = models.TextField(_("zakres: co robisz"), max_length=2000)
    manner = models.TextField(_("sposób: jak i z kim"), max_length=1000)
    place = models.CharField(_("miejsce"), max_length=200)
    begins_on = models.DateField(_("od dnia"))
    ends_on = models.DateField(_("do dnia"))
    since = models.DateField(editable=False)
    """The first day of the agreements that follow one another up to this one: periods add up."""
    replaced_on = models.DateField(null=True, blank=True, editable=False)
    """The first day on which a change of this agreement holds instead."""
    hours = models.PositiveSmallIntegerField(
        _("najwyżej ile godzin w tygodniu"), null=True, blank=True
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kto wprowadza i pomaga"),
    )
    notice_days = models.PositiveSmallIntegerField(
        _("na ile dni wcześniej można je rozwiązać"), default=7
    )
    insurance = models.CharField(_("ubezpieczenie"), max_length=6, choices=Insurance)
    policy = models.CharField(_("numer polisy NNW"), max_length=60, blank=True)
    is_covered = models.BooleanField(
        _("zwracamy koszty przejazdów"),
        default=True,
        help_text=_("Kto rezygnuje ze zwrotu, podpisuje osobną kartkę."),
    )
    waived_on = models.DateField(_("kartka o kosztach podpisana dnia"), null=True, blank=True)
    guardian_name = models.CharField(_("kto wyraża zgodę"), max_length=120, blank=True)
    guardian_signed_on = models.DateField(_("zgoda podpisana dnia"), null=True, blank=True)
    signed_on = models.DateField(_("podpisane dnia"), null=True, blank=True)
    kept_at = models.CharField(
        _("gdzie leży papier"),
        max_length=120,
        blank=True,
        help_text=_("Na przykład: segregator 3, karta 14."),
    )
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    ended_on = models.DateField(_("rozwiązane z dniem"), null=True, blank=True)
    ended_why = models.CharField(_("dlaczego"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("porozumienie")
        verbose_name_plural = _("porozumienia")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "in_force", "ended", "dropped")),
                name="volunteering_agreement_state_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="volunteering_agreement_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(insurance__in=("policy", "state")),
                name="volunteering_agreement_insurance_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(insurance="state") | ~Q(policy=""),
                name="volunteering_agreement_policy_named",
            ),
            # A reference to a paper without the day on which it was signed proves nothing.
            models.CheckConstraint(
                condition=Q(kept_at="") | Q(signed_on__isnull=False),
                name="volunteering_agreement_paper_has_day",
            ),
            models.CheckConstraint(
                condition=Q(is_covered=True) | Q(waived_on__isnull=False) | ~Q(state="in_force"),
                name="volunteering_agreement_waiver_signed",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on=None)),
                name="volunteering_agreement_end_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer}, {self.begins_on:%Y-%m-%d}"

    @property
    def is_forgotten(self) -> bool:
        """Whether its words were emptied, ten years after its last day."""
        return not self.scope

    @property
    def last_day(self) -> date:
        """The last day on which it is agreed: as written, ended sooner, or changed by another."""
        last = self.ended_on or self.ends_on
        return min(last, self.replaced_on - timedelta(days=1)) if self.replaced_on else last

    @property
    def must_be_written(self) -> bool:
        """Whether it must be in writing (volunteering act, art. 44 ust. 4).

        What counts is the whole time agreed on without a gap, changes and extensions included.
        """
        return law.needs_writing(self.since, self.ends_on)

    @property
    def unsigned_until(self) -> date:
        """The last day on which somebody may work under it while nobody has signed it."""
        return law.last_day_unwritten(self.since)

    @property
    def successor(self) -> "Agreement | None":
        """The agreement that changed this one, None while it stands as it is."""
        found: Agreement | None = getattr(self, "amended_by", None)
        return found

    def is_agreed_on(self, day: date) -> bool:
        """Whether a day is within what both sides agreed on, signed or not."""
        return self.state in Agreement.AGREED and self.begins_on <= day <= self.last_day

    def holds_on(self, day: date) -> bool:
        """Whether one may work under it on a day: agreed, in time, and signed when it must be.

        Without a signature only up to the 30th day (volunteering act, art. 44 ust. 4).
        """
        if not self.is_agreed_on(day):
            return False
        is_signed = self.signed_on is not None and self.signed_on <= day
        if self.must_be_written and not is_signed:
            return day <= self.unsigned_until
        return True

    def lacks_guardian_on(self, day: date) -> bool:
        """Whether a guardian's consent is needed on a day and was not given by then."""
        if not self.volunteer.is_minor_on(day):
            return False
        return self.guardian_signed_on is None or self.guardian_signed_on > day
