"""Surveys: editions of questions that never change once somebody was asked them."""

import uuid
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import codes
from podworko.core.privacy import personal_data
from podworko.core.times import today
from podworko.diagnosis.models.studies import Study
from podworko.diagnosis.wording import said

MOST_WORDS = 10_000
"""Letters in one answer: longer ones are refused, never cut."""


def _in_polish() -> list[str]:
    return ["pl"]


class SurveyQuerySet(models.QuerySet["Survey"]):
    def asked(self) -> "SurveyQuerySet":
        """Return the surveys that residents can answer today."""
        day = today()
        return self.filter(
            models.Q(opens_on=None) | models.Q(opens_on__lte=day),
            models.Q(closes_on=None) | models.Q(closes_on__gte=day),
            state=Survey.State.OPEN,
        )


@personal_data(none="Questions, not answers. The salt is wiped when the survey closes.")
class Survey(models.Model):
    """Questions put to residents as part of one study, answered without an account.

    `salt` exists only while the survey is open: with it gone, no digest of who answered can be
    made again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("w przygotowaniu")
        OPEN = "open", _("otwarta")
        CLOSED = "closed", _("zamknięta")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, related_name="surveys", verbose_name=_("diagnoza")
    )
    title = models.CharField(_("nazwa"), max_length=160)
    slug = models.SlugField(max_length=160, unique=True)
    titles = models.JSONField(default=dict, blank=True)
    """The title in the other languages."""
    intro = models.JSONField(_("wstęp"), default=dict, blank=True)
    thanks = models.JSONField(_("co po odpowiedzi"), default=dict, blank=True)
    languages = models.JSONField(_("języki"), default=_in_polish)
    state = models.CharField(_("stan"), max_length=8, choices=State, default=State.DRAFT)
    opens_on = models.DateField(_("od dnia"), null=True, blank=True)
    closes_on = models.DateField(_("do dnia"), null=True, blank=True)
    code = models.CharField(max_length=6, unique=True, default=codes.drawn, editable=False)
    """On the paper form, by which whoever types it in finds the survey."""
    are_results_public = models.BooleanField(_("wyniki na stronie"), default=False)
    salt = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ankieta")
        verbose_name_plural = _("ankiety")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("draft", "open", "closed")),
                name="diagnosis_survey_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") ^ models.Q(salt=""),
                name="diagnosis_survey_salt_while_open",
            ),
            models.CheckConstraint(
                condition=models.Q(are_results_public=False) | models.Q(state="closed"),
                name="diagnosis_survey_results_once_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on=None)
                | models.Q(closes_on=None)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="diagnosis_survey_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("diagnosis:answer", args=[self.slug])

    def title_in(self, language: str) -> str:
        """Return the title in a language, in Polish where it has none."""
        return self.titles.get(language) or self.title

    @property
    def is_asked(self) -> bool:
        """Whether residents can answer it today."""
        ended = self.closes_on is not None and self.closes_on < today()
        return self.state == self.State.OPEN and self.has_begun and not ended

    @property
    def has_begun(self) -> bool:
        return self.opens_on is None or self.opens_on <= today()

    @property
    def code_aloud(self) -> str:
        return codes.spaced(self.code)


class EditionQuerySet(models.QuerySet["Edition"]):
    def opened(self) -> "EditionQuerySet":
        """Return the editions that people are or were asked."""
        return self.exclude(opened_on=None)


@personal_data(none="A number and a day.")
class Edition(models.Model):
    """The questions of a survey as they were asked.

    From the day it is opened nothing in it changes, so an answer is always to the words that
    the person read. A change makes the next edition, with the same codes.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    opened_on = models.DateField(null=True, blank=True, editable=False)
    """Since when it is asked, and fixed; None for the one being written."""

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("wydanie ankiety")
        verbose_name_plural = _("wydania ankiety")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="diagnosis_edition_number_once"
            ),
            models.UniqueConstraint(
                fields=["survey"],
                condition=models.Q(opened_on=None),
                name="diagnosis_edition_one_being_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} · {self.number}"

    @property
    def is_fixed(self) -> bool:
        return self.opened_on is not None


class Kind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("jedna odpowiedź")
    MULTIPLE = "multiple", _("kilka odpowiedzi")
    SCALE = "scale", _("skala")
    RANKING = "ranking", _("kolejność ważności")
    NUMBER = "number", _("liczba")
    TEXT = "text", _("własnymi słowami")
    PLACE = "place", _("miejsce na mapie")
    MATRIX = "matrix", _("tabela: to samo o kilku sprawach")


class QuestionQuerySet(models.QuerySet["Question"]):
    def with_words(self) -> Self:
        """Return those answered in one's own words, or with a line for them beside "other"."""
        others = Option.objects.filter(question=models.OuterRef("pk"), is_other=True)
        return self.filter(models.Q(kind=Kind.TEXT) | models.Exists(others))


@personal_data(none="A question, not an answer.")
class Question(models.Model):
    """One question of one edition; `code` is its name in files and across editions.

    `least` and `most` are the ends of a scale or a number, or how many may be chosen or put in
    order. A question with `show_if` is asked only of who chose one of `show_codes` in that
    earlier question.
    """

    class Role(models.TextChoices):
        NONE = "none", _("zwykłe pytanie")
        AGE = "age", _("wiek")
        SEX = "sex", _("płeć")
        ESTATE = "estate", _("osiedle")

    CHOSEN = (Kind.SINGLE, Kind.MULTIPLE)
    """Kinds on which another question can depend."""
    WITH_OPTIONS = (*CHOSEN, Kind.RANKING, Kind.PLACE, Kind.MATRIX)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(_("nazwa w plikach"), max_length=24)
    kind = models.CharField(_("rodzaj"), max_length=8, choices=Kind)
    words = models.JSONField(_("pytanie"), default=dict)
    hints = models.JSONField(_("podpowiedź"), default=dict, blank=True)
    is_required = models.BooleanField(_("trzeba odpowiedzieć"), default=False)
    role = models.CharField(_("o czym mówi"), max_length=6, choices=Role, default=Role.NONE)
    least = models.IntegerField(_("najmniej"), null=True, blank=True)
    most = models.IntegerField(_("najwięcej"), null=True, blank=True)
    least_words = models.JSONField(_("co znaczy początek skali"), default=dict, blank=True)
    most_words = models.JSONField(_("co znaczy koniec skali"), default=dict, blank=True)
    show_if = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name=_("pytaj tylko, gdy w pytaniu"),
    )
    show_codes = models.JSONField(_("wybrano"), default=list, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pytanie")
        verbose_name_plural = _("pytania")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"], name="diagnosis_question_code_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "position"], name="diagnosis_question_position_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="diagnosis_question_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(role="none")
                | models.Q(role__in=("age", "sex", "estate"), kind="single"),
                name="diagnosis_question_role_of_one_choice",
            ),
            models.CheckConstraint(
                condition=models.Q(least=None)
                | models.Q(most=None)
                | models.Q(most__gte=models.F("least")),
                name="diagnosis_question_ends_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="scale")
                | models.Q(least__isnull=False, most__isnull=False),
                name="diagnosis_question_scale_has_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(show_if=None)
                | models.Q(show_if__lt=models.F("pk"))
                | models.Q(show_if__gt=models.F("pk")),
                name="diagnosis_question_not_shown_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return said(self.words, "pl") or self.code


@personal_data(none="A possible answer, not one that was given.")
class Option(models.Model):
    """One thing that can be chosen: an answer, a thing to rank, a place, a row or a column."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=24)
    words = models.JSONField(default=dict)
    is_other = models.BooleanField(default=False)
    """Comes with a line for one's own words."""
    is_row = models.BooleanField(default=False)
    """A matter that a table asks about; the table's other options are its columns."""

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="diagnosis_option_code_once"),
            models.UniqueConstraint(
                fields=["question", "position"], name="diagnosis_option_position_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_other=False) | models.Q(is_row=False),
                name="diagnosis_option_row_is_not_other",
            ),
        ]

    def __str__(self) -> str:
        return said(self.words, "pl") or self.code


@personal_data(none="How many answers are wished for; nobody is named.")
class Quota(models.Model):
    """How many answers are wished for from people of one age, sex or estate."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="quotas")
    dimension = models.CharField(max_length=6, choices=Question.Role)
    option_code = models.SlugField(max_length=24)
    target = models.PositiveIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        ordering = ["survey", "dimension", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "dimension", "option_code"], name="diagnosis_quota_once"
            ),
            models.CheckConstraint(
                condition=models.Q(dimension__in=("age", "sex", "estate")),
                name="diagnosis_quota_dimension_known",
            ),
            models.CheckConstraint(
                condition=models.Q(target__gte=1), name="diagnosis_quota_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.option_code}: {self.target}"
