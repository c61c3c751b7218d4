"""Tables that belong to no module."""

from django.db import models

from podworko.core.fields import SealedField
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


@personal_data(none="A known word, sealed: it tells whether we hold the key of this database.")
class VaultProof(models.Model):
    """One row, sealed when the vault was first used."""

    token = SealedField()

    def __str__(self) -> str:
        return "vault"
