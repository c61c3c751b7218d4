"""Results of a survey, counted live: one query per group of kinds, however many questions.

Questions of several editions are counted together only where words, kind and options are the
same; a question that was changed is shown once per wording, each with its own answers.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Count, QuerySet

from podworko.core.geo import Point
from podworko.diagnosis import questionnaire
from podworko.diagnosis.models import Answer, Coded, Kind, Option, Response, Survey
from podworko.diagnosis.questionnaire import Asked, Questionnaire
from podworko.diagnosis.wording import said

MOST_NUMBERS = 15
"""Different numbers that are worth a bar each."""
TEXTS_SHOWN = 300
"""Free words on one page, of all questions together; an export has the rest."""

Group = list[tuple[int, Asked]]
"""One question in one wording: with the numbers of the editions that asked it so."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people gave one answer, of all who answered the question."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of a table, with its own bars."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One question in one wording. `editions` are those that asked it so."""

    asked: Asked
    editions: tuple[int, ...]
    is_one_of_several: bool
    answered: int
    bars: tuple[Bar, ...] = ()
    rows: tuple[Row, ...] = ()
    average: Decimal | None = None
    median: Decimal | None = None
    places: tuple[tuple[str, Decimal], ...] = ()
    """What was ranked, with its mean place."""
    topics: tuple[Bar, ...] = ()
    texts: tuple[str, ...] = ()
    spots: tuple[tuple[Point, int], ...] = ()
    """Where people pointed on the map, with how many did."""

    @property
    def points(self) -> int:
        """How many pointed on the map."""
        return sum(count for _point, count in self.spots)

    @property
    def words(self) -> str:
        return self.asked.words("pl")


@dataclass(frozen=True, slots=True)
class Results:
    """Everything counted of one survey."""

    total: int
    results: tuple[Result, ...]


@dataclass(frozen=True)
class _Counts:
    """Answers counted by the keys of question, option, row and rank."""

    answered: dict[int, int]
    chosen: "Counter[tuple[int, int, int | None, int | None]]"
    numbers: "Counter[tuple[int, Decimal]]"
    texts: list[tuple[int, str]]
    spots: "Counter[tuple[int, float, float]]"
    topics: list[tuple[int, str, int]]


def results(survey: Survey, *, channel: str = "") -> Results:
    """Count a survey's answers, of one channel if one is named; ten queries."""
    editions = list(survey.editions.opened())
    counts = _count(_answers(survey, channel))
    groups = groups_of(questionnaire.load_many(editions))
    wordings = Counter(group[0][1].code for group in groups)
    found = [_result(group, counts, wordings[group[0][1].code] > 1) for group in groups]
    return Results(_total(survey, channel), tuple(found))


def _answers(survey: Survey, channel: str) -> "QuerySet[Answer]":
    answers = Answer.objects.filter(response__edition__survey=survey).order_by()
    return answers.filter(response__channel=channel) if channel else answers


def _total(survey: Survey, channel: str) -> int:
    responses = Response.objects.filter(edition__survey=survey)
    return (responses.filter(channel=channel) if channel else responses).count()


def wording(one: Asked) -> tuple[object, ...]:
    """Return what must be the same for answers of two editions to be counted together."""
    question = one.question
    words = tuple(sorted(question.words.items()))
    options = tuple(
        (option.code, tuple(sorted(option.words.items())), option.is_row, option.is_other)
        for option in one.options
    )
    return (one.code, one.kind, words, question.least, question.most, options)


def groups_of(wholes: Iterable[Questionnaire]) -> list[Group]:
    """Put questions of the same wording together, in the order of the latest edition."""
    groups: dict[tuple[object, ...], Group] = {}
    for whole in sorted(wholes, key=lambda each: -each.edition.number):
        for one in whole.asked:
            groups.setdefault(wording(one), []).append((whole.edition.number, one))
    return list(groups.values())


def _count(answers: QuerySet[Answer]) -> _Counts:
    """Count everything there is, in six queries."""
    by_question = answers.values_list("question")
    choices = answers.exclude(option=None).values_list("question", "option", "row", "rank")
    numbers = answers.exclude(number=None).values_list("question", "number")
    texts = answers.exclude(text="").values_list("question", "text")
    places = answers.exclude(lat=None).values_list("question", "lat", "lon")
    topics = Coded.objects.filter(answer__in=answers).values_list("answer__question", "code__words")
    return _Counts(
        answered=dict(by_question.annotate(count=Count("response", distinct=True))),
        chosen=Counter({tuple(key): count for *key, count in choices.annotate(n=Count("pk"))}),
        numbers=Counter({tuple(key): count for *key, count in numbers.annotate(n=Count("pk"))}),
        texts=list(texts[:TEXTS_SHOWN]),
        spots=Counter(
            {
                (key, float(lat or 0), float(lon or 0)): count
                for key, lat, lon, count in places.annotate(count=Count("pk"))
            }
        ),
        topics=list(topics.annotate(count=Count("pk")).order_by("-count", "code__words")),
    )


def _result(group: Group, counts: _Counts, is_one_of_several: bool) -> Result:  # noqa: FBT001 - of the module
    one = group[0][1]
    keys = {asked.question.pk for _number, asked in group}
    answered = sum(counts.answered.get(key, 0) for key in keys)
    return Result(
        asked=one,
        editions=tuple(sorted(number for number, _asked in group)),
        is_one_of_several=is_one_of_several,
        answered=answered,
        bars=_bars(group, counts, answered),
        rows=_rows(group, counts) if one.kind == Kind.MATRIX else (),
        average=_average(keys, counts),
        median=_median(keys, counts),
        places=_places(group, counts) if one.kind == Kind.RANKING else (),
        topics=_topics(keys, counts, answered),
        texts=tuple(text for key, text in counts.texts if key in keys),
        spots=_spots(keys, counts),
    )


def _bars(group: Group, counts: _Counts, answered: int) -> tuple[Bar, ...]:
    """Return a bar for each option or point of a scale; for a ranking, how often it came first."""
    one = group[0][1]
    if one.kind == Kind.MATRIX:
        return ()
    if one.kind == Kind.SCALE:
        return _scale_bars(group, counts, answered)
    if one.kind == Kind.NUMBER:
        return _number_bars(group, counts, answered)
    rank = 1 if one.kind == Kind.RANKING else None
    return tuple(
        Bar(
            said(option.words, "pl"),
            sum(counts.chosen[o.question_id, o.pk, None, rank] for o in _same(group, option)),
            answered,
        )
        for option in one.chosen_from.values()
    )


def _scale_bars(group: Group, counts: _Counts, answered: int) -> tuple[Bar, ...]:
    question = group[0][1].question
    keys = [asked.question.pk for _number, asked in group]
    points = range(question.least or 0, (question.most or 0) + 1)
    return tuple(
        Bar(str(point), sum(counts.numbers[key, Decimal(point)] for key in keys), answered)
        for point in points
    )


def _number_bars(group: Group, counts: _Counts, answered: int) -> tuple[Bar, ...]:
    """Return a bar for each number, unless there are so many that none stands out."""
    found = _numbers({asked.question.pk for _number, asked in group}, counts)
    if len(found) > MOST_NUMBERS:
        return ()
    return tuple(Bar(_plain(number), found[number], answered) for number in sorted(found))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def _rows(group: Group, counts: _Counts) -> tuple[Row, ...]:
    one = group[0][1]
    found = []
    for row in one.rows.values():
        rows = {line.pk for line in _same(group, row)}
        told = [
            (
                said(option.words, "pl"),
                sum(
                    counts.chosen[o.question_id, o.pk, line, None]
                    for o in _same(group, option)
                    for line in rows
                ),
            )
            for option in one.chosen_from.values()
        ]
        of = sum(count for _label, count in told)
        bars = tuple(Bar(label, count, of) for label, count in told)
        found.append(Row(said(row.words, "pl"), bars))
    return tuple(found)


def _same(group: Group, option: Option) -> list[Option]:
    """Return an option as it stands in each edition of its wording."""
    return [each for _n, asked in group for each in asked.options if each.code == option.code]


def _average(keys: set[int], counts: _Counts) -> Decimal | None:
    given = _numbers(keys, counts)
    total = sum((number * count for number, count in given.items()), Decimal(0))
    return round(total / given.total(), 1) if given else None


def _median(keys: set[int], counts: _Counts) -> Decimal | None:
    given = _numbers(keys, counts)
    return round(median(given.elements()), 1) if given else None


def _numbers(keys: set[int], counts: _Counts) -> "Counter[Decimal]":
    found: Counter[Decimal] = Counter()
    for (key, number), count in counts.numbers.items():
        if key in keys:
            found[number] += count
    return found


def _places(group: Group, counts: _Counts) -> tuple[tuple[str, Decimal], ...]:
    """Return what was ranked with its mean place, the most important first."""
    found = []
    for option in group[0][1].chosen_from.values():
        same = {each.pk for each in _same(group, option)}
        given = {key: n for key, n in counts.chosen.items() if key[1] in same and key[3] and n}
        if given:
            total = sum((key[3] or 0) * count for key, count in given.items())
            mean = round(Decimal(total) / sum(given.values()), 1)
            found.append((said(option.words, "pl"), mean))
    return tuple(sorted(found, key=lambda row: row[1]))


def _spots(keys: set[int], counts: _Counts) -> tuple[tuple[Point, int], ...]:
    found: Counter[Point] = Counter()
    for (key, lat, lon), count in counts.spots.items():
        if key in keys:
            found[Point(lat, lon)] += count
    return tuple(sorted(found.items(), key=lambda spot: (-spot[1], spot[0].lat, spot[0].lon)))


def _topics(keys: set[int], counts: _Counts, answered: int) -> tuple[Bar, ...]:
    found: Counter[str] = Counter()
    for key, words, count in counts.topics:
        if key in keys:
            found[words] += count
    return tuple(Bar(words, count, answered) for words, count in found.most_common())
