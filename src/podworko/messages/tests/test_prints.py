"""Letters that wait, printed together: one a page, and only those one may read."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.audit.models import Access, Entry
from podworko.audit.public import SYSTEM, history
from podworko.messages import operations
from podworko.messages.models import Message
from podworko.messages.tests.factories import make_message, make_staff
from podworko.ui.tests.papers.reader import is_for_screen_readers, opened, tags, text_of

pytestmark = pytest.mark.django_db

PATH = reverse("outbox:print_letters")
GIVEN = reverse("outbox:letters_printed")
LETTER = {"channel": "letter", "status": "to_print", "to_email": ""}
BODY = """Dzień dobry!

Masz miejsce w #1 *grupie*.

Zobacz lub zmień zapis:
https://przyklad.pl/zapis/tajny-znak

-- \nPodwórko\nhttps://przyklad.pl"""


class Desk:
    """An animator at the desk of their PAL."""

    def __init__(self, client: Client, role: str = "animator") -> None:
        self.user, self.pal_id = make_staff(role)
        self.client = client
        client.force_login(self.user)

    def letter(self, name: str, **fields: object) -> Message:
        given = {"pal_id": self.pal_id, "to_name": name, "body_text": BODY}
        return make_message(**LETTER | given | fields)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def test_each_letter_has_its_own_page_oldest_first(desk: Desk) -> None:
    desk.letter("Ada O'Neill-Żądło")
    desk.letter("Basia")

    file = desk.client.get(PATH).content

    pages = text_of(file).split("\f")
    assert ["Ada O'Neill-Żądło" in pages[0], "Basia" in pages[1]] == [True, True]
    assert len(pages) == 2
    assert is_for_screen_readers(file)


def test_a_letter_holds_its_words_and_a_code_in_place_of_an_address(desk: Desk) -> None:
    desk.letter("Ada")

    file = desk.client.get(PATH).content

    text = text_of(file)
    assert "Masz miejsce w #1 *grupie*." in text
    assert "Zobacz lub zmień zapis" in text
    assert "tajny-znak" not in text
    assert tags(file).count("/Figure") == 1


def test_only_letters_that_wait_and_that_one_may_read_are_printed(desk: Desk) -> None:
    desk.letter("Ada")
    desk.letter("Wydrukowana", status="printed", sent_at="2026-11-01T10:00:00Z")
    desk.letter("Z innego PAL", pal_id=make_staff("animator")[1])
    make_message(pal_id=desk.pal_id, to_name="E-mailem")

    file = desk.client.get(PATH).content

    assert len(opened(file).pages) == 1
    assert "Ada" in text_of(file)


def test_each_look_is_noted_and_who_took_the_file(desk: Desk) -> None:
    letters = [desk.letter("Ada"), desk.letter("Basia")]

    answer = desk.client.get(PATH)

    looks = Access.objects.filter(purpose="desk.print.listy").order_by("pk")
    assert [look.target for look in looks] == [f"outbox.message:{each.pk}" for each in letters]
    assert Entry.objects.get(verb="document.printed").details == {"document": "listy"}
    assert "Ada" not in answer["Content-Disposition"]


def test_a_hundred_letters_cost_what_one_does(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 4):
        for _ in range(count):
            desk.letter("Ada")
        # Who asks 2, grants 1, letters 1, looks 1, the entry 1.
        with django_assert_num_queries(6):
            desk.client.get(PATH)


def test_nobody_prints_words_they_may_not_read(client: Client) -> None:
    desk = Desk(client, role="administrator")
    desk.letter("Ada")

    answer = client.get(PATH)

    assert answer["Location"] == reverse("outbox:messages")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["Nie ma listów, które czekają na wydruk."]
    assert PATH not in client.get(reverse("outbox:messages")).content.decode()


def test_the_list_of_messages_offers_the_letters_that_wait(desk: Desk) -> None:
    desk.letter("Ada")
    desk.letter("Basia")

    page = desk.client.get(reverse("outbox:messages")).content.decode()

    assert PATH in page
    assert "Czekają 2 listy do wydruku" in page


def test_what_was_given_is_noted_at_once_and_what_came_since_still_waits(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    letters = [desk.letter("Ada"), desk.letter("Basia")]
    later = desk.letter("Cezary")

    # Who asks 2, grants 1, letters 1, held 1, tries 1, entries 1, the change 1, and the
    # transaction's two lines; the message to show is in the session's cookie.
    with django_assert_num_queries(10):
        desk.client.post(GIVEN, {"through": letters[-1].public_id})

    assert [status_of(each) for each in (*letters, later)] == ["printed", "printed", "to_print"]
    assert [history(each) for each in letters] == [["message.printed"]] * 2
    tries = [attempt.outcome for each in letters for attempt in each.tries.all()]
    assert tries == ["printed", "printed"]


def test_letters_of_elsewhere_are_not_noted(desk: Desk) -> None:
    far = desk.letter("Ada", pal_id=make_staff("animator")[1])

    desk.client.post(GIVEN, {"through": far.public_id})

    assert status_of(far) == "to_print"


@pytest.mark.parametrize("last", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_without_a_last_letter_nothing_is_noted(desk: Desk, last: str) -> None:
    letter = desk.letter("Ada")

    desk.client.post(GIVEN, {"through": last})

    assert status_of(letter) == "to_print"


def test_a_letter_taken_back_meanwhile_stays_taken_back(desk: Desk) -> None:
    letter = desk.letter("Ada")
    operations.withdraw(letter, actor=SYSTEM)

    assert operations.mark_all_printed([letter], actor=SYSTEM) == 0

    assert status_of(letter) == "withdrawn"


def status_of(message: Message) -> str:
    message.refresh_from_db()
    return message.status
