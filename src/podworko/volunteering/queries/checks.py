"""Who works with minors, what each of them lacks, and what they are planned for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import User
from podworko.core import times
from podworko.network.public import Leader, gates
from podworko.volunteering import policies
from podworko.volunteering.models import Application, Checked, Shift, Turn, Volunteer
from podworko.volunteering.safety import Known, Who, known_of

__all__ = [
    "SOON",
    "Card",
    "CheckedRow",
    "Plan",
    "Report",
    "Unled",
    "card_of",
    "people_with_minors",
    "report",
    "reported_rows",
    "working_rows",
]

SOON = timedelta(days=30)
"""How long before something lapses it is told."""
LEADER, VOLUNTEER = "prowadzacy", "wolontariusz"
Stage = Volunteer.Stage
WORKING = (Stage.ACCOMPANIED, Stage.ACTIVE)
IN_HAND = ("waiting", "invited", "taken")


@dataclass(frozen=True, slots=True)
class Plan:
    """Something with minors that somebody is planned for; `path` is its page at the desk."""

    title: str
    day: date
    path: str
    pal: str


@dataclass(frozen=True, slots=True)
class Same:
    """The other file of whoever seems to be the same person: both as leader and as volunteer."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One person who works with minors, or may: what they lack, and what they are planned for."""

    who: Who
    role: str
    pals: tuple[str, ...]
    path: str
    known: Known
    lacks: tuple[gates.Lack, ...]
    planned: tuple[Plan, ...] = ()
    pal_ids: tuple[int, ...] = ()
    coordinator: User | None = None
    same: tuple[Same, ...] = ()

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def lacking_now(self) -> list[gates.Lack]:
        """What is lacking today."""
        return [lack for lack in self.lacks if lack.since <= times.today()]

    @property
    def lapsing(self) -> list[gates.Lack]:
        """What holds today and lapses within 30 days; `since` is the first day without it."""
        today = times.today()
        return [lack for lack in self.lacks if today < lack.since <= today + SOON]

    @property
    def lacking_then(self) -> list[tuple[Plan, list[gates.Lack]]]:
        """What they are planned for on a day on which they lack something that holds today."""
        found = [(plan, [k for k in self.lacks if k.since <= plan.day]) for plan in self.planned]
        return [(plan, lacks) for plan, lacks in found if lacks]

    @property
    def told(self) -> list[gates.Lack]:
        """What the report tells: lacking today, on a day they are planned for, or soon."""
        then = [lack for _plan, lacks in self.lacking_then for lack in lacks]
        return list(dict.fromkeys((*self.lacking_now, *then, *self.lapsing)))

    @property
    def first_plan(self) -> Plan | None:
        return self.planned[0] if self.planned else None

    @property
    def is_cleared(self) -> bool:
        return not self.lacking_now

    @property
    def is_cleared_for_all(self) -> bool:
        """Whether they lack nothing today, nor on any day they are planned for."""
        return not self.lacking_now and not self.lacking_then


@dataclass(frozen=True, slots=True)
class Unled:
    """Something with minors that nobody is named to lead: its soonest day, and how many times."""

    soonest: Plan
    number: int


@dataclass(frozen=True, slots=True)
class Report:
    """Who is planned with minors and is not cleared, and whose papers lapse soon."""

    day: date
    unchecked: tuple[CheckedRow, ...]
    """Lacking something today, or on the day of what they are planned for."""
    lapsing: tuple[CheckedRow, ...]
    """Cleared for all they are planned for; something lapses within 30 days."""
    unled: tuple[Unled, ...] = ()
    """Planned with minors and nobody is named, so that no gate could ask."""

    @property
    def is_clear(self) -> bool:
        return not self.unchecked and not self.lapsing and not self.unled


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one person's checks, wrong rows too."""

    row: CheckedRow
    history: tuple[Checked, ...]
    volunteer: Volunteer | None


def people_with_minors(user: User) -> list[CheckedRow]:
    """Return everybody in the reader's PALs who works with minors or may come to, by name.

    Leaders who work today, and volunteers who are on the way to something with minors. A fixed
    number of queries.
    """
    pal_ids = policies.checked_pal_ids(user)
    plans = _plans_of_leaders(_planned(pal_ids))
    return _rows(policies.checked_leaders(user).working(), pal_ids, plans)


def report(user: User) -> Report:
    """Return who is planned with minors from today on in the reader's PALs and is not cleared."""
    pal_ids = policies.checked_pal_ids(user)
    found = reported_rows(policies.checked_leaders(user), pal_ids)
    told = _with_same([*found.unchecked, *found.lapsing], user=user)
    number = len(found.unchecked)
    return replace(found, unchecked=tuple(told[:number]), lapsing=tuple(told[number:]))


def reported_rows(leaders: QuerySet[Leader], pal_ids: frozenset[int] | None) -> Report:
    """Return the report of these leaders, and of the volunteers of these PALs (None: all)."""
    found = _planned(pal_ids)
    rows = _rows(leaders, pal_ids, _plans_of_leaders(found), only_planned=True)
    planned = [row for row in rows if row.planned]
    unchecked = [row for row in planned if not row.is_cleared_for_all]
    lapsing = [row for row in planned if row.is_cleared_for_all and row.lapsing]
    return Report(times.today(), tuple(unchecked), tuple(lapsing), _unled(found))


def working_rows(leaders: QuerySet[Leader]) -> list[CheckedRow]:
    """Return these leaders and every volunteer on the way to something with minors, by name."""
    return _rows(leaders, None, _plans_of_leaders(_planned(None)))


def card_of(who: Leader | Volunteer, *, user: User) -> Card:
    """Return what is known of one person's checks, and what they are planned for."""
    volunteer = who if isinstance(who, Volunteer) else None
    rows = Checked.objects.select_related("done_by", "struck_by")
    if volunteer:
        person = volunteer.person
        [known] = known_of([person])
        plans = _plans_of_volunteers([volunteer]).get(volunteer.pk, [])
        [row] = _with_same([_of_volunteer(volunteer, known, plans)], user=user)
        return Card(row, tuple(rows.filter(person=person)), volunteer)
    assert isinstance(who, Leader)  # noqa: S101 - one of the two
    [known] = known_of([who])
    pal_ids = policies.checked_pal_ids(user)
    plans = _plans_of_leaders(_planned(pal_ids)).get(who.pk, [])
    [row] = _with_same([_of_leader(who, known, plans)], user=user)
    return Card(row, tuple(rows.filter(leader=who)), None)


def path_of(who: Leader | Volunteer) -> str:
    """Return the address of the desk's page of one person's checks."""
    kind = LEADER if isinstance(who, Leader) else VOLUNTEER
    return reverse("volunteering:desk_check", args=[kind, who.public_id])


def _with_same(rows: Sequence[CheckedRow], *, user: User) -> list[CheckedRow]:
    """Return the rows with the other files that have the same e-mail or phone, none unseen.

    A fixed number of queries. A paper that is on one file alone does not count on the other: that
    is told, since only a human knows whether two files are one person.
    """
    if not rows:
        return []
    files: dict[str, list[Leader | Volunteer]] = {}
    for each in (*policies.checked_leaders(user), *policies.checked_volunteers(user)):
        for contact in _contacts(each if isinstance(each, Leader) else each.person):
            files.setdefault(contact, []).append(each)
    return [replace(row, same=_same_as(row, files)) for row in rows]


def _same_as(row: CheckedRow, files: dict[str, list[Leader | Volunteer]]) -> tuple[Same, ...]:
    is_leader = isinstance(row.who, Leader)
    found = [each for contact in _contacts(row.who) for each in files.get(contact, ())]
    others = [each for each in found if isinstance(each, Leader) is not is_leader]
    same = (
        Same(each.name if isinstance(each, Leader) else each.person.name, path_of(each))
        for each in others
    )
    return tuple(dict.fromkeys(same))


def _contacts(who: Who) -> list[str]:
    """Return what is compared: the e-mail in small letters, the last nine digits of the phone."""
    digits = "".join(sign for sign in who.phone if sign.isdecimal())[-9:]
    return [contact for contact in (who.email.strip().casefold(), digits) if contact]


def _rows(
    leaders: QuerySet[Leader],
    pal_ids: frozenset[int] | None,
    plans: dict[int, list[Plan]],
    *,
    only_planned: bool = False,
) -> list[CheckedRow]:
    wanted = leaders.filter(pk__in=plans) if only_planned else leaders
    led = list(wanted.prefetch_related("pals"))
    volunteers = list(_volunteers(pal_ids, only_working=only_planned))
    taken = _plans_of_volunteers(volunteers)
    known = known_of([*led, *(each.person for each in volunteers)])
    rows = [
        *(
            _of_leader(leader, of_one, plans.get(leader.pk, []))
            for leader, of_one in zip(led, known[: len(led)], strict=True)
        ),
        *(
            _of_volunteer(volunteer, of_one, taken.get(volunteer.pk, []))
            for volunteer, of_one in zip(volunteers, known[len(led) :], strict=True)
        ),
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.path))


def _of_leader(leader: Leader, known: Known, plans: Iterable[Plan]) -> CheckedRow:
    pals = list(leader.pals.all())
    return CheckedRow(
        leader,
        leader.role,
        tuple(pal.name for pal in pals),
        path_of(leader),
        known,
        tuple(known.lacks()),
        tuple(plans),
        tuple(pal.pk for pal in pals),
    )


def _of_volunteer(volunteer: Volunteer, known: Known, plans: Iterable[Plan]) -> CheckedRow:
    return CheckedRow(
        volunteer.person,
        str(volunteer.get_stage_display()),
        (volunteer.pal.name,),
        path_of(volunteer),
        known,
        tuple(known.lacks()),
        tuple(plans) if volunteer.stage in WORKING else (),
        (volunteer.pal_id,),
        volunteer.coordinator,
    )


def _planned(pal_ids: frozenset[int] | None) -> list[gates.Planned]:
    return gates.planned_with_minors(since=times.today(), pal_ids=pal_ids)


def _plans_of_leaders(planned: Iterable[gates.Planned]) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = {}
    for row in planned:
        if row.leader:
            found.setdefault(row.leader.pk, []).append(_plan(row))
    return found


def _unled(planned: Iterable[gates.Planned]) -> tuple[Unled, ...]:
    """Return what nobody is named to lead, each activity once, soonest first."""
    found: dict[tuple[str, str], list[Plan]] = {}
    for row in planned:
        if row.leader is None:
            found.setdefault((row.path, row.title), []).append(_plan(row))
    return tuple(Unled(plans[0], len(plans)) for plans in found.values())


def _plan(row: gates.Planned) -> Plan:
    return Plan(row.title, row.day, row.path, row.pal.name)


def _volunteers(pal_ids: frozenset[int] | None, *, only_working: bool) -> QuerySet[Volunteer]:
    on_it = Application.objects.filter(opportunity__with_minors=True, state__in=IN_HAND)
    with_them = Q(pk__in=on_it.values("volunteer")) | Q(pk__in=_turns().values("volunteer"))
    rows = Volunteer.objects.on_the_way().filter(with_them)
    if only_working:
        rows = rows.filter(stage__in=WORKING)
    if pal_ids is not None:
        rows = rows.filter(pal__in=pal_ids)
    return rows.select_related("person", "pal", "coordinator")


def _plans_of_volunteers(volunteers: Iterable[Volunteer]) -> dict[int, list[Plan]]:
    """Return what each is on with minors, soonest first, each shift on its own day.

    What has no first day, or has begun, is of today. Two queries.
    """
    today = times.today()
    keys = [each.pk for each in volunteers]
    rows = Application.objects.filter(
        Q(opportunity__ends_on=None) | Q(opportunity__ends_on__gte=today),
        volunteer__in=keys,
        opportunity__with_minors=True,
        state__in=IN_HAND,
    ).select_related("opportunity__pal")
    found: dict[int, list[Plan]] = {}
    for row in rows.order_by("opportunity__title", "pk"):
        told = row.opportunity
        day = max(told.begins_on or today, today)
        path = reverse("volunteering:desk_opportunity", args=[told.public_id])
        plan = Plan(told.title, day, path, told.pal.name)
        found.setdefault(row.volunteer_id, []).append(plan)
    for turn in _turns().filter(volunteer__in=keys).select_related("shift__opportunity__pal"):
        told = turn.shift.opportunity
        path = reverse("volunteering:desk_shift", args=[turn.shift.public_id])
        plan = Plan(told.title, max(turn.shift.day, today), path, told.pal.name)
        found.setdefault(turn.volunteer_id, []).append(plan)
    return {key: sorted(plans, key=lambda plan: plan.day) for key, plans in found.items()}


def _turns() -> QuerySet[Turn]:
    """Return who is on which shift with minors that is not over."""
    rows = Turn.objects.confirmed().filter(
        shift__opportunity__with_minors=True,
        shift__state=Shift.State.PLANNED,
        shift__ends_at__gt=timezone.now(),
    )
    return rows.order_by("shift__starts_at", "pk")
