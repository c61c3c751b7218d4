"""Who works with minors, what each of them lacks, and what they are planned for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from podworko.accounts.public import User
from podworko.core import times
from podworko.network.public import Leader, gates
from podworko.volunteering import policies
from podworko.volunteering.models import Application, Checked, Volunteer
from podworko.volunteering.safety import Known, Who, known_of

__all__ = [
    "SOON",
    "Card",
    "CheckedRow",
    "Plan",
    "Report",
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
    """Something with minors that somebody is planned for."""

    title: str
    day: date
    path: str
    pal: str


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
class Report:
    """Who is planned with minors and is not cleared, and whose papers lapse soon."""

    day: date
    unchecked: tuple[CheckedRow, ...]
    """Lacking something today, or on the day of what they are planned for."""
    lapsing: tuple[CheckedRow, ...]
    """Cleared for all they are planned for; something lapses within 30 days."""

    @property
    def is_clear(self) -> bool:
        return not self.unchecked and not self.lapsing


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
    return _rows(policies.checked_leaders(user).working(), pal_ids)


def report(user: User) -> Report:
    """Return who is planned with minors from today on in the reader's PALs and is not cleared."""
    pal_ids = policies.checked_pal_ids(user)
    return reported_rows(policies.checked_leaders(user), pal_ids)


def reported_rows(leaders: QuerySet[Leader], pal_ids: frozenset[int] | None) -> Report:
    """Return the report of these leaders, and of the volunteers of these PALs (None: all)."""
    planned = [row for row in _rows(leaders, pal_ids, only_planned=True) if row.planned]
    unchecked = [row for row in planned if not row.is_cleared_for_all]
    lapsing = [row for row in planned if row.is_cleared_for_all and row.lapsing]
    return Report(times.today(), tuple(unchecked), tuple(lapsing))


def working_rows(leaders: QuerySet[Leader]) -> list[CheckedRow]:
    """Return these leaders and every volunteer on the way to something with minors, by name."""
    return _rows(leaders, None)


def card_of(who: Leader | Volunteer, *, user: User) -> Card:
    """Return what is known of one person's checks, and what they are planned for."""
    volunteer = who if isinstance(who, Volunteer) else None
    rows = Checked.objects.select_related("done_by", "struck_by")
    if volunteer:
        person = volunteer.person
        [known] = known_of([person])
        plans = _plans_of_volunteers([volunteer]).get(volunteer.pk, [])
        row = _of_volunteer(volunteer, known, plans)
        return Card(row, tuple(rows.filter(person=person)), volunteer)
    assert isinstance(who, Leader)  # noqa: S101 - one of the two
    [known] = known_of([who])
    pal_ids = policies.checked_pal_ids(user)
    plans = _plans_of_leaders(pal_ids).get(who.pk, [])
    return Card(_of_leader(who, known, plans), tuple(rows.filter(leader=who)), None)


def path_of(who: Leader | Volunteer) -> str:
    """Return the address of the desk's page of one person's checks."""
    kind = LEADER if isinstance(who, Leader) else VOLUNTEER
    return reverse("volunteering:desk_check", args=[kind, who.public_id])


def _rows(
    leaders: QuerySet[Leader], pal_ids: frozenset[int] | None, *, only_planned: bool = False
) -> list[CheckedRow]:
    plans = _plans_of_leaders(pal_ids)
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


def _plans_of_leaders(pal_ids: frozenset[int] | None) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = {}
    for row in gates.planned_with_minors(since=times.today(), pal_ids=pal_ids):
        plan = Plan(row.title, row.day, row.path, row.pal.name)
        found.setdefault(row.leader.pk, []).append(plan)
    return found


def _volunteers(pal_ids: frozenset[int] | None, *, only_working: bool) -> QuerySet[Volunteer]:
    on_it = Application.objects.filter(opportunity__with_minors=True, state__in=IN_HAND)
    rows = Volunteer.objects.on_the_way().filter(pk__in=on_it.values("volunteer"))
    if only_working:
        rows = rows.filter(stage__in=WORKING)
    if pal_ids is not None:
        rows = rows.filter(pal__in=pal_ids)
    return rows.select_related("person", "pal", "coordinator")


def _plans_of_volunteers(volunteers: Iterable[Volunteer]) -> dict[int, list[Plan]]:
    """Return what each is on with minors; what has no first day, or has begun, is of today."""
    today = times.today()
    rows = Application.objects.filter(
        Q(opportunity__ends_on=None) | Q(opportunity__ends_on__gte=today),
        volunteer__in=[each.pk for each in volunteers],
        opportunity__with_minors=True,
        state__in=IN_HAND,
    ).select_related("opportunity__pal")
    found: dict[int, list[Plan]] = {}
    for row in rows.order_by("opportunity__title", "pk"):
        told = row.opportunity
        day = max(told.begins_on or today, today)
        plan = Plan(told.title, day, "", told.pal.name)
        found.setdefault(row.volunteer_id, []).append(plan)
    return found
