"""Handing messages over: who takes which, what is tried again, and what gives up.

A worker takes a message with one conditional UPDATE that also sets a lease; the database
lets only one worker succeed. The message is handed over outside any transaction, and its
result is noted only if the lease is still that worker's own.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.messages.gateways import (
    DelayedError,
    Gateway,
    HandOverError,
    RefusedError,
    email_gateway,
    sms_gateway,
)
from podworko.messages.models import Attempt, Channel, Message, Outcome, Status
from podworko.messages.sealing import unsealed

__all__ = ["DELAYS", "LEASE", "Courier", "Tally", "claim_next", "deliver_due"]

logger = logging.getLogger(__name__)

# Longer than the longest conversation with a mail server that answers at its slowest.
LEASE = timedelta(minutes=5)
# A message is given up three days after its first try.
DELAYS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 720, 720, 720, 720, 720, 480))
PAUSE_SECONDS = 30.0
_LOOK_AHEAD = 10
_random = SystemRandom()


@dataclass(slots=True)
class Tally:
    """What became of a batch."""

    sent: int = 0
    delayed: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        return self.sent + self.delayed + self.refused


@dataclass(slots=True)
class Courier:
    """One worker's gateways, opened when needed.

    A channel that does not answer at all is left alone for half a minute, so that the
    other messages do not each spend a try, and a worker does not spend its time waiting.
    """

    worker: str = audit.SYSTEM
    _gateways: dict[str, Gateway] = field(default_factory=dict)
    _paused_until: dict[str, float] = field(default_factory=dict)

    def open_channels(self) -> list[str]:
        """Return the channels worth trying now."""
        now = monotonic()
        return [c for c in _OPENERS if self._paused_until.get(c, now) <= now]

    def send(self, message: Message) -> str:
        """Hand `message` over; raises RefusedError or DelayedError."""
        try:
            return self._gateway(message.channel).send(message)
        except DelayedError as error:
            if error.all_of_channel:
                self._paused_until[message.channel] = monotonic() + PAUSE_SECONDS
            raise

    def close(self) -> None:
        """End every open conversation."""
        for gateway in self._gateways.values():
            gateway.close()
        self._gateways.clear()

    def _gateway(self, channel: str) -> Gateway:
        if channel not in self._gateways:
            try:
                self._gateways[channel] = _OPENERS[channel]()
            except ImproperlyConfigured:
                raise DelayedError("ImproperlyConfigured", all_of_channel=True) from None
        return self._gateways[channel]


_OPENERS: dict[str, Callable[[], Gateway]] = {
    Channel.EMAIL: email_gateway,
    Channel.SMS: sms_gateway,
}


def deliver_due(
    limit: int = 50,
    *,
    courier: Courier | None = None,
    keep_going: Callable[[], bool] = lambda: True,
) -> Tally:
    """Hand over up to `limit` messages whose time has come; return what became of them."""
    courier = courier or Courier()
    tally = Tally()
    try:
        while tally.total < limit and keep_going():
            message = claim_next(courier.open_channels(), worker=courier.worker)
            if message is None:
                break
            _hand_over(message, courier, tally)
    finally:
        courier.close()
    return tally


def claim_next(channels: list[str], *, worker: str = audit.SYSTEM) -> Message | None:
    """Take one due message for this worker alone, or return None when there is none."""
    now = timezone.now()
    due = Message.objects.due(now).filter(channel__in=channels).order_by("next_try_at", "pk")
    for seen in due.only("pk", "status", "channel", "lease_until", "attempts")[:_LOOK_AHEAD]:
        if _claim(seen, now, worker):
            return Message.objects.get(pk=seen.pk)
    return None


@transaction.atomic
def _claim(seen: Message, now: datetime, worker: str) -> bool:
    """Take the message only if it is still as it was seen."""
    until = now + LEASE
    untouched = Message.objects.due(now).filter(
        pk=seen.pk, status=seen.status, lease_until=seen.lease_until
    )
    taken = untouched.update(
        status=Status.SENDING,
        lease_until=until,
        next_try_at=until,
        attempts=seen.attempts + 1,
    )
    if taken and seen.status == Status.SENDING:  # whoever held it never said how it went
        _note(seen, Outcome.VANISHED, worker=worker)
    return bool(taken)


def _hand_over(message: Message, courier: Courier, tally: Tally) -> None:
    try:
        provider_id = _send(message, courier)
    except HandOverError as error:
        is_final = isinstance(error, RefusedError) or message.attempts > len(DELAYS)
        tally.refused += is_final
        tally.delayed += not is_final
        note = _refused if is_final else _delayed
        note(message, error.code, worker=courier.worker)
    else:
        tally.sent += 1
        _settle(
            message,
            Outcome.SENT,
            worker=courier.worker,
            status=Status.SENT,
            sent_at=timezone.now(),
            provider_id=provider_id,
            last_error="",
        )


def _send(message: Message, courier: Courier) -> str:
    if message.attempts > len(DELAYS) + 1:
        raise DelayedError("worker died each time")
    try:
        return courier.send(unsealed(message))
    except HandOverError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault in one must not stop those behind it
        # No traceback: what it says may name the person.
        logger.error("Message %s: %s", message.public_id, type(error).__name__)  # noqa: TRY400
        raise DelayedError(type(error).__name__) from None


def _delayed(message: Message, code: str, *, worker: str) -> None:
    wait = DELAYS[message.attempts - 1] * _random.uniform(0.9, 1.1)
    _settle(
        message,
        Outcome.DELAYED,
        worker=worker,
        status=Status.QUEUED,
        next_try_at=timezone.now() + wait,
        last_error=code,
    )


def _refused(message: Message, code: str, *, worker: str) -> None:
    """Give the channel up: the person is phoned when there is a number, else it failed."""
    fields: dict[str, object] = {"status": Status.FAILED}
    if message.to_phone:
        fields = {
            "status": Status.TO_CALL,
            "channel": Channel.CALL,
            "next_try_at": timezone.now(),
            "attempts": 0,
        }
    _settle(message, Outcome.REFUSED, worker=worker, last_error=code, **fields)


@transaction.atomic
def _settle(message: Message, outcome: Outcome, *, worker: str, **fields: object) -> None:
    """Note how it went, unless the lease ran out and the message is somebody else's now."""
    mine = Message.objects.filter(
        pk=message.pk, status=Status.SENDING, lease_until=message.lease_until
    )
    if mine.update(lease_until=None, **fields):
        _note(message, outcome, worker=worker, error=str(fields.get("last_error", "")))


def _note(message: Message, outcome: Outcome, *, worker: str, error: str = "") -> None:
    Attempt.objects.create(
        message=message, channel=message.channel, outcome=outcome, error=error, actor=worker
    )
