"""The promises of sign-up, under any run of events."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from podworko.activities import operations
from podworko.activities.models import SignUp, SignUpList
from podworko.activities.tests.factories import join, make_list
from podworko.audit import public as audit
from podworko.core.errors import DomainError

NAMES = [f"dom-{number}" for number in range(6)]
WHO = st.integers(0, len(NAMES) - 1)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), WHO, st.integers(1, 4)),
        st.tuples(st.just("leave"), WHO, st.just(0)),
        st.tuples(st.just("resize"), WHO, st.integers(1, 4)),
        st.tuples(st.just("accept"), WHO, st.just(0)),
        st.tuples(st.just("decline"), WHO, st.just(0)),
        st.tuples(st.just("lapse"), WHO, st.just(0)),
        st.tuples(st.just("places"), st.integers(0, 8), st.integers(0, 3)),
    ),
    max_size=25,
)
Held = dict[str, tuple[str, int, int]]


class PromisesTests(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(events=EVENTS, reserved=st.integers(0, 2))
    def test_promises_hold(self, events: list[tuple[str, int, int]], reserved: int) -> None:
        places = make_list(capacity=3, reserved=reserved)

        for event, number, size in events:
            before = held(places)
            act(places, event, number, size)
            self.check(SignUpList.objects.get(pk=places.pk), before)

    def check(self, places: SignUpList, before: Held) -> None:
        live = list(places.sign_ups.live().order_by("ticket"))
        seated = [row for row in live if row.status != SignUp.Status.WAITING]
        taken = sum(row.people for row in seated)
        waiting = [row for row in live if row.status == SignUp.Status.WAITING]
        # The counters tell the truth.
        assert places.taken == taken
        assert places.waiting == sum(row.people for row in waiting)
        assert places.reserved_taken == sum(row.uses_reserved for row in seated)
        # Never too many, but for people already in when the limit came down.
        seated_before = sum(size for status, size, _ in before.values() if status != "waiting")
        assert taken <= max(places.bookable or 0, seated_before)
        # Nobody waits while places that fit them are free.
        for row in waiting:
            assert row.people > places.free(may_use_reserved=row.may_use_reserved)
        # Nobody loses the position: who still waits holds the ticket they had.
        for row in waiting:
            if row.name in before and before[row.name][0] == "waiting":
                assert row.ticket >= before[row.name][2]


def held(places: SignUpList) -> Held:
    rows = places.sign_ups.live()
    return {row.name: (row.status, row.people, row.ticket) for row in rows}


def act(places: SignUpList, event: str, number: int, size: int) -> None:
    if event == "places":
        operations.set_places(places, capacity=number, reserved=size, actor=audit.SYSTEM)
        return
    name = NAMES[number]
    mine = places.sign_ups.live().filter(name=name).first()
    try:
        if event == "join":
            join(places, name, size)
        elif mine:
            ACTS[event](mine, size)
    except DomainError:
        pass  # a refusal must leave everything as it was, which the check sees


def lapse(mine: SignUp, _size: int) -> None:
    past = timezone.now() - timedelta(minutes=1)
    SignUp.objects.filter(pk=mine.pk, status="offered").update(offer_until=past)
    operations.lapse_offer(mine)


def resize(mine: SignUp, size: int) -> None:
    guests = tuple(operations.Applicant() for _ in range(size))
    operations.change_people(mine, guests=guests, actor=audit.RESIDENT)


ACTS: dict[str, Any] = {
    "leave": lambda mine, _size: operations.cancel_sign_up(mine, actor=audit.RESIDENT),
    "accept": lambda mine, _size: operations.accept_offer(mine, actor=audit.RESIDENT),
    "decline": lambda mine, _size: operations.decline_offer(mine, actor=audit.RESIDENT),
    "lapse": lapse,
    "resize": resize,
}
