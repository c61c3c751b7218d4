"""Sessions that repeat: made from a rule, and changed one, from here on, or all."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities import notices
from podworko.activities.models import Activity, Series, Session
from podworko.activities.operations import holding, programme
from podworko.activities.operations.slots import ListRules, Slot
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.calendars import expand_rule

LIMIT = 400
HORIZON = timedelta(days=366 * 2)


class Scope(StrEnum):
    """How far a change to a repeated session reaches."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """How sessions are to repeat: a rule of RFC 5545 in local time, without those left out."""

    rule: str
    first_day: date
    starts: time
    minutes: int
    without: tuple[date, ...] = ()
    outside_hours: str = ""
    """Who opens the seat, for sessions while it is closed."""


@transaction.atomic
def add_series(
    activity: Activity,
    plan: SeriesPlan,
    *,
    rules: ListRules,
    actor: audit.Actor,
    limit: int = LIMIT,
) -> Series:
    """Make the sessions of a rule, each at the same hour on the wall across summer time.

    Raises ProgrammeError for a rule that gives no date.
    """
    starts = _expand(plan, limit=limit)
    if not starts:
        raise programme.ProgrammeError(_("Z tej reguły nie wynika żaden termin."), field="rule")
    series = Series.objects.create(
        activity=activity,
        rule=plan.rule,
        first_day=plan.first_day,
        starts=plan.starts,
        minutes=plan.minutes,
    )
    length = timedelta(minutes=plan.minutes)
    slots = [Slot(start, start + length, outside_hours=plan.outside_hours) for start in starts]
    sessions = programme.add_sessions(activity, slots, rules=rules, actor=actor)
    for session in sessions:
        session.series = series
        session.original_start = session.starts_at
    Session.objects.bulk_update(sessions, ["series", "original_start"])
    audit.record("series.created", actor=actor, target=series, sessions=len(sessions))
    return series


@transaction.atomic
def change_sessions(
    session: Session,
    slot: Slot,
    *,
    scope: Scope,
    actor: audit.Actor,
    seen_sequence: int | None = None,
) -> list[Session]:
    """Change this session, this and the following, or all that are still to come.

    Each moves by as many days as this one does, to the same hour on the wall, and keeps
    its people; everybody is told. Those changed singly before keep their own time unless
    they are the one at hand. Returns the sessions changed. Raises ChangedMeanwhileError, and
    changes nothing, when `seen_sequence` is not how often this one was changed so far.
    """
    if seen_sequence is not None:
        programme.check_unchanged(session, seen_sequence)
    if scope == Scope.THIS or session.series is None:
        return [programme.change_session(session, slot, actor=actor)]
    programme.check_changeable(session)
    shift = times.local(slot.starts_at).date() - times.local(session.starts_at).date()
    targets = _targets(session, scope)
    # One may move to where another of them still is: all let go before any takes.
    holding.let_go(targets)
    if scope == Scope.FOLLOWING:
        _split(session, slot, targets, actor=actor)
    else:
        _retime(session.series, slot, shift=shift, actor=actor)
    with notices.one_act():
        return [
            _shift(target, slot, days=shift, actor=actor, is_this=target.pk == session.pk)
            for target in targets
        ]


@transaction.atomic
def cancel_sessions(session: Session, *, reason: str, scope: Scope, actor: audit.Actor) -> int:
    """Call off this session, this and the following, or all still to come; return how many."""
    in_scope = [session] if scope == Scope.THIS else _targets(session, scope, singles=True)
    with notices.one_act():
        for target in in_scope:
            programme.cancel_session(target, reason=reason, actor=actor)
    return len(in_scope)


def _expand(plan: SeriesPlan, *, limit: int) -> list[datetime]:
    first = datetime.combine(plan.first_day, plan.starts)
    without = [datetime.combine(day, plan.starts) for day in plan.without]
    return expand_rule(
        plan.rule, first=first, exdates=without, until=plan.first_day + HORIZON, limit=limit
    )


def _targets(session: Session, scope: Scope, *, singles: bool = False) -> list[Session]:
    """Return the sessions to come in scope, this one always among them."""
    is_coming = Q(starts_at__gt=timezone.now()) | Q(pk=session.pk)
    coming = Session.objects.filter(is_coming, series=session.series, status="planned")
    if scope == Scope.FOLLOWING:
        coming = coming.filter(original_start__gte=session.original_start)
    if not singles:
        coming = coming.filter(Q(is_exception=False) | Q(pk=session.pk))
    programme.lock_lists(coming)
    coming = coming.select_for_update(no_key=True, of=("self",))
    related = coming.select_related("activity__pal", "sign_up_list", "place", "room", "series")
    return list(related.order_by("starts_at", "pk"))


def _shift(
    session: Session, slot: Slot, *, days: timedelta, actor: audit.Actor, is_this: bool
) -> Session:
    """Move one of a series by whole days, to the slot's hour on the wall.

    A topic belongs to one session: only the one at hand takes it from the slot.
    """
    begins, ends = times.local(slot.starts_at), times.local(slot.ends_at)
    day = times.local(session.starts_at).date() + days
    own = Slot(
        times.at(day, begins.time()),
        times.at(day + (ends.date() - begins.date()), ends.time()),
        place=slot.place,
        room=slot.room,
        title=slot.title if is_this else session.title,
        note=slot.note,
        is_all_day=slot.is_all_day if is_this else session.is_all_day,
        led_by=slot.led_by,
        outside_hours=slot.outside_hours,
    )
    programme.write_slot(session, own, actor=actor)
    return session


def _retime(series: Series, slot: Slot, *, shift: timedelta, actor: audit.Actor) -> None:
    """Let the rule tell the new time, so that dates added later follow it."""
    series.starts = times.local(slot.starts_at).time()
    series.first_day += shift
    series.minutes = int((slot.ends_at - slot.starts_at).total_seconds() // 60)
    series.save(update_fields=["starts", "first_day", "minutes"])
    audit.record("series.changed", actor=actor, target=series)


def _split(session: Session, slot: Slot, targets: list[Session], *, actor: audit.Actor) -> None:
    """End the old rule before this session and begin a new one with it."""
    new = Series.objects.create(
        activity=session.activity,
        rule=session.series.rule if session.series else "",
        first_day=times.local(slot.starts_at).date(),
        starts=times.local(slot.starts_at).time(),
        minutes=int((slot.ends_at - slot.starts_at).total_seconds() // 60),
    )
    for target in targets:
        target.series = new
    audit.record("series.split", actor=actor, target=new)
