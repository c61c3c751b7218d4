"""What every module ties its own things to needs and goals with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.diagnosis.public import Need
from podworko.planning.models.goals import Goal


class ThreadLink(models.Model):
    """That a thing answers a need, or serves a goal, one of the two, with a sentence why.

    A module makes its own table of it with a foreign key to its thing, so that the database
    itself keeps the thread from dangling, and adds the unique constraints.
    """

    need = models.ForeignKey(
        "diagnosis.Need",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("potrzeba"),
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cel"),
    )
    why = models.CharField(
        _("dlaczego"),
        max_length=300,
        help_text=_("Jedno zdanie, które zrozumie sąsiadka."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(need=None, goal__isnull=False)
                | models.Q(need__isnull=False, goal=None),
                name="%(app_label)s_%(class)s_tied_to_one",
            ),
        ]

    def __str__(self) -> str:
        return self.why

    @property
    def end(self) -> Need | Goal:
        """The need or the goal; raises ValueError for a tie to nothing, which no table holds."""
        found = self.need or self.goal
        if found is None:
            message = "A tie has an end."
            raise ValueError(message)
        return found
