"""A poll: what is asked and of whom; a roll of who voted, and a box of votes that know no voter.

The roll and the box share nothing but the poll: no time, no order, no key. There is no receipt,
because a receipt is what votes are bought and extorted with (docs/decisions/0022).
"""

import uuid
from datetime import datetime, time, timedelta
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import OWN, personal_data
from podworko.debates.tally import Kind

KEEP_DAYS = 30


class PollQuerySet(models.QuerySet["Poll"]):
    def public(self) -> Self:
        """Return those residents may read of."""
        return self.exclude(state=Poll.State.PREPARED)

    def due(self, now: datetime) -> Self:
        """Return those whose time to vote is over, and that nobody closed yet."""
        return self.filter(state=Poll.State.OPEN, closes_at__lte=now)


@personal_data(none="A question and its answers; who votes is on the roll.")
class Poll(models.Model):
    """A question put to the vote: by whom, until when, and what a tie and few votes mean."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("w przygotowaniu")
        OPEN = "open", _("ogłoszone")
        COUNTING = "counting", _("liczenie głosów")
        PUBLISHED = "published", _("ogłoszono wynik")
        CALLED_OFF = "called_off", _("odwołane")

    class Ways(models.TextChoices):
        """How people choose; the codes are those of `tally.Kind`."""

        SINGLE = Kind.SINGLE.value, _("jedna odpowiedź")
        MULTIPLE = Kind.MULTIPLE.value, _("kilka odpowiedzi")
        RANKING = Kind.RANKING.value, _("kolejność: od najważniejszej")
        POINTS = Kind.POINTS.value, _("punkty do rozdania")

    class Tie(models.TextChoices):
        DRAW = "draw", _("losowanie przy świadkach")
        BOTH = "both", _("wygrywają wszystkie, które mają tyle samo")
        AGAIN = "again", _("głosujemy jeszcze raz")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="polls",
        verbose_name=_("PAL"),
    )
    question = models.CharField(
        _("pytanie"),
        max_length=200,
        help_text=_("Na przykład: Jak nazwiemy nową salę na Zarzeczu?"),
    )
    about = models.TextField(
        _("o co chodzi"),
        max_length=4000,
        blank=True,
        help_text=_("Co trzeba wiedzieć, żeby wybrać. Prosto i bez stawania po żadnej stronie."),
    )
    who_decides = models.CharField(
        _("kto i kiedy zdecyduje"),
        max_length=300,
        help_text=_("Na przykład: wynik wiąże zespół PAL; ogłosimy go do 20 grudnia."),
    )
    kind = models.CharField(_("jak się głosuje"), max_length=8, choices=Ways, default=Ways.SINGLE)
    most_choices = models.PositiveSmallIntegerField(
        _("ile odpowiedzi najwyżej"),
        default=2,
        validators=[MinValueValidator(1)],
        help_text=_("Liczy się tylko przy kilku odpowiedziach."),
    )
    points_each = models.PositiveSmallIntegerField(
        _("ile punktów do rozdania"),
        default=10,
        validators=[MinValueValidator(1)],
        help_text=_("Liczy się tylko przy punktach."),
    )
    electorate = models.CharField(_("kto może głosować"), max_length=20, default="contact")
    opens_at = models.DateTimeField(_("od"))
    closes_at = models.DateTimeField(_("do"))
    quorum = models.PositiveIntegerField(
        _("ile głosów musi być, żeby wynik się liczył"),
        default=0,
        help_text=_("0, jeśli wystarczy dowolna liczba."),
    )
    tie_rule = models.CharField(
        _("co przy równej liczbie głosów"), max_length=8, choices=Tie, default=Tie.DRAW
    )
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    outcome = models.TextField(
        _("co z tego wynika"),
        max_length=4000,
        blank=True,
        help_text=_("Kto, co i do kiedy. To obietnica: przeczytają ją mieszkańcy."),
    )
    drawn = models.PositiveSmallIntegerField(_("co wylosowano"), null=True, blank=True)
    drawn_words = models.CharField(
        _("jak losowano"),
        max_length=500,
        blank=True,
        help_text=_("Gdzie, kiedy, czym i przy kim. Bez nazwisk mieszkańców."),
    )
    called_off_why = models.CharField(_("dlaczego odwołane"), max_length=500, blank=True)
    crowded = models.PositiveIntegerField(default=0, editable=False)
    refused = models.PositiveIntegerField(default=0, editable=False)
    entitled = models.PositiveIntegerField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("głosowanie")
        verbose_name_plural = _("głosowania")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "open", "counting", "published", "called_off")),
                name="debates_poll_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="debates_poll_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(tie_rule__in=("draw", "both", "again")), name="debates_poll_tie_known"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="debates_poll_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(who_decides="") & ~Q(electorate=""),
                name="debates_poll_says_who_decides",
            ),
            models.CheckConstraint(
                condition=Q(most_choices__gte=1, points_each__gte=1),
                name="debates_poll_gives_a_choice",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="debates_poll_published_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off")
                | (~Q(called_off_why="") & Q(ended_at__isnull=False)),
                name="debates_poll_called_off_with_words",
            ),
            models.CheckConstraint(
                condition=Q(drawn=None) | ~Q(drawn_words=""), name="debates_poll_drawn_with_words"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("debates:poll", args=[self.public_id])

    @property
    def takes_votes(self) -> bool:
        """Whether somebody who asks now may vote."""
        return self.takes_votes_at(timezone.now())

    def takes_votes_at(self, moment: datetime) -> bool:
        """Whether a vote that arrived at a moment counts, whenever it is written down."""
        is_on = self.state in (Poll.State.OPEN, Poll.State.COUNTING)
        return is_on and self.opens_at <= moment < self.closes_at

    @property
    def last_minute(self) -> datetime:
        """The end as people say it: a day that ends at midnight ends at 23:59, and is that day."""
        is_midnight = times.local(self.closes_at).time() == time()
        return self.closes_at - timedelta(minutes=1) if is_midnight else self.closes_at

    @property
    def is_coming(self) -> bool:
        return self.state == Poll.State.OPEN and timezone.now() < self.opens_at

    @property
    def is_over(self) -> bool:
        """Whether its time to vote has passed, or it was called off."""
        return self.state == Poll.State.CALLED_OFF or timezone.now() >= self.closes_at


@personal_data(none="What is chosen between.")
class Option(models.Model):
    """One answer: words, and the need it would meet, if it stands for one."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("odpowiedź"), max_length=160)
    need = models.ForeignKey(
        "diagnosis.Need", on_delete=models.PROTECT, null=True, blank=True, related_name="polled"
    )

    class Meta:
        verbose_name = _("odpowiedź w głosowaniu")
        verbose_name_plural = _("odpowiedzi w głosowaniu")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="debates_option_numbered"),
            models.UniqueConstraint(fields=["poll", "need"], name="debates_option_need_once"),
            models.CheckConstraint(condition=~Q(words=""), name="debates_option_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(none="How many letters were printed; their codes are on the roll as digests.")
class Batch(models.Model):
    """Letters with codes that were printed at once; what was void of them later."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField()
    letters = models.PositiveIntegerField()
    voided = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("partia listów")
        verbose_name_plural = _("partie listów")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="debates_batch_numbered"),
            models.CheckConstraint(condition=Q(letters__gte=1), name="debates_batch_has_letters"),
            models.CheckConstraint(
                condition=Q(voided=None) | Q(voided__lte=F("letters")),
                name="debates_batch_voids_its_own",
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.number}"


@personal_data(
    "key",
    purpose="That nobody votes twice (RODO art. 6 ust. 1 lit. e)",
    keep_days=KEEP_DAYS,
    erase="deleted thirty days after the poll ended",
    matter="say",
    end=OWN,
    kept_by="debates.erase_rolls",
)
class Voter(models.Model):
    """One line of the roll: a digest of who may vote, and whether they did. Never when or what.

    Keys are by chance, so that their order does not tell who came when.
    """

    class Way(models.TextChoices):
        NONE = "", _("jeszcze nie")
        WEB = "web", _("na stronie")
        PAPER = "paper", _("na papierze")
        BARRED = "barred", _("głosuje pod innym kontaktem")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="voters")
    batch = models.ForeignKey(
        Batch, on_delete=models.CASCADE, null=True, blank=True, related_name="voters"
    )
    key = models.CharField(max_length=64)
    has_voted = models.BooleanField(default=False)
    channel = models.CharField(max_length=6, choices=Way, blank=True, default=Way.NONE)

    class Meta:
        verbose_name = _("wiersz spisu głosujących")
        verbose_name_plural = _("spis głosujących")
        constraints = [
            models.UniqueConstraint(fields=["poll", "key"], name="debates_voter_once"),
            models.CheckConstraint(
                condition=Q(has_voted=False, channel="")
                | Q(has_voted=True, channel__in=("web", "paper", "barred")),
                name="debates_voter_ticked_with_channel",
            ),
        ]
        indexes = [models.Index(fields=["key"], name="debates_voter_by_key")]

    def __str__(self) -> str:
        return f"voter {self.pk}"


@personal_data(none="Votes without voters: no time, no order, no key of their own.")
class Box(models.Model):
    """All the votes of a poll in one row: each different ballot, and how many say just that.

    `ballots` is [["1 3", 12], …] in the order of its texts (`tally`), so that what was put in
    last does not stand last.
    """

    poll = models.OneToOneField(Poll, on_delete=models.CASCADE, related_name="box")
    ballots = models.JSONField(default=list)

    class Meta:
        verbose_name = _("urna")
        verbose_name_plural = _("urny")

    def __str__(self) -> str:
        return f"box of {self.poll_id}"


@personal_data(none="What a member of staff counted on paper, gone once two agree.")
class Count(models.Model):
    """The paper votes as one of two people counted them, without seeing what the other wrote."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="counts")
    turn = models.PositiveSmallIntegerField()
    counter = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ballots = models.JSONField(default=list)
    spoilt = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("liczenie kart")
        verbose_name_plural = _("liczenia kart")
        ordering = ["turn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "turn", "counter"], name="debates_count_once_each"
            ),
            models.CheckConstraint(condition=Q(turn__gte=1), name="debates_count_numbered"),
        ]

    def __str__(self) -> str:
        return f"count {self.turn} of {self.poll_id}"


@personal_data(none="Names two members of staff by their accounts, as their duty asks.")
class Protocol(models.Model):
    """That paper votes were counted by two and taken, and what explains a difference."""

    poll = models.OneToOneField(Poll, on_delete=models.CASCADE, related_name="protocol")
    first = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    turns = models.PositiveSmallIntegerField()
    handed_out = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()
    spoilt = models.PositiveIntegerField()
    words = models.CharField(_("skąd różnica"), max_length=500, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("protokół liczenia")
        verbose_name_plural = _("protokoły liczenia")
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")) | Q(first__gt=F("second")),
                name="debates_protocol_two_people",
            ),
            models.CheckConstraint(
                condition=Q(handed_out=F("valid") + F("spoilt")) | ~Q(words=""),
                name="debates_protocol_explains_a_difference",
            ),
        ]

    def __str__(self) -> str:
        return f"protocol of {self.poll_id}"

    @property
    def counted(self) -> int:
        return self.valid + self.spoilt
