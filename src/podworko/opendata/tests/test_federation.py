"""Followed from other servers: signatures, followers, what they are told and when."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import Message
from functools import cache
from io import BytesIO
from typing import Any
from unittest import mock
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

import pytest
from django.core.cache import cache as remembered
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from podworko.activities.models import Activity, Session
from podworko.activities.operations import Slot, cancel_session, change_session
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.core.web import WebError
from podworko.opendata import operations, tasks
from podworko.opendata.federation import asking, documents, receiving, signing
from podworko.opendata.federation.asking import GoneError
from podworko.opendata.models import Account, Announced, Follower, Sending

HER = "https://mastodon.example/users/ada"
HIS = "https://mastodon.example/users/jan"
SITE = "http://localhost:8000"

# draft-cavage-http-signatures-12, appendix C: the key and the request of its examples.
KEY = """-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
"""
BODY = b'{"hello": "world"}'
REQUEST = signing.Asked(
    "POST",
    "/foo?param=value&pet=dog",
    {
        "host": "example.com",
        "date": "Sun, 05 Jan 2014 21:31:40 GMT",
        "content-type": "application/json",
        "digest": "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        "content-length": "18",
    },
)
EXAMPLES = {
    "default": (
        'keyId="Test",algorithm="rsa-sha256",signature="SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqt'
        "ifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs+FLEEaDV5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGm"
        'tdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM="'
    ),
    "basic": (
        'keyId="Test",algorithm="rsa-sha256",headers="(request-target) host date",signature="qdx+H7'
        "PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdK"
        'FYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0="'
    ),
    "all headers": (
        'keyId="Test",algorithm="rsa-sha256",headers="(request-target) host date content-type'
        ' digest content-length",signature="vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8r'
        "gOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5M"
        'OkR0Zkly4zKH7s1dE="'
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_the_draft_verify(name: str) -> None:
    signature = signing.read(EXAMPLES[name])

    assert signature
    assert signing.verifies(signature, REQUEST, public_key=KEY)
    elsewhere = signing.Asked("POST", "/bar", {**REQUEST.headers, "date": "now"})
    assert not signing.verifies(signature, elsewhere, public_key=KEY)


def test_a_digest_is_that_of_the_draft() -> None:
    assert signing.digest_of(BODY) == REQUEST.headers["digest"]


@pytest.mark.parametrize(
    ("name", "minutes", "body", "fresh"),
    [
        ("all headers", 0, BODY, True),
        ("all headers", 60 * 11, BODY, True),
        ("all headers", 60 * 13, BODY, False),
        ("all headers", -60 * 13, BODY, False),
        ("all headers", 0, b"another", False),
        ("basic", 0, BODY, False),
    ],
)
def test_a_signature_is_of_now_and_of_this_body(
    name: str, minutes: int, body: bytes, *, fresh: bool
) -> None:
    signature = signing.read(EXAMPLES[name])
    now = datetime(2014, 1, 5, 21, 31, 40, tzinfo=UTC) + timedelta(minutes=minutes)

    assert signature
    assert signing.is_fresh(REQUEST, body, signature, now=now) == fresh


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        'keyId="x",signature="!"',
        'keyId="x",signature="\xe9"',
        'keyId="x",algorithm="hmac-sha256"',
    ],
)
def test_what_is_no_signature_is_none(header: str) -> None:
    assert signing.read(header) is None


NEW_KEY = signing.new_key
"""As it is made: `one_key` may stand in its place when it is asked first."""


@cache
def one_key() -> tuple[str, str]:
    """Return a key made once: making one takes longer than most tests."""
    return NEW_KEY()


class Elsewhere:
    """Another server: its people, and what it takes of us."""

    def __init__(self) -> None:
        self.private, self.public = one_key()
        self.gone: set[str] = set()
        self.is_away = False
        self.asked = 0
        self.taken: list[tuple[str, dict[str, Any]]] = []

    def person(self, uri: str) -> dict[str, Any]:
        return {
            "id": uri,
            "type": "Person",
            "inbox": f"{uri}/inbox",
            "endpoints": {"sharedInbox": "https://mastodon.example/inbox"},
            "publicKey": {"id": f"{uri}#main-key", "owner": uri, "publicKeyPem": self.public},
        }

    def answer(self, request: Any) -> bytes:
        """Stand in for the network: `asking` has signed and checked everything by now."""
        self.asked += 1
        if self.is_away:
            raise WebError("no answer")
        uri = request.full_url
        if uri in self.gone:
            raise GoneError
        if request.data is None:
            return json.dumps(self.person(uri)).encode()
        self.taken.append((uri, json.loads(request.data)))
        return b""

    def sign(self, uri: str, path: str, body: bytes, **changed: str) -> dict[str, str]:
        headers = {
            "host": "localhost:8000",
            "date": signing.http_date(timezone.now()),
            "digest": signing.digest_of(body),
            "content-type": documents.CONTENT_TYPE,
        }
        names = ("(request-target)", "host", "date", "digest", "content-type")
        asked = signing.Asked("POST", path, headers)
        headers["signature"] = signing.sign(
            asked, names, key_id=f"{uri}#main-key", private_key=self.private
        )
        return headers | changed


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Elsewhere:
    remembered.clear()
    settings.PODWORKO_FEDERATION = True
    there = Elsewhere()
    monkeypatch.setattr(asking, "_answer", there.answer)
    return there


@pytest.fixture
def account(elsewhere: Elsewhere) -> Account:
    del elsewhere
    make_pal(slug="olsza", name="Olsza")
    with mock.patch.object(signing, "new_key", one_key):
        operations.open_accounts(actor=SYSTEM)
    return Account.objects.get(name="olsza")


Post = Callable[..., int]


@pytest.fixture
def post(client: Client, elsewhere: Elsewhere, account: Account) -> Post:
    def send(kind: str, *, uri: str = HER, about: Any = None, **changed: str) -> int:
        about = about or documents.account_id(account)
        told = {"id": f"{uri}#1", "type": kind, "actor": uri, "object": about}
        body = json.dumps(told).encode()
        path = "/ap/olsza/inbox"
        headers = elsewhere.sign(uri, path, body, **changed)
        return client.post(
            path, body, content_type=headers.pop("content-type"), headers=headers
        ).status_code

    return send


@pytest.mark.django_db
def test_a_stranger_follows_once_and_is_told_so(
    post: Post, account: Account, elsewhere: Elsewhere
) -> None:
    assert [post("Follow"), post("Follow")] == [202, 202]

    follower = Follower.objects.get()
    assert (follower.uri, follower.best_inbox) == (HER, "https://mastodon.example/inbox")
    operations.deliver(actor=SYSTEM)
    (inbox, accepted), *_again = elsewhere.taken
    assert inbox == f"{HER}/inbox"
    assert (accepted["type"], accepted["actor"]) == ("Accept", documents.account_id(account))
    assert accepted["object"]["actor"] == HER
    assert not Sending.objects.exists()


@pytest.mark.django_db
def test_who_follows_no_more_is_forgotten(post: Post) -> None:
    post("Follow")
    post("Follow", uri=HIS)

    undone = {"type": "Follow", "actor": HER, "object": f"{SITE}/ap/olsza"}
    assert post("Undo", about=undone) == 202

    assert [row.uri for row in Follower.objects.all()] == [HIS]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"digest": signing.digest_of(b"another")},
        {"date": signing.http_date(datetime(2020, 1, 1, tzinfo=UTC))},
        {"signature": ""},
        {"signature": 'keyId="https://mastodon.example/users/ada#main-key",signature="AAAA"'},
        {"host": "gdzie-indziej.example"},
    ],
    ids=["another body", "long ago", "no signature", "a wrong one", "meant for others"],
)
def test_who_cannot_prove_who_they_are_follows_nobody(
    post: Post, settings: Any, changed: dict[str, str]
) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    assert post("Follow", **changed) == 401
    assert not Follower.objects.exists()


@pytest.mark.django_db
def test_nobody_follows_in_anothers_name(
    client: Client, elsewhere: Elsewhere, account: Account
) -> None:
    told = {"type": "Follow", "actor": HIS, "object": documents.account_id(account)}
    body = json.dumps(told).encode()
    headers = elsewhere.sign(HER, "/ap/inbox", body)

    answer = client.post(
        "/ap/inbox", body, content_type=headers.pop("content-type"), headers=headers
    )

    assert answer.status_code == 401
    assert not Follower.objects.exists()


@pytest.mark.django_db
def test_a_key_that_was_changed_is_read_anew(
    post: Post, elsewhere: Elsewhere, account: Account
) -> None:
    asking.remote(HER, by=account)
    elsewhere.private, elsewhere.public = signing.new_key()

    assert post("Follow") == 202


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"no json", 400),
        (b"[]", 400),
        (b"[" * 50_000, 400),
        (b'{"type": "Follow", "actor": 1, "object": {}}', 400),
        (b'{"type": "Like", "actor": "https://x.example/a", "object": "https://y.example/"}', 202),
        (b"x" * 200_000, 400),
        (rb'{"type": "Follow", "actor": "https://x.example/\u0000", "object": "y"}', 400),
        (rb'{"type": "Follow", "actor": "https://x.example/a", "object": "\ud800"}', 400),
    ],
    ids=[
        "nothing",
        "no json",
        "a list",
        "deep",
        "wrong kinds",
        "of no concern",
        "too long",
        "a null",
        "half a letter",
    ],
)
def test_whatever_is_put_into_the_inbox_is_answered(
    client: Client, account: Account, body: bytes, status: int
) -> None:
    del account
    answer = client.post("/ap/inbox", body, content_type=documents.CONTENT_TYPE)

    assert answer.status_code == status


@pytest.mark.django_db
def test_who_left_their_server_is_forgotten_when_it_says_so(
    post: Post, elsewhere: Elsewhere
) -> None:
    post("Follow")

    assert post("Delete", about=HER) == 202
    assert Follower.objects.exists(), "somebody else said it"
    elsewhere.gone.add(HER)
    assert post("Delete", about=HER) == 202

    assert not Follower.objects.exists()


@pytest.mark.django_db
def test_of_strangers_who_left_nothing_is_asked(post: Post, elsewhere: Elsewhere) -> None:
    assert post("Delete", about=HER) == 202

    assert elsewhere.asked == 0


@pytest.mark.django_db
def test_who_cannot_be_read_is_asked_for_once(post: Post, elsewhere: Elsewhere) -> None:
    assert post("Follow", signature=f'keyId="{HER}#x",signature="AAAA"') == 401
    assert elsewhere.asked == 0, "it signs nothing"
    stranger = elsewhere.sign(HIS, "/ap/olsza/inbox", b"another")["signature"]
    assert post("Follow", signature=stranger) == 401

    assert elsewhere.asked == 1


@pytest.mark.django_db
def test_of_a_letter_only_what_is_known_is_sent_back(account: Account) -> None:
    remote = asking.remote("https://mastodon.example/" + "u" * 460, by=account)
    assert remote
    letter = {"id": "\ud800" * 900, "type": "Follow", "actor": HER, "object": {"id": "x" * 9000}}

    operations.follow(account, remote, letter=letter, actor=SYSTEM)

    told = json.loads(Sending.objects.get().body)["object"]
    assert (told["object"], len(told["id"])) == (documents.account_id(account), 500)


@pytest.mark.django_db
def test_a_server_that_is_away_may_come_again(post: Post, elsewhere: Elsewhere) -> None:
    elsewhere.is_away = True

    assert post("Follow") == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"id": HIS},
        {"publicKey": None},
        {"publicKey": {"owner": HIS}},
        {"inbox": "https://inny.example/inbox"},
        {"inbox": "http://mastodon.example/inbox"},
        {"inbox": 7},
    ],
)
def test_a_server_speaks_of_its_own_people_alone(
    account: Account, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, changed: Any
) -> None:
    monkeypatch.setattr(elsewhere, "person", lambda uri: Elsewhere.person(elsewhere, uri) | changed)

    assert asking.remote(HER, by=account) is None


@pytest.mark.django_db
def test_nothing_inside_our_network_and_nothing_of_the_demonstration_is_asked(
    account: Account, settings: Any
) -> None:
    with pytest.raises(WebError):
        asking.remote("http://mastodon.example/users/ada", by=account)
    settings.PODWORKO_DEMO = True
    with pytest.raises(WebError):
        asking.remote(HER, by=account)


class Answer(BytesIO):
    """What a server says, and as what."""

    def __init__(self, kind: str, said: bytes) -> None:
        super().__init__(said)
        self.headers = Message()
        self.headers["content-type"] = kind


@pytest.mark.parametrize("kind", ["application/json", "text/html", "image/png"])
def test_what_people_upload_is_not_their_servers_word(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    asked = Request(HER)
    there = mock.Mock()
    monkeypatch.setattr(asking, "opener", lambda: there)
    there.open.return_value = Answer(kind, b"{}")

    with pytest.raises(WebError):
        asking._answer(asked)
    there.open.return_value = Answer("application/ld+json; profile=x", b"{}")
    assert asking._answer(asked) == b"{}"


@pytest.mark.parametrize(
    ("code", "body", "error"),
    [(404, None, GoneError), (410, b"x", GoneError), (404, b"x", WebError), (500, b"x", WebError)],
)
def test_an_inbox_is_gone_only_when_its_server_says_so(
    monkeypatch: pytest.MonkeyPatch, code: int, body: bytes | None, error: type[Exception]
) -> None:
    there = mock.Mock()
    there.open.side_effect = HTTPError(HER, code, "", Message(), BytesIO())
    monkeypatch.setattr(asking, "opener", lambda: there)

    with pytest.raises(error):
        asking._answer(Request(HER, data=body))


@pytest.mark.django_db
def test_a_person_deep_in_lists_is_nobody(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_answer", lambda _request: b"[" * 90_000)

    assert asking.remote(HER, by=account) is None


@pytest.mark.django_db
def test_a_pal_may_have_any_name_and_change_it() -> None:
    pal = make_pal(slug="podworko", name="Podwórko")
    make_pal(slug="inbox", name="Inbox")
    with mock.patch.object(signing, "new_key", one_key):
        assert operations.open_accounts(actor=SYSTEM) == 3
        type(pal).objects.filter(pk=pal.pk).update(slug="inaczej")
        assert operations.open_accounts(actor=SYSTEM) == 0

    names = set(Account.objects.values_list("name", flat=True))
    assert names == {"podworko", "pal-podworko", "pal-inbox"}


def told_of(elsewhere: Elsewhere) -> list[tuple[str, str]]:
    """Return what was announced since, by kind and name; accepting is left out."""
    operations.announce(actor=SYSTEM)
    operations.deliver(actor=SYSTEM)
    found = [
        (letter["type"], letter["object"].get("name", letter["object"]["type"]))
        for _inbox, letter in elsewhere.taken
        if letter["type"] != "Accept"
    ]
    elsewhere.taken.clear()
    return found


@pytest.mark.django_db
def test_followers_hear_once_of_what_comes_changes_is_called_off_and_goes(
    post: Post, account: Account, elsewhere: Elsewhere
) -> None:
    pal = account.pal
    make_session(activity=make_activity(pal=pal, title="Było przed nami"), days=3)
    post("Follow")
    post("Follow", uri=HIS)
    assert told_of(elsewhere) == [], "who comes anew is not flooded"

    near = make_session(activity=make_activity(pal=pal, title="Kino"), days=5)
    make_session(activity=make_activity(pal=pal, title="Za miesiąc"), days=30)
    make_session(activity=make_activity(pal=pal, state=Activity.State.DRAFT), days=4)
    assert told_of(elsewhere) == [("Create", "Kino")], "one letter for a whole server"
    assert told_of(elsewhere) == []

    Activity.objects.filter(pk=near.activity_id).update(title="Kino letnie")
    assert told_of(elsewhere) == [("Update", "Kino letnie")]
    cancel_session(near, reason="burza", actor=SYSTEM)
    assert told_of(elsewhere) == [("Update", "ODWOŁANE: Kino letnie"), ("Create", "Note")]
    Session.objects.filter(pk=near.pk).update(is_public=False)
    assert told_of(elsewhere) == [("Delete", "Tombstone")]
    assert told_of(elsewhere) == []


def letters(elsewhere: Elsewhere) -> list[dict[str, Any]]:
    elsewhere.taken.clear()
    operations.announce(actor=SYSTEM)
    operations.deliver(actor=SYSTEM)
    return [letter for _inbox, letter in elsewhere.taken]


@pytest.mark.django_db
def test_what_is_told_is_of_now_and_each_account_speaks_for_itself(
    post: Post, account: Account, elsewhere: Elsewhere, client: Client
) -> None:
    post("Follow")
    post("Follow", uri=HIS, about=f"{SITE}/ap/podworko")
    operations.deliver(actor=SYSTEM)
    session = make_session(activity=make_activity(pal=account.pal, title="Kino"), days=5)
    long_ago = timezone.now() - timedelta(days=60)
    Activity.objects.update(changed_at=long_ago)
    Session.objects.update(changed_at=long_ago)

    told = {letter["actor"]: letter["object"] for letter in letters(elsewhere)}

    names = (f"{SITE}/ap/podworko", f"{SITE}/ap/olsza")
    assert {who: (each["id"], each["attributedTo"]) for who, each in told.items()} == {
        who: (f"{who}/wydarzenie/{session.public_id}", who) for who in names
    }
    for each in told.values():
        age = timezone.now() - datetime.fromisoformat(each["published"])
        assert age < timedelta(hours=1), "Mastodon shows nobody what is older than six hours"
        again = machine(client, urlsplit(each["id"]).path).json()
        assert {name: again[name] for name in each} == each
    assert len({each["uuid"] for each in told.values()}) == 2, "Mobilizon wants one for each"
    assert letters(elsewhere) == []


@pytest.mark.django_db
def test_calling_off_is_said_in_words_too(
    post: Post, account: Account, elsewhere: Elsewhere
) -> None:
    post("Follow")
    operations.deliver(actor=SYSTEM)
    near = make_session(activity=make_activity(pal=account.pal, title="Kino <b>"), days=5)
    letters(elsewhere)
    cancel_session(near, reason="burza", actor=SYSTEM)

    _update, answer = letters(elsewhere)

    note = answer["object"]
    assert note["inReplyTo"] == f"{SITE}/ap/olsza/wydarzenie/{near.public_id}"
    assert note["content"].startswith("<p>ODWOŁANE: Kino &lt;b&gt;, ")
    assert "<p>burza</p>" in note["content"]
    assert note["to"] == [documents.PUBLIC]


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_once_a_minute(
    account: Account, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        operations._send(account, "{}", [f"https://mastodon.example/{number}/inbox"])

    def away(_request: object) -> bytes:
        elsewhere.asked += 1
        raise asking.AwayError("no answer")

    monkeypatch.setattr(asking, "_answer", away)
    operations.deliver(actor=SYSTEM)

    assert elsewhere.asked == 1
    assert list(Sending.objects.values_list("tries", flat=True)) == [1, 1, 1]


@pytest.mark.django_db
def test_slow_servers_do_not_hold_up_other_work(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations._send(account, "{}", [f"https://s{number}.example/inbox" for number in range(5)])
    seconds = iter(range(0, 1000, 25))
    monkeypatch.setattr(operations, "monotonic", lambda: next(seconds))

    assert operations.deliver(actor=SYSTEM) == 1
    assert Sending.objects.count() == 4


@pytest.mark.django_db
def test_when_a_servers_inbox_is_closed_each_ones_own_is_written_to(
    post: Post, account: Account, elsewhere: Elsewhere
) -> None:
    post("Follow")
    operations.deliver(actor=SYSTEM)
    make_session(activity=make_activity(pal=account.pal, title="Kino"), days=5)
    elsewhere.gone.add("https://mastodon.example/inbox")

    letters(elsewhere)
    operations.deliver(actor=SYSTEM)

    assert [inbox for inbox, _letter in elsewhere.taken] == [f"{HER}/inbox"]
    assert Follower.objects.get().best_inbox == f"{HER}/inbox"


@pytest.mark.django_db
def test_what_is_only_farther_away_now_is_not_told_as_gone(
    post: Post, account: Account, elsewhere: Elsewhere
) -> None:
    post("Follow")
    near = make_session(activity=make_activity(pal=account.pal, title="Kino"), days=5)
    assert told_of(elsewhere) == [("Create", "Kino")]

    later = timezone.now() + timedelta(days=40)
    Session.objects.filter(pk=near.pk).update(starts_at=later, ends_at=later + timedelta(hours=2))

    assert told_of(elsewhere) == [("Update", "Kino"), ("Create", "Note")]


@pytest.mark.django_db
def test_a_letter_waits_for_a_server_that_is_away_and_is_given_up_at_last(
    post: Post, elsewhere: Elsewhere
) -> None:
    post("Follow")
    elsewhere.is_away = True
    now = timezone.now()

    waits = []
    for _each in range(operations.MOST_TRIES):
        assert operations.deliver(actor=SYSTEM, now=now) == 0
        waiting = Sending.objects.first()
        if waiting:
            waits.append(round((waiting.due_at - now).total_seconds() / 60))
            now = waiting.due_at

    assert waits == [5, 10, 20, 40, 80, 160, 320, 640]
    assert not Sending.objects.exists()
    assert Follower.objects.exists(), "a server may be away for longer"


@pytest.mark.django_db
def test_a_letter_waits_no_longer_than_its_server_is_away(post: Post, elsewhere: Elsewhere) -> None:
    post("Follow")
    elsewhere.is_away = True
    operations.deliver(actor=SYSTEM)
    elsewhere.is_away = False

    assert operations.deliver(actor=SYSTEM) == 0, "not before it is due"
    assert operations.deliver(actor=SYSTEM, now=timezone.now() + timedelta(hours=1)) == 1


@pytest.mark.django_db
def test_a_closed_inbox_ends_what_was_sent_there(post: Post, elsewhere: Elsewhere) -> None:
    post("Follow")
    elsewhere.gone.add(f"{HER}/inbox")

    operations.deliver(actor=SYSTEM)

    assert (Follower.objects.count(), Sending.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_what_ended_long_ago_is_forgotten(account: Account) -> None:
    for days in (80, 100):
        account.announced.create(
            session_id=make_session().public_id,
            digest="x",
            told_at=timezone.now(),
            ends_at=timezone.now() - timedelta(days=days),
        )

    tasks.forget_old()

    assert Announced.objects.count() == 1


def machine(client: Client, path: str) -> Any:
    return client.get(path, headers={"accept": documents.CONTENT_TYPE})


@pytest.mark.django_db
def test_an_account_is_found_by_its_name_and_says_what_the_protocol_asks(
    client: Client, account: Account
) -> None:
    found = client.get("/.well-known/webfinger?resource=acct:olsza@localhost:8000")
    link = next(each for each in found.json()["links"] if each["rel"] == "self")
    assert found["Content-Type"] == "application/jrd+json"

    told = machine(client, urlsplit(link["href"]).path).json()

    assert (told["id"], told["preferredUsername"], told["type"]) == (link["href"], "olsza", "Group")
    assert told["publicKey"]["publicKeyPem"] == account.public_key
    for name in ("inbox", "outbox", "followers", "following"):
        assert told[name].startswith(f"{SITE}/ap/olsza/")
    outbox = machine(client, "/ap/olsza/outbox").json()
    assert (outbox["type"], outbox["totalItems"]) == ("OrderedCollection", 0)
    assert "PRIVATE" not in json.dumps(told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "resource",
    [
        "",
        "olsza",
        "acct:nie-ma@localhost:8000",
        "acct:olsza@gdzie-indziej.example",
        "acct:olsza\x00@localhost:8000",
    ],
)
def test_a_name_that_is_not_ours_is_not_found(
    client: Client, account: Account, resource: str
) -> None:
    del account
    assert client.get("/.well-known/webfinger", {"resource": resource}).status_code == 404


@pytest.mark.django_db
def test_a_session_is_an_event_for_machines_and_a_page_for_people(
    client: Client, account: Account
) -> None:
    activity = make_activity(pal=account.pal, title="Kino <b>", description="A & B\n\nC")
    session = make_session(activity=activity)
    path = f"/ap/olsza/wydarzenie/{session.public_id}"

    told = machine(client, path).json()

    assert (told["id"], told["type"], told["name"]) == (SITE + path, "Event", "Kino <b>")
    assert "<p>A &amp; B</p><p>C</p>" in told["content"]
    assert told["to"] == [documents.PUBLIC]
    assert datetime.fromisoformat(told["startTime"]) == session.starts_at
    assert (told["joinMode"], told["ical:status"]) == ("external", "CONFIRMED")
    assert told["@context"][0] == "https://www.w3.org/ns/activitystreams"
    page = client.get(path)
    assert page["Location"] == session.get_absolute_url()
    assert "Accept" in page["Vary"].split(", "), "what is kept of it is not given to machines"
    other = make_session(activity=make_activity(pal=make_pal(slug="inny")))
    assert machine(client, f"/ap/olsza/wydarzenie/{other.public_id}").status_code == 404
    assert client.get("/ap/olsza")["Location"] == "/pal/olsza/"


@pytest.mark.django_db
def test_who_follows_is_told_to_nobody(client: Client, post: Post) -> None:
    post("Follow")

    answer = machine(client, "/ap/olsza/followers")

    assert answer.json()["totalItems"] == 1
    assert HER not in answer.text


@pytest.mark.django_db
def test_an_installation_that_does_not_federate_has_none_of_it(
    client: Client, account: Account, settings: Any
) -> None:
    del account
    settings.PODWORKO_FEDERATION = False
    paths = ["/ap/olsza", "/ap/olsza/outbox", "/.well-known/nodeinfo", "/nodeinfo/2.1"]

    assert [machine(client, path).status_code for path in paths] == [404] * 4
    tasks.announce()
    tasks.deliver()


def test_what_came_in_is_read_before_it_is_believed() -> None:
    undo = {
        "type": "Undo",
        "actor": HER,
        "object": {"type": "Like", "object": "https://x.example/"},
    }

    assert receiving.read(undo) is None
    assert receiving.read({"type": "Follow", "actor": HER, "object": {"id": HIS}}) is not None
    assert receiving.read({"type": "Follow", "actor": "x" * 600, "object": HIS}) is None


@pytest.mark.django_db
def test_another_hour_is_told_with_the_moment_it_was_changed(
    post: Post, account: Account, elsewhere: Elsewhere
) -> None:
    post("Follow")
    session = make_session(activity=make_activity(pal=account.pal, title="Kino"), days=5)
    letters(elsewhere)
    before = documents.event(session, account)["updated"]
    begins = session.starts_at + timedelta(hours=3)

    slot = Slot(begins, begins + timedelta(hours=2), outside_hours="klucze ma Ola")
    change_session(session, slot, actor=SYSTEM)

    letter, answer = letters(elsewhere)
    told = letter["object"]
    assert (letter["type"], told["startTime"]) == ("Update", begins.isoformat())
    # Mastodon takes no change of an event: an answer says it there.
    assert answer["object"]["inReplyTo"] == told["id"]
    assert "INNY TERMIN: Kino" in answer["object"]["content"]
    assert f"{localtime(begins):%H:%M}" in answer["object"]["content"]
    assert datetime.fromisoformat(told["updated"]) > datetime.fromisoformat(before)
    assert letters(elsewhere) == []


@pytest.mark.django_db
def test_neither_a_host_nor_a_crowd_of_hosts_fills_the_table(
    post: Post, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_OF_A_HOST", 1)
    assert [post("Follow"), post("Follow", uri=HIS), post("Follow")] == [202, 403, 202]

    monkeypatch.setattr(operations, "MOST_OF_A_HOST", 9)
    monkeypatch.setattr(operations, "MOST_FOLLOWERS", 1)
    assert post("Follow", uri=HIS) == 403

    assert Follower.objects.count() == 1
    assert post("Undo", about={"type": "Follow", "object": documents.account_id(account)}) == 202
    assert post("Follow", uri=HIS) == 202
