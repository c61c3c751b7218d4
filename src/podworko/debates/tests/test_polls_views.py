"""The pages of polls: without script, with what was typed kept, and nothing told too early."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.debates import electorates, operations, poll_limits, roll
from podworko.debates.models import Batch, Box, Poll, Voter
from podworko.debates.operations import PollError
from podworko.debates.printing.polls import paper_ballot
from podworko.debates.tests.polls_factories import (
    cast,
    cast_all,
    close,
    hand_out,
    make_counter,
    make_poll,
    make_voter,
    open_poll,
    published_poll,
)
from podworko.debates.tests.test_polls import Team
from podworko.debates.views import polls, polls_desk
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.people.public import Card, Channel, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def at(name: str, poll: Poll, *more: object) -> str:
    return reverse(f"debates:{name}", args=[poll.public_id, *more])


def desk(poll: Poll, role: str = "animator", name: str = "ola") -> Client:
    client, user = Client(), make_counter(name)
    Grant.objects.create(user=user, role=role, pal=poll.pal)
    client.force_login(user)
    return client


def paths(poll: Poll) -> Iterable[str]:
    """Name every page anybody may open of a poll, and the lists it stands on."""
    assert poll.pal
    yield from (reverse("debates:polls"), poll.get_absolute_url(), poll.pal.get_absolute_url())
    yield from (at(name, poll) for name in ("poll_ask", "poll_asked", "poll_thanks"))


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "ballot"),
    [
        ("single", {}, {"choices": "2"}, "2"),
        ("multiple", {"choices": ["1", "2", "3"]}, {"choices": ["3", "1"]}, "1 3"),
        (
            "ranking",
            {"option_1": "1", "option_2": "3", "option_3": ""},
            {"option_1": "2", "option_2": "1", "option_3": ""},
            "2 1",
        ),
        (
            "points",
            {"option_1": "6", "option_2": "5"},
            {"option_1": "3", "option_2": "0", "option_3": "7"},
            "1=3 3=7",
        ),
    ],
)
def test_each_kind_is_voted_in_two_steps_and_what_was_typed_stays(
    client: Client, kind: str, wrong: dict[str, Any], right: dict[str, Any], ballot: str
) -> None:
    poll = open_poll(kind=kind)
    path = reverse("debates:poll_ballot", args=[roll.token(make_voter(poll).pk)])

    refused = client.post(path, wrong)
    check = client.post(path, right)
    changed = client.post(path, right | {"change": "1"})
    assert list(Box.objects.get().ballots) == []
    cast_in = client.post(path, hidden(check.content.decode()) | {"cast": "1"})

    assert [each.status_code for each in (refused, check, changed, cast_in)] == [422, 200, 200, 302]
    page = refused.content.decode()
    kept = sum(len(value) if isinstance(value, list) else bool(value) for value in wrong.values())
    shown = (
        r"checked|selected|type=\"number\"[^>]*value=\"[1-9]|value=\"[1-9]\"[^>]*type=\"number\""
    )
    assert len(re.findall(shown, page)) >= kept
    assert "Oddaję głos" in check.content.decode()
    assert "cast-button" not in changed.content.decode()
    assert list(Box.objects.get().ballots) == [[ballot, 1]]
    assert cast_in["Location"] == at("poll_thanks", poll)
    for again in (client.get(path), client.post(path, right | {"cast": "1"})):
        assert again.status_code == 409
    assert "noindex" in check["X-Robots-Tag"]
    assert not client.cookies.get("messages")


def hidden(page: str) -> dict[str, list[str]]:
    """Return what a page sends with its button, beside the token of the form."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="((?!csrf)\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_a_link_we_never_gave_is_not_there_and_an_erased_one_is_closed(client: Client) -> None:
    line = make_voter(open_poll())
    path = reverse("debates:poll_ballot", args=[roll.token(line.pk)])
    line.delete()

    assert client.get(reverse("debates:poll_ballot", args=["A" * 43])).status_code == 404
    assert client.get(path).status_code == 409


def test_the_page_says_the_same_to_who_has_voted_and_who_has_not(client: Client) -> None:
    poll = open_poll()
    cast(poll, voter=make_voter(poll, "ada"))

    answers = [
        client.post(at("poll_ask", poll), {"contact": who}, follow=True)
        for who in ("ada@example.org", "nowa@example.org")
    ]

    assert answers[0].content == answers[1].content
    subjects = [unsealed(row).subject for row in Message.objects.order_by("pk")]
    assert [subject.split(":")[0] for subject in subjects] == [
        "Głos już jest",
        "Twoja karta do głosowania",
    ]


def test_a_number_without_text_messages_is_sent_for_paper_and_a_machine_nowhere(
    client: Client,
) -> None:
    poll = open_poll()

    landline = client.post(at("poll_ask", poll), {"contact": "12 616 16 16"})
    wrong = client.post(at("poll_ask", poll), {"contact": "ada@"})
    trapped = client.post(at("poll_ask", poll), {"contact": "a@x.pl", "website": "x"})

    codes = [each.status_code for each in (landline, wrong, trapped)]
    assert codes == [422, 422, 302]
    assert "papierze" in landline.content.decode()
    assert not Message.objects.exists()


def test_one_contact_is_written_to_three_times_an_hour_and_no_page_tells(client: Client) -> None:
    poll = open_poll()

    codes = [
        client.post(at("poll_ask", poll), {"contact": f"ada+{n}@example.org"}).status_code
        for n in range(poll_limits.SAME_CONTACT + 1)
    ]

    assert set(codes) == {302}
    assert Message.objects.count() == poll_limits.SAME_CONTACT


def test_many_links_from_one_address_are_counted_and_then_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll_limits, "USUAL", 1)
    monkeypatch.setattr(poll_limits, "MOST", 2)
    poll = open_poll()

    codes = [
        client.post(at("poll_ask", poll), {"contact": f"a{n}@example.org"}).status_code
        for n in range(3)
    ]

    poll.refresh_from_db()
    assert (codes, poll.crowded, poll.refused) == ([302, 302, 422], 1, 1)


def test_a_code_from_a_letter_opens_a_ballot_and_a_used_or_wrong_one_says_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = open_poll(electorate="letters")
    used, fresh = operations.make_letters(poll, letters=2, actor=SYSTEM)
    cast(poll, voter=Voter.objects.get(key=roll.code_keys(used)[0]))
    path = reverse("debates:poll_code")

    opened = client.post(path, {"code": f"{fresh[:3]} {fresh[3:6]}-{fresh[6:]}".lower()})
    closed = [client.post(path, {"code": code}) for code in (used, "AAA BBB CCC")]

    assert client.get(opened["Location"]).status_code == 200
    texts = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in closed]
    assert (texts[0], closed[0].status_code) == (texts[1], 422)
    monkeypatch.setattr(poll_limits, "CODES", 1)
    assert client.post(path, {"code": fresh}).status_code == 422


def test_nothing_tells_how_votes_fall_before_the_end(client: Client) -> None:
    poll = open_poll(options=["Ogród", "Warsztat"])
    cast_all(poll, "1" * 23 + "2" * 31)
    staff = desk(poll)
    told = re.compile(r"(?<!\d)(23|31)(?!\d)")
    shown = (at("desk_poll", poll), reverse("debates:desk_polls"), reverse("desk:home"))

    for path in (*paths(poll), "/api/v1/openapi.json", "/rss.xml"):
        assert not told.search(without_dates(client.get(path).content.decode())), path
    for path in shown:
        assert not told.search(without_dates(staff.get(path).content.decode())), path
    assert "54" in staff.get(at("desk_poll", poll)).content.decode()
    assert client.get(at("poll_ballots", poll)).status_code == 404
    assert staff.get(at("desk_publish_poll", poll)).status_code == 302


def without_dates(page: str) -> str:
    """Return a page without days, hours, keys and pictures, which hold numbers of their own."""
    parts = r"\d{1,2} \w+ \d{4}|\d\d:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d\S*|[0-9a-f-]{36}|\d+ \w+,"
    # Attributes too: keys by chance hold any number there is.
    text = re.sub(r"<head.*?</head>|<nav.*?</nav>|<footer.*|<[^>]*>", " ", page, flags=re.DOTALL)
    return re.sub(r"\d{1,2} [a-zżźćąśęłó]+", "", re.sub(parts, "", text, flags=re.DOTALL))


def test_of_few_ticks_the_desk_reads_no_number() -> None:
    poll = open_poll()
    cast_all(poll, "1122")

    assert "mniej niż 5 osób" in desk(poll).get(at("desk_poll", poll)).content.decode()


@pytest.mark.parametrize(
    ("kind", "ballots", "scores"),
    [
        ("single", ["1", "1", "1", "2", "2", "3"], [3, 2, 1]),
        ("multiple", ["1 3", "1 3", "2", "3", "1 2"], [3, 2, 3]),
        ("ranking", ["2 1 3", "2 1 3", "3 1", "1", "2 3"], [9, 9, 7]),
        ("points", ["1=3 2=7", "1=3 2=7", "3=10", "1=1", "2=2"], [7, 16, 10]),
    ],
)
def test_everybody_counts_the_published_ballots_anew(
    client: Client, kind: str, ballots: list[str], scores: list[int]
) -> None:
    poll = published_poll(ballots, kind=kind, tie_rule="both")

    page = client.get(poll.get_absolute_url()).content.decode()
    text = client.get(at("poll_ballots", poll)).content.decode("utf-8-sig")
    _heading, *rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ",")

    assert recounted(kind, [[int(cell or 0) for cell in row] for row in rows]) == scores
    for score in scores:
        assert f"<strong>{score}</strong>" in page
    assert len(re.findall(r'<tr><th scope="row">\d+</th>', page)) == len(set(ballots))
    assert "Policz to po nas" in page


def recounted(kind: str, rows: list[list[int]]) -> list[int]:
    """Count as the page says, by hand: rows are how many papers, then a cell for each answer."""

    def worth(cell: int) -> int:
        return (4 - cell if cell else 0) if kind == "ranking" else cell

    return [sum(row[0] * worth(row[column]) for row in rows) for column in (1, 2, 3)]


def test_few_votes_are_published_without_numbers_and_with_the_reason(client: Client) -> None:
    poll = published_poll("1122")

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "mniej niż 5 osób" in page
    assert "Zrobimy ogród." in page
    assert "<strong>2</strong>" not in page
    assert client.get(at("poll_ballots", poll)).status_code == 404


def test_what_is_prepared_is_not_there_and_what_is_called_off_says_why(client: Client) -> None:
    draft, off = make_poll(), open_poll()
    operations.call_off(off, words="Pytanie było niejasne.", actor=SYSTEM)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "Pytanie było niejasne." in client.get(off.get_absolute_url()).content.decode()
    assert client.get(at("poll_ask", off))["Location"] == off.get_absolute_url()


def test_lists_cost_the_same_for_one_and_three(client: Client) -> None:
    poll = open_poll()
    staff = desk(poll)
    pages = ((client, reverse("debates:polls")), (staff, reverse("debates:desk_polls")))
    before = [queries(who, path) for who, path in pages]

    for _poll in range(2):
        close(open_poll(pal=poll.pal))

    assert [queries(who, path) for who, path in pages] == before


def test_older_polls_stand_on_further_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polls, "MOST_LISTED", 1)
    monkeypatch.setattr(polls_desk, "MOST_LISTED", 1)
    live = open_poll(question="Jak nazwiemy salę?")
    close(open_poll(pal=live.pal, question="Kiedy otwieramy?"))

    for who, name in ((client, "debates:polls"), (desk(live), "debates:desk_polls")):
        shown = [who.get(reverse(name) + query).content.decode() for query in ("", "?page=2")]
        assert ["Kiedy otwieramy?" in page for page in shown] == [False, True]


def test_a_result_costs_the_same_for_many_answers_and_ballots(client: Client) -> None:
    few = published_poll("11122", options=["a", "b"])
    many = published_poll("1122233345", options=["a", "b", "c", "d", "e"], tie_rule="both")

    assert len({queries(client, poll.get_absolute_url()) for poll in (few, many)}) == 1


def queries(who: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert who.get(path).status_code == 200
    return len(asked)


def sent_poll(pal_id: int | None) -> dict[str, Any]:
    """Return what the form of a new poll is sent with."""
    now = timezone.localtime()
    return {
        "question": "Jak nazwiemy salę?",
        "who_decides": "Zespół PAL.",
        "pal": pal_id or "",
        "electorate": "contact",
        "opens_at": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "kind": "ranking",
        "most_choices": "2",
        "points_each": "10",
        "quorum": "0",
        "tie_rule": "again",
        "options": "Zaułek\n\nPod Lipą\nStodoła",
    }


def test_the_desk_prepares_a_poll_of_its_own_pal() -> None:
    held = make_poll()
    staff, sent = desk(held), sent_poll(held.pal_id)
    path = reverse("debates:desk_new_poll")

    backwards = staff.post(path, sent | {"closes_at": sent["opens_at"]})
    wrong = {"pal": "", "opens_at": "9999-01-01T10:00", "closes_at": "ala", "most_choices": "0"}
    network = staff.post(path, sent | wrong)
    made = staff.post(path, sent)

    assert [backwards.status_code, network.status_code, made.status_code] == [422, 422, 302]
    assert "Głosowanie musi się kończyć później, niż zaczyna." in backwards.content.decode()
    page = network.content.decode()
    fields = (f'aria-describedby="id_{name}' for name in wrong)
    assert all(re.search(field, page) for field in fields)
    assert "Sprawdź rok." in page
    poll = Poll.objects.get(question="Jak nazwiemy salę?")
    assert list(poll.options.values_list("words", flat=True)) == ["Zaułek", "Pod Lipą", "Stodoła"]


def test_who_saves_second_sees_both_and_nothing_is_saved_once_it_is_announced() -> None:
    poll = make_poll()
    staff, edit = desk(poll), at("desk_edit_poll", poll)
    page = staff.get(edit).content.decode()
    seen = dict(re.findall(r'name="((?:initial-)?\w+)"[^>]*?value="([^"]*)"', page))
    sent = seen | sent_poll(poll.pal_id)

    mended = staff.post(edit, sent | {"question": "Jak nazwać salę?"})
    late = staff.post(edit, sent | {"question": "A może inaczej?"})
    staff.post(at("desk_poll_step", poll, "oglos"))

    assert (mended.status_code, late.status_code) == (302, 409)
    assert "A może inaczej?" in late.content.decode()
    poll.refresh_from_db()
    assert (poll.question, poll.state) == ("Jak nazwać salę?", "open")
    assert staff.post(edit, sent).status_code == 422


def test_answers_are_added_and_taken_off_at_the_desk() -> None:
    poll = make_poll()
    staff = desk(poll)

    empty = staff.post(at("desk_add_option", poll), {"words": ""})
    staff.post(at("desk_add_option", poll), {"words": "Nora"})
    gone = poll.options.get(words="Ogród").pk
    staff.post(at("desk_remove_option", poll, gone))

    assert empty.status_code == 422
    told = list(poll.options.values_list("position", "words"))
    assert told == [(1, "Warsztat"), (2, "Kino"), (3, "Nora")]


def test_letters_are_printed_and_void_and_paper_has_a_ballot() -> None:
    poll = open_poll(electorate="letters")
    staff = desk(poll)

    printed = staff.post(at("desk_letters", poll), {"letters": "2"})
    too_many = staff.post(at("desk_letters", poll), {"letters": "9999"})
    paper = staff.get(at("desk_paper_ballot", poll))
    staff.post(at("desk_void_letters", poll, 1))

    assert [each["Content-Type"] for each in (printed, paper)] == ["application/pdf"] * 2
    assert (too_many.status_code, Batch.objects.get().voided) == (422, 2)
    assert printed["Cache-Control"] == "no-store"


def test_letters_that_were_not_printed_have_no_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    from podworko.debates.views import polls_desk  # noqa: PLC0415 - what is patched

    poll = open_poll(electorate="letters")

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(polls_desk, "pdf_answer", broken)
    with pytest.raises(RuntimeError):
        desk(poll).post(at("desk_letters", poll), {"letters": "2"})

    assert not Batch.objects.exists()


def test_paper_is_given_once_by_contact_name_code_or_list() -> None:
    ada = register(Card(name="Ada Lis", email="ada@example.org"), channel=Channel.WEB, actor=SYSTEM)
    electorates.add("team", Team(ada))
    poll, letters = open_poll(), open_poll(electorate="letters")
    (code,) = operations.make_letters(letters, letters=1, actor=SYSTEM)
    listed = open_poll(electorate="team")
    sent: list[tuple[Poll, dict[str, Any]]] = [
        (poll, {"email": "jan@example.org", "phone": "12 616 16 16"}),
        (poll, {"name": "Zofia Kot", "born": "1938"}),
        (letters, {"code": code.lower()}),
        (listed, {"person": str(ada.public_id)}),
    ]

    try:
        for number, (of, data) in enumerate(sent):
            staff = desk(of, name=f"o{number}")
            codes = [staff.post(at("desk_hand_out", of), data).status_code for _t in range(2)]
            assert codes == [302, 422], data
            assert staff.post(at("desk_hand_out", of), {}).status_code == 422
    finally:
        electorates.remove("team")

    assert Voter.objects.filter(channel="paper").count() == len(sent)
    assert Access.objects.filter(purpose="poll.members").exists()
    assert not any(row.key in ("jan@example.org", "zofia kot") for row in Voter.objects.all())


def counted_apart() -> tuple[Poll, Client, Client]:
    """Make a poll with three papers given out, whose two counters differ once."""
    poll = open_poll()
    cast_all(poll, "11122")
    hand_out(poll, "a", "b", "c")
    poll = close(poll)
    return poll, desk(poll), desk(poll, name="jan")


def test_two_count_blindly_and_are_shown_where_they_differ() -> None:
    poll, staff, other = counted_apart()
    path = at("desk_count", poll)

    wrong = staff.post(path, {"ballots": "1: 2\nala\n1: 3\n9: 1", "spoilt": "0"})
    staff.post(path, {"ballots": "1: 2", "spoilt": "0"})
    twice = staff.post(path, {"ballots": "1: 2", "spoilt": "0"})
    waits, blind = staff.get(path).content.decode(), other.get(path).content.decode()
    other.post(path, {"ballots": "2; 2", "spoilt": "0"})

    assert [wrong.status_code, twice.status_code] == [422, 422]
    assert "Nie ma odpowiedzi numer 9" in wrong.content.decode()
    assert "1: 3" in wrong.content.decode()
    assert "Teraz liczy druga osoba" in waits
    assert "Policzone karty" in blind
    assert "Poprzednio wyszło inaczej" in other.get(path).content.decode()


def test_a_difference_is_explained_and_published_and_few_papers_are_no_number() -> None:
    poll, staff, other = counted_apart()
    path = at("desk_count", poll)
    for who in (staff, other):
        who.post(path, {"ballots": "1: 1\n2: 1", "spoilt": "0"})

    early = staff.post(at("desk_take_count", poll), {"words": ""})
    staff.post(at("desk_take_count", poll), {"words": "Jedna osoba wyszła z kartą."})
    again = staff.post(at("desk_take_count", poll), {"words": "Jeszcze raz."})
    publish_by(staff, poll)

    assert [early.status_code, again.status_code] == [422, 422]
    page = Client().get(poll.get_absolute_url()).content.decode()
    assert "Jedna osoba wyszła z kartą." in page
    assert [words in page for words in ("Wydano:", "Na papierze")] == [False, False]


def test_once_paper_is_counted_the_desk_waits_for_the_last_votes_and_for_nobody() -> None:
    poll, staff, other = counted_apart()
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    before = staff.get(at("desk_poll", poll)).content.decode()

    for who in (staff, other):
        who.post(at("desk_count", poll), {"ballots": "1: 2\n2: 1", "spoilt": "0"})

    after = staff.get(at("desk_poll", poll)).content.decode()
    waiting = ("Policzą je dwie osoby", "Karty papierowe są policzone", "dziesięć minut po końcu")
    assert [words in before for words in waiting] == [True, False, False]
    assert [words in after for words in waiting] == [False, True, True]


def publish_by(staff: Client, poll: Poll) -> None:
    path = at("desk_publish_poll", poll)
    assert staff.post(path, {"outcome": ""}).status_code == 422
    assert staff.post(path, {"outcome": "Zrobimy ogród."}).status_code == 302
    poll.refresh_from_db()
    assert poll.state == "published"


def test_a_tie_is_drawn_at_the_desk_with_words() -> None:
    poll = open_poll()
    cast_all(poll, "11223")
    poll = close(poll)
    staff = desk(poll)
    path, told = at("desk_publish_poll", poll), {"outcome": "Zrobimy warsztat."}

    assert staff.post(path, told | {"drawn": "3", "drawn_words": "Moneta."}).status_code == 422
    assert staff.post(path, told | {"drawn": "2"}).status_code == 422
    assert staff.post(path, told | {"drawn": "2", "drawn_words": "Moneta."}).status_code == 302

    page = Client().get(poll.get_absolute_url()).content.decode()
    assert "Wylosowano:" in page
    assert "Moneta." in page


def test_the_desk_says_on_its_first_page_which_polls_wait() -> None:
    poll = open_poll()
    hand_out(poll, "a")
    close(poll)
    coming = open_poll(pal=poll.pal, question="Jeszcze trwa?")

    page = desk(poll).get(reverse("desk:home")).content.decode()

    assert "karty do policzenia" in page
    assert at("desk_poll", poll) in page
    assert at("desk_poll", coming) not in page


def test_a_poll_is_called_off_with_words() -> None:
    poll = open_poll()
    staff = desk(poll)

    assert staff.post(at("desk_call_off_poll", poll), {"words": ""}).status_code == 422
    staff.post(at("desk_call_off_poll", poll), {"words": "Błąd w pytaniu."})
    assert staff.post(at("desk_call_off_poll", poll), {"words": "Znowu."}).status_code == 422
    assert Poll.objects.get().called_off_why == "Błąd w pytaniu."


def test_polls_of_another_pal_are_not_there_and_those_of_the_network_are_everybodys() -> None:
    poll, other = open_poll(), open_poll()
    network = open_poll(pal=None)
    Poll.objects.filter(pk=network.pk).update(pal=None)
    staff = desk(poll)
    boss = User.objects.create_user("boss@example.org", name="Boss")
    Grant.objects.create(user=boss, role="network", pal=None)

    assert staff.get(at("desk_poll", other)).status_code == 404
    assert staff.get(at("desk_poll", network)).status_code == 200
    assert staff.get(at("desk_hand_out", network)).status_code == 200
    assert staff.get(at("desk_call_off_poll", network)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("single", "przy jednej odpowiedzi"),
        ("multiple", "najwyżej przy tylu odpowiedziach: 2"),
        ("ranking", "Wpisz 1 przy najważniejszej"),
        ("points", "Masz punktów do rozdania: 10"),
    ],
)
def test_paper_says_how_each_kind_is_filled_in(kind: str, words: str) -> None:
    document = paper_ballot(make_poll(kind=kind))

    told = document.data["words"]
    assert isinstance(told, dict)
    assert words in told["how"]


def test_what_comes_too_late_is_refused_in_words_and_changes_nothing(client: Client) -> None:
    poll = open_poll(electorate="letters")
    staff = desk(poll)
    (code,) = operations.make_letters(poll, letters=1, actor=SYSTEM)
    option = poll.options.get(position=1)
    refused = [
        staff.post(at("desk_add_option", poll), {"words": "Nora"}),
        staff.post(at("desk_remove_option", poll, option.pk), follow=True),
        staff.post(at("desk_poll_step", poll, "zamknij"), follow=True),
    ]
    poll = close(poll)
    refused += [
        staff.post(at("desk_letters", poll), {"letters": "1"}),
        staff.post(at("desk_void_letters", poll, 1), follow=True),
        staff.get(at("desk_hand_out", poll), follow=True),
        client.post(reverse("debates:poll_code"), {"code": code}),
    ]

    assert [each.status_code for each in refused] == [422, 200, 200, 422, 200, 200, 422]
    assert "Czas na głosowanie jeszcze trwa." in refused[2].content.decode()
    assert "Tej partii nie można już unieważnić." in refused[4].content.decode()
    assert poll.options.count() == 3
    with pytest.raises(PollError):
        operations.hand_out_paper(poll, who=[roll.code_keys(code)], actor=SYSTEM)


def test_what_is_refused_at_the_last_moment_is_said_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look of the page and the lock of the operation, others may have been first."""
    poll, counted = open_poll(), close(open_poll())
    path = reverse("debates:poll_ballot", args=[roll.token(make_voter(poll).pk)])

    def late(*_args: object, **_more: object) -> None:
        raise PollError("Za późno.")

    for name in ("cast", "send_link", "publish_poll"):
        monkeypatch.setattr(operations, name, late)
    answers = [
        client.post(path, {"choices": "1", "cast": "1"}),
        client.post(at("poll_ask", poll), {"contact": "ada@example.org"}),
        desk(counted).post(at("desk_publish_poll", counted), {"outcome": "Nic."}),
    ]

    assert [answer.status_code for answer in answers] == [409, 422, 422]
    assert "Za późno." in answers[2].content.decode()


def test_the_desk_closes_a_poll_whose_time_is_over_without_waiting_for_the_clock() -> None:
    poll = open_poll()
    Poll.objects.update(closes_at=timezone.now())

    desk(poll).post(at("desk_poll_step", poll, "zamknij"))

    assert Poll.objects.get().state == "counting"
