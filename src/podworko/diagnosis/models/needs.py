"""Needs of a community, each with its evidence."""

import uuid
from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.db import whole_point
from podworko.core.privacy import personal_data
from podworko.core.times import today
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models.studies import Study
from podworko.network.public import NeedCategory
from podworko.people.public import Channel

GRID = Decimal("0.005")
"""Degrees: a need is kept no nearer than to a cell of about 550 by 360 metres in Kraków."""


class NeedQuerySet(models.QuerySet["Need"]):
    def public(self) -> "NeedQuerySet":
        """Return the needs that residents may read: confirmed ones, whatever became of them."""
        return self.exclude(status=Need.Status.REPORTED).filter(is_withheld=False)

    def open(self) -> "NeedQuerySet":
        """Return the confirmed needs that still wait, whole or in part."""
        return self.filter(status__in=Need.OPEN)


@personal_data(none="A need is of a community: told without names, kept no nearer than its area.")
class Need(models.Model):
    """What a community needs, never what a family does; evidence says how we know.

    Its place is kept as the middle of a cell of GRID degrees, so that no door can be found.
    """

    class Status(models.TextChoices):
        REPORTED = "reported", _("zgłoszona")
        CONFIRMED = "confirmed", _("potwierdzona")
        IN_PLAN = "in_plan", _("w planie")
        BEING_MET = "being_met", _("odpowiadamy na nią")
        MET = "met", _("zaspokojona")
        CLOSED = "closed", _("zamknięta")

    OPEN = (Status.CONFIRMED, Status.IN_PLAN, Status.BEING_MET)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="needs")
    title = models.CharField(
        _("potrzeba jednym zdaniem"),
        max_length=160,
        help_text=_("Na przykład: Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu."),
    )
    words = models.TextField(
        _("więcej"), max_length=4000, blank=True, help_text=_("Bez nazwisk i adresów.")
    )
    category = models.CharField(_("czego dotyczy"), max_length=12, choices=NeedCategory)
    whose = models.CharField(
        _("czyja to potrzeba"), max_length=120, blank=True, help_text=_("Na przykład: seniorzy.")
    )
    area = models.CharField(_("gdzie"), max_length=120, blank=True)
    lat = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, editable=False)
    lon = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, editable=False)
    status = models.CharField(_("stan"), max_length=10, choices=Status, default=Status.REPORTED)
    closed_why = models.CharField(_("dlaczego zamknięta"), max_length=300, blank=True)
    is_withheld = models.BooleanField(default=False, editable=False)
    """Closed before anybody confirmed it: residents never read of it."""
    since = models.DateField(_("od kiedy o niej wiemy"), default=today)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.DESK)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("potrzeba")
        verbose_name_plural = _("potrzeby")
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["pal", "status"], name="diagnosis_need_pal_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    status__in=("reported", "confirmed", "in_plan", "being_met", "met", "closed")
                ),
                name="diagnosis_need_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=NeedCategory.values),
                name="diagnosis_need_category_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="closed") | ~models.Q(closed_why=""),
                name="diagnosis_need_closed_has_reason",
            ),
            models.CheckConstraint(
                condition=whole_point(),
                name="diagnosis_need_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("diagnosis:need", args=[self.public_id])

    @property
    def is_public(self) -> bool:
        return self.status != self.Status.REPORTED and not self.is_withheld

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


@personal_data(none="Counts and a source; a quotation has no name.")
class Evidence(models.Model):
    """How we know of a need: by which method, from where, how many voices, since when."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="evidence")
    method = models.CharField(_("skąd wiemy"), max_length=12, choices=Method)
    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    about = models.CharField(max_length=80, blank=True, editable=False)
    """What exactly in this module, as an audit label; "" when it is told in words alone."""
    words = models.CharField(
        _("co dokładnie"),
        max_length=300,
        help_text=_("Na przykład: 61 z 200 ankiet, pytanie 4."),
    )
    voices = models.PositiveIntegerField(_("ile głosów"), default=0)
    noted_on = models.DateField(_("kiedy"), default=today)

    class Meta:
        verbose_name = _("dowód potrzeby")
        verbose_name_plural = _("dowody potrzeb")
        ordering = ["-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(method__in=Method.values),
                name="diagnosis_evidence_method_known",
            ),
            models.UniqueConstraint(
                fields=["need", "about"],
                condition=~models.Q(about=""),
                name="diagnosis_evidence_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return self.words
