"""Resources of a community: who and what is there, and what need each may help with."""

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.geo import Point
from podworko.core.privacy import personal_data
from podworko.core.times import today
from podworko.diagnosis.models.needs import Need
from podworko.network.public import NeedCategory

FRESH_FOR = timedelta(days=183)
"""What nobody checked for longer may be out of date, and is shown so."""


class ResourceKind(models.TextChoices):
    """The three classes of a map of resources (domain.md 2.2)."""

    INSTITUTIONAL = "institutional", _("instytucje, organizacje i firmy")
    MATERIAL = "material", _("miejsca i rzeczy")
    HUMAN = "human", _("ludzie i umiejętności")


class ResourceCategory(models.TextChoices):
    """What a resource is."""

    INSTITUTION = "institution", _("instytucja")
    NGO = "ngo", _("organizacja społeczna")
    BUSINESS = "business", _("firma")
    GROUP = "group", _("grupa nieformalna")
    PLACE = "place", _("miejsce")
    GREEN = "green", _("teren zielony")
    EQUIPMENT = "equipment", _("sprzęt")
    SKILL = "skill", _("umiejętność")
    TRADITION = "tradition", _("tradycja")
    MONEY = "money", _("źródło pieniędzy")
    MEDIUM = "medium", _("lokalne media")


KIND_OF = {
    category: {
        ResourceCategory.PLACE: ResourceKind.MATERIAL,
        ResourceCategory.GREEN: ResourceKind.MATERIAL,
        ResourceCategory.EQUIPMENT: ResourceKind.MATERIAL,
        ResourceCategory.SKILL: ResourceKind.HUMAN,
        ResourceCategory.TRADITION: ResourceKind.HUMAN,
    }.get(category, ResourceKind.INSTITUTIONAL)
    for category in ResourceCategory
}
"""The kind that a resource of a category is, unless somebody says otherwise."""


class ResourceQuerySet(models.QuerySet["Resource"]):
    def public(self) -> Self:
        """Return the resources that residents see."""
        return self.filter(status=Resource.Status.APPROVED)

    def placed(self) -> Self:
        """Return those that are a point on the map."""
        return self.exclude(grid_x=None)

    def stale(self) -> Self:
        """Return those on the map that nobody checked for half a year, or ever."""
        old = models.Q(checked_on=None) | models.Q(checked_on__lt=today() - FRESH_FOR)
        return self.filter(old, status=Resource.Status.APPROVED)


@personal_data(
    "person_name",
    "owner_email",
    "owner_phone",
    purpose="Asking whoever keeps a resource whether it is still true (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="empty them 30 days after the resource left the map; the resource itself stays",
    matter="map",
    contacts=("owner_email", "owner_phone"),
    since="archived_on",
    kept_by="diagnosis.forget_proposers",
    held_by=("person_name",),
)
class Resource(models.Model):
    """Something or somebody that a community can count on.

    Institutions and things are a point. Of people only a role or a skill is told, without a
    place; whoever stands behind it is known to the team alone, and only after they agreed.
    """

    class Status(models.TextChoices):
        APPROVED = "approved", _("na mapie")
        ARCHIVED = "archived", _("w archiwum")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("czyja społeczność"),
    )
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("od którego partnera"),
    )
    kind = models.CharField(_("rodzaj"), max_length=13, choices=ResourceKind)
    category = models.CharField(_("co to jest"), max_length=12, choices=ResourceCategory)
    name = models.CharField(_("nazwa"), max_length=160)
    folded_name = models.CharField(max_length=160, editable=False)
    words = models.TextField(_("opis"), max_length=4000, blank=True)
    answers = models.JSONField(_("na jakie potrzeby może odpowiadać"), default=list, blank=True)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    district = models.ForeignKey(
        "network.District",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dzielnica"),
    )
    lat = models.FloatField(_("szerokość geograficzna"), null=True, blank=True)
    lon = models.FloatField(_("długość geograficzna"), null=True, blank=True)
    grid_x = models.IntegerField(null=True, editable=False)
    grid_y = models.IntegerField(null=True, editable=False)
    """The point in the whole numbers of `core.mercator`, for counting by cells."""
    opening = models.CharField(_("kiedy"), max_length=300, blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("strona internetowa"), blank=True)
    person_name = models.CharField(_("kto za tym stoi"), max_length=120, blank=True)
    owner_email = models.EmailField(_("e-mail do pytania o zmiany"), blank=True)
    owner_phone = models.CharField(_("telefon do pytania o zmiany"), max_length=20, blank=True)
    owner_language = models.CharField(
        _("w jakim języku pytać"), max_length=2, choices=settings.LANGUAGES, default="pl"
    )
    consent_on = models.DateField(_("dzień zgody"), null=True, blank=True)
    """When whoever stands behind it agreed to be known to the team."""
    status = models.CharField(_("stan"), max_length=8, choices=Status, default=Status.APPROVED)
    checked_on = models.DateField(_("sprawdzono"), null=True, blank=True)
    asked_on = models.DateField(null=True, editable=False)
    archived_on = models.DateField(null=True, editable=False)
    source = models.CharField(_("źródło"), max_length=80, blank=True, editable=False)
    external_id = models.CharField(max_length=160, blank=True, editable=False)
    imported_as = models.CharField(max_length=16, blank=True, editable=False)
    """A digest of what its source said last: the team's own words stay until it says otherwise."""
    attribution = models.CharField(_("skąd dane, licencja"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("zasób")
        verbose_name_plural = _("zasoby")
        ordering = ["folded_name", "pk"]
        indexes = [
            # All that a map of counts asks for, so that it never looks at the rows themselves.
            models.Index(fields=["status", "grid_x", "grid_y"], name="diagnosis_resource_grid"),
            models.Index(fields=["status", "folded_name"], name="diagnosis_resource_name"),
            models.Index(fields=["pal", "status"], name="diagnosis_resource_pal"),
            models.Index(fields=["status", "checked_on"], name="diagnosis_resource_checked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ResourceKind.values),
                name="diagnosis_resource_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=ResourceCategory.values),
                name="diagnosis_resource_category_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="approved", archived_on=None)
                | models.Q(status="archived", archived_on__isnull=False),
                name="diagnosis_resource_archived_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None, grid_x=None, grid_y=None)
                | models.Q(
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                    grid_x__isnull=False,
                    grid_y__isnull=False,
                ),
                name="diagnosis_resource_on_earth",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="human")
                | models.Q(
                    lat=None,
                    lon=None,
                    grid_x=None,
                    grid_y=None,
                    address="",
                    phone="",
                    email="",
                    website="",
                ),
                name="diagnosis_resource_person_has_no_place",
            ),
            models.CheckConstraint(
                condition=models.Q(consent_on__isnull=False)
                | (
                    models.Q(person_name="")
                    & (~models.Q(kind="human") | models.Q(owner_email="", owner_phone=""))
                ),
                name="diagnosis_resource_person_agreed",
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(external_id=""),
                name="diagnosis_resource_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("diagnosis:resource", args=[self.public_id])

    @property
    def point(self) -> Point | None:
        """Where it is, None when it is nowhere in particular."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def is_stale(self) -> bool:
        """Whether nobody checked it for half a year."""
        return self.checked_on is None or self.checked_on < today() - FRESH_FOR

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.APPROVED

    @property
    def answers_words(self) -> list[str]:
        """What needs it may help with, in words."""
        known = dict(NeedCategory.choices)
        return [str(known[code]) for code in self.answers if code in known]


@personal_data(none="Which resource may help with which need, in the team's words.")
class Match(models.Model):
    """The team says that a resource may help with a need; residents read it on both pages."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="matches")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="matches")
    note = models.CharField(_("jak może pomóc"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dopasowanie")
        verbose_name_plural = _("dopasowania")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "need"], name="diagnosis_match_once")
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} for {self.need_id}"
