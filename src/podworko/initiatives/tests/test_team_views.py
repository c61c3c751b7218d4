"""Pages of the residents' team: public, own, the desk's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.versions import version_of
from podworko.diagnosis.tests.factories import make_need
from podworko.initiatives import operations
from podworko.initiatives.models import Meeting, Team, TeamTask
from podworko.initiatives.operations.meetings import MINUTES_FIELDS
from podworko.initiatives.tests.factories import make_person, make_token
from podworko.initiatives.tests.team_factories import (
    make_decision,
    make_meeting,
    make_member,
    make_runner,
    make_team,
)

pytestmark = pytest.mark.django_db

TOLD = {"name": "Ada Sąsiadka", "phone": "600 700 801", "email": "", "words": "bo chcę"}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def at_desk(client: Client, team: Team) -> Client:
    client.force_login(make_runner(team.pal))
    return client


def test_somebody_asks_to_join_is_written_to_and_takes_it_back(client: Client) -> None:
    team = make_team()
    address = reverse("initiatives:team_join", args=[team.pal.slug])
    assert client.post(address, TOLD | {"phone": ""}).status_code == 422
    told = [text(client.post(address, TOLD))]
    team.applications.update(due_on=times.today())
    told.append(text(client.post(address, TOLD)))
    assert ["wysłaliśmy w wiadomości" in page for page in told] == [True, True]
    day = date_format(team.promised_on, "j E")
    assert [day in page for page in told] == [True, True]
    application = team.applications.get()
    token = make_token(application.person)
    assert "czeka na odpowiedź" in text(client.get(reverse("initiatives:own", args=[token])))
    client.post(reverse("initiatives:own_withdraw", args=[token, application.public_id]))
    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_a_machine_that_fills_in_everything_changes_nothing(client: Client) -> None:
    team = make_team()
    address = reverse("initiatives:team_join", args=[team.pal.slug])
    assert client.post(address, TOLD | {"website": "http://x"}).status_code == 302
    assert not team.applications.exists()


def test_residents_read_names_of_those_who_agreed_alone(client: Client) -> None:
    team = make_team()
    make_member(team, name="Zofia Tajna")
    make_member(team, name="Halina Pełna", shown_name="Halina P.")
    shown = text(client.get(team.get_absolute_url()))
    assert "Halina P." in shown
    assert "Tajna" not in shown
    assert "Pełna" not in shown
    assert "W zespole są 2 osoby" in shown


def test_what_is_not_published_is_not_there(client: Client) -> None:
    team = make_team(is_published=False)
    assert client.get(team.get_absolute_url()).status_code == 404
    meeting = make_meeting(make_team(), days=-2)
    address = reverse("initiatives:team_meeting", args=[meeting.team.pal.slug, meeting.public_id])
    assert client.get(address).status_code == 404


def test_residents_read_minutes_and_who_voted_how_of_those_they_may_know(client: Client) -> None:
    team = make_team()
    named = make_member(team, name="Halina Pełna", shown_name="Halina P.")
    secret = make_member(team, name="Zofia Tajna")
    meeting = make_meeting(team, days=-2)
    operations.note_presence(meeting, came=[named, secret], actor=SYSTEM)
    make_decision(meeting, way="open", votes={named.pk: "for", secret.pk: "for"})
    Meeting.objects.update(minutes="Rozmowa o ławkach.", published_at=timezone.now())
    address = reverse("initiatives:team_meeting", args=[team.pal.slug, meeting.public_id])
    shown = text(client.get(address))
    assert "Rozmowa o ławkach." in shown
    assert "Halina P.: za" in shown
    assert "Tajna" not in shown
    assert "Za: 2" in shown


def test_a_member_sees_the_inside_takes_a_task_and_does_it(client: Client) -> None:
    team = make_team()
    member = make_member(team)
    token, slug = make_token(member.person), team.pal.slug
    task = TeamTask.objects.create(team=team, words="Plakat na klatkę", due_on=times.today())
    meeting = make_meeting(team, days=-2)
    Meeting.objects.update(minutes="Szkic.", state="held")
    inside = reverse("initiatives:own_team", args=[token, slug])
    assert "Plakat na klatkę" in text(client.get(inside))
    for what in ("wez", "gotowe"):
        address = reverse("initiatives:own_task", args=[token, slug, task.public_id, what])
        assert client.post(address).status_code == 302
    task.refresh_from_db()
    assert (task.member, task.done_on) == (member, times.today())
    minutes = reverse("initiatives:own_meeting", args=[token, slug, meeting.public_id])
    assert "To jeszcze szkic" in text(client.get(minutes))


def test_whoever_is_not_in_the_team_does_not_see_the_inside(client: Client) -> None:
    team = make_team()
    former = make_member(team, since=times.today() - timedelta(days=900))
    for person in (former.person, make_person(name="Obca")):
        address = reverse("initiatives:own_team", args=[make_token(person), team.pal.slug])
        assert client.get(address).status_code == 404


def test_another_members_task_is_not_done_for_them(client: Client) -> None:
    team = make_team()
    one, other = make_member(team, name="Ada"), make_member(team, name="Bea")
    task = TeamTask.objects.create(team=team, words="X", member=one, due_on=times.today())
    token = make_token(other.person)
    args = [token, team.pal.slug, task.public_id, "gotowe"]
    client.post(reverse("initiatives:own_task", args=args))
    task.refresh_from_db()
    assert task.done_on is None


def test_the_desk_founds_a_team_and_two_who_change_it_see_both(client: Client) -> None:
    team = make_team()
    runner = make_runner(team.pal)
    client.force_login(runner)
    Team.objects.all().delete()
    address = reverse("initiatives:desk_team_edit", args=[team.pal.slug])
    assert client.post(address, {"mandate": ""}).status_code == 422
    typed = {
        "mandate": "Opiniuje plan.",
        "term_months": "24",
        "quorum": "3",
        "answer_days": "10",
        "founded_on": "2026-01-10",
        "is_open": "on",
    }
    assert client.post(address, typed).status_code == 302
    late = typed | {"version": "old", "mandate": "Mój", "initial-mandate": "Dawny"}
    answer = client.post(address, late)
    assert answer.status_code == 409
    assert "Opiniuje plan." in text(answer)
    assert "Mój" in text(answer)


def test_the_desk_answers_adds_changes_and_ends(client: Client) -> None:
    team = make_team()
    at_desk(client, team)
    slug = team.pal.slug
    add = reverse("initiatives:desk_team_add", args=[slug])
    typed = {"name": "Ola Nowa", "phone": "600700802", "since": times.today().isoformat()}
    assert client.post(add, typed).status_code == 302
    assert client.post(add, typed).status_code == 422
    member = team.members.get()
    one = reverse("initiatives:desk_team_member", args=[member.public_id])
    assert client.post(one, {"part": "chair", "shown_name": "Ola N."}).status_code == 302
    end = reverse("initiatives:desk_team_end", args=[member.public_id])
    assert client.post(end, {"last_on": "2001-01-01", "why": "x"}).status_code == 422
    assert client.post(end, {"last_on": times.today().isoformat(), "why": "x"}).status_code == 302
    assert team.members.get().ended_why == "x"


def test_the_desk_writes_a_meeting_from_plan_to_minutes(client: Client) -> None:
    team = make_team()
    at_desk(client, team)
    member = make_member(team)
    meeting = planned(client, team)
    one = reverse("initiatives:desk_meeting", args=[meeting.public_id])
    assert client.post(one, {"part": "obecnosc", "came": [member.pk]}).status_code == 302
    seen = version_of(meeting, MINUTES_FIELDS)
    minutes = {"part": "protokol", "minutes": "Tak.", "guests": "1", "version": seen}
    assert client.post(one, minutes).status_code == 302
    assert client.post(one, minutes | {"minutes": "Nie."}).status_code == 409
    vote = {"part": "decyzja", "words": "Ławki.", "way": "open", f"vote_{member.pk}": "for"}
    assert client.post(one, vote).status_code == 302
    assert client.post(one, vote | {"words": ""}).status_code == 422
    client.post(reverse("initiatives:desk_meeting_step", args=[meeting.public_id, "opublikuj"]))
    meeting.refresh_from_db()
    assert meeting.published_at
    assert "Ławki." in text(client.get(one))


def planned(client: Client, team: Team) -> Meeting:
    """Plan a meeting of yesterday by the form, after a wrong hour."""
    new = reverse("initiatives:desk_meeting_new", args=[team.pal.slug])
    yesterday = (times.today() - timedelta(days=1)).isoformat()
    typed = {"day": yesterday, "begins": "17:00", "ends": "16:00", "where": "PAL", "agenda": "a"}
    assert client.post(new, typed).status_code == 422
    assert client.post(new, typed | {"ends": "18:00"}).status_code == 302
    return team.meetings.get()


def test_the_desk_ties_a_decision_to_a_need(client: Client) -> None:
    team = make_team()
    at_desk(client, team)
    meeting = make_meeting(team, days=-1)
    operations.note_presence(meeting, came=[make_member(team)], actor=SYSTEM)
    decision = make_decision(meeting)
    need = make_need(pal=team.pal)
    address = reverse("initiatives:desk_decision", args=[decision.public_id])
    assert client.post(address, {"to": "", "why": ""}).status_code == 422
    typed = {"to": f"n{need.public_id}", "why": "bo o to prosili"}
    assert client.post(address, typed).status_code == 302
    assert "bo o to prosili" in text(client.get(address))


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_with_one_and_with_three_of_each(
    client: Client,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    team = make_team()
    members = [make_member(team, name=f"Osoba {n}", shown_name=f"O. {n}") for n in range(number)]
    for n in range(number):
        meeting = make_meeting(team, days=-2 - n)
        operations.note_presence(meeting, came=members, actor=SYSTEM)
        make_decision(meeting, way="open", votes={member.pk: "for" for member in members})
        TeamTask.objects.create(team=team, words=f"Z {n}", member=members[n], due_on=times.today())
        make_meeting(team, days=2 + n)
    Meeting.objects.filter(state="held").update(minutes="Tak.", published_at=timezone.now())
    token = make_token(members[0].person)
    inside = reverse("initiatives:own_team", args=[token, team.pal.slug])
    with django_assert_num_queries(PUBLIC_QUERIES):
        client.get(team.get_absolute_url())
    with django_assert_num_queries(INSIDE_QUERIES):
        client.get(inside)
    at_desk(client, team)
    with django_assert_num_queries(DESK_QUERIES):
        client.get(reverse("initiatives:desk_team", args=[team.pal.slug]))


PUBLIC_QUERIES, INSIDE_QUERIES, DESK_QUERIES = 8, 11, 12
