"""Who may see and do what. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.activities.models import Activity, Session, SignUpList

__all__ = [
    "editable_activities",
    "lists_with_people",
    "may_edit",
    "may_publish",
    "visible_lists",
    "visible_sessions",
]


def visible_sessions() -> QuerySet[Session]:
    """Return the sessions anybody may know of; the rest answer 404."""
    return Session.objects.public()


def visible_lists() -> QuerySet[SignUpList]:
    """Return the lists anybody may sign up to; the rest answer 404."""
    public = SignUpList.objects.filter(activity__state__in=Activity.PUBLIC_STATES)
    return public.select_related("activity__pal", "activity__place")


def editable_activities(user: User) -> QuerySet[Activity]:
    """Return the activities `user` may change: those of the PALs they were given."""
    return _within(Activity.objects.all(), user, May.EDIT_ACTIVITIES)


def lists_with_people(user: User) -> QuerySet[SignUpList]:
    """Return the lists whose people `user` may see."""
    pal_ids = pal_ids_where(user, May.SEE_SIGN_UPS)
    lists = SignUpList.objects.all()
    return lists if pal_ids is None else lists.filter(activity__pal__in=pal_ids)


def may_edit(user: User, activity: Activity) -> bool:
    """Whether `user` may change this activity and its sessions."""
    return may(user, May.EDIT_ACTIVITIES, pal_id=activity.pal_id)


def may_publish(user: User, activity: Activity) -> bool:
    """Whether `user` may show this activity to everybody, or call it off."""
    return may(user, May.PUBLISH_ACTIVITIES, pal_id=activity.pal_id)


def _within(rows: QuerySet[Activity], user: User, permission: May) -> QuerySet[Activity]:
    pal_ids = pal_ids_where(user, permission)
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)
