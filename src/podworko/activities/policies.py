"""Who may see and do what. The only place that decides."""

import uuid
from datetime import timedelta
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from podworko.accounts.public import May, User, may, pal_ids_where, when_lost
from podworko.activities.models import Activity, Door, Session, SignUp, SignUpList
from podworko.audit import public as audit
from podworko.network.public import Leader, Pal

__all__ = [
    "REGISTER_PURPOSE",
    "countable_lists",
    "desk_activities",
    "desk_pals",
    "door_pals",
    "doors",
    "editable_activities",
    "editable_lists",
    "editable_pals",
    "editable_sessions",
    "keeps_registers",
    "led_sessions",
    "lists_with_people",
    "manageable_lists",
    "manageable_sign_ups",
    "may_edit",
    "may_fill_in",
    "may_manage_sign_ups",
    "may_publish",
    "may_see_sign_ups",
    "publishable_activities",
    "publishable_sessions",
    "register_sessions",
    "session_kept_until_lately",
    "visible_lists",
    "visible_sessions",
    "visible_sign_ups",
]

M = TypeVar("M", bound=Model)
LATELY = timedelta(days=30)
"""How long what a device kept is still taken, for others to decide on, after a role ended."""
REGISTER_PURPOSE = "desk.register"
"""How the access log names a look at a register."""


def visible_sessions() -> QuerySet[Session]:
    """Return the sessions anybody may know of; the rest answer 404."""
    return Session.objects.public()


def visible_lists() -> QuerySet[SignUpList]:
    """Return the lists anybody may sign up to; the rest answer 404."""
    public = SignUpList.objects.filter(activity__state__in=Activity.PUBLIC_STATES)
    return public.select_related("activity__pal", "activity__place")


def desk_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose programme, drafts included, `user` sees at the desk."""
    return _within(Pal.objects.all(), user, May.SEE_DESK, pal="pk")


def editable_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs for which `user` may plan activities."""
    return _within(Pal.objects.all(), user, May.EDIT_ACTIVITIES, pal="pk")


def desk_activities(user: User) -> QuerySet[Activity]:
    """Return the activities `user` sees at the desk: counts, no names."""
    return _within(Activity.objects.all(), user, May.SEE_DESK)


def editable_activities(user: User) -> QuerySet[Activity]:
    """Return the activities `user` may change.

    Who plans but does not publish changes drafts alone: what people have read is changed
    by those who answer for it.
    """
    return _editable(Activity.objects.all(), user, state="state")


def publishable_activities(user: User) -> QuerySet[Activity]:
    """Return the activities `user` may show to everybody, or call off."""
    return _within(Activity.objects.all(), user, May.PUBLISH_ACTIVITIES)


def editable_sessions(user: User) -> QuerySet[Session]:
    """Return the sessions `user` may move."""
    return _editable(Session.objects.all(), user, state="activity__state")


def publishable_sessions(user: User) -> QuerySet[Session]:
    """Return the sessions `user` may call off."""
    return _within(Session.objects.all(), user, May.PUBLISH_ACTIVITIES)


def countable_lists(user: User) -> QuerySet[SignUpList]:
    """Return the lists whose counts `user` may know."""
    return _within(SignUpList.objects.all(), user, May.SEE_DESK, pal="activity__pal")


def editable_lists(user: User) -> QuerySet[SignUpList]:
    """Return the lists whose places and rules `user` may change."""
    rows = SignUpList.objects.all()
    return _editable(rows, user, pal="activity__pal", state="activity__state")


def lists_with_people(user: User) -> QuerySet[SignUpList]:
    """Return the lists whose people `user` may see."""
    return _within(SignUpList.objects.all(), user, May.SEE_SIGN_UPS, pal="activity__pal")


def manageable_lists(user: User) -> QuerySet[SignUpList]:
    """Return the lists to which `user` may sign people up."""
    return _within(SignUpList.objects.all(), user, May.MANAGE_SIGN_UPS, pal="activity__pal")


def may_fill_in(user: User, list_id: uuid.UUID) -> bool:
    """Whether `user` may fill in the public form of this list for somebody."""
    return manageable_lists(user).filter(public_id=list_id).exists()


def visible_sign_ups(user: User) -> QuerySet[SignUp]:
    """Return the sign-ups whose people `user` may see."""
    return _within(SignUp.objects.all(), user, May.SEE_SIGN_UPS, pal="list__activity__pal")


def manageable_sign_ups(user: User) -> QuerySet[SignUp]:
    """Return the sign-ups that `user` may change for the person."""
    return _within(SignUp.objects.all(), user, May.MANAGE_SIGN_UPS, pal="list__activity__pal")


def register_sessions(user: User) -> QuerySet[Session]:
    """Return the sessions whose register `user` keeps: those everybody may know of.

    Who leads keeps the registers of what they lead, and of nothing else.
    """
    everybody = Session.objects.public()
    kept = pal_ids_where(user, May.KEEP_REGISTERS)
    if kept is None or not may(user, May.KEEP_OWN_REGISTERS):
        return _within(everybody, user, May.KEEP_REGISTERS)
    led = led_sessions(user).values("pk")
    return everybody.filter(Q(pal__in=kept) | Q(pk__in=led))


def led_sessions(user: User) -> QuerySet[Session]:
    """Return the public sessions that `user` leads, where that opens their registers."""
    leads_still = Leader.objects.working().filter(user=user)
    led = Session.objects.public().filter(led_by__in=leads_still)
    return _within(led, user, May.KEEP_OWN_REGISTERS)


def door_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs at whose door `user` may start a screen."""
    return _within(Pal.objects.all(), user, May.KEEP_REGISTERS, pal="pk")


def doors(user: User) -> QuerySet[Door]:
    """Return the screens that `user` may see and stop."""
    return _within(Door.objects.all(), user, May.KEEP_REGISTERS)


def session_kept_until_lately(user: User, public_id: uuid.UUID) -> Session | None:
    """Return a session whose register `user` kept until at most LATELY ago; else None.

    Whoever had it open did: a leader taken off a class loses no role, and a session may go to
    another PAL.
    """
    session = Session.objects.public().filter(public_id=public_id).first()
    if session is None:
        return None
    since = timezone.now() - LATELY
    if audit.has_seen(session, actor=user, purpose=REGISTER_PURPOSE, since=since):
        return session
    kept_by = [May.KEEP_REGISTERS]
    if session.led_by.filter(user=user).exists():
        kept_by.append(May.KEEP_OWN_REGISTERS)
    moments = [when_lost(user, each, pal_id=session.pal_id) for each in kept_by]
    lost = max(filter(None, moments), default=None)
    return session if lost and lost >= since else None


def keeps_registers(user: User | AnonymousUser) -> bool:
    """Whether `user` keeps any register at all."""
    return may(user, May.KEEP_REGISTERS) or may(user, May.KEEP_OWN_REGISTERS)


def may_edit(user: User, activity: Activity) -> bool:
    """Whether `user` may change this activity and its sessions."""
    is_own = activity.state in Activity.OWN_STATES
    return may(user, May.EDIT_ACTIVITIES, pal_id=activity.pal_id) and (
        is_own or may_publish(user, activity)
    )


def may_publish(user: User, activity: Activity) -> bool:
    """Whether `user` may show this activity to everybody, or call it off."""
    return may(user, May.PUBLISH_ACTIVITIES, pal_id=activity.pal_id)


def may_see_sign_ups(user: User, activity: Activity) -> bool:
    """Whether `user` may see who signed up to this activity."""
    return may(user, May.SEE_SIGN_UPS, pal_id=activity.pal_id)


def may_manage_sign_ups(user: User, activity: Activity) -> bool:
    """Whether `user` may sign people up to this activity."""
    return may(user, May.MANAGE_SIGN_UPS, pal_id=activity.pal_id)


def _editable(rows: QuerySet[M], user: User, *, state: str, pal: str = "pal") -> QuerySet[M]:
    held = _within(rows, user, May.EDIT_ACTIVITIES, pal=pal)
    published = pal_ids_where(user, May.PUBLISH_ACTIVITIES)
    if published is None:
        return held
    is_own = Q(**{f"{state}__in": Activity.OWN_STATES})
    return held.filter(is_own | Q(**{f"{pal}__in": published}))


def _within(rows: QuerySet[M], user: User, permission: May, *, pal: str = "pal") -> QuerySet[M]:
    """Narrow rows to the PALs where `user` has `permission`; `pal` leads from a row to its PAL."""
    pal_ids = pal_ids_where(user, permission)
    return rows if pal_ids is None else rows.filter(**{f"{pal}__in": pal_ids})
