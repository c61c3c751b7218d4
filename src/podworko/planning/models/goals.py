"""Goals: which needs they answer, what is done for them, and how one will see the effect."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data
from podworko.core.times import today
from podworko.planning.models.plans import Plan


@personal_data(none="What a community wants to reach.")
class Goal(models.Model):
    """One aim of a plan, with the effect by which it will be seen (domain.md 2.4)."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("pracujemy nad nim")
        REACHED = "reached", _("osiągnięty")
        PARTLY = "partly", _("osiągnięty w części")
        MISSED = "missed", _("nieosiągnięty")
        DROPPED = "dropped", _("porzucony")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(
        _("cel"),
        max_length=200,
        help_text=_("Na przykład: Starsi sąsiedzi częściej wychodzą z domu."),
    )
    effect = models.TextField(
        _("po czym to poznamy"),
        max_length=1000,
        help_text=_("Co zobaczymy u ludzi, kiedy się uda."),
    )
    needs = models.ManyToManyField(
        "diagnosis.Need", through="planning.GoalNeed", related_name="goals"
    )
    outcome = models.CharField(_("co wyszło"), max_length=8, choices=Outcome, default=Outcome.OPEN)
    outcome_words = models.TextField(_("co się zmieniło"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("cel")
        verbose_name_plural = _("cele")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=("open", "reached", "partly", "missed", "dropped")),
                name="planning_goal_outcome_known",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="open") | ~models.Q(outcome_words=""),
                name="planning_goal_outcome_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.outcome == self.Outcome.OPEN


@personal_data(none="A tie between two things.")
class GoalNeed(models.Model):
    """That a goal answers a need. A need that is answered somewhere cannot be deleted."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="need_ties")
    need = models.ForeignKey("diagnosis.Need", on_delete=models.PROTECT, related_name="goal_ties")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "need"], name="planning_goal_need_once"),
        ]

    def __str__(self) -> str:
        return f"goal {self.goal_id} answers need {self.need_id}"


@personal_data(none="Who does it is told by role.")
class Task(models.Model):
    """What will be done for a goal: who, when, with what."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(_("co zrobimy"), max_length=200)
    who = models.CharField(
        _("kto"), max_length=120, help_text=_("Rola: animatorka, zespół mieszkańców.")
    )
    begins_on = models.DateField(_("od dnia"))
    ends_on = models.DateField(_("do dnia"))
    with_what = models.CharField(_("czym i za co"), max_length=200, blank=True)
    done_on = models.DateField(_("zrobione dnia"), null=True, blank=True)

    class Meta:
        verbose_name = _("zadanie")
        verbose_name_plural = _("zadania")
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="planning_task_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.ends_on < today()


@personal_data(none="Numbers.")
class Indicator(models.Model):
    """One number by which a goal is watched: where it stood, where it should be, where it is.

    With a `measure` it counts itself from registers and the like; without, somebody writes
    the number and the day.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    title = models.CharField(_("co liczymy"), max_length=200)
    measure = models.CharField(
        _("skąd liczba"),
        max_length=40,
        blank=True,
        help_text=_("Liczy się sama albo wpisujesz ją ręcznie."),
    )
    measured_of = models.CharField(max_length=120, blank=True, editable=False)
    """What exactly the measure looks at, for measures that must know."""
    unit = models.CharField(_("jednostka"), max_length=40, blank=True)
    baseline = models.DecimalField(_("na początku"), max_digits=12, decimal_places=2, default=0)
    target = models.DecimalField(_("do osiągnięcia"), max_digits=12, decimal_places=2)
    actual = models.DecimalField(_("teraz"), max_digits=12, decimal_places=2, null=True, blank=True)
    noted_on = models.DateField(_("stan na dzień"), null=True, blank=True)

    class Meta:
        verbose_name = _("wskaźnik")
        verbose_name_plural = _("wskaźniki")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure="") | models.Q(actual=None),
                name="planning_indicator_counted_or_written",
            ),
            models.CheckConstraint(
                condition=models.Q(actual=None) | models.Q(noted_on__isnull=False),
                name="planning_indicator_written_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@personal_data(
    "words",
    "photo",
    purpose="What changed, told by people (RODO art. 6 ust. 1 lit. a: only with their consent)",
    keep_days=3650,
    erase="deleted when the person who told it withdraws",
    matter="planning",
    since="noted_on",
    end=DELETE,
)
class Proof(models.Model):
    """What a number cannot say: a text, a photograph or a story of change (domain.md 2.4)."""

    class Kind(models.TextChoices):
        TEXT = "text", _("co zauważyliśmy")
        PHOTO = "photo", _("zdjęcie")
        STORY = "story", _("historia zmiany")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(_("co to jest"), max_length=5, choices=Kind, default=Kind.TEXT)
    words = models.TextField(
        _("słowami"),
        max_length=4000,
        help_text=_("Bez nazwisk, chyba że ta osoba chce być podpisana i się zgodziła."),
    )
    photo = models.ImageField(_("zdjęcie"), upload_to="planning/", blank=True)
    photo_alt = models.CharField(_("opis zdjęcia"), max_length=200, blank=True)
    noted_on = models.DateField(_("kiedy"), default=today)
    is_public = models.BooleanField(
        _("pokazać mieszkańcom"),
        default=False,
        help_text=_("Tylko gdy osoby, które widać albo które mówią, się zgodziły."),
    )

    class Meta:
        verbose_name = _("dowód zmiany")
        verbose_name_plural = _("dowody zmiany")
        ordering = ["-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="photo") | ~models.Q(photo=""),
                name="planning_proof_photo_is_there",
            ),
            models.CheckConstraint(
                condition=models.Q(photo="") | ~models.Q(photo_alt=""),
                name="planning_proof_photo_described",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of goal {self.goal_id}"
