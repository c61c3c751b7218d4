"""The overlay of projects paid from ESF+ money: who takes part, for the common indicators alone."""

import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import DELETE, personal_data


@personal_data(none="What a project is, in words and days.")
class EsfProject(models.Model):
    """A project of the network that answers for its participants; there is none until made.

    For specific objective 4(1)(l) only ages and the total apply (domain.md 2.7, E1): work and
    education are asked only where the agreement wants them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("tytuł projektu"), max_length=160)
    agreement = models.CharField(_("numer umowy o dofinansowanie"), max_length=60)
    pals = models.ManyToManyField(
        "network.Pal", related_name="+", verbose_name=_("PAL w projekcie")
    )
    begins_on = models.DateField(_("początek"))
    ends_on = models.DateField(_("koniec"))
    keep_until = models.DateField(
        _("do kiedy trzymamy dokumenty"),
        help_text=_("Przepisz ten dzień z umowy. Potem dane uczestników usuną się same."),
    )
    asks_work = models.BooleanField(
        _("pytamy o pracę"),
        default=False,
        help_text=_("Zaznacz tylko wtedy, gdy umowa tego wymaga."),
    )
    asks_education = models.BooleanField(
        _("pytamy o wykształcenie"),
        default=False,
        help_text=_("Zaznacz tylko wtedy, gdy umowa tego wymaga."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("projekt EFS+")
        verbose_name_plural = _("projekty EFS+")
        ordering = ["-begins_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(agreement=""),
                name="reports_esf_project_told",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="reports_esf_project_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(keep_until__gte=models.F("ends_on")),
                name="reports_esf_project_kept_to_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether its documents need not be kept any more, so that nobody is entered either."""
        return times.today() > self.keep_until


@personal_data(
    "person",
    "sex",
    "birth_year",
    "entered_on",
    "left_on",
    "work",
    "education",
    purpose="Common indicators of a project paid from ESF+ (RODO art. 6 ust. 1 lit. c)",
    keep_days=1,
    erase="deleted once the documents of the project need not be kept any more",
    matter="esf",
    people=("person",),
    since="project__keep_until",
    end=DELETE,
    hold="esf",
    tells=("project__title",),
)
class EsfParticipant(models.Model):
    """Somebody who takes part in a project: what its indicators ask for and nothing else."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("kobieta")
        MALE = "male", _("mężczyzna")
        REFUSED = "refused", _("nie podano")

    class Work(models.TextChoices):
        UNEMPLOYED = "unemployed", _("bezrobotne krócej")
        LONG_TERM = "long_term", _("bezrobotne długotrwale")
        INACTIVE = "inactive", _("bierne zawodowo")
        EMPLOYED = "employed", _("pracujące")

    class Education(models.TextChoices):
        LOW = "isced02", _("podstawowe, gimnazjalne lub niższe (ISCED 0–2)")
        MIDDLE = "isced34", _("średnie lub policealne (ISCED 3–4)")
        HIGH = "isced58", _("wyższe (ISCED 5–8)")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(EsfProject, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    sex = models.CharField(_("płeć"), max_length=8, choices=Sex)
    birth_year = models.PositiveSmallIntegerField(
        _("rok urodzenia"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    entered_on = models.DateField(_("w projekcie od"))
    left_on = models.DateField(_("w projekcie do"), null=True, blank=True)
    work = models.CharField(_("praca w dniu wejścia"), max_length=12, choices=Work, blank=True)
    education = models.CharField(_("wykształcenie"), max_length=8, choices=Education, blank=True)

    class Meta:
        verbose_name = _("uczestnik projektu EFS+")
        verbose_name_plural = _("uczestnicy projektów EFS+")
        ordering = ["entered_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="reports_esf_person_once"),
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("entered_on")),
                name="reports_esf_left_after_entering",
            ),
            models.CheckConstraint(
                condition=models.Q(birth_year__gte=1900, birth_year__lte=2100),
                name="reports_esf_birth_year_plausible",
            ),
            models.CheckConstraint(
                condition=models.Q(sex__in=["female", "male", "refused"]),
                name="reports_esf_sex_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.person_id}"

    @property
    def band(self) -> str:
        """The age band on the day of entry; see `band_of`."""
        return band_of(self.entered_on, self.birth_year)


BANDS = ("under_18", "18_29", "30_54", "55_more")
_BAND_FROM = (18, 30, 55)


def band_of(day: date, birth_year: int) -> str:
    """Return the age band of somebody born in a year, on a day: years apart, as no day is known."""
    age = day.year - birth_year
    return BANDS[sum(age >= first for first in _BAND_FROM)]
