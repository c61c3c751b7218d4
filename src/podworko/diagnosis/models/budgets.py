"""What residents voted for in participatory budgets elsewhere, as counts: no voter is kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


@personal_data(none="An edition of a participatory budget, as its city published it.")
class Budget(models.Model):
    """One edition of a participatory budget: of a city, or of a district in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.CharField(_("miasto"), max_length=80)
    area = models.CharField(_("dzielnica"), max_length=120, blank=True)
    district = models.ForeignKey(
        "network.District", on_delete=models.SET_NULL, null=True, blank=True, related_name="budgets"
    )
    year = models.PositiveSmallIntegerField(_("rok"))
    description = models.CharField(_("opis"), max_length=200, blank=True)
    voters = models.PositiveIntegerField(_("głosujących"))
    source = models.CharField(_("plik"), max_length=200)
    digest = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("budżet obywatelski")
        verbose_name_plural = _("budżety obywatelskie")
        ordering = ["-year", "area"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "area", "year"], name="diagnosis_budget_once"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.unit}, {self.area}, {self.year}" if self.area else f"{self.unit}, {self.year}"
        )


@personal_data(none="A project as it was put to the vote.")
class BudgetProject(models.Model):
    """A project that residents voted on."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="projects")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    category = models.CharField(max_length=80, blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    voters = models.PositiveIntegerField()
    is_selected = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("projekt z budżetu obywatelskiego")
        verbose_name_plural = _("projekty z budżetu obywatelskiego")
        ordering = ["-voters", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "code"], name="diagnosis_budget_project_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(none="Counts of voters by age, sex or district; no voter is kept.")
class BudgetTally(models.Model):
    """How many people of one group voted for something of one category.

    A person is counted once for a category, however many of its projects they chose.
    """

    class By(models.TextChoices):
        ALL = "all", _("wszyscy")
        AGE = "age", _("wiek")
        SEX = "sex", _("płeć")
        DISTRICT = "district", _("dzielnica")

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="tallies")
    category = models.CharField(max_length=80)
    by = models.CharField(max_length=8, choices=By)
    group = models.CharField(max_length=120, blank=True)
    voters = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("głosy na kategorię")
        verbose_name_plural = _("głosy na kategorie")
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "category", "by", "group"], name="diagnosis_budget_tally_once"
            ),
            models.CheckConstraint(
                condition=models.Q(by__in=("all", "age", "sex", "district")),
                name="diagnosis_budget_tally_by_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.by} {self.group}: {self.voters}"
