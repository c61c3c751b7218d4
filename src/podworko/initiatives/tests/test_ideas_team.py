"""Who does an initiative: joining, leading, leaving, and means they ask for."""

from datetime import time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives.models import Initiative, InitiativeMember, InitiativePost, InitiativeTask
from podworko.initiatives.operations import (
    ideas,
    ideas_means,
    ideas_path,
    ideas_posts,
    ideas_team,
    ideas_work,
)
from podworko.initiatives.operations.ideas_means import Answer, RoomWanted, Settlement
from podworko.initiatives.operations.ideas_team import Joined, Joining
from podworko.initiatives.queries.ideas_board import dues_of
from podworko.initiatives.tests.ideas_factories import (
    ask_for,
    join_team,
    leader_of,
    make_at,
    make_card,
    make_post,
    make_published,
    send_idea,
)
from podworko.messages.public import Message
from podworko.network.public import Booking, Group, Place, Room
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db


def ask_to_join(initiative: Initiative, *, is_invited: bool = False) -> Joined:
    joining = Joining(card=make_card(), is_invited=is_invited)
    return ideas_team.join(initiative, joining, channel=Channel.WEB, actor=RESIDENT)


def dues(initiative: Initiative) -> list[str]:
    rows = Initiative.objects.filter(pk=initiative.pk)
    return [due.kind.value for due in dues_of(rows)]


def test_who_asks_to_join_is_answered_by_a_day_and_the_leader_is_told() -> None:
    initiative = make_published()
    made = ask_to_join(initiative)

    assert (made.member.state, dues(initiative)) == ("asked", ["member"])
    assert Message.objects.filter(template="initiatives/idea_member").count() == 2
    with pytest.raises(DomainError):
        ideas_team.turn_down(made.member, words=" ", actor=RESIDENT)
    ideas_team.accept(made.member, actor=RESIDENT)
    ideas_team.accept(made.member, actor=RESIDENT)
    made.member.refresh_from_db()
    assert (made.member.state, made.member.role, dues(initiative)) == ("in", "member", [])
    with pytest.raises(DomainError):
        ideas_team.turn_down(made.member, words="za późno", actor=RESIDENT)


def test_an_invitation_lets_in_at_once_and_asking_twice_is_once() -> None:
    initiative = make_published()
    card = make_card()
    asked = ideas_team.join(initiative, Joining(card=card), channel=Channel.WEB, actor=RESIDENT)
    invited = Joining(card=card, is_invited=True)
    again = ideas_team.join(initiative, invited, channel=Channel.WEB, actor=RESIDENT)
    assert (again.member.pk, again.member.state, again.code) == (asked.member.pk, "in", "")


def test_nobody_joins_what_is_not_public() -> None:
    with pytest.raises(DomainError):
        ask_to_join(send_idea().initiative)


def test_a_team_is_never_without_a_leader_silently() -> None:
    initiative = make_published()
    second = join_team(initiative)
    ideas_team.leave(leader_of(initiative), actor=RESIDENT)
    initiative.refresh_from_db()
    assert initiative.leader_due_on == times.working_day_after(times.today(), days=5)
    assert dues(initiative) == ["leader"]
    assert Message.objects.filter(template="initiatives/idea_leader").count() == 1

    ideas_team.make_leader(second, actor=RESIDENT)
    assert Initiative.objects.get(pk=initiative.pk).leader_due_on is None
    assert leader_of(initiative) == second


def test_who_comes_first_leads_a_team_that_nobody_leads() -> None:
    initiative = make_published(joins=False)
    member = ask_to_join(initiative, is_invited=True).member
    assert member.is_leader


def test_what_reaches_a_team_without_anybody_to_lead_is_promised_help() -> None:
    initiative = make_at("team", joins=False)
    assert dues(initiative) == ["leader"]


def test_a_leader_who_leaves_another_behind_alarms_nobody() -> None:
    initiative = make_published()
    ideas_team.make_leader(join_team(initiative), actor=SYSTEM)
    first = initiative.members.order_by("pk")[0]
    task = InitiativeTask.objects.create(
        initiative=first.initiative, member=first, words="plakaty", until=times.today()
    )
    ideas_team.leave(first, actor=RESIDENT)
    ideas_team.leave(first, actor=RESIDENT)
    task.refresh_from_db()
    assert task.member is None
    with pytest.raises(DomainError):
        ideas_team.make_leader(first, actor=SYSTEM)
    initiative.refresh_from_db()
    assert initiative.leader_due_on is None


def test_a_new_invitation_ends_the_former() -> None:
    initiative = make_published()
    before = initiative.invite_key
    assert ideas_team.renew_invitation(initiative, actor=RESIDENT).invite_key != before


def test_means_are_answered_once_in_words_by_a_promised_day() -> None:
    initiative = make_at("planned")
    means = ask_for(initiative)
    assert dues(initiative) == ["means"]
    with pytest.raises(DomainError):
        ideas_means.answer_means(means, Answer(is_granted=False, words=""), actor=SYSTEM)
    ideas_means.answer_means(means, Answer(is_granted=True, words="u Oli"), actor=SYSTEM)
    with pytest.raises(DomainError):
        ideas_means.answer_means(means, Answer(is_granted=True, words=""), actor=SYSTEM)
    with pytest.raises(DomainError):
        ideas_means.withdraw_means(means, actor=RESIDENT)
    assert Message.objects.filter(template="initiatives/idea_means").count() == 2
    taken_back = ideas_means.withdraw_means(ask_for(initiative), actor=RESIDENT)
    assert ideas_means.withdraw_means(taken_back, actor=RESIDENT).state == "withdrawn"


def test_money_has_an_amount_and_is_settled_within_it() -> None:
    initiative = make_at("under_way")
    with pytest.raises(DomainError):
        ask_for(initiative, kind="money")
    means = ask_for(initiative, kind="money", grosze=10_000)
    spent = Settlement(spent_grosze=9_950, receipts="FV 1", words="ziemia")
    with pytest.raises(DomainError):
        ideas_means.settle_means(means, spent, actor=RESIDENT)
    ideas_means.answer_means(means, Answer(is_granted=True, words=""), actor=SYSTEM)
    for wrong in (Settlement(spent_grosze=10_001, receipts="FV", words="x"), spent_without()):
        with pytest.raises(DomainError):
            ideas_means.settle_means(means, wrong, actor=RESIDENT)
    held = ideas_means.settle_means(means, spent, actor=RESIDENT)
    assert (held.state, held.spent_grosze, held.settled_on) == ("settled", 9_950, times.today())


def spent_without() -> Settlement:
    return Settlement(spent_grosze=100, receipts=" ", words="x")


def test_a_room_granted_is_booked_in_the_name_of_the_initiative_and_of_no_twin() -> None:
    initiative = make_at("planned")
    twin = make_at("planned", pal=initiative.pal, title=initiative.title)
    stranger = Group.objects.create(
        pal=initiative.pal,
        name=initiative.title,
        kind="neighbours",
        contact_name="Iza Wzór",
        phone="+48600700801",
    )
    first, other, again = grant_rooms(initiative, twin, initiative)
    assert first.room == Room.objects.get()
    assert {first.group, other.group}.isdisjoint({stranger})
    assert first.group == again.group
    assert first.group.name == f"{initiative.title} (inicjatywa)"
    assert other.group.name == f"{initiative.title} (inicjatywa 2)"


def grant_rooms(*initiatives: Initiative) -> list[Booking]:
    """Grant a room to each, an hour after the one before."""
    place = Place.objects.create(name="Remiza", slug="remiza-inicjatyw")
    room = Room.objects.create(place=place, name="Sala", capacity=20)
    begins = times.at(times.today() + timedelta(days=9), time(12))
    granted = []
    for number, initiative in enumerate(initiatives):
        at = begins + timedelta(hours=2 * number)
        wanted = RoomWanted(room=room, starts_at=at, ends_at=at + timedelta(hours=1), people=8)
        means = ask_for(initiative, kind="room", words="zebranie")
        answer = Answer(is_granted=True, words="", room=wanted)
        granted.append(ideas_means.answer_means(means, answer, actor=SYSTEM).booking)
    return [booking for booking in granted if booking]


def test_posts_wait_for_a_yes_unless_the_team_is_trusted() -> None:
    initiative = make_at("under_way")
    post = ideas_posts.write_post(
        InitiativePost(initiative=initiative, words="Sadzimy!"), actor=RESIDENT
    )
    assert dues(initiative) == ["post"]
    with pytest.raises(DomainError):
        ideas_posts.answer_post(post, is_published=False, words="", actor=SYSTEM)
    ideas_posts.answer_post(post, is_published=False, words="kto?", actor=SYSTEM)
    with pytest.raises(DomainError):
        ideas_posts.answer_post(post, is_published=True, words="", actor=SYSTEM)
    ideas.trust(initiative, is_trusted=True, actor=SYSTEM)
    post.refresh_from_db()
    assert ideas_posts.write_post(post, actor=RESIDENT).state == "published"


def test_a_picture_needs_everybodys_yes_and_goes_for_good_when_asked() -> None:
    initiative = make_at("under_way")
    post = InitiativePost(initiative=initiative, words="x", photo="inner/initiatives/a.jpg")
    with pytest.raises(DomainError):
        ideas_posts.write_post(post, actor=RESIDENT)
    post.everyone_agreed, post.photo_alt = True, "sąsiedzi"
    ideas_posts.write_post(post, actor=RESIDENT)
    ideas_posts.drop_photo(post, actor=SYSTEM)
    ideas_posts.drop_photo(post, actor=SYSTEM)
    post.refresh_from_db()
    assert not post.photo


def test_a_photograph_that_another_replaces_is_kept_nowhere(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    shown = {"photo_alt": "sąsiedzi", "everyone_agreed": True}
    names = [
        default_storage.save(f"inner/initiatives/{each}.jpg", ContentFile(b"x")) for each in "ab"
    ]
    post = make_post(make_at("under_way"), photo=names[0], **shown)
    with django_capture_on_commit_callbacks(execute=True):
        post.photo = names[1]
        ideas_posts.write_post(post, actor=RESIDENT)
    assert [default_storage.exists(name) for name in names] == [False, True]


def test_the_story_at_the_end_ends_the_initiative() -> None:
    initiative = make_at("done")
    fields = {"kind": "report", "people": 3, "hours": 4, "changed": "znamy się"}
    early = InitiativePost(initiative=make_at("under_way"), words="już", **fields)
    with pytest.raises(DomainError):
        ideas_posts.write_post(early, actor=RESIDENT)
    report = make_post(initiative, **fields)
    ideas_posts.write_post(report, actor=RESIDENT)
    ideas_posts.answer_post(report, is_published=True, words="", actor=SYSTEM)
    initiative.refresh_from_db()
    assert initiative.state == "told"
    with pytest.raises(DomainError):
        ideas_work.save_row(
            initiative.tasks.model(initiative=initiative, words="x", until=times.today()),
            actor=RESIDENT,
        )


def test_no_money_is_left_that_nobody_settles() -> None:
    asked = ask_for(make_at("under_way"), kind="money", grosze=100)
    initiative = ideas_path.take_step(asked.initiative, to="done", actor=SYSTEM)
    with pytest.raises(DomainError, match="zrobione"):
        ideas_means.answer_means(asked, Answer(is_granted=True, words=""), actor=SYSTEM)
    fields = {"kind": "report", "people": 3, "hours": 4, "changed": "znamy się"}
    report = make_post(initiative, **fields)
    ideas_posts.answer_post(report, is_published=True, words="", actor=SYSTEM)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    granted = ask_for(make_at("planned"), kind="money", grosze=100)
    ideas_means.answer_means(granted, Answer(is_granted=True, words=""), actor=SYSTEM)
    with pytest.raises(DomainError, match="rozliczcie"):
        ideas.decline(granted.initiative, words="nie", actor=SYSTEM)


def test_two_of_a_team_tell_the_end_once_and_what_is_published_stays() -> None:
    initiative = make_at("done")
    fields = {"kind": "report", "people": 3, "hours": 4, "changed": "znamy się", "words": "już"}
    for_two = [InitiativePost(initiative=initiative, **fields) for _each in range(2)]
    ideas_posts.write_post(for_two[0], actor=RESIDENT)
    with pytest.raises(DomainError, match="już jest"):
        ideas_posts.write_post(for_two[1], actor=RESIDENT)
    update = make_post(initiative)
    late = InitiativePost.objects.get(pk=update.pk)
    ideas_posts.answer_post(update, is_published=True, words="", actor=SYSTEM)
    with pytest.raises(DomainError, match="opublikowane"):
        ideas_posts.write_post(late, actor=RESIDENT)


def test_a_task_is_done_and_undone() -> None:
    initiative = make_at("planned")
    task = initiative.tasks.model(initiative=initiative, words="x", until=times.today())
    ideas_work.save_row(task, actor=RESIDENT)
    assert ideas_work.finish_task(task, is_done=True, actor=RESIDENT).done_on == times.today()
    assert ideas_work.finish_task(task, is_done=False, actor=RESIDENT).done_on is None
    ideas_work.drop_row(task, actor=RESIDENT)
    assert not initiative.tasks.exists()
    assert InitiativeMember.objects.inside().filter(initiative=initiative).count() == 2
