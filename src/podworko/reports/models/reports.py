"""What people write about a year: a report of a PAL or of the network, and stories of change."""

import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, OWN, personal_data


class ReportQuerySet(models.QuerySet["Report"]):
    def public(self) -> Self:
        """Return what anybody reads."""
        return self.filter(state=Report.State.PUBLISHED).select_related("pal")


@personal_data(
    "ready_by",
    "published_by",
    purpose="Who wrote and who published a report (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="the account's name goes with the account; the text stays",
    matter="staff",
    end=OWN,
    kept_by="privacy.forget_users",
)
class Report(models.Model):
    """The words of one PAL about one year; of the network, when there is no PAL.

    `content` is what stood beside them when it was published: the plan and what was done,
    what residents decided, partners, media.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        READY = "ready", _("gotowe, czeka na publikację")
        PUBLISHED = "published", _("opublikowane")

    year = models.PositiveSmallIntegerField(
        _("rok"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, related_name="yearly_reports"
    )
    summary = models.TextField(
        _("rok w kilku zdaniach"),
        max_length=1500,
        blank=True,
        help_text=_("Co było najważniejsze? Napisz tak, jak opowiadasz sąsiadce."),
    )
    good = models.TextField(
        _("co się udało"),
        max_length=4000,
        blank=True,
        help_text=_("Co się zmieniło u ludzi, a nie tylko co zrobiliśmy."),
    )
    hard = models.TextField(
        _("co było trudne"),
        max_length=4000,
        blank=True,
        help_text=_("Czego nie zrobiliśmy z planu i dlaczego. Kogo nie udało się zaprosić?"),
    )
    learned = models.TextField(
        _("czego się nauczyliśmy"),
        max_length=4000,
        blank=True,
        help_text=_("Co zrobimy inaczej? Co mówili mieszkańcy?"),
    )
    planned = models.TextField(
        _("co dalej"),
        max_length=4000,
        blank=True,
        help_text=_("Dwie albo trzy rzeczy na przyszły rok i z której potrzeby się biorą."),
    )
    thanks = models.TextField(
        _("komu dziękujemy"),
        max_length=1500,
        blank=True,
        help_text=_("Organizacje i grupy. Osobę wymień tylko wtedy, gdy się zgodziła."),
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    content = models.JSONField(default=dict, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("sprawozdanie")
        verbose_name_plural = _("sprawozdania")
        ordering = ["-year", "pal__folded_name"]
        constraints = [
            models.UniqueConstraint(fields=["year", "pal"], name="reports_report_one_a_year"),
            models.UniqueConstraint(
                fields=["year"],
                condition=models.Q(pal=None),
                name="reports_report_of_the_network_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("draft", "ready", "published")),
                name="reports_report_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="reports_report_published_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.pal or 'PAL'}"

    def get_absolute_url(self) -> str:
        if self.pal is None:
            return reverse("reports:year", args=[self.year])
        return reverse("reports:report", args=[self.year, self.pal.slug])

    @property
    def is_new(self) -> bool:
        """Whether nobody has begun it."""
        return self._state.adding

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY


@personal_data(
    "title",
    "words",
    purpose="A story of change, told by people (RODO art. 6 ust. 1 lit. a: with their consent)",
    keep_days=3650,
    erase="taken out of the report when whoever told it withdraws",
    matter="planning",
    since="report__published_at",
    end=DELETE,
)
class Story(models.Model):
    """What changed for somebody, as it stands in a report: chosen and edited by the animator."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(_("tytuł"), max_length=160)
    words = models.TextField(
        _("historia"),
        max_length=4000,
        help_text=_("Bez nazwisk, chyba że ta osoba chce być podpisana i się zgodziła."),
    )
    proof = models.ForeignKey(
        "planning.Proof",
        on_delete=models.SET_NULL,
        null=True,
        related_name="told_in",
        editable=False,
    )
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("historia zmiany")
        verbose_name_plural = _("historie zmiany")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "proof"], name="reports_story_of_a_proof_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
