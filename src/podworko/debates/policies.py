"""Who may run a debate and type its paper. The only place that decides."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from podworko.accounts.public import May, User, pal_ids_where
from podworko.activities.public import Session
from podworko.debates.models import Debate, Hearing, Poll, UnitTie, Voter
from podworko.network.public import Pal

__all__ = [
    "desk_debates",
    "desk_hearings",
    "desk_polls",
    "desk_ties",
    "may_poll_network",
    "pals_to_poll",
    "run_debates",
    "run_hearings",
    "run_polls",
    "run_ties",
    "sessions_to_debate",
    "sessions_to_hear",
    "typed_debates",
    "typed_hearings",
    "typed_polls",
    "unfinished_debates",
    "unfinished_polls",
]

A_YEAR = timedelta(days=366)


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


def desk_polls(user: User) -> QuerySet[Poll]:
    """Return the polls that `user` may read at the desk; those of the network are everybody's."""
    return _polls_within(user, May.SEE_DIAGNOSIS, with_network=True)


def run_polls(user: User) -> QuerySet[Poll]:
    """Return the polls that `user` may prepare, announce, count and publish."""
    return _polls_within(user, May.RUN_DEBATES, with_network=False)


def typed_polls(user: User) -> QuerySet[Poll]:
    """Return the polls whose paper `user` may hand out and count; a network's is at every PAL."""
    return _polls_within(user, May.ENTER_ANSWERS, with_network=True)


def unfinished_polls(user: User) -> QuerySet[Poll]:
    """Return the polls whose time is over and whose result `user` may publish.

    Each knows how many papers were handed out (`paper`), and whether they are counted
    (`protocols`).
    """
    paper = Count("voters", filter=Q(voters__channel=Voter.Way.PAPER), distinct=True)
    rows = run_polls(user).filter(state__in=(Poll.State.OPEN, Poll.State.COUNTING))
    over = rows.filter(closes_at__lte=timezone.now()).order_by("closes_at")
    return over.annotate(paper=paper, protocols=Count("protocol", distinct=True))


def pals_to_poll(user: User) -> QuerySet[Pal]:
    """Return the PALs whose residents `user` may ask."""
    pal_ids = pal_ids_where(user, May.RUN_DEBATES)
    rows = Pal.objects.order_by("name")
    return rows if pal_ids is None else rows.filter(pk__in=pal_ids)


def may_poll_network(user: User) -> bool:
    """Whether `user` may ask the residents of all PALs at once."""
    return pal_ids_where(user, May.RUN_DEBATES) is None


def _polls_within(user: User, permission: May, *, with_network: bool) -> QuerySet[Poll]:
    pal_ids = pal_ids_where(user, permission)
    rows = Poll.objects.select_related("pal")
    if pal_ids is None:
        return rows
    of_all = Q(pal=None) if with_network and pal_ids else Q(pk__in=())
    return rows.filter(Q(pal__in=pal_ids) | of_all)


def desk_hearings(user: User) -> QuerySet[Hearing]:
    """Return the hearings that `user` may read at the desk; the network's are everybody's."""
    return _hearings_within(user, May.SEE_DIAGNOSIS, with_network=True)


def run_hearings(user: User) -> QuerySet[Hearing]:
    """Return the hearings that `user` may prepare, read for, answer and tell."""
    return _hearings_within(user, May.RUN_DEBATES, with_network=False)


def typed_hearings(user: User) -> QuerySet[Hearing]:
    """Return the hearings for which `user` may type what others say; the network's everywhere."""
    return _hearings_within(user, May.ENTER_ANSWERS, with_network=True)


def desk_ties(user: User) -> QuerySet[UnitTie]:
    """Return where lessons are shown, of what `user` may read at the desk."""
    return _ties(desk_debates(user), desk_hearings(user), desk_polls(user))


def run_ties(user: User) -> QuerySet[UnitTie]:
    """Return where lessons are shown, of what `user` may run."""
    return _ties(run_debates(user), run_hearings(user), run_polls(user))


def _ties(
    debates: QuerySet[Debate], hearings: QuerySet[Hearing], polls: QuerySet[Poll]
) -> QuerySet[UnitTie]:
    rows = UnitTie.objects.select_related("unit", "debate", "hearing", "poll")
    return rows.filter(Q(debate__in=debates) | Q(hearing__in=hearings) | Q(poll__in=polls))


def sessions_to_hear(user: User) -> QuerySet[Session]:
    """Return the meetings of kind debate, of the PALs of `user`, of a year, the latest first."""
    pal_ids = pal_ids_where(user, May.RUN_DEBATES)
    since = timezone.now() - A_YEAR
    rows = Session.objects.filter(activity__kind="debate", starts_at__gte=since)
    rows = rows.select_related("activity", "pal")
    shown = rows if pal_ids is None else rows.filter(pal__in=pal_ids)
    return shown.order_by("-starts_at")


def _hearings_within(user: User, permission: May, *, with_network: bool) -> QuerySet[Hearing]:
    pal_ids = pal_ids_where(user, permission)
    rows = Hearing.objects.select_related("pal", "need", "goal")
    if pal_ids is None:
        return rows
    of_all = Q(pal=None) if with_network and pal_ids else Q(pk__in=())
    return rows.filter(Q(pal__in=pal_ids) | of_all)
