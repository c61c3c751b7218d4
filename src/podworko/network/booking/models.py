"""Groups that borrow rooms, the windows by what they are, the house rules, and the bookings."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data
from podworko.people.public import Channel, Prefers


class GroupKind(models.TextChoices):
    """What a group is: it decides how far ahead and how much it may book."""

    TEAM = "team", _("zespół mieszkańców")
    INITIATIVE = "initiative", _("grupa inicjatywna")
    PARTNER = "partner", _("organizacja partnerska")
    NEIGHBOURS = "neighbours", _("sąsiedzi")


@personal_data(
    "contact_name",
    "phone",
    "email",
    purpose="Lending rooms to groups, and telling them what changes (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase=(
        "anonymise the contact and what the rooms were lent for, thirty days after the group ended "
        "or keep_days after its last booking; how often it met stays as a count"
    ),
    matter="rooms",
    contacts=("email", "phone"),
    kept_by="network.forget_ended_groups",
    held_by=("contact_name",),
)
class Group(models.Model):
    """People who meet in a PAL's rooms by themselves, and whom to talk to about it.

    Whoever holds the address made of `link_key` acts for the group; a new key ends the old
    address, as when the contact person changes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("nazwa grupy"), max_length=120)
    kind = models.CharField(_("kim są"), max_length=12, choices=GroupKind)
    contact_name = models.CharField(_("osoba do kontaktu"), max_length=120)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("w jakim języku pisać"), max_length=2, choices=settings.LANGUAGES, default="pl"
    )
    prefers = models.CharField(_("jak powiadamiać"), max_length=8, choices=Prefers, blank=True)
    is_active = models.BooleanField(
        _("może rezerwować"), default=True, help_text=_("Odznacz, gdy grupa już się nie spotyka.")
    )
    created_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)
    ended_on = models.DateField(null=True, editable=False)
    """The day it was last said that the group may not book any more."""

    class Meta:
        verbose_name = _("grupa")
        verbose_name_plural = _("grupy")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pal", "name"], name="network_group_name_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=GroupKind.values), name="network_group_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, ended_on=None)
                | models.Q(is_active=False, ended_on__isnull=False),
                name="network_group_ended_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@personal_data(none="Limits.")
class BookingWindow(models.Model):
    """How much groups of one kind may book in a PAL that set it otherwise than usual."""

    pal = models.ForeignKey("network.Pal", on_delete=models.CASCADE, related_name="booking_windows")
    kind = models.CharField(max_length=12, choices=GroupKind)
    days_ahead = models.PositiveSmallIntegerField(_("ile dni naprzód"))
    longest_minutes = models.PositiveSmallIntegerField(_("najdłuższe spotkanie, w minutach"))
    most_at_once = models.PositiveSmallIntegerField(_("ile rezerwacji naraz"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pal", "kind"], name="network_window_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=GroupKind.values), name="network_window_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(longest_minutes__gte=1, longest_minutes__lte=1440),
                name="network_window_length_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of pal {self.pal_id}"


@personal_data(none="The house's own words.")
class HouseRules(models.Model):
    """One version of what groups agree to; a stored version never changes.

    When `asks_again`, groups that signed an earlier version this cycle sign this one too.
    """

    pal = models.ForeignKey("network.Pal", on_delete=models.CASCADE, related_name="house_rules")
    version = models.PositiveSmallIntegerField(_("wersja"))
    text = models.TextField(_("zasady domu"))
    text_en = models.TextField(_("zasady po angielsku"), blank=True)
    text_uk = models.TextField(_("zasady po ukraińsku"), blank=True)
    asks_again = models.BooleanField(_("wszyscy podpisują od nowa"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("zasady domu")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["pal", "version"], name="network_house_rules_once"),
        ]

    def __str__(self) -> str:
        return f"house rules {self.version} of pal {self.pal_id}"

    @property
    def local_text(self) -> str:
        """The rules in the reader's language, or in Polish."""
        own: str = getattr(self, f"text_{get_language()}", "")
        return own or self.text


@personal_data(
    "signed_by",
    purpose="Who agreed to the house rules for the group (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="anonymise the name; that the group signed stays",
    matter="rooms",
    since="signed_on",
    kept_by="network.forget_ended_groups",
    held_by=(
        "group__email",
        "group__phone",
        "signed_by",
    ),
)
class RulesSigned(models.Model):
    """A group agreed to a version of the house rules in one cycle (see `rules.cycle_of`)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="signed")
    rules = models.ForeignKey(HouseRules, on_delete=models.PROTECT, related_name="signed")
    cycle = models.PositiveSmallIntegerField()
    signed_on = models.DateField(_("podpisane dnia"))
    signed_by = models.CharField(_("kto podpisał"), max_length=120)
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        ordering = ["-cycle", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "rules", "cycle"], name="network_rules_signed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"rules {self.rules_id} signed by group {self.group_id} for {self.cycle}"


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> Self:
        """Return those that hold their room."""
        return self.filter(state__in=Booking.LIVE)

    def coming(self) -> Self:
        """Return those that are not over."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def waiting(self) -> Self:
        """Return the requests that nobody answered and that are still to come."""
        return self.coming().filter(state=Booking.State.REQUESTED)

    def given_back(self) -> Self:
        """Return what groups cancelled by themselves and nobody at the desk has seen yet."""
        return self.filter(given_back_at__isnull=False, seen_at=None)


@personal_data(
    "who_opens",
    purpose="Who lets a group in while the house is closed (RODO art. 6 ust. 1 lit. e)",
    keep_days=730,
    erase="emptied; who met, when and where stays as a count",
    matter="rooms",
    since="ends_at",
    kept_by="network.forget_ended_groups",
    held_by=(
        "group__email",
        "group__phone",
        "who_opens",
    ),
)
class Booking(models.Model):
    """A group has asked for a room, or has it, from a moment to a moment.

    A request holds the room as a confirmed booking does, so that two groups are never both
    promised one room. Those asked for together share a `series` and are answered together.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("czeka na odpowiedź")
        CONFIRMED = "confirmed", _("potwierdzona")
        REFUSED = "refused", _("odmowa")
        CANCELLED = "cancelled", _("odwołana")

    LIVE = ("requested", "confirmed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="bookings")
    room = models.ForeignKey("network.Room", on_delete=models.PROTECT, related_name="bookings")
    purpose = models.CharField(_("po co"), max_length=160)
    people = models.PositiveSmallIntegerField(_("ile osób"))
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))
    state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(_("dlaczego"), max_length=160, blank=True)
    who_opens = models.CharField(_("kto otworzy i zamknie"), max_length=160, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    given_back_at = models.DateTimeField(null=True, editable=False)
    """When the group itself cancelled it."""
    seen_at = models.DateTimeField(null=True, editable=False)
    """When somebody at the desk took note of that; the audit trail says who."""

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rezerwacja sali")
        verbose_name_plural = _("rezerwacje sal")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="network_booking_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(people__gte=1), name="network_booking_has_people"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["requested", "confirmed", "refused", "cancelled"]),
                name="network_booking_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(given_back_at=None) | models.Q(state="cancelled"),
                name="network_booking_given_back_is_cancelled",
            ),
            models.CheckConstraint(
                condition=models.Q(seen_at=None) | models.Q(given_back_at__isnull=False),
                name="network_booking_seen_was_given_back",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "ends_at"], name="network_booking_waiting"),
            models.Index(fields=["series"], name="network_booking_series"),
            models.Index(
                fields=["given_back_at"],
                condition=models.Q(given_back_at__isnull=False, seen_at=None),
                name="network_booking_given_back",
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk} of group {self.group_id}"

    @property
    def state_words(self) -> str:
        """How it stands, in words: a request that nobody answered in time waits no more."""
        if self.state == self.State.REQUESTED and self.is_over:
            return str(_("bez odpowiedzi"))
        return self.get_state_display()

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()
