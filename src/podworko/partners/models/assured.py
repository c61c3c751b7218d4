"""What somebody said is true on a day, and how long that holds."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.times import today

FRESH_FOR = timedelta(days=183)
"""What nobody said is true for longer is shown as unchecked."""


class AssuredBy(models.TextChoices):
    """Who said that it is true."""

    TEAM = "team", _("zespół PAL")
    OWNER = "owner", _("sama organizacja")
    SOURCE = "source", _("źródło danych")


class Assured(models.Model):
    """When somebody last said that all of this is true, and who."""

    assured_on = models.DateField(_("sprawdzono dnia"), null=True, blank=True, editable=False)
    assured_by = models.CharField(
        _("kto sprawdził"), max_length=6, choices=AssuredBy, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @property
    def is_stale(self) -> bool:
        """Whether nobody said so for half a year, or ever."""
        return self.assured_on is None or self.assured_on < today() - FRESH_FOR


def assured_constraint() -> models.CheckConstraint:
    """Return the constraint that somebody known said so on a day, or nobody did."""
    return models.CheckConstraint(
        condition=models.Q(assured_on=None, assured_by="")
        | models.Q(assured_on__isnull=False, assured_by__in=AssuredBy.values),
        name="partners_%(class)s_assured_by_somebody",
    )


def stale() -> models.Q:
    """Return what is true of rows that nobody checked for half a year, or ever."""
    return models.Q(assured_on=None) | models.Q(assured_on__lt=today() - FRESH_FOR)


def one_of(field: str, values: Any, name: str) -> models.CheckConstraint:  # noqa: ANN401 - choices
    """Return the constraint that a field holds one of its choices."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)
