from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit.public import history
from podworko.messages import queries, views
from podworko.messages.models import Message
from podworko.messages.tests.factories import make_message, make_staff, make_user

pytestmark = pytest.mark.django_db

LIST = "/biurko/wiadomosci/"
CALLS = "/biurko/telefony/"
TO_CALL = {"channel": "call", "status": "to_call", "to_phone": "+48126161616"}


class Desk:
    """An animator at the desk of their PAL."""

    def __init__(self, client: Client) -> None:
        self.user, self.pal_id = make_staff("animator")
        self.client = client
        client.force_login(self.user)

    def make(self, **fields: object) -> Message:
        return make_message(pal_id=self.pal_id, **fields)

    def page(self, url: str) -> str:
        response = self.client.get(url)
        assert response.status_code == 200
        return response.content.decode()

    def post(self, name: str, message: Message, **data: str) -> HttpResponseBase:
        return self.client.post(reverse(f"outbox:{name}", args=[message.public_id]), data)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def names_on(page: str, *names: str) -> list[str]:
    return [name for name in names if name in page]


def test_the_list_shows_the_newest_first(desk: Desk) -> None:
    desk.make(to_name="Pierwsza")
    desk.make(to_name="Druga")

    page = desk.page(LIST)

    assert page.index("Druga") < page.index("Pierwsza")


def test_an_empty_list_says_when_it_will_not_be(desk: Desk) -> None:
    assert "Nie ma jeszcze żadnych wiadomości" in desk.page(LIST)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=failed", ["Zofia"]),
        ("channel=sms", ["Jan"]),
        ("q=łoś", ["Zofia"]),
        ("q=LOS", ["Zofia"]),
        ("q=600 100", ["Jan"]),
        ("q=jan@", ["Jan"]),
        ("q=nobody", []),
        ("status=nonsense", ["Jan", "Zofia"]),
        ("after=nonsense", ["Jan", "Zofia"]),
    ],
)
def test_the_list_is_narrowed(desk: Desk, query: str, found: list[str]) -> None:
    desk.make(to_name="Zofia Łoś", to_folded="zofia los z@x.org", status="failed")
    desk.make(
        to_name="Jan",
        to_phone="+48600100200",
        channel="sms",
        to_folded="jan jan@x.org +48600100200",
    )

    assert names_on(desk.page(f"{LIST}?{query}"), "Jan", "Zofia") == found


def test_a_filter_that_is_on_can_be_taken_off(desk: Desk) -> None:
    page = desk.page(f"{LIST}?status=failed&channel=sms&after=x")

    assert f'href="{LIST}?channel=sms"' in page
    assert f'href="{LIST}?status=failed"' in page
    assert "Żadna wiadomość nie pasuje" in page


def test_pages_of_the_list_follow_each_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [desk.make() for _ in range(5)]

    seen: list[Message] = []
    after = None
    while True:
        page = queries.message_list(desk.user, after=after)
        seen += [row.message for row in page.rows]
        if page.after is None:
            break
        after = page.after

    assert seen == made[::-1]
    assert f"after={made[3].public_id}" in desk.page(LIST)
    assert "Od najnowszych" in desk.page(f"{LIST}?after={made[3].public_id}")


@pytest.mark.parametrize("url", [LIST, CALLS])
def test_a_list_costs_the_same_for_one_and_for_many(desk: Desk, url: str) -> None:
    desk.make(**TO_CALL)
    desk.page(url)
    with CaptureQueriesContext(connection) as one:
        desk.page(url)
    for _ in range(4):
        desk.make(**TO_CALL)

    with CaptureQueriesContext(connection) as many:
        desk.page(url)

    assert len(many) == len(one) <= 6  # session, user, grants, the list, and a count for calls


def test_a_message_is_shown_as_it_was_sent_with_what_was_tried(desk: Desk) -> None:
    message = desk.make(
        body_text="Miejsce czeka.\n\n<b>https://example.org/moje/7/", status="failed"
    )
    message.tries.create(channel="email", outcome="delayed", error="HTTP 503", actor="worker:1")
    message.tries.create(channel="call", outcome="no_answer", actor=f"accounts.user:{desk.user.pk}")

    page = desk.page(message.get_absolute_url())

    assert "<p>Miejsce czeka.</p>" in page
    assert "&lt;b&gt;" in page
    assert "odłożona na później" in page
    assert "HTTP 503" in page
    assert "nikt nie odbiera" in page
    assert page.count("Ola Wrona") == 2  # in the corner, and beside the try


def test_looking_at_a_message_is_noted(desk: Desk) -> None:
    message = desk.make()

    desk.page(message.get_absolute_url())

    with connection.cursor() as cursor:
        cursor.execute("SELECT actor, target, purpose FROM audit_access")
        assert cursor.fetchall() == [
            (f"accounts.user:{desk.user.pk}", f"outbox.message:{message.pk}", "desk.message")
        ]


def test_an_administrator_sees_that_it_arrived_and_not_what_it_says(client: Client) -> None:
    administrator, _ = make_staff("administrator", is_everywhere=True)
    client.force_login(administrator)
    message = make_message(
        subject="Tajny temat", body_text="Tajna treść", status="sent", sent_at=timezone.now()
    )

    page = client.get(message.get_absolute_url()).content.decode()

    assert names_on(page, "wysłana", "Tajny", "Tajna", "anna@example.org") == ["wysłana"]
    assert "Tajny" not in client.get(LIST).content.decode()


def test_an_emptied_message_says_so(desk: Desk) -> None:
    message = desk.make(to_name="", to_email="", body_text="", emptied_at=timezone.now())

    assert "zostały usunięte" in desk.page(message.get_absolute_url())
    assert "dane usunięte" in desk.page(LIST)


def test_the_call_list_names_people_and_hides_their_numbers(desk: Desk) -> None:
    desk.make(to_name="Zofia Łoś", language="uk", attempts=2, **TO_CALL)
    make_message(to_name="Ktoś inny", **TO_CALL)

    page = desk.page(CALLS)

    assert "Zofia Łoś" in page
    assert "2 próby bez odpowiedzi" in page
    assert "•••• 616" in page
    assert "ukraiński" in page.lower()
    assert names_on(page, "Ktoś inny", "48126161616", "12 616 16 16") == []


def test_an_empty_call_list_says_so(desk: Desk) -> None:
    assert "Nikt nie czeka na telefon" in desk.page(CALLS)


def test_who_phones_reads_what_to_say_and_notes_how_it_went(desk: Desk) -> None:
    message = desk.make(call_text="Dzień dobry, dzwonię z PAL.", language="uk", **TO_CALL)

    page = desk.page(message.get_absolute_url())
    response = desk.post("call", message, outcome="reached")

    assert 'href="tel:+48126161616"' in page
    assert "Dzień dobry, dzwonię z PAL." in page
    assert response.headers["Location"] == CALLS
    message.refresh_from_db()
    assert message.status == "called"
    assert history(message) == ["message.reached"]


def test_a_call_already_noted_is_told(desk: Desk) -> None:
    message = desk.make()

    response = desk.post("call", message, outcome="reached")

    assert "nie ma już na liście" in desk.page(response.headers["Location"])


@pytest.mark.parametrize(
    ("name", "fields", "status"),
    [
        ("retry", {"status": "failed"}, "queued"),
        ("withdraw", {}, "withdrawn"),
        ("printed", {"channel": "letter", "status": "to_print"}, "printed"),
    ],
)
def test_a_button_does_what_it_says(
    desk: Desk, name: str, fields: dict[str, object], status: str
) -> None:
    message = desk.make(**fields)
    action = reverse(f"outbox:{name}", args=[message.public_id])
    assert f'action="{action}"' in desk.page(message.get_absolute_url())

    response = desk.post(name, message)

    assert response.headers["Location"] == message.get_absolute_url()
    message.refresh_from_db()
    assert message.status == status


def test_what_is_on_its_way_has_no_buttons(desk: Desk) -> None:
    until = timezone.now() + timedelta(minutes=5)
    page = desk.page(desk.make(status="sending", lease_until=until).get_absolute_url())

    assert names_on(page, "Wyślij ponownie", "Wycofaj") == []


@pytest.mark.parametrize("name", ["message", "retry", "withdraw", "printed", "call"])
def test_a_message_of_another_pal_is_not_known(desk: Desk, name: str) -> None:
    url = reverse(f"outbox:{name}", args=[make_message(pal_id=desk.pal_id + 1).public_id])
    ask: Callable[[str], HttpResponseBase] = (
        desk.client.get if name == "message" else desk.client.post
    )

    assert ask(url).status_code == 404


@pytest.mark.parametrize("name", ["printed", "call"])
def test_who_may_not_read_a_message_cannot_pass_it_on(client: Client, name: str) -> None:
    administrator, _ = make_staff("administrator", is_everywhere=True)
    client.force_login(administrator)

    response = client.post(reverse(f"outbox:{name}", args=[make_message(**TO_CALL).public_id]))

    assert response.status_code == 404


@pytest.mark.parametrize("url", [LIST, CALLS])
def test_who_may_not_see_messages_is_refused(client: Client, url: str) -> None:
    client.force_login(make_user())

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", [LIST, CALLS])
def test_who_is_not_signed_in_is_asked_to(client: Client, url: str) -> None:
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("name", ["retry", "withdraw", "printed", "call"])
def test_a_link_changes_nothing(desk: Desk, name: str) -> None:
    url = reverse(f"outbox:{name}", args=[desk.make().public_id])

    assert desk.client.get(url).status_code == 405


def test_the_menu_leads_to_both_lists(desk: Desk) -> None:
    page = desk.page(LIST)

    assert f'href="{LIST}" aria-current="page"' in page
    assert f'href="{CALLS}"' in page


def test_the_first_page_leads_to_calls_and_letters(desk: Desk) -> None:
    first = desk.make(to_name="Ewa Brzoza", **TO_CALL)
    for number in range(5):
        desk.make(to_name=f"Następna {number}", **TO_CALL)
    desk.make(channel="letter", status="to_print")
    make_message(to_name="Z innego PAL", pal_id=desk.pal_id + 1, **TO_CALL)

    page = desk.page("/biurko/")

    assert first.get_absolute_url() in page
    assert names_on(page, "Następna 3", "Następna 4", "Z innego PAL") == ["Następna 3"]
    assert "Cała lista: 6 telefonów" in page
    assert "1 list do wydrukowania" in page


def test_with_nobody_to_phone_the_first_page_says_nothing_of_it(desk: Desk) -> None:
    desk.make()

    assert "to-phone" not in desk.page("/biurko/")


@pytest.mark.parametrize("calls", [1, 30])
def test_that_part_of_the_first_page_costs_the_same(desk: Desk, calls: int) -> None:
    for _number in range(calls):
        desk.make(**TO_CALL)
    request = RequestFactory().get("/biurko/")
    request.user = User.objects.get(pk=desk.user.pk)

    with CaptureQueriesContext(connection) as spent:
        assert "to-phone" in views.panel(request)

    assert len(spent) == 4, "grants, calls, their count, letters"
