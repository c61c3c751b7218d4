"""Standards for the protection of minors of a PAL: editions, reviews, and who knows them."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import DELETE, personal_data
from podworko.volunteering import law


class Content(models.TextChoices):
    """What standards must hold (protection act, art. 22c ust. 1)."""

    RELATIONS = "relations", _("bezpieczne relacje z dziećmi i zachowania, których nie wolno")
    INTERVENTION = "intervention", _("co robimy, gdy podejrzewamy krzywdę")
    NOTIFYING = (
        "notifying",
        _("kto zawiadamia policję, sąd albo zaczyna procedurę Niebieskiej Karty"),
    )
    REVIEW = "review", _("jak sprawdzamy i poprawiamy te standardy")
    PREPARING = "preparing", _("kto przygotowuje zespół do stosowania i jak się to zapisuje")
    TELLING = "telling", _("jak poznają je rodzice i dzieci")
    REPORTS = "reports", _("kto przyjmuje zgłoszenia")
    RECORDS = "records", _("jak zapisujemy i przechowujemy zdarzenia")


class StandardsQuerySet(models.QuerySet["Standards"]):
    def issued(self) -> Self:
        """Return those that were issued, the newest first."""
        return self.filter(issued_at__isnull=False).order_by("-valid_from", "-number")

    def in_force(self, day: date | None = None) -> Self:
        """Return the issued ones that hold on a day or held before it, the newest first."""
        return self.issued().filter(valid_from__lte=day or times.today())


@personal_data(none="A document of the house; who issued it is an account.")
class Standards(models.Model):
    """One edition of a PAL's standards: the full one, and a short one for children.

    A draft until it is issued; what was issued is never changed, a new edition follows it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="standards", verbose_name="PAL"
    )
    number = models.PositiveSmallIntegerField(_("wydanie"))
    full = models.TextField(
        _("wersja pełna"),
        max_length=60000,
        help_text=_("Zostaw pusty wiersz między akapitami. Wiersz z ## na początku to nagłówek."),
    )
    short = models.TextField(
        _("wersja skrócona, dla dzieci"),
        max_length=6000,
        help_text=_("Krótkie zdania, słowa, które dziecko zna. Do kogo mogę pójść? Co mi wolno?"),
    )
    contents = models.JSONField(_("co jest w standardach"), default=list, blank=True)
    valid_from = models.DateField(_("obowiązują od"), default=times.today)
    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StandardsQuerySet.as_manager()

    class Meta:
        verbose_name = _("standardy ochrony małoletnich")
        verbose_name_plural = _("standardy ochrony małoletnich")
        ordering = ["pal", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pal", "number"], name="volunteering_standards_number_once"
            ),
            models.UniqueConstraint(
                fields=["pal"],
                condition=Q(issued_at=None),
                name="volunteering_standards_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None) | (~Q(full="") & ~Q(short="")),
                name="volunteering_standards_issued_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pal_id}: {self.number}"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def missing(self) -> list[Content]:
        """What the law asks for and nobody ticked."""
        return [each for each in Content if each.value not in self.contents]


@personal_data(
    "words",
    purpose="That standards are reviewed (protection act, art. 22c)",
    keep_days=3650,
    erase="kept with the edition",
    matter="staff",
    since="reviewed_on",
)
class Review(models.Model):
    """That an edition was reviewed, with the written note the law asks for."""

    standards = models.ForeignKey(Standards, on_delete=models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField(_("kiedy"), default=times.today)
    words = models.TextField(
        _("co stwierdzono"),
        max_length=4000,
        help_text=_("Czy standardy pasują do tego, co robimy? Co trzeba zmienić? Bez nazwisk."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("przegląd standardów")
        verbose_name_plural = _("przeglądy standardów")
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="volunteering_review_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewed_on:%Y-%m-%d}"


@personal_data(
    "user",
    purpose="That the staff know the standards (protection act, art. 22c)",
    keep_days=3650,
    erase="deleted with the account",
    matter="staff",
    since="known_on",
    end=DELETE,
)
class Acknowledgement(models.Model):
    """That somebody of the staff has read an edition, and when."""

    standards = models.ForeignKey(
        Standards, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_standards"
    )
    known_on = models.DateField(_("kiedy"), default=times.today)

    class Meta:
        verbose_name = _("zapoznanie ze standardami")
        verbose_name_plural = _("zapoznania ze standardami")
        ordering = ["known_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standards", "user"], name="volunteering_acknowledgement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.known_on:%Y-%m-%d}"


def review_due_on(last: date) -> date:
    """Return by when standards are to be reviewed again (protection act, art. 22c)."""
    months = last.month - 1 + law.rules_on(last).standards_review_months
    year, month = last.year + months // 12, months % 12 + 1
    for day in range(last.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:  # the month is shorter
            continue
    raise AssertionError
