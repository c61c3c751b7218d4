"""What pages show of a hearing: what was said of what, the same words once, and the answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from podworko.activities.public import Session
from podworko.debates.models import Agreement, Hearing, Paragraph, Unit, Voice
from podworko.debates.queries.say_counts import Counts, counts_of, people_of, sameness

__all__ = [
    "Group",
    "HearingLists",
    "HearingPage",
    "Part",
    "Queue",
    "Thread",
    "groups_of",
    "hearing_lists",
    "hearing_page",
    "late_queues",
    "queue_of",
]

LATE = timedelta(hours=24)
MOST_READ = 50
MOST_THREADS = 20


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that was said, by one person or by many in the same words."""

    voice: Voice
    voices: tuple[Voice, ...]
    people: int
    agreed: int

    @property
    def is_copied(self) -> bool:
        return len(self.voices) > 1

    @property
    def ways(self) -> str:
        """By which ways it came, in words."""
        return ", ".join(dict.fromkeys(str(row.get_channel_display()) for row in self.voices))

    @property
    def file(self) -> Voice | None:
        """The voice whose file is shown beside the words."""
        return next((row for row in self.voices if row.attachment), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph and what was said of it."""

    paragraph: Paragraph
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A voice in the debate and what was said to it."""

    group: Group
    replies: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class HearingPage:
    """A hearing with all that was said."""

    hearing: Hearing
    parts: tuple[Part, ...]
    former: tuple[Part, ...]
    """Paragraphs of former versions of which something was said."""
    ideas: tuple[Group, ...]
    threads: tuple[Thread, ...]
    counts: Counts
    sessions: tuple[Session, ...]
    lessons: tuple[Unit, ...]

    @property
    def first_threads(self) -> tuple[Thread, ...]:
        """What of the debate stands on the page of the hearing; the rest has pages of its own."""
        return self.threads[:MOST_THREADS]

    @property
    def groups(self) -> list[Group]:
        """Everything that was said, in the order of the page."""
        found = [group for part in (*self.parts, *self.former) for group in part.groups]
        said = [group for thread in self.threads for group in (thread.group, *thread.replies)]
        return [*found, *self.ideas, *said]

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many texts got which answer, in words."""
        held = [group.voice.outcome for group in self.groups]
        return [(str(each.label), held.count(each.value)) for each in Voice.Outcome if each in held]


@dataclass(frozen=True, slots=True)
class HearingLists:
    """Hearings as residents look for them."""

    open: tuple[Hearing, ...]
    coming: tuple[Hearing, ...]
    weighing: tuple[Hearing, ...]
    ended: tuple[Hearing, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.coming or self.weighing or self.ended)


@dataclass(frozen=True, slots=True)
class Queue:
    """What of a hearing waits for the team."""

    waiting: tuple[Voice, ...]
    appealed: tuple[Voice, ...]
    unanswered: tuple[Group, ...]
    unchecked: int
    """Voices whose link nobody opened."""

    @property
    def first(self) -> tuple[Voice, ...]:
        """Those that are read first: a page holds no more."""
        return self.waiting[:MOST_READ]

    @property
    def late(self) -> int:
        """How many wait for over 24 hours."""
        before = timezone.now() - LATE
        return sum(bool(row.checked_at and row.checked_at < before) for row in self.waiting)


def hearing_page(hearing: Hearing) -> HearingPage:
    """Read a hearing in five queries, whatever was said."""
    voices = list(hearing.voices.select_related("paragraph").order_by("pk"))
    agreed = _agreed(hearing)
    groups = groups_of((row for row in voices if row.state == Voice.State.SHOWN), agreed)
    current, former = _parts(hearing, groups)
    return HearingPage(
        hearing=hearing,
        parts=current,
        former=former,
        ideas=tuple(group for group in groups if group.voice.about == Voice.About.IDEA),
        threads=_threads(groups),
        counts=counts_of(voices, (who for held in agreed.values() for who in held)),
        sessions=_sessions(hearing),
        lessons=tuple(Unit.objects.public().filter(ties__hearing=hearing)),
    )


def groups_of(voices: Iterable[Voice], agreed: dict[int, set[str]]) -> list[Group]:
    """Put voices in the same words of the same thing together, those of most people first."""
    held: dict[object, list[Voice]] = {}
    for voice in voices:
        held.setdefault(sameness(voice), []).append(voice)
    groups = [_group(rows, agreed) for rows in held.values()]
    return sorted(groups, key=lambda group: (-group.people - group.agreed, group.voice.pk))


def queue_of(hearing: Hearing) -> Queue:
    """Read what of a hearing waits, in four queries."""
    rows = hearing.voices.select_related("paragraph", "parent", "hidden_by").order_by("checked_at")
    unanswered = list(rows.shown().filter(outcome=""))
    return Queue(
        waiting=tuple(rows.waiting()),
        appealed=tuple(rows.appealed()),
        unanswered=tuple(groups_of(unanswered, {})),
        unchecked=hearing.voices.filter(checked_at=None, state=Voice.State.WAITING).count(),
    )


def late_queues(hearings: Iterable[Hearing]) -> list[Hearing]:
    """Return hearings with voices that wait for over a day (`late`), appeals (`appeals`) or late.

    One query; each knows since when the first waits (`since`). Of what is called off nothing waits.
    """
    before = timezone.now() - LATE
    is_late = Q(voices__state=Voice.State.WAITING, voices__checked_at__lt=before)
    rows = Hearing.objects.filter(pk__in=[row.pk for row in hearings]).select_related("pal")
    is_appealed = Q(voices__state=Voice.State.HIDDEN, voices__appeal_by=None)
    counted = rows.exclude(state=Hearing.State.CALLED_OFF).annotate(
        late=Count("voices", filter=is_late),
        since=Min("voices__checked_at", filter=is_late),
        appeals=Count("voices", filter=is_appealed & ~Q(voices__appeal="")),
    )
    return [
        row
        for row in counted.order_by("since", "answer_by")
        if getattr(row, "late", 0) or getattr(row, "appeals", 0) or row.is_late
    ]


def hearing_lists(hearings: Iterable[Hearing]) -> HearingLists:
    """Sort hearings into those one may speak in, those to come, those that are read, and past."""
    rows = list(hearings)
    live = [row for row in rows if not row.is_over and not row.is_coming]
    ended = [row for row in rows if row.is_over]
    told = ("told", "called_off")
    return HearingLists(
        open=tuple(sorted(live, key=lambda row: row.closes_at)),
        coming=tuple(sorted((row for row in rows if row.is_coming), key=lambda row: row.opens_at)),
        weighing=tuple(row for row in ended if row.state not in told),
        ended=tuple(row for row in ended if row.state in told),
    )


def _group(rows: Sequence[Voice], agreed: dict[int, set[str]]) -> Group:
    said = {row.who for row in rows}
    also = {who for row in rows for who in agreed.get(row.pk, ())} - said
    return Group(rows[0], tuple(rows), people=people_of(rows), agreed=len(also))


def _agreed(hearing: Hearing) -> dict[int, set[str]]:
    """Return by voice the digests of those who think the same."""
    rows = Agreement.objects.filter(
        voice__hearing=hearing, voice__state=Voice.State.SHOWN, checked_at__isnull=False
    )
    held: dict[int, set[str]] = {}
    for voice, who in rows.values_list("voice", "who"):
        held.setdefault(voice, set()).add(who)
    return held


def _parts(hearing: Hearing, groups: list[Group]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    of: dict[int | None, list[Group]] = {}
    for group in groups:
        of.setdefault(group.voice.paragraph_id, []).append(group)
    rows = [Part(row, tuple(of.get(row.pk, ()))) for row in hearing.paragraphs.all()]
    current = tuple(row for row in rows if row.paragraph.version == hearing.document_version)
    former = tuple(
        row for row in rows if row.groups and row.paragraph.version != hearing.document_version
    )
    return current, former


def _threads(groups: list[Group]) -> tuple[Thread, ...]:
    """Put replies under what they reply to; to a voice that is hidden they stand alone."""
    said = [group for group in groups if group.voice.about == Voice.About.DEBATE]
    heads = [group for group in said if group.voice.parent_id is None]
    place = {row.pk: group.voice.pk for group in heads for row in group.voices}
    under: dict[int, list[Group]] = {}
    for group in said:
        parent = group.voice.parent_id
        if parent in place:
            under.setdefault(place[parent], []).append(group)
    alone = [
        group for group in said if group.voice.parent_id and group.voice.parent_id not in place
    ]
    return tuple(
        Thread(group, tuple(sorted(under.get(group.voice.pk, ()), key=lambda row: row.voice.pk)))
        for group in (*heads, *alone)
    )


def _sessions(hearing: Hearing) -> tuple[Session, ...]:
    rows = Session.objects.public().filter(hearings__hearing=hearing)
    rows = rows.select_related("activity", "pal", "debate")
    return tuple(rows.order_by("starts_at"))
