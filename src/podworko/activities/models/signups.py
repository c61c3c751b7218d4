"""Places and the queue for them."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.activities.models.programme import Activity
from podworko.core.privacy import DELETE, OWN, personal_data
from podworko.people.public import Channel, Prefers


@personal_data(none="Counts and times.")
class SignUpList(models.Model):
    """What people sign up to: one session, or a whole course.

    `taken` counts people with a place or with an offer of one. It is kept with the row it
    guards, so that the database itself refuses one place too many.
    """

    class Decision(models.TextChoices):
        PENDING = "pending", _("jeszcze nie wiadomo")
        GOES_AHEAD = "goes-ahead", _("odbędzie się")
        CANCELLED = "cancelled", _("nie odbędzie się")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sign_up_lists")
    capacity = models.PositiveIntegerField(
        _("liczba miejsc"), null=True, blank=True, help_text=_("Puste oznacza: bez limitu.")
    )
    overbooking_percent = models.PositiveSmallIntegerField(
        _("zapas na nieobecności w procentach"), default=0
    )
    reserved = models.PositiveIntegerField(
        _("miejsca dla zapisów telefonicznych i w biurze"), default=0
    )
    opens_at = models.DateTimeField(_("zapisy od"), null=True, blank=True)
    closes_at = models.DateTimeField(_("zapisy do"), null=True, blank=True)
    minimum = models.PositiveIntegerField(_("najmniejsza liczba osób"), null=True, blank=True)
    decision_at = models.DateTimeField(_("decyzja, czy się odbędzie"), null=True, blank=True)
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.PENDING)
    household_limit = models.PositiveSmallIntegerField(_("ile osób z jednego domu"), default=4)
    offer_hours = models.PositiveSmallIntegerField(
        _("ile godzin czeka propozycja miejsca"), default=24
    )
    instant_hours = models.PositiveSmallIntegerField(
        _("na ile godzin przed początkiem miejsce przyznaje się od razu"), default=12
    )
    starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_cancelled = models.BooleanField(default=False, editable=False)
    seat_limit = models.PositiveIntegerField(null=True, blank=True, editable=False)
    taken = models.PositiveIntegerField(default=0, editable=False)
    reserved_taken = models.PositiveIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)
    next_ticket = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("lista zapisów")
        verbose_name_plural = _("listy zapisów")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seat_limit=None) | models.Q(taken__lte=models.F("seat_limit")),
                name="activities_list_never_too_many",
            ),
            models.CheckConstraint(
                condition=models.Q(reserved_taken__lte=models.F("taken")),
                name="activities_list_reserved_within_taken",
            ),
            models.CheckConstraint(
                condition=models.Q(overbooking_percent__lte=100),
                name="activities_list_overbooking_sane",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at=None)
                | models.Q(closes_at=None)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="activities_list_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum=None) | models.Q(decision_at__isnull=False),
                name="activities_list_minimum_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(household_limit__gte=1),
                name="activities_list_household_limit_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(decision__in=["pending", "goes-ahead", "cancelled"]),
                name="activities_list_decision_known",
            ),
        ]
        indexes = [
            models.Index(fields=["decision", "decision_at"], name="activities_list_to_decide"),
        ]

    def __str__(self) -> str:
        return f"list {self.pk} of {self.activity_id}"

    @property
    def bookable(self) -> int | None:
        """How many people may hold a place, the reserve against no-shows included."""
        if self.capacity is None:
            return None
        return self.capacity + self.capacity * self.overbooking_percent // 100

    @property
    def reserved_left(self) -> int:
        """Places still kept for those who call or come."""
        return places_kept(self.reserved, self.reserved_taken)

    def free(self, *, may_use_reserved: bool) -> float:
        """Return the places left for this way of asking; endless where there is no limit.

        A place of the reserve against no-shows counts as a place.
        """
        if self.seat_limit is None:
            return float("inf")
        kept = 0 if may_use_reserved else self.reserved_left
        return places_left(self.seat_limit, taken=self.taken, kept=kept)

    def has_begun(self, now: datetime | None = None) -> bool:
        return self.starts_at is not None and self.starts_at <= (now or timezone.now())


def places_kept(reserved: int, reserved_taken: int) -> int:
    """Return the places still kept for those who call or come."""
    return max(0, reserved - reserved_taken)


def places_left(seat_limit: int, *, taken: int, kept: int) -> int:
    """Return how many of `seat_limit` places somebody can get who may not use the kept ones."""
    return max(0, seat_limit - taken - kept)


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def live(self) -> Self:
        return self.exclude(status=SignUp.Status.CANCELLED)

    def confirmed(self) -> Self:
        return self.filter(status=SignUp.Status.CONFIRMED)

    def waiting(self) -> Self:
        """Return those in the queue, first come first."""
        return self.filter(status=SignUp.Status.WAITING).order_by("ticket")

    def offered(self) -> Self:
        return self.filter(status=SignUp.Status.OFFERED)


@personal_data(
    "name",
    "email",
    "phone",
    "person",
    "identity",
    purpose="Keeping a place, and telling what changes (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="anonymise a year after the calendar year; counts stay",
    matter="programme",
    people=("person",),
    contacts=("email", "phone"),
    since="list__ends_at",
    kept_by="activities.forget_past",
    end=OWN,
    by_year=True,
    marks=("identity",),
    tells=(
        "list__activity__title",
        "list__starts_at",
    ),
)
class SignUp(models.Model):
    """A household's places in a list, or its one position in the queue.

    Rows are never reused: who comes back after cancelling gets a new ticket and goes to
    the end of the queue.
    """

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("ma miejsce")
        WAITING = "waiting", _("na liście rezerwowej")
        OFFERED = "offered", _("ma propozycję miejsca")
        CANCELLED = "cancelled", _("wypisane")

    class EndReason(models.TextChoices):
        BY_PERSON = "by-person", _("wypisane przez osobę")
        BY_STAFF = "by-staff", _("wypisane w biurze")
        DECLINED = "declined", _("propozycja odrzucona")
        LAPSED = "lapsed", _("propozycja wygasła")
        CALLED_OFF = "called-off", _("zajęcia odwołane")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    list = models.ForeignKey(SignUpList, on_delete=models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="sign_ups")
    ticket = models.PositiveIntegerField(editable=False)
    identity = models.CharField(max_length=400, editable=False)
    status = models.CharField(max_length=10, choices=Status)
    people = models.PositiveSmallIntegerField(_("ile osób"))
    name = models.CharField(_("imię i nazwisko"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    phone = models.CharField(_("telefon"), max_length=16, blank=True, db_index=True)
    prefers = models.CharField(max_length=8, choices=Prefers, blank=True)
    language = models.CharField(max_length=5, default="pl")
    channel = models.CharField(max_length=8, choices=Channel)
    uses_reserved = models.PositiveSmallIntegerField(default=0, editable=False)
    may_use_reserved = models.BooleanField(default=False, editable=False)
    rules_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    offer_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=10, choices=EndReason, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("zapis")
        verbose_name_plural = _("zapisy")
        constraints = [
            models.UniqueConstraint(
                fields=["list", "identity"],
                condition=~models.Q(status="cancelled"),
                name="activities_signup_one_live_per_identity",
            ),
            models.UniqueConstraint(fields=["list", "ticket"], name="activities_signup_ticket"),
            models.CheckConstraint(
                condition=models.Q(status__in=["confirmed", "waiting", "offered", "cancelled"]),
                name="activities_signup_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(people__gte=1), name="activities_signup_has_people"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values),
                name="activities_signup_channel_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="offered") | models.Q(offer_until__isnull=False),
                name="activities_signup_offer_has_deadline",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="cancelled")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end_reason="")),
                name="activities_signup_end_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["list", "status", "ticket"], name="activities_signup_queue"),
            models.Index(fields=["status", "offer_until"], name="activities_signup_offers"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.list_id}: {self.status}"

    @property
    def is_live(self) -> bool:
        return self.status != self.Status.CANCELLED


@personal_data(
    "name",
    "birth_year",
    "person",
    purpose="Who comes, for the register and the age limits",
    keep_days=365,
    erase="anonymise a year after the calendar year; counts stay",
    matter="programme",
    people=("person",),
    names=("name",),
    since="sign_up__list__ends_at",
    kept_by="activities.forget_past",
    end=OWN,
    by_year=True,
    tells=(
        "sign_up__list__activity__title",
        "sign_up__list__starts_at",
    ),
)
class Guest(models.Model):
    """One of the people a sign-up is for; the name may be left out for a companion."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="guests")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("rok urodzenia"), null=True, blank=True)
    is_minor = models.BooleanField(_("ma mniej niż 16 lat"), default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "position"], name="activities_guest_order"),
        ]

    def __str__(self) -> str:
        return f"guest {self.position} of {self.sign_up_id}"


@personal_data(none="Questions, not answers.")
class Question(models.Model):
    """Something the organiser asks at sign-up."""

    class Form(models.TextChoices):
        TEXT = "text", _("krótka odpowiedź")
        YES_NO = "yes-no", _("tak albo nie")
        CHOICE = "choice", _("jedna z możliwości")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("pytanie"), max_length=200)
    text_en = models.CharField(_("pytanie po angielsku"), max_length=200, blank=True)
    text_uk = models.CharField(_("pytanie po ukraińsku"), max_length=200, blank=True)
    form = models.CharField(_("odpowiedź"), max_length=8, choices=Form, default=Form.TEXT)
    options = models.JSONField(_("możliwości"), default=list, blank=True)
    is_required = models.BooleanField(_("trzeba odpowiedzieć"), default=False)
    is_sensitive = models.BooleanField(
        _("wrażliwe: odpowiedzi kasuje się po zajęciach"), default=False
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("pytanie przy zapisie")
        verbose_name_plural = _("pytania przy zapisie")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


@personal_data(
    "text",
    purpose="What the organiser must know to receive people well",
    keep_days=30,
    erase="sensitive ones deleted the day after the event, the rest after 30 days",
    matter="programme",
    people=("sign_up__person",),
    since="sign_up__list__ends_at",
    end=DELETE,
    kept_by="activities.delete_answers",
)
class Answer(models.Model):
    """One answer of one sign-up."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "question"], name="activities_answer_once"),
        ]

    def __str__(self) -> str:
        return f"answer to {self.question_id}"
