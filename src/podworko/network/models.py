"""The city's districts, the PALs, their places, rooms and hours."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from podworko.core.db import whole_point
from podworko.core.geo import Point
from podworko.core.privacy import personal_data
from podworko.core.text import roman
from podworko.network.booking import models as booking_models  # noqa: F401 - for Django
from podworko.network.holds import LeaderHold, RoomHold  # noqa: F401 - Django looks here
from podworko.network.leaders import Leader  # noqa: F401 - and for this one


class Fact(models.TextChoices):
    """A fact about access: what nobody checked is not a "no"."""

    YES = "yes", pgettext_lazy("fakt o dostępności", "tak")
    NO = "no", pgettext_lazy("fakt o dostępności", "nie")
    UNKNOWN = "unknown", _("nie wiemy")


def _fact(label: object) -> models.CharField[str, str]:
    return models.CharField(label, max_length=8, choices=Fact, default=Fact.UNKNOWN)  # type: ignore[arg-type]


@personal_data(none="Public geography.")
class District(models.Model):
    """A district (dzielnica) of the city."""

    number = models.PositiveSmallIntegerField(_("numer"), unique=True)
    name = models.CharField(_("nazwa"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    folded_name = models.CharField(max_length=80, db_index=True, editable=False)
    lat = models.FloatField(_("szerokość geograficzna"))
    lon = models.FloatField(_("długość geograficzna"))
    geometry = models.JSONField(_("granica"), null=True, blank=True)
    source = models.CharField(_("źródło"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dzielnica")
        verbose_name_plural = _("dzielnice")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.roman} {self.name}"

    @property
    def roman(self) -> str:
        """The number as the city writes it."""
        return roman(self.number)

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lon)


@personal_data(none="Buildings.")
class Place(models.Model):
    """A building or spot where things happen; access facts belong to it, not to its user."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nazwa"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    building = models.CharField(
        _("budynek"), max_length=160, blank=True, help_text=_("Na przykład: remiza OSP.")
    )
    address = models.CharField(_("adres"), max_length=200, blank=True)
    floor = models.CharField(_("piętro"), max_length=40, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    lat = models.FloatField(_("szerokość geograficzna"), null=True, blank=True)
    lon = models.FloatField(_("długość geograficzna"), null=True, blank=True)
    accuracy_m = models.PositiveIntegerField(_("dokładność położenia w metrach"), default=0)
    nearest_stop = models.CharField(_("najbliższy przystanek"), max_length=160, blank=True)
    directions = models.TextField(_("jak trafić"), blank=True)
    step_free = _fact(_("wejście bez stopni"))
    lift = _fact(_("winda"))
    toilet = _fact(_("toaleta dostosowana"))
    induction_loop = _fact(_("pętla indukcyjna"))
    assistance_dog = _fact(_("pies asystujący"))
    parking = _fact(_("miejsce parkingowe dla osób z niepełnosprawnością"))
    facts_checked_on = models.DateField(_("dostępność sprawdzono"), null=True, blank=True)
    is_fictional = models.BooleanField(_("miejsce fikcyjne"), default=False)

    FACTS = ("step_free", "lift", "toilet", "induction_loop", "assistance_dog", "parking")

    class Meta:
        verbose_name = _("miejsce")
        verbose_name_plural = _("miejsca")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=whole_point(),
                name="network_place_on_earth",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{fact}__in": Fact.values}),
                    name=f"network_place_{fact}_known",
                )
                for fact in (
                    "step_free",
                    "lift",
                    "toilet",
                    "induction_loop",
                    "assistance_dog",
                    "parking",
                )
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point | None:
        """Where it is, or None when nobody said."""
        if self.lat is None or self.lon is None:
            return None
        return Point(self.lat, self.lon)


@personal_data(none="Rooms.")
class Room(models.Model):
    """A room of a place."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("nazwa"), max_length=80)
    capacity = models.PositiveSmallIntegerField(_("ile osób się mieści"), null=True, blank=True)
    step_free = _fact(_("dojście bez stopni"))
    is_lent = models.BooleanField(
        _("grupy mogą ją rezerwować"),
        default=True,
        db_default=True,
        help_text=_("Odznacz salę, której nie pożyczacie, na przykład gabinet."),
    )

    class Meta:
        verbose_name = _("sala")
        verbose_name_plural = _("sale")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="network_room_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PalQuerySet(models.QuerySet["Pal"]):
    def open_to_people(self) -> Self:
        """Return those that work today."""
        return self.filter(status=Pal.Status.ACTIVE)


@personal_data(none="A public unit with unit-level contacts.")
class Pal(models.Model):
    """A Local Activity Programme. A closed one keeps its page and its history."""

    class Kind(models.TextChoices):
        TERRITORIAL = "territorial", _("terytorialny")
        CATEGORIAL = "categorial", _("kategorialny")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planowany")
        ACTIVE = "active", _("działa")
        CLOSED = "closed", _("zakończony")
        UNKNOWN = "unknown", _("stan nieznany")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nazwa"), max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True, editable=False)
    kind = models.CharField(_("rodzaj"), max_length=12, choices=Kind, default=Kind.TERRITORIAL)
    status = models.CharField(_("stan"), max_length=8, choices=Status, default=Status.ACTIVE)
    opened_on = models.DateField(_("otwarcie"), null=True, blank=True)
    closed_on = models.DateField(_("zakończenie"), null=True, blank=True)
    summary = models.CharField(_("w jednym zdaniu"), max_length=300, blank=True)
    summary_en = models.CharField(_("w jednym zdaniu, po angielsku"), max_length=300, blank=True)
    summary_uk = models.CharField(_("w jednym zdaniu, po ukraińsku"), max_length=300, blank=True)
    description = models.TextField(_("opis"), blank=True)
    seat = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="pals"
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="pals"
    )
    area = models.JSONField(_("obszar działania"), null=True, blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    source = models.CharField(_("źródło"), max_length=300, blank=True)
    verified_on = models.DateField(_("sprawdzono"), null=True, blank=True)
    is_fictional = models.BooleanField(_("PAL fikcyjny"), default=False)

    objects = PalQuerySet.as_manager()

    class Meta:
        verbose_name = _("PAL")
        verbose_name_plural = _("PAL-e")
        ordering = ["folded_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["planned", "active", "closed", "unknown"]),
                name="network_pal_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["territorial", "categorial"]),
                name="network_pal_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None)
                | models.Q(opened_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="network_pal_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:pal", args=[self.slug])

    @property
    def local_summary(self) -> str:
        """The sentence in the reader's language, or in Polish."""
        own = getattr(self, f"summary_{get_language()}", "")
        return own or self.summary


@personal_data(none="Names of places.")
class PalAlias(models.Model):
    """Another name people use for a PAL, such as one from a newspaper."""

    pal = models.ForeignKey(Pal, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("inna nazwa"), max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pal", "name"], name="network_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(none="Public history, without names of people.")
class PalMilestone(models.Model):
    """A dated event of a PAL's history, with its source."""

    pal = models.ForeignKey(Pal, on_delete=models.CASCADE, related_name="milestones")
    on = models.DateField(_("dzień"))
    precision = models.CharField(
        max_length=5, choices=[("day", _("dzień")), ("year", _("rok"))], default="day"
    )
    text = models.CharField(_("co się stało"), max_length=300)
    source = models.CharField(_("źródło"), max_length=300, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"


@personal_data(none="Roles and unit contacts, never a private person's.")
class TeamRole(models.Model):
    """Somebody one meets at a PAL, named by role; a first name only if they wish."""

    pal = models.ForeignKey(Pal, on_delete=models.CASCADE, related_name="team")
    role = models.CharField(_("rola"), max_length=80)
    note = models.CharField(_("kiedy i w jakiej sprawie"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.role


@personal_data(none="Opening hours.")
class OpeningRule(models.Model):
    """Weekly hours: on this weekday, from then to then.

    With dates it is one of a season, whose hours hold instead of the usual week.
    """

    pal = models.ForeignKey(Pal, on_delete=models.CASCADE, related_name="opening_rules")
    weekday = models.PositiveSmallIntegerField(_("dzień tygodnia"))
    opens = models.TimeField(_("od"))
    closes = models.TimeField(_("do"))
    valid_from = models.DateField(_("obowiązuje od"), null=True, blank=True)
    valid_to = models.DateField(_("obowiązuje do"), null=True, blank=True)

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="network_opening_weekday_known"
            ),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")),
                name="network_opening_hours_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None, valid_to=None)
                | models.Q(
                    # NULL counts as kept, so both days are asked for by name.
                    valid_from__isnull=False,
                    valid_to__isnull=False,
                    valid_to__gte=models.F("valid_from"),
                ),
                name="network_opening_season_has_both_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


@personal_data(none="Opening hours.")
class OpeningException(models.Model):
    """Other hours on some days, or closed when there are no hours; beats rule and holiday."""

    pal = models.ForeignKey(Pal, on_delete=models.CASCADE, related_name="opening_exceptions")
    since = models.DateField(_("od dnia"))
    until = models.DateField(_("do dnia"))
    opens = models.TimeField(_("od"), null=True, blank=True)
    closes = models.TimeField(_("do"), null=True, blank=True)
    reason = models.CharField(_("powód"), max_length=160)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="network_exception_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(opens=None, closes=None)
                | models.Q(opens__lt=models.F("closes")),
                name="network_exception_hours_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}: {self.reason}"


@personal_data(none="A public register of addresses.")
class AddressPoint(models.Model):
    """Where a street, or one house of it, lies: lets people search near an address offline."""

    street = models.CharField(_("ulica lub osiedle"), max_length=120)
    folded_street = models.CharField(max_length=120, editable=False)
    number = models.CharField(_("numer"), max_length=12, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["folded_street", "number"], name="network_address_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.number}".strip()


@personal_data(none="Public geography.")
class MapFeature(models.Model):
    """Something drawn behind the places on the map, such as a river."""

    class Kind(models.TextChoices):
        RIVER = "river", _("rzeka")
        GREEN = "green", _("zieleń")

    kind = models.CharField(_("rodzaj"), max_length=8, choices=Kind)
    name = models.CharField(_("nazwa"), max_length=80)
    geometry = models.JSONField(_("kształt"))
    source = models.CharField(_("źródło"), max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.name
