"""Tables that belong to no module."""

from django.db import models

from podworko.core.privacy import personal_data
from podworko.core.search import models as search_models  # noqa: F401 - Django looks here


@personal_data(none="Digests and counts; the key cannot be read back.")
class Throttle(models.Model):
    """How often one key did something since the window began."""

    digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.digest[:8]}: {self.count}"
