"""What there is to do: opportunities, how many people each role takes, and what they are for."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.privacy import personal_data
from podworko.planning.public import ThreadLink


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def public(self) -> Self:
        """Return those residents may read of and apply for today."""
        not_over = Q(ends_on=None) | Q(ends_on__gte=times.today())
        return self.filter(not_over, state=Opportunity.State.OPEN)

    def opened_between(self, since: datetime, until: datetime) -> Self:
        """Return those for which people began to be looked for after one moment, not another."""
        opened = Coalesce("opened_at", "created_at")
        return self.alias(opened=opened).filter(opened__gt=since, opened__lte=until)


@personal_data(none="What there is to do.")
class Opportunity(models.Model):
    """Something a PAL looks for volunteers for; each answers a need (see OpportunityLink)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        OPEN = "open", _("szukamy osób")
        CLOSED = "closed", _("zamknięta")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("raz")
        WEEKLY = "weekly", _("co tydzień")
        FESTIVAL = "festival", _("kilka dni, na przykład festyn")

    class Where(models.TextChoices):
        AT_PAL = "pal", _("w PAL")
        AT_HOME = "home", _("w domu osoby, którą odwiedzasz")
        ELSEWHERE = "elsewhere", _("gdzie indziej")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="opportunities", verbose_name="PAL"
    )
    title = models.CharField(
        _("co jest do zrobienia"),
        max_length=120,
        help_text=_("Na przykład: Pomoc przy lekcjach w świetlicy."),
    )
    folded_title = models.CharField(max_length=120, editable=False)
    folded_words = models.TextField(editable=False)
    words = models.TextField(
        _("na czym to polega"),
        max_length=4000,
        help_text=_("Co się robi, z kim, ile to trwa, czego można się nauczyć."),
    )
    rhythm = models.CharField(_("jak często"), max_length=8, choices=Rhythm, default=Rhythm.WEEKLY)
    where = models.CharField(_("gdzie"), max_length=9, choices=Where, default=Where.AT_PAL)
    place = models.ForeignKey(
        "network.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunities",
        verbose_name=_("miejsce"),
    )
    with_minors = models.BooleanField(
        _("praca z dziećmi albo młodzieżą"),
        default=False,
        help_text=_("Wtedy każdy jest sprawdzony w rejestrach i przeszkolony, zanim zacznie."),
    )
    least_age = models.PositiveSmallIntegerField(_("od ilu lat"), default=15)
    skills = models.CharField(
        _("co się przyda"),
        max_length=300,
        blank=True,
        help_text=_("Na przykład: prawo jazdy, język ukraiński. Oddziel przecinkami."),
    )
    answer_days = models.PositiveSmallIntegerField(_("w ile dni roboczych odpowiadamy"), default=5)
    begins_on = models.DateField(_("od dnia"), null=True, blank=True)
    ends_on = models.DateField(_("do dnia"), null=True, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When people were last begun to be looked for; None for one that was made so."""

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("zadanie dla wolontariuszy")
        verbose_name_plural = _("zadania dla wolontariuszy")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "open", "closed")),
                name="volunteering_opportunity_state_known",
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=("once", "weekly", "festival")),
                name="volunteering_opportunity_rhythm_known",
            ),
            models.CheckConstraint(
                condition=Q(where__in=("pal", "home", "elsewhere")),
                name="volunteering_opportunity_where_known",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("begins_on")),
                name="volunteering_opportunity_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(least_age__gte=13, least_age__lte=99),
                name="volunteering_opportunity_least_age_sane",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=30),
                name="volunteering_opportunity_answer_days_sane",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("volunteering:opportunity", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether one may apply today."""
        is_over = self.ends_on is not None and self.ends_on < times.today()
        return self.state == Opportunity.State.OPEN and not is_over

    @property
    def skill_list(self) -> list[str]:
        return [skill.strip() for skill in self.skills.split(",") if skill.strip()]


@personal_data(none="How many people a role takes.")
class Role(models.Model):
    """A part in an opportunity, and how many people are needed for it."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(_("rola"), max_length=80)
    needed = models.PositiveSmallIntegerField(_("ile osób potrzeba"), default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("rola")
        verbose_name_plural = _("role")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "name"], name="volunteering_role_name_once"
            ),
            models.CheckConstraint(
                condition=Q(needed__gte=1, needed__lte=500), name="volunteering_role_needed_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(none="What an opportunity is for.")
class OpportunityLink(ThreadLink):
    """That an opportunity answers a need or serves a goal."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="thread")

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiada zadanie")
        verbose_name_plural = _("na co odpowiadają zadania")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["opportunity", end], name=f"volunteering_link_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]
