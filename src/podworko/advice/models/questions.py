"""A question asked in private, and what was said to it: sealed, and erased when it is over."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.advice.models.topics import Topic
from podworko.core import times
from podworko.core.fields import SealedField
from podworko.core.privacy import OWN, personal_data
from podworko.people.public import Channel


class AdviceQuestionQuerySet(models.QuerySet["Question"]):
    def overdue(self) -> "AdviceQuestionQuerySet":
        """Return those whose answer was promised for a day that is over."""
        return self.filter(state=Question.State.OPEN, due_on__lt=times.today())


@personal_data(
    "contact",
    purpose="Telling whoever asked that there is an answer (RODO art. 6 ust. 1 lit. e)",
    keep_days=90,
    erase="the whole question is erased 30 days after its answer was read, at the latest 90 after"
    " the last answer, or while one is awaited 90 after the day it was promised for",
    matter="advice",
    end=OWN,
    kept_by="advice.erase_old",
)
class Question(models.Model):
    """What somebody asked. Who holds its code reads it; at the desk the role of its topic does.

    Without a PAL it is for whoever holds the role anywhere. The code is kept as a digest.
    """

    class State(models.TextChoices):
        OPEN = "open", _("czeka na odpowiedź")
        ANSWERED = "answered", _("jest odpowiedź")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="questions", verbose_name=_("temat")
    )
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=8, choices=Channel)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="pl")
    contact = SealedField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    due_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    """When whoever asked first saw the latest answer."""
    to_call = models.BooleanField(default=False, editable=False)
    """Whether a call alone reaches whoever asked, and nobody made it yet."""
    helped = models.BooleanField(null=True, editable=False)

    objects = AdviceQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pytanie do porad")
        verbose_name_plural = _("pytania do porad")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="advice_question_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open")
                | models.Q(state="answered", answered_at__isnull=False),
                name="advice_question_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=("web", "phone", "desk")),
                name="advice_question_channel",
            ),
            models.CheckConstraint(
                condition=~models.Q(code_digest=""), name="advice_question_has_code"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def is_overdue(self) -> bool:
        return self.state == self.State.OPEN and self.due_on < times.today()

    @property
    def has_contact(self) -> bool:
        return bool(self.contact)


@personal_data(
    "words",
    purpose="Advice that was asked for (RODO art. 6 ust. 1 lit. e)",
    keep_days=90,
    erase="with its question",
    matter="advice",
    end=OWN,
    kept_by="advice.erase_old",
)
class Turn(models.Model):
    """One thing said: the question, an answer, a question more."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="turns")
    is_answer = models.BooleanField()
    words = SealedField()
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="advice_turn_has_words"),
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"
