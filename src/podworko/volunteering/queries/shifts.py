"""What volunteers read of their shifts, and which they can take; past turns for their hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from podworko.core import times
from podworko.volunteering.fitting import Reason, Standing, standings_of, words_of
from podworko.volunteering.models import Shift, Swap, Turn, Volunteer
from podworko.volunteering.shift_notices import first_name, short_name, where_words
from podworko.volunteering.visited import readable

__all__ = [
    "AHEAD",
    "Choice",
    "Choices",
    "Exchange",
    "OwnShifts",
    "OwnTurn",
    "Request",
    "choice_of",
    "exchanges_for",
    "own_calendar",
    "own_choices",
    "own_shifts",
    "past_turns",
    "shift_for",
]

AHEAD = timedelta(days=60)
"""How far ahead volunteers choose."""
RELATED = ("opportunity__pal", "opportunity__place", "role", "place")
_TURN = tuple(f"shift__{name}" for name in RELATED)
TAKING = Count("turns", filter=Q(turns__state__in=Turn.TAKING), distinct=True)
GUIDES = Count(
    "turns", filter=Q(turns__state="confirmed", turns__volunteer__stage="active"), distinct=True
)


@dataclass(frozen=True, slots=True)
class OwnTurn:
    """A shift of one's own, with the first names of those who are there too."""

    turn: Turn
    others: tuple[str, ...]
    companion: str
    where: str
    may_open_visited: bool
    """Whether the address of the visited person may be opened now."""

    @property
    def shift(self) -> Shift:
        return self.turn.shift


@dataclass(frozen=True, slots=True)
class Request:
    """That a colleague asks for a shift, or was asked for one: by first name and initial."""

    swap: Swap
    other: str

    @property
    def gets(self) -> Shift:
        """The shift of who asks."""
        return self.swap.turn.shift

    @property
    def gives(self) -> Shift | None:
        """What is given for it; none when it is handed over."""
        return self.swap.back.shift if self.swap.back else None


@dataclass(frozen=True, slots=True)
class OwnShifts:
    """All that a volunteer has of shifts: nearest first."""

    mine: tuple[OwnTurn, ...]
    offers: tuple[OwnTurn, ...]
    waiting: tuple[OwnTurn, ...]
    requests: tuple[Request, ...]
    """What colleagues ask of them."""
    asked: tuple[Request, ...]
    """What they asked of colleagues."""

    @property
    def to_answer(self) -> int:
        return len(self.offers) + len(self.requests)

    @property
    def is_empty(self) -> bool:
        return not (self.mine or self.offers or self.waiting or self.requests or self.asked)


@dataclass(frozen=True, slots=True)
class Choice:
    """A shift that one could be on: how many places are left, and why it does not fit."""

    shift: Shift
    left: int
    reasons: tuple[Reason, ...]
    where: str

    @property
    def fits(self) -> bool:
        return not self.reasons

    @property
    def may_take(self) -> bool:
        return self.fits and self.left > 0

    @property
    def may_wait(self) -> bool:
        return self.fits and self.left <= 0

    @property
    def words(self) -> list[str]:
        return [words_of(each) for each in self.reasons]


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can take, where one can wait, and what does not fit."""

    free: tuple[Choice, ...]
    full: tuple[Choice, ...]
    others: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A colleague who could take a shift, and which of theirs one could take for it."""

    volunteer: Volunteer
    name: str
    is_free: bool
    """Whether they could take it for nothing in turn."""
    back: tuple[Turn, ...]


def own_shifts(volunteer: Volunteer) -> OwnShifts:
    """Return what a volunteer has of shifts not over yet; three queries, nine around a visit."""
    turns = _own_turns(volunteer).filter(state__in=Turn.LIVE, shift__ends_at__gt=timezone.now())
    own = _own(turns.order_by("shift__starts_at", "pk"))
    swaps = _swaps().filter(Q(to=volunteer) | Q(turn__volunteer=volunteer))
    requests = [swap for swap in swaps.order_by("pk") if swap.is_open]
    return OwnShifts(
        mine=tuple(each for each in own if each.turn.is_confirmed),
        offers=tuple(each for each in own if each.turn.has_open_offer),
        waiting=tuple(each for each in own if each.turn.state == Turn.State.WAITING),
        requests=tuple(
            Request(swap, short_name(swap.turn.volunteer))
            for swap in requests
            if swap.to_id == volunteer.pk
        ),
        asked=tuple(
            Request(swap, short_name(swap.to)) for swap in requests if swap.to_id != volunteer.pk
        ),
    )


def own_choices(volunteer: Volunteer) -> Choices:
    """Return what a volunteer can take within AHEAD of what they belong to; seven queries."""
    [standing] = standings_of([volunteer])
    rows = Shift.objects.coming().filter(
        opportunity__in=standing.opportunity_ids,
        opportunity__pal=volunteer.pal_id,
        starts_at__lt=timezone.now() + AHEAD,
    )
    held = Turn.objects.live().filter(volunteer=volunteer).values("shift")
    found = rows.exclude(pk__in=held).select_related(*RELATED)
    choices = [
        _choice(shift, standing)
        for shift in found.annotate(taking=TAKING, guides=GUIDES).order_by("starts_at", "pk")
    ]
    return Choices(
        free=tuple(each for each in choices if each.may_take),
        full=tuple(each for each in choices if each.may_wait),
        others=tuple(each for each in choices if not each.fits),
    )


def shift_for(volunteer: Volunteer, shift: Shift) -> OwnTurn | None:
    """Return the turn that a volunteer has or last had on a shift, None without one."""
    turns = _own_turns(volunteer).filter(shift=shift).order_by("-pk")
    found = sorted(turns, key=lambda turn: not turn.is_live)[:1]
    return next(iter(_own(found)), None)


def choice_of(volunteer: Volunteer, shift: Shift) -> Choice | None:
    """Return how a shift suits a volunteer; None for one that is not theirs to know of."""
    [standing] = standings_of([volunteer])
    rows = Shift.objects.filter(pk=shift.pk, opportunity__pal=volunteer.pal_id)
    found = rows.select_related(*RELATED).annotate(taking=TAKING, guides=GUIDES).first()
    if found is None or not standing.belongs(found):
        return None
    return _choice(found, standing)


def exchanges_for(turn: Turn) -> list[Exchange]:
    """Return which colleagues of the same thing could take a shift, by name; nine queries.

    Only those whom nothing bars, and of theirs only shifts that fit in turn.
    """
    colleagues = list(_colleagues(turn))
    theirs: dict[int, list[Turn]] = {}
    for each in _swappable(turn, colleagues):
        theirs.setdefault(each.volunteer_id, []).append(each)
    own, *others = standings_of([turn.volunteer, *colleagues])
    guides = turn.shift.turns.confirmed().filter(volunteer__stage="active").exclude(pk=turn.pk)
    has_guide = guides.exists()
    found = []
    for other in others:
        has = theirs.get(other.volunteer.pk, [])
        back = tuple(each for each in has if _fits_both(turn, each, own, other))
        is_free = not other.reasons(turn.shift, has_company=has_guide)
        found.append(Exchange(other.volunteer, short_name(other.volunteer), is_free, back))
    offered = [each for each in found if each.is_free or each.back]
    return sorted(offered, key=lambda each: each.name)


def own_calendar(volunteer: Volunteer) -> QuerySet[Turn]:
    """Return the turns for a volunteer's calendar: of the last month on, those called off too."""
    since = timezone.now() - timedelta(days=31)
    rows = volunteer.turns.exclude(state__in=("waiting", "offered"))
    return rows.filter(shift__ends_at__gte=since).select_related(*_TURN).order_by("pk")


def past_turns(volunteer: Volunteer, *, since: date, until: date) -> QuerySet[Turn]:
    """Return the turns on shifts that are over, by the day they began: what hours come from.

    Confirmed ones on shifts that were not called off; the first day and the last are both in it.
    """
    first, last = times.days_bounds(since, until)
    rows = Turn.objects.confirmed().filter(
        volunteer=volunteer,
        shift__state=Shift.State.PLANNED,
        shift__starts_at__gte=first,
        shift__starts_at__lt=last,
        shift__ends_at__lte=timezone.now(),
    )
    return rows.select_related(*_TURN).order_by("shift__starts_at", "pk")


def _own_turns(volunteer: Volunteer) -> QuerySet[Turn]:
    there = Turn.objects.confirmed().select_related("volunteer__person").order_by("pk")
    related = (*_TURN, "with_user", "with_turn__volunteer__person", "volunteer__person")
    rows = Turn.objects.filter(volunteer=volunteer).select_related(*related)
    return rows.prefetch_related(Prefetch("shift__turns", there, to_attr="there"))


def _own(turns: Iterable[Turn]) -> list[OwnTurn]:
    held = list(turns)
    opens = readable(held)
    return [
        OwnTurn(turn, _others(turn), _companion(turn), where_words(turn.shift), turn.pk in opens)
        for turn in held
    ]


def _others(turn: Turn) -> tuple[str, ...]:
    there: list[Turn] = turn.shift.there  # type: ignore[attr-defined]
    return tuple(first_name(each.volunteer) for each in there if each.pk != turn.pk)


def _companion(turn: Turn) -> str:
    if turn.with_user:
        return turn.with_user.name
    with_turn = turn.with_turn
    return first_name(with_turn.volunteer) if with_turn and with_turn.is_confirmed else ""


def _swaps() -> QuerySet[Swap]:
    shifts = ("turn__shift__opportunity", "back__shift__opportunity")
    rows = Swap.objects.filter(state=Swap.State.ASKED)
    return rows.select_related(*shifts, "turn__volunteer__person", "to__person")


def _choice(shift: Shift, standing: Standing) -> Choice:
    taking: int = shift.taking  # type: ignore[attr-defined]
    guides: int = shift.guides  # type: ignore[attr-defined]
    reasons = standing.reasons(shift, has_company=guides > 0)
    return Choice(shift, shift.needed - taking, tuple(reasons), where_words(shift))


def _colleagues(turn: Turn) -> QuerySet[Volunteer]:
    """Return those of the same PAL who were taken for the same thing, or have been on it."""
    opportunity = turn.shift.opportunity_id
    belongs = Q(applications__opportunity=opportunity, applications__state="taken") | Q(
        turns__shift__opportunity=opportunity, turns__state="confirmed"
    )
    rows = Volunteer.objects.filter(belongs, pal=turn.volunteer.pal_id)
    rows = rows.exclude(pk=turn.volunteer_id).exclude(
        turns__in=turn.shift.turns.confirmed().values("pk")
    )
    return rows.select_related("person", "pal").distinct().order_by("pk")


def _swappable(turn: Turn, colleagues: list[Volunteer]) -> QuerySet[Turn]:
    rows = Turn.objects.confirmed().filter(
        volunteer__in=colleagues,
        shift__opportunity=turn.shift.opportunity_id,
        shift__state=Shift.State.PLANNED,
        shift__starts_at__gt=timezone.now(),
        shift__starts_at__lt=timezone.now() + AHEAD,
    )
    held = turn.volunteer.turns.live().values("shift")
    rows = rows.exclude(shift__in=held).select_related(*_TURN)
    return rows.order_by("shift__starts_at", "pk")


def _fits_both(mine: Turn, theirs: Turn, own: Standing, other: Standing) -> bool:
    """Whether two could exchange; who comes the first time is left to the operation."""
    without = frozenset({mine.pk, theirs.pk})
    return not own.reasons(theirs.shift, has_company=True, without=without) and not other.reasons(
        mine.shift, has_company=True, without=without
    )
