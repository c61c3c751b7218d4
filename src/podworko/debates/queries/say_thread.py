"""What public consultations tell the thread: what people were asked, and how many spoke."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.debates.models import Agreement, Hearing, Voice
from podworko.debates.queries.say_counts import people_of
from podworko.planning.public import Answer, Goal, Ties, Total, Untied

__all__ = ["HearingSource"]


class HearingSource:
    """Public consultations in the thread; see `planning.thread.Source` for the promises.

    Counted are those who spoke and whose voice is shown, and those who agreed, each once in each
    hearing. To be asked answers no need by itself: what follows from it does.
    """

    label = gettext_lazy("konsultacje społeczne")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return the hearings about any of these; three queries."""
        rows = list(_tied(ties).select_related("pal"))
        people = _people(rows)
        return [answer for row in rows for answer in _answers(row, ties, people[row.pk])]

    def total(self, ties: Ties) -> Total:
        """Return how many spoke about any of these; three queries."""
        return Total(participations=sum(_people(list(_tied(ties))).values()))

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal how many spoke about it in the year of its plan; three queries."""
        asked = {goal.pk: goal for goal in goals}
        rows = list(_tied(Ties(goals=frozenset(asked))))
        people = _people(rows)
        found: dict[int, Total] = defaultdict(Total)
        for row in rows:
            goal = asked[row.goal_id or 0]
            if times.local(row.closes_at).year == goal.plan.year:
                found[goal.pk] += Total(participations=people[row.pk])
        return dict(found)

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return what is asked now without anybody having said what for; one query."""
        rows = Hearing.objects.filter(state="open", need=None, goal=None).select_related("pal")
        if pal_ids is not None:
            rows = rows.filter(pal__in=pal_ids)
        return [Untied(str(self.label), row.title, _desk(row), _pal(row)) for row in rows]

    def answered(self, ties: Ties) -> Ties:
        """Return nothing: to be asked is no answer yet."""
        del ties
        return Ties()


def _tied(ties: Ties) -> QuerySet[Hearing]:
    """Return hearings about these that residents may read of; what was called off tells nothing."""
    rows = Hearing.objects.public().exclude(state=Hearing.State.CALLED_OFF)
    return rows.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))


def _people(rows: Sequence[Hearing]) -> dict[int, int]:
    """Return by hearing how many people spoke or agreed; two queries."""
    spoke: dict[int, list[Voice]] = {row.pk: [] for row in rows}
    agreed: dict[int, set[str]] = {row.pk: set() for row in rows}
    for voice in Voice.objects.shown().filter(hearing__in=spoke).only("hearing_id", "who"):
        spoke[voice.hearing_id].append(voice)
    also = Agreement.objects.filter(
        voice__hearing__in=spoke, voice__state=Voice.State.SHOWN, checked_at__isnull=False
    )
    for key, who in also.values_list("voice__hearing", "who"):
        agreed[key].add(who)
    return {key: people_of(voices, agreed=agreed[key]) for key, voices in spoke.items()}


def _answers(row: Hearing, ties: Ties, people: int) -> list[Answer]:
    """Return a hearing once for each of its ends that is asked about."""
    found = []
    if row.need_id in ties.needs:
        found.append(_answer(row, people, need_id=row.need_id, goal_id=None))
    if row.goal_id in ties.goals:
        found.append(_answer(row, people, need_id=None, goal_id=row.goal_id))
    return found


def _answer(row: Hearing, people: int, *, need_id: int | None, goal_id: int | None) -> Answer:
    return Answer(
        kind=str(HearingSource.label),
        title=row.title,
        url=row.get_absolute_url(),
        desk_url=_desk(row),
        pal=_pal(row),
        why=_("Zanim coś zapadnie, pytamy mieszkańców."),
        need_id=need_id,
        goal_id=goal_id,
        total=Total(participations=people),
        first=times.local(row.opens_at).date(),
        last=times.local(row.closes_at).date(),
        counted=frozenset({row.pk}),
    )


def _pal(row: Hearing) -> str:
    return row.pal.name if row.pal else _("cała sieć PAL")


def _desk(row: Hearing) -> str:
    return reverse("debates:desk_hearing", args=[row.public_id])
