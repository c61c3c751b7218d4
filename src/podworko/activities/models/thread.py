"""What an activity, or one session of it, answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.activities.models.programme import Activity, Session
from podworko.core.privacy import personal_data
from podworko.planning.public import ThreadLink


@personal_data(none="What is done for which need.")
class ActivityLink(ThreadLink):
    """That an activity answers a need or serves a goal; with `session`, that this meeting does."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="thread")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="thread"
    )

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiada")
        verbose_name_plural = _("na co odpowiada")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["activity", end],
                    condition=models.Q(session=None),
                    name=f"activities_link_{end}_once",
                )
                for end in ("need", "goal")
            ),
            *(
                models.UniqueConstraint(
                    fields=["session", end], name=f"activities_link_session_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]
