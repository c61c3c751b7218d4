"""The outbox, what became of each message, and the tables of background jobs."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core.fields import SealedField
from podworko.core.privacy import OWN, personal_data

SILENT_AFTER = timedelta(seconds=90)


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    CALL = "call", _("telefon")
    LETTER = "letter", _("wydruk")


class Status(models.TextChoices):
    QUEUED = "queued", _("czeka na wysłanie")
    SENDING = "sending", _("w drodze")
    SENT = "sent", _("wysłana")
    FAILED = "failed", _("nie udało się")
    WITHDRAWN = "withdrawn", _("wycofana")
    TO_CALL = "to_call", _("do telefonu")
    CALLED = "called", _("przekazana telefonicznie")
    TO_PRINT = "to_print", _("do wydruku")
    PRINTED = "printed", _("wydrukowana")


MOVING = (Status.QUEUED, Status.SENDING)
WITHDRAWABLE = (Status.QUEUED, Status.TO_CALL, Status.TO_PRINT, Status.FAILED)
ARRIVED = (Status.SENT, Status.CALLED, Status.PRINTED)
OVER = (*ARRIVED, Status.FAILED, Status.WITHDRAWN)


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> Self:
        """Return those to hand over now: waiting ones, and ones whose worker went silent."""
        return self.filter(status__in=MOVING, next_try_at__lte=now)

    def pending(self) -> Self:
        """Return those that nobody has sent, said or printed yet."""
        return self.filter(status__in=(Status.QUEUED, Status.TO_CALL, Status.TO_PRINT))

    def open(self) -> Self:
        """Return those that are not confidential: a desk may know of them."""
        return self.filter(sealed="")

    def to_call(self) -> Self:
        """Return the call list, the longest waiting first."""
        return self.filter(status=Status.TO_CALL).order_by("next_try_at", "pk")


@personal_data(
    "to_name",
    "to_email",
    "to_phone",
    "to_folded",
    "person_id",
    "subject",
    "body_text",
    "body_html",
    "call_text",
    "sealed",
    "unsubscribe_url",
    purpose="Telling people what they signed up for, and proving that they were told",
    keep_days=90,
    erase="emptied; channel, status and times stay for counting",
    matter="messages",
    contacts=("to_email", "to_phone"),
    end=OWN,
    kept_by="messages.empty_old",
    held_by=(
        "person_id",
        "to_name",
    ),
)
class Message(models.Model):
    """One thing to tell one person, written at once and handed over when its time comes.

    Text and address are kept as they were when it was written, so that what a person
    received can be read later, whatever happened to the template since.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(max_length=80)
    channel = models.CharField(_("sposób"), max_length=8, choices=Channel)
    status = models.CharField(_("stan"), max_length=12, choices=Status)
    language = models.CharField(max_length=8, default="pl")

    to_name = models.CharField(_("do kogo"), max_length=200, blank=True)
    to_email = models.CharField(max_length=254, blank=True)
    to_phone = models.CharField(max_length=20, blank=True)
    # Name and addresses without case and diacritics, as both databases can search them.
    to_folded = models.CharField(max_length=500, blank=True, default="")
    person_id = models.BigIntegerField(null=True, blank=True)
    pal_id = models.BigIntegerField(null=True, blank=True)

    subject = models.CharField(_("temat"), max_length=200, blank=True)
    body_text = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    call_text = models.TextField(blank=True)
    # Words and addresses of what is confidential; the columns above stay empty then.
    sealed = SealedField(blank=True, default="", db_default="")

    # By which whoever gets it ends all further ones (RFC 8058); "" for what is no newsletter.
    unsubscribe_url = models.CharField(max_length=300, blank=True, default="", db_default="")

    about = models.CharField(max_length=80)
    once = models.CharField(max_length=200, unique=True)

    created_at = models.DateTimeField(_("napisana"), default=timezone.now, editable=False)
    not_before = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField()
    # Also the token of whoever holds the message: its result counts only while this stands.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(_("wysłana"), null=True, blank=True)
    provider_id = models.CharField(max_length=120, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("wiadomość")
        verbose_name_plural = _("wiadomości")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="outbox_message_status_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="outbox_message_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=False)
                | ~Q(sealed="")
                | (Q(channel=Channel.EMAIL) & ~Q(to_email=""))
                | (Q(channel__in=(Channel.SMS, Channel.CALL)) & ~Q(to_phone=""))
                | Q(channel=Channel.LETTER),
                name="outbox_message_channel_has_address",
            ),
            models.CheckConstraint(
                condition=Q(sealed="")
                | Q(to_name="", to_email="", to_phone="", body_text="", call_text=""),
                name="outbox_message_sealed_shows_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ARRIVED) | Q(sent_at__isnull=False),
                name="outbox_message_arrived_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SENDING, lease_until__isnull=False)
                | (~Q(status=Status.SENDING) & Q(lease_until__isnull=True)),
                name="outbox_message_lease_while_sending",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(status__in=MOVING),
                name="outbox_message_due",
            ),
            models.Index(fields=["status", "-id"], name="outbox_message_by_status"),
            models.Index(fields=["pal_id", "-id"], name="outbox_message_by_pal"),
            models.Index(fields=["about"], name="outbox_message_by_subject"),
            models.Index(fields=["person_id"], name="outbox_message_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.template} by {self.channel}: {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("outbox:message", args=[self.public_id])

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether somebody at the desk may still take it back, or put a failure aside."""
        return self.status in WITHDRAWABLE

    @property
    def can_be_retried(self) -> bool:
        """Whether handing it over anew makes sense."""
        delayed = self.status == Status.QUEUED and self.attempts > 0
        return self.emptied_at is None and (self.status == Status.FAILED or delayed)


class Outcome(models.TextChoices):
    SENT = "sent", _("wysłana")
    DELAYED = "delayed", _("odłożona na później")
    REFUSED = "refused", _("odrzucona")
    VANISHED = "vanished", _("przerwana")
    REACHED = "reached", _("rozmowa odbyta")
    LEFT_MESSAGE = "left_message", _("zostawiona wiadomość")
    NO_ANSWER = "no_answer", _("nikt nie odbiera")
    WRONG_NUMBER = "wrong_number", _("zły numer")
    PRINTED = "printed", _("wydrukowana")


@personal_data(none="Times, outcomes and codes of errors; never an address or a name.")
class Attempt(models.Model):
    """One try to hand a message over: by a machine, or by whoever phoned or printed."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=8, choices=Channel)
    outcome = models.CharField(max_length=12, choices=Outcome)
    error = models.CharField(max_length=80, blank=True)
    actor = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("próba")
        verbose_name_plural = _("próby")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="outbox_attempt_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.outcome}"


@personal_data(none="Names of functions and when they ran.")
class Schedule(models.Model):
    """When a periodic function runs next, and how its last run went."""

    class Result(models.TextChoices):
        NEVER = "never"
        RUNNING = "running"
        OK = "ok"
        FAILED = "failed"

    name = models.CharField(max_length=80, unique=True)
    next_run = models.DateTimeField(default=timezone.now)
    last_run = models.DateTimeField(null=True, blank=True)
    last_ok = models.DateTimeField(null=True, blank=True)
    last_status = models.CharField(max_length=8, choices=Result, default=Result.NEVER)
    last_duration_ms = models.PositiveIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=80, blank=True)
    running_by = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_status__in=["never", "running", "ok", "failed"]),
                name="outbox_schedule_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.next_run:%Y-%m-%d %H:%M:%S}"


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> Self:
        """Return those heard of lately."""
        return self.filter(beat_at__gt=timezone.now() - SILENT_AFTER)


@personal_data(none="Processes, not people.")
class Worker(models.Model):
    """A process that does background jobs, as long as its heart beats."""

    worker_id = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"
