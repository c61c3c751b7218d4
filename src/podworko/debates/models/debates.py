"""A debate: what it weighed, what was said, how it was voted, what was decided."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core.codes import spaced
from podworko.core.privacy import personal_data
from podworko.people.public import Channel


class DebateQuerySet(models.QuerySet["Debate"]):
    def public(self) -> Self:
        """Return those residents may read of: announced with a public meeting, or published."""
        return self.exclude(state=Debate.State.PREPARED)


@personal_data(none="What was said is written down without names.")
class Debate(models.Model):
    """A meeting on results: minutes, remarks and a vote on priorities (domain.md 2.1, phase 3)."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("w przygotowaniu")
        OPEN = "open", _("trwa głosowanie")
        COUNTED = "counted", _("głosy policzone")
        PUBLISHED = "published", _("opublikowana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.OneToOneField(
        "activities.Session",
        on_delete=models.PROTECT,
        related_name="debate",
        verbose_name=_("spotkanie"),
    )
    study = models.ForeignKey(
        "diagnosis.Study",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="debates",
        verbose_name=_("wyniki której diagnozy"),
    )
    question = models.CharField(
        _("o co pytamy"),
        max_length=200,
        help_text=_("Na przykład: Od czego zaczniemy w przyszłym roku?"),
    )
    who_decides = models.CharField(
        _("kto i kiedy zdecyduje"),
        max_length=300,
        help_text=_("Na przykład: zespół PAL wpisze trzy pierwsze do planu do końca stycznia."),
    )
    votes_each = models.PositiveSmallIntegerField(_("ile głosów ma osoba"), default=3)
    code = models.CharField(max_length=6, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.PREPARED)
    people = models.PositiveIntegerField(_("ile osób było"), null=True, blank=True)
    minutes = models.TextField(
        _("przebieg"),
        max_length=20_000,
        blank=True,
        help_text=_("Co padło i co ustalono. Bez nazwisk mieszkańców."),
    )
    decided = models.TextField(
        _("co z tym zrobimy"),
        max_length=4000,
        blank=True,
        help_text=_("Kto, co i do kiedy. To obietnica: przeczytają ją mieszkańcy."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DebateQuerySet.as_manager()

    class Meta:
        verbose_name = _("debata")
        verbose_name_plural = _("debaty")
        ordering = ["-session__starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("prepared", "open", "counted", "published")),
                name="debates_debate_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(votes_each__gte=1, votes_each__lte=10),
                name="debates_debate_votes_each_sane",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | (~models.Q(minutes="") & ~models.Q(decided="")),
                name="debates_debate_published_with_minutes",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("debates:debate", args=[self.public_id])

    @property
    def shown_code(self) -> str:
        """The code as it is read aloud: "K7M 4PX"."""
        return spaced(self.code)


@personal_data(none="What is weighed.")
class Item(models.Model):
    """One thing that votes go to: a need, or a matter in words of its own."""

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    need = models.ForeignKey(
        "diagnosis.Need", on_delete=models.PROTECT, null=True, blank=True, related_name="debated"
    )
    words = models.CharField(_("sprawa"), max_length=160)

    class Meta:
        verbose_name = _("sprawa do wyboru")
        verbose_name_plural = _("sprawy do wyboru")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["debate", "position"], name="debates_item_numbered"),
            models.UniqueConstraint(fields=["debate", "need"], name="debates_item_need_once"),
            models.CheckConstraint(condition=~models.Q(words=""), name="debates_item_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


@personal_data(none="A vote without a voter: a sheet's number, or a key that only its device has.")
class Ballot(models.Model):
    """One person's votes, from a phone or a sheet of paper.

    `mark` makes a device or a sheet count once and says nothing of anybody. Keys are by chance,
    so that their order does not tell who voted when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="ballots")
    channel = models.CharField(max_length=8, choices=Channel)
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("karta do głosowania")
        verbose_name_plural = _("karty do głosowania")
        constraints = [
            models.UniqueConstraint(fields=["debate", "mark"], name="debates_ballot_once"),
            models.CheckConstraint(
                condition=models.Q(channel__in=("web", "paper")), name="debates_ballot_channel"
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk} ({self.channel})"


@personal_data(none="What was chosen on a ballot without a voter.")
class Choice(models.Model):
    """That a ballot gives a vote to an item; no ballot gives one item two."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="choices")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="choices")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "item"], name="debates_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.item_id}"


@personal_data(
    "words",
    purpose="What residents said about the results (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="hidden or worded anew by staff when it names somebody",
    matter="say",
    since="created_on",
)
class Remark(models.Model):
    """Something said, or written on a card or a phone, and what became of it."""

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="remarks")
    words = models.TextField(_("uwaga"), max_length=2000)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.DESK)
    answer = models.TextField(_("co z nią zrobiliśmy"), max_length=2000, blank=True)
    hidden_why = models.CharField(_("dlaczego ukryta"), max_length=300, blank=True)
    created_on = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("uwaga z debaty")
        verbose_name_plural = _("uwagi z debaty")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="debates_remark_has_words"),
        ]

    def __str__(self) -> str:
        return f"remark {self.pk}"

    @property
    def is_shown(self) -> bool:
        return not self.hidden_why
