"""A specialist's pages: what they show, whose look is logged, and what nobody else reads."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from podworko.accounts.public import Leaving, User, packs
from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.consultations import operations
from podworko.consultations.holders import Holder
from podworko.consultations.models import Absence, Appointment, Count, Form, Service, Waiting
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.calls import calls_of
from podworko.consultations.queries.slots import Slot
from podworko.consultations.tests.factories import (
    at,
    day_in,
    make_account,
    make_duty,
    make_pal,
    make_past,
    make_room,
    make_service,
    make_specialist,
    slots_of,
    take,
)
from podworko.messages.public import Message, Status
from podworko.network.public import Leader, Pal, gates

pytestmark = pytest.mark.django_db
ZOFIA = Holder("Zofia Żądło", "+48600700800", "zofia@example.org", "Boję się dzwonić.")


class World:
    """A specialist on duty a week from now, signed in, and a colleague."""

    def __init__(self, client: Client) -> None:
        self.client, self.pal = client, make_pal()
        self.user = make_account("specialist", self.pal)
        self.helps = make_service(name="Rozmowa z psychologiem")
        self.topic = self.helps.topics.create(name="żałoba")
        self.specialist = make_specialist(self.helps, user=self.user)
        make_duty(self.specialist, self.pal, room=make_room(self.pal))
        client.force_login(self.user)

    def slots(self) -> list[Slot]:
        return slots_of(self.helps)

    def begun(self, holder: Holder = ZOFIA) -> Appointment:
        now = timezone.now() - timedelta(seconds=1)
        return make_past(take(self.slots()[0], holder), when=now)

    def get(self, name: str, *args: Any, **query: str) -> str:
        answer = self.client.get(reverse(f"consultations:{name}", args=args), query)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        return str(answer.content.decode())

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        return self.client.post(reverse(f"consultations:{name}", args=args), data)


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


def looks() -> list[tuple[str, int]]:
    seen: dict[str, int] = {}
    for row in audit.looks(audit.Wanted()):
        seen[row.what] = seen.get(row.what, 0) + 1
    return sorted(seen.items())


def day_of(world: World) -> str:
    return world.get("desk_day", dzien=day_in(7).isoformat())


def test_the_day_shows_who_comes_and_logs_each_look(world: World) -> None:
    slots = world.slots()
    take(slots[0], ZOFIA)
    take(slots[1], Holder("Jan"))

    page = day_of(world)

    assert "Zofia Żądło" in page
    assert 'href="tel:+48600700800"' in page
    assert "Boję się dzwonić." in page
    assert "Tu nie ma notatek z rozmów" in page
    assert looks() == [("consultations.agenda", 2)]


def test_title_and_address_tell_nothing(world: World) -> None:
    talk = world.begun()

    for page in (day_of(world), world.get("desk_appointment", talk.public_id)):
        head = page.split("</head>")[0]
        assert not [word for word in ("Zofia", "psycholog", "600") if word in head]


def test_an_empty_day_is_looked_at_without_a_look(world: World) -> None:
    assert "wolne" in day_of(world)
    assert looks() == []


def test_a_gap_between_two_talks_is_free_and_a_break_is_not(world: World) -> None:
    slots = world.slots()
    take(slots[0])
    take(slots[2], Holder("Jan"))

    page = day_of(world)

    # 10:00–10:50 and the break; 11:00–12:00 free; 12:00–12:50 and the break; 13:00–14:00 free.
    times = [part.split("</p>")[0] for part in page.split('class="agenda__time">')[1:]]
    assert [text[text.index(">") + 1 :].replace("</time>", "") for text in times] == [
        "10:00–10:50",
        "11:00–12:00",
        "12:00–12:50",
        "13:00–14:00",
    ]


def test_the_strip_counts_the_talks_of_each_day(world: World) -> None:
    for slot in world.slots()[:3]:
        take(slot, Holder("Jan"))

    assert '<span class="day-strip__count">3<' in day_of(world)


def test_a_day_costs_the_same_for_one_talk_and_for_ten(
    world: World, django_assert_max_num_queries: Any
) -> None:
    # Long hours, so that ten talks fit.
    world.specialist.duty_hours.update(starts="08:00", ends="20:00")
    slots = world.slots()
    take(slots[0], Holder("a"))
    with django_assert_max_num_queries(40) as one:
        day_of(world)

    for number, slot in enumerate(slots[1:10]):
        take(slot, Holder(str(number)))
    with django_assert_max_num_queries(40) as ten:
        day_of(world)

    assert Appointment.objects.count() == 10
    assert len(ten.captured_queries) == len(one.captured_queries)


def test_who_is_on_now_stands_on_top_with_a_way_to_mark(world: World) -> None:
    talk = world.begun()

    page = world.get("desk_day")

    assert "Teraz" in page
    assert f"{talk.public_id}/#po" in page


def test_who_was_here_is_known_by_contact_alone(world: World) -> None:
    first, second = take(world.slots()[0], ZOFIA), take(world.slots()[0], ZOFIA)
    assert "był już kontakt" not in world.get("desk_appointment", second.public_id)
    make_past(first, when=timezone.now() - timedelta(days=2))
    operations.finish(first, operations.Told(minutes=50), actor=world.user)

    assert "był już kontakt" in world.get("desk_appointment", second.public_id)


def test_a_talk_is_marked_and_the_slip_taken_back(world: World) -> None:
    talk = world.begun()

    done = world.post(
        "desk_finish",
        talk.public_id,
        **{"po-topic": world.topic.pk, "po-age": "older", "po-is_first": "1", "po-minutes": "50"},
    )

    assert done.status_code == 200
    assert (Count.objects.get().topic, Count.objects.get().number) == (world.topic, 1)
    token = done.context["token"]
    assert "Zofia" not in done.content.decode()
    back = world.post("desk_reopen", talk.public_id, token=token)
    talk.refresh_from_db()
    assert (back.status_code, talk.state, Count.objects.get().number) == (302, "booked", 0)
    world.post("desk_reopen", talk.public_id, token=token)
    assert Count.objects.get().number == 0


def test_what_is_wrong_is_said_and_nothing_counted(world: World) -> None:
    talk = world.begun()

    answer = world.post("desk_finish", talk.public_id, **{"po-age": "older"})

    assert answer.status_code == 422
    assert not Count.objects.exists()


@pytest.mark.parametrize("name", ["desk_finish", "desk_miss"])
def test_a_talk_is_marked_once(world: World, name: str) -> None:
    talk = world.begun()
    world.post("desk_miss", talk.public_id)
    data = {"po-topic": "0", "po-age": "unknown", "po-is_first": "0", "po-minutes": "50"}

    again = world.post(name, talk.public_id, **data)

    assert again.status_code == 302
    assert list(Count.objects.values_list("outcome", "number")) == [("missed", 1)]


def test_a_made_up_undo_undoes_nothing(world: World) -> None:
    talk = world.begun()
    world.post("desk_miss", talk.public_id)

    world.post("desk_reopen", talk.public_id, token="made:up:token")  # noqa: S106 - none at all

    talk.refresh_from_db()
    assert talk.state == "missed"


def test_calling_off_asks_first(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)

    assert "Odwołać termin?" in world.get("desk_call_off_talk", talk.public_id)
    answer = world.post("desk_call_off_talk", talk.public_id)

    talk.refresh_from_db()
    assert (talk.state, talk.sealed) == ("cancelled", "")
    assert answer.url.endswith(day_in(7).isoformat())
    assert "Odwołane tego dnia:" in day_of(world)


def test_a_talk_is_moved_to_another_of_ones_own_times(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)
    page = world.get("desk_move", talk.public_id)
    other = world.slots()[1]
    key = f"{other.pal.pk}-{int(other.starts_at.timestamp())}"
    assert key in page

    world.post("desk_move", talk.public_id, slot=key)

    talk.refresh_from_db()
    assert talk.starts_at == other.starts_at


def test_a_taken_time_is_told_beside_the_choice(world: World) -> None:
    talk, other = take(world.slots()[0], ZOFIA), world.slots()[1]
    take(other, Holder("Jan"))
    key = f"{other.pal.pk}-{int(other.starts_at.timestamp())}"

    assert world.post("desk_move", talk.public_id, slot=key).status_code == 422


def test_a_colleague_sees_what_and_when_but_not_who(world: World, client: Client) -> None:
    talk = take(world.slots()[0], ZOFIA)
    other = make_account("specialist", world.pal)
    colleague = make_specialist(world.helps, user=other)
    world.post("desk_hand_over", talk.public_id, to=colleague.public_id)
    client.force_login(other)

    page = world.get("desk_day")
    assert "Ktoś prosi, żeby przejąć" in page
    assert "Zofia" not in page
    assert (
        client.get(reverse("consultations:desk_appointment", args=[talk.public_id])).status_code
        == 404
    )

    world.post("desk_take_over", talk.public_id)
    assert "Zofia" in world.get("desk_appointment", talk.public_id)
    client.force_login(world.user)
    assert (
        client.get(reverse("consultations:desk_appointment", args=[talk.public_id])).status_code
        == 404
    )


def test_a_colleague_may_turn_it_down_and_one_may_keep_it(world: World, client: Client) -> None:
    talk = take(world.slots()[0])
    other = make_account("specialist", world.pal)
    colleague = make_specialist(world.helps, user=other)
    world.post("desk_hand_over", talk.public_id, to=colleague.public_id)
    world.post("desk_keep", talk.public_id)
    talk.refresh_from_db()
    assert talk.handed_to is None
    world.post("desk_hand_all", which=[talk.public_id], to=colleague.public_id)
    client.force_login(other)

    world.post("desk_turn_down", talk.public_id)

    talk.refresh_from_db()
    assert (talk.handed_to, talk.specialist) == (None, world.specialist)


def test_handing_all_over_leaves_what_the_other_does_not_do(world: World) -> None:
    law = make_service(name="Porada prawna")
    world.specialist.services.add(law)
    talks = [take(world.slots()[0]), take(slots_of(law)[1], Holder("Jan"))]
    colleague = make_specialist(world.helps)

    page = world.post(
        "desk_hand_all", which=[one.public_id for one in talks], to=colleague.public_id
    )

    assert page.status_code == 302
    assert [one.handed_to for one in Appointment.objects.order_by("pk")] == [colleague, None]
    assert "1 termin zostaje u Ciebie: ta osoba nie może" in world.get("desk_hand_all")


def test_handing_all_over_asks_the_gate_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    talks = [take(slot, Holder(f"Jan {at}")) for at, slot in enumerate(world.slots()[:3])]
    colleague = make_specialist(world.helps)
    Service.objects.update(minors="guardian")
    asked: list[int] = []

    def gate(who: Sequence[Leader]) -> dict[int, date]:
        asked.append(len(who))
        return {}

    monkeypatch.setattr(gates, "first_days_barred", gate)
    world.post("desk_hand_all", which=[one.public_id for one in talks], to=colleague.public_id)

    assert set(Appointment.objects.values_list("handed_to", flat=True)) == {colleague.pk}
    assert asked == [1]


def sent_by(way: str, status: str) -> None:
    Message.objects.update(channel=way, status=status)


def test_who_has_only_a_phone_is_called_by_the_specialist(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)
    sent_by("call", Status.TO_CALL)
    page = world.get("desk_appointment", talk.public_id)
    assert "Zadzwoń" in page
    message = Message.objects.get()

    world.post("desk_call", talk.public_id, message=message.pk, outcome="reached")

    message.refresh_from_db()
    assert message.status == Status.CALLED
    assert "przekazana telefonicznie" in world.get("desk_appointment", talk.public_id)


def test_what_did_not_arrive_is_told(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)
    sent_by("email", Status.FAILED)

    assert "Nie udało się wysłać." in world.get("desk_appointment", talk.public_id)


def test_who_is_to_be_called_is_on_the_day_without_a_name(world: World) -> None:
    off, told = take(world.slots()[0], ZOFIA), take(world.slots()[1], Holder("Jan", "+48600100201"))
    operations.call_off(off, actor=world.user)
    Message.objects.update(channel="sms", status=Status.SENT, sent_at=timezone.now())
    Message.objects.filter(about=audit.label(off)).update(status=Status.FAILED)

    page, panel = world.get("desk_day"), world.client.get(reverse("desk:home")).content.decode()

    assert "Do kogo zadzwonić" in page
    assert str(off.public_id) in page
    assert str(told.public_id) not in page
    assert "odwołany" in page
    assert "Do kogo zadzwonić: 1" in " ".join(panel.split())
    assert not [word for word in ("Zofia", "+48600") if word in page + panel]
    assert looks() == []


def test_what_is_dealt_with_leaves_the_list(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)
    sent_by("sms", Status.FAILED)
    message = Message.objects.get()

    world.post("desk_call", talk.public_id, message=message.pk, outcome="aside")

    assert "Do kogo zadzwonić" not in world.get("desk_day")
    message.refresh_from_db()
    assert message.status == Status.WITHDRAWN


def test_who_is_to_be_called_costs_the_same_for_many(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for slot in world.slots()[:3]:
        take(slot, Holder("Jan", f"+486001002{at(slot)[:2]}"))
    sent_by("call", Status.TO_CALL)

    with django_assert_max_num_queries(4):
        assert len(calls_of(world.user)) == 3


def test_words_of_a_call_are_a_look_when_the_holder_is_gone(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)
    operations.call_off(talk, actor=world.user)
    Message.objects.filter(template="consultations/called_off").update(status=Status.FAILED)

    page = world.get("desk_appointment", talk.public_id)

    assert "+48600700800" in page
    assert looks() == [("consultations.appointment", 1)]


def test_who_has_yet_to_answer_an_offer_is_not_shown(world: World) -> None:
    asking = Asking(ZOFIA, form=Form.PHONE)
    operations.wait(world.helps, asking, actor=RESIDENT)
    operations.offer_free(world.helps)
    offer = Appointment.objects.get(state="offered")

    page = world.get("desk_appointment", offer.public_id)

    assert "czeka na odpowiedź do" in page
    assert not [word for word in ("Zofia", "600700800", "Boję się") if word in page]
    assert looks() == []


def test_a_message_of_another_is_not_called(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)
    Message.objects.update(about="consultations.appointment:0", status=Status.TO_CALL)

    for key in (str(Message.objects.get().pk), "x", ""):
        answer = world.post("desk_call", talk.public_id, message=key, outcome="reached")
        assert answer.status_code == 404


def test_time_is_kept_free_day_by_day_and_given_back(world: World) -> None:
    hours = {"starts": "10:00", "ends": "12:00"}

    world.post("desk_time", day=day_in(6), last=day_in(8), **hours)

    assert Absence.objects.count() == 3
    assert "czas bez rozmów" in day_of(world)
    world.post("desk_unblock", Absence.objects.order_by("pk")[1].public_id)
    assert "czas bez rozmów" not in day_of(world)


def test_what_is_in_the_way_is_listed_with_links(world: World) -> None:
    talk = take(world.slots()[0], ZOFIA)

    answer = world.post("desk_time", day=day_in(7), starts="09:00", ends="12:00")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("consultations:desk_appointment", args=[talk.public_id]) in page
    assert "Zofia" not in page
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"day": day_in(-1), "starts": "10:00", "ends": "11:00"},
        {"day": day_in(1), "starts": "11:00", "ends": "11:00"},
        {"day": day_in(2), "last": day_in(1), "starts": "10:00", "ends": "11:00"},
        {"day": day_in(2), "last": day_in(200), "starts": "10:00", "ends": "11:00"},
        {},
    ],
    ids=["past", "no time", "backwards", "too long", "nothing"],
)
def test_time_that_makes_no_sense_is_not_kept_free(world: World, data: dict[str, Any]) -> None:
    assert world.post("desk_time", **data).status_code == 422
    assert not Absence.objects.exists()


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_day_on_paper_names_nobody_and_no_matter(world: World) -> None:
    take(world.slots()[0], ZOFIA)

    answer = world.client.get(
        reverse("consultations:desk_day_paper"), {"dzien": day_in(7).isoformat()}
    )

    text = text_of(answer.content)
    assert "10:00–10:50" in text
    assert "zajęte" in text
    hidden = ("Zofia", "Żądło", "600", "zofia@", "Boję", "psycholog", "Psycholog")
    assert not [word for word in hidden if word in text or word in str(answer.headers)]
    assert "plan-dnia-" in answer["Content-Disposition"]
    assert looks() == []


def wait_for(service: Service, pal: Pal | None = None, **asked: Any) -> Waiting:
    return operations.wait(service, Asking(ZOFIA, Form.PHONE, pal=pal, **asked), actor=RESIDENT)[0]


def test_who_waits_is_booked_at_a_time_of_ones_own(world: World) -> None:
    waiting = wait_for(world.helps, wants_call=True)
    page = world.get("desk_waiting")
    assert "Zofia Żądło" in page
    assert "prosi o telefon" in page
    slot = world.slots()[2]
    key = f"{slot.pal.pk}-{int(slot.starts_at.timestamp())}"
    assert key in world.get("desk_book_for", waiting.public_id)

    answer = world.post("desk_book_for", waiting.public_id, slot=key)

    talk = Appointment.objects.get()
    assert answer.url == reverse("consultations:desk_appointment", args=[talk.public_id])
    assert (talk.starts_at, talk.state) == (slot.starts_at, "booked")
    assert looks() == [("consultations.waiting", 2)]


def test_who_waits_for_another_or_elsewhere_is_not_shown(world: World) -> None:
    other = make_specialist(world.helps)
    rows = [
        wait_for(make_service(name="Porada prawna")),
        wait_for(world.helps, specialist_id=other.pk),
        operations.wait(
            world.helps, Asking(Holder("Jan"), Form.IN_PERSON, pal=make_pal()), actor=RESIDENT
        )[0],
    ]

    assert "Nikt nie czeka" in world.get("desk_waiting")
    for row in rows:
        path = reverse("consultations:desk_book_for", args=[row.public_id])
        assert world.client.get(path).status_code == 404


def test_who_needs_nothing_more_is_forgotten(world: World) -> None:
    waiting = wait_for(world.helps)

    world.post("desk_end_waiting", waiting.public_id)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.sealed) == ("ended", "")


def test_a_name_is_in_no_message_of_the_page(world: World) -> None:
    waiting = wait_for(world.helps)
    slot = world.slots()[0]
    key = f"{slot.pal.pk}-{int(slot.starts_at.timestamp())}"
    world.post("desk_book_for", waiting.public_id, slot=key)

    page = world.get("desk_time")

    assert "Umówione." in page
    assert "Zofia" not in page


def test_first_page_of_the_desk_has_numbers_and_no_names(world: World) -> None:
    world.begun()
    take(world.slots()[1], Holder("Jan Sowa"))
    wait_for(world.helps)

    page = world.client.get(reverse("desk:home")).content.decode()

    assert "Dziś 1 rozmowa" in page
    assert "Na termin czeka 1 osoba" in page
    assert not [word for word in ("Zofia", "Jan Sowa", "+48600") if word in page]
    assert looks() == []


PAGES = ["desk_day", "desk_day_paper", "desk_time", "desk_waiting", "desk_hand_all"]


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_on_the_list_yet_reads_who_can_add_them(client: Client, name: str) -> None:
    client.force_login(make_account("specialist", make_pal()))

    page = client.get(reverse(f"consultations:{name}")).content.decode()

    assert "Nie ma Cię jeszcze na liście" in page
    assert "kierownik PAL" in page
    home = client.get(reverse("desk:home")).content.decode()
    assert "Twoje rozmowy" not in home


def test_a_role_that_ended_opens_nothing(world: World) -> None:
    talk = world.begun()
    world.user.grants.update(valid_from=day_in(-9), valid_to=day_in(-1))

    for name, args in (("desk_day", []), ("desk_appointment", [talk.public_id])):
        answer = world.client.get(reverse(f"consultations:{name}", args=args))
        assert answer.status_code == 403


def in_hand(world: World, reader: User) -> list[str]:
    leaving = Leaving(world.user, reader, frozenset({world.pal.pk}))
    return [item.what for part in packs.parts(leaving) for item in part.items]


def test_who_leaves_is_told_how_much_is_booked_and_others_no_few(world: World) -> None:
    manager = make_account("pal-manager", world.pal)
    assert in_hand(world, world.user) == []
    take(world.slots()[0], ZOFIA)

    assert in_hand(world, world.user) == ["1 umówiony termin"]
    assert in_hand(world, manager) == ["kilka umówionych terminów"]
