"""Who may run a debate and type its paper. The only place that decides."""

from django.db.models import QuerySet
from django.utils import timezone

from podworko.accounts.public import May, User, pal_ids_where
from podworko.activities.public import Session
from podworko.debates.models import Debate

__all__ = [
    "desk_debates",
    "run_debates",
    "sessions_to_debate",
    "typed_debates",
    "unfinished_debates",
]


def desk_debates(user: User) -> QuerySet[Debate]:
    """Return the debates that `user` may read at the desk."""
    return _within(user, May.SEE_DIAGNOSIS)


def run_debates(user: User) -> QuerySet[Debate]:
    """Return the debates that `user` may prepare, close and publish."""
    return _within(user, May.RUN_DEBATES)


def unfinished_debates(user: User) -> QuerySet[Debate]:
    """Return the debates that were and are not published, which `user` may finish."""
    rows = run_debates(user).exclude(state=Debate.State.PUBLISHED)
    return rows.filter(session__ends_at__lt=timezone.now()).order_by("session__starts_at")


def typed_debates(user: User) -> QuerySet[Debate]:
    """Return the debates whose sheets and remarks `user` may type in."""
    return _within(user, May.ENTER_ANSWERS)


def sessions_to_debate(user: User) -> QuerySet[Session]:
    """Return the meetings of kind debate, of the PALs of `user`, that have no debate yet."""
    pal_ids = pal_ids_where(user, May.RUN_DEBATES)
    rows = Session.objects.filter(
        activity__kind="debate", status=Session.Status.PLANNED, debate=None
    ).select_related("activity", "pal")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def _within(user: User, permission: May) -> QuerySet[Debate]:
    pal_ids = pal_ids_where(user, permission)
    rows = Debate.objects.select_related("session__activity", "session__pal", "study")
    return rows if pal_ids is None else rows.filter(session__pal__in=pal_ids)
