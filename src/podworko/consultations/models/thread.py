"""What a kind of help answers in a PAL."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.consultations.models.offer import Service
from podworko.core.privacy import personal_data
from podworko.planning.public import ThreadLink


@personal_data(none="Which help is given for which need.")
class ServiceLink(ThreadLink):
    """That a kind of help, as it is given in a PAL, answers a need or serves a goal."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="thread")
    pal = models.ForeignKey("network.Pal", on_delete=models.CASCADE, related_name="+")

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiada pomoc")
        verbose_name_plural = _("na co odpowiada pomoc")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["service", "pal", end], name=f"consultations_link_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]
