"""Local problems: what a resident reports, what is done about it, and how it ends."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.geo import Point
from podworko.core.privacy import STAY, personal_data
from podworko.core.views import INNER
from podworko.people.public import Channel


class ProblemState(models.TextChoices):
    """How far a problem is."""

    NEW = "new", _("przyjęte")
    ANSWERED = "answered", _("odpowiedzieliśmy")
    TIED = "tied", _("dopisane do potrzeb okolicy")
    PASSED = "passed", _("przekazane")
    ENDED = "ended", _("zakończone")
    DECLINED = "declined", _("nie zajmiemy się tym")


OVER = (ProblemState.ENDED, ProblemState.DECLINED)
STATES = Q(state__in=("new", "answered", "tied")) | Q(state__in=("passed", "ended", "declined"))


class ProblemQuerySet(models.QuerySet["Problem"]):
    def public(self) -> Self:
        """Return what residents read, after somebody at the PAL looked at it."""
        return self.filter(is_public=True)

    def open(self) -> Self:
        """Return what has not ended."""
        return self.exclude(state__in=OVER)

    def waiting(self) -> Self:
        """Return what nobody answered yet."""
        return self.filter(state=ProblemState.NEW)


@personal_data(
    "reporter",
    "words",
    "where",
    "lat",
    "lon",
    "photo",
    "photo_alt",
    "code_digest",
    purpose="Acting on reports and telling who reported the end (RODO art. 6 ust. 1 lit. e)",
    keep_days=180,
    erase="reporter, code, their words, address and photograph emptied 180 days after the end",
    matter="neighbours",
    people=("reporter",),
    since="ended_at",
    kept_by="initiatives.keep_board",
)
class Problem(models.Model):
    """Something wrong in the neighbourhood; the place of what may be a home is kept rounded."""

    class Category(models.TextChoices):
        LIGHTING = "lighting", _("oświetlenie")
        PAVEMENT = "pavement", _("chodnik i przejście")
        GREENERY = "greenery", _("zieleń")
        WASTE = "waste", _("śmieci")
        SAFETY = "safety", _("bezpieczeństwo")
        BARRIER = "barrier", _("przeszkoda dla wózka")
        OTHER = "other", _("sąsiedzi i inne")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="problems", verbose_name="PAL"
    )
    category = models.CharField(_("czego to dotyczy"), max_length=8, choices=Category)
    words = models.TextField(_("co jest nie tak"), max_length=2000, blank=True)
    where = models.CharField(_("gdzie"), max_length=160, blank=True)
    lat = models.FloatField(null=True, blank=True, editable=False)
    lon = models.FloatField(null=True, blank=True, editable=False)
    is_rounded = models.BooleanField(default=False, editable=False)
    """Whether the point is some fifty metres about the place, because it may be a home."""
    photo = models.ImageField(_("zdjęcie"), upload_to=f"{INNER}problems/", blank=True)
    photo_alt = models.CharField(_("co jest na zdjęciu"), max_length=200, blank=True)
    reporter = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="problems"
    )
    """None for who left no contact: their code opens the problem alone."""
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    state = models.CharField(max_length=8, choices=ProblemState, default=ProblemState.NEW)
    due_on = models.DateField(_("odpowiedź do"))
    need = models.ForeignKey(
        "diagnosis.Need", on_delete=models.PROTECT, null=True, blank=True, related_name="problems"
    )
    is_public = models.BooleanField(_("na liście „Zgłoszone w okolicy”"), default=False)
    shown_title = models.CharField(
        _("jak to nazwać na liście"),
        max_length=160,
        blank=True,
        help_text=_("Bez nazwisk i bez numeru domu. Na przykład: ciemno przy przejściu."),
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("zgłoszenie okolicy")
        verbose_name_plural = _("zgłoszenia okolicy")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["pal", "state"], name="initiatives_problem_pal_state")]
        constraints = [
            models.CheckConstraint(condition=STATES, name="initiatives_problem_state_known"),
            models.CheckConstraint(
                condition=Q(category__in=("lighting", "pavement", "greenery", "waste"))
                | Q(category__in=("safety", "barrier", "other")),
                name="initiatives_problem_category_known",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="initiatives_problem_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(state="tied") | Q(need__isnull=False),
                name="initiatives_problem_tied_to_a_need",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(shown_title=""),
                name="initiatives_problem_public_has_a_title",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ended", "declined"), ended_at__isnull=False)
                | (~Q(state__in=("ended", "declined")) & Q(ended_at=None)),
                name="initiatives_problem_end_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(photo="") | ~Q(photo_alt=""),
                name="initiatives_problem_photo_described",
            ),
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="initiatives_problem_code_once",
            ),
        ]

    def __str__(self) -> str:
        return f"problem {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("initiatives:problem", args=[self.public_id])

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_late(self) -> bool:
        """Whether it waits for a first answer after the promised day."""
        return self.state == ProblemState.NEW and self.due_on < times.today()

    @property
    def headline(self) -> str:
        """What staff call it: its public title, else the beginning of what was written."""
        return self.shown_title or self.words[:80] or self.get_category_display()


@personal_data(
    "words",
    purpose="Telling a reporter what was done, and the neighbourhood too",
    keep_days=None,
    erase="nothing: staff write it without names; it stays with the problem",
    matter="neighbours",
    end=STAY,
)
class ProblemStep(models.Model):
    """One step towards an end, in the words of the PAL; never changed, the next one follows."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("co robimy"), max_length=8, choices=ProblemState)
    words = models.TextField(_("odpowiedź"), max_length=2000)
    office = models.CharField(_("komu przekazano"), max_length=160, blank=True)
    number = models.CharField(_("ich numer sprawy"), max_length=80, blank=True)
    taken_on = models.DateField(_("dnia"), default=times.today)

    class Meta:
        verbose_name = _("krok zgłoszenia")
        verbose_name_plural = _("kroki zgłoszenia")
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=STATES, name="initiatives_problemstep_state_known"),
            models.CheckConstraint(
                condition=~Q(words=""), name="initiatives_problemstep_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(state="passed") | ~Q(office=""),
                name="initiatives_problemstep_passed_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk} of problem {self.problem_id}"


@personal_data(
    "person",
    "digest",
    purpose="Counting each neighbour once and telling them the end (RODO art. 6 ust. 1 lit. e)",
    keep_days=180,
    erase="person emptied 180 days after the end; the digest counts on and names nobody",
    matter="neighbours",
    people=("person",),
    kept_by="initiatives.keep_board",
    empties=(),
    marks=("digest",),
    since="problem__ended_at",
)
class ProblemVoice(models.Model):
    """That another neighbour has the same problem; each contact counts once."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, related_name="problem_voices"
    )
    digest = models.CharField(max_length=64)
    given_on = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("głos przy zgłoszeniu")
        verbose_name_plural = _("głosy przy zgłoszeniach")
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "digest"], name="initiatives_problemvoice_once"
            )
        ]

    def __str__(self) -> str:
        return f"voice {self.pk} at problem {self.problem_id}"
