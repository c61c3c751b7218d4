"""What is on: activities, the rules they repeat by, and their dated sessions."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.activities.kinds import ICONS, Audience, Kind, minors_why
from podworko.core.privacy import personal_data


class ActivityQuerySet(models.QuerySet["Activity"]):
    def public(self) -> Self:
        """Return those anybody may know of; a cancelled one stays, saying so."""
        return self.filter(state__in=Activity.PUBLIC_STATES)


@personal_data(none="The programme; leaders are named by role.")
class Activity(models.Model):
    """Something a PAL offers, once or many times."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        REVIEW = "review", _("czeka na sprawdzenie")
        SCHEDULED = "scheduled", _("opublikuje się")
        PUBLISHED = "published", _("opublikowane")
        CANCELLED = "cancelled", _("odwołane")
        DONE = "done", _("zakończone")

    class SignUpMode(models.TextChoices):
        NONE = "none", _("bez zapisów")
        SESSION = "session", _("zapisy na każde spotkanie osobno")
        COURSE = "course", _("zapisy na cały cykl")

    PUBLIC_STATES = ("published", "cancelled", "done")
    OWN_STATES = ("draft", "review")
    """What who plans may change without being one who publishes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="activities")
    title = models.CharField(_("tytuł"), max_length=160)
    title_en = models.CharField(_("tytuł po angielsku"), max_length=160, blank=True)
    title_uk = models.CharField(_("tytuł po ukraińsku"), max_length=160, blank=True)
    summary = models.CharField(_("w jednym zdaniu"), max_length=300, blank=True)
    summary_en = models.CharField(_("w jednym zdaniu, po angielsku"), max_length=300, blank=True)
    summary_uk = models.CharField(_("w jednym zdaniu, po ukraińsku"), max_length=300, blank=True)
    description = models.TextField(_("opis"), blank=True)
    kind = models.CharField(_("rodzaj"), max_length=20, choices=Kind, default=Kind.SKILLS)
    audience = models.CharField(
        _("dla kogo"), max_length=12, choices=Audience, default=Audience.EVERYONE
    )
    age_min = models.PositiveSmallIntegerField(_("wiek od"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("wiek do"), null=True, blank=True)
    includes_minors = models.BooleanField(
        _("Przychodzą dzieci lub młodzież bez opiekuna albo prowadzisz zajęcia dla nich"),
        default=False,
        db_default=False,
        help_text=_("Wtedy prowadzą tylko osoby sprawdzone w rejestrach i przeszkolone (art. 21)."),
    )
    languages = models.CharField(
        _("języki zajęć"), max_length=40, default="pl", help_text=_("Kody po spacji: pl uk en.")
    )
    cost = models.DecimalField(
        _("koszt w złotych"),
        max_digits=7,
        decimal_places=2,
        default=0,
        help_text=_("Zero oznacza: bezpłatnie."),
    )
    cost_note = models.CharField(_("uwaga o koszcie"), max_length=160, blank=True)
    bring = models.CharField(_("co zabrać"), max_length=300, blank=True)
    leaders = models.CharField(
        _("kto prowadzi"),
        max_length=160,
        blank=True,
        help_text=_("Role, nie nazwiska: instruktorka ceramiki, animator."),
    )
    led_by = models.ManyToManyField(
        "network.Leader", blank=True, related_name="activities", verbose_name=_("prowadzą")
    )
    organiser = models.CharField(
        _("organizator"), max_length=160, blank=True, help_text=_("Puste oznacza: PAL.")
    )
    co_organisers = models.CharField(_("współorganizatorzy"), max_length=300, blank=True)
    need = models.CharField(
        _("na jaką potrzebę odpowiada"),
        max_length=300,
        blank=True,
        help_text=_("Jednym zdaniem, słowami mieszkańców."),
    )
    sign_language = models.BooleanField(_("tłumacz języka migowego"), default=False)
    easy_to_read = models.BooleanField(_("łatwe do zrozumienia"), default=False)
    quiet = models.BooleanField(_("spokojnie i cicho"), default=False)
    image = models.ImageField(_("zdjęcie"), upload_to="activities/", blank=True)
    image_alt = models.CharField(_("opis zdjęcia"), max_length=200, blank=True)
    place = models.ForeignKey(
        "network.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    room = models.ForeignKey(
        "network.Room", on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    sign_up_mode = models.CharField(
        _("zapisy"), max_length=8, choices=SignUpMode, default=SignUpMode.SESSION
    )
    rules = models.TextField(_("zasady udziału"), blank=True)
    rules_version = models.PositiveSmallIntegerField(default=1, editable=False)
    state = models.CharField(_("stan"), max_length=10, choices=State, default=State.DRAFT)
    publish_at = models.DateTimeField(_("opublikuj"), null=True, blank=True)
    review_words = models.CharField(
        _("uwagi do sprawdzenia"), max_length=300, blank=True, default="", db_default=""
    )
    cancel_reason = models.CharField(_("powód odwołania"), max_length=300, blank=True)
    template = models.ForeignKey(
        "activities.Template",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("wzór"),
    )
    source = models.CharField(_("źródło"), max_length=300, blank=True)
    is_fictional = models.BooleanField(_("przykład, nie prawdziwe zajęcia"), default=False)
    import_key = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("zajęcia")
        verbose_name_plural = _("zajęcia")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["draft", "review", "scheduled", "published", "cancelled", "done"]
                ),
                name="activities_activity_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="scheduled") | models.Q(publish_at__isnull=False),
                name="activities_activity_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(cancel_reason=""),
                name="activities_activity_cancelled_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(image="") | ~models.Q(image_alt=""),
                name="activities_activity_image_has_alt",
            ),
            models.CheckConstraint(
                condition=models.Q(age_min=None)
                | models.Q(age_max=None)
                | models.Q(age_max__gte=models.F("age_min")),
                name="activities_activity_ages_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(cost__gte=0), name="activities_activity_cost_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(sign_up_mode__in=["none", "session", "course"]),
                name="activities_activity_mode_known",
            ),
            models.UniqueConstraint(
                fields=["pal", "import_key"],
                condition=~models.Q(import_key=""),
                name="activities_activity_imported_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.slug])

    @property
    def local_title(self) -> str:
        """The title in the reader's language, or in Polish."""
        return getattr(self, f"title_{get_language()}", "") or self.title

    @property
    def local_summary(self) -> str:
        """The sentence in the reader's language, or in Polish."""
        return getattr(self, f"summary_{get_language()}", "") or self.summary

    @property
    def minors_why(self) -> str:
        """Why minors may come, in words; "" when nothing but a tick says so."""
        return minors_why(self.audience, self.age_min, self.age_max)

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    @property
    def is_public(self) -> bool:
        return self.state in self.PUBLIC_STATES


@personal_data(none="Rules of repetition.")
class Series(models.Model):
    """Sessions that repeat by a rule of RFC 5545, told in local time.

    The rule is expanded once into rows: a session that has people signed up must not move
    because somebody's library reads a rule anew.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="series")
    rule = models.CharField(_("powtarzanie"), max_length=200)
    first_day = models.DateField(_("pierwszy dzień"))
    starts = models.TimeField(_("od godziny"))
    minutes = models.PositiveSmallIntegerField(_("czas trwania w minutach"))

    class Meta:
        verbose_name = _("cykl spotkań")
        verbose_name_plural = _("cykle spotkań")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0), name="activities_series_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.rule}"


class SessionQuerySet(models.QuerySet["Session"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def upcoming(self, *, now: datetime | None = None) -> Self:
        """Return those that have not begun, soonest first."""
        return self.filter(starts_at__gte=now or timezone.now()).order_by("starts_at", "pk")


@personal_data(none="The programme.")
class Session(models.Model):
    """One dated meeting of an activity.

    `pal`, `kind` and `is_public` repeat what the activity says, so that one index serves a
    filtered list whatever its length; only operations of this module write them.
    `original_start`, `source_place` and `source_room` are what its rule or an import said last:
    what the desk moved since is told from what the source moved.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("planowane")
        CANCELLED = "cancelled", _("odwołane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    original_start = models.DateTimeField(null=True, blank=True, editable=False)
    source_place = models.ForeignKey(
        "network.Place",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    source_room = models.ForeignKey(
        "network.Room",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    is_exception = models.BooleanField(default=False, editable=False)
    starts_at = models.DateTimeField(_("początek"))
    ends_at = models.DateTimeField(_("koniec"))
    is_all_day = models.BooleanField(
        _("bez godziny"), default=False, help_text=_("Znany jest dzień, ale nie godzina.")
    )
    title = models.CharField(_("temat tego spotkania"), max_length=160, blank=True)
    note = models.CharField(_("uwaga"), max_length=300, blank=True)
    place = models.ForeignKey(
        "network.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    room = models.ForeignKey(
        "network.Room", on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    led_by = models.ManyToManyField(
        "network.Leader", blank=True, related_name="sessions", verbose_name=_("prowadzą")
    )
    outside_hours = models.CharField(
        _("poza godzinami otwarcia"),
        max_length=160,
        blank=True,
        default="",
        db_default="",
        help_text=_("Kto otworzy i zamknie, gdy miejsce jest wtedy nieczynne."),
    )
    sign_up_list = models.ForeignKey(
        "activities.SignUpList",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
    )
    status = models.CharField(_("stan"), max_length=10, choices=Status, default=Status.PLANNED)
    cancel_reason = models.CharField(_("powód odwołania"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=20, choices=Kind)
    is_public = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("spotkanie")
        verbose_name_plural = _("spotkania")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="activities_session_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["planned", "cancelled"]),
                name="activities_session_status_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="cancelled") | ~models.Q(cancel_reason=""),
                name="activities_session_cancelled_has_reason",
            ),
            models.UniqueConstraint(
                fields=["series", "original_start"],
                condition=models.Q(series__isnull=False),
                name="activities_session_once_per_date",
            ),
        ]
        indexes = [
            # Partial: SQLite does not look a bare boolean up in an index that begins with it.
            models.Index(
                fields=["starts_at", "id"],
                condition=models.Q(is_public=True),
                name="activities_session_listed",
            ),
            models.Index(
                fields=["pal", "starts_at", "id"],
                condition=models.Q(is_public=True),
                name="activities_session_by_pal",
            ),
            models.Index(
                fields=["kind", "starts_at", "id"],
                condition=models.Q(is_public=True),
                name="activities_session_by_kind",
            ),
            models.Index(fields=["activity", "starts_at"], name="activities_session_of_activity"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} at {self.starts_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("activities:session", args=[self.public_id])

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()
