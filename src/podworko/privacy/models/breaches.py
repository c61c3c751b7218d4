"""The register of breaches (RODO art. 33 ust. 5)."""

import uuid
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.privacy import clocks


@personal_data(none="What happened, told by the officer without names.")
class Breach(models.Model):
    """One breach: what happened, how bad it is, who was told and what was done."""

    class Risk(models.TextChoices):
        UNLIKELY = "unlikely", _("ryzyko mało prawdopodobne")
        RISK = "risk", _("jest ryzyko: zgłaszamy do UODO")
        HIGH = "high", _("wysokie ryzyko: zgłaszamy i mówimy osobom")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("co się stało, krótko i bez nazwisk"), max_length=200)
    words = models.TextField(_("co się stało"), max_length=4000)
    happened_at = models.DateTimeField(_("kiedy to się stało"), null=True, blank=True)
    noticed_at = models.DateTimeField(_("kiedy się dowiedzieliśmy"))
    data = models.CharField(_("jakich danych dotyczy"), max_length=300, blank=True)
    people = models.PositiveIntegerField(_("ilu osób, około"), null=True, blank=True)
    risk = models.CharField(_("ocena ryzyka"), max_length=8, choices=Risk, blank=True)
    assessment = models.TextField(_("dlaczego tak oceniamy"), max_length=4000, blank=True)
    authority_told_at = models.DateTimeField(_("kiedy zgłoszono do UODO"), null=True, blank=True)
    late_why = models.CharField(_("dlaczego po 72 godzinach"), max_length=600, blank=True)
    people_told_at = models.DateTimeField(_("kiedy powiedziano osobom"), null=True, blank=True)
    people_why_not = models.CharField(_("dlaczego nie mówimy osobom"), max_length=600, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("naruszenie")
        verbose_name_plural = _("naruszenia")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | ~models.Q(risk=""),
                name="privacy_breach_closed_is_assessed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def authority_until(self) -> datetime:
        """By when the authority must be told (art. 33 ust. 1)."""
        return clocks.authority_until(self.noticed_at)

    @property
    def must_tell_authority(self) -> bool:
        """Whether it is still to be told, or nobody has said yet that it need not be."""
        return self.authority_told_at is None and self.risk != self.Risk.UNLIKELY

    @property
    def hours_left(self) -> int:
        """Whole hours to the end of the 72; negative when they have passed."""
        return int((self.authority_until - timezone.now()).total_seconds() // 3600)


@personal_data(none="What was done after a breach, told without names.")
class BreachStep(models.Model):
    """One thing done after a breach."""

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(_("co zrobiono"), max_length=600)
    done_on = models.DateField(_("kiedy"))

    class Meta:
        ordering = ["done_on", "pk"]

    def __str__(self) -> str:
        return f"step {self.pk} of {self.breach_id}"
