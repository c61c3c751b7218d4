"""Debates: one vote from a device or a sheet, an answer to every remark, small counts held back."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.activities.models import Session
from podworko.audit.models import Entry
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.debates import operations
from podworko.debates.forms import SheetsForm
from podworko.debates.models import Ballot, Debate
from podworko.debates.operations import DebateError
from podworko.debates.queries import debate_page
from podworko.debates.tests.factories import make_debate, open_debate
from podworko.diagnosis.models import Evidence
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db


def cast(debate: Debate, *numbers: int, mark: str, channel: Channel = Channel.WEB) -> Ballot:
    items = list(debate.items.filter(position__in=numbers))
    return operations.vote(debate, items=items, mark=mark, channel=channel, actor=RESIDENT)


def test_a_device_votes_once() -> None:
    debate = open_debate()
    cast(debate, 1, mark="a")

    with pytest.raises(DebateError):
        cast(debate, 2, mark="a")
    cast(debate, 2, mark="b")

    assert [row.votes for row in debate_page(debate).results] == [1, 1, 0]


def test_a_ballot_has_no_more_votes_than_the_debate_gives() -> None:
    debate = open_debate()

    for numbers in ((), (1, 2, 3)):
        with pytest.raises(DebateError):
            cast(debate, *numbers, mark="a")


@pytest.mark.parametrize("state", ["prepared", "counted", "published"])
def test_nobody_votes_before_or_after(state: str) -> None:
    debate = make_debate(minutes="Było.", decided="Zrobimy.")
    Debate.objects.filter(pk=debate.pk).update(state=state)

    with pytest.raises(DebateError):
        cast(debate, 1, mark="a")


def test_the_list_stays_once_people_vote() -> None:
    debate = open_debate()
    item = debate.items.first()
    assert item is not None

    with pytest.raises(DebateError):
        operations.add_item(debate, words="Nowe", need=None, actor=SYSTEM)
    with pytest.raises(DebateError):
        operations.remove_item(item, actor=SYSTEM)


def test_the_trail_keeps_that_a_vote_came_and_not_which() -> None:
    debate = open_debate()

    cast(debate, 1, mark="sekret-telefonu")

    entry = Entry.objects.get(verb="debate.voted")
    assert entry.target.startswith("debates.debate:")
    assert entry.details == {}
    assert "sekret-telefonu" not in Ballot.objects.get().mark


def test_nothing_is_published_while_a_remark_has_no_answer() -> None:
    debate = open_debate(minutes="Było.", decided="Zrobimy.")
    remark = operations.add_remark(
        debate, words="A przejście?", channel=Channel.WEB, actor=RESIDENT
    )
    operations.close_voting(debate, actor=SYSTEM)

    with pytest.raises(DebateError):
        operations.publish(debate, actor=SYSTEM)
    operations.answer_remark(remark, answer="Pytamy miasto.", hidden_why="", actor=SYSTEM)
    operations.publish(debate, actor=SYSTEM)

    debate.refresh_from_db()
    assert debate.state == Debate.State.PUBLISHED


@pytest.mark.parametrize("missing", ["minutes", "decided"])
def test_nothing_is_published_without_minutes_and_what_follows(missing: str) -> None:
    debate = open_debate(**{"minutes": "Było.", "decided": "Zrobimy.", missing: ""})
    operations.close_voting(debate, actor=SYSTEM)

    with pytest.raises(DebateError):
        operations.publish(debate, actor=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Debate.objects.filter(pk=debate.pk).update(state="published")


def test_votes_become_evidence_once() -> None:
    debate = open_debate(minutes="Było.", decided="Zrobimy.")
    for number in range(6):
        cast(debate, 1, mark=str(number))
    operations.close_voting(debate, actor=SYSTEM)

    operations.publish(debate, actor=SYSTEM)

    item = debate.items.get(position=1)
    (evidence,) = Evidence.objects.filter(need=item.need, method="debate")
    assert evidence.voices == 6


def test_few_votes_are_no_number_for_residents(client: Client) -> None:
    debate = open_debate(minutes="Było.", decided="Zrobimy.")
    for number in range(6):
        cast(debate, 1, *([2] if number < 3 else []), mark=str(number))
    operations.close_voting(debate, actor=SYSTEM)
    operations.publish(debate, actor=SYSTEM)

    page = client.get(debate.get_absolute_url()).content.decode()

    assert "<strong>6</strong>" in page
    assert "<strong>3</strong>" not in page
    assert "mniej niż 5" in page


def test_ways_are_told_only_when_neither_is_small() -> None:
    debate = open_debate()
    for number in range(6):
        cast(debate, 1, mark=str(number))
    cast(debate, 1, mark="papier", channel=Channel.PAPER)

    page = debate_page(debate)

    assert (page.is_told, page.tells_ways) == (True, False)


def test_a_phone_votes_by_code_without_script_and_once(client: Client) -> None:
    debate = open_debate()
    found = client.get(reverse("debates:by_code"), {"kod": debate.shown_code.lower()})
    assert found["Location"] == reverse("debates:vote", args=[debate.code])
    client.get(found["Location"])
    keys = [item.pk for item in debate.items.all()[:2]]

    first = client.post(found["Location"], {"items": keys})
    again = client.post(found["Location"], {"items": keys})

    assert (first.status_code, again.status_code) == (302, 422)
    assert Ballot.objects.filter(debate=debate).count() == 1


def test_too_many_are_told_how_many_and_stay_ticked(client: Client) -> None:
    debate = open_debate()
    path = reverse("debates:vote", args=[debate.code])
    client.get(path)

    answer = client.post(path, {"items": [item.pk for item in debate.items.all()]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Zaznaczono 3, a głosów jest 2" in page
    assert len(re.findall(r'name="items"[^>]*checked', page)) == 3


def test_without_a_cookie_the_phone_is_sent_to_paper(client: Client) -> None:
    debate = open_debate()
    path = reverse("debates:vote", args=[debate.code])

    answer = client.post(path, {"items": [debate.items.all()[0].pk]})

    assert answer.status_code == 422
    assert not Ballot.objects.exists()


def test_the_desk_says_on_its_first_page_which_debates_are_not_finished(client: Client) -> None:
    debate, coming = open_debate(), open_debate(question="Jeszcze przed nami?")
    over = timezone.now() - timedelta(days=2)
    Session.objects.filter(pk=debate.session_id).update(
        starts_at=over, ends_at=over + timedelta(hours=2)
    )
    user = User.objects.create_user("ola@example.org", name="Ola")
    for pal in (debate.session.pal, coming.session.pal):
        Grant.objects.create(user=user, role="animator", pal=pal)
    client.force_login(user)

    page = client.get(reverse("desk:home")).content.decode()

    links = [reverse("debates:desk_debate", args=[each.public_id]) for each in (debate, coming)]
    assert [link in page for link in links] == [True, False]
    assert "bez przebiegu" in page


def sheets(debate: Debate, text: str) -> SheetsForm:
    data = QueryDict(mutable=True)
    data["sheets"] = text
    return SheetsForm(data, debate=debate)


def test_sheets_are_read_line_by_line() -> None:
    form = sheets(open_debate(), "1: 1 2\n\n 02) 3\n7 - 2, 3\n")

    assert form.is_valid(), form.errors
    sheets_read = form.cleaned_data["sheets"]
    read = [(number, [item.position for item in items]) for number, items in sheets_read]
    assert read == [("1", [1, 2]), ("2", [3]), ("7", [2, 3])]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("pierwsza: 1", "napisz numer kartki"),
        ("4: 9", "nie ma sprawy o numerze 9"),
        ("4: 1 2 3", "najwyżej 2"),
        ("4: 1\n4: 2", "Kartka 4 jest tu dwa razy"),
    ],
)
def test_a_wrong_sheet_is_told_and_nothing_is_counted(line: str, why: str) -> None:
    form = sheets(open_debate(), f"1: 1\n{line}")

    assert not form.is_valid()
    assert why in str(form.errors)


def test_sheets_count_whole_or_not_at_all(client: Client) -> None:
    debate = open_debate()
    cast(debate, 1, mark="paper:2", channel=Channel.PAPER)
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=debate.session.pal)
    client.force_login(user)

    path = reverse("debates:desk_sheets", args=[debate.public_id])
    refused = client.post(path, {"sheets": "1: 1\n2: 2\n3: 3"})
    assert refused.status_code == 422
    assert "1: 1" in refused.content.decode()
    taken = client.post(path, {"sheets": "1: 1\n3: 3"})

    assert taken.status_code == 302
    assert debate_page(debate).by_paper == 3


@pytest.mark.parametrize("items", [2, 6])
def test_a_debate_costs_the_same_for_two_and_for_six(
    django_assert_num_queries: DjangoAssertNumQueries, items: int
) -> None:
    debate = open_debate(needs=items)
    cast(debate, 1, mark="a")

    # items with votes, ballots by way, remarks
    with django_assert_num_queries(3):
        debate_page(debate)


def published(debate: Debate) -> Debate:
    Debate.objects.filter(pk=debate.pk).update(minutes="Było.", decided="Zrobimy.")
    operations.close_voting(debate, actor=SYSTEM)
    operations.publish(debate, actor=SYSTEM)
    debate.refresh_from_db()
    return debate


@pytest.mark.parametrize(
    ("each", "ballots", "is_told"),
    [
        (1, [(1,)] * 8 + [(2,)] * 2, False),  # ten ballots less eight are two people
        (1, [(1,)] * 8 + [(2,)] * 2 + [(3,)], False),  # and these are three together
        (1, [(1,)] * 8 + [(2,)] * 3 + [(3,)] * 2, True),
        (1, [(1,)] * 8 + [(2,)] * 6, True),
        (2, [(1, 2)] * 6 + [(3,)] * 6, True),
        (2, [(1, 3)] * 8 + [(2,)] * 2, False),  # two left out what the others chose
    ],
)
def test_how_many_voted_is_not_told_where_a_few_could_be_taken_away(
    each: int, ballots: list[tuple[int, ...]], *, is_told: bool
) -> None:
    debate = open_debate(votes_each=each)
    for mark, numbers in enumerate(ballots):
        cast(debate, *numbers, mark=str(mark))

    assert debate_page(debate).tells_ballots == is_told


def test_how_many_voted_is_not_told_where_few_chose_both_of_two() -> None:
    debate = open_debate(needs=2)
    for mark in range(14):
        cast(debate, *((1, 2) if mark < 2 else (1 + mark % 2,)), mark=str(mark))

    assert not debate_page(debate).tells_ballots


def test_people_in_the_room_are_not_told_where_those_who_did_not_vote_are_few() -> None:
    debate = open_debate(people=8)
    for mark in range(6):
        cast(debate, 1 + mark % 2, 3, mark=str(mark))

    with_few = debate_page(debate).tells_people
    debate.people = 12

    assert (with_few, debate_page(debate).tells_people) == (False, True)


def test_what_residents_read_is_not_emptied(client: Client) -> None:
    debate = published(open_debate())
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=debate.session.pal)
    client.force_login(user)
    path = reverse("debates:desk_edit", args=[debate.public_id])
    form = client.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"minutes": ""}

    answer = client.post(path, sent)

    assert answer.status_code == 422
    assert "Mieszkańcy już to czytają" in answer.content.decode()


def test_a_remark_written_while_the_vote_ended_is_taken(client: Client) -> None:
    debate = open_debate()
    operations.close_voting(debate, actor=SYSTEM)

    answer = client.post(
        reverse("debates:voted", args=[debate.code]), {"words": "A ławki?", "website": ""}
    )

    assert answer.status_code == 200
    assert [remark.words for remark in debate.remarks.all()] == ["A ławki?"]


def test_who_comes_late_to_a_vote_reads_that_it_is_over(client: Client) -> None:
    debate = open_debate()
    operations.close_voting(debate, actor=SYSTEM)

    answer = client.get(reverse("debates:vote", args=[debate.code]), follow=True)

    assert answer.redirect_chain == [(debate.get_absolute_url(), 302)]
    assert "To głosowanie już się skończyło." in answer.content.decode()


def test_evidence_is_told_in_the_language_of_the_site_whoever_publishes() -> None:
    with translation.override("en"):
        debate = published(open_debate())

    pieces = Evidence.objects.filter(method="debate").values_list("words", flat=True)
    assert set(pieces) == {f"głosy w debacie „{debate.question}”"}
