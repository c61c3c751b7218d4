"""What a source asks for, done through the operations everybody uses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities import operations
from podworko.activities.importing.wanted import (
    CANCELLED_AT_SOURCE,
    Pairing,
    WantedActivity,
    WantedSession,
)
from podworko.activities.models import Activity, Session
from podworko.activities.operations import minors
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.taking import Line, Outcome, weightier
from podworko.network.public import Place, Room

MOVES_WITHIN = timedelta(days=14)


@dataclass(slots=True)
class _Done:
    """What became of each row so far."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def note(self, number: int, outcome: Outcome) -> None:
        before = self.outcomes.get(number, Outcome.SAME)
        self.outcomes[number] = weightier(before, outcome)


def store(wanted: WantedActivity, *, publish: bool) -> list[Line]:
    """Make or change one activity and its sessions; all of its rows are taken, or none.

    Sessions that have begun, or were called off here, stay as they are.
    """
    try:
        with transaction.atomic():
            done = _store(wanted, publish=publish)
    except DomainError as error:
        message = str(error.message)
        return [_line(wanted, number, Outcome.REFUSED, message) for number in wanted.numbers]
    return [
        _line(wanted, number, done.outcomes.get(number, Outcome.SAME)) for number in wanted.numbers
    ]


def _line(wanted: WantedActivity, number: int, outcome: Outcome, message: str = "") -> Line:
    said = filter(None, (message, *wanted.notes.get(number, ())))
    title = str(wanted.fields.get("title") or wanted.first.get("title", ""))
    return Line(number, outcome, title, " ".join(said))


def _store(wanted: WantedActivity, *, publish: bool) -> _Done:
    done = _Done()
    first = wanted.numbers[0]
    held = Activity.objects.filter(pal=wanted.pal, import_key=wanted.key).first()
    if held and held.state == Activity.State.CANCELLED:
        raise DomainError(_("Te zajęcia są odwołane w Podwórku."))
    activity = held or _make(wanted)
    if held and _change(held, wanted):
        done.note(first, Outcome.CHANGED)
    if held is None and wanted.series:
        _make_series(activity, wanted, wanted.series)
        done.note(first, Outcome.TAKEN)
    _store_sessions(activity, wanted, done)
    if publish and activity.state in (Activity.State.DRAFT, Activity.State.SCHEDULED):
        operations.publish(activity, actor=SYSTEM)
        done.note(first, Outcome.CHANGED)
    return done


def _make(wanted: WantedActivity) -> Activity:
    said = {**wanted.first, **wanted.fields}
    activity = Activity(
        pal=wanted.pal,
        import_key=wanted.key,
        sign_up_mode=wanted.mode,
        source=wanted.source[:300],
        **said,
    )
    minors.follow_audience(activity)
    _tell_of_minors(wanted, activity, before=False)
    return operations.save_activity(activity, actor=SYSTEM)


def _change(activity: Activity, wanted: WantedActivity) -> bool:
    """Write what the source says otherwise; return whether anything was."""
    differs = {k: v for k, v in wanted.fields.items() if getattr(activity, k) != v}
    before = activity.includes_minors
    if not differs:
        return False
    for name, value in differs.items():
        setattr(activity, name, value)
    if {"audience", "age_min", "age_max"} & differs.keys():
        minors.follow_audience(activity)
    operations.save_activity(activity, actor=SYSTEM)
    _tell_of_minors(wanted, activity, before=before)
    return True


def _tell_of_minors(wanted: WantedActivity, activity: Activity, *, before: bool) -> None:
    """Say in the report that an activity is with minors from now on, and why."""
    if activity.includes_minors and not before:
        words = _("Zapisane jako zajęcia z dziećmi lub młodzieżą (%(why)s).")
        wanted.say(wanted.numbers[0], words % {"why": activity.minors_why})


def _make_series(activity: Activity, wanted: WantedActivity, plan: operations.SeriesPlan) -> None:
    """Make the sessions of a rule; what is told of them all is written before anybody sees it."""
    like = wanted.sessions[0]
    rules = operations.ListRules(capacity=like.capacity)
    series = operations.add_series(activity, plan, rules=rules, actor=SYSTEM)
    series.sessions.update(
        place=like.place,
        room=like.room,
        source_place=like.place,
        source_room=like.room,
        title=like.title or "",
        note=like.note or "",
    )
    operations.hold(series.sessions.select_related("activity__pal", "place", "room"))


def _store_sessions(activity: Activity, wanted: WantedActivity, done: _Done) -> None:
    rows = activity.sessions.select_related("sign_up_list", "place", "room")
    held = {session.original_start or session.starts_at: session for session in rows}
    left = [session for session in wanted.sessions if session.origin not in held]
    for session in wanted.sessions:
        if session.origin in held:
            found = held.pop(session.origin)
            done.note(session.number, _follow(found, session, activity=activity, wanted=wanted))
    for new in _moved(left, held, activity=activity, wanted=wanted, done=done):
        _add(activity, new)
        done.note(new.number, Outcome.TAKEN)
    if wanted.prunes and not wanted.is_cut:
        _prune(held.values(), wanted, done)


def _follow(
    session: Session, new: WantedSession, *, activity: Activity, wanted: WantedActivity
) -> Outcome:
    """Bring a session to what the source says; one called off here stays called off."""
    if session.is_cancelled:
        return Outcome.SAME
    if new.is_cancelled:
        operations.cancel_session(session, reason=CANCELLED_AT_SOURCE, actor=SYSTEM)
        return Outcome.CHANGED
    is_resized = _resize(session, new)
    slot = _slot(session, new, keeps_time=_is_moved_here(session, new))
    if _as_it_is(session) == slot:
        return Outcome.CHANGED if is_resized else Outcome.SAME
    if session.ends_at < timezone.now():
        wanted.say(new.number, _("To spotkanie już się odbyło; zostaje, jak było."))
        return Outcome.SAME
    session.activity = activity
    operations.change_session(session, slot, actor=SYSTEM)
    _remember([(session, new)])
    return Outcome.CHANGED


def _is_moved_here(session: Session, new: WantedSession) -> bool:
    """Whether staff moved a session that its source left where it was: they know better."""
    return new.origin == new.starts_at and session.original_start == new.origin


def _stays_where_put(session: Session, new: WantedSession) -> bool:
    """Whether the source says the same place as last time: staff may have moved it since."""
    said = (new.place and new.place.pk, new.room and new.room.pk)
    return new.place is not None and said == (session.source_place_id, session.source_room_id)


def _slot(session: Session, new: WantedSession, *, keeps_time: bool) -> operations.Slot:
    moved_here = keeps_time and session.starts_at != new.starts_at
    place, room = _where(session, new)
    return operations.Slot(
        starts_at=session.starts_at if moved_here else new.starts_at,
        ends_at=session.ends_at if moved_here else new.ends_at,
        place=place,
        room=room,
        title=session.title if new.title is None else new.title,
        note=session.note if new.note is None else new.note,
        is_all_day=session.is_all_day if moved_here else new.is_all_day,
        outside_hours=session.outside_hours,
    )


def _where(session: Session, new: WantedSession) -> tuple[Place | None, Room | None]:
    if _stays_where_put(session, new):
        return session.place, session.room
    kept_room = session.room if new.place in (None, session.place) else None
    return new.place or session.place, new.room or kept_room


def _as_it_is(session: Session) -> operations.Slot:
    return operations.Slot(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        room=session.room,
        title=session.title,
        note=session.note,
        is_all_day=session.is_all_day,
        outside_hours=session.outside_hours,
    )


def _resize(session: Session, new: WantedSession) -> bool:
    """Follow a limit that changed in the source; no place already given is taken away."""
    places = session.sign_up_list
    if places is None or new.capacity is None or places.capacity == new.capacity:
        return False
    operations.set_places(
        places,
        capacity=new.capacity,
        overbooking_percent=places.overbooking_percent,
        reserved=places.reserved,
        actor=SYSTEM,
    )
    return True


def _moved(
    left: list[WantedSession],
    held: dict[datetime, Session],
    *,
    activity: Activity,
    wanted: WantedActivity,
    done: _Done,
) -> list[WantedSession]:
    """Move sessions whose date the source changed; return those that are new.

    Nearest pairs first. Only sessions still to come can have moved.
    """
    free = {origin: s for origin, s in held.items() if _may_move(s)}
    pairs = sorted(
        (abs(new.starts_at - session.starts_at), index, origin)
        for index, new in enumerate(left)
        for origin, session in free.items()
        if _may_be_one(session, new, wanted.pairing, activity.source == wanted.source)
    )
    settled: set[int] = set()
    for _apart, index, origin in pairs:
        if index in settled or origin not in free:
            continue
        settled.add(index)
        session = free.pop(origin)
        del held[origin]
        _move(session, left[index], activity=activity, wanted=wanted)
        done.note(left[index].number, Outcome.CHANGED)
    return [new for index, new in enumerate(left) if index not in settled]


def _may_move(session: Session) -> bool:
    return not session.is_cancelled and session.starts_at > timezone.now()


def _may_be_one(
    session: Session,
    new: WantedSession,
    pairing: Pairing,
    is_same_file: bool,  # noqa: FBT001 - a fact
) -> bool:
    if pairing == Pairing.SINGLE:
        return True
    if pairing == Pairing.NONE or new.is_cancelled:
        return False
    is_same_day = times.local(session.starts_at).date() == times.local(new.starts_at).date()
    is_near = abs(session.starts_at - new.starts_at) <= MOVES_WITHIN
    return is_same_day or (is_same_file and is_near)


def _move(
    session: Session, new: WantedSession, *, activity: Activity, wanted: WantedActivity
) -> None:
    before = times.local(session.starts_at)
    session.activity = activity
    if new.is_cancelled:
        operations.cancel_session(session, reason=CANCELLED_AT_SOURCE, actor=SYSTEM)
    else:
        slot = _slot(session, new, keeps_time=False)
        operations.change_session(session, slot, actor=SYSTEM)
    _remember([(session, new)])
    message = _("Przeniesione z %(before)s.")
    wanted.say(new.number, message % {"before": f"{before:%d.%m.%Y %H:%M}"})


def _add(activity: Activity, new: WantedSession) -> None:
    slot = operations.Slot(
        new.starts_at,
        new.ends_at,
        place=new.place,
        room=new.room,
        title=new.title or "",
        note=new.note or "",
        is_all_day=new.is_all_day,
    )
    rules = operations.ListRules(capacity=new.capacity)
    (made,) = operations.add_sessions(activity, [slot], rules=rules, actor=SYSTEM)
    _remember([(made, new)])
    if new.is_cancelled:
        operations.cancel_session(made, reason=CANCELLED_AT_SOURCE, actor=SYSTEM)


def _remember(pairs: Iterable[tuple[Session, WantedSession]]) -> None:
    """Write by what the source calls a session, so that the next import knows it again."""
    for session, new in pairs:
        Session.objects.filter(pk=session.pk).update(
            original_start=new.origin,
            source_place=new.place,
            source_room=new.room,
            is_all_day=new.is_all_day,
        )


def _prune(sessions: Iterable[Session], wanted: WantedActivity, done: _Done) -> None:
    """Call off what the source no longer has."""
    for session in sessions:
        if _may_move(session):
            operations.cancel_session(session, reason=CANCELLED_AT_SOURCE, actor=SYSTEM)
            done.note(wanted.numbers[0], Outcome.CHANGED)
