from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.consultations import operations, undo
from podworko.consultations.counting import band
from podworko.consultations.holders import Holder
from podworko.consultations.models import Absence, Appointment, Count, Specialist
from podworko.consultations.models.counts import Age
from podworko.consultations.operations import Told
from podworko.consultations.operations.taking import MovedOnError
from podworko.consultations.queries.agenda import in_the_way
from podworko.consultations.tests.factories import (
    ANNA,
    at,
    make_account,
    make_past,
    make_service,
    make_slots,
    make_specialist,
    slots_of,
    take,
)
from podworko.core.errors import DomainError
from podworko.messages.public import Message
from podworko.network.public import LeaderBusyError, LeaderHold

pytestmark = pytest.mark.django_db
State = Appointment.State


@pytest.fixture
def ewa() -> User:
    return make_account("specialist", None)


def begun(**service: Any) -> Appointment:
    """Make a talk that is on."""
    slots = make_slots(**service)
    return make_past(take(slots[0]), when=timezone.now() - timedelta(minutes=10))


def counted() -> list[tuple[str, int]]:
    return list(Count.objects.order_by("outcome").values_list("outcome", "number"))


def test_a_talk_is_counted_and_nothing_leads_from_the_count_to_it(ewa: User) -> None:
    talk = begun()
    topic = talk.service.topics.create(name="żałoba")

    operations.finish(talk, Told(topic, Age.OLDER, is_first=True, minutes=45), actor=ewa)

    [count] = Count.objects.all()
    assert (count.topic, count.age, count.is_first) == (topic, "older", True)
    # The end of the band, never how long exactly.
    assert (count.minutes, count.number, count.month.day) == (60, 1, 1)
    talk.refresh_from_db()
    assert talk.state == State.DONE
    assert audit.history(talk) == ["appointment.booked", "appointment.done"]


def test_talks_of_one_kind_are_one_number(ewa: User) -> None:
    for _ in range(2):
        talk = begun()
        Appointment.objects.filter(pk=talk.pk).update(
            service=Appointment.objects.order_by("pk")[0].service,
            pal=Appointment.objects.order_by("pk")[0].pal,
        )
        operations.finish(talk, Told(minutes=50), actor=ewa)

    assert counted() == [("done", 2)]


def test_nobody_came_is_only_a_number(ewa: User) -> None:
    talk = begun()

    operations.miss(talk, actor=ewa)

    assert counted() == [("missed", 1)]
    assert audit.history(talk)[-1] == "appointment.missed"


@pytest.mark.parametrize("act", ["finish", "miss"])
def test_what_has_not_begun_or_is_over_cannot_end(ewa: User, act: str) -> None:
    first, *_rest = make_slots()
    coming, over = take(first), begun()
    operations.miss(over, actor=ewa)
    told = (Told(),) if act == "finish" else ()

    for talk in (coming, over):
        with pytest.raises(DomainError):
            getattr(operations, act)(talk, *told, actor=ewa)

    assert counted() == [("missed", 1)]


def test_a_slip_is_taken_back_with_its_count(ewa: User) -> None:
    talk = begun()
    key = operations.finish(talk, Told(age=Age.YOUNG, minutes=50), actor=ewa)

    operations.reopen(talk, key, actor=ewa)

    talk.refresh_from_db()
    assert (talk.state, talk.ended_at, counted()) == (State.BOOKED, None, [("done", 0)])
    with pytest.raises(DomainError):
        operations.reopen(talk, key, actor=ewa)


def test_what_took_back_one_ending_takes_back_no_other(ewa: User) -> None:
    talk = begun()
    key = operations.finish(talk, Told(age=Age.YOUNG, minutes=50), actor=ewa)
    talk.refresh_from_db()
    first_end = talk.ended_at
    operations.reopen(talk, key, actor=ewa, ended_at=first_end)
    operations.finish(talk, Told(age=Age.OLDER, minutes=50), actor=ewa)

    with pytest.raises(DomainError):
        operations.reopen(talk, key, actor=ewa, ended_at=first_end)

    assert sorted(number for _outcome, number in counted()) == [0, 1]


def test_what_the_page_carries_is_of_one_talk_and_ten_minutes(
    ewa: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk, other = begun(), begun()
    key = operations.finish(talk, Told(minutes=50), actor=ewa)
    talk.refresh_from_db()
    token = undo.token(talk, key)

    assert undo.read(token, talk) == (key, talk.ended_at)
    assert undo.read(token, other) is None
    assert undo.read(token + "x", talk) is None
    monkeypatch.setattr(undo, "LASTS", -1)
    assert undo.read(token, talk) is None


def test_time_kept_free_is_offered_to_nobody(ewa: User) -> None:
    first, second, *_rest = make_slots()

    absence = operations.block(
        first.specialist, starts_at=first.starts_at, ends_at=second.starts_at, actor=ewa
    )

    assert [at(slot) for slot in slots_of(first.service)] == ["11:00", "12:00", "13:00"]
    assert LeaderHold.objects.get().title == "zajęte"
    assert audit.history(absence) == ["absence.added"]
    operations.unblock(absence, actor=ewa)
    assert at(slots_of(first.service)[0]) == "10:00"


def test_time_with_a_talk_in_it_is_not_kept_free(ewa: User) -> None:
    slots = make_slots()
    take(slots[1])
    spans = [(slot.starts_at, slot.ends_at) for slot in slots]

    with pytest.raises(LeaderBusyError):
        operations.block_all(slots[0].specialist, spans=spans, actor=ewa)

    assert not Absence.objects.exists()


def test_no_time_at_all_is_not_kept_free(ewa: User) -> None:
    first, *_rest = make_slots()

    with pytest.raises(DomainError):
        operations.block(
            first.specialist, starts_at=first.starts_at, ends_at=first.starts_at, actor=ewa
        )


def a_colleague(talk: Appointment) -> Specialist:
    return make_specialist(talk.service)


def test_a_talk_changes_hands_only_when_it_is_taken(ewa: User) -> None:
    first, *_rest = make_slots()
    talk = take(first)
    colleague = a_colleague(talk)

    operations.hand_over(talk, to=colleague, actor=ewa)
    assert Appointment.objects.get().specialist == first.specialist
    operations.take_over(talk, by=colleague, actor=ewa)

    taken = Appointment.objects.get()
    assert (taken.specialist, taken.handed_to) == (colleague, None)
    assert [hold.leader for hold in LeaderHold.objects.all()] == [colleague.leader]
    last = Message.objects.order_by("-pk")[0]
    assert last.template == "consultations/taken_over"
    assert audit.history(talk)[1:] == ["appointment.handed", "appointment.taken_over"]


def test_a_talk_goes_to_nobody_who_does_not_help_so(ewa: User) -> None:
    first, *_rest = make_slots()
    talk = take(first)

    for wrong in (make_specialist(make_service()), first.specialist):
        with pytest.raises(DomainError):
            operations.hand_over(talk, to=wrong, actor=ewa)

    assert Appointment.objects.get().handed_to is None


def test_a_move_that_nobody_heard_of_is_still_told_after_a_colleague_took_over(ewa: User) -> None:
    slots = make_slots()
    talk = take(slots[0])
    operations.move(talk, slots[1], actor=ewa)
    colleague = a_colleague(talk)
    operations.hand_over(talk, to=colleague, actor=ewa)

    operations.take_over(talk, by=colleague, actor=ewa)

    left = Message.objects.exclude(status="withdrawn").order_by("pk")
    assert [each.template.split("/")[1] for each in left] == ["moved", "taken_over"]


def test_what_failed_is_nobodys_to_say_once_it_is_not_true(ewa: User) -> None:
    talk = take(make_slots()[0])
    Message.objects.update(status="failed")

    operations.cancel(talk, actor=ewa)

    assert Message.objects.earliest("pk").status == "withdrawn"


def test_a_time_of_a_former_account_is_told_as_in_the_way(ewa: User) -> None:
    talk = take(make_slots()[0])
    specialist = talk.specialist
    specialist.leader.user = ewa
    specialist.leader.save()

    talks, others = in_the_way(specialist, [(talk.starts_at, talk.ends_at)])

    assert (talks, [hold.title for hold in others]) == ([], ["zajęte"])


def test_nobody_else_turns_down_what_a_colleague_was_asked(ewa: User) -> None:
    talk = take(make_slots()[0])
    operations.hand_over(talk, to=a_colleague(talk), actor=ewa)

    with pytest.raises(MovedOnError):
        operations.keep(talk, by=a_colleague(talk), actor=ewa)

    assert Appointment.objects.exclude(handed_to=None).count() == 1


@pytest.mark.parametrize(("minutes", "end"), [(0, 0), (1, 30), (30, 30), (31, 60), (61, 90)])
def test_lengths_are_kept_as_bands(minutes: int, end: int) -> None:
    assert band(minutes) == end


def test_what_is_kept_is_not_taken_over(ewa: User) -> None:
    first, *_rest = make_slots()
    talk = take(first)
    colleague = a_colleague(talk)
    operations.hand_over(talk, to=colleague, actor=ewa)
    operations.keep(talk, by=talk.specialist, actor=ewa)

    with pytest.raises(DomainError):
        operations.take_over(talk, by=colleague, actor=ewa)

    assert Appointment.objects.get().specialist == first.specialist


def test_whoever_is_busy_then_takes_nothing_over(ewa: User) -> None:
    first, *_rest = make_slots()
    talk = take(first, Holder("Jan"))
    colleague = a_colleague(talk)
    operations.hand_over(talk, to=colleague, actor=ewa)
    operations.block(colleague, starts_at=first.starts_at, ends_at=first.ends_at, actor=ewa)

    with pytest.raises(DomainError):
        operations.take_over(talk, by=colleague, actor=ewa)

    assert Appointment.objects.get().specialist == first.specialist
    assert ANNA.name not in str(audit.history(talk))
