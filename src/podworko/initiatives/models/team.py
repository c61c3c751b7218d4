"""The residents' team of a PAL: its mandate, who is in it and for how long, who wants to join."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import DELETE, personal_data
from podworko.people.public import Channel


class TeamQuerySet(models.QuerySet["Team"]):
    def public(self) -> Self:
        """Return the teams that residents may read of."""
        return self.filter(is_published=True)


@personal_data(none="What a team is for and how it works.")
class Team(models.Model):
    """The residents who support a PAL, with a mandate (zespół mieszkańców, domain.md 1.4)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.OneToOneField(
        "network.Pal", on_delete=models.PROTECT, related_name="residents_team", verbose_name="PAL"
    )
    mandate = models.TextField(
        _("po co jest zespół i o czym decyduje"),
        max_length=4000,
        help_text=_(
            "Na przykład: opiniuje plan PAL i decyduje o drobnych pieniądzach na pomysły sąsiadów."
        ),
    )
    rules = models.TextField(
        _("jak zespół pracuje"),
        max_length=4000,
        blank=True,
        help_text=_("Jak często się spotyka, jak podejmuje decyzje, jak się dołącza i odchodzi."),
    )
    term_months = models.PositiveSmallIntegerField(_("ile miesięcy trwa kadencja"), default=24)
    quorum = models.PositiveSmallIntegerField(
        _("ile osób musi być, żeby decydować"),
        default=0,
        help_text=_("0: zespół decyduje w każdym składzie."),
    )
    answer_days = models.PositiveSmallIntegerField(_("w ile dni roboczych odpowiadamy"), default=10)
    is_open = models.BooleanField(_("można się zgłaszać"), default=True)
    is_published = models.BooleanField(_("mieszkańcy widzą stronę zespołu"), default=False)
    founded_on = models.DateField(_("działa od"), default=times.today)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("zespół mieszkańców")
        verbose_name_plural = _("zespoły mieszkańców")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_months__gte=3, term_months__lte=60),
                name="initiatives_team_term_sane",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=30),
                name="initiatives_team_answer_days_sane",
            ),
            models.CheckConstraint(condition=~Q(mandate=""), name="initiatives_team_has_a_mandate"),
        ]

    def __str__(self) -> str:
        return f"{self.pal}"

    def get_absolute_url(self) -> str:
        return reverse("initiatives:team", args=[self.pal.slug])

    @property
    def promised_on(self) -> date:
        """The working day by which whoever asks today is answered."""
        return times.working_day_after(times.today(), days=self.answer_days)


class MemberQuerySet(models.QuerySet["TeamMember"]):
    def on(self, day: date) -> Self:
        """Return whose term holds on a day."""
        return self.filter(since__lte=day, until__gte=day)

    def current(self) -> Self:
        """Return whose term holds today."""
        return self.on(times.today())


@personal_data(
    "shown_name",
    "ended_why",
    "person",
    purpose="Knowing who decides for a community and until when (RODO art. 6 ust. 1 lit. e)",
    keep_days=3650,
    erase="name and reason emptied ten years after the end; votes stay as numbers",
    matter="team",
    people=("person",),
    since="until",
    kept_by="initiatives.keep_team",
)
class TeamMember(models.Model):
    """That somebody is in the team for a term; one term follows another, none is rewritten."""

    class Part(models.TextChoices):
        MEMBER = "member", _("członkini lub członek")
        CHAIR = "chair", _("prowadzi zespół")
        WRITER = "writer", _("pisze protokoły")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="team_terms")
    part = models.CharField(_("co robi w zespole"), max_length=6, choices=Part, default=Part.MEMBER)
    shown_name = models.CharField(
        _("jak podpisać na stronie"),
        max_length=120,
        blank=True,
        help_text=_("Za zgodą tej osoby. Puste: na stronie jest tylko liczba osób."),
    )
    since = models.DateField(_("od"), default=times.today)
    until = models.DateField(_("do"))
    ended_why = models.CharField(_("dlaczego wcześniej"), max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba w zespole")
        verbose_name_plural = _("osoby w zespole")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=("member", "chair", "writer")),
                name="initiatives_teammember_part_known",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="initiatives_teammember_term_in_order"
            ),
            models.UniqueConstraint(
                fields=["team", "person", "since"], name="initiatives_teammember_once"
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk} of {self.team_id}"

    @property
    def is_current(self) -> bool:
        return self.since <= times.today() <= self.until


@personal_data(
    "words",
    "answer",
    "person",
    purpose="Answering somebody who wants to join the team (RODO art. 6 ust. 1 lit. e)",
    keep_days=180,
    erase="deleted 180 days after the answer",
    matter="team",
    people=("person",),
    since="answered_at",
    end=DELETE,
    kept_by="initiatives.keep_team",
)
class TeamApplication(models.Model):
    """That somebody wants to join; answered by a promised day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na odpowiedź")
        ACCEPTED = "accepted", _("w zespole")
        DECLINED = "declined", _("nie tym razem")
        WITHDRAWN = "withdrawn", _("wycofane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="team_applications"
    )
    words = models.CharField(_("dlaczego chcesz dołączyć"), max_length=1000, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    due_on = models.DateField(_("odpowiedź do"))
    answer = models.CharField(_("odpowiedź"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("zgłoszenie do zespołu")
        verbose_name_plural = _("zgłoszenia do zespołu")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "accepted", "declined", "withdrawn")),
                name="initiatives_teamapplication_state_known",
            ),
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(state="waiting"),
                name="initiatives_teamapplication_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="initiatives_teamapplication_answered_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk} to {self.team_id}"
