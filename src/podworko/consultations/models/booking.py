"""Booked conversations and those who wait for one.

Whoever reads these tables learns that a specialist is busy, and nothing else: who it is with,
how to reach them and what it is about stand under the seal of `core.vault`.
"""

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.consultations.models.offer import Form, Service, Specialist
from podworko.core.fields import SealedField
from podworko.core.privacy import OWN, personal_data
from podworko.people.public import Channel

KEEP_DAYS = 30
"""How long after a conversation it is known that it was; the counts stay."""


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def live(self) -> Self:
        """Return those that take a specialist's time: booked ones, and those held for an offer."""
        return self.filter(state__in=Appointment.LIVE)

    def coming(self) -> Self:
        """Return the booked ones that are not over."""
        return self.filter(state=Appointment.State.BOOKED, ends_at__gt=timezone.now())


@personal_data(
    "sealed",
    "holder",
    purpose="Confidential help (RODO art. 6 ust. 1 lit. e, art. 9 ust. 2 lit. h)",
    keep_days=KEEP_DAYS,
    erase="the row is deleted; anonymous counts stay",
    matter="consultations",
    end=OWN,
    kept_by="consultations.erase",
)
class Appointment(models.Model):
    """A conversation at a time (termin): the time is anybody's to see as busy, the rest is sealed.

    `sealed` holds name or pseudonym, phone, e-mail, remark, address of a visit and the code.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("zaproponowany")
        BOOKED = "booked", _("umówiony")
        CANCELLED = "cancelled", _("odwołany")
        DONE = "done", _("odbyty")
        MISSED = "missed", _("nikt nie przyszedł")

    LIVE = (State.OFFERED, State.BOOKED)
    OVER = (State.CANCELLED, State.DONE, State.MISSED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    specialist = models.ForeignKey(
        Specialist, on_delete=models.PROTECT, related_name="appointments"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konto, które może ją otworzyć"),
    )
    """Whose account the specialist's was when it was booked or taken over: another one that is
    tied to the specialist's card since opens nothing of before."""
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="appointments")
    pal = models.ForeignKey("network.Pal", on_delete=models.PROTECT, related_name="appointments")
    room = models.ForeignKey(
        "network.Room",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    form = models.CharField(_("forma"), max_length=9, choices=Form)
    starts_at = models.DateTimeField(_("od"))
    ends_at = models.DateTimeField(_("do"))
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.BOOKED)
    channel = models.CharField(_("jak umówiono"), max_length=6, choices=Channel)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="pl")
    sealed = SealedField(blank=True, default="")
    code = models.CharField(max_length=64, db_index=True)
    """A keyed digest of the code that opens it by phone; the code itself is nowhere."""
    holder = models.CharField(max_length=64, blank=True, db_index=True)
    """A keyed digest of the contact, so that one does not take ten; it opens nothing."""
    wants_earlier = models.BooleanField(_("chętnie wcześniej"), default=False)
    waiting = models.ForeignKey(
        "consultations.Waiting",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="offers",
    )
    offered_until = models.DateTimeField(null=True, blank=True)
    handed_to = models.ForeignKey(
        Specialist,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="handed",
        verbose_name=_("komu zaproponowano przejęcie"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("termin")
        verbose_name_plural = _("terminy")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="consultations_appointment_in_order",
            ),
            models.CheckConstraint(
                condition=Q(form__in=Form.values), name="consultations_appointment_form_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "booked", "cancelled", "done", "missed"]),
                name="consultations_appointment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False, waiting__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="consultations_appointment_offer_has_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "booked"], ended_at=None)
                | Q(state__in=["cancelled", "done", "missed"], ended_at__isnull=False),
                name="consultations_appointment_end_has_time",
            ),
            models.UniqueConstraint(
                fields=["specialist", "starts_at"],
                condition=Q(state__in=["offered", "booked"]),
                name="consultations_appointment_specialist_once",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state="booked"),
                name="consultations_appointment_code_once",
            ),
            models.UniqueConstraint(
                fields=["waiting"],
                condition=Q(state="offered"),
                name="consultations_appointment_one_offer_each",
            ),
        ]
        indexes = [
            models.Index(fields=["specialist", "starts_at"], name="consultations_appt_agenda"),
            models.Index(fields=["pal", "starts_at"], name="consultations_appt_of_pal"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}: {self.state}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_changeable(self) -> bool:
        """Whether its holder may still move or cancel it."""
        return self.state == self.State.BOOKED and timezone.now() < self.starts_at

    @property
    def video_url(self) -> str:
        """Where one meets over the internet; "" for every other form, and once it is over."""
        is_there = self.form == Form.VIDEO and self.state == self.State.BOOKED
        return self.specialist.video_url if is_there else ""

    @property
    def is_late_to_cancel(self) -> bool:
        """Whether calling it off now leaves little time for somebody else to take it."""
        return timezone.now() > self.starts_at - timedelta(hours=self.service.cancel_hours)


class WaitingQuerySet(models.QuerySet["Waiting"]):
    def open(self) -> Self:
        """Return those who still wait, first come first."""
        return self.filter(state=Waiting.State.WAITING).order_by("pk")


@personal_data(
    "sealed",
    "holder",
    purpose="Telling somebody that a conversation became possible",
    keep_days=KEEP_DAYS,
    erase="the row is deleted once it ended",
    matter="consultations",
    end=OWN,
    kept_by="consultations.erase",
)
class Waiting(models.Model):
    """Somebody who asked to be told when something is free, or to be called by the specialist.

    `moves` is the appointment that an earlier one would take the place of.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka")
        SERVED = "served", _("ma termin")
        ENDED = "ended", _("zakończone")

    class Part(models.TextChoices):
        MORNING = "morning", _("przed 12:00")
        AFTERNOON = "afternoon", _("od 12:00 do 16:00")
        EVENING = "evening", _("po 16:00")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="waiting")
    pal = models.ForeignKey(
        "network.Pal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    specialist = models.ForeignKey(
        Specialist, on_delete=models.PROTECT, null=True, blank=True, related_name="waiting"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konto, które może ją otworzyć"),
    )
    """Whose account that specialist's was; none where nobody was named."""
    form = models.CharField(_("forma"), max_length=9, choices=Form, default=Form.IN_PERSON)
    parts = models.JSONField(_("o jakiej porze"), default=list, blank=True)
    weekdays = models.JSONField(_("w jakie dni"), default=list, blank=True)
    wants_call = models.BooleanField(_("prosi o telefon"), default=False)
    moves = models.OneToOneField(
        Appointment, on_delete=models.CASCADE, null=True, blank=True, related_name="earlier"
    )
    state = models.CharField(_("stan"), max_length=8, choices=State, default=State.WAITING)
    channel = models.CharField(_("jak zgłoszono"), max_length=6, choices=Channel)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="pl")
    sealed = SealedField(blank=True, default="")
    code = models.CharField(max_length=64, unique=True)
    holder = models.CharField(max_length=64, blank=True, db_index=True)
    declined = models.JSONField(default=list, blank=True)
    """Moments that were offered and not taken: nobody is asked the same twice."""
    until = models.DateField(_("do dnia"))
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("osoba, która czeka")
        verbose_name_plural = _("osoby, które czekają")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "served", "ended"]),
                name="consultations_waiting_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None)
                | (~Q(state="waiting") & Q(ended_at__isnull=False)),
                name="consultations_waiting_end_has_time",
            ),
            models.UniqueConstraint(
                fields=["service", "holder"],
                condition=Q(state="waiting") & ~Q(holder=""),
                name="consultations_waiting_once_each",
            ),
        ]
        indexes = [models.Index(fields=["service", "state"], name="consultations_waiting_for")]

    def __str__(self) -> str:
        return f"waiting {self.pk}: {self.state}"
