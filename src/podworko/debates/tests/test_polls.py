"""Polls: one vote each, in time, hidden until the end, counted by two, told so that all recount."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.models import Entry
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates import electorates, operations, roll, tally, tasks
from podworko.debates.models import Batch, Box, Count, Option, Poll, Protocol, Voter
from podworko.debates.operations import POLL_FIELDS, PollError
from podworko.debates.queries.polls import is_settled, result_of, ticks_of
from podworko.debates.queries.polls_counts import count_page
from podworko.debates.tests.polls_factories import (
    cast,
    cast_all,
    close,
    hand_out,
    make_counter,
    make_poll,
    make_voter,
    open_poll,
    publish,
    published_poll,
)
from podworko.diagnosis.models import Evidence
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.people.models import Person
from podworko.people.public import Card, Channel, merging, register
from podworko.ui.forms import MomentField

pytestmark = pytest.mark.django_db


def box_of(poll: Poll) -> list[list[Any]]:
    return list(Box.objects.get(poll=poll).ballots)


def scores_of(poll: Poll) -> dict[int, int]:
    return {line.option.position: line.score for line in result_of(poll).lines}


def rules(kind: str, *, most: int = 2, points: int = 10) -> tally.Rules:
    return tally.Rules(tally.Kind(kind), (1, 2, 3), most=most, points=points)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("single", " 2 ", "2"),
        ("multiple", "3, 1", "1 3"),
        ("ranking", "3 1 2", "3 1 2"),
        ("ranking", "2", "2"),
        ("points", "3=7 1=3", "1=3 3=7"),
    ],
)
def test_a_ballot_is_written_down_in_one_way(kind: str, typed: str, said: str) -> None:
    assert tally.checked(typed, rules=rules(kind)) == said


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("single", ""),
        ("single", "1 2"),
        ("single", "4"),
        ("single", "pierwsza"),
        ("single", "1=2"),
        ("multiple", "1 2 3"),
        ("multiple", "1 1"),
        ("ranking", "1 2 1"),
        ("points", "1"),
        ("points", "1=0"),
        ("points", "1=6 2=5"),
        ("points", "1=²"),
        ("points", "1=-1"),
        ("points", "1=0000005"),
    ],
)
def test_what_is_no_ballot_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(DomainError):
        tally.checked(typed, rules=rules(kind))


@pytest.mark.parametrize(
    ("kind", "ballots", "scores", "voices"),
    [
        ("single", {"1": 3, "2": 1}, {1: 3, 2: 1, 3: 0}, {1: 3, 2: 1, 3: 0}),
        ("multiple", {"1 3": 2, "3": 1}, {1: 2, 2: 0, 3: 3}, {1: 2, 2: 0, 3: 3}),
        # Three answers: places give 3, 2, 1 points.
        ("ranking", {"2 1 3": 2, "3": 1}, {1: 4, 2: 6, 3: 5}, {1: 0, 2: 2, 3: 1}),
        ("points", {"1=3 2=7": 2}, {1: 6, 2: 14, 3: 0}, {1: 2, 2: 2, 3: 0}),
    ],
)
def test_votes_come_to_what_a_hand_counts(
    kind: str, ballots: dict[str, int], scores: dict[int, int], voices: dict[int, int]
) -> None:
    assert tally.scores(ballots, rules=rules(kind)) == scores
    assert tally.voices(ballots, rules=rules(kind)) == voices


def test_a_voter_votes_once_and_the_box_keeps_no_order() -> None:
    poll = open_poll(kind="multiple")
    line = cast(poll, "3 1")
    cast_all(poll, ["2", "1 3"])

    with pytest.raises(PollError):
        cast(poll, "2", voter=line)

    assert box_of(poll) == [["1 3", 2], ["2", 1]]
    line.refresh_from_db()
    assert (line.has_voted, line.channel) == (True, "web")


def test_the_trail_keeps_that_a_vote_came_and_neither_whose_nor_which() -> None:
    poll = open_poll()

    cast(poll, "2")

    entry = Entry.objects.get(verb="poll.voted")
    told = (entry.actor, entry.target, entry.channel, entry.details)
    assert told == (RESIDENT, audit.label(poll), "web", {})


def test_a_wrong_ballot_ticks_nobody() -> None:
    poll = open_poll()
    line = make_voter(poll)

    with pytest.raises(DomainError):
        cast(poll, "7", voter=line)

    line.refresh_from_db()
    assert (line.has_voted, box_of(poll)) == (False, [])


def test_a_vote_counts_by_the_moment_it_arrived_on_both_sides_of_the_last_second() -> None:
    poll = open_poll()
    closes = timezone.now() - timedelta(minutes=1)
    Poll.objects.filter(pk=poll.pk).update(closes_at=closes)
    operations.close_due(actor=SYSTEM)
    second = timedelta(microseconds=1)

    cast(poll, "1", arrived=closes - second)
    with pytest.raises(PollError):
        cast(poll, "1", arrived=closes)
    with pytest.raises(PollError):
        cast(poll, "1", arrived=poll.opens_at - second)

    assert box_of(poll) == [["1", 1]]


def test_nothing_is_told_before_the_last_votes_came_and_no_vote_comes_after_it_is() -> None:
    poll = open_poll()
    cast_all(poll, "111222")
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    operations.close_due(actor=SYSTEM)
    poll.refresh_from_db()

    with pytest.raises(PollError):
        publish(poll)
    poll = publish(close(poll), drawn=1, drawn_words="Moneta, przy ludziach.")
    with pytest.raises(PollError):
        cast(poll, "1", arrived=poll.closes_at - timedelta(seconds=1))


def test_the_last_day_is_as_long_as_the_clock_says_when_summer_time_ends() -> None:
    read = MomentField().clean

    begins, ends = read("2026-10-25T00:00"), read("2026-10-26T00:00")
    skipped, doubled = read("2026-03-29T02:30"), read("2026-10-25T02:30")

    assert ends.timestamp() - begins.timestamp() == timedelta(hours=25).total_seconds()
    assert skipped == times.at(date(2026, 3, 29), time(3, 30))
    first = datetime.fromisoformat("2026-10-25T02:30+02:00")
    assert doubled.timestamp() == first.timestamp()


def test_who_has_until_midnight_reads_the_day_that_ends() -> None:
    midnight = times.at(date(2026, 12, 10), time())

    assert times.local(Poll(closes_at=midnight).last_minute).date() == date(2026, 12, 9)
    later = midnight + timedelta(hours=18)
    assert Poll(closes_at=later).last_minute == later


def test_nothing_changes_once_it_is_announced() -> None:
    poll = open_poll()
    seen, option = version_of(poll, POLL_FIELDS), poll.options.get(position=1)
    poll.question = "Coś innego?"

    for change in (
        lambda: operations.save_poll(poll, actor=SYSTEM, seen_version=seen),
        lambda: operations.add_option(poll, words="Nowa", need=None, actor=SYSTEM),
        lambda: operations.remove_option(option, actor=SYSTEM),
        lambda: operations.announce(poll, actor=SYSTEM),
    ):
        with pytest.raises(PollError):
            change()
    assert Poll.objects.get().question == "Co najpierw?"


def test_before_it_is_announced_it_is_changed_and_who_saves_second_is_told() -> None:
    poll = make_poll()
    seen = version_of(poll, POLL_FIELDS)
    operations.remove_option(poll.options.get(position=1), actor=SYSTEM)
    need = make_need(pal=poll.pal, title="Ławki")
    operations.add_option(poll, words="", need=need, actor=SYSTEM)
    poll.quorum = 20
    operations.save_poll(poll, actor=SYSTEM, seen_version=seen)

    with pytest.raises(ChangedMeanwhileError):
        operations.save_poll(poll, actor=SYSTEM, seen_version=seen)
    with pytest.raises(PollError):
        operations.add_option(poll, words="", need=need, actor=SYSTEM)
    with pytest.raises(PollError):
        operations.add_option(poll, words=" ", need=None, actor=SYSTEM)

    told = list(poll.options.values_list("position", "words"))
    assert told == [(1, "Warsztat"), (2, "Kino"), (3, "Ławki")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": ["Jedna"]},
        {"kind": "multiple", "most_choices": 3},
        {"electorate": "nikt"},
        {"opens_at": timezone.now() - timedelta(9), "closes_at": timezone.now() - timedelta(2)},
    ],
)
def test_a_poll_that_cannot_be_held_is_not_announced(wrong: dict[str, Any]) -> None:
    poll = make_poll(**wrong)

    with pytest.raises(PollError):
        operations.announce(poll, actor=SYSTEM)


def test_answers_are_few_short_and_all_different() -> None:
    for wrong in ([str(number) for number in range(51)], ["a", "b" * 161]):
        with pytest.raises(PollError) as refused:
            make_poll(options=wrong)
        assert refused.value.field == "options"
    full = make_poll(options=[str(number) for number in range(50)])
    with pytest.raises(PollError, match="50"):
        operations.add_option(full, words="jeszcze", need=None, actor=SYSTEM)
    with pytest.raises(PollError, match="tak samo"):
        operations.announce(make_poll(options=["Kino", "Ogród", " kino"]), actor=SYSTEM)


def test_a_poll_that_moved_to_another_pal_tells_nothing_of_needs_it_left_behind() -> None:
    poll = make_poll()
    operations.add_option(poll, words="", need=make_need(pal=poll.pal), actor=SYSTEM)
    Poll.objects.filter(pk=poll.pk).update(pal=make_pal())
    with pytest.raises(PollError, match="innego PAL"):
        operations.announce(poll, actor=SYSTEM)


def test_it_is_not_closed_before_its_time_and_the_clock_closes_it_after() -> None:
    poll = open_poll()
    with pytest.raises(PollError):
        operations.close_poll(poll, actor=SYSTEM)

    tasks.close_polls()
    assert Poll.objects.get().state == "open"
    Poll.objects.update(closes_at=timezone.now())
    tasks.close_polls()
    tasks.close_polls()

    assert (Poll.objects.get().state, audit.history(poll).count("poll.closed")) == ("counting", 1)


def test_a_contact_is_one_whatever_its_letters_and_tags_and_another_in_another_poll() -> None:
    poll, other = open_poll(), open_poll()
    written = ("Ada.Lis+glos@Example.org", "ada.lis@example.org", "ADA.LIS+x+y@EXAMPLE.ORG")
    keys = {roll.contact_keys(poll, roll.read_contact(text))[0] for text in written}
    phones = {
        roll.contact_keys(poll, roll.read_contact(text))[0]
        for text in ("600 100 200", "+48600100200", "tel. 600-100-200")
    }

    assert (len(keys), len(phones)) == (1, 1)
    assert roll.contact_keys(other, roll.read_contact(written[0]))[0] not in keys
    for wrong in ("ada@", "+@example.org,", "abc", "12"):
        with pytest.raises(DomainError):
            roll.read_contact(wrong)


def ask(poll: Poll, contact: str, *, is_crowded: bool = False) -> Message:
    operations.send_link(
        poll,
        contact=roll.read_contact(contact),
        language="pl",
        is_crowded=is_crowded,
        actor=RESIDENT,
    )
    return unsealed(Message.objects.latest("pk"))


def test_who_has_voted_is_told_so_in_a_message_and_gets_no_second_link() -> None:
    poll = open_poll()

    first, again = ask(poll, "ada@example.org"), ask(poll, "ADA+2@example.org")
    line = Voter.objects.get()
    cast(poll, voter=line)
    after = ask(poll, "ada@example.org")

    assert roll.token(line.pk) in first.body_text
    assert roll.token(line.pk) in again.body_text
    assert roll.token(line.pk) not in after.body_text
    assert "głos jest już oddany" in after.body_text
    assert not Message.objects.filter(sealed="").exists()


def test_links_over_the_usual_are_counted_without_an_address() -> None:
    poll = open_poll()

    ask(poll, "ada@example.org", is_crowded=True)
    operations.note_refused_link(poll, actor=RESIDENT)

    poll.refresh_from_db()
    assert (poll.crowded, poll.refused) == (1, 1)


@pytest.mark.parametrize("electorate", ["letters", "contact"])
def test_no_link_is_sent_where_none_is_offered(electorate: str) -> None:
    poll = open_poll(electorate=electorate)
    if electorate == "contact":
        poll = close(poll)

    with pytest.raises(PollError):
        ask(poll, "ada@example.org")


def test_letters_have_codes_that_are_kept_nowhere_and_unused_ones_are_void() -> None:
    poll = open_poll(electorate="letters")

    codes = operations.make_letters(poll, letters=4, actor=SYSTEM)
    line = Voter.objects.get(key__in=roll.code_keys(f"{codes[0][:3]}-{codes[0][3:].lower()}"))
    cast(poll, voter=line)
    gone = operations.void_batch(Batch.objects.get(), actor=SYSTEM)

    assert (len(set(codes)), gone, result_of(poll).entitled) == (4, 3, 1)
    assert not Voter.objects.filter(key__in=codes).exists()
    with pytest.raises(PollError):
        operations.void_batch(Batch.objects.get(), actor=SYSTEM)
    assert operations.make_letters(poll, letters=1, actor=SYSTEM)
    assert list(Batch.objects.values_list("number", flat=True)) == [1, 2]


def test_letters_are_for_polls_with_letters_that_are_announced_and_not_over() -> None:
    for poll, letters in (
        (open_poll(), 1),
        (make_poll(electorate="letters"), 1),
        (close(open_poll(electorate="letters")), 1),
        (open_poll(electorate="letters"), operations.MOST_LETTERS + 1),
    ):
        with pytest.raises(PollError):
            operations.make_letters(poll, letters=letters, actor=SYSTEM)


class Team:
    """A list of people, as a module above would offer it."""

    name, sentence = "zespół mieszkańców", "Głosuje zespół mieszkańców."

    def __init__(self, *people: Person) -> None:
        self.people = people

    def members(self, poll: Poll) -> tuple[Person, ...]:
        del poll
        return self.people


def test_each_on_a_list_gets_one_link_and_who_has_no_contact_gets_paper() -> None:
    ada = register(Card(name="Ada Lis", email="ada@example.org"), channel=Channel.WEB, actor=SYSTEM)
    zofia = register(
        Card(name="Zofia Kot", phone="+48126161616"), channel=Channel.WEB, actor=SYSTEM
    )
    stranger = register(
        Card(name="Jan Obcy", email="jan@example.org"), channel=Channel.WEB, actor=SYSTEM
    )
    electorates.add("team", Team(ada, zofia, ada))
    try:
        poll = open_poll(electorate="team")
        (message,) = (unsealed(row) for row in Message.objects.all())
        operations.hand_out_paper(poll, who=[roll.person_keys(poll, zofia)], actor=SYSTEM)
        for who in (stranger, zofia):
            with pytest.raises(PollError):
                operations.hand_out_paper(poll, who=[roll.person_keys(poll, who)], actor=SYSTEM)
        assert electorates.sentence("team") == "Głosuje zespół mieszkańców."
        assert ("team", "zespół mieszkańców") in electorates.choices()
    finally:
        electorates.remove("team")

    assert (message.to_email, message.sealed != "") == ("ada@example.org", True)
    assert result_of(poll).entitled == 2
    assert electorates.sentence("team") == ""


def test_a_card_that_became_part_of_another_keeps_its_one_vote() -> None:
    people = [register(Card(name=name), channel=Channel.DESK, actor=SYSTEM) for name in "AB"]
    poll = open_poll()
    first, second = (roll.person_keys(poll, person)[0] for person in people)
    Voter.objects.create(poll=poll, key=first)
    Voter.objects.create(poll=poll, key=second, has_voted=True, channel="web")
    Poll.objects.filter(pk=poll.pk).update(electorate="team")
    merging.merge(people[0], gone=people[1], actor=SYSTEM)
    with pytest.raises(PollError, match="już głosowała"):
        operations.hand_out_paper(poll, who=[roll.person_keys(poll, people[0])], actor=SYSTEM)


def test_who_takes_paper_does_not_vote_on_the_web_by_any_contact_they_named() -> None:
    poll = open_poll()
    who = [roll.contact_keys(poll, roll.read_contact(text)) for text in ("ada@x.pl", "600100200")]

    operations.hand_out_paper(poll, who=who, actor=SYSTEM)

    assert ticks_of(poll).paper == 1
    for contact in ("ADA@x.pl", "600 100 200"):
        assert "karta" not in ask(poll, contact).subject
    with pytest.raises(PollError):
        operations.hand_out_paper(poll, who=who[1:], actor=SYSTEM)
    for line in Voter.objects.all():
        with pytest.raises(PollError):
            cast(poll, voter=line)


def count(poll: Poll, who: Any, ballots: dict[str, int], spoilt: int = 0) -> None:
    operations.type_count(poll, ballots=ballots, spoilt=spoilt, actor=who)


def test_paper_goes_into_the_box_when_two_counted_the_same_and_as_many_as_were_given() -> None:
    poll = open_poll()
    cast_all(poll, "11")
    hand_out(poll, "a", "b", "c")
    with pytest.raises(PollError):
        count(poll, make_counter("za-wczesnie"), {"1": 3})
    poll = close(poll)
    ola, jan = make_counter("ola"), make_counter("jan")

    count(poll, ola, {"1": 1, "2": 1}, spoilt=1)
    with pytest.raises(PollError):
        count(poll, ola, {"1": 1, "2": 1}, spoilt=1)
    assert not is_settled(poll)
    count(poll, jan, {"2": 1, "1": 1}, spoilt=1)

    protocol = Protocol.objects.get()
    told = (protocol.handed_out, protocol.valid, protocol.spoilt, protocol.turns, protocol.words)
    assert told == (3, 2, 1, 1, "")
    assert box_of(poll) == [["1", 3], ["2", 1]]
    assert not Count.objects.exists()  # what paper said is in the box, among the rest
    assert is_settled(poll)
    with pytest.raises(PollError):
        count(poll, jan, {"1": 1})


def test_two_who_differ_are_shown_where_and_both_count_anew() -> None:
    poll = open_poll()
    hand_out(poll, "a", "b")
    poll = close(poll)
    ola, jan = make_counter("ola"), make_counter("jan")

    count(poll, ola, {"1": 2})
    assert count_page(poll, user=jan).differences == ()
    assert count_page(poll, user=ola).waits
    count(poll, jan, {"1": 1, "2": 1})
    page = count_page(poll, user=ola)

    told = [(row.ballot, row.first, row.second) for row in page.differences]
    assert (page.turn, page.is_mine_in, told) == (2, False, [("1", 2, 1), ("2", 0, 1)])
    with pytest.raises(PollError):
        operations.take_count(poll, words="Nie wiemy.", actor=ola)
    count(poll, jan, {"1": 2})
    assert count_page(poll, user=ola).differences == page.differences
    count(poll, ola, {"1": 2})
    assert Protocol.objects.get().turns == 2


@pytest.mark.parametrize("counted", [3, 1])
def test_another_number_than_was_given_is_not_taken_without_words(counted: int) -> None:
    poll = open_poll()
    hand_out(poll, "a", "b")
    poll = close(poll)
    ola, jan = make_counter("ola"), make_counter("jan")
    for who in (ola, jan):
        count(poll, who, {"1": counted})

    assert (box_of(poll), count_page(poll, user=ola).is_more) == ([], counted > 2)
    for words in ("", "  "):
        with pytest.raises(PollError):
            operations.take_count(poll, words=words, actor=ola)
    with pytest.raises(PollError):
        count(poll, make_counter("trzecia"), {"1": 2})
    operations.take_count(poll, words="Ktoś nie oddał karty.", actor=ola)

    assert box_of(poll) == [["1", counted]]
    assert Protocol.objects.get().words == "Ktoś nie oddał karty."


def test_nothing_is_published_without_what_follows_or_while_paper_waits() -> None:
    poll = open_poll()
    cast_all(poll, "111112")
    hand_out(poll, "a")
    poll = close(poll)
    with pytest.raises(PollError):
        publish(poll)
    for who in (make_counter("ola"), make_counter("jan")):
        count(poll, who, {"3": 1})

    with pytest.raises(PollError):
        publish(poll, outcome=" ")
    publish(poll)

    result = result_of(poll)
    told = (result.total, result.web, result.paper, result.tells_ways)
    assert told == (7, 6, 1, False)
    assert [line.option.words for line in result.winners] == ["Ogród"]


@pytest.mark.parametrize(
    ("rule", "told", "winners"),
    [
        ("both", {}, [1, 2]),
        ("again", {}, []),
        ("draw", {"drawn": 2, "drawn_words": "Losy z kapelusza, 3 grudnia, przy 20 osobach."}, [2]),
    ],
)
def test_a_tie_ends_by_the_rule_that_was_chosen_before(
    rule: str, told: dict[str, Any], winners: list[int]
) -> None:
    poll = open_poll(tie_rule=rule)
    cast_all(poll, "11223")
    poll = publish(close(poll), **told)

    assert [line.option.position for line in result_of(poll).winners] == winners


@pytest.mark.parametrize(("drawn", "words"), [(None, ""), (3, "Kapelusz."), (1, " ")])
def test_a_draw_is_told_with_how_it_was_drawn(drawn: int | None, words: str) -> None:
    poll = open_poll()
    cast_all(poll, "11223")
    poll = close(poll)

    with pytest.raises(PollError):
        publish(poll, drawn=drawn, drawn_words=words)


def test_too_few_for_the_quorum_decide_nothing() -> None:
    poll = published_poll(quorum=7)

    result = result_of(poll)
    assert (result.has_quorum, result.winners, result.is_told) == (False, (), True)


def test_of_few_votes_nobody_reads_a_number_and_no_need_is_told() -> None:
    poll = make_poll()
    need = make_need(pal=poll.pal)
    operations.add_option(poll, words="", need=need, actor=SYSTEM)
    operations.announce(poll, actor=SYSTEM)
    cast_all(poll, "4444")
    publish(close(poll))

    result = result_of(poll)
    assert (result.is_told, result.winners, result.waits_for_draw) == (False, (), False)
    assert not Evidence.objects.filter(need=need, method="debate").exists()


def test_votes_become_evidence_of_the_needs_they_stand_for() -> None:
    poll = make_poll()
    need = make_need(pal=poll.pal)
    operations.add_option(poll, words="Ławki przed blokiem", need=need, actor=SYSTEM)
    operations.announce(poll, actor=SYSTEM)
    cast_all(poll, "444441")
    publish(close(poll))

    assert Evidence.objects.get(need=need, method="debate").voices == 5


def test_a_poll_called_off_says_why_and_empties_its_box() -> None:
    poll = open_poll()
    cast_all(poll, "12")

    with pytest.raises(PollError):
        operations.call_off(poll, words=" ", actor=SYSTEM)
    operations.call_off(poll, words="Pytanie było niejasne.", actor=SYSTEM)

    assert box_of(poll) == []
    with pytest.raises(PollError):
        cast(poll)
    with pytest.raises(PollError):
        operations.call_off(poll, words="Jeszcze raz.", actor=SYSTEM)


def test_the_roll_is_let_go_thirty_days_after_the_end_and_the_result_stays() -> None:
    poll = open_poll(electorate="contact")
    ask(poll, "ada@example.org")
    cast_all(poll, "111112")
    poll = publish(close(poll))
    fresh = open_poll()
    make_voter(fresh)
    before = result_of(poll)

    Poll.objects.filter(pk=poll.pk).update(ended_at=timezone.now() - timedelta(days=29))
    tasks.erase_rolls()
    assert poll.voters.exists()
    Poll.objects.filter(pk=poll.pk).update(ended_at=timezone.now() - timedelta(days=31))
    tasks.erase_rolls()
    tasks.erase_rolls()

    assert (poll.voters.count(), fresh.voters.count()) == (0, 1)
    assert result_of(poll) == before
    assert Message.objects.get().sealed == ""
    assert audit.history(poll).count("poll.roll_erased") == 1


POLL_WRONG: dict[str, dict[str, Any]] = {
    "debates_poll_state_known": {"state": "nowy"},
    "debates_poll_kind_known": {"kind": "inny"},
    "debates_poll_tie_known": {"tie_rule": "inna"},
    "debates_poll_closes_after_it_opens": {"closes_at": timezone.now() - timedelta(days=9)},
    "debates_poll_says_who_decides": {"who_decides": ""},
    "debates_poll_gives_a_choice": {"most_choices": 0},
    "debates_poll_published_with_outcome": {"state": "published"},
    "debates_poll_called_off_with_words": {"state": "called_off"},
    "debates_poll_drawn_with_words": {"drawn": 1},
}


def test_the_database_refuses_what_no_poll_is() -> None:
    poll = open_poll(electorate="letters")
    operations.make_letters(poll, letters=1, actor=SYSTEM)
    ola = make_counter("ola")
    line, option = Voter.objects.get(), poll.options.get(position=1)
    need = make_need(pal=poll.pal)
    Option.objects.filter(pk=option.pk).update(need=need)
    Count.objects.create(poll=poll, turn=1, counter=ola)
    more = {"poll": poll, "turns": 1, "taken_at": timezone.now(), "first": ola}
    none = {"handed_out": 0, "valid": 0, "spoilt": 0}
    wrong: dict[str, Any] = {
        name: lambda told=told: Poll.objects.filter(pk=poll.pk).update(**told)
        for name, told in POLL_WRONG.items()
    } | {
        "debates_option_numbered": lambda: poll.options.create(position=1, words="a"),
        "debates_option_need_once": lambda: poll.options.create(position=8, words="a", need=need),
        "debates_option_has_words": lambda: poll.options.create(position=9, words=""),
        "debates_batch_numbered": lambda: poll.batches.create(number=1, letters=1),
        "debates_batch_has_letters": lambda: poll.batches.create(number=2, letters=0),
        "debates_batch_voids_its_own": lambda: poll.batches.create(number=3, letters=1, voided=2),
        "debates_voter_once": lambda: poll.voters.create(key=line.key),
        "debates_voter_ticked_with_channel": lambda: poll.voters.create(key="a", has_voted=True),
        "debates_count_once_each": lambda: poll.counts.create(turn=1, counter=ola),
        "debates_count_numbered": lambda: poll.counts.create(turn=0, counter=ola),
        "debates_protocol_two_people": lambda: Protocol.objects.create(**more, **none, second=ola),
        "debates_protocol_explains_a_difference": lambda: Protocol.objects.create(
            **more, second=make_counter("jan"), handed_out=1, valid=2, spoilt=0
        ),
    }
    for name, break_it in wrong.items():
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            break_it()
        columns = ("UNIQUE constraint failed",)
        assert name in str(refused.value) or str(refused.value).startswith(columns), name
