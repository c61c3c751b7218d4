"""Who may ask for a room, how far, how long and how often; and what answers do."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.messages.models import Message
from podworko.network.booking import groups, notices, operations, rules
from podworko.network.booking.models import Booking, BookingWindow, Group, GroupKind
from podworko.network.booking.operations import ClashError
from podworko.network.booking.rules import BookingError, RulesUnsignedError, cycle_of
from podworko.network.holds import RoomHold
from podworko.network.models import Pal
from podworko.network.tests.lending import (
    at,
    make_booking,
    make_group,
    open_always,
    room_of,
    wish,
)

pytestmark = pytest.mark.django_db


def ask(group: Group, **more: object) -> list[Booking]:
    return operations.ask(group, wish=wish(group.pal, **more), actor=audit.RESIDENT)  # type: ignore[arg-type]


def book(group: Group, **more: object) -> list[Booking]:
    made = wish(group.pal, **more)  # type: ignore[arg-type]
    return operations.book(group, wish=made, channel="phone", actor=audit.SYSTEM)


def templates() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


# Asking


def test_a_request_holds_the_room_so_that_two_are_never_promised_it(group: Group) -> None:
    ask(group)

    with pytest.raises(ClashError):
        ask(make_group(group.pal, name="Inna grupa"))

    assert Booking.objects.get().state == Booking.State.REQUESTED
    assert templates() == ["network/booking_requested"]


def test_a_group_is_not_told_whose_meeting_is_in_the_way(group: Group) -> None:
    make_booking(make_group(group.pal, name="Tajny klub"))

    with pytest.raises(ClashError) as refused:
        ask(group)

    assert "Tajny" not in str(refused.value.message)
    assert "sala jest wtedy zajęta" in str(refused.value.message)


def test_the_desk_is_told_whose_meeting_is_in_the_way(group: Group) -> None:
    make_booking(make_group(group.pal, name="Klub szachowy"))

    with pytest.raises(ClashError, match="Klub szachowy"):
        book(group)


def test_for_a_caller_it_is_confirmed_at_once_and_told(group: Group) -> None:
    (made,) = book(group)

    assert (made.state, made.channel) == (Booking.State.CONFIRMED, "phone")
    assert templates() == ["network/booking_confirmed"]
    assert audit.history(made) == ["booking.confirmed"]


def test_weekly_makes_several_at_the_same_hour_across_summer_time(group: Group) -> None:
    BookingWindow.objects.create(
        pal=group.pal, kind=group.kind, days_ahead=400, longest_minutes=180, most_at_once=50
    )

    made = ask(group, weeks=26)

    clocks = {f"{times.local(each.starts_at):%H:%M}" for each in made}
    assert (len(made), clocks) == (26, {"10:00"})
    assert len({each.series for each in made}) == 1
    assert Message.objects.count() == 1


def test_one_taken_week_refuses_all_and_says_which(group: Group) -> None:
    make_booking(make_group(group.pal, name="Inna"), days=10)

    with pytest.raises(ClashError) as refused:
        ask(group, weeks=3)

    assert [clash.starts_at for clash in refused.value.clashes] == [at(10, 10)]
    assert refused.value.has_others
    assert not group.bookings.exists()


def test_the_other_weeks_may_be_taken(group: Group) -> None:
    make_booking(make_group(group.pal, name="Inna"), days=10)

    made = ask(group, weeks=3, leaves_out=True)

    assert [each.starts_at for each in made] == [at(3, 10), at(17, 10)]
    assert RoomHold.objects.count() == 3


def test_where_nothing_is_free_leaving_out_does_not_help(group: Group) -> None:
    make_booking(make_group(group.pal, name="Inna"))

    with pytest.raises(ClashError) as refused:
        ask(group, leaves_out=True)

    assert not refused.value.has_others


@pytest.mark.parametrize(("people", "is_let_in"), [(12, True), (13, False)])
def test_no_more_people_than_the_room_holds(group: Group, people: int, *, is_let_in: bool) -> None:
    if is_let_in:
        assert ask(group, people=people)
        return
    with pytest.raises(BookingError) as refused:
        ask(group, people=people)
    assert refused.value.field == "people"


def test_a_group_that_ended_asks_for_nothing(group: Group) -> None:
    Group.objects.update(is_active=False, ended_on=times.today())

    with pytest.raises(BookingError):
        ask(group)


@pytest.mark.parametrize("span", [{"days": -1}, {"begins": 12, "ends": 12}, {"begins": 13}])
def test_a_meeting_is_to_come_and_ends_after_it_begins(group: Group, span: dict[str, int]) -> None:
    with pytest.raises(BookingError):
        ask(group, **span)


# Opening hours


def test_a_closed_house_is_refused(group: Group) -> None:
    open_always(group.pal)

    with pytest.raises(ClashError, match="otwarte tylko"):
        ask(group, begins=19, ends=21)


def test_only_the_desk_may_say_who_opens(group: Group) -> None:
    open_always(group.pal)
    late = {"begins": 19, "ends": 21, "who_opens": "Ola ma klucze"}

    with pytest.raises(ClashError):
        ask(group, **late)
    (made,) = book(group, **late)

    assert made.who_opens == "Ola ma klucze"


# Windows


@pytest.fixture
def narrow(group: Group) -> BookingWindow:
    """Let groups of the kind book for ten days, two hours, twice."""
    return BookingWindow.objects.create(
        pal=group.pal, kind=group.kind, days_ahead=10, longest_minutes=120, most_at_once=2
    )


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(("days", "is_let_in"), [(10, True), (11, False)])
def test_the_last_day_of_the_window_is_in_it(group: Group, days: int, *, is_let_in: bool) -> None:
    if is_let_in:
        assert ask(group, days=days)
        return
    with pytest.raises(BookingError) as refused:
        ask(group, days=days)
    assert refused.value.field == "day"


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(("ends", "is_let_in"), [(12, True), (12.25, False)])
def test_the_longest_meeting_is_let_in(group: Group, ends: float, *, is_let_in: bool) -> None:
    if is_let_in:
        assert ask(group, ends=ends)
        return
    with pytest.raises(BookingError) as refused:
        ask(group, ends=ends)
    assert refused.value.field == "ends"


@pytest.mark.usefixtures("narrow")
def test_no_more_at_once_than_the_window_says(group: Group) -> None:
    ask(group, days=3)
    (second,) = ask(group, days=4)

    with pytest.raises(BookingError) as refused:
        ask(group, days=5)
    operations.cancel(second, actor=audit.RESIDENT)

    assert refused.value.field == "weeks"
    assert ask(group, days=5)


@pytest.mark.usefixtures("narrow")
def test_what_is_over_does_not_count(group: Group) -> None:
    for days in (1, 2):
        make_booking(group, days=days)
    Booking.objects.update(starts_at=at(-2, 10), ends_at=at(-2, 12))

    assert ask(group)


@pytest.mark.usefixtures("narrow")
def test_another_kind_has_its_own_window(group: Group) -> None:
    team = make_group(group.pal, name="Zespół", kind=GroupKind.TEAM)

    assert ask(team, days=11, ends=13)


@pytest.mark.usefixtures("narrow")
def test_the_desk_is_bound_too_unless_it_says_otherwise(group: Group) -> None:
    with pytest.raises(BookingError):
        book(group, days=11)

    assert book(group, days=11, is_beyond_window=True)


@pytest.mark.usefixtures("narrow")
def test_a_group_cannot_say_so_itself(group: Group) -> None:
    with pytest.raises(BookingError):
        ask(group, days=11, is_beyond_window=True)


def test_windows_are_stored_unless_another_was_faster(pal: Pal) -> None:
    seen = rules.windows_of(pal)
    wider = seen | {"team": rules.Window(200, 300, 30)}
    groups.save_windows(pal, wider, seen=seen, actor=audit.SYSTEM)

    with pytest.raises(ChangedMeanwhileError):
        groups.save_windows(pal, seen, seen=seen, actor=audit.SYSTEM)

    assert rules.windows_of(pal) == wider
    assert audit.history(pal) == ["booking_windows.changed"]


# House rules


@pytest.fixture
def house_rules(pal: Pal) -> None:
    text = groups.RulesText("Zamykamy okna.", text_uk="Зачиняємо вікна.")
    groups.write_rules(pal, text, seen_version=0, actor=audit.SYSTEM)


def sign(group: Group, version: int = 1) -> None:
    groups.sign_rules(
        group, version=version, signed_by="Halina", channel="web", actor=audit.RESIDENT
    )


@pytest.mark.usefixtures("house_rules")
@pytest.mark.parametrize("way", [ask, book])
def test_who_has_not_signed_cannot_book_by_any_way(group: Group, way: object) -> None:
    with pytest.raises(RulesUnsignedError):
        way(group)  # type: ignore[operator]
    sign(group)

    assert way(group)  # type: ignore[operator]


def test_where_there_are_no_rules_there_is_nothing_to_sign(group: Group) -> None:
    assert ask(group)


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_a_cycle_is_a_school_year(day: date, cycle: int) -> None:
    assert cycle_of(day) == cycle


@pytest.mark.usefixtures("house_rules")
def test_a_signature_ends_with_the_cycle(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(group)
    september = date(cycle_of(times.today()) + 1, 9, 1)

    monkeypatch.setattr(times, "today", lambda: september - timedelta(days=1))
    assert not rules.must_sign(group)
    monkeypatch.setattr(times, "today", lambda: september)
    assert rules.must_sign(group)


@pytest.mark.usefixtures("house_rules")
@pytest.mark.parametrize("asks_again", [True, False])
def test_a_new_version_binds_at_once_only_when_it_says_so(
    group: Group, *, asks_again: bool
) -> None:
    sign(group)
    text = groups.RulesText("Zamykamy okna i drzwi.", asks_again=asks_again)
    groups.write_rules(group.pal, text, seen_version=1, actor=audit.SYSTEM)

    assert rules.must_sign(group) == asks_again


@pytest.mark.usefixtures("house_rules")
def test_nobody_signs_words_they_have_not_read(group: Group) -> None:
    groups.write_rules(group.pal, groups.RulesText("Inne."), seen_version=1, actor=audit.SYSTEM)

    with pytest.raises(ChangedMeanwhileError):
        sign(group, version=1)

    assert not group.signed.exists()


@pytest.mark.usefixtures("house_rules")
def test_signing_twice_is_signing_once(group: Group) -> None:
    sign(group)
    sign(group)

    assert group.signed.count() == 1
    assert audit.history(group) == ["house_rules.signed"]


@pytest.mark.usefixtures("house_rules")
def test_of_two_who_write_rules_the_second_is_told(pal: Pal) -> None:
    with pytest.raises(ChangedMeanwhileError):
        groups.write_rules(pal, groups.RulesText("Moje."), seen_version=0, actor=audit.SYSTEM)

    assert pal.house_rules.count() == 1


@pytest.mark.usefixtures("house_rules")
@pytest.mark.parametrize(
    ("language", "words"), [("uk", "Зачиняємо вікна."), ("en", "Zamykamy okna.")]
)
def test_rules_are_read_in_ones_language_or_in_polish(pal: Pal, language: str, words: str) -> None:
    held = rules.rules_of(pal)
    assert held
    with translation.override(language):
        assert held.local_text == words


# Answers


def test_yes_is_said_to_all_that_was_asked_together_in_one_message(group: Group) -> None:
    first, *_rest = ask(group, weeks=3)

    operations.confirm(first, actor=audit.SYSTEM)

    assert set(group.bookings.values_list("state", flat=True)) == {"confirmed"}
    assert set(RoomHold.objects.values_list("title", flat=True)) == {group.name}
    assert templates() == ["network/booking_requested", "network/booking_confirmed"]
    text = Message.objects.order_by("pk").last().body_text  # type: ignore[union-attr]
    assert text.count("10:00–12:00") == 3


def test_no_frees_the_room_and_says_why(group: Group) -> None:
    (asked,) = ask(group)

    operations.refuse(asked, reason="Remont podłogi.", actor=audit.SYSTEM)

    assert not RoomHold.objects.exists()
    assert "Dlaczego: Remont podłogi." in Message.objects.order_by("pk").last().body_text  # type: ignore[union-attr]
    assert audit.history(asked) == ["booking.requested", "booking.refused"]


def test_of_two_answers_the_second_changes_nothing(group: Group) -> None:
    (asked,) = ask(group)
    operations.confirm(asked, actor=audit.SYSTEM)

    with pytest.raises(BookingError, match="potwierdzona"):
        operations.refuse(asked, reason="Nie.", actor=audit.SYSTEM)

    assert Booking.objects.get().state == Booking.State.CONFIRMED


def test_the_title_of_a_request_says_that_it_is_one_in_the_networks_language(group: Group) -> None:
    with translation.override("uk"):
        ask(group)

    assert RoomHold.objects.get().title == "Chór sąsiedzki (prośba)"


def test_a_group_gives_a_room_back_without_being_told_of_it(group: Group) -> None:
    (made,) = ask(group)

    operations.cancel(made, actor=audit.RESIDENT)

    assert not RoomHold.objects.exists()
    assert templates() == ["network/booking_requested"]


def test_the_desk_cancels_one_or_those_after_it_too(group: Group) -> None:
    first, second, third, fourth = book(group, weeks=4)

    operations.cancel(first, reason="Awaria", actor=audit.SYSTEM)
    operations.cancel(third, reason="Awaria", with_later=True, actor=audit.SYSTEM)

    live = Booking.objects.live().values_list("pk", flat=True)
    assert (list(live), fourth.pk in live) == ([second.pk], False)
    assert templates()[1:] == ["network/booking_cancelled"] * 2


def test_what_ended_cannot_end_again(group: Group) -> None:
    (made,) = book(group)
    operations.cancel(made, actor=audit.RESIDENT)

    with pytest.raises(BookingError):
        operations.cancel(made, actor=audit.RESIDENT)


def test_a_booking_moves_and_each_move_is_told(group: Group) -> None:
    (made,) = book(group)
    for days in (5, 6):
        span = {"starts_at": at(days, 14), "ends_at": at(days, 16)}
        operations.move(made, room=room_of(group.pal), actor=audit.SYSTEM, **span)

    assert RoomHold.objects.get().starts_at == at(6, 14)
    assert templates()[1:] == ["network/booking_moved"] * 2


def test_a_new_link_ends_the_old_one(group: Group) -> None:
    old = group.link_key

    groups.renew_link(group, actor=audit.SYSTEM)

    group.refresh_from_db()
    assert group.link_key != old
    assert templates() == ["network/booking_link"]


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
@pytest.mark.parametrize("what", ["requested", "confirmed", "refused", "cancelled", "moved"])
def test_everything_is_told_in_every_language(group: Group, what: str, language: str) -> None:
    Group.objects.update(language=language)
    booking = Booking.objects.select_related("group__pal", "room__place").get(
        pk=make_booking(group).pk
    )

    notices.tell([booking], what, reason="remont")

    message = Message.objects.get()
    assert message.subject.endswith(group.name)
    assert ("remont" in message.body_text) == (what in {"refused", "cancelled"})


def test_a_name_is_once_in_a_pal(group: Group) -> None:
    with pytest.raises(DomainError) as refused:
        groups.save_group(
            Group(pal=group.pal, name=group.name, kind="team", contact_name="B"),
            actor=audit.SYSTEM,
        )

    assert refused.value.field == "name"
