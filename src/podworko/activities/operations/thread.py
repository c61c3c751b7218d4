"""Tying activities and sessions to needs and goals."""

from django.db import transaction

from podworko.activities.models import Activity, ActivityLink, Session
from podworko.audit import public as audit
from podworko.planning.public import (
    Tie,
    follow_needs,
    needs_behind,
    needs_behind_all,
    save_tie,
)

__all__ = ["Tie", "follow_activity", "tie", "untie"]


@transaction.atomic
def tie(
    activity: Activity, tie: Tie, *, actor: audit.Actor, session: Session | None = None
) -> ActivityLink:
    """Say that an activity, or this session of it, answers a need or serves a goal.

    Raises DomainError for a need or goal of another PAL, without a sentence why, or when it
    is said already.
    """
    link = ActivityLink(activity=activity, session=session)
    save_tie(link, tie, pal_id=activity.pal_id)
    audit.record("activity.tied", actor=actor, target=activity, to=audit.label(tie.to))
    follow_needs(needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: ActivityLink, *, actor: audit.Actor) -> None:
    """Take back that an activity answers something."""
    needs = needs_behind(link)
    to = audit.label(link.end)
    audit.record("activity.untied", actor=actor, target=link.activity, to=to)
    link.delete()
    follow_needs(needs, actor=actor)


@transaction.atomic
def follow_activity(activity: Activity, *, actor: audit.Actor) -> None:
    """Have the needs behind an activity say whether anything answers them now.

    Called whenever an activity, or a session of it, begins or ends to be one that takes place.
    One query for an activity that is tied to nothing.
    """
    links = ActivityLink.objects.filter(activity=activity).select_related("goal")
    if needs := needs_behind_all(links):
        follow_needs(needs, actor=actor)
