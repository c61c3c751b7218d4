"""Short lessons of civic education: what something is, how to take part, a quiz."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


class UnitQuerySet(models.QuerySet["Unit"]):
    def public(self) -> Self:
        return self.filter(state=Unit.State.PUBLISHED)


@personal_data(none="Words of a lesson, and the accounts of staff who wrote and published it.")
class Unit(models.Model):
    """A lesson of some minutes; it may have an easy version beside it."""

    class State(models.TextChoices):
        WRITTEN = "written", _("napisana")
        PUBLISHED = "published", _("opublikowana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("tytuł"), max_length=160)
    about = models.TextField(
        _("o co chodzi"),
        max_length=6000,
        help_text=_("Krótkie zdania. Jedno zdanie, jedna myśl. Trudne słowo od razu wyjaśnij."),
    )
    how = models.TextField(
        _("jak wziąć udział"),
        max_length=2000,
        blank=True,
        help_text=_("Każdy krok w nowej linii."),
    )
    is_easy = models.BooleanField(
        _("tekst łatwy do czytania (ETR)"),
        default=False,
        help_text=_("Bardzo krótkie zdania, sprawdzone z osobą, która takich tekstów potrzebuje."),
    )
    easier_of = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="easier",
        verbose_name=_("której lekcji to łatwa wersja"),
    )
    state = models.CharField(max_length=9, choices=State, default=State.WRITTEN)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("lekcja")
        verbose_name_plural = _("lekcje")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(about=""), name="debates_unit_has_words"
            ),
            models.CheckConstraint(
                condition=Q(easier_of=None) | Q(is_easy=True), name="debates_unit_easier_is_easy"
            ),
            models.CheckConstraint(
                condition=Q(state="written", published_by=None)
                | (
                    Q(state="published", published_by__isnull=False)
                    & (Q(published_by__lt=F("written_by")) | Q(published_by__gt=F("written_by")))
                ),
                name="debates_unit_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("debates:lesson", args=[self.public_id])

    @property
    def steps(self) -> list[str]:
        return [line.strip() for line in self.how.splitlines() if line.strip()]


@personal_data(none="A question of a quiz.")
class QuizQuestion(models.Model):
    """One question; nobody keeps who answered it how."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], name="debates_quizquestion_numbered"
            ),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(none="An answer of a quiz.")
class QuizAnswer(models.Model):
    """One answer to choose, whether it is right, and why."""

    question = models.ForeignKey(QuizQuestion, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    is_right = models.BooleanField(default=False)
    why = models.CharField(max_length=500)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="debates_quizanswer_numbered"
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(is_right=True),
                name="debates_quizanswer_one_is_right",
            ),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(why=""), name="debates_quizanswer_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class UnitTieQuerySet(models.QuerySet["UnitTie"]):
    def public(self) -> Self:
        """Return those of lessons that residents may read, ready to be listed."""
        return self.filter(unit__state=Unit.State.PUBLISHED).select_related("unit")


@personal_data(none="Which lesson stands at which debate, hearing or poll.")
class UnitTie(models.Model):
    """A lesson to read before one speaks or votes."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="ties")
    debate = models.ForeignKey(
        "debates.Debate", on_delete=models.CASCADE, null=True, related_name="lessons"
    )
    hearing = models.ForeignKey(
        "debates.Hearing", on_delete=models.CASCADE, null=True, related_name="lessons"
    )
    poll = models.ForeignKey(
        "debates.Poll", on_delete=models.CASCADE, null=True, related_name="lessons"
    )

    objects = UnitTieQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(debate__isnull=False, hearing=None, poll=None)
                | Q(debate=None, hearing__isnull=False, poll=None)
                | Q(debate=None, hearing=None, poll__isnull=False),
                name="debates_unittie_to_one_thing",
            ),
            models.UniqueConstraint(fields=["unit", "debate"], name="debates_unittie_debate_once"),
            models.UniqueConstraint(
                fields=["unit", "hearing"], name="debates_unittie_hearing_once"
            ),
            models.UniqueConstraint(fields=["unit", "poll"], name="debates_unittie_poll_once"),
        ]

    def __str__(self) -> str:
        return f"tie {self.pk}"

    @property
    def thing(self) -> str:
        """What it is tied to, in words."""
        return str(self.debate or self.hearing or self.poll)
