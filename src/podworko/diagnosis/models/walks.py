"""Research walks: a script of stops, those who walk by a number, and what they note."""

import secrets
import uuid
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.db import whole_point
from podworko.core.geo import Point
from podworko.core.privacy import DELETE, personal_data
from podworko.core.views import INNER
from podworko.diagnosis.models.needs import Need
from podworko.diagnosis.models.studies import Study
from podworko.network.public import NeedCategory

STEP = Decimal("0.0005")
"""Degrees: a note is kept to about 55 by 36 metres in Kraków, a crossing and not a door."""
MOST_PEOPLE = 10
LETTERS = "ABCDEFGHJKLMNPRSTUWXYZ"
"""What codes are made of: no letter that is easily taken for another, or for a number."""
CODE_LENGTH = 6
OPEN_AROUND = timedelta(days=1)
SENT_WITHIN = timedelta(days=7)


def new_code() -> str:
    """Return six letters that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _number in range(CODE_LENGTH))


def rounded(degrees: float | Decimal) -> Decimal:
    """Return degrees to the nearest STEP."""
    steps = (Decimal(str(degrees)) / STEP).to_integral_value(ROUND_HALF_EVEN)
    return steps * STEP


@personal_data(none="A route with questions; who walks is a number.")
class Walk(models.Model):
    """One research walk of a study: a few people, a script, an hour or so (domain.md 2.3)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("zaplanowany")
        OPEN = "open", _("otwarty: można pisać")
        CLOSED = "closed", _("zakończony")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="walks")
    title = models.CharField(
        _("nazwa"), max_length=160, help_text=_("Na przykład: Spacer z wózkami wokół szkoły.")
    )
    starts_at = models.DateTimeField(_("kiedy"))
    meets_at = models.CharField(_("gdzie się spotykamy"), max_length=200)
    words = models.TextField(
        _("co powiedzieć na początku"),
        max_length=2000,
        blank=True,
        help_text=_("Idący przeczytają to na górze strony."),
    )
    most_people = models.PositiveSmallIntegerField(
        _("ile osób najwyżej"),
        default=8,
        help_text=_("Najlepiej od 2 do 8, najwyżej 10."),
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("spacer badawczy")
        verbose_name_plural = _("spacery badawcze")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("planned", "open", "closed")),
                name="diagnosis_walk_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(most_people__range=(1, MOST_PEOPLE)),
                name="diagnosis_walk_is_small",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        return times.local(self.starts_at).date()

    def is_on(self, day: date) -> bool:
        """Whether the code opens the walk on `day`: its own, the one before or after."""
        return self.state == self.State.OPEN and abs(day - self.day) <= OPEN_AROUND

    def takes_late(self, day: date) -> bool:
        """Whether what was noted on it may still arrive on `day`, from phones without signal."""
        was_open = self.state != self.State.PLANNED
        return was_open and self.day - OPEN_AROUND <= day <= self.day + SENT_WITHIN


@personal_data(none="A spot of a route and what to ask there.")
class WalkStop(models.Model):
    """One stop of a walk's script, with what to look at."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField(default=1, editable=False)
    title = models.CharField(
        _("przystanek"), max_length=120, help_text=_("Na przykład: przejście przy szkole.")
    )
    question = models.TextField(_("o co pytamy"), max_length=500, blank=True)
    lat = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, editable=False)
    lon = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("przystanek spaceru")
        verbose_name_plural = _("przystanki spaceru")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=whole_point(),
                name="diagnosis_stop_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@personal_data(none="A number on a walk; the key lies in a cookie of the phone, not a name.")
class Walker(models.Model):
    """Somebody on a walk, known by a number with a colour and by nothing else."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="walkers")
    number = models.PositiveSmallIntegerField()
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("osoba na spacerze")
        verbose_name_plural = _("osoby na spacerze")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["walk", "number"], name="diagnosis_walker_number_taken_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, MOST_PEOPLE)),
                name="diagnosis_walker_number_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ObservationQuerySet(models.QuerySet["Observation"]):
    def kept(self) -> "ObservationQuerySet":
        """Return the notes that count: those nobody hid."""
        return self.filter(hidden_at=None)


@personal_data(
    "photo",
    "remark",
    purpose="What residents noted on a walk (RODO art. 6 ust. 1 lit. e); no author is kept",
    keep_days=1825,
    erase="hidden with a reason at once; deleted with the walk",
    matter="diagnosis",
    since="made_on",
    end=DELETE,
)
class Observation(models.Model):
    """One note of a walk: what is good or bad at a spot, in words, perhaps with a photograph.

    `key` is made by the phone, so that sending twice is noting once. A photograph is inner
    until somebody looked at it and made it public.
    """

    class Mark(models.TextChoices):
        PROBLEM = "problem", _("coś tu przeszkadza")
        GOOD = "good", _("coś tu jest dobre albo jest na to pomysł")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="observations")
    walker = models.ForeignKey(Walker, on_delete=models.CASCADE, related_name="observations")
    stop = models.ForeignKey(
        WalkStop, on_delete=models.SET_NULL, null=True, blank=True, related_name="observations"
    )
    mark = models.CharField(_("co to jest"), max_length=7, choices=Mark)
    category = models.CharField(_("czego dotyczy"), max_length=12, choices=NeedCategory)
    remark = models.TextField(_("co zauważasz"), max_length=2000, blank=True)
    lat = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, editable=False)
    lon = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, editable=False)
    photo = models.ImageField(_("zdjęcie"), upload_to=f"{INNER}walks/", blank=True)
    photo_alt = models.CharField(_("opis zdjęcia"), max_length=200, blank=True)
    is_photo_public = models.BooleanField(default=False)
    made_on = models.DateField(default=times.today)
    arrived_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_why = models.CharField(_("dlaczego ukrywasz"), max_length=300, blank=True)
    need = models.ForeignKey(
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="observations"
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notatka ze spaceru")
        verbose_name_plural = _("notatki ze spaceru")
        ordering = ["-arrived_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mark__in=("problem", "good")),
                name="diagnosis_observation_mark_known",
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=NeedCategory.values),
                name="diagnosis_observation_category_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(remark="") | ~models.Q(photo=""),
                name="diagnosis_observation_says_something",
            ),
            models.CheckConstraint(
                condition=whole_point(),
                name="diagnosis_observation_on_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at=None) | ~models.Q(hidden_why=""),
                name="diagnosis_observation_hidden_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(is_photo_public=False)
                | (~models.Q(photo="") & ~models.Q(photo_alt="") & models.Q(hidden_at=None)),
                name="diagnosis_observation_public_photo_described",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} on walk {self.walk_id}"

    @property
    def is_good(self) -> bool:
        return self.mark == self.Mark.GOOD

    @property
    def is_problem(self) -> bool:
        return self.mark == self.Mark.PROBLEM

    @property
    def point(self) -> Point | None:
        """Where it is: its own place, else the stop's; read with `stop`."""
        if self.lat is not None and self.lon is not None:
            return Point(float(self.lat), float(self.lon))
        stop = self.stop
        if stop is None or stop.lat is None or stop.lon is None:
            return None
        return Point(float(stop.lat), float(stop.lon))
