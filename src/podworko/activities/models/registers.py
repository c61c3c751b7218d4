"""Who came: the register of a session."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.activities.models.programme import Session
from podworko.activities.models.signups import Guest
from podworko.core.privacy import OWN, STAY, personal_data


class Band(models.TextChoices):
    """Ages as somebody at the door can tell them; the yearly report counts by these."""

    CHILDREN = "children", _("dzieci do 12 lat")
    YOUTH = "youth", _("młodzież 13–17 lat")
    ADULTS = "adults", _("dorośli 18–59 lat")
    SENIORS = "seniors", _("seniorzy 60+")
    UNKNOWN = "unknown", _("nie wiadomo")


@personal_data(none="Times and a remark on the session, never on a person.")
class Register(models.Model):
    """The sheet of one session, made when somebody first writes in it.

    `late` counts what came in from a device after the sheet was closed: it is kept and
    shown, for somebody to look at.
    """

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="register")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(_("zamknięta"), null=True, blank=True)
    note = models.CharField(_("uwaga o spotkaniu"), max_length=300, blank=True)
    late = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("lista obecności")
        verbose_name_plural = _("listy obecności")

    def __str__(self) -> str:
        return f"register of session {self.session_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class PresenceQuerySet(models.QuerySet["Presence"]):
    def present(self) -> Self:
        return self.filter(state=Presence.State.PRESENT)


@personal_data(
    "name",
    "guest",
    "person",
    "card",
    "picked_up_by",
    "over_reason",
    purpose="Who took part, for safety on the day and for counting (RODO art. 6 ust. 1 lit. e)",
    keep_days=365,
    erase="anonymise a year after the calendar year; counts stay",
    matter="programme",
    people=("person",),
    names=("name",),
    since="register__session__ends_at",
    marks=("card",),
    kept_by="activities.forget_past",
    end=OWN,
    by_year=True,
    tells=(
        "register__session__activity__title",
        "register__session__starts_at",
    ),
    held_by=("guest__person",),
)
class Presence(models.Model):
    """One person in a register: somebody signed up (`guest`), or who came as they were.

    Whoever has a PAL card may give its number instead of a name: then nothing else is known
    of them here.
    """

    class State(models.TextChoices):
        PRESENT = "present", _("jest")
        ABSENT = "absent", _("nie ma")
        EXCUSED = "excused", _("nieobecność zapowiedziana")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="presences")
    guest = models.ForeignKey(
        Guest, on_delete=models.SET_NULL, null=True, blank=True, related_name="presences"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="presences"
    )
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    card = models.CharField(_("numer karty PAL"), max_length=20, blank=True)
    band = models.CharField(_("wiek"), max_length=8, choices=Band, default=Band.UNKNOWN)
    is_walk_in = models.BooleanField(_("bez zapisu"), default=False)
    is_child = models.BooleanField(_("dziecko odbiera opiekun"), default=False)
    over_reason = models.CharField(_("dlaczego mimo braku miejsc"), max_length=160, blank=True)
    state = models.CharField(_("obecność"), max_length=8, choices=State)
    state_at = models.DateTimeField()
    state_by = models.CharField(max_length=64, editable=False)
    left_at = models.DateTimeField(_("wyszło o"), null=True, blank=True)
    picked_up_by = models.CharField(_("kto odebrał"), max_length=120, blank=True)
    contested = models.CharField(max_length=8, choices=State, blank=True, editable=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("obecność")
        verbose_name_plural = _("obecności")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["register", "guest"], name="activities_presence_once"),
            models.UniqueConstraint(
                fields=["register", "card"],
                condition=~models.Q(card=""),
                name="activities_presence_card_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["present", "absent", "excused"]),
                name="activities_presence_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(state="present"),
                name="activities_presence_left_who_was_there",
            ),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk}: {self.state}"


@personal_data(none="Numbers without names.")
class HeadCount(models.Model):
    """How many came whom nobody asked for a name, by age as seen at the door."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="head_counts")
    band = models.CharField(max_length=8, choices=Band)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "band"], name="activities_headcount_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.band}"


@personal_data(none="Keys of what was written, so that nothing is written twice.")
class RegisterAct(models.Model):
    """One thing written in a register, under the key that the device gave it.

    A device without signal keeps what is written and sends it later, maybe twice: a key is
    applied once.
    """

    key = models.UUIDField(unique=True)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=12)
    device = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


@personal_data(
    "person",
    purpose="Telling who is new in a PAL, once older registers name nobody (art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="stays with a card that names nobody: a year and a PAL",
    matter="programme",
    people=("person",),
    end=STAY,
    kept_by="privacy.keep",
)
class FirstCame(models.Model):
    """The first year, of those whose registers name nobody any more, in which somebody came."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="first_came")
    pal = models.ForeignKey("network.Pal", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "pal"], name="activities_firstcame_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.pal_id} since {self.year}"
