"""Plans by year, and each text of one that the network approved."""

import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import OWN, personal_data


class PlanQuerySet(models.QuerySet["Plan"]):
    def public(self) -> Self:
        """Return the plans that were approved at least once."""
        return self.filter(approvals__isnull=False).distinct()


@personal_data(none="Who does what is told by role.")
class Plan(models.Model):
    """What one PAL sets out to do in a year, as it is being written.

    Residents read the text that was last approved; what changed since waits for approval.
    """

    class Kind(models.TextChoices):
        PAL = "pal", _("plan PAL")
        CUS = "cus", _("plan organizowania społeczności lokalnej (CUS)")

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        SUBMITTED = "submitted", _("czeka na zatwierdzenie")
        APPROVED = "approved", _("zatwierdzony")
        EVALUATED = "evaluated", _("oceniony")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(
        _("rok"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    kind = models.CharField(_("jaki plan"), max_length=3, choices=Kind, default=Kind.PAL)
    study = models.ForeignKey(
        "diagnosis.Study",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("z której diagnozy"),
    )
    summary = models.TextField(
        _("o co nam chodzi w tym roku"),
        max_length=2000,
        blank=True,
        help_text=_("Przeczytają to mieszkańcy. Kilka prostych zdań."),
    )
    potential = models.TextField(
        _("na czym się oprzemy"),
        max_length=4000,
        blank=True,
        help_text=_("Ludzie, miejsca i siły, które tu są."),
    )
    partners = models.TextField(_("z kim to zrobimy"), max_length=4000, blank=True)
    money = models.TextField(_("pieniądze i sprzęt"), max_length=4000, blank=True)
    evaluating = models.TextField(_("jak ocenimy, co się udało"), max_length=4000, blank=True)
    state = models.CharField(_("stan"), max_length=10, choices=State, default=State.DRAFT)
    returned_words = models.CharField(max_length=500, blank=True, editable=False)
    evaluation = models.TextField(_("ocena na koniec"), max_length=10_000, blank=True)
    lessons = models.TextField(_("czego się nauczyliśmy"), max_length=10_000, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plany")
        ordering = ["-year", "pal__folded_name"]
        constraints = [
            models.UniqueConstraint(fields=["pal", "year"], name="planning_plan_one_a_year"),
            models.CheckConstraint(
                condition=models.Q(state__in=("draft", "submitted", "approved", "evaluated")),
                name="planning_plan_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="evaluated") | ~models.Q(evaluation=""),
                name="planning_plan_evaluated_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, {self.pal}"

    def get_absolute_url(self) -> str:
        return reverse("planning:plan", args=[self.pal.slug, self.year])


@personal_data(
    "submitted_by",
    "approved_by",
    purpose="Who sent and who approved a plan (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="the account's name goes with the account; the text stays",
    matter="staff",
    end=OWN,
    kept_by="privacy.forget_users",
)
class Approval(models.Model):
    """A text of a plan that the network approved, word for word, with its number."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="approvals")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    words = models.CharField(_("co się zmieniło"), max_length=500, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("zatwierdzony tekst planu")
        verbose_name_plural = _("zatwierdzone teksty planów")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planning_approval_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.number}"
