"""Meetings of a team: agenda, who came, minutes, decisions with votes, tasks that follow."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import STAY, personal_data
from podworko.initiatives.models.team import Team, TeamMember
from podworko.planning.public import ThreadLink


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def told(self) -> Self:
        """Return those residents may read the minutes of."""
        return self.filter(state=Meeting.State.HELD, published_at__isnull=False)


@personal_data(none="Minutes are written without names of other residents.")
class Meeting(models.Model):
    """One meeting, from its invitation to its minutes."""

    class State(models.TextChoices):
        PLANNED = "planned", _("zaplanowane")
        HELD = "held", _("odbyło się")
        CALLED_OFF = "called_off", _("odwołane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField(_("początek"))
    ends_at = models.DateTimeField(_("koniec"))
    where = models.CharField(_("gdzie"), max_length=160)
    is_open = models.BooleanField(
        _("może przyjść każdy mieszkaniec"),
        default=True,
        help_text=_("Otwarte spotkanie jest na stronie zespołu."),
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    guests = models.PositiveSmallIntegerField(_("ilu było gości"), default=0)
    minutes = models.TextField(
        _("protokół"),
        max_length=20_000,
        blank=True,
        help_text=_("Co omówiono i ustalono. Bez nazwisk mieszkańców spoza zespołu."),
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("spotkanie zespołu")
        verbose_name_plural = _("spotkania zespołu")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("planned", "held", "called_off")),
                name="initiatives_meeting_state_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="initiatives_meeting_hours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | (Q(state="held") & ~Q(minutes="")),
                name="initiatives_meeting_published_with_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk} of {self.team_id}"

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()


@personal_data(none="What is to be talked about.")
class AgendaItem(models.Model):
    """One thing on the agenda, in its order."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("punkt"), max_length=200)

    class Meta:
        verbose_name = _("punkt porządku")
        verbose_name_plural = _("punkty porządku")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="initiatives_agendaitem_numbered"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="initiatives_agendaitem_has_words"),
        ]

    def __str__(self) -> str:
        return self.title


@personal_data(
    "member",
    purpose="Knowing whether a team could decide (its rules)",
    keep_days=3650,
    erase="deleted with the name of the member; the number who came stays in the minutes",
    matter="team",
    people=("member__person",),
    end=STAY,
    kept_by="initiatives.keep_team",
)
class Presence(models.Model):
    """Whether a member came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="presences")
    came = models.BooleanField()

    class Meta:
        verbose_name = _("obecność na spotkaniu")
        verbose_name_plural = _("obecności na spotkaniu")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="initiatives_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.meeting_id}"


@personal_data(none="What was decided, and how many voted how.")
class Decision(models.Model):
    """What a team decided at a meeting, numbered within its year: "3/2026"."""

    class Way(models.TextChoices):
        CONSENT = "consent", _("wszyscy się zgodzili")
        OPEN = "open", _("głosowanie jawne")
        SECRET = "secret", _("głosowanie tajne")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("co postanowiono"), max_length=2000)
    way = models.CharField(_("jak"), max_length=7, choices=Way, default=Way.OPEN)
    in_favour = models.PositiveSmallIntegerField(_("za"), default=0)
    against = models.PositiveSmallIntegerField(_("przeciw"), default=0)
    abstained = models.PositiveSmallIntegerField(_("wstrzymało się"), default=0)
    is_carried = models.BooleanField(_("przyjęto"), default=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    ties: list["DecisionLink"]
    """What it is about, as far as who reads may know it; `queries.team` fills it in."""

    class Meta:
        verbose_name = _("decyzja zespołu")
        verbose_name_plural = _("decyzje zespołu")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "year", "number"], name="initiatives_decision_numbered"
            ),
            models.CheckConstraint(
                condition=Q(way__in=("consent", "open", "secret")),
                name="initiatives_decision_way_known",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="initiatives_decision_has_words"),
            models.CheckConstraint(
                condition=~Q(way="consent") | Q(against=0, abstained=0, is_carried=True),
                name="initiatives_decision_consent_is_of_all",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        """The number as it is quoted: "3/2026"."""
        return f"{self.number}/{self.year}"


@personal_data(none="What a decision is for.")
class DecisionLink(ThreadLink):
    """That a decision answers a need or serves a goal."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="thread")

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiada decyzja")
        verbose_name_plural = _("na co odpowiadają decyzje")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["decision", end], name=f"initiatives_decisionlink_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]


@personal_data(
    "member",
    "vote",
    purpose="Open votes of people with a mandate are told to those they decide for",
    keep_days=3650,
    erase="deleted with the name of the member; the numbers stay with the decision",
    matter="team",
    people=("member__person",),
    end=STAY,
    kept_by="initiatives.keep_team",
)
class DecisionVote(models.Model):
    """How a member voted, in an open vote alone."""

    class Vote(models.TextChoices):
        FOR = "for", _("za")
        AGAINST = "against", _("przeciw")
        ABSTAIN = "abstain", _("wstrzymuję się")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="votes")
    vote = models.CharField(max_length=7, choices=Vote)

    class Meta:
        verbose_name = _("głos w zespole")
        verbose_name_plural = _("głosy w zespole")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "member"], name="initiatives_decisionvote_once"
            ),
            models.CheckConstraint(
                condition=Q(vote__in=("for", "against", "abstain")),
                name="initiatives_decisionvote_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote} by {self.member_id}"


class TaskQuerySet(models.QuerySet["TeamTask"]):
    def open(self) -> Self:
        return self.filter(done_on=None)


@personal_data(
    "member",
    purpose="Remembering who does what by when (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="deleted with the name of the member",
    matter="team",
    people=("member__person",),
    end=STAY,
    kept_by="initiatives.keep_team",
)
class TeamTask(models.Model):
    """What somebody took on; without a member it waits for somebody to take it over."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="tasks")
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    words = models.CharField(_("co jest do zrobienia"), max_length=300)
    member = models.ForeignKey(
        TeamMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("kto"),
    )
    due_on = models.DateField(_("do kiedy"))
    done_on = models.DateField(_("zrobione"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("zadanie zespołu")
        verbose_name_plural = _("zadania zespołu")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="initiatives_teamtask_has_words"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < times.today()
