"""With whom an activity is organised."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.activities.models.programme import Activity
from podworko.core.privacy import personal_data


@personal_data(none="Which organisations do which activity together with a PAL.")
class CoOrganiser(models.Model):
    """That an organisation of the area organises an activity together with its PAL."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("współorganizator z katalogu")
        verbose_name_plural = _("współorganizatorzy z katalogu")
        ordering = ["organisation__folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation"], name="activities_coorganiser_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} with {self.activity_id}"
