"""A study as its pages show it: steps, walks, needs it found, and those found before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from podworko.core.disclosure import FLOOR, told_sum
from podworko.core.times import today
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import (
    Evidence,
    Need,
    Observation,
    Study,
    StudyStep,
    Survey,
    Walk,
)
from podworko.diagnosis.operations.studies import STATES, lacking_for
from podworko.network.public import Pal

INVITING = (Method.WORKSHOP, Method.DEBATE)
"""Steps anybody may come to; the others are with people who were asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A need with what one study says of it."""

    need: Need
    voices: int
    told: int
    """How many of them residents may read, beside what the page of the need tells of each."""
    methods: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether residents may read the number."""
        return self.told >= FLOOR


@dataclass(frozen=True, slots=True)
class Compared:
    """A need in the previous study and in this one; None where a study says nothing of it."""

    need: Need
    before: Found | None
    now: Found | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "new"
        return "again" if self.now else "gone"


@dataclass(frozen=True, slots=True)
class Heard:
    """By one method: how many things were done, of how many, and how many people spoke."""

    method: str
    done: int
    planned: int
    voices: int

    @property
    def told(self) -> int:
        return self.voices if self.voices >= FLOOR else 0

    @property
    def is_told(self) -> bool:
        return self.told >= FLOOR


@dataclass(frozen=True, slots=True)
class StudyPage:
    """Everything about one study."""

    study: Study
    steps: tuple[StudyStep, ...]
    surveys: tuple[Survey, ...]
    walks: tuple[Walk, ...]
    needs: tuple[Found, ...]
    comparison: tuple[Compared, ...]

    @property
    def done(self) -> int:
        return sum(1 for step in self.steps if step.is_done)

    @property
    def late(self) -> int:
        return sum(1 for step in self.steps if not step.is_done and step.planned_on < today())

    @property
    def voices(self) -> int:
        return sum(row.voices for row in self.heard)

    @property
    def findings(self) -> tuple[StudyStep, ...]:
        return tuple(step for step in self.steps if step.is_done and step.findings)

    @property
    def heard(self) -> tuple[Heard, ...]:
        """What was done, method by method, surveys and walks among them."""
        labels = dict(Method.choices)
        kinds = {
            step.method: [s for s in self.steps if s.method == step.method] for step in self.steps
        }
        rows = [_heard(str(labels[Method(name)]), steps) for name, steps in kinds.items()]
        files = ((Method.SURVEY, [*self.surveys]), (Method.WALK, [*self.walks]))
        return (*rows, *(_heard_of(method, held) for method, held in files if held))

    @property
    def invitations(self) -> tuple[tuple[date, StudyStep | Walk], ...]:
        """What anybody may still come to, by day."""
        steps = [s for s in self.steps if s.method in INVITING and s.planned_on >= today()]
        walks = [walk for walk in self.walks if walk.day >= today()]
        dated = [(step.planned_on, step) for step in steps if not step.is_done]
        return tuple(sorted([*dated, *((w.day, w) for w in walks)], key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class Move:
    """A state a study can be taken to, with what it still lacks for it, in words."""

    to: Study.State
    is_back: bool
    lacking: tuple[str, ...]


def listed(studies: QuerySet[Study]) -> QuerySet[Study]:
    """Return studies with `step_count`, `done_count` and `need_count`, by PAL and newest first."""
    counted = studies.annotate(
        step_count=Count("steps", distinct=True),
        done_count=Count("steps", filter=Q(steps__is_done=True), distinct=True),
        need_count=Count("evidence__need", distinct=True),
    )
    return counted.order_by("pal__name", "-begins_on", "-pk")


def study_page(study: Study, *, public: bool = False) -> StudyPage:
    """Read a study in five queries; with `public` only needs that residents may read."""
    evidence = _evidence(study, public=public)
    now = _found(row for row in evidence if row.study_id == study.pk)
    before = _found(row for row in evidence if row.study_id != study.pk)
    return StudyPage(
        study=study,
        steps=tuple(study.steps.all()),
        surveys=tuple(_with_answers(study)),
        walks=tuple(with_voices(study.walks.all())),
        needs=tuple(sorted(now.values(), key=_loudest)),
        comparison=_compared(before, now) if study.previous_id else (),
    )


def moves(study: Study) -> tuple[Move, ...]:
    """Return where a study can be taken: one state on, and one back."""
    here = STATES.index(Study.State(study.state))
    on = [state for state in STATES[here + 1 : here + 2] if state != Study.State.PREPARED]
    back = [STATES[here - 1]] if here > STATES.index(Study.State.RUNNING) else []
    return (
        *(Move(state, is_back=False, lacking=tuple(lacking_for(study, state))) for state in on),
        *(Move(state, is_back=True, lacking=()) for state in back),
    )


def with_voices(walks: QuerySet[Walk]) -> QuerySet[Walk]:
    """Return walks with `notes` that count and `voices`: how many people left them."""
    kept = Q(observations__hidden_at=None)
    return walks.annotate(
        notes=Count("observations", filter=kept, distinct=True),
        voices=Count("observations__walker", filter=kept, distinct=True),
    )


def public_studies() -> QuerySet[Study]:
    """Return the studies residents may read of, those that run first."""
    rows = Study.objects.public().select_related("pal")
    running = Q(state=Study.State.RUNNING)
    return rows.annotate(runs=Count("pk", filter=running)).order_by("-runs", "-begins_on", "-pk")


def of_pal(pal: Pal) -> tuple[list[Study], Study | None]:
    """Return the studies that run in a PAL and the last one with a public report; one query."""
    rows = list(Study.objects.public().filter(pal=pal))
    reports = [row for row in rows if has_report(row)]
    return [row for row in rows if row.state == Study.State.RUNNING], next(iter(reports), None)


def public_photos(study: Study) -> QuerySet[Observation]:
    """Return the notes of a study's walks whose photographs residents may see."""
    rows = Observation.objects.kept().filter(walk__study=study, is_photo_public=True)
    return rows.order_by("made_on", "pk")


def has_report(study: Study) -> bool:
    """Whether residents may read what a study found."""
    return study.state == Study.State.CLOSED and study.is_report_public


def needs_of(pal: Pal) -> QuerySet[Need]:
    """Return the needs of a PAL that are not closed, with `voices`, the loudest first."""
    rows = Need.objects.filter(pal=pal).exclude(status=Need.Status.CLOSED)
    return rows.annotate(voices=Sum("evidence__voices")).order_by("-voices", "-pk")


def _evidence(study: Study, *, public: bool) -> list[Evidence]:
    asked = [key for key in (study.pk, study.previous_id) if key]
    rows = Evidence.objects.filter(study__in=asked).select_related("need")
    if public:
        rows = rows.filter(need__in=Need.objects.public())
    return list(rows)


def _found(evidence: Iterable[Evidence]) -> dict[int, Found]:
    by_need: dict[int, list[Evidence]] = {}
    for row in evidence:
        by_need.setdefault(row.need_id, []).append(row)
    return {
        key: Found(
            need=rows[0].need,
            voices=sum(row.voices for row in rows),
            told=told_sum(row.voices for row in rows),
            methods=tuple(sorted({str(row.get_method_display()) for row in rows})),
        )
        for key, rows in by_need.items()
    }


def _compared(before: dict[int, Found], now: dict[int, Found]) -> tuple[Compared, ...]:
    rows = [
        Compared((now.get(key) or before[key]).need, before.get(key), now.get(key))
        for key in {**before, **now}
    ]
    order = {"again": 0, "new": 1, "gone": 2}
    return tuple(sorted(rows, key=lambda row: (order[row.kind], row.need.pk)))


def _loudest(found: Found) -> tuple[int, int]:
    return (-found.voices, found.need.pk)


def _with_answers(study: Study) -> QuerySet[Survey]:
    """Return the surveys of a study that were asked, with `voices`: how many people answered."""
    asked = study.surveys.exclude(state=Survey.State.DRAFT)
    return asked.annotate(voices=Count("editions__responses"))


def _heard_of(method: Method, held: list[Survey] | list[Walk]) -> Heard:
    """Count surveys or walks, with the `voices` they were read with."""
    done = sum(each.state in (Survey.State.CLOSED, Walk.State.CLOSED) for each in held)
    return Heard(str(method.label), done, len(held), sum(getattr(row, "voices", 0) for row in held))


def _heard(label: str, steps: list[StudyStep]) -> Heard:
    done = [step for step in steps if step.is_done]
    return Heard(label, len(done), len(steps), sum(step.voices for step in done))
