"""How much advice was given: counts alone, and what of them may be told in public."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from podworko.advice.models import Outcome, Talk, Tally, Topic, What
from podworko.core.disclosure import held_back, in_steps

HOUR = Decimal(60)


@dataclass(frozen=True, slots=True)
class TopicCount:
    """What happened in one topic."""

    topic: Topic
    talks: int = 0
    minutes: int = 0
    asked: int = 0
    answered: int = 0
    in_time: int = 0
    helped: int = 0
    not_helped: int = 0

    @property
    def hours(self) -> Decimal:
        """Hours of talks."""
        return (Decimal(self.minutes) / HOUR).quantize(Decimal("0.01"))

    @property
    def is_nought(self) -> bool:
        return not (self.talks or self.asked or self.answered)


@dataclass(frozen=True, slots=True)
class AdviceCounts:
    """What happened in these PALs on these days, for those who work there."""

    topics: tuple[TopicCount, ...]
    outcomes: tuple[tuple[str, int], ...]
    """What came of talks, in words, with how many."""

    @property
    def talks(self) -> int:
        return sum(row.talks for row in self.topics)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.topics)

    @property
    def answered(self) -> int:
        return sum(row.answered for row in self.topics)

    @property
    def in_time(self) -> int:
        return sum(row.in_time for row in self.topics)

    @property
    def hours(self) -> Decimal:
        return sum((row.hours for row in self.topics), Decimal(0))


@dataclass(frozen=True, slots=True)
class ToldTopic:
    """What everybody may know of one topic; None is held back."""

    topic: Topic
    talks: int | None
    answered: int | None


@dataclass(frozen=True, slots=True)
class ToldCounts:
    """What everybody may know: nothing held back can be had by taking away."""

    topics: tuple[ToldTopic, ...]
    talks: int | None
    answered: int | None

    @property
    def least_talks(self) -> int:
        """At least how many, while the time still runs: no day's own follows from two days'."""
        return in_steps(self.talks or 0)

    @property
    def least_answered(self) -> int:
        """The same of questions that were answered."""
        return in_steps(self.answered or 0)


def counts(pal_ids: Iterable[int] | None, *, since: date, until: date) -> AdviceCounts:
    """Count talks and questions of these PALs, both days included; four queries.

    None means the whole network, with the questions that were put to all of it.
    """
    talks = _talks(pal_ids, since, until)
    by_topic = {
        topic: (number, minutes or 0)
        for topic, number, minutes in talks.order_by()
        .values_list("topic")
        .annotate(number=Count("pk"), minutes=Sum("minutes"))
    }
    of_questions = _of_questions(pal_ids, since, until)
    outcomes = dict(talks.order_by().values_list("outcome").annotate(number=Count("pk")))
    return AdviceCounts(
        topics=tuple(
            _row(topic, by_topic.get(topic.pk, (0, 0)), of_questions[topic.pk])
            for topic in Topic.objects.all()
        ),
        outcomes=tuple((str(label), outcomes.get(code, 0)) for code, label in Outcome.choices),
    )


def told_counts(pal_ids: Iterable[int] | None, *, since: date, until: date) -> ToldCounts:
    """Return what of `counts` may be told everybody: no few, and none by taking away."""
    rows = [row for row in counts(pal_ids, since=since, until=until).topics if not row.is_nought]
    table = [[row.talks, row.answered] for row in rows]
    hidden = held_back(table) if table else frozenset()

    def told(line: int, column: int, number: int) -> int | None:
        return None if (line, column) in hidden else number

    last = len(rows)
    return ToldCounts(
        topics=tuple(
            ToldTopic(row.topic, told(line, 0, row.talks), told(line, 1, row.answered))
            for line, row in enumerate(rows)
        ),
        talks=told(last, 0, sum(row.talks for row in rows)),
        answered=told(last, 1, sum(row.answered for row in rows)),
    )


def _talks(pal_ids: Iterable[int] | None, since: date, until: date) -> QuerySet[Talk]:
    rows = Talk.objects.filter(on__gte=since, on__lte=until)
    return rows if pal_ids is None else rows.filter(pal__in=list(pal_ids))


def _of_questions(
    pal_ids: Iterable[int] | None, since: date, until: date
) -> dict[int, dict[str, int]]:
    rows = Tally.objects.filter(on__gte=since, on__lte=until)
    if pal_ids is not None:
        rows = rows.filter(pal__in=list(pal_ids))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for topic, what, number in rows.values_list("topic", "what").annotate(all=Sum("number")):
        found[topic][what] = number
    return found


def _row(topic: Topic, talks: tuple[int, int], questions: dict[str, int]) -> TopicCount:
    number, minutes = talks
    told = {what.value: questions.get(what.value, 0) for what in What}
    return TopicCount(topic, talks=number, minutes=minutes, **told)
