"""The figures of a year as they were closed: what later changes of registers change no more."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import OWN, personal_data


class EditionQuerySet(models.QuerySet["Edition"]):
    def newest(self) -> Self:
        """Return the last edition of each year."""
        later = Edition.objects.filter(year=models.OuterRef("year"))
        later = later.filter(number__gt=models.OuterRef("number"))
        return self.exclude(models.Exists(later))


@personal_data(
    "made_by",
    purpose="Who closed a year's figures (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="the account's name goes with the account; the figures stay",
    matter="staff",
    end=OWN,
    kept_by="privacy.forget_users",
)
class Edition(models.Model):
    """The figures of a year, counted once for the whole network; the first one closes the year."""

    year = models.PositiveSmallIntegerField(_("rok"))
    number = models.PositiveSmallIntegerField(_("wydanie"))
    reason = models.CharField(_("co poprawiono"), max_length=500, blank=True)
    pals = models.JSONField(default=list)
    """The places as they were then: key, slug, name, and the days they opened and closed on."""
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("wydanie liczb roku")
        verbose_name_plural = _("wydania liczb roku")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="reports_edition_numbered"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="reports_edition_corrected_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.number}"


@personal_data(none="What is counted, in words.")
class Counted(models.Model):
    """One indicator of an edition, with the words that held on the year's last day.

    `words`, `label`, `group_label` and `earlier` are by language. `earlier` are the words that
    held before `since`, where that lies within the year.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="counted")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=20)
    group_label = models.JSONField()
    label = models.JSONField()
    version = models.PositiveSmallIntegerField()
    version_before = models.PositiveSmallIntegerField()
    """The version by which the number of the year before was counted."""
    since = models.DateField()
    words = models.JSONField()
    earlier = models.JSONField(default=dict)
    is_people = models.BooleanField(default=False)
    is_distinct = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="reports_counted_once"),
        ]

    def __str__(self) -> str:
        return self.code


@personal_data(none="Counts; small ones are held back from the public.")
class Figure(models.Model):
    """One number of one PAL, of what is of no PAL, or of the whole network.

    A number is None where nothing may be told. With `is_cut` there was more than the number
    says; with `is_held` it is not for everybody, so that no small group follows.
    """

    class Scope(models.TextChoices):
        PAL = "pal", "PAL"
        COMMON = "common", _("wspólne, nie jednego PAL")
        WHOLE = "whole", _("cała sieć")

    counted = models.ForeignKey(Counted, on_delete=models.CASCADE, related_name="figures")
    scope = models.CharField(max_length=6, choices=Scope)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, related_name="figures"
    )
    number = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    is_cut = models.BooleanField(default=False)
    is_held = models.BooleanField(default=False)
    before = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    is_before_cut = models.BooleanField(default=False)
    is_before_held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope="pal", pal__isnull=False)
                | models.Q(scope__in=("common", "whole"), pal__isnull=True),
                name="reports_figure_of_a_pal_or_of_none",
            ),
            models.UniqueConstraint(
                fields=["counted", "pal"],
                condition=models.Q(scope="pal"),
                name="reports_figure_once_a_pal",
            ),
            models.UniqueConstraint(
                fields=["counted", "scope"],
                condition=~models.Q(scope="pal"),
                name="reports_figure_once_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counted_id} {self.scope}"
