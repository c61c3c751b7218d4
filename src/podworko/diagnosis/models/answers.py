"""What people answered: no name, no hour, no address, nothing about the device."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from podworko.core.db import whole_point
from podworko.core.privacy import DELETE, personal_data
from podworko.core.times import today
from podworko.diagnosis.models.surveys import MOST_WORDS, Edition, Option, Question, Survey

LETTERS_OF_DIGEST = 64


@personal_data(
    "typed_by",
    purpose="Asking the one who typed a sheet what it says (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="the account is unlinked; the answers stay",
    matter="staff",
    since="made_on",
    empties=("typed_by",),
)
class Batch(models.Model):
    """A pile of paper sheets typed at the desk, each twice; only settled sheets count."""

    class State(models.TextChoices):
        OPEN = "open", _("wpisujemy")
        CLOSED = "closed", _("wpisana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(
        _("skąd są te ankiety"),
        max_length=120,
        help_text=_("Na przykład: skrzynka w bibliotece, 3 czerwca."),
    )
    sheets_announced = models.PositiveSmallIntegerField(
        _("ile arkuszy"), validators=[MinValueValidator(1)]
    )
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    made_on = models.DateField(default=today)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("paczka ankiet papierowych")
        verbose_name_plural = _("paczki ankiet papierowych")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "closed")), name="diagnosis_batch_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(sheets_announced__gte=1), name="diagnosis_batch_has_sheets"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(
    "values",
    "typed_by",
    purpose="Finding slips in typing a paper questionnaire: two blind readings are compared",
    keep_days=90,
    erase="deleted when the batch is closed",
    matter="diagnosis",
    since="batch__made_on",
    end=DELETE,
)
class Sheet(models.Model):
    """One reading of one paper sheet. Two make an answer, once they say the same.

    `values` is {question code: what is on the paper}, as `answering.Given` writes it.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField()
    values = models.JSONField(default=dict)
    language = models.CharField(max_length=5, default="pl")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["batch", "number", "turn"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number", "turn"], name="diagnosis_sheet_turn_once"
            ),
            models.CheckConstraint(
                condition=models.Q(turn__in=(1, 2)), name="diagnosis_sheet_typed_twice"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="diagnosis_sheet_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}/{self.turn}"


@personal_data(
    "entered_by",
    purpose="Who typed or interviewed answers for the work of the office to be checked",
    keep_days=730,
    erase="the account is unlinked; the answers stay",
    matter="staff",
    since="received_on",
    empties=("entered_by",),
)
class Response(models.Model):
    """One person's answers, of whom nothing else is kept: a day, a language, a channel.

    `key` is made where the answers were given, so that what a device sends twice arrives once.
    It is the primary key: counted numbers would tell the order people answered in.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("strona")
        PAPER = "paper", _("papier")
        INTERVIEW = "interview", _("rozmowa")
        KIOSK = "kiosk", _("tablet na miejscu")
        IMPORT = "import", _("plik")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="responses")
    channel = models.CharField(max_length=9, choices=Channel, default=Channel.WEB)
    language = models.CharField(max_length=5, default="pl")
    received_on = models.DateField(default=today)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    sheet_number = models.PositiveSmallIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("wypełniona ankieta")
        verbose_name_plural = _("wypełnione ankiety")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=("web", "paper", "interview", "kiosk", "import")),
                name="diagnosis_response_channel_known",
            ),
            models.CheckConstraint(
                condition=models.Q(batch=None, sheet_number=None)
                | models.Q(batch__isnull=False, sheet_number__isnull=False, channel="paper"),
                name="diagnosis_response_sheet_in_batch",
            ),
            models.CheckConstraint(
                condition=~models.Q(channel__in=("web", "kiosk")) | models.Q(entered_by=None),
                name="diagnosis_response_own_has_no_writer",
            ),
            models.UniqueConstraint(
                fields=["batch", "sheet_number"],
                condition=models.Q(batch__isnull=False),
                name="diagnosis_response_sheet_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


@personal_data(
    "text",
    "lat",
    "lon",
    purpose=(
        "Learning what a community needs (RODO art. 6 ust. 1 lit. e): free words may name"
        " somebody though the question asks not to"
    ),
    keep_days=730,
    erase="the words are replaced by their topic; counts stay",
    matter="diagnosis",
    since="response__received_on",
)
class Answer(models.Model):
    """One thing said in answer to one question.

    A choice, a place in an order (`rank`), a cell of a table (`row` and `option`), a number or
    a point of a scale, words, or a point on the map no nearer than some hundred metres.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    option = models.ForeignKey(
        Option, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    row = models.ForeignKey(
        Option, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.TextField(max_length=MOST_WORDS, blank=True)
    lat = models.DecimalField(max_digits=5, decimal_places=3, null=True, blank=True)
    lon = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["question", "option"], name="diagnosis_answer_counted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "option"],
                condition=models.Q(option__isnull=False, row=None),
                name="diagnosis_answer_option_once",
            ),
            models.UniqueConstraint(
                fields=["response", "question", "row"],
                condition=models.Q(row__isnull=False),
                name="diagnosis_answer_row_once",
            ),
            models.UniqueConstraint(
                fields=["response", "question"],
                condition=models.Q(option=None),
                name="diagnosis_answer_value_once",
            ),
            models.UniqueConstraint(
                fields=["response", "question", "rank"],
                condition=models.Q(rank__isnull=False),
                name="diagnosis_answer_rank_once",
            ),
            models.CheckConstraint(
                condition=models.Q(option__isnull=False, number=None, lat=None, lon=None)
                | models.Q(
                    option=None, row=None, rank=None, number__isnull=False, text="", lat=None
                )
                | (
                    models.Q(option=None, row=None, rank=None, number=None, lat=None)
                    & ~models.Q(text="")
                )
                | models.Q(
                    option=None, row=None, rank=None, number=None, text="", lat__isnull=False
                ),
                name="diagnosis_answer_says_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(row=None) | models.Q(rank=None, text=""),
                name="diagnosis_answer_cell_is_plain",
            ),
            models.CheckConstraint(
                condition=models.Q(rank=None) | models.Q(rank__gte=1),
                name="diagnosis_answer_rank_from_one",
            ),
            models.CheckConstraint(
                condition=whole_point(),
                name="diagnosis_answer_on_earth",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MOST_WORDS),
                name="diagnosis_answer_not_longer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.option_id or self.number or self.text[:20]}"


@personal_data(none="A digest salted per survey; all are deleted when it closes, with the salt.")
class Counted(models.Model):
    """That some browser answered a survey; nothing ties it to what was answered.

    The digest is the primary key: numbers in order would match the order of the answers.
    """

    digest = models.CharField(max_length=LETTERS_OF_DIGEST, primary_key=True)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="counted")

    def __str__(self) -> str:
        return self.digest[:8]
