"""What free words are about: categories made by staff, and which answer falls into which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.diagnosis.models.answers import Answer
from podworko.diagnosis.models.surveys import Survey


@personal_data(none="A topic, worded by staff.")
class Code(models.Model):
    """One topic of the answers to one text question, whichever edition asked it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="codes")
    question_code = models.SlugField(max_length=24)
    words = models.CharField(_("kategoria"), max_length=80)
    answers = models.ManyToManyField(Answer, through="Coded", related_name="codes")

    class Meta:
        verbose_name = _("kategoria odpowiedzi")
        verbose_name_plural = _("kategorie odpowiedzi")
        ordering = ["survey", "question_code", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "question_code", "words"], name="diagnosis_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(none="That an answer is about a topic; the answer has its own declaration.")
class Coded(models.Model):
    """That one answer is about one topic."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="coded")
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="coded")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "code"], name="diagnosis_coded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.code_id}"


@personal_data(none="Counts, the small ones held back from residents; no words of anybody.")
class Published(models.Model):
    """What residents saw of a closed survey, as it was counted on the day it was published.

    It is kept and not counted anew: two pages a day apart would tell, by subtraction, what the
    one person answered whose sheet was typed in between. It is kept when it is withdrawn too,
    since who read it remembers: the next is guarded against all before (see `earlier.py`).
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="publications")
    on = models.DateField()
    told = models.JSONField()
    """As `publishing.told` writes it."""
    counts = models.JSONField(default=dict)
    """The true counts behind it, as `earlier.Earlier` writes them: for the team alone."""

    class Meta:
        ordering = ["survey", "pk"]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.on}"
