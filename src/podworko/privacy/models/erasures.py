"""What was erased and why something stays: keys, counts and laws, never a name."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


@personal_data(none="Keys and keyed digests of what is gone, counts and laws: nobody is named.")
class Erasure(models.Model):
    """The certificate of one erasure: what went, what stays, by which law and until when.

    `contacts` are keyed digests: of an older backup they find rows that bore these contacts.
    `digest` is over everything told here and the digest of the certificate before.
    """

    class Why(models.TextChoices):
        REQUEST = "request", _("na wniosek osoby")
        TIME = "time", _("minął czas przechowywania")
        RESTORED = "restored", _("po odtworzeniu kopii zapasowej")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person_key = models.UUIDField(db_index=True)
    contacts = models.JSONField(default=list)
    why = models.CharField(max_length=8, choices=Why)
    went = models.JSONField(default=dict)
    stays = models.JSONField(default=list)
    until = models.DateField(null=True, blank=True)
    is_whole = models.BooleanField(default=True)
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("usunięcie danych")
        verbose_name_plural = _("usunięcia danych")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"erasure {self.pk}"


@personal_data(
    "person",
    "why",
    purpose="Keeping what a dispute or a claim needs (RODO art. 17 ust. 3 lit. e, art. 18)",
    keep_days=365 * 6,
    erase="the words are emptied six years after the hold ended",
    matter="rights",
    people=("person",),
    since="ended_at",
)
class DataHold(models.Model):
    """Somebody's data may not go while a dispute or a claim lasts, whoever asks."""

    class Reason(models.TextChoices):
        CLAIM = "claim", _("roszczenie albo spór (art. 17 ust. 3 lit. e)")
        DUTY = "duty", _("obowiązek z ustawy (art. 17 ust. 3 lit. b)")
        RESTRICTED = "restricted", _("osoba prosi o ograniczenie (art. 18)")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("podstawa"), max_length=10, choices=Reason)
    why = models.CharField(_("dlaczego"), max_length=300)
    since = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("wstrzymanie usunięcia")
        verbose_name_plural = _("wstrzymania usunięcia")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="privacy_datahold_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
