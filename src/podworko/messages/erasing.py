"""The part of the outbox when a person is erased: what was written to them, sent or not."""

from django.db.models import Q

from podworko.audit import public as audit
from podworko.core.privacy import Subject
from podworko.messages.models import Message
from podworko.messages.operations import forget_messages


def forget(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Empty every message to this person, withdraw those on the way; that they were sent stays."""
    to_them = Q(person_id__in=subject.people)
    to_them |= Q(to_email__in=subject.emails) | Q(to_phone__in=subject.phones)
    rows = Message.objects.filter(to_them, emptied_at=None)
    return {"outbox.message": forget_messages(rows, actor=actor)}
