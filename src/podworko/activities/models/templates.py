"""Templates: what the network offers to every PAL to begin an activity with."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


@personal_data(none="Descriptions of activities.")
class Template(models.Model):
    """Facts an activity begins with; those named as fixed stay as the network says them.

    What is not fixed is the PAL's to change. When a fixed fact changes here, the activities
    made from the template that are not over follow.
    """

    FIELDS = (
        "title",
        "title_en",
        "title_uk",
        "summary",
        "summary_en",
        "summary_uk",
        "description",
        "kind",
        "audience",
        "age_min",
        "age_max",
        "cost",
        "cost_note",
        "bring",
        "need",
        "rules",
        "sign_up_mode",
        "sign_language",
        "easy_to_read",
        "quiet",
    )
    CAN_BE_FIXED = (
        "title",
        "summary",
        "description",
        "kind",
        "audience",
        "cost",
        "rules",
        "need",
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nazwa wzoru"), max_length=120, unique=True)
    purpose = models.CharField(
        _("po co jest ten wzór"),
        max_length=300,
        blank=True,
        help_text=_("Animatorzy przeczytają to przy wyborze."),
    )
    facts = models.JSONField(_("treść"), default=dict)
    fixed = models.JSONField(_("czego PAL nie zmienia"), default=list)
    is_offered = models.BooleanField(_("proponuj przy nowych zajęciach"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("wzór zajęć")
        verbose_name_plural = _("wzory zajęć")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """How the address of a new activity names it."""
        return str(self.public_id)

    def fixed_facts(self) -> dict[str, Any]:
        """Return the facts that a PAL does not change."""
        return {name: self.facts[name] for name in self.fixed if name in self.facts}
