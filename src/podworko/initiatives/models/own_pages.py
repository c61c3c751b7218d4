"""The page of what is somebody's own, reached by a link or a code."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data


@personal_data(
    "person",
    "code_digest",
    purpose="Letting residents without an account reach what is theirs (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="deleted with the card",
    matter="programme",
    people=("person",),
    end=DELETE,
    kept_by="privacy.keep",
)
class OwnPage(models.Model):
    """One resident's page over everything they run, lend or ask for, at all PALs together.

    `public_id` is sealed in the link; another one makes every link given before open nothing.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, related_name="own_page"
    )
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("własna strona")
        verbose_name_plural = _("własne strony")

    def __str__(self) -> str:
        return f"own page {self.pk}"
