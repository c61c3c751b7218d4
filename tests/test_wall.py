"""The wall around confidential conversations: no page tells who came, how to reach them or why.

The specialist's own pages and the holder's own are the only doors. Without the wall there would
be others: the same look finds them then.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import ROLES, Grant, User
from podworko.consultations import links, policies
from podworko.core import times
from podworko.messages.models import Message
from podworko.network.public import Pal
from tests.marks import HINT, Planted, plant, remove_the_wall
from tests.permission_table import TABLE, Row
from tests.test_permissions import EVERYBODY, NOBODY, client_of, world

__all__ = ["world"]

OWN = "consultations:"
"""Where the pages of specialists are, and those of holders."""
QUERIES: tuple[dict[str, str], ...] = (
    {"q": HINT},
    {"plik": "xlsx"},
    {"plik": "csv"},
    {"plik": "pdf"},
)
ALL = "*"
BY_WORD = ("__getitem__", "__contains__", "get", "getlist")
AT_ONCE = ("__iter__", "copy", "dict", "items", "keys", "lists", "urlencode", "values")
SEES_MOST = ("network-coordinator", "administrator", "data-protection-officer", "specialist")
Found = dict[str, set[str]]


@pytest.fixture
def staff(db: None) -> User:
    """Give the specialist who holds the conversations."""
    del db
    return User.objects.create_user("rozmowy@example.org", name="Ewa Cicha")


def answers(
    client: Client, world: dict[str, object], *, names: Collection[str] = TABLE, **query: str
) -> Iterator[tuple[str, bytes]]:
    """Yield what these pages of the table answer, every one unless told, whatever its status."""
    for name, row in TABLE.items():
        if row.method == "GET" and name in names:
            asked = {**row.extra.get("data", {}), **query}
            more = {key: value for key, value in row.extra.items() if key != "data"}
            yield name, body(client.get(_path(name, row, world), asked, **more))


def words_read(client: Client, world: dict[str, object]) -> dict[str, set[str]]:
    """Return by page which words of its address it looks at.

    Asked with a word it does not look at, a page answers as it does without: that is asked by the
    test before. The word that nobody knows has forms believe they were sent.
    """
    read: dict[str, set[str]] = {}
    for name, row in TABLE.items():
        if row.method == "GET":
            with _noting(read.setdefault(name, set())):
                list(answers(client, world, names={name}, nobody="1"))
    return read


@contextmanager
def _noting(words: set[str]) -> Iterator[None]:
    def noted(method: Any) -> Any:
        def call(query: QueryDict, *arguments: Any, **more: Any) -> Any:
            words.add(str(arguments[0]) if arguments else ALL)
            return method(query, *arguments, **more)

        return call

    with ExitStack() as patches:
        for name in (*BY_WORD, *AT_ONCE):
            made = noted(getattr(QueryDict, name))
            patches.enter_context(mock.patch.object(QueryDict, name, made))
        yield


def _path(name: str, row: Row, world: dict[str, object]) -> str:
    return row.path or reverse(name, kwargs={k: world[v] for k, v in row.kwargs.items()})


def body(answer: Any) -> bytes:
    """Return all that was answered, headers too."""
    content = b"".join(answer) if answer.streaming else answer.content
    return content if content[:2] == b"PK" else content + str(dict(answer.headers)).encode()


def shown(client: Client, world: dict[str, object], planted: Planted, **query: Any) -> Found:
    """Return which pages show which marks; `names` and `query` as for `answers`."""
    pages = answers(client, world, **query)
    found = {name: planted.found_in(content) for name, content in pages}
    return {name: marks for name, marks in found.items() if marks}


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", EVERYBODY)
def test_no_page_shows_anybody_who_came(role: str, world: dict[str, object], staff: User) -> None:
    planted = plant(Pal.objects.get(slug="pal"), staff=staff)

    assert shown(client_of(role), world, planted) == {}


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", [NOBODY, *SEES_MOST])
def test_no_search_and_no_file_shows_anybody_who_came(
    role: str, world: dict[str, object], staff: User
) -> None:
    planted = plant(Pal.objects.get(slug="pal"), staff=staff)
    client = client_of(role)
    read = words_read(client, world)

    for query in QUERIES:
        names = {name for name, words in read.items() if words & {*query, ALL}}
        assert names
        assert shown(client, world, planted, names=names, **query) == {}, query


@pytest.mark.once
@pytest.mark.django_db
def test_the_specialist_sees_them_on_pages_of_conversations_alone(
    world: dict[str, object], staff: User
) -> None:
    pal = Pal.objects.get(slug="pal")
    Grant.objects.create(user=staff, role="specialist", pal=pal)
    planted = plant(pal, staff=staff)
    client = Client()
    client.force_login(staff)

    assert [name for name in shown(client, world, planted) if not name.startswith(OWN)] == []


@pytest.mark.once
@pytest.mark.django_db
def test_the_two_who_should_read_them_do(world: dict[str, object], staff: User) -> None:
    """Guard the look itself: on the pages that are doors it finds the marks."""
    pal = Pal.objects.get(slug=str(world["slug"]))
    Grant.objects.create(user=staff, role="specialist", pal=pal)
    planted = plant(pal, staff=staff)
    client = Client()
    client.force_login(staff)
    talk = policies.own_appointments(staff).filter(state="booked").earliest("pk")

    day = f"{reverse('consultations:desk_day')}?dzien={times.local(talk.starts_at):%Y-%m-%d}"
    one = reverse("consultations:desk_appointment", args=[talk.public_id])
    doors = {name: planted.found_in(body(client.get(name))) for name in (day, one)}
    holders_own = planted.found_in(body(Client().get(links.path(talk))))

    assert all({"skryta1qx", "731904881"} <= found for found in doors.values())
    assert holders_own & planted.digits


def everywhere(role: str) -> Client:
    """Sign somebody in whose role holds in the whole network."""
    client, user = Client(), User.objects.create_user(f"all-{role}@example.org", name=role)
    Grant.objects.create(user=user, role=role, pal=None)
    client.force_login(user)
    return client


def messages_shown(planted: Planted) -> set[str]:
    """Return which marks the pages of the outbox show to anybody, messages one by one too."""
    found: set[str] = set()
    pages = [reverse(f"outbox:{page}") for page in ("messages", "calls", "print_letters")]
    searched = [f"{pages[0]}?q={HINT}", f"{pages[0]}?plik=csv", f"{pages[1]}?plik=csv"]
    keys = Message.objects.values_list("public_id", flat=True)
    each_one = [reverse("outbox:message", args=[key]) for key in keys]
    for role in ROLES:
        client = everywhere(role)
        for path in (*pages, *searched, *each_one):
            found |= planted.found_in(body(client.get(path)))
    return found


@pytest.mark.django_db
def test_no_desk_reads_a_message_to_them(staff: User, world: dict[str, object]) -> None:
    planted = plant(Pal.objects.get(slug=str(world["slug"])), staff=staff)

    assert messages_shown(planted) == set()


@pytest.mark.django_db
def test_without_the_wall_the_desk_would(
    staff: User, world: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_the_wall(monkeypatch)
    planted = plant(Pal.objects.get(slug=str(world["slug"])), staff=staff)

    assert {"tajna1qx", "skryta1qx"} <= messages_shown(planted)
