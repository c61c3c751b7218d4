"""Shifts (dyżury), who is on them, and that nobody is in two places at once."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.core.fields import SealedField
from podworko.core.privacy import DELETE, OWN, STAY, personal_data
from podworko.people.public import Channel
from podworko.volunteering.models.offers import Opportunity, Role
from podworko.volunteering.models.people import Volunteer

MOST_PEOPLE = 99
_ENDED = ("given_up", "cancelled", "missed")


class ShiftQuerySet(models.QuerySet["Shift"]):
    def planned(self) -> Self:
        """Return those that are not called off."""
        return self.filter(state=Shift.State.PLANNED)

    def coming(self) -> Self:
        """Return the planned ones that have not begun."""
        return self.planned().filter(starts_at__gt=timezone.now())


@personal_data(
    "sealed",
    purpose="Visiting somebody at home (RODO art. 6 ust. 1 lit. e)",
    keep_days=1,
    erase="emptied after the end of the shift, and when it is called off",
    matter="volunteering",
    end=OWN,
    kept_by="volunteering.visited_erasing",
)
class Shift(models.Model):
    """One time at which so many volunteers are needed (dyżur).

    `sealed` holds whom one visits at home: name, address and phone (see visited.py).
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("zaplanowany")
        CANCELLED = "cancelled", _("odwołany")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="shifts")
    role = models.ForeignKey(
        Role,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shifts",
        verbose_name=_("rola"),
    )
    place = models.ForeignKey(
        "network.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="shifts",
        verbose_name=_("miejsce"),
    )
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))
    needed = models.PositiveSmallIntegerField(_("ile osób potrzeba"), default=1)
    note = models.CharField(_("co trzeba wiedzieć"), max_length=600, blank=True)
    series = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.PLANNED)
    cancelled_why = models.CharField(_("dlaczego odwołany"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """How many times it was changed: calendars and notices tell the newest by it."""
    sealed = SealedField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("dyżur")
        verbose_name_plural = _("dyżury")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("planned", "cancelled")),
                name="volunteering_shift_state_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="volunteering_shift_in_order"
            ),
            models.CheckConstraint(
                condition=Q(needed__gte=1, needed__lte=MOST_PEOPLE),
                name="volunteering_shift_needed_sane",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_why="")
                | (~Q(state="cancelled") & Q(cancelled_why="")),
                name="volunteering_shift_cancelled_has_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(sealed=""),
                name="volunteering_shift_cancelled_visits_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["opportunity", "starts_at"], name="volunteering_shift_of"),
            models.Index(fields=["starts_at"], name="volunteering_shift_when"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity}, {times.local(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def day(self) -> date:
        """The day on which it begins, by the clock in Poland."""
        return times.local(self.starts_at).date()

    @property
    def days(self) -> list[date]:
        """The days it takes place on: two for one over midnight."""
        last = times.local(self.ends_at - timedelta(microseconds=1)).date()
        return sorted({self.day, last})

    @property
    def is_planned(self) -> bool:
        return self.state == Shift.State.PLANNED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether one may still be put on it."""
        return self.is_planned and not self.has_begun

    @property
    def has_visited(self) -> bool:
        """Whether somebody is visited at home, who stands under the seal."""
        return bool(self.sealed)

    @property
    def is_series(self) -> bool:
        return self.series is not None


class TurnQuerySet(models.QuerySet["Turn"]):
    def live(self) -> Self:
        """Return those that are on, wait, or think about an offer."""
        return self.filter(state__in=Turn.LIVE)

    def taking(self) -> Self:
        """Return those that take a place: confirmed ones, and those that were offered one."""
        return self.filter(state__in=Turn.TAKING)

    def confirmed(self) -> Self:
        return self.filter(state=Turn.State.CONFIRMED)

    def waiting(self) -> Self:
        """Return those who wait, first come first."""
        return self.filter(state=Turn.State.WAITING).order_by("queue", "pk")


@personal_data(
    "rest_why",
    purpose="Who is on a shift (volunteering act, art. 44)",
    keep_days=3650,
    erase="deleted ten years after the shift; of one that was worked only the words",
    matter="volunteering",
    people=("volunteer__person",),
    since="shift__ends_at",
    kept_by="volunteering.erase_old",
)
class Turn(models.Model):
    """One volunteer on one shift: on it, waiting for it, done with it, or did not come."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("na dyżurze")
        WAITING = "waiting", _("czeka na miejsce")
        OFFERED = "offered", _("ma propozycję")
        GIVEN_UP = "given_up", _("oddany")
        CANCELLED = "cancelled", _("odwołany")
        MISSED = "missed", _("nieobecność")

    LIVE = (State.CONFIRMED, State.WAITING, State.OFFERED)
    TAKING = (State.CONFIRMED, State.OFFERED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="turns")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="turns")
    state = models.CharField(_("stan"), max_length=9, choices=State)
    queue = models.PositiveIntegerField(default=0)
    """The place in the order of those who wait; 0 for who never waited."""
    offered_until = models.DateTimeField(_("odpowiedź do"), null=True, blank=True)
    with_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto z zespołu idzie razem"),
    )
    with_turn = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="accompanies",
        verbose_name=_("kto z wolontariuszy idzie razem"),
    )
    rest_why = models.CharField(_("dlaczego mimo krótkiej przerwy"), max_length=300, blank=True)
    doubt_since = models.DateField(_("do wyjaśnienia od"), null=True, blank=True)
    """Since when something bars a turn that was confirmed; kept by a nightly job."""
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba na dyżurze")
        verbose_name_plural = _("osoby na dyżurach")
        ordering = ["shift", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        *("confirmed", "waiting", "offered"),
                        *("given_up", "cancelled", "missed"),
                    )
                ),
                name="volunteering_turn_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="volunteering_turn_offer_has_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | (~Q(state__in=_ENDED) & Q(ended_at=None)),
                name="volunteering_turn_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(with_user=None) | Q(with_turn=None),
                name="volunteering_turn_one_companion",
            ),
            models.UniqueConstraint(
                fields=["shift", "volunteer"],
                condition=Q(state__in=("confirmed", "waiting", "offered")),
                name="volunteering_turn_once_each",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "state"], name="volunteering_turn_of")]

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.shift}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == Turn.State.CONFIRMED

    @property
    def is_live(self) -> bool:
        return self.state in Turn.LIVE

    @property
    def is_missed(self) -> bool:
        """Whether somebody noted that they did not come."""
        return self.state == Turn.State.MISSED

    @property
    def has_companion(self) -> bool:
        """Whether somebody who knows the place goes along, and still does."""
        with_turn = self.with_turn
        return self.with_user_id is not None or (with_turn is not None and with_turn.is_confirmed)

    @property
    def has_open_offer(self) -> bool:
        """Whether a place is kept for them, and they may still say yes."""
        until = self.offered_until
        return self.state == Turn.State.OFFERED and until is not None and timezone.now() < until

    @property
    def may_be_given_up(self) -> bool:
        return self.is_live and self.shift.is_open


@personal_data(
    "person",
    purpose="That nobody is planned in two places at once",
    erase="deleted with the person's turn",
    matter="volunteering",
    people=("person",),
    end=STAY,
    kept_by="volunteering.erase_old",
)
class PersonHold(models.Model):
    """That a person's time is taken by a turn, at whichever PAL.

    That holds of one person never overlap is said by a trigger of the database, not by who
    remembers to look.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="shift_holds"
    )
    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, related_name="hold")
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))

    class Meta:
        verbose_name = _("zajęty czas osoby")
        verbose_name_plural = _("zajęty czas osób")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="volunteering_personhold_in_order"
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_at"], name="volunteering_hold_of")]

    def __str__(self) -> str:
        return f"turn {self.turn_id} with person {self.person_id}"


@personal_data(
    "to",
    purpose="Volunteers agree among themselves who is on which shift",
    keep_days=365,
    erase="deleted a year after the shift",
    matter="volunteering",
    people=("to__person",),
    end=DELETE,
    kept_by="volunteering.swaps_erasing",
    held_by=("turn__volunteer__person",),
)
class Swap(models.Model):
    """That one asks another to take `turn`, their own, and is given `back` for it, or nothing."""

    class State(models.TextChoices):
        ASKED = "asked", _("czeka na odpowiedź")
        AGREED = "agreed", _("zgoda")
        DECLINED = "declined", _("odmowa")
        WITHDRAWN = "withdrawn", _("wycofana")
        LAPSED = "lapsed", _("nieaktualna")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="swaps")
    to = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="swaps_asked")
    back = models.ForeignKey(
        Turn, on_delete=models.CASCADE, null=True, blank=True, related_name="swaps_back"
    )
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.ASKED)
    lapses_at = models.DateTimeField(_("aktualna do"))
    """When the first of the shifts begins."""
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("prośba o zamianę")
        verbose_name_plural = _("prośby o zamianę")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("asked", "agreed", "declined", "withdrawn", "lapsed")),
                name="volunteering_swap_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at=None)
                | (~Q(state="asked") & Q(ended_at__isnull=False)),
                name="volunteering_swap_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(back=None) | ~Q(back=F("turn")), name="volunteering_swap_of_two"
            ),
            models.UniqueConstraint(
                fields=["turn", "to"],
                condition=Q(state="asked"),
                name="volunteering_swap_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"swap {self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == Swap.State.ASKED and timezone.now() < self.lapses_at
