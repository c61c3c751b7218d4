"""What the desk reads of initiatives: the board, what has a promised day, one with everything."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.initiatives.models import (
    Cost,
    Initiative,
    InitiativeLink,
    InitiativeMember,
    InitiativePost,
    InitiativeQuerySet,
    InitiativeStep,
    InitiativeTask,
    Means,
    OwnWork,
    Support,
)
from podworko.initiatives.operations.ideas_path import NEXT, lacking
from podworko.initiatives.queries.ideas import Step, Told, path_of, told
from podworko.initiatives.queries.ideas_sheet import PlanSums, Sheet, plan_sums, sheet_of

__all__ = ["Column", "DeskPage", "Due", "board", "desk_page", "dues_of"]

State = Initiative.State
OPEN = tuple(state for state in State if state not in Initiative.ENDED)


class DueKind(StrEnum):
    """What the PAL promised an answer to."""

    IDEA = "idea"
    STEP = "step"
    OUTCOME = "outcome"
    LEADER = "leader"
    MEANS = "means"
    MONEY = "money"
    MEMBER = "member"
    POST = "post"
    SETTLEMENT = "settlement"


WORDS: dict[DueKind, str | Promise] = {
    DueKind.IDEA: _("odpowiedź na pomysł"),
    DueKind.STEP: _("odpowiedź o następnym kroku"),
    DueKind.OUTCOME: _("wynik wniosku"),
    DueKind.LEADER: _("ktoś musi poprowadzić"),
    DueKind.MEANS: _("odpowiedź na prośbę o środki"),
    DueKind.MONEY: _("odpowiedź na prośbę o pieniądze"),
    DueKind.MEMBER: _("ktoś chce dołączyć"),
    DueKind.POST: _("wpis do sprawdzenia"),
    DueKind.SETTLEMENT: _("rozliczenie inicjatywy lokalnej w tym roku"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is promised by a day."""

    kind: DueKind
    on: date
    initiative: Initiative

    @property
    def words(self) -> str:
        return str(WORDS[self.kind])

    @property
    def is_late(self) -> bool:
        return self.on < times.today()


@dataclass(frozen=True, slots=True)
class Card:
    """One initiative on the board, with what is promised of it."""

    told: Told
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One state of the path, and what is in it."""

    state: State
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that may come next, what is lacking for it, and whether the team asked for it."""

    state: State
    lacking: tuple[str, ...]
    is_wanted: bool

    @property
    def slug(self) -> str:
        """How an address names asking for it."""
        return f"krok-{self.state.value}".replace("_", "-")


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything of one initiative, for its team and for who accompanies it."""

    told: Told
    members: tuple[InitiativeMember, ...]
    links: tuple[InitiativeLink, ...]
    steps: tuple[InitiativeStep, ...]
    work: tuple[OwnWork, ...]
    costs: tuple[Cost, ...]
    tasks: tuple[InitiativeTask, ...]
    means: tuple[Means, ...]
    posts: tuple[InitiativePost, ...]
    next_steps: tuple[NextStep, ...]
    sums: PlanSums

    @property
    def initiative(self) -> Initiative:
        return self.told.initiative

    @property
    def path(self) -> list[Step]:
        return path_of(self.initiative)

    @property
    def sheet(self) -> Sheet:
        return sheet_of(self.told, self.sums, has_tie=bool(self.links))

    @property
    def inside(self) -> list[InitiativeMember]:
        return [each for each in self.members if each.state == InitiativeMember.State.IN]

    @property
    def asking(self) -> list[InitiativeMember]:
        return [each for each in self.members if each.state == InitiativeMember.State.ASKED]

    @property
    def report(self) -> InitiativePost | None:
        return next((post for post in self.posts if post.kind == "report"), None)


def board(initiatives: InitiativeQuerySet) -> list[Column]:
    """Return what is where, the longest there first, with what is promised; eight queries."""
    live = initiatives.live().order_by("since", "pk")
    found = told(live)
    dues = _by_initiative(dues_of(initiatives))
    cards: dict[str, list[Card]] = defaultdict(list)
    for each in found:
        initiative = each.initiative
        cards[initiative.state].append(Card(each, tuple(dues[initiative.pk])))
    return [Column(state, tuple(cards[state])) for state in OPEN]


def dues_of(initiatives: InitiativeQuerySet) -> list[Due]:
    """Return what is promised by a day, the first first; four queries."""
    live = initiatives.live().order_by("pk")
    found = [
        *(due for each in live for due in _own_dues(each)),
        *_asked_dues(live),
        *_joining_dues(live),
        *_post_dues(live),
    ]
    return sorted(found, key=lambda due: (due.on, due.initiative.pk, due.kind))


def _asked_dues(live: InitiativeQuerySet) -> list[Due]:
    rows = Means.objects.filter(initiative__in=live, state=Means.State.ASKED)
    return [
        Due(DueKind.MONEY if each.is_money else DueKind.MEANS, each.due_on, each.initiative)
        for each in rows.select_related("initiative__pal")
    ]


def _joining_dues(live: InitiativeQuerySet) -> list[Due]:
    rows = InitiativeMember.objects.filter(initiative__in=live, due_on__isnull=False)
    asked = rows.filter(state=InitiativeMember.State.ASKED).select_related("initiative__pal")
    return [Due(DueKind.MEMBER, each.due_on, each.initiative) for each in asked if each.due_on]


def _post_dues(live: InitiativeQuerySet) -> list[Due]:
    rows = InitiativePost.objects.filter(initiative__in=live, state=InitiativePost.State.WAITING)
    return [
        Due(DueKind.POST, each.due_on, each.initiative)
        for each in rows.select_related("initiative__pal")
    ]


def desk_page(initiative: Initiative) -> DeskPage:
    """Return one initiative with everything; a fixed number of queries."""
    work, costs = tuple(initiative.work.select_related("member__person")), initiative.costs.all()
    return DeskPage(
        told=told(Initiative.objects.filter(pk=initiative.pk))[0],
        members=tuple(initiative.members.select_related("person")),
        links=tuple(initiative.thread.select_related("need", "goal__plan").order_by("pk")),
        steps=tuple(initiative.steps.all()),
        work=work,
        costs=tuple(costs),
        tasks=tuple(initiative.tasks.select_related("member__person")),
        means=tuple(initiative.means.select_related("booking__room")),
        posts=tuple(initiative.posts.all()),
        next_steps=_next_steps(initiative),
        sums=plan_sums(initiative, work, tuple(costs)),
    )


def supporters(initiative: Initiative) -> list[Support]:
    """Return whose support counts, with the names of those who gave one; one query."""
    return list(initiative.supports.counted().order_by("created_at", "pk"))


def _next_steps(initiative: Initiative) -> tuple[NextStep, ...]:
    return tuple(
        NextStep(state, tuple(lacking(initiative, state)), initiative.wanted == state)
        for state in NEXT.get(initiative.state, ())
    )


def _own_dues(initiative: Initiative) -> list[Due]:
    found = []
    if initiative.due_on:
        found.append(Due(_kind(initiative), initiative.due_on, initiative))
    if initiative.leader_due_on:
        found.append(Due(DueKind.LEADER, initiative.leader_due_on, initiative))
    last = _settled_by(initiative)
    if last:
        found.append(Due(DueKind.SETTLEMENT, last, initiative))
    return found


def _kind(initiative: Initiative) -> DueKind:
    if initiative.wanted:
        return DueKind.STEP
    return DueKind.OUTCOME if initiative.state == State.APPLIED else DueKind.IDEA


def _settled_by(initiative: Initiative) -> date | None:
    """Return until when a local initiative is settled: the last day of the year it applied in."""
    is_local = initiative.route == Initiative.Route.LOCAL
    if not is_local or initiative.state not in (State.APPROVED, State.UNDER_WAY):
        return None
    year = (initiative.applied_on or times.today()).year
    return date(year, 12, 31)


def _by_initiative(dues: list[Due]) -> dict[int, list[Due]]:
    found: dict[int, list[Due]] = defaultdict(list)
    for due in dues:
        found[due.initiative.pk].append(due)
    return found
