"""Nothing in the database joins a voter to a vote: who cast what leaves it the same to the letter.

The same people cast the same ballots in two worlds: who casts which is shuffled, and so is the
order in which they come. Every row of every table is then compared, as for somebody who holds the
database and all of our keys: sealed columns are opened, and keys, digests and links of the roll are
replaced by the names of whom they are. Only what is drawn by chance and moments are struck out, and
each is named below with the reason.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM
from podworko.core import vault
from podworko.core.fields import SealedField
from podworko.debates import operations, roll
from podworko.debates.models import Poll, Voter
from podworko.debates.tests.polls_factories import close, make_counter, open_poll
from podworko.diagnosis.tests.factories import make_pal

pytestmark = pytest.mark.django_db

Vote = Callable[[Poll, Voter, str], object]
Dump = dict[str, list[str]]

STRUCK = (
    # Keys by chance, such as the poll's own: 122 random bits, made from nothing, drawn anew in
    # each world. Those of lines of the roll are not struck out but told by name.
    re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b"),
    # Digests by which throttles count addresses: they hold the poll's number or key.
    re.compile(r"\b[0-9a-f]{64}\b"),
    # Moments: the clock goes on between two worlds. The roll and the box have no column of one,
    # which the test below holds.
    re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+\d\d:?\d\d)?"),
    re.compile(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d"),
)
# Who migrated when, and where SQLite stands with its numbers, which every row shows as well.
SKIPPED = ("django_migrations", "sqlite_sequence")


def dump(names: Mapping[str, str]) -> Dump:
    """Return every row of every table of the database, by table."""
    found: Dump = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in SKIPPED:
                found[table] = sorted(told(row, names) for row in rows_of(cursor, table))
    return found


def rows_of(cursor: Any, table: str) -> Iterator[dict[str, Any]]:
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
    columns = [column[0] for column in cursor.description]
    sealed = {
        field.column
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField) and model._meta.db_table == table
    }
    for row in cursor.fetchall():
        held = dict(zip(columns, row, strict=True))
        yield held | {name: vault.opened(held[name]) for name in sealed if held[name]}


def told(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    text = json.dumps(row, default=str, sort_keys=True, ensure_ascii=False)
    for key, name in names.items():
        text = text.replace(key, name)
    for pattern in STRUCK:
        text = pattern.sub("*", text)
    return text


def named_lines(poll: Poll, people: Sequence[str]) -> dict[str, str]:
    """Return whose each key, digest and link of the roll is, as a holder of our keys knows."""
    found: dict[str, str] = {}
    for person in people:
        line = line_of(poll, person)
        keys = (line.pk.hex, str(line.pk), line.key, roll.token(line.pk))
        found |= dict.fromkeys(keys, f"line of {person}")
    return found


def line_of(poll: Poll, person: str) -> Voter:
    return Voter.objects.get(poll=poll, key__in=roll.contact_keys(poll, roll.Contact(person)))


class World:
    """People who ask for links one after another, and then vote in an order of its own."""

    def __init__(self, chance: random.Random, kind: str) -> None:
        self.kind, self.pal = kind, make_pal()
        self.counters = [make_counter(name) for name in ("ola", "jan")]
        self.people = [f"osoba{chance.randrange(10**6)}@example.org" for _person in range(7)]
        self.on_paper = self.people[5:]
        self.ballots = [self.drawn(chance) for _person in self.people]

    def drawn(self, chance: random.Random) -> str:
        numbers = chance.sample([1, 2, 3], k=1 if self.kind == "single" else 2)
        if self.kind == "points":
            return " ".join(f"{number}={chance.randint(1, 5)}" for number in sorted(numbers))
        return " ".join(map(str, numbers if self.kind == "ranking" else sorted(numbers)))

    def held(self, order: Sequence[int], casts: Sequence[int], vote: Vote) -> Dump:
        """Hold a poll up to its count: person `order[n]` comes n-th, with ballot `casts[n]`."""
        poll = open_poll(kind=self.kind, pal=self.pal)
        for person in self.people:
            path = reverse("debates:poll_ask", args=[poll.public_id])
            assert Client().post(path, {"contact": person}).status_code == 302
        for person in self.on_paper:
            who = [roll.contact_keys(poll, roll.Contact(person))]
            operations.hand_out_paper(poll, who=who, actor=SYSTEM)
        paper: dict[str, int] = {}
        for number, cast in zip(order, casts, strict=True):
            person, ballot = self.people[number], self.ballots[cast]
            if person in self.on_paper:
                paper[ballot] = paper.get(ballot, 0) + 1
            else:
                vote(poll, line_of(poll, person), ballot)
        names = named_lines(poll, self.people)
        poll = close(poll)
        for counter in self.counters:
            operations.type_count(poll, ballots=paper, spoilt=0, actor=counter)
        return dump(names)


def two_worlds(seed: int, kind: str, vote: Vote) -> tuple[Dump, Dump]:
    chance = random.Random(seed)
    world = World(chance, kind)
    numbers = range(len(world.people))
    dumps = []
    for _world in range(2):
        order, casts = (chance.sample(numbers, k=len(numbers)) for _each in range(2))
        with forgotten():
            dumps.append(world.held(order, casts, vote))
    return dumps[0], dumps[1]


@contextmanager
def forgotten() -> Iterator[None]:
    """Take back all that is written within; both worlds number their rows from the same on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(oid::regclass, 1000) FROM pg_class WHERE relkind = 'S'")
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def on_the_web(poll: Poll, line: Voter, ballot: str) -> None:
    """Vote as a browser does: in two steps, by the pages."""
    parts = [part.partition("=") for part in ballot.split()]
    fields: dict[str, Any] = {"choices": [number for number, _sign, _points in parts]}
    if poll.kind == "points":
        fields = {f"option_{number}": points for number, _sign, points in parts}
    if poll.kind == "ranking":
        fields = {f"option_{part[0]}": place for place, part in enumerate(parts, start=1)}
    client, path = Client(), reverse("debates:poll_ballot", args=[roll.token(line.pk)])
    assert client.post(path, fields).status_code == 200
    assert client.post(path, fields | {"cast": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("seed", "kind"), [(1, "single"), (2, "multiple"), (3, "ranking"), (4, "points")]
)
def test_who_cast_which_ballot_and_when_leaves_no_trace(seed: int, kind: str) -> None:
    one, other = two_worlds(seed, kind, on_the_web)

    assert {table: (one[table], other[table]) for table in one if one[table] != other[table]} == {}
    assert len({row for row in one["debates_voter"] if "line of osoba" in row}) == 7
    assert [len(one[table]) for table in ("debates_box", "outbox_message")] == [1, 7]


def test_a_row_for_each_ballot_beside_its_voter_would_leave_one() -> None:
    """Guard the test above: what joins a voter to a vote is found by it, without any time."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE weak_ballot (line varchar(40), ballot varchar(40))")

    def beside(poll: Poll, line: Voter, ballot: str) -> None:
        on_the_web(poll, line, ballot)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO weak_ballot VALUES (%s, %s)", [str(line.pk), ballot])

    one, other = two_worlds(2, "multiple", beside)

    assert [table for table in one if one[table] != other[table]] == ["weak_ballot"]


def test_rows_in_the_order_they_came_would_leave_one_too() -> None:
    """Guard it once more: a table of ballots alone, numbered, tells the order of votes."""
    number = "integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY"
    if connection.vendor == "sqlite":
        number = "integer PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE weak_box (id {number}, ballot varchar(40))")

    def apart(poll: Poll, line: Voter, ballot: str) -> None:
        on_the_web(poll, line, ballot)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO weak_box (ballot) VALUES (%s)", [ballot])

    one, other = two_worlds(2, "multiple", apart)

    assert [table for table in one if one[table] != other[table]] == ["weak_box"]


def test_the_roll_and_the_box_share_nothing_but_the_poll() -> None:
    def columns(name: str) -> dict[str, str]:
        fields = apps.get_model("debates", name)._meta.local_concrete_fields
        return {field.column: field.get_internal_type() for field in fields}

    box, voter = columns("Box"), columns("Voter")

    assert set(box) == {"id", "poll_id", "ballots"}
    assert set(voter) == {"id", "poll_id", "batch_id", "key", "has_voted", "channel"}
    assert not [kind for kind in (*box.values(), *voter.values()) if "Date" in kind]
    assert not any(row.is_relation for row in Voter._meta.related_objects)
