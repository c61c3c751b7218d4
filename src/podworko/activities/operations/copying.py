"""A term copied to the next: the same activities at the same hours, as drafts to look at."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from podworko.activities.models import (
    Activity,
    ActivityLink,
    Question,
    Series,
    Session,
    SignUpList,
    Template,
)
from podworko.activities.operations import minors, programme
from podworko.activities.operations.slots import ListRules, Slot
from podworko.activities.operations.templates import fixed_facts
from podworko.activities.operations.thread import Tie, tie
from podworko.audit import public as audit
from podworko.core import times

WEEK = 7
COPIED = (
    *Template.FIELDS,
    "includes_minors",
    "languages",
    "leaders",
    "organiser",
    "co_organisers",
    "image",
    "image_alt",
    "place",
    "room",
    "template",
    "is_fictional",
)


@dataclass(frozen=True, slots=True)
class Term:
    """The days, both included, whose sessions are copied, and the first day of the next term."""

    since: date
    until: date
    begins: date

    @property
    def shift(self) -> timedelta:
        """How far sessions move: whole weeks, so that Monday stays Monday."""
        days = (self.begins - self.since).days
        return timedelta(weeks=-(-days // WEEK))

    def moved(self, session: Session) -> tuple[datetime, datetime]:
        """Return when a session would be: at the same hour on the wall of another week."""
        starts, ends = times.local(session.starts_at), times.local(session.ends_at)
        return (
            times.at(starts.date() + self.shift, starts.time()),
            times.at(ends.date() + self.shift, ends.time()),
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """One activity to copy, with those of its sessions that fit into the next term."""

    activity: Activity
    sessions: Sequence[Session]


@transaction.atomic
def copy_term(chosen: Collection[Copied], term: Term, *, actor: audit.Actor) -> list[Activity]:
    """Copy activities with these sessions into the next term, all as drafts, or none.

    Rooms and leaders are taken as by any plan: raises RoomTakenError, LeaderBusyError,
    UncheckedLeaderError and OutsideHoursError when a session that was chosen does not fit.
    """
    return [_copy(each, term, actor=actor) for each in chosen if each.sessions]


def _copy(copied: Copied, term: Term, *, actor: audit.Actor) -> Activity:
    was = copied.activity
    new = Activity(pal=was.pal, **{name: getattr(was, name) for name in COPIED})
    for name, value in fixed_facts(was.template).items():
        setattr(new, name, value)
    if new.audience != was.audience:
        minors.follow_audience(new)
    programme.save_activity(new, actor=actor, led_by=list(was.led_by.all()))
    for question in was.questions.all():
        _copy_question(question, new)
    made = [_copy_session(session, new, term, actor=actor) for session in copied.sessions]
    _copy_series(copied.sessions, made, new)
    _copy_ties(was, new, actor=actor)
    return new


def _copy_ties(was: Activity, new: Activity, *, actor: audit.Actor) -> None:
    """Tie the copy to what the first one answers, as far as that still waits."""
    links = ActivityLink.objects.filter(activity=was, session=None)
    for link in links.select_related("need", "goal__plan"):
        if link.end.is_open:
            tie(new, Tie(link.end, link.why), actor=actor)


def _copy_session(
    session: Session, activity: Activity, term: Term, *, actor: audit.Actor
) -> Session:
    held = session.sign_up_list
    rules = _rules(held, term) if held else ListRules()
    slots = [_slot(session, term)]
    (made,) = programme.add_sessions(activity, slots, rules=rules, actor=actor)
    return made


def _copy_question(question: Question, activity: Activity) -> None:
    Question.objects.create(
        activity=activity,
        text=question.text,
        text_en=question.text_en,
        text_uk=question.text_uk,
        form=question.form,
        options=question.options,
        is_required=question.is_required,
        is_sensitive=question.is_sensitive,
        position=question.position,
    )


def _slot(session: Session, term: Term) -> Slot:
    starts_at, ends_at = term.moved(session)
    return Slot(
        starts_at,
        ends_at,
        place=session.place,
        room=session.room,
        title=session.title,
        is_all_day=session.is_all_day,
        led_by=tuple(session.led_by.all()),
        outside_hours=session.outside_hours,
        is_place_unknown=session.place_id is None,
    )


def _rules(held: SignUpList, term: Term) -> ListRules:
    """Return the rules of a list for the next term; moments move as the sessions do."""
    return ListRules(
        capacity=held.capacity,
        overbooking_percent=held.overbooking_percent,
        reserved=held.reserved,
        opens_at=_moved(held.opens_at, term),
        closes_at=_moved(held.closes_at, term),
        minimum=held.minimum,
        decision_at=_moved(held.decision_at, term),
        household_limit=held.household_limit,
        offer_hours=held.offer_hours,
        instant_hours=held.instant_hours,
    )


def _moved(moment: datetime | None, term: Term) -> datetime | None:
    """Return a moment at the same hour on the wall so many weeks later."""
    if moment is None:
        return None
    wall = times.local(moment)
    return times.at(wall.date() + term.shift, wall.time())


def _copy_series(was: Sequence[Session], made: Sequence[Session], activity: Activity) -> None:
    """Give the copies rules of their own, so that "this and the following" works for them."""
    rules: dict[int, Series] = {}
    for old, new in zip(was, made, strict=True):
        if old.series is None:
            continue
        if old.series.pk not in rules:
            rules[old.series.pk] = _series_like(old.series, new, activity)
        new.series = rules[old.series.pk]
        new.original_start = new.starts_at
    changed = [new for new in made if new.series]
    Session.objects.bulk_update(changed, ["series", "original_start"])


def _series_like(series: Series, first: Session, activity: Activity) -> Series:
    """Return a rule as the old one without its end: the copies themselves say how many."""
    parts = [part for part in series.rule.split(";") if not part.startswith(("UNTIL=", "COUNT="))]
    return Series.objects.create(
        activity=activity,
        rule=";".join(parts),
        first_day=times.local(first.starts_at).date(),
        starts=times.local(first.starts_at).time(),
        minutes=series.minutes,
    )
