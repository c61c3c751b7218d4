"""What many are sent at once: written once, with each one's own words, and the way out."""

import pytest
from django.core import mail

from podworko.audit import public as audit
from podworko.messages import operations
from podworko.messages.channels import Recipient
from podworko.messages.delivery import deliver_due
from podworko.messages.gateways import mail as as_mail
from podworko.messages.models import Message
from podworko.messages.operations import Copy, own_mark
from podworko.messages.tests.factories import CONTEXT, make_message
from podworko.messages.writing import write

pytestmark = pytest.mark.django_db

MARKED = {**CONTEXT, "url": f"https://example.org/moje/{own_mark('word')}/"}


def copy(number: int, **fields: object) -> Copy:
    known: dict[str, object] = {
        "to": Recipient("", email=f"r{number}@example.org"),
        "about": Message(pk=number),
        "once": f"copy:{number}",
        "own": {"word": f"own-{number}"},
    }
    return Copy(**{**known, **fields})  # type: ignore[arg-type] # of different kinds


def test_each_gets_the_same_text_with_their_own_words() -> None:
    written = operations.send_copies("outbox/hello", [copy(1), copy(2)], context=MARKED)

    assert written == 2
    for number, message in enumerate(Message.objects.order_by("pk"), start=1):
        for text in (message.body_text, message.body_html):
            assert f"/moje/own-{number}/" in text
            assert own_mark("word") not in text
        assert message.about.endswith(f":{number}")
        assert audit.history(message) == ["message.written"]


def test_nobody_knows_a_mark_to_write_into_a_title() -> None:
    guessed = {**MARKED, "name": "https://example.com/own--word--own"}
    operations.send_copies("outbox/hello", [copy(1)], context=guessed)
    assert "example.com/own-1" not in Message.objects.get().body_text
    assert len(own_mark("")) > len("own--") + 12


def test_who_holds_one_under_the_key_gets_no_second() -> None:
    operations.send_copies("outbox/hello", [copy(1)], context=MARKED)

    assert operations.send_copies("outbox/hello", [copy(1), copy(2)], context=MARKED) == 1
    assert Message.objects.count() == 2


@pytest.mark.parametrize("word", ["", "a b", "<b>", "ą", "x\n", '"'])
def test_an_own_word_that_would_need_escaping_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="plain word"):
        operations.send_copies("outbox/hello", [copy(1, own={"word": word})], context=MARKED)
    assert not Message.objects.exists()


def test_each_reads_their_own_language() -> None:
    english = copy(1, to=Recipient("", email="r1@example.org", language="en"))
    operations.send_copies("outbox/hello", [english, copy(2)], context=MARKED)

    assert sorted(Message.objects.values_list("language", flat=True)) == ["en", "pl"]


def test_the_way_out_stands_in_the_head_of_a_mail_and_in_no_other() -> None:
    url = "https://example.org/koniec/x/"
    head = as_mail(make_message(unsubscribe_url=url)).extra_headers
    assert head["List-Unsubscribe"] == f"<{url}>"
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in as_mail(make_message()).extra_headers

    deliver_due(5)
    assert mail.outbox[0].message()["List-Unsubscribe"] == f"<{url}>"


def test_an_emptied_message_keeps_no_way_out() -> None:
    message = make_message(unsubscribe_url="https://example.org/koniec/x/", person_id=7)
    operations.forget_person(7, actor=audit.SYSTEM)
    message.refresh_from_db()
    assert message.unsubscribe_url == ""


def test_a_message_may_have_headings_and_plain_links() -> None:
    written = write("outbox/parts", language="pl", context=CONTEXT)

    assert "<h2>Spotkania</h2>" in written.html
    assert '<p class="line">' in written.html
    assert 'class="button"' not in written.html.split("<main>")[1]
    assert "Spotkania\n\nJoga:\nhttps://example.org/moje/7/\n\nwtorek" in written.text
