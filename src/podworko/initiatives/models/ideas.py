"""What residents want to do at a PAL: from an idea to what came of it, and what it answers."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.db import whole_point
from podworko.core.geo import Point
from podworko.core.privacy import personal_data
from podworko.people.public import Channel
from podworko.planning.public import ThreadLink


@personal_data(none="A PAL's own figures.")
class IdeaRules(models.Model):
    """What one PAL set otherwise than the network; without a row the figures of `idea_rules.toml`.

    `hour_grosze` is what the PAL reckons an hour of own work at: no law or source gives it.
    """

    pal = models.OneToOneField(
        "network.Pal", on_delete=models.CASCADE, related_name="idea_rules", verbose_name="PAL"
    )
    support_needed = models.PositiveSmallIntegerField(_("ile głosów poparcia wystarcza"))
    answer_days = models.PositiveSmallIntegerField(_("w ile dni roboczych odpowiadamy"))
    hour_grosze = models.PositiveIntegerField(_("wartość godziny pracy"), null=True, blank=True)

    class Meta:
        verbose_name = _("zasady inicjatyw w PAL")
        verbose_name_plural = _("zasady inicjatyw w PAL-ach")
        constraints = [
            models.CheckConstraint(
                condition=Q(support_needed__lte=1000),
                name="initiatives_idearules_support_sane",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=30),
                name="initiatives_idearules_answer_days_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"rules of pal {self.pal_id}"


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def public(self) -> Self:
        """Return those residents may read of."""
        return self.filter(published_at__isnull=False)

    def live(self) -> Self:
        """Return those that are not over."""
        return self.exclude(state__in=Initiative.ENDED)


@personal_data(
    "sender",
    "question",
    "reply",
    purpose="Answering residents who want to do something together (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase=(
        "who sent it is forgotten two years after the end; an idea that nobody published goes "
        "half a year after the answer"
    ),
    matter="initiatives",
    people=("sender",),
    kept_by="initiatives.erase_old_ideas",
    since="since",
    ended={"state__in": ("told", "withdrawn", "declined")},
)
class Initiative(models.Model):
    """Something residents want to do themselves; each answers a need (see InitiativeLink).

    `wanted` is the step the team asks the PAL for. Whatever waits for the PAL has `due_on`, the
    promised day of an answer; `leader_due_on` is one for a team that lost its only leader.
    """

    class State(models.TextChoices):
        IDEA = "idea", _("pomysł")
        GATHERING = "gathering", _("zbieramy poparcie")
        TEAM = "team", _("szukamy zespołu")
        PLANNED = "planned", _("plan")
        ROUTE = "route", _("droga wybrana")
        APPLIED = "applied", _("wniosek złożony")
        APPROVED = "approved", _("jest zgoda")
        REFUSED = "refused", _("nie ma zgody")
        UNDER_WAY = "under_way", _("dzieje się")
        DONE = "done", _("zrobione")
        TOLD = "told", _("opowiedziane")
        WITHDRAWN = "withdrawn", _("wycofane")
        DECLINED = "declined", _("nie tym razem")

    class Category(models.TextChoices):
        GREEN = "green", _("zieleń i podwórko")
        NEIGHBOURS = "neighbours", _("spotkania sąsiadów")
        CULTURE = "culture", _("kultura i tradycja")
        SPORT = "sport", _("ruch i sport")
        YOUNG = "young", _("dzieci i młodzież")
        SENIORS = "seniors", _("seniorzy")
        SAFETY = "safety", _("bezpieczeństwo")
        OTHER = "other", _("coś innego")

    class Route(models.TextChoices):
        PAL = "pal", _("środki PAL")
        LOCAL = "local", _("inicjatywa lokalna")
        BUDGET = "budget", _("budżet obywatelski")
        GRANT = "grant", _("grant")

    ENDED = (State.TOLD, State.WITHDRAWN, State.DECLINED)
    SUPPORTED = (State.GATHERING, State.TEAM, State.PLANNED, State.ROUTE)
    """While neighbours may give their support."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invite_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, related_name="initiatives", verbose_name="PAL"
    )
    title = models.CharField(
        _("co chcecie zrobić"),
        max_length=120,
        help_text=_("Na przykład: Ławki i kwiaty przed blokiem."),
    )
    folded_title = models.CharField(max_length=120, editable=False)
    words = models.TextField(
        _("opowiedz więcej"),
        max_length=4000,
        help_text=_("Po co to, dla kogo, kiedy. Wystarczy kilka zdań."),
    )
    folded_words = models.TextField(editable=False)
    category = models.CharField(
        _("o co chodzi"), max_length=10, choices=Category, default=Category.OTHER
    )
    area = models.CharField(
        _("gdzie"),
        max_length=160,
        blank=True,
        help_text=_("Na przykład: podwórko przy Wierzbowej 4. Bez numeru mieszkania."),
    )
    place = models.ForeignKey(
        "network.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("miejsce z mapy"),
    )
    lat = models.FloatField(_("szerokość geograficzna"), null=True, blank=True)
    lon = models.FloatField(_("długość geograficzna"), null=True, blank=True)
    state = models.CharField(_("stan"), max_length=10, choices=State, default=State.IDEA)
    since = models.DateField(_("w tym stanie od"), default=times.today)
    wanted = models.CharField(max_length=10, choices=State, blank=True)
    due_on = models.DateField(_("odpowiedź do dnia"), null=True, blank=True)
    leader_due_on = models.DateField(_("lider do dnia"), null=True, blank=True)
    question = models.CharField(_("o co dopytał PAL"), max_length=600, blank=True)
    reply = models.CharField(_("odpowiedź na pytanie"), max_length=1000, blank=True)
    answer = models.CharField(_("ostatnia odpowiedź PAL"), max_length=1000, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    sender = models.ForeignKey(
        "people.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sent_initiatives",
    )
    animator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto towarzyszy"),
    )
    is_trusted = models.BooleanField(_("wpisy bez sprawdzania"), default=False)
    route = models.CharField(_("droga"), max_length=6, choices=Route, blank=True)
    purpose_points = models.PositiveSmallIntegerField(_("cel"), default=0)
    own_points = models.PositiveSmallIntegerField(_("wkład własny"), default=0)
    has_bonus = models.BooleanField(_("premia"), default=False)
    purpose_words = models.TextField(
        _("dlaczego to ważne dla okolicy"), max_length=2000, blank=True
    )
    applied_on = models.DateField(_("wniosek złożony dnia"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("inicjatywa")
        verbose_name_plural = _("inicjatywy")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        *("idea", "gathering", "team", "planned", "route", "applied", "approved"),
                        *("refused", "under_way", "done", "told", "withdrawn", "declined"),
                    )
                ),
                name="initiatives_initiative_state_known",
            ),
            models.CheckConstraint(
                condition=Q(wanted__in=("", "planned", "route", "applied", "under_way", "done")),
                name="initiatives_initiative_wanted_known",
            ),
            models.CheckConstraint(
                condition=Q(route__in=("", "pal", "local", "budget", "grant")),
                name="initiatives_initiative_route_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    category__in=(
                        *("green", "neighbours", "culture", "sport", "young"),
                        *("seniors", "safety", "other"),
                    )
                ),
                name="initiatives_initiative_category_known",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False)
                | (Q(wanted="") & ~Q(state="applied") & (~Q(state="idea") | ~Q(question=""))),
                name="initiatives_initiative_answer_promised",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("idea", "withdrawn", "declined"))
                | Q(published_at__isnull=False),
                name="initiatives_initiative_path_is_public",
            ),
            models.CheckConstraint(
                condition=Q(purpose_points__lte=45, own_points__lte=45),
                name="initiatives_initiative_points_sane",
            ),
            models.CheckConstraint(condition=whole_point(), name="initiatives_initiative_on_earth"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiatives:idea", args=[self.public_id])

    @property
    def is_ended(self) -> bool:
        return self.state in self.ENDED

    @property
    def is_supported(self) -> bool:
        """Whether neighbours may give their support today."""
        return self.state in self.SUPPORTED

    @property
    def waits_for_sender(self) -> bool:
        """Whether the PAL asked something back that nobody answered yet."""
        return self.state == Initiative.State.IDEA and bool(self.question) and not self.reply

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < times.today()

    @property
    def point(self) -> Point | None:
        """Where it is: its own point or its place, or None when nobody said."""
        if self.lat is not None and self.lon is not None:
            return Point(self.lat, self.lon)
        return self.place.point if self.place else None

    @property
    def where(self) -> str:
        """Where it is, in words."""
        return self.area or (self.place.name if self.place else "")


@personal_data(none="What an initiative is for.")
class InitiativeLink(ThreadLink):
    """That an initiative answers a need or serves a goal."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="thread")

    class Meta(ThreadLink.Meta):
        verbose_name = _("na co odpowiada inicjatywa")
        verbose_name_plural = _("na co odpowiadają inicjatywy")
        constraints = [
            *ThreadLink.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["initiative", end], name=f"initiatives_link_{end}_once"
                )
                for end in ("need", "goal")
            ),
        ]
