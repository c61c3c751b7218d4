"""What is known here of the thread: which decisions are about what, and who took them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.initiatives.models import DecisionLink, Presence
from podworko.planning.public import Answer, Goal, Ties, Total, Untied


class DecisionSource:
    """Decisions of residents' teams in the thread; see `planning.thread.Source`.

    Counted are the members who came to the meeting that decided. A decision answers no need by
    itself: what follows from it does.
    """

    label = _("decyzja zespołu mieszkańców")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return the decisions about any of these; two queries."""
        links = list(_links(ties))
        came = _came(links)
        return [_answer(link, came[link.decision.meeting_id]) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return who decided about any of these, each once; two queries."""
        links = list(_links(ties))
        people = _came(links).values()
        return Total(known=frozenset[str]().union(*people))

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal who decided about it in the year of its plan; two queries."""
        asked = {goal.pk: goal for goal in goals}
        links = list(_links(Ties(goals=frozenset(asked))))
        came = _came(links)
        found: dict[int, Total] = defaultdict(Total)
        for link in links:
            goal = asked[link.goal_id or 0]
            if link.decision.year == goal.plan.year:
                found[goal.pk] += Total(known=came[link.decision.meeting_id])
        return dict(found)

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return nothing: a team may decide about itself."""
        del pal_ids
        return []

    def answered(self, ties: Ties) -> Ties:
        """Return nothing: a decision is no answer yet."""
        del ties
        return Ties()


def _links(ties: Ties) -> QuerySet[DecisionLink]:
    rows = DecisionLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))
    return rows.filter(decision__is_carried=True).select_related("decision__meeting__team__pal")


def _came(links: Iterable[DecisionLink]) -> dict[int, frozenset[str]]:
    """Return the marks of those who came, by meeting; one query."""
    meetings = {link.decision.meeting_id for link in links}
    rows = Presence.objects.filter(meeting__in=meetings, came=True)
    found: dict[int, set[str]] = {key: set() for key in meetings}
    for meeting, person in rows.values_list("meeting", "member__person"):
        found[meeting].add(f"p{person}")
    return {key: frozenset(people) for key, people in found.items()}


def _answer(link: DecisionLink, came: frozenset[str]) -> Answer:
    decision, meeting = link.decision, link.decision.meeting
    team = meeting.team
    is_told = team.is_published and meeting.published_at is not None
    day = times.local(meeting.starts_at).date()
    return Answer(
        kind=str(DecisionSource.label),
        title=f"{decision.shown_number}: {decision.words[:100]}",
        url=team.get_absolute_url() if is_told else "",
        desk_url=reverse("initiatives:desk_decision", args=[decision.public_id]),
        pal=team.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=Total(known=came, participations=len(came)),
        first=day,
        last=day,
        counted=frozenset({decision.pk}),
    )
