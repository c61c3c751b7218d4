"""What help there is, who gives it, and when: nothing here is about a resident."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import personal_data


class Form(models.TextChoices):
    """How one talks (forma rozmowy)."""

    IN_PERSON = "in_person", _("na miejscu, w PAL")
    PHONE = "phone", _("przez telefon")
    VIDEO = "video", _("przez internet, z obrazem")
    HOME = "home", _("u Ciebie w domu")


class Minors(models.TextChoices):
    """Whether somebody under 18 may ask for this help."""

    ADULTS = "adults", _("tylko dla dorosłych")
    GUARDIAN = "guardian", _("osoby niepełnoletnie tylko z opiekunem")
    ALONE = "alone", _("osoby niepełnoletnie także same")


class ServiceQuerySet(models.QuerySet["Service"]):
    def offered(self) -> Self:
        """Return those that residents may book."""
        return self.filter(is_offered=True)


@personal_data(none="A kind of help.")
class Service(models.Model):
    """A kind of help one can book a conversation for (usługa), as residents read it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("nazwa"), max_length=80, help_text=_("Na przykład: Rozmowa z psychologiem.")
    )
    name_en = models.CharField(_("nazwa po angielsku"), max_length=80, blank=True)
    name_uk = models.CharField(_("nazwa po ukraińsku"), max_length=80, blank=True)
    words = models.TextField(
        _("w czym pomaga"),
        max_length=2000,
        help_text=_("Prostymi słowami: z czym można przyjść, czego się nie robi."),
    )
    words_en = models.TextField(_("w czym pomaga, po angielsku"), max_length=2000, blank=True)
    words_uk = models.TextField(_("w czym pomaga, po ukraińsku"), max_length=2000, blank=True)
    for_whom = models.CharField(_("dla kogo"), max_length=200, blank=True)
    preparation = models.TextField(
        _("co przygotować"), max_length=1000, blank=True, help_text=_("Po jednej rzeczy w wierszu.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("ile trwa (minut)"),
        default=50,
        validators=[MinValueValidator(10), MaxValueValidator(240)],
    )
    break_minutes = models.PositiveSmallIntegerField(
        _("przerwa po rozmowie (minut)"), default=10, validators=[MaxValueValidator(120)]
    )
    forms = models.JSONField(_("w jakiej formie"), default=list)
    lead_hours = models.PositiveSmallIntegerField(
        _("ile godzin wcześniej trzeba się umówić"),
        default=12,
        validators=[MaxValueValidator(24 * 14)],
    )
    cancel_hours = models.PositiveSmallIntegerField(
        _("ile godzin wcześniej najlepiej odwołać"),
        default=24,
        validators=[MaxValueValidator(24 * 7)],
    )
    minors = models.CharField(
        _("osoby niepełnoletnie"), max_length=8, choices=Minors, default=Minors.GUARDIAN
    )
    minors_words = models.TextField(
        _("co przeczyta osoba niepełnoletnia"),
        max_length=600,
        blank=True,
        help_text=_("Kto może przyjść sam, a kto z opiekunem, i na jakiej podstawie."),
    )
    is_offered = models.BooleanField(_("można się umawiać"), default=True)
    position = models.PositiveSmallIntegerField(_("kolejność"), default=100)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("usługa")
        verbose_name_plural = _("usługi")
        ordering = ["position", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="consultations_service_name_once"),
            models.CheckConstraint(
                condition=Q(minutes__range=(10, 240)), name="consultations_service_length"
            ),
            models.CheckConstraint(
                condition=Q(minors__in=Minors.values), name="consultations_service_minors_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the reader's language, or in Polish."""
        return getattr(self, f"name_{get_language()}", "") or self.name

    @property
    def local_words(self) -> str:
        """What it helps with, in the reader's language, or in Polish."""
        return getattr(self, f"words_{get_language()}", "") or self.words

    @property
    def admits_minors(self) -> bool:
        """Whether somebody under age may come, alone or with a guardian (protection act, art. 21).

        Psychological advice to minors asks for checked specialists, whoever sits beside.
        """
        return self.minors != Minors.ADULTS

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def pause(self) -> timedelta:
        return timedelta(minutes=self.break_minutes)


@personal_data(none="A kind of matter; counts are kept by it.")
class Topic(models.Model):
    """What a conversation was about, roughly: chosen by the specialist for the counts alone."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(_("temat"), max_length=80)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = _("temat")
        verbose_name_plural = _("tematy")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "name"], name="consultations_topic_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SpecialistQuerySet(models.QuerySet["Specialist"]):
    def working(self) -> Self:
        """Return those who hold conversations today or later."""
        today = times.today()
        return self.filter(Q(leader__ends_on=None) | Q(leader__ends_on__gte=today))


@personal_data(
    "qualification",
    "about",
    purpose="So that residents know whom they talk to",
    keep_days=365 * 2,
    erase="deleted with the leader",
    matter="staff",
    since="leader__ends_on",
)
class Specialist(models.Model):
    """Somebody who holds confidential conversations (specjalistka, specjalista).

    A leader of the network: name, contact and account are on that card, and so is their time,
    which a class and a conversation can therefore not take twice.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leader = models.OneToOneField(
        "network.Leader",
        on_delete=models.PROTECT,
        related_name="specialist",
        verbose_name=_("osoba"),
    )
    qualification = models.CharField(
        _("kwalifikacje"), max_length=160, blank=True, help_text=_("Na przykład: radczyni prawna.")
    )
    about = models.TextField(_("o sobie, w dwóch zdaniach"), max_length=600, blank=True)
    languages = models.JSONField(_("w jakich językach rozmawia"), default=list)
    video_url = models.URLField(_("adres rozmów przez internet"), blank=True)
    services = models.ManyToManyField(
        Service, related_name="specialists", verbose_name=_("w czym pomaga")
    )

    objects = SpecialistQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba, która prowadzi rozmowy")
        verbose_name_plural = _("osoby, które prowadzą rozmowy")
        ordering = ["leader__name", "pk"]

    def __str__(self) -> str:
        return str(self.leader)

    @property
    def public_words(self) -> str:
        """What residents read of them: the name only if the person wishes so."""
        return self.leader.public_words


class DutyHoursQuerySet(models.QuerySet["DutyHours"]):
    def between(self, first: date, last: date) -> Self:
        """Return those in force on some day from `first` to `last`."""
        begun = Q(valid_from=None) | Q(valid_from__lte=last)
        not_ended = Q(valid_to=None) | Q(valid_to__gte=first)
        return self.filter(begun & not_ended)


@personal_data(none="When somebody works; the person is on the leader's card.")
class DutyHours(models.Model):
    """When a specialist is in at a PAL: weekly, in some weeks of a month, or on one day.

    One day is hours whose two dates are the same.
    """

    specialist = models.ForeignKey(
        Specialist, on_delete=models.CASCADE, related_name="duty_hours", verbose_name=_("kto")
    )
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.CASCADE, related_name="duty_hours", verbose_name=_("PAL")
    )
    room = models.ForeignKey(
        "network.Room",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duty_hours",
        verbose_name=_("sala"),
        help_text=_("Rozmowa zajmuje ją razem z osobą. Puste: bez sali, na przykład telefon."),
    )
    weekday = models.PositiveSmallIntegerField(_("dzień tygodnia"))
    starts = models.TimeField(_("od"))
    ends = models.TimeField(_("do"))
    weeks = models.JSONField(
        _("w których tygodniach miesiąca"),
        default=list,
        blank=True,
        help_text=_("Na przykład w pierwszy i trzeci wtorek. Nic: co tydzień."),
    )
    forms = models.JSONField(
        _("w jakiej formie"),
        default=list,
        blank=True,
        help_text=_("Nic nie zaznaczysz: w każdej, w jakiej jest dana pomoc."),
    )
    valid_from = models.DateField(_("od dnia"), null=True, blank=True)
    valid_to = models.DateField(_("do dnia"), null=True, blank=True)

    objects = DutyHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("dyżur")
        verbose_name_plural = _("dyżury")
        ordering = ["weekday", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="consultations_duty_weekday_known"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("starts")), name="consultations_duty_in_order"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_to=None)
                | Q(valid_to__gte=models.F("valid_from")),
                name="consultations_duty_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts}-{self.ends}"

    def is_on(self, day: date) -> bool:
        """Whether these hours hold on a day."""
        if day.weekday() != self.weekday:
            return False
        is_valid = (self.valid_from or day) <= day <= (self.valid_to or day)
        return is_valid and (not self.weeks or week_of_month(day) in self.weeks)

    def takes_place_as(self, service: Service) -> list[str]:
        """Return the forms in which `service` is given in these hours.

        With a picture only where somebody said at which address.
        """
        given = [form for form in service.forms if not self.forms or form in self.forms]
        return [form for form in given if form != Form.VIDEO or self.specialist.video_url]


@personal_data(none="Busy time; why is not asked.")
class Absence(models.Model):
    """Time a specialist keeps free of conversations; others see that they are busy."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    specialist = models.ForeignKey(Specialist, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))

    class Meta:
        verbose_name = _("czas zajęty")
        verbose_name_plural = _("czas zajęty")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="consultations_absence_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.specialist_id}: {self.starts_at:%Y-%m-%d %H:%M}"


def week_of_month(day: date) -> int:
    """Return which one of its weekday in the month a day is: 1 for the first Tuesday."""
    return (day.day - 1) // 7 + 1


LANGUAGES = [*settings.LANGUAGES, ("pjm", _("polski język migowy"))]
"""In which one may talk; Polish Sign Language is one of them."""
