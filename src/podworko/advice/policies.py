"""Who may read questions, write answers and keep the duty log. The only place that decides."""

from django.db.models import Q, QuerySet

from podworko.accounts.public import ROLES, Grant, May, User, may, pal_ids_where
from podworko.advice.models import AdviceLink, Question, Talk, Topic
from podworko.network.public import Pal

__all__ = [
    "counted_pal_ids",
    "duty_pals",
    "has_answerer",
    "kept_talks",
    "may_edit_topics",
    "may_take_calls",
    "readable_questions",
    "signing_role",
    "tied_links",
    "tied_pals",
    "topics_that_take",
]


def readable_questions(user: User) -> QuerySet[Question]:
    """Return the questions that `user` may read and answer: of topics given to a role they hold.

    In the PAL where they hold it, and those for the whole network. Nobody else learns that a
    question is there, whatever else they may do, with one exception: questions that nobody may
    read any more are told of as a number, their topic, PAL and day, to whoever sets topics, who
    hands them over to another topic without a word of them; and whoever reads the pack of somebody
    who leaves is told how many would have nobody.
    """
    rows = Question.objects.select_related("topic", "pal")
    if not user.is_active:
        return rows.none()
    where = Q(pk__in=())
    for grant in user.grants.today():
        if May.ANSWER_QUESTIONS in ROLES[grant.role].may:
            where |= _of(grant)
    return rows.filter(where)


def has_answerer(topic: Topic, pal_id: int | None) -> bool:
    """Whether somebody holds the topic's role there: no question goes where nobody reads."""
    held = Grant.objects.today().filter(role=topic.role, user__is_active=True)
    if pal_id is not None:
        held = held.filter(Q(pal=None) | Q(pal=pal_id))
    return held.exists()


def may_take_calls(user: User) -> bool:
    """Whether `user` may take a question for somebody who calls or comes."""
    return may(user, May.KEEP_DUTY_LOG)


def duty_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs where `user` keeps the duty log, those of their roles."""
    pal_ids = pal_ids_where(user, May.KEEP_DUTY_LOG)
    rows = Pal.objects.open_to_people()
    return rows if pal_ids is None else rows.filter(pk__in=pal_ids)


def kept_talks(user: User) -> QuerySet[Talk]:
    """Return the talks that `user` may see and put right."""
    pal_ids = pal_ids_where(user, May.KEEP_DUTY_LOG)
    rows = Talk.objects.select_related("pal", "topic", "referred_to")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def counted_pal_ids(user: User) -> frozenset[int] | None:
    """Return the PALs whose counts `user` reads; None means the whole network."""
    found: set[int] = set()
    for permission in (May.ANSWER_QUESTIONS, May.KEEP_DUTY_LOG, May.EDIT_ANSWERS):
        pal_ids = pal_ids_where(user, permission)
        if pal_ids is None:
            return None
        found |= pal_ids
    return frozenset(found)


def may_edit_topics(user: User) -> bool:
    """Whether `user` decides what may be asked and who reads it: whoever edits for all PALs."""
    return pal_ids_where(user, May.EDIT_ANSWERS) is None


def topics_that_take(user: User, topic: Topic, pal_id: int | None) -> QuerySet[Topic]:
    """Return the topics to which `user` may hand questions of `topic` that nobody reads there.

    Those that somebody answers there, and not `user`: who hands over must not come to read.
    """
    held = Grant.objects.today().filter(user__is_active=True)
    if pal_id is not None:
        held = held.filter(Q(pal=None) | Q(pal=pal_id))
    own = {grant.role for grant in user.grants.today()}
    rows = Topic.objects.offered().filter(role__in=held.values("role"))
    return rows.exclude(pk=topic.pk).exclude(role__in=own)


def signing_role(user: User) -> str:
    """Return the role in which `user` vouches for a page, "" for none."""
    codes = (g.role for g in user.grants.today() if May.EDIT_ANSWERS in ROLES[g.role].may)
    return next(codes, "")


def tied_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs for which `user` says what advice is given for."""
    pal_ids = pal_ids_where(user, May.EDIT_ANSWERS)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def tied_links(user: User) -> QuerySet[AdviceLink]:
    """Return what `user` may tie and untie."""
    rows = AdviceLink.objects.select_related("topic", "pal", "need", "goal__plan__pal")
    return rows.filter(pal__in=tied_pals(user))


def _of(grant: Grant) -> Q:
    of_role = Q(topic__role=grant.role)
    if grant.pal_id is None:
        return of_role
    return of_role & (Q(pal=grant.pal_id) | Q(pal=None))
