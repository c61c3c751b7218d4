"""Volunteering of the demonstration city: what there is to do, and people on every step.

Everybody here is made up.
"""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.demo import volunteering_hours, volunteering_shifts
from podworko.demo.resource_rows import LIPY
from podworko.demo.volunteering_rows import TASKS, VOLUNTEERS, MadeUpTask, MadeUpVolunteer
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network
from podworko.people.public import Card, Channel
from podworko.planning.public import Tie
from podworko.volunteering import public as volunteering

SEED = 20261130
RUNS = "wolontariat@example.org"
BENEFICIARY = {
    "name": "Ośrodek Pomocy Sąsiedzkiej (fikcyjny)",
    "address": "ul. Przykładowa 7",
    "represented_by": "kierowniczka działu",
    "policy": "NNW-FIKCYJNA-2026",
}
PAPERS = ("sex-offenders", "state-commission", "krk", "training")
PATH = ("talk", "checks", "training", "agreement", "accompanied", "active")
FEW_DAYS = timedelta(days=14)


def gather(pals: Mapping[str, network.Pal]) -> str:
    """Put up what there is to do, and lead volunteers as far as they came; return it in words."""
    for key in dict.fromkeys(row.pal for row in TASKS):
        made = volunteering.Beneficiary(pal=pals[key], **BENEFICIARY)
        made.policy_until = times.today() + timedelta(days=25 if key == LIPY else 200)
        volunteering.save_beneficiary(made, actor=SYSTEM)
    tasks = {row.key: _task(row, pals[row.pal]) for row in TASKS}
    runs = User.objects.get(email=RUNS)
    for row in VOLUNTEERS:
        _volunteer(row, tasks[row.task], runs)
    return f"{len(TASKS)} tasks for volunteers, {len(VOLUNTEERS)} people on every step, {_work()}"


def _work() -> str:
    """Put people on shifts, note their hours and give papers; return it in words."""
    worked = volunteering.Volunteer.objects.filter(stage__in=("accompanied", "active", "ended"))
    people = list(worked.select_related("person", "pal").order_by("pk"))
    acting = [each for each in people if each.stage != "ended"]
    tasks = volunteering.Opportunity.objects.filter(state="open", rhythm="weekly")
    shifts = volunteering_shifts.fill(tasks.select_related("pal").order_by("pk"), acting)
    chance = random.Random(SEED)  # noqa: S311 - a play, not a secret
    at_lipy = [each for each in people if each.pal.slug == LIPY]
    runs = User.objects.get(email=RUNS)
    noted = volunteering_hours.fill(at_lipy, coordinator=runs, chance=chance)
    return f"{shifts} shifts, {noted}"


def _task(row: MadeUpTask, pal: network.Pal) -> volunteering.Opportunity:
    today = times.today()
    first, last = (today + timedelta(days=day) for day in row.days) if row.days else (None, None)
    task = volunteering.Opportunity(
        pal=pal,
        title=row.title,
        words=row.words,
        rhythm=row.rhythm,
        where=row.where,
        with_minors=row.with_minors,
        least_age=row.least_age,
        skills=row.skills,
        begins_on=first,
        ends_on=last,
    )
    needed = [volunteering.Needed(name, number) for name, number in row.roles]
    volunteering.save_opportunity(task, needed, actor=SYSTEM)
    if need := diagnosis.Need.objects.filter(pal=pal, title=row.need).first():
        volunteering.tie(task, Tie(need, row.why), actor=SYSTEM)
    if row.state == "open":
        volunteering.set_state(task, state=row.state, actor=SYSTEM)
    return task


def _volunteer(row: MadeUpVolunteer, task: volunteering.Opportunity, runs: User) -> None:
    made = volunteering.apply(
        task, _wish(row, task), channel=Channel(row.channel), actor=RESIDENT
    ).application
    volunteer = made.volunteer
    if row.stage != "applied":
        state = "invited" if row.stage == "talk" else "taken"
        words = "Zapraszamy w środę o 17.00 do PAL." if state == "invited" else ""
        volunteering.answer(made, state=state, words=words, actor=runs)
        _lead(volunteer, row, task, runs)
    _date_back(volunteer, made, row)


def _wish(row: MadeUpVolunteer, task: volunteering.Opportunity) -> volunteering.Wish:
    is_phone = row.contact.startswith("+")
    card = Card(
        name=row.name,
        email="" if is_phone else row.contact,
        phone=row.contact if is_phone else "",
        language=row.language,
    )
    role = task.roles.order_by("position")[row.role]
    return volunteering.Wish(card=card, born_on=_born_on(row), role=role, remark=row.remark)


def _born_on(row: MadeUpVolunteer) -> date | None:
    """Return a birthday of who is under age; who is 17 comes of age in three weeks."""
    if row.age >= 18:  # noqa: PLR2004 - the age of majority
        return None
    birthday = times.today() + timedelta(days=20)
    return birthday.replace(year=birthday.year - row.age - 1, day=min(birthday.day, 28))


def _lead(
    volunteer: volunteering.Volunteer,
    row: MadeUpVolunteer,
    task: volunteering.Opportunity,
    runs: User,
) -> None:
    """Take somebody through the steps, one by one, as a coordinator would."""
    upto = "active" if row.stage == "ended" else row.stage
    path = [stage for stage in PATH if task.with_minors or stage not in ("checks", "training")]
    for stage in path[1 : path.index(upto) + 1]:
        if stage == "agreement" and task.with_minors:
            _check(volunteer, runs)
        if stage == "accompanied":
            _agree(volunteer, row, task, runs)
        volunteering.go_on(volunteer, to=stage, actor=runs)
    if row.stage == "ended":
        _end(volunteer, row, runs)


def _check(volunteer: volunteering.Volunteer, runs: User) -> None:
    """Note that the papers were looked at; one of them is good for a few weeks more."""
    person = volunteer.person
    day = times.today() - timedelta(days=30)
    volunteering.Declared.objects.create(person=person, citizenships=["PL"], told_on=day)
    for kind in PAPERS:
        until = day + timedelta(days=45) if kind == "training" else None
        volunteering.Checked.objects.create(
            person=person, kind=kind, done_on=day, done_by=runs, valid_to=until
        )


def _agree(
    volunteer: volunteering.Volunteer,
    row: MadeUpVolunteer,
    task: volunteering.Opportunity,
    runs: User,
) -> None:
    since, until = (times.today() + timedelta(days=day) for day in row.days)
    terms = volunteering.Terms(
        scope=f"{task.title}: {task.roles.order_by('position')[row.role].name}",
        manner="razem z zespołem PAL, w umówione dni",
        place=volunteer.pal.name,
        begins_on=since,
        ends_on=max(until, times.today()),
        supervisor=runs,
        hours=6,
        guardian_name=row.guardian,
    )
    made = volunteering.prepare(volunteer, terms, actor=runs)
    signed = volunteering.Signed(
        on=since if row.signed else None,
        kept_at="segregator 2" if row.signed else "",
        guardian_on=since if row.guardian else None,
    )
    volunteering.put_in_force(made, signed, actor=runs)


def _end(volunteer: volunteering.Volunteer, row: MadeUpVolunteer, runs: User) -> None:
    """End with thanks; what ended some days ago is told so."""
    until = times.today() + timedelta(days=row.days[1])
    held = volunteering.Agreement.objects.get(volunteer=volunteer)
    why = "Koniec umówionego czasu."
    volunteering.terminate(held, on=times.today(), why=why, actor=runs)
    volunteering.Agreement.objects.filter(pk=held.pk).update(ends_on=until, ended_on=until)
    volunteering.end(volunteer, is_thanked=True, actor=runs)


def _date_back(
    volunteer: volunteering.Volunteer, made: volunteering.Application, row: MadeUpVolunteer
) -> None:
    """Have what happened be as long ago as it is told."""
    day = times.today() - timedelta(days=row.since)
    changed: dict[str, date | datetime] = {"since": day, "informed_on": day}
    if row.stage == "ended":
        changed |= {"ended_on": day, "thanked_on": day}
    volunteering.Volunteer.objects.filter(pk=volunteer.pk).update(**changed)
    due_on = times.working_day_after(day, days=made.opportunity.answer_days)
    came_at = timezone.now() - timedelta(days=row.since)
    volunteering.Application.objects.filter(pk=made.pk).update(due_on=due_on, created_at=came_at)
