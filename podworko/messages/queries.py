"""Questions to the outbox."""

from django.db import models
from django.db.models import QuerySet

from podworko.audit import public as audit
from podworko.messages.models import Message

__all__ = ["messages_about", "messages_to"]


def messages_about(target: models.Model) -> QuerySet[Message]:
    """Return what was written about a thing, newest first."""
    return Message.objects.filter(about=audit.label(target)).order_by("-pk")


def messages_to(person_id: int) -> QuerySet[Message]:
    """Return what was written to a person and not yet emptied, newest first."""
    return Message.objects.filter(person_id=person_id).order_by("-pk")
