"""What an agreement with a partner answers: the thread reaches those whom a PAL works with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.planning.models.links import ThreadLink


@personal_data(none="What an agreement is for.")
class AgreementLink(ThreadLink):
    """That what a PAL and a partner agreed on answers a need or serves a goal of that PAL.

    It stands here because partners know nothing of needs and plans.
    """

    agreement = models.ForeignKey(
        "partners.Agreement", on_delete=models.CASCADE, related_name="thread"
    )

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiada porozumienie")
        verbose_name_plural = _("na co odpowiadają porozumienia")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["agreement", end], name=f"planning_agreement_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]
