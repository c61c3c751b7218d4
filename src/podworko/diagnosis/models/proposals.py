"""What residents add to the map themselves: proposals, and "me too" at a need."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.geo import Point
from podworko.core.privacy import personal_data
from podworko.diagnosis.models.needs import Need
from podworko.diagnosis.models.resources import Resource
from podworko.people.public import Channel, Prefers


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> Self:
        """Return those that nobody answered yet."""
        return self.filter(status=Proposal.Status.WAITING)

    def with_contact(self) -> Self:
        """Return those that still name somebody or somebody's place."""
        empty = models.Q(name="", email="", phone="", where="", lat=None)
        return self.exclude(empty)


@personal_data(
    "name",
    "email",
    "phone",
    "where",
    "lat",
    "lon",
    "words",
    purpose="Answering whoever proposed something for the map (RODO art. 6 ust. 1 lit. e)",
    keep_days=30,
    erase="empty the contact, the words and the place; that somebody proposed it stays",
    matter="map",
    contacts=("email", "phone"),
    since="answered_on",
    kept_by="diagnosis.forget_proposers",
    held_by=("name",),
)
class Proposal(models.Model):
    """Something a resident wants on the map, until the team puts it there or says why not.

    The place of a need is kept as the middle of its cell from the beginning.
    """

    class Kind(models.TextChoices):
        RESOURCE = "resource", _("zasób")
        NEED = "need", _("potrzeba")
        CORRECTION = "correction", _("poprawka zasobu")

    class Status(models.TextChoices):
        WAITING = "waiting", _("czeka")
        APPROVED = "approved", _("na mapie")
        JOINED = "joined", _("dołączona do istniejącej")
        REFUSED = "refused", _("odrzucona")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("co zgłaszasz"), max_length=10, choices=Kind)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(_("w jednym zdaniu"), max_length=160)
    words = models.TextField(_("więcej"), max_length=2000, blank=True)
    category = models.CharField(max_length=12, blank=True)
    """A ResourceCategory or a NeedCategory, as `kind` says; empty for "I do not know"."""
    where = models.CharField(_("gdzie"), max_length=160, blank=True)
    lat = models.FloatField(null=True, editable=False)
    lon = models.FloatField(null=True, editable=False)
    name = models.CharField(_("imię"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    prefers = models.CharField(_("jak odpowiedzieć"), max_length=8, choices=Prefers, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="pl")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    reason = models.CharField(_("dlaczego nie"), max_length=300, blank=True)
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    answered_on = models.DateField(null=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("zgłoszenie")
        verbose_name_plural = _("zgłoszenia")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["pal", "status"], name="diagnosis_proposal_pal_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("resource", "need", "correction")),
                name="diagnosis_proposal_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="waiting", answered_on=None)
                | models.Q(status__in=("approved", "joined", "refused"), answered_on__isnull=False),
                name="diagnosis_proposal_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | ~models.Q(reason=""),
                name="diagnosis_proposal_refused_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=("approved", "joined"))
                | models.Q(resource__isnull=False, need=None)
                | models.Q(resource=None, need__isnull=False),
                name="diagnosis_proposal_became_one_thing",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="correction") | models.Q(resource__isnull=False),
                name="diagnosis_proposal_corrects_something",
            ),
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="diagnosis_proposal_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def point(self) -> Point | None:
        """Where it is said to be; of a need the middle of its cell."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def is_need(self) -> bool:
        return self.kind == self.Kind.NEED

    @property
    def has_contact(self) -> bool:
        """Whether an answer can reach whoever proposed it."""
        return bool(self.email or self.phone)


@personal_data(
    none="A digest of a random mark and one need: it names nobody and joins no two needs."
)
class Support(models.Model):
    """Somebody says "me too" at a need, once."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="supports")
    digest = models.CharField(max_length=64)
    given_on = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("poparcie potrzeby")
        verbose_name_plural = _("poparcia potrzeb")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "digest"], name="diagnosis_support_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"support of need {self.need_id}"
