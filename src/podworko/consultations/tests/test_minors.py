"""Whoever gives help that minors may come for is cleared for them (protection act, art. 21)."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.consultations import operations
from podworko.consultations.models import Form, Minors, Service, Specialist
from podworko.consultations.operations import SlotTakenError, booking
from podworko.consultations.operations.taking import MovedOnError
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.minors import planned_with_minors
from podworko.consultations.queries.slots import Wanted, free_slots
from podworko.consultations.tests import factories
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network import gates
from podworko.network.public import Leader

pytestmark = pytest.mark.django_db
Bar = Callable[[Specialist, int], None]


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Bar:
    """Register a gate, and return how somebody is barred from so many days from today on."""
    barred: dict[int, date] = {}

    def gate(leaders: Collection[Leader], /) -> dict[int, list[gates.Lack]]:
        keys = {leader.pk for leader in leaders} & barred.keys()
        return {key: [gates.Lack("papier", barred[key])] for key in keys}

    def act(specialist: Specialist, days: int) -> None:
        barred[specialist.leader_id] = times.today() + timedelta(days=days)

    monkeypatch.setattr(gates, "_gates", {})
    gates.add("test", gate)
    return act


def days_of(service: Service) -> list[date]:
    today = times.today()
    slots = free_slots(Wanted(service), first=today, last=today + timedelta(days=27))
    return sorted({slot.day for slot in slots})


@pytest.mark.parametrize("minors", [Minors.GUARDIAN, Minors.ALONE])
def test_art_21_ust_1_help_for_minors_is_not_offered_at_whoever_is_not_cleared(
    bar: Bar, minors: Minors
) -> None:
    service = factories.make_service(minors=minors)
    cleared, barred = (factories.make_specialist(service) for _number in range(2))
    pal = factories.make_pal()
    factories.make_duty(cleared, pal)
    factories.make_duty(barred, pal, days=8)
    bar(barred, 0)

    days = days_of(service)

    assert {day.weekday() for day in days} == {factories.day_in(7).weekday()}


def test_help_for_adults_asks_for_no_papers(bar: Bar) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.ADULTS)
    bar(slot.specialist, 0)

    assert factories.slots_of(slot.service)
    assert factories.take(slot).specialist == slot.specialist


def test_art_21_ust_1_help_ends_on_the_day_on_which_a_check_lapses(bar: Bar) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.ALONE)
    before = days_of(slot.service)
    bar(slot.specialist, 14)

    assert before[:2] == [factories.day_in(7), factories.day_in(14)]
    assert days_of(slot.service) == [factories.day_in(7)]


def test_art_21_ust_1_what_was_found_before_is_not_booked_with_whoever_is_barred_since(
    bar: Bar,
) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.GUARDIAN)
    bar(slot.specialist, 0)

    with pytest.raises(SlotTakenError):
        factories.take(slot)


def test_art_21_ust_1_a_talk_is_taken_only_with_somebody_cleared(
    bar: Bar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guard the last door: it holds also when the search before it was of a moment ago."""
    slot, *_rest = factories.make_slots(minors=Minors.GUARDIAN)
    monkeypatch.setattr(booking, "is_free", lambda *_slot, **_form: True)
    bar(slot.specialist, 0)

    with pytest.raises(SlotTakenError):
        factories.take(slot)


def test_art_21_ust_1_a_talk_is_neither_handed_to_nor_taken_over_by_whoever_is_barred(
    bar: Bar,
) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.GUARDIAN)
    talk = factories.take(slot)
    colleague = factories.make_specialist(talk.service)
    ewa = slot.specialist.leader.user
    assert ewa is not None
    operations.hand_over(talk, to=colleague, actor=ewa)
    bar(colleague, 7)

    with pytest.raises(SlotTakenError):
        operations.take_over(talk, by=colleague, actor=ewa)
    with pytest.raises(DomainError) as refused:
        operations.hand_over(talk, to=colleague, actor=ewa)

    assert refused.value.field == "to"


def test_art_21_ust_1_a_talk_does_not_move_behind_the_last_day_of_a_check(bar: Bar) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.GUARDIAN)
    talk = factories.take(slot)
    later = factories.slots_of(slot.service, days=14)[0]
    bar(slot.specialist, 10)

    with pytest.raises(SlotTakenError):
        operations.move(talk, later, actor="resident")


def test_who_gives_help_for_minors_is_told_without_any_appointment(bar: Bar) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.GUARDIAN)
    factories.make_slots(minors=Minors.ADULTS)
    factories.take(slot)
    bar(slot.specialist, 0)

    found = list(planned_with_minors(since=times.today(), pal_ids=None))

    assert [(row.leader, row.title, row.day) for row in found] == [
        (slot.specialist.leader, slot.service.name, factories.day_in(7))
    ]


def test_a_search_costs_no_more_with_many_and_the_source_two(
    bar: Bar, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    service, pal = factories.make_service(minors=Minors.ALONE), factories.make_pal()
    for number in (1, 3):
        for _one in range(number):
            specialist = factories.make_specialist(service)
            factories.make_duty(specialist, pal, room=factories.make_room(pal))
            bar(specialist, 30)
        with django_assert_num_queries(8):
            days_of(service)
        with django_assert_num_queries(2):
            list(planned_with_minors(since=times.today(), pal_ids=None))


def test_art_21_ust_1_an_offer_of_whoever_is_barred_since_is_not_accepted_and_ends(
    bar: Bar,
) -> None:
    slot, *_rest = factories.make_slots(minors=Minors.ALONE)
    asking = Asking(factories.ANNA, Form.IN_PERSON)
    waiting, _code = operations.wait(slot.service, asking, actor=RESIDENT)
    operations.offer_free(slot.service)
    offer = waiting.offers.get()
    bar(slot.specialist, 0)

    with pytest.raises(MovedOnError):
        operations.accept(offer, actor=RESIDENT)

    offer.refresh_from_db()
    waiting.refresh_from_db()
    assert (offer.state, waiting.state) == ("cancelled", "waiting")
    assert waiting.declined == [slot.starts_at.isoformat()]
    assert audit.history(offer)[-1] == "appointment.lapsed"
