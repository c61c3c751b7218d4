"""Forgetting whom to talk to of groups that ended, as the declarations on the models say."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.core.privacy import DECLARATIONS
from podworko.messages import public as messages
from podworko.network.booking.models import Booking, Group, RulesSigned

GRACE = timedelta(days=30)
"""How long the contact of a group that was said to have ended can still be found again."""


def forgotten_on(group: Group) -> date | None:
    """Return the day on which the contact of an ended group is erased, None for one that meets."""
    return group.ended_on + GRACE if group.ended_on else None


def forget_ended() -> int:
    """Erase the contacts of groups that ended, and names that are old; return how many groups.

    Each group is a transaction of its own. Running it twice is the same as once.
    """
    forgotten = sum(_forget(pk) for pk in _ended().values_list("pk", flat=True))
    _forget_signers()
    _forget_who_opened()
    _forget_words()
    return forgotten


def _ended() -> QuerySet[Group]:
    """Return the groups whose contact is known longer than there is a reason to know it."""
    last_moment = _end_of(times.today() - _kept(Group))
    recent = Q(ends_at__gte=last_moment) | Q(created_at__gte=last_moment)
    meets = Exists(Booking.objects.filter(recent, group=OuterRef("pk")))
    is_idle = Q(is_active=True, created_at__lt=last_moment) & ~Q(meets)
    is_over = Q(ended_on__lte=times.today() - GRACE)
    known = Group.objects.exclude(contact_name="", phone="", email="")
    return may_go(known.filter(is_over | is_idle)).order_by("pk")


@transaction.atomic
def _forget(pk: int) -> bool:
    """Erase one contact, unless the group began to meet again meanwhile."""
    group = _ended().select_for_update(no_key=True).filter(pk=pk).first()
    if group is None:
        return False
    for thing in _written_about(group):
        messages.cancel_pending(about=thing)
    group.contact_name = group.phone = group.email = group.prefers = ""
    group.is_active, group.ended_on = False, group.ended_on or times.today()
    group.link_key = uuid.uuid4()
    group.save()
    may_go(group.signed.all()).update(signed_by="")
    may_go(group.bookings.all()).update(purpose="", who_opens="", reason="")
    audit.record("group.forgotten", actor=audit.SYSTEM, target=group)
    return True


def _written_about(group: Group) -> Iterator[Group | Booking]:
    """Yield what a letter or a call that nobody made yet may be about."""
    yield group
    yield from group.bookings.all()


@transaction.atomic
def _forget_signers() -> None:
    """Erase who signed for a group that still meets, once the signature is old."""
    last_day = times.today() - _kept(RulesSigned)
    old = RulesSigned.objects.exclude(signed_by="").filter(signed_on__lte=last_day)
    held = list(may_go(old).select_for_update(no_key=True).order_by("pk"))
    RulesSigned.objects.filter(pk__in=[row.pk for row in held]).update(signed_by="")
    audit.record_many("house_rules.signer_forgotten", actor=audit.SYSTEM, targets=held)


@transaction.atomic
def _forget_who_opened() -> None:
    """Erase who opened the house for a meeting of long ago."""
    over = Booking.objects.filter(ends_at__lt=_end_of(times.today() - _kept(Booking)))
    known = may_go(over.exclude(who_opens=""))
    held = list(known.select_for_update(no_key=True).order_by("pk"))
    Booking.objects.filter(pk__in=[row.pk for row in held]).update(who_opens="")
    audit.record_many("booking.opener_forgotten", actor=audit.SYSTEM, targets=held)


@transaction.atomic
def _forget_words() -> None:
    """Erase what a hold kept of bookings when their group was forgotten, once it has ended."""
    gone = {"contact_name": "", "phone": "", "email": "", "is_active": False}
    last_day = times.today() - GRACE
    groups = Group.objects.filter(**gone, ended_on__lte=last_day)
    left = Booking.objects.filter(group__in=groups).exclude(purpose="", who_opens="", reason="")
    held = list(may_go(left).select_for_update(no_key=True, of=("self",)).order_by("pk"))
    rows = Booking.objects.filter(pk__in=[row.pk for row in held])
    rows.update(purpose="", who_opens="", reason="")
    audit.record_many("booking.opener_forgotten", actor=audit.SYSTEM, targets=held)


def _kept(model: type[Group | RulesSigned | Booking]) -> timedelta:
    days = DECLARATIONS[model].keep_days
    assert days is not None  # noqa: S101 - declared on the model
    return timedelta(days=days)


def _end_of(day: date) -> datetime:
    return times.day_bounds(day)[1]
