"""Rows for tests of residents' teams."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.initiatives import operations
from podworko.initiatives.models import Decision, Meeting, Team, TeamMember, TeamTask
from podworko.initiatives.operations.meetings import Plan, Resolution
from podworko.initiatives.tests.factories import make_person, make_token
from podworko.network.public import Pal
from podworko.people.public import Card, Channel
from podworko.planning.public import Tie


def make_team(pal: Pal | None = None, **fields: Any) -> Team:
    values = {"mandate": "Opiniuje plan PAL.", "is_published": True, **fields}
    return Team.objects.create(pal=pal or make_pal(), **values)


def make_member(team: Team, name: str = "Halina Przykładowa", **fields: Any) -> TeamMember:
    """Put somebody in a team for two years from a month ago."""
    since = fields.pop("since", times.today() - timedelta(days=30))
    until = fields.pop("until", since + timedelta(days=730))
    person = fields.pop("person", None) or make_person(name=name)
    return TeamMember.objects.create(team=team, person=person, since=since, until=until, **fields)


def make_meeting(team: Team, *, days: int = 7, **fields: Any) -> Meeting:
    """Plan a meeting so many days from now; a negative number of days was held."""
    starts_at = timezone.now() + timedelta(days=days)
    plan = Plan(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        where=fields.pop("where", "sala PAL"),
        agenda=fields.pop("agenda", ("Plan na rok",)),
        **fields,
    )
    return operations.plan_meeting(team, plan, actor=SYSTEM)


def make_decision(meeting: Meeting, **fields: Any) -> Decision:
    resolution = Resolution(**{"words": "Kupujemy ławki.", "way": "consent", **fields})
    return operations.decide(meeting, resolution, actor=SYSTEM)


def make_runner(pal: Pal) -> User:
    """Make an animator of a PAL."""
    user = User.objects.create_user(f"animator-{pal.slug}@example.org", name="Ola Animator")
    Grant.objects.create(user=user, role="animator", pal=pal)
    return user


def team_world(pal: Pal) -> dict[str, object]:
    """Make one of everything of a team and return how addresses name it."""
    team = make_team(pal)
    member = make_member(team, name="Zofia Wzorcowa")
    held = make_meeting(team, days=-3)
    operations.note_presence(held, came=[member], actor=SYSTEM)
    told = make_meeting(team, days=-9)
    operations.note_presence(told, came=[member], actor=SYSTEM)
    _write(told)
    decision = make_decision(held)
    link = operations.tie_decision(
        decision, Tie(make_need(pal=pal), "bo o to pytali"), actor=SYSTEM
    )
    joining = operations.join(
        team,
        Card(name="Adam Chętny", phone="+48600700801"),
        words="bo chcę",
        channel=Channel.WEB,
        actor=SYSTEM,
    )
    task = TeamTask.objects.create(team=team, words="Plakat", due_on=times.today())
    return {
        "team_member": member.public_id,
        "team_meeting": held.public_id,
        "team_told": told.public_id,
        "team_decision": decision.public_id,
        "team_tie": link.pk,
        "team_application": joining.application.public_id,
        "team_applicant_token": make_token(joining.application.person),
        "team_token": make_token(member.person),
        "team_task": task.public_id,
        **{word: word for word in ("wez", "zapros")},
    }


def _write(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(
        minutes="Omówiono plan.", published_at=timezone.now()
    )
