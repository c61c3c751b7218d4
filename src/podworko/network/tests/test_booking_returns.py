"""A group gives a room back by its own page: asked first, and shown to the desk until seen."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit import public as audit
from podworko.audit.models import Entry
from podworko.network.booking import links, operations
from podworko.network.booking.desk_views import SHOWN
from podworko.network.booking.models import Booking, Group
from podworko.network.tests.desk import Desk
from podworko.network.tests.lending import at, make_booking, make_group, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    desk = Desk(client)
    desk.seat.rooms.create(name="Pracownia", capacity=12)
    return desk


@pytest.fixture
def group(desk: Desk) -> Group:
    return make_group(desk.pal, name="Chór pod lipą")


def question(booking: Booking) -> str:
    """Return the page that asks whether a booking is to be cancelled."""
    return reverse("network:group_cancel", args=[links.token(booking.group), booking.public_id])


def give_back(booking: Booking, **data: str) -> None:
    assert Client().post(question(booking), data).status_code == 302


def series(group: Group, *, weeks: int = 3) -> list[Booking]:
    rows = [make_booking(group, days=3 + 7 * number) for number in range(weeks)]
    Booking.objects.update(series=uuid.uuid4())
    return list(Booking.objects.filter(pk__in=[row.pk for row in rows]))


def today_at(desk: Desk) -> str:
    return desk.client.get(reverse("desk:home")).content.decode()


def list_at(desk: Desk) -> str:
    return desk.client.get(reverse("network:desk_bookings")).content.decode()


def see(desk: Desk, *bookings: Booking) -> None:
    keys = [str(booking.public_id) for booking in bookings]
    desk.client.post(reverse("network:desk_returns_seen"), {"booking": keys})


# The group's own page


def test_nothing_is_cancelled_before_the_question_is_answered(group: Group) -> None:
    booking = make_booking(group)

    text = Client().get(question(booking)).content.decode()

    booking.refresh_from_db()
    assert booking.state == "confirmed"
    assert "Odwołać rezerwację?" in text
    assert "Próba" in text
    give_back(booking)
    booking.refresh_from_db()
    assert booking.state == "cancelled"


def test_the_groups_page_leads_to_the_question(group: Group) -> None:
    booking = make_booking(group)

    text = Client().get(reverse("network:group", args=[links.token(group)])).content.decode()

    assert f'href="{question(booking)}"' in text
    assert f'action="{question(booking)}"' not in text


@pytest.mark.parametrize(("ticked", "left"), [({}, 2), ({"with_later": "on"}, 0)])
def test_one_meeting_goes_alone_or_with_those_after_it(
    group: Group, ticked: dict[str, str], left: int
) -> None:
    first, *_rest = series(group)
    assert "Także 2 następne terminy z tej serii" in Client().get(question(first)).content.decode()

    give_back(first, **ticked)

    assert Booking.objects.live().count() == left


def test_of_what_has_ended_nobody_is_asked(group: Group) -> None:
    cancelled, over = make_booking(group), make_booking(group, days=4)
    operations.cancel(cancelled, actor=audit.SYSTEM)
    Booking.objects.filter(pk=over.pk).update(starts_at=at(-2, 10), ends_at=at(-2, 12))

    for booking in (cancelled, over):
        assert Client().get(question(booking)).status_code == 302
        give_back(booking)

    assert not Booking.objects.filter(given_back_at__isnull=False).exists()


def test_another_groups_booking_is_a_missing_page(group: Group) -> None:
    theirs = make_booking(make_group(group.pal, name="Inna"))
    address = reverse("network:group_cancel", args=[links.token(group), theirs.public_id])

    assert Client().get(address).status_code == 404
    assert Client().post(address).status_code == 404


def test_what_moved_to_an_earlier_day_meanwhile_can_be_given_back(group: Group) -> None:
    shown = make_booking(group, days=9)
    Booking.objects.filter(pk=shown.pk).update(starts_at=at(5, 10), ends_at=at(5, 12))

    operations.cancel(shown, actor=audit.RESIDENT)

    assert not Booking.objects.live().exists()


# The desk


def test_the_desk_is_shown_what_came_back_until_somebody_has_seen_it(
    desk: Desk, group: Group
) -> None:
    booking = make_booking(group)
    assert "Chór pod lipą" not in today_at(desk)

    give_back(booking)

    assert "Grupy oddały sale" in today_at(desk)
    assert "Chór pod lipą" in today_at(desk)
    assert "Grupy oddały sale" in list_at(desk)
    see(desk, booking)
    assert "Chór pod lipą" not in today_at(desk)
    assert "Grupy oddały sale" not in list_at(desk)


def test_who_took_note_is_in_the_trail_once(desk: Desk, group: Group) -> None:
    booking = make_booking(group)
    give_back(booking)

    see(desk, booking)
    see(desk, booking)

    entry = Entry.objects.get(verb="booking.return_seen")
    assert (entry.actor, entry.target) == (audit.label(desk.user), audit.label(booking))
    booking.refresh_from_db()
    assert booking.seen_at


def test_a_series_that_came_back_is_one_line_and_is_seen_at_once(desk: Desk, group: Group) -> None:
    first, *_rest = series(group)
    give_back(first, with_later="on")

    text = today_at(desk)

    assert text.count("Chór pod lipą") == 1
    assert "i jeszcze 2 terminy" in text
    shown = re.findall(r'name="booking" value="([^"]+)"', text)
    desk.client.post(reverse("network:desk_returns_seen"), {"booking": shown})
    assert not Booking.objects.given_back().exists()


def test_only_what_was_shown_counts_as_seen(desk: Desk, group: Group) -> None:
    shown, came_later = make_booking(group), make_booking(group, days=4)
    give_back(shown)
    give_back(came_later)

    see(desk, shown)

    assert list(Booking.objects.given_back()) == [came_later]


def test_what_the_desk_cancels_is_no_news_to_it(desk: Desk, group: Group) -> None:
    booking = make_booking(group)

    operations.cancel(booking, reason="Awaria", actor=desk.user)

    assert "Grupy oddały sale" not in today_at(desk)


def test_another_pals_return_is_neither_shown_nor_taken_note_of(desk: Desk) -> None:
    theirs = make_booking(make_group(make_house("inny"), name="Obcy klub"))
    give_back(theirs)

    assert "Obcy klub" not in today_at(desk) + list_at(desk)
    see(desk, theirs)

    assert list(Booking.objects.given_back()) == [theirs]


def test_nonsense_sent_is_passed_over(desk: Desk, group: Group) -> None:
    booking = make_booking(group)
    give_back(booking)
    data = {"booking": ["x", "", str(uuid.uuid4()), str(booking.public_id)], "back": "bookings"}

    response = desk.client.post(reverse("network:desk_returns_seen"), data)

    assert response["Location"] == reverse("network:desk_bookings")
    assert not Booking.objects.given_back().exists()


def test_who_lends_no_rooms_is_shown_no_returns(client: Client, group: Group) -> None:
    give_back(make_booking(group))
    other = User.objects.create_user("lider@example.org", name="Jan Lis")
    Grant.objects.create(user=other, role="leader", pal=group.pal)
    client.force_login(other)

    assert "Chór pod lipą" not in client.get(reverse("desk:home")).content.decode()


def test_the_first_page_of_the_desk_stays_short(desk: Desk, group: Group) -> None:
    for number in range(SHOWN + 3):
        make_booking(group, state=Booking.State.REQUESTED, days=number + 1)

    assert today_at(desk).count("Chór pod lipą") == SHOWN
    assert "Jeszcze 3 prośby" in today_at(desk)
    assert list_at(desk).count("Chór pod lipą</bdi></a>") == SHOWN + 3


def test_the_page_of_the_booking_says_who_cancelled_it(desk: Desk, group: Group) -> None:
    booking = make_booking(group)
    give_back(booking)

    text = desk.client.get(reverse("network:desk_booking", args=[booking.public_id])).content

    assert "przez grupę" in text.decode()
    assert "Już wiemy" in text.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"given_back_at": timezone.now()}, {"state": "cancelled", "seen_at": timezone.now()}],
)
def test_the_database_keeps_returns_in_order(group: Group, wrong: dict[str, object]) -> None:
    make_booking(group)

    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.update(**wrong)


# Answers


def test_of_a_series_only_what_is_to_come_waits_for_the_answer(desk: Desk, group: Group) -> None:
    past, next_one, last = series(group)
    Booking.objects.update(state=Booking.State.REQUESTED)
    yesterday = timezone.now() - timedelta(days=1)
    Booking.objects.filter(pk=past.pk).update(
        starts_at=yesterday - timedelta(hours=2), ends_at=yesterday
    )

    new = desk.client.get(reverse("network:desk_booking", args=[next_one.public_id]))
    old = desk.client.get(reverse("network:desk_booking", args=[past.public_id]))

    assert "wszystkich terminów, które czekają: 2" in new.content.decode()
    assert "bez odpowiedzi" in old.content.decode()
    assert "Odpowiedz grupie" not in old.content.decode()
    operations.confirm(next_one, actor=desk.user)
    last.refresh_from_db()
    assert last.state == "confirmed"


def test_a_reason_typed_too_late_is_still_there(desk: Desk, group: Group) -> None:
    booking = make_booking(group, state=Booking.State.REQUESTED)
    operations.confirm(booking, actor=audit.SYSTEM)

    address = reverse("network:desk_refuse_booking", args=[booking.public_id])
    response = desk.client.post(address, {"reason": "Remont podłogi"})

    text = response.content.decode()
    assert response.status_code == 422
    assert "Nic się nie zmieniło. Ta rezerwacja: potwierdzona." in text
    assert 'value="Remont podłogi"' in text
