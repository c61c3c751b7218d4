"""Whom one visits: sealed, read by who is on that shift, around it alone, and never unseen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.messages.public import Message
from podworko.volunteering import links, operations, visited
from podworko.volunteering.models import Agreement, Shift, Turn
from podworko.volunteering.tests.factories import day_in, make_staff
from podworko.volunteering.tests.shifts_factories import make_past, make_shift, put, wait_for
from podworko.volunteering.visited import NotYetError, Visited, look, look_own, readable

pytestmark = pytest.mark.django_db
ZOFIA = Visited("Zofia Nowak", "Cicha 7 m. 3", "+48600100200")


def visiting() -> Shift:
    return operations.write_visited(make_shift(), visited=ZOFIA, actor=SYSTEM)


def begins_in(shift: Shift, **delta: float) -> None:
    starts_at = timezone.now() + timedelta(**delta)
    Shift.objects.filter(pk=shift.pk).update(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )


def test_the_database_holds_no_word_of_who_is_visited() -> None:
    shift = visiting()

    assert not any(part in shift.sealed for part in ("Zofia", "Cicha", "600100200"))
    assert "Zofia" not in repr(ZOFIA)


@pytest.mark.parametrize(
    ("hours", "is_open"), [(24.5, False), (23.5, True), (0.5, True), (-1.9, True), (-2.1, False)]
)
def test_it_is_read_from_a_day_before_the_shift_until_its_end(
    hours: float, *, is_open: bool
) -> None:
    turn = put(visiting())
    begins_in(turn.shift, hours=hours)
    # Soon after midnight a shift that still runs began on a day that the agreement must cover too.
    Agreement.objects.update(begins_on=day_in(-1), since=day_in(-1), signed_on=day_in(-1))

    if is_open:
        assert look_own(turn) == ZOFIA
        [access] = Access.objects.filter(purpose="shift.visited_own")
        assert str(turn.volunteer_id) in access.actor
    else:
        with pytest.raises(NotYetError):
            look_own(turn)
        assert not Access.objects.exists()


def test_who_waits_gave_it_back_or_is_elsewhere_reads_nothing() -> None:
    shift = visiting()
    turn = put(shift)
    waiting = wait_for(shift)
    begins_in(shift, hours=3)
    turn.shift.refresh_from_db()

    with pytest.raises(NotYetError):
        look_own(waiting)
    operations.give_up(turn, actor=SYSTEM)
    with pytest.raises(NotYetError):
        look_own(turn)


def test_who_is_asked_of_the_database_not_of_an_old_page() -> None:
    turn = put(visiting())
    begins_in(turn.shift, hours=3)
    old = Turn.objects.select_related("shift").get(pk=turn.pk)
    assert readable([old])
    operations.cancel(turn.shift, why="choroba", rest=False, actor=SYSTEM)

    with pytest.raises(NotYetError):
        look_own(old)


def test_who_is_barred_by_now_reads_nothing(client: Client) -> None:
    shift = visiting()
    turn = put(shift)
    begins_in(shift, hours=3)
    page = reverse(
        "volunteering:own_shift", args=[links.token(turn.volunteer), turn.shift.public_id]
    )
    address = f"{page}kogo/"
    assert address in client.get(page).content.decode()

    turn.volunteer.agreements.update(
        begins_on="2020-01-01", signed_on="2020-01-01", ends_on="2020-02-01"
    )

    with pytest.raises(NotYetError):
        look_own(turn)
    assert address not in client.get(page).content.decode()
    assert "Zofia" not in client.post(address, follow=True).content.decode()
    assert not Access.objects.exists()


def test_the_desk_reads_it_and_that_is_a_look() -> None:
    shift, staff = visiting(), make_staff()

    assert look(shift, actor=staff) == ZOFIA

    [access] = Access.objects.all()
    assert (access.purpose, str(staff.pk) in access.actor) == ("shift.visited", True)


def test_it_is_erased_after_the_end_and_when_the_shift_is_called_off() -> None:
    past, off, coming = make_past(visiting()), visiting(), visiting()

    operations.cancel(off, why="choroba", rest=False, actor=SYSTEM)

    assert (operations.erase_visited(), operations.erase_visited()) == (1, 0)
    kept = [Shift.objects.get(pk=each.pk).has_visited for each in (past, off, coming)]
    assert kept == [False, False, True]


def test_it_is_erased_by_writing_nobody_and_not_written_once_it_is_over() -> None:
    shift = visiting()

    assert operations.write_visited(shift, visited=Visited(), actor=SYSTEM).sealed == ""
    with pytest.raises(operations.MovedOnError):
        operations.write_visited(make_past(shift), visited=ZOFIA, actor=SYSTEM)


def test_no_message_names_who_is_visited() -> None:
    shift = visiting()
    turn = put(shift)
    operations.write_to_all(shift, text="Weźcie kalosze.", actor=SYSTEM)
    operations.cancel(shift, why="choroba", rest=False, actor=SYSTEM)

    assert turn.volunteer.person_id
    for row in Message.objects.all():
        assert not any(word in row.body_text + row.call_text for word in ("Zofia", "Cicha"))


def test_the_constant_that_pages_tell_is_a_day() -> None:
    assert timedelta(hours=24) == visited.OPENS_BEFORE
