"""Passing on what somebody leads, when they leave."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from podworko.accounts.public import Passing, User
from podworko.activities import notices
from podworko.activities.models import Activity, Session
from podworko.activities.operations import holding, programme
from podworko.audit import public as audit
from podworko.network.public import (
    Leader,
    LeaderBusyError,
    Pal,
    UncheckedLeaderError,
    save_leader,
)


def led_to_come(user: User, pal_ids: Collection[int]) -> QuerySet[Session]:
    """Return what `user` leads in these PALs from now on, soonest first."""
    coming = Session.objects.filter(
        led_by__user=user,
        pal__in=pal_ids,
        status=Session.Status.PLANNED,
        ends_at__gt=timezone.now(),
    )
    related = coming.select_related("activity__pal", "pal", "place", "room")
    return related.order_by("starts_at", "pk")


def follow_words(*, leader: Leader, before: str, actor: audit.Actor, **_told: object) -> None:
    """Have activities say of a leader what holds now: a name goes when it is wished no more."""
    for activity in Activity.objects.filter(led_by=leader, leaders__contains=before):
        activity.leaders = activity.leaders.replace(before, leader.public_words)[:160]
        programme.save_activity(activity, actor=actor)


def pass_leading(passing: Passing) -> int:
    """Have the taker lead what the giver leads; return how many sessions changed hands.

    A session for which the taker is busy, or not cleared for its minors, stays as it is, and is
    told of in the pack still. Runs in the transaction of the hand-over.
    """
    coming = led_to_come(passing.giver, passing.pal_ids)
    sessions = list(coming.prefetch_related("led_by"))
    if not sessions:
        return 0
    giver = passing.giver.leader
    taker = _leader_of(passing, giver)
    passed = [each for each in sessions if _pass(each, giver, taker, actor=passing.actor)]
    notices.tell_of_leading(passed, before=[giver], after=[taker])
    return len(passed)


def _pass(session: Session, giver: Leader, taker: Leader, *, actor: audit.Actor) -> bool:
    before = set(session.led_by.all())
    try:
        with transaction.atomic():
            session.led_by.set((before - {giver}) | {taker})
            holding.hold([session], checks_hours=False, asked=[taker])
    except (LeaderBusyError, UncheckedLeaderError):
        return False
    activity = session.activity
    if giver in activity.led_by.all():
        activity.led_by.remove(giver)
        activity.led_by.add(taker)
    audit.record("session.led_by", actor=actor, target=session, leader=taker.pk)
    return True


def _leader_of(passing: Passing, giver: Leader) -> Leader:
    """Return the taker as a leader; one who led nothing so far takes over the role's words."""
    held = Leader.objects.filter(user=passing.taker).first()
    pals = set(Pal.objects.filter(pk__in=passing.pal_ids))
    if held:
        held.pals.add(*(pals if held.pals.exists() else ()))
        return held
    new = Leader(
        name=passing.taker.name, role=giver.role, email=passing.taker.email, user=passing.taker
    )
    return save_leader(new, pals=pals, actor=passing.actor)
