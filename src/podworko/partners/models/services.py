"""What partners offer, to whom, for how much, and when."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.languages import in_english, in_ukrainian, local_text
from podworko.core.privacy import personal_data
from podworko.network.public import NeedCategory
from podworko.partners.models.assured import Assured, assured_constraint, one_of, stale
from podworko.partners.models.organisations import Location, Organisation, Status
from podworko.partners.models.words import OfferedInLanguages

MOST_AGE = 120


class Cost(models.TextChoices):
    """Whether one pays; nobody having said is an answer too."""

    FREE = "free", _("bezpłatnie")
    DEPENDS = "depends", _("zależy od sytuacji")
    PAID = "paid", _("odpłatnie")
    UNKNOWN = "unknown", _("nie wiemy")


class OfferedQuerySet(models.QuerySet["Service"]):
    def public(self) -> Self:
        """Return the services that residents see: their organisation is public too."""
        return self.filter(status=Status.PUBLISHED, organisation__status=Status.PUBLISHED)

    def stale(self) -> Self:
        """Return those residents see that nobody checked for half a year, or ever."""
        return self.public().filter(stale())


@personal_data(none="What organisations offer.")
class Service(Assured, OfferedInLanguages):
    """Something an organisation offers people (HSDS service)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="services"
    )
    name = models.CharField(_("nazwa usługi"), max_length=200)
    folded_name = models.CharField(max_length=200, editable=False)
    words = models.TextField(_("na czym polega"), max_length=6000, blank=True)
    answers = models.JSONField(_("na jakie potrzeby odpowiada"), default=list, blank=True)
    eligibility = models.TextField(_("dla kogo"), max_length=2000, blank=True)
    min_age = models.PositiveSmallIntegerField(_("od ilu lat"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("do ilu lat"), null=True, blank=True)
    documents = models.TextField(_("co trzeba przynieść"), max_length=2000, blank=True)
    cost = models.CharField(_("ile kosztuje"), max_length=7, choices=Cost, default=Cost.UNKNOWN)
    fee = models.CharField(_("opłata słowami"), max_length=300, blank=True)
    languages = models.JSONField(_("języki"), default=list, blank=True)
    applying = models.TextField(_("jak skorzystać"), max_length=2000, blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("strona internetowa"), blank=True)
    locations = models.ManyToManyField(
        Location, blank=True, related_name="services", verbose_name=_("gdzie")
    )
    districts = models.ManyToManyField(
        "network.District",
        blank=True,
        related_name="+",
        verbose_name=_("dla mieszkańców których dzielnic"),
    )
    """Whom it serves (HSDS service_area); none means everybody in the city."""
    status = models.CharField(
        _("stan"), max_length=9, choices=Status, default=Status.DRAFT, editable=False
    )
    external_id = models.CharField(max_length=160, blank=True, editable=False)
    imported_as = models.CharField(max_length=16, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfferedQuerySet.as_manager()

    class Meta:
        verbose_name = _("usługa partnera")
        verbose_name_plural = _("usługi partnerów")
        ordering = ["folded_name", "pk"]
        indexes = [models.Index(fields=["status", "folded_name"], name="partners_service_name")]
        constraints = [
            one_of("status", Status.values, "partners_service_status_known"),
            one_of("cost", Cost.values, "partners_service_cost_known"),
            assured_constraint(),
            models.CheckConstraint(
                condition=(models.Q(min_age=None) | models.Q(min_age__lte=MOST_AGE))
                & (models.Q(max_age=None) | models.Q(max_age__lte=MOST_AGE))
                & (
                    models.Q(min_age=None)
                    | models.Q(max_age=None)
                    | models.Q(max_age__gte=models.F("min_age"))
                ),
                name="partners_service_ages_in_order",
            ),
            models.UniqueConstraint(
                fields=["organisation", "external_id"],
                condition=~models.Q(external_id=""),
                name="partners_service_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:service", args=[self.public_id])

    @property
    def is_public(self) -> bool:
        """Whether residents see it, where its organisation is known."""
        return self.status == Status.PUBLISHED and self.organisation.is_public

    @property
    def answers_words(self) -> list[str]:
        """What needs it answers, in words."""
        known = dict(NeedCategory.choices)
        return [str(known[code]) for code in self.answers if code in known]


@personal_data(none="When services are open.")
class Schedule(models.Model):
    """When a service is open, as RFC 5545 says of rules; the clock is the one on the wall.

    Of one place, or of the service as a whole.
    """

    TRANSLATED: ClassVar[tuple[str, ...]] = ("words",)

    class Freq(models.TextChoices):
        WEEKLY = "WEEKLY", _("co tydzień")
        MONTHLY = "MONTHLY", _("co miesiąc")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="schedules",
        verbose_name=_("w którym miejscu"),
    )
    freq = models.CharField(_("jak często"), max_length=7, choices=Freq, default=Freq.WEEKLY)
    interval = models.PositiveSmallIntegerField(_("co ile tygodni lub miesięcy"), default=1)
    byday = models.CharField(max_length=60, blank=True)
    bymonthday = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(_("obowiązuje od"), null=True, blank=True)
    valid_to = models.DateField(_("obowiązuje do"), null=True, blank=True)
    opens_at = models.TimeField(_("od godziny"))
    closes_at = models.TimeField(_("do godziny"))
    words = models.CharField(_("dopisek"), max_length=200, blank=True)
    words_en = models.CharField(in_english(_("dopisek")), max_length=200, blank=True)
    words_uk = models.CharField(in_ukrainian(_("dopisek")), max_length=200, blank=True)

    class Meta:
        verbose_name = _("godziny usługi")
        verbose_name_plural = _("godziny usług")
        ordering = ["opens_at", "pk"]
        constraints = [
            one_of("freq", ["WEEKLY", "MONTHLY"], "partners_schedule_freq_known"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="partners_schedule_hours_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(interval=1)
                | models.Q(interval__range=(2, 12), valid_from__isnull=False),
                name="partners_schedule_interval_has_a_beginning",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="partners_schedule_days_in_order",
            ),
            models.CheckConstraint(
                condition=(models.Q(bymonthday="") & ~models.Q(byday=""))
                | (models.Q(byday="", freq="MONTHLY") & ~models.Q(bymonthday="")),
                name="partners_schedule_on_some_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.freq} {self.byday or self.bymonthday} {self.opens_at:%H:%M}"

    @property
    def local_words(self) -> str:
        """The note in the reader's language, or in Polish."""
        return local_text(self, "words").text

    def holds_on(self, day: date) -> bool:
        """Whether the days it is meant for include `day`, whatever weekday that is."""
        since, until = self.valid_from or day, self.valid_to or day
        return since <= day <= until
