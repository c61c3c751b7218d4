"""What other modules may use of messages and background jobs."""

from podworko.messages.channels import Recipient, is_written_to, recipient_of, way_to
from podworko.messages.delivery import deliver_due
from podworko.messages.jobs import enqueue, periodic, schedule, task
from podworko.messages.models import Channel, Message, Status
from podworko.messages.operations import (
    Copy,
    cancel_pending,
    forget_about,
    forget_person,
    hold_waiting,
    mark_all_printed,
    own_mark,
    record_call,
    send,
    send_copies,
    withdraw,
)
from podworko.messages.queries import (
    Refused,
    already_written,
    calls_about,
    message_of,
    messages_about,
    messages_about_all,
    messages_to,
    refused_about,
)
from podworko.messages.runner import catch_up
from podworko.messages.sealing import unsealed
from podworko.messages.sms import MAX_SEGMENTS, segments
from podworko.messages.watching import Queues, queues
from podworko.messages.writing import JSON, TemplateBroken, TemplateMissing, Written, write

__all__ = [
    "JSON",
    "MAX_SEGMENTS",
    "Channel",
    "Copy",
    "Message",
    "Queues",
    "Recipient",
    "Refused",
    "Status",
    "TemplateBroken",
    "TemplateMissing",
    "Written",
    "already_written",
    "calls_about",
    "cancel_pending",
    "catch_up",
    "deliver_due",
    "enqueue",
    "forget_about",
    "forget_person",
    "hold_waiting",
    "is_written_to",
    "mark_all_printed",
    "message_of",
    "messages_about",
    "messages_about_all",
    "messages_to",
    "own_mark",
    "periodic",
    "queues",
    "recipient_of",
    "record_call",
    "refused_about",
    "schedule",
    "segments",
    "send",
    "send_copies",
    "task",
    "unsealed",
    "way_to",
    "withdraw",
    "write",
]
