"""Tying activities and sessions to needs and goals."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.activities.models import Activity, ActivityLink, Session
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.diagnosis.public import Need
from podworko.planning.public import Goal, follow_needs


@dataclass(frozen=True, slots=True)
class Tie:
    """What is answered, and a sentence why."""

    to: Need | Goal
    why: str


@transaction.atomic
def tie(
    activity: Activity, tie: Tie, *, actor: audit.Actor, session: Session | None = None
) -> ActivityLink:
    """Say that an activity, or this session of it, answers a need or serves a goal.

    Raises DomainError for a need or goal of another PAL, without a sentence why, or when it
    is said already.
    """
    _check(activity, tie)
    need, goal = (tie.to, None) if isinstance(tie.to, Need) else (None, tie.to)
    link = ActivityLink(
        activity=activity, session=session, need=need, goal=goal, why=tie.why.strip()[:300]
    )
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError as error:
        raise DomainError(_("To już jest tu powiązane."), field="to") from error
    audit.record("activity.tied", actor=actor, target=activity, to=audit.label(tie.to))
    follow_needs(_needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: ActivityLink, *, actor: audit.Actor) -> None:
    """Take back that an activity answers something."""
    needs = _needs_behind(link)
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
    if needs := {key for link in links for key in _needs_behind(link)}:
        follow_needs(needs, actor=actor)


def _check(activity: Activity, tie: Tie) -> None:
    pal_id = tie.to.pal_id if isinstance(tie.to, Need) else tie.to.plan.pal_id
    if pal_id != activity.pal_id:
        raise DomainError(_("To potrzeba albo cel innego PAL."), field="to")
    if not tie.why.strip():
        raise DomainError(_("Napisz jednym zdaniem, dlaczego."), field="why")


def _needs_behind(link: ActivityLink) -> list[int]:
    if link.need_id:
        return [link.need_id]
    return list(link.goal.need_ties.values_list("need_id", flat=True)) if link.goal else []
