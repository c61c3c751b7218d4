"""What the programme knows of the thread: what answers what, and how much came of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.activities.models import Activity, ActivityLink, HeadCount, Presence, Session
from podworko.core import times
from podworko.diagnosis.public import Need
from podworko.planning.public import Answer, Goal, Plan, Ties, Total, Untied, promised_titles

LATELY = timedelta(days=365)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One session as it is counted."""

    key: int
    activity_id: int
    starts_at: datetime
    ends_at: datetime
    came: int

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now

    @property
    def hours(self) -> Decimal:
        return Decimal((self.ends_at - self.starts_at) / HOUR).quantize(Decimal("0.01"))


class ProgrammeSource:
    """The programme in the thread; see `planning.thread.Source` for the promises."""

    label = _("zajęcia")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return what of the programme is tied to any of these; six queries."""
        links = list(_links(ties).select_related("activity__pal", "session"))
        meetings = _meetings(links)
        pairs = _who_came(each.key for each in meetings)
        return [_answer(link, meetings, pairs) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each person once; five queries."""
        links = list(_links(ties))
        meetings = _meetings(links)
        chosen = {each.key: each for link in links for each in _of(link, meetings)}
        return _with_people(chosen, _who_came(chosen))

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan; a fixed number of queries."""
        asked = {goal.pk: goal for goal in goals}
        links = list(_links(Ties(goals=frozenset(asked))))
        meetings = _meetings(links)
        sets: dict[int, dict[int, _Meeting]] = defaultdict(dict)
        for link in links:
            year = asked[link.goal_id or 0].plan.year
            for meeting in _of(link, meetings):
                if times.local(meeting.starts_at).year == year:
                    sets[link.goal_id or 0][meeting.key] = meeting
        pairs = _who_came({key for chosen in sets.values() for key in chosen})
        return {key: _with_people(chosen, pairs) for key, chosen in sets.items()}

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return what is on, or was within a year, and answers nothing that was said."""
        now = timezone.now()
        lately = Session.objects.filter(
            starts_at__gte=now - LATELY, status=Session.Status.PLANNED
        ).values("activity")
        rows = Activity.objects.filter(pk__in=lately, thread=None, state__in=("published", "done"))
        if pal_ids is not None:
            rows = rows.filter(pal__in=pal_ids)
        return [
            Untied(str(self.label), row.title, _desk(row), row.pal.name)
            for row in rows.select_related("pal")
        ]

    def answered(self, ties: Ties) -> Ties:
        """Return which of these the programme answers: by what is published and not called off."""
        rows = _links(ties).filter(activity__state__in=("published", "done"))
        live = rows.filter(_has_live_session()).values_list("need_id", "goal_id").distinct()
        pairs = list(live)
        return Ties(
            frozenset(need for need, _goal in pairs if need),
            frozenset(goal for _need, goal in pairs if goal),
        )


def links_of(activity: Activity) -> QuerySet[ActivityLink]:
    """Return what an activity is tied to, its sessions' own ties after it."""
    rows = ActivityLink.objects.filter(activity=activity)
    related = rows.select_related("need", "goal__plan__pal", "session")
    return related.order_by("session__starts_at", "pk")


def public_ties(activity: Activity, session: Session | None = None) -> tuple[ActivityLink, ...]:
    """Return what residents read of why an activity, or this session of it, is done.

    A need nobody has confirmed and a goal nobody has approved are not told; a goal is told in
    the words approved. One query, and one more where goals are served.
    """
    of_session = Q(session=None) | Q(session=session) if session else Q(session=None)
    told = Q(need__in=Need.objects.public()) | Q(goal__plan__in=Plan.objects.public())
    links = list(links_of(activity).filter(of_session, told))
    goals = [link.goal for link in links if link.goal]
    titles = promised_titles(goals) if goals else {}
    for goal in goals:
        goal.title = titles.get(goal.pk, goal.title)
    return tuple(link for link in links if link.need_id or link.goal_id in titles)


def _has_live_session() -> Q:
    live = Session.objects.filter(status=Session.Status.PLANNED)
    return Q(session__in=live) | Q(session=None, activity__in=live.values("activity"))


def _links(ties: Ties) -> QuerySet[ActivityLink]:
    return ActivityLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))


def _meetings(links: Sequence[ActivityLink]) -> list[_Meeting]:
    """Read the sessions of these links that were not called off, with how many came."""
    activities = {link.activity_id for link in links}
    rows = Session.objects.filter(activity__in=activities, status=Session.Status.PLANNED)
    facts = list(rows.values_list("pk", "activity_id", "starts_at", "ends_at"))
    came = _came({pk for pk, *_rest in facts})
    return [_Meeting(pk, key, since, until, came.get(pk, 0)) for pk, key, since, until in facts]


def _came(sessions: set[int]) -> dict[int, int]:
    named = Presence.objects.present().filter(register__session__in=sessions)
    heads = HeadCount.objects.filter(register__session__in=sessions)
    found: dict[int, int] = defaultdict(int)
    for key, number in named.values_list("register__session").annotate(number=Count("pk")):
        found[key] += number
    for key, number in heads.values_list("register__session").annotate(number=Sum("number")):
        found[key] += number
    return found


def _of(link: ActivityLink, meetings: Iterable[_Meeting]) -> list[_Meeting]:
    if link.session_id:
        return [each for each in meetings if each.key == link.session_id]
    return [each for each in meetings if each.activity_id == link.activity_id]


def _total(meetings: Iterable[_Meeting]) -> Total:
    now = timezone.now()
    chosen = list(meetings)
    held = [each for each in chosen if each.is_over(now)]
    return Total(
        held=len(held),
        coming=len(chosen) - len(held),
        participations=sum(each.came for each in held),
        hours=sum((each.hours for each in held), Decimal(0)),
    )


def _who_came(sessions: Iterable[int]) -> list[tuple[int, str]]:
    """Return pairs of a session and a mark of somebody known who came: by card, or its number."""
    rows = Presence.objects.present().filter(register__session__in=set(sessions))
    known = rows.exclude(person=None, card="")
    pairs = known.values_list("register__session", "person", "card")
    return [(session, f"p{person}" if person else f"c{card}") for session, person, card in pairs]


def _with_people(meetings: dict[int, _Meeting], pairs: Iterable[tuple[int, str]]) -> Total:
    marks = frozenset(mark for session, mark in pairs if session in meetings)
    return replace(_total(meetings.values()), known=marks)


def _answer(
    link: ActivityLink, meetings: Iterable[_Meeting], pairs: Iterable[tuple[int, str]]
) -> Answer:
    activity, own = link.activity, {each.key: each for each in _of(link, meetings)}
    days = sorted(times.local(each.starts_at).date() for each in own.values())
    return Answer(
        kind=str(ProgrammeSource.label),
        title=activity.local_title,
        url=_public(link),
        desk_url=_desk(activity),
        pal=activity.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=_with_people(own, pairs),
        first=_end(days, 0),
        last=_end(days, -1),
        counted=frozenset(own),
    )


def _end(days: list[date], position: int) -> date | None:
    return days[position] if days else None


def _public(link: ActivityLink) -> str:
    if link.activity.state not in Activity.PUBLIC_STATES:
        return ""
    return link.activity.get_absolute_url()


def _desk(activity: Activity) -> str:
    return reverse("activities:desk_activity", args=[activity.slug])
