"""Editions: what stands in them, and that each reader gets exactly one, whatever dies."""

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.messages import gateways
from podworko.messages import public as messages
from podworko.messages.models import Message
from podworko.messages.public import deliver_due
from podworko.promotion import letter_links, operations, tasks
from podworko.promotion.models import Delivery, Edition, Subscription
from podworko.promotion.operations import editions
from podworko.promotion.queries.letters import Wanted, gather, issue_for
from podworko.promotion.tests.factories import (
    make_edition,
    make_news,
    make_reader,
    make_readers,
    writer,
)
from podworko.volunteering.models import Opportunity
from podworko.volunteering.operations.offers import set_state
from podworko.volunteering.tests.factories import make_opportunity

pytestmark = pytest.mark.django_db

MANY = 5000
BATCH_OF_DEATH = 2


def sent() -> Counter[str]:
    """Count the messages of editions by whom they are to."""
    rows = Message.objects.filter(template="promotion/edition")
    return Counter(rows.filter(once__startswith="edition:").values_list("to_email", flat=True))


def begun(readers: int) -> Edition:
    make_readers(readers)
    make_news(hours=-1)
    return operations.begin(make_edition(), actor=SYSTEM)


def die_at(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process die once, at the end of a batch, when all of it is written already."""
    real, seen = audit.record, Counter[str]()

    def record(verb: str, **rest: Any) -> None:
        seen[verb] += 1
        if verb == "edition.batch" and seen[verb] == batch:
            raise SystemExit
        real(verb, **rest)

    monkeypatch.setattr(audit, "record", record)


def test_five_thousand_get_exactly_one_each_though_a_worker_dies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = begun(MANY)
    die_at(12, monkeypatch)
    with pytest.raises(SystemExit):
        operations.carry_on(actor=SYSTEM)
    assert 0 < sum(sent().values()) < MANY

    while operations.carry_on(actor=SYSTEM):
        pass

    got = sent()
    assert len(got) == MANY
    assert set(got.values()) == {1}
    edition.refresh_from_db()
    assert edition.state == "sent"


def test_a_few_get_exactly_one_each_though_a_worker_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doubled_after_death(operations.write_batch, monkeypatch) == 0


def test_control_without_one_transaction_and_key_some_get_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same death, with batches that are written bit by bit and letters that bear no key."""
    real = messages.Copy

    def keyless(**fields: Any) -> object:
        return real(**{**fields, "once": f"edition:{uuid.uuid4()}"})

    monkeypatch.setattr(messages, "Copy", keyless)
    without = operations.write_batch.__wrapped__  # type: ignore[attr-defined] # of the decorator
    assert doubled_after_death(without, monkeypatch) > 0


def write_all(write: Callable[..., int], edition: Edition) -> None:
    while write(edition, actor=SYSTEM, size=10):
        pass


def doubled_after_death(write: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> int:
    """Let a worker die in its second batch and another go on; count who got two."""
    edition = begun(25)
    real, seen = editions._written, [0]

    def dying(*args: Any) -> Any:
        done = real(*args)
        seen[0] += 1
        if seen[0] == BATCH_OF_DEATH:
            raise SystemExit
        return done

    monkeypatch.setattr(editions, "_written", dying)
    with pytest.raises(SystemExit):
        write_all(write, edition)
    write_all(write, edition)
    got = sent()
    assert len(got) == 25
    return sum(count > 1 for count in got.values())


def test_a_mail_server_that_stops_in_the_middle_delays_and_neither_loses_nor_doubles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun(30)
    operations.carry_on(actor=SYSTEM)
    real, count = gateways.Mail.send, [0]

    def stopping(self: gateways.Mail, message: Message) -> str:
        count[0] += 1
        if count[0] == 12:
            raise gateways.DelayedError("ConnectionRefusedError", all_of_channel=True)
        return real(self, message)

    monkeypatch.setattr(gateways.Mail, "send", stopping)
    assert deliver_due(100).sent == 11
    Message.objects.filter(status="queued").update(next_try_at=timezone.now())
    deliver_due(100)

    assert Counter(to for one in mail.outbox for to in one.to) == {
        f"{email}": 1 for email in sent()
    }
    assert len(mail.outbox) == 30


def test_each_mail_bears_its_own_way_out_and_nothing_that_tracks() -> None:
    reader, other = make_reader(), make_reader()
    edition = begun(0)
    operations.carry_on(actor=SYSTEM)
    deliver_due(10)
    by_address = {one.to[0]: one for one in mail.outbox}
    letter = by_address[reader.email]
    assert isinstance(letter, EmailMultiAlternatives)

    assert letter.extra_headers["List-Unsubscribe"] == f"<{letter_links.end_url(reader)}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = str(letter.alternatives[0][0])
    assert letter_links.token(reader) in html
    assert letter_links.token(other) not in html
    assert "own--" not in html + str(letter.body)
    assert "<img" not in html
    assert edition.deliveries.count() == 2


def test_the_issue_is_narrowed_to_what_was_chosen() -> None:
    here, there = make_pal(), make_pal()
    for pal, kind in ((here, "culture"), (here, "skills"), (there, "culture")):
        make_session(days=2, activity=make_activity(pal=pal, title=f"{kind} {pal.pk}", kind=kind))
    make_session(days=20, activity=make_activity(pal=here, title="Za późno", kind="culture"))
    make_news(pal=there, title="Tam")
    make_news(pal=None, title="Wszędzie")
    gathered = gather(make_edition(sends_at=timezone.now()), language="pl")

    whole = issue_for(gathered, Wanted())
    own = issue_for(gathered, Wanted(frozenset({here.pk}), frozenset({"culture"})))

    assert len(whole.sessions) == 3
    assert [line.title for line in own.sessions] == [f"culture {here.pk}"]
    assert [line.title for line in own.news] == ["Wszędzie"]


def test_help_is_asked_for_once_people_are_looked_for_however_old_the_draft() -> None:
    draft = make_opportunity(state="draft", title="Pomoc w czytaniu")
    make_opportunity(title="Od dawna")
    Opportunity.objects.update(created_at=timezone.now() - timedelta(days=30))
    edition = make_edition()
    assert gather(edition, language="pl").calls == ()

    set_state(draft, state="open", actor=SYSTEM)

    assert [line.title for line in gather(edition, language="pl").calls] == ["Pomoc w czytaniu"]


def test_gathering_costs_the_same_for_one_and_for_three(
    django_assert_num_queries: Any,
) -> None:
    edition = make_edition(sends_at=timezone.now())
    for _more in range(2):
        make_session(days=2)
        make_news()
        with django_assert_num_queries(6):
            gather(edition, language="pl")


def test_who_has_nothing_in_it_gets_nothing() -> None:
    pal = make_pal()
    make_reader().pals.add(pal)
    make_reader().pals.add(make_pal())
    make_news(pal=pal)
    edition = operations.begin(make_edition(), actor=SYSTEM)
    operations.carry_on(actor=SYSTEM)

    assert Counter(edition.deliveries.values_list("state", flat=True)) == {"written": 1, "empty": 1}


def test_a_week_in_which_nothing_happens_sends_nothing() -> None:
    make_reader()
    edition = operations.begin(make_edition(), actor=SYSTEM)
    operations.carry_on(actor=SYSTEM)

    edition.refresh_from_db()
    assert edition.state == "empty"
    assert not Message.objects.exists()


def test_who_ends_before_their_turn_gets_nothing() -> None:
    reader = make_reader()
    edition = begun(1)
    operations.end(reader, actor=SYSTEM)
    operations.carry_on(actor=SYSTEM)

    assert set(sent()) == {"r0@example.org"}
    assert edition.deliveries.get(subscription=None).state == "dropped"


def test_the_unconfirmed_the_paused_and_paper_are_not_written_to() -> None:
    pal = make_pal(phone="+48120000001")
    make_reader(state="waiting", confirmed_at=None)
    operations.pause(make_reader(), why="550", actor=SYSTEM)
    make_reader(way="paper", email="", name="Zosia", pal=pal)
    texts = make_reader(way="sms", email="", phone="+48600700800", pal=pal)
    make_session(days=2, activity=make_activity(pal=pal, title="Szachy"))
    edition = operations.begin(make_edition(), actor=SYSTEM)
    operations.carry_on(actor=SYSTEM)

    assert edition.deliveries.get().subscription == texts
    message = Message.objects.get()
    assert message.channel == "sms"
    assert "Szachy" in message.body_text
    assert "12 000 00 01" in message.body_text


def test_a_reader_is_on_an_edition_once_and_one_edition_waits() -> None:
    edition, reader = make_edition(), make_reader()
    Delivery.objects.create(edition=edition, subscription=reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(edition=edition, subscription=reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_edition()


def test_an_edition_goes_by_itself_and_the_next_keeps_its_day_and_hour() -> None:
    make_reader()
    make_news()
    edition = make_edition(sends_at=timezone.now() - timedelta(minutes=1))
    tasks.send_letters()
    tasks.send_letters()

    edition.refresh_from_db()
    assert edition.state == "sent"
    coming = Edition.objects.get(state="prepared")
    assert coming.news_since == edition.began_at
    assert times.local(coming.sends_at).time() == times.local(edition.sends_at).time()
    days = times.local(coming.sends_at).date() - times.local(edition.sends_at).date()
    assert days == timedelta(days=7)


def test_the_first_edition_is_for_a_monday() -> None:
    edition = operations.prepare_next(actor=SYSTEM)
    assert edition
    moment = times.local(edition.sends_at)
    assert (moment.weekday(), moment.hour) == (0, 7)
    assert operations.prepare_next(actor=SYSTEM) is None


def test_what_went_or_was_called_off_does_not_go_again() -> None:
    edition = make_edition()
    operations.call_off(edition, actor=SYSTEM)
    for act in (operations.begin, operations.call_off):
        with pytest.raises(DomainError):
            act(edition, actor=SYSTEM)
    assert operations.begin_due(actor=SYSTEM, now=timezone.now() + timedelta(days=9)) is None


@pytest.fixture
def leader() -> User:
    return writer("network-coordinator", name="Kora")


def test_a_trial_goes_to_oneself_alone_and_says_so(leader: User) -> None:
    make_reader()
    make_news(title="Ogród")
    operations.send_try(make_edition(words="Dzień dobry!"), language="pl", actor=leader)

    message = Message.objects.get()
    assert message.to_email == leader.email
    assert "[próba]" in message.subject
    assert "Dzień dobry!" in message.body_text
    assert not Delivery.objects.exists()


def test_readers_are_told_in_their_language() -> None:
    make_reader(language="uk")
    make_news(title_uk="Сад", lead_uk="Сад відкрито.", body_uk="Так.")
    operations.begin(make_edition(words="Polskie", words_uk="Вітаємо"), actor=SYSTEM)
    operations.carry_on(actor=SYSTEM)

    message = Message.objects.get()
    assert message.language == "uk"
    assert "Сад" in message.body_text
    assert "Вітаємо" in message.body_text
    assert "/uk/biuletyn/" in message.body_text
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_a_trial_has_no_links_to_a_choice_that_nobody_made(leader: User, language: str) -> None:
    make_news(title="Ogród")

    operations.send_try(make_edition(words="Cześć!"), language=language, actor=leader)

    message = Message.objects.get()
    told = f"{message.body_text} {message.body_html}"
    assert "/biuletyn/" not in told
    assert "letter_own" not in told
    words = {"pl": "To próba.", "en": "This is a trial.", "uk": "Це проба."}
    assert words[language] in message.body_text
