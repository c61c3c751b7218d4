"""Making, publishing, changing and calling off what is on."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Max, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities import index, notices
from podworko.activities.models import Activity, Session, SignUpList
from podworko.activities.operations import holding, minors, offers, places
from podworko.activities.operations.slots import ListRules, Slot
from podworko.activities.operations.thread import follow_activity
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import slug as make_slug
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Leader


class ProgrammeError(DomainError):
    """The programme cannot be changed like this."""


@transaction.atomic
def save_activity(
    activity: Activity, *, actor: audit.Actor, led_by: Collection[Leader] | None = None
) -> Activity:
    """Store a new or changed activity with its place in the search; keeps its sessions true.

    Rules of taking part that changed get a new version: the next sign-ups accept that one.
    Whom it is for decides whether it is with minors; who leads what was planned already is not
    refused for that, `minors.barred_leaders` tells who may not.
    Those signed up to what is to come are told when it costs otherwise.
    Sessions to come that its leaders led follow to the new ones; `led_by` None leaves them.
    Raises LeaderBusyError when one of these is busy elsewhere, UncheckedLeaderError when it is
    with minors and a new one is not cleared for that.
    """
    stored = _number(activity)
    minors.follow_change(activity, before=stored)
    if led_by is not None:
        _word_leaders(activity, led_by)
    activity.save()
    _copy_to_sessions(activity)
    if led_by is not None:
        _lead(activity, led_by)
    if stored:
        _follow(activity, stored, actor=actor)
    index.update(activity)
    audit.record("activity.changed" if stored else "activity.created", actor=actor, target=activity)
    return activity


@transaction.atomic
def publish(activity: Activity, *, actor: audit.Actor) -> None:
    """Show an activity to everybody; publishing twice changes nothing.

    Raises ProgrammeError for one without a session, or one called off, and UncheckedLeaderError
    while somebody who is to lead it with minors is not cleared for that. One that nobody is named
    to lead is published, since imports have no leaders; the report of the gate lists it.
    """
    locked = Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
    if locked.state == Activity.State.PUBLISHED:
        return
    if locked.state == Activity.State.CANCELLED:
        raise ProgrammeError(_("Te zajęcia są odwołane. Zaplanuj nowe."))
    if not locked.sessions.exists():
        raise ProgrammeError(_("Dodaj najpierw choć jedno spotkanie."))
    minors.check_activity(locked)
    locked.review_words = ""
    locked.save(update_fields=["review_words"])
    _set_state(locked, Activity.State.PUBLISHED, actor=actor)
    activity.refresh_from_db()


@transaction.atomic
def schedule(activity: Activity, *, at: datetime, actor: audit.Actor) -> None:
    """Have an activity published by itself at a later time.

    Raises ProgrammeError for a time that has passed, and for what is public already.
    """
    if at <= timezone.now():
        raise ProgrammeError(_("Podaj czas w przyszłości."), field="publish_at")
    if activity.is_public:
        raise ProgrammeError(_("Te zajęcia są już opublikowane."))
    minors.check_activity(activity)
    activity.publish_at, activity.review_words = at, ""
    activity.save(update_fields=["publish_at", "review_words"])
    _set_state(activity, Activity.State.SCHEDULED, actor=actor)


@transaction.atomic
def call_off(activity: Activity, *, reason: str, actor: audit.Actor) -> None:
    """Call the whole activity off: every coming session, every sign-up, everybody told.

    Calling off twice changes nothing.
    """
    if not reason.strip():
        raise ProgrammeError(_("Napisz, dlaczego zajęcia są odwołane."), field="cancel_reason")
    if activity.state == Activity.State.CANCELLED:
        return
    activity.cancel_reason = reason.strip()
    activity.save(update_fields=["cancel_reason"])
    with notices.one_act():
        for sign_up_list in activity.sign_up_lists.order_by("pk"):
            locked = places.lock(sign_up_list)
            if not locked.has_begun() or activity.sign_up_mode == Activity.SignUpMode.COURSE:
                offers.call_off_list(locked, reason=reason, actor=actor)
        for session in _coming(activity).filter(sign_up_list=None):
            places.mark_cancelled(session, reason=reason, actor=actor)
    _set_state(activity, Activity.State.CANCELLED, actor=actor)


@transaction.atomic
def finish_past(*, actor: audit.Actor = audit.SYSTEM) -> int:
    """Mark activities whose last session is over as done; return how many."""
    published = Activity.objects.filter(state=Activity.State.PUBLISHED)
    ended = published.annotate(last=Max("sessions__ends_at")).filter(last__lt=timezone.now())
    finished = list(ended)
    for activity in finished:
        _set_state(activity, Activity.State.DONE, actor=actor)
    return len(finished)


@transaction.atomic
def add_sessions(
    activity: Activity, slots: Iterable[Slot], *, rules: ListRules, actor: audit.Actor
) -> list[Session]:
    """Add dated sessions; with sign-up per session each gets a list of its own."""
    made = [_add_session(activity, slot, rules=rules) for slot in slots]
    holding.hold(made)
    lists = {session.sign_up_list for session in made if session.sign_up_list}
    for sign_up_list in lists:
        refresh_times(sign_up_list)
    audit.record_many("session.created", actor=actor, targets=made)
    follow_activity(activity, actor=actor)
    return made


@transaction.atomic
def change_session(session: Session, slot: Slot, *, actor: audit.Actor) -> Session:
    """Move or rename one session, keep its sign-ups, and tell everybody what changed.

    Raises ProgrammeError for a session called off, or one that is over.
    """
    locked = _lock_session(session)
    check_changeable(locked)
    locked.is_exception = locked.series_id is not None
    write_slot(locked, slot, actor=actor)
    transaction.on_commit(partial(session.refresh_from_db))
    return locked


@transaction.atomic
def cancel_session(session: Session, *, reason: str, actor: audit.Actor) -> None:
    """Call one session off and tell everybody; twice changes nothing.

    Where people signed up for this session alone their sign-ups end; a course goes on, and
    ends with its last session. Raises ProgrammeError for one that is over.
    """
    if not reason.strip():
        raise ProgrammeError(_("Napisz, dlaczego spotkanie jest odwołane."), field="cancel_reason")
    locked = _lock_session(session)
    if locked.is_cancelled:
        return
    check_changeable(locked)
    places.mark_cancelled(locked, reason=reason, actor=actor)
    if locked.sign_up_list:
        _end_or_go_on(locked, locked.sign_up_list, reason=reason, actor=actor)
    session.refresh_from_db()


def _end_or_go_on(
    session: Session, sign_up_list: SignUpList, *, reason: str, actor: audit.Actor
) -> None:
    """End a list whose last session was called off; a course tells of the one and goes on."""
    if sign_up_list.sessions.filter(status=Session.Status.PLANNED).exists():
        refresh_times(sign_up_list)
        notices.tell_of_session(session, "session_cancelled", reason=reason)
    else:
        offers.call_off_list(sign_up_list, reason=reason, actor=actor)


def check_unchanged(session: Session, seen_sequence: int) -> None:
    """Raise ChangedMeanwhileError when a session was changed since it was looked at."""
    if _lock_session(session).sequence != seen_sequence:
        raise ChangedMeanwhileError


def check_changeable(session: Session) -> None:
    """Raise ProgrammeError for a session called off, or one that is over."""
    if session.is_cancelled:
        raise ProgrammeError(_("To spotkanie jest odwołane."))
    if session.ends_at < timezone.now():
        raise ProgrammeError(_("To spotkanie już się odbyło."))


def write_slot(session: Session, slot: Slot, *, actor: audit.Actor) -> None:
    """Store a locked session as the slot says, its list with it; tell everybody of a move."""
    begun, opened = session.starts_at, session.outside_hours
    is_moved = _apply(session, slot)
    session.save()
    before = list(session.led_by.all())
    after = before if slot.led_by is None else list(slot.led_by)
    session.led_by.set(after)
    holding.hold(
        [session],
        checks_hours=is_moved or opened != session.outside_hours,
        asked=None if is_moved else set(after) - set(before),
    )
    audit.record("session.changed", actor=actor, target=session)
    if session.sign_up_list:
        if session.activity.sign_up_mode == Activity.SignUpMode.SESSION:
            _move_deadlines(session.sign_up_list, session.starts_at - begun)
        refresh_times(session.sign_up_list)
    if is_moved:
        notices.tell_of_session(session, "changed")
        notices.tell_leaders(session, "moved", leaders=set(before) & set(after))
    notices.tell_of_leading([session], before=before, after=after)


def _move_deadlines(sign_up_list: SignUpList, shift: timedelta) -> None:
    """Let closing and decision keep their distance from the beginning."""
    if sign_up_list.closes_at:
        closes_at = sign_up_list.closes_at + shift
        opens_at = sign_up_list.opens_at
        sign_up_list.closes_at = None if opens_at and closes_at <= opens_at else closes_at
    if sign_up_list.decision_at and sign_up_list.decision == SignUpList.Decision.PENDING:
        sign_up_list.decision_at += shift
    sign_up_list.save(update_fields=["closes_at", "decision_at"])


def _apply(session: Session, slot: Slot) -> bool:
    """Write a slot into a session, count the change; return whether time or place moved."""
    before = (session.starts_at, session.ends_at, session.place_id, session.room_id)
    session.starts_at, session.ends_at = slot.starts_at, slot.ends_at
    session.place, session.room = slot.place, slot.room
    session.title, session.note = slot.title, slot.note
    session.is_all_day = slot.is_all_day
    session.outside_hours = slot.outside_hours
    session.sequence += 1
    return before != (session.starts_at, session.ends_at, session.place_id, session.room_id)


def refresh_times(sign_up_list: SignUpList) -> None:
    """Let a list know when its first session begins and its last one ends."""
    planned = sign_up_list.sessions.filter(status=Session.Status.PLANNED)
    span = planned.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    sign_up_list.starts_at, sign_up_list.ends_at = span["first"], span["last"]
    sign_up_list.save(update_fields=["starts_at", "ends_at"])


def free_slug(title: str) -> str:
    """Return a word for the address of a new activity that no other has."""
    base = make_slug(title)[:100] or "zajecia"
    taken = set(Activity.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    candidate = base
    while candidate in taken:
        candidate = f"{base}-{number}"
        number += 1
    return candidate


def _add_session(activity: Activity, slot: Slot, *, rules: ListRules) -> Session:
    session = Session.objects.create(
        activity=activity,
        pal_id=activity.pal_id,
        kind=activity.kind,
        is_public=activity.is_public,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        is_all_day=slot.is_all_day,
        place=None if slot.is_place_unknown else slot.place or activity.place,
        room=slot.room or (None if slot.is_place_unknown or slot.place else activity.room),
        title=slot.title,
        note=slot.note,
        outside_hours=slot.outside_hours,
        sign_up_list=_list_for(activity, rules.for_start(slot.starts_at)),
    )
    session.led_by.set(activity.led_by.all() if slot.led_by is None else slot.led_by)
    return session


def _list_for(activity: Activity, rules: ListRules) -> SignUpList | None:
    """Return a new list for a session, the one list of a course, or none."""
    if activity.sign_up_mode == Activity.SignUpMode.NONE:
        return None
    if activity.sign_up_mode == Activity.SignUpMode.COURSE:
        held = activity.sign_up_lists.order_by("pk").first()
        if held:
            return held
    sign_up_list = SignUpList(
        activity=activity,
        capacity=rules.capacity,
        overbooking_percent=rules.overbooking_percent,
        reserved=rules.reserved,
        opens_at=rules.opens_at,
        closes_at=rules.closes_at,
        minimum=rules.minimum,
        decision_at=rules.decision_at,
        household_limit=rules.household_limit,
        offer_hours=rules.offer_hours,
        instant_hours=rules.instant_hours,
    )
    sign_up_list.seat_limit = sign_up_list.bookable
    sign_up_list.save()
    return sign_up_list


def _lock_session(session: Session) -> Session:
    """Lock a session's row, after its list: sign-ups and decisions take them in that order."""
    lock_lists(Session.objects.filter(pk=session.pk))
    rows = Session.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("activity__pal", "sign_up_list").get(pk=session.pk)


def lock_lists(sessions: QuerySet[Session]) -> None:
    """Lock the lists of sessions in the order of their keys, before the sessions themselves."""
    keys = set(sessions.exclude(sign_up_list=None).values_list("sign_up_list", flat=True))
    rows = SignUpList.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=True))


def _lead(activity: Activity, led_by: Collection[Leader]) -> None:
    """Give an activity its leaders, and the sessions to come that the former ones led."""
    before, after = set(activity.led_by.all()), set(led_by)
    if before == after:
        return
    minors.check_leaders(activity, after - before)
    activity.led_by.set(after)
    coming = _coming(activity).select_related("activity__pal", "room").prefetch_related("led_by")
    following = [session for session in coming if set(session.led_by.all()) == before]
    holding.let_go(following)
    for session in following:
        session.led_by.set(after)
    holding.hold(following, checks_hours=False, asked=after - before)
    notices.tell_of_leading(following, before=before, after=after)


def _word_leaders(activity: Activity, led_by: Collection[Leader]) -> None:
    """Tell residents of the leaders, unless staff put it in words of their own."""
    made = _public_words(activity.led_by.all()) if activity.pk else ""
    if activity.leaders in ("", made):
        activity.leaders = _public_words(led_by)


def _public_words(led_by: Iterable[Leader]) -> str:
    """Return what residents read of the leaders, as far as it fits."""
    return ", ".join(dict.fromkeys(leader.public_words for leader in led_by))[:160]


def _refill(activity: Activity, *, actor: audit.Actor) -> None:
    """Look at the queues again: what is asked of people may have changed."""
    for sign_up_list in activity.sign_up_lists.filter(waiting__gt=0).order_by("pk"):
        places.fill_free_places(places.lock(sign_up_list), actor=actor)


def _coming(activity: Activity) -> QuerySet[Session]:
    return activity.sessions.filter(status=Session.Status.PLANNED, starts_at__gt=timezone.now())


def _set_state(activity: Activity, state: Activity.State, *, actor: audit.Actor) -> None:
    activity.state = state
    activity.save(update_fields=["state", "changed_at"])
    _copy_to_sessions(activity)
    index.update(activity)
    audit.record(f"activity.{state}", actor=actor, target=activity)
    follow_activity(activity, actor=actor)


def _copy_to_sessions(activity: Activity) -> None:
    activity.sessions.update(pal=activity.pal_id, kind=activity.kind, is_public=activity.is_public)


_COMPARED = ("rules", "cost", "includes_minors", *minors.TOLD_OF)


def _number(activity: Activity) -> Activity | None:
    """Give a new activity its address and a changed one its versions; return what is stored."""
    stored = Activity.objects.filter(pk=activity.pk).only(*_COMPARED).first()
    if stored is None:
        activity.slug = activity.slug or free_slug(activity.title)
        return None
    activity.version += 1
    activity.rules_version += stored.rules != activity.rules
    return stored


def _follow(activity: Activity, before: Activity, *, actor: audit.Actor) -> None:
    """Have what hangs on a changed activity follow: held rooms, lists, those who pay for it."""
    minors.record_flip(activity, before=before, actor=actor)
    holding.rename(activity)
    _refill(activity, actor=actor)
    if before.cost != activity.cost:
        notices.tell_of_cost(activity, before=before.cost)
