"""Organisations of the area, and the places where they are met."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.geo import Point
from podworko.core.languages import in_english, in_ukrainian
from podworko.core.privacy import personal_data
from podworko.network.public import Fact
from podworko.partners.models.assured import Assured, assured_constraint, one_of, stale
from podworko.partners.models.words import NamedInLanguages


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    INSTITUTION = "institution", _("instytucja")
    NGO = "ngo", _("organizacja społeczna")
    BUSINESS = "business", _("firma")
    PARISH = "parish", _("parafia lub wspólnota wyznaniowa")
    CLUB = "club", _("klub")
    COUNCIL = "council", _("rada dzielnicy")
    OTHER = "other", _("inna organizacja")


class Status(models.TextChoices):
    """Whether residents see it."""

    DRAFT = "draft", _("szkic")
    PUBLISHED = "published", _("opublikowane")
    WITHDRAWN = "withdrawn", _("wycofane")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def public(self) -> Self:
        """Return the organisations that residents see."""
        return self.filter(status=Status.PUBLISHED)

    def stale(self) -> Self:
        """Return those residents see that nobody checked for half a year, or ever."""
        return self.filter(stale(), status=Status.PUBLISHED)


@personal_data(none="Organisations and how anybody reaches them; people are in Contact.")
class Organisation(Assured, NamedInLanguages):
    """An organisation that works in the area, with what everybody may know of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("który PAL o to dba"),
    )
    kind = models.CharField(_("rodzaj"), max_length=11, choices=OrganisationKind)
    name = models.CharField(_("nazwa"), max_length=200)
    folded_name = models.CharField(max_length=200, editable=False)
    other_name = models.CharField(_("inna nazwa"), max_length=200, blank=True)
    words = models.TextField(_("czym się zajmuje"), max_length=6000, blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("strona internetowa"), blank=True)
    attribution = models.CharField(_("skąd dane, licencja"), max_length=300, blank=True)
    status = models.CharField(
        _("stan"), max_length=9, choices=Status, default=Status.DRAFT, editable=False
    )
    withdrawn_on = models.DateField(null=True, editable=False)
    asked_on = models.DateField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    source = models.CharField(max_length=80, blank=True, editable=False)
    external_id = models.CharField(max_length=160, blank=True, editable=False)
    imported_as = models.CharField(max_length=16, blank=True, editable=False)
    """A digest of what its source said last: the team's own words stay until it says otherwise."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organizacja")
        verbose_name_plural = _("organizacje")
        ordering = ["folded_name", "pk"]
        indexes = [
            models.Index(fields=["status", "folded_name"], name="partners_org_name"),
            models.Index(fields=["status", "assured_on"], name="partners_org_assured"),
        ]
        constraints = [
            one_of("kind", OrganisationKind.values, "partners_organisation_kind_known"),
            one_of("status", Status.values, "partners_organisation_status_known"),
            assured_constraint(),
            models.CheckConstraint(
                condition=models.Q(status="withdrawn", withdrawn_on__isnull=False)
                | (~models.Q(status="withdrawn") & models.Q(withdrawn_on=None)),
                name="partners_organisation_withdrawn_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(external_id=""),
                name="partners_organisation_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:organisation", args=[self.public_id])

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLISHED


@personal_data(none="Buildings where organisations are met.")
class Location(models.Model):
    """A place where an organisation offers something (HSDS location)."""

    FACTS = ("step_free", "toilet", "induction_loop")
    TRANSLATED: ClassVar[tuple[str, ...]] = ("getting_there",)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="locations"
    )
    name = models.CharField(_("nazwa miejsca"), max_length=160, blank=True)
    address = models.CharField(_("adres"), max_length=200)
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
    getting_there = models.CharField(_("jak dojść"), max_length=300, blank=True)
    getting_there_en = models.CharField(in_english(_("jak dojść")), max_length=300, blank=True)
    getting_there_uk = models.CharField(in_ukrainian(_("jak dojść")), max_length=300, blank=True)
    step_free = models.CharField(
        _("wejście bez schodów"), max_length=8, choices=Fact, default=Fact.UNKNOWN
    )
    toilet = models.CharField(
        _("toaleta dostosowana"), max_length=8, choices=Fact, default=Fact.UNKNOWN
    )
    induction_loop = models.CharField(
        _("pętla indukcyjna"), max_length=8, choices=Fact, default=Fact.UNKNOWN
    )
    external_id = models.CharField(max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = _("miejsce partnera")
        verbose_name_plural = _("miejsca partnerów")
        ordering = ["name", "address", "pk"]
        constraints = [
            one_of("step_free", Fact.values, "partners_location_step_free_known"),
            one_of("toilet", Fact.values, "partners_location_toilet_known"),
            one_of("induction_loop", Fact.values, "partners_location_loop_known"),
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None)
                | models.Q(
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                ),
                name="partners_location_on_earth",
            ),
            models.UniqueConstraint(
                fields=["organisation", "external_id"],
                condition=~models.Q(external_id=""),
                name="partners_location_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.address)))

    @property
    def point(self) -> Point | None:
        """Where it is, None when nobody knows."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)
