"""What a specialist does in a day, in a real Chromium, with a keyboard and without script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from podworko.accounts.public import Grant
from podworko.consultations.holders import Holder
from podworko.consultations.models import Absence, Appointment, Count, Service
from podworko.consultations.tests.factories import (
    day_in,
    make_past,
    make_specialist,
    slots_of,
    take,
)
from podworko.network.public import Pal
from tests.talk_pages import an_offer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]


@pytest.fixture
def helps(pal: Pal, at_desk: Open) -> Service:
    """Have the person at the desk be a specialist too, on duty a week from now."""
    del at_desk
    service, _specialist = an_offer(pal, user=Grant.objects.get().user)
    return service


def a_talk(service: Service, name: str = "Zofia") -> Appointment:
    return take(slots_of(service)[0], Holder(name, phone="+48600700800"))


def begun(service: Service) -> Appointment:
    return make_past(a_talk(service), when=timezone.now() - timedelta(seconds=1))


def test_a_talk_is_marked_by_keyboard_in_two_strokes(at_desk: Open, helps: Service) -> None:
    begun(helps)
    page = at_desk("/biurko/rozmowy/")
    expect(page.get_by_role("heading", name="Teraz", exact=True)).to_be_visible()
    page.get_by_role("link", name="Po rozmowie: zaznacz").click()
    expect(page.get_by_label("żałoba")).to_be_focused()

    page.keyboard.press("2")
    expect(page.get_by_label("kryzys w rodzinie")).to_be_checked()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Zapisane")).to_be_visible()
    count = Count.objects.get()
    assert (str(count.topic), count.age, count.minutes) == ("kryzys w rodzinie", "unknown", 60)


def test_numbers_typed_into_a_field_choose_no_topic(at_desk: Open, helps: Service) -> None:
    talk = begun(helps)
    page = at_desk(f"/biurko/rozmowy/{talk.public_id}/")

    page.get_by_label("Ile trwała (minut)").fill("")
    page.keyboard.type("35")

    expect(page.get_by_label("samotność")).not_to_be_checked()
    expect(page.get_by_label("Ile trwała (minut)")).to_have_value("35")


def test_mark_take_back_and_mark_again_without_script(at_desk: Open, helps: Service) -> None:
    talk = begun(helps)
    page = at_desk(f"/biurko/rozmowy/{talk.public_id}/", java_script_enabled=False)

    page.get_by_label("żałoba").check()
    page.get_by_label("60 lat i więcej").check()
    page.get_by_role("button", name="Rozmowa się odbyła").click()
    page.get_by_role("button", name="Cofnij").click()
    expect(page.get_by_text("Cofnięte.")).to_be_visible()
    page.get_by_role("button", name="Nikt nie przyszedł").click()

    expect(page.get_by_text("nikt nie przyszedł")).to_be_visible()
    counted = Count.objects.order_by("outcome").values_list("outcome", "number")
    assert list(counted) == [("done", 0), ("missed", 1)]


def keep_free_at_ten(page: Page) -> None:
    page.get_by_label("Dzień", exact=True).fill(day_in(7).isoformat())
    page.get_by_label("Od godziny").fill("10:00")
    page.get_by_label("Do godziny").fill("11:00")
    page.get_by_role("button", name="Zajmij ten czas").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_time_is_kept_free_after_what_was_in_it_moved(
    at_desk: Open,
    helps: Service,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    talk = a_talk(helps)
    page = at_desk("/biurko/rozmowy/", java_script_enabled=script)
    page.get_by_role("link", name="Mój czas").click()
    keep_free_at_ten(page)

    page.get_by_role("link", name="Przenieś albo odwołaj").click()
    page.get_by_role("link", name="Przenieś na inny czas").click()
    page.get_by_label("13:00–13:50").first.check()
    page.get_by_role("button", name="Przenieś").click()
    expect(page.get_by_text("Przeniesione.")).to_be_visible()
    page.goto("/biurko/rozmowy/czas/")
    keep_free_at_ten(page)

    expect(page.get_by_text("W tym czasie nikt się nie umówi.")).to_be_visible()
    assert Absence.objects.count() == 1
    talk.refresh_from_db()
    assert talk.state == "booked"


def test_a_talk_is_offered_to_a_colleague_and_kept(at_desk: Open, helps: Service) -> None:
    talk = a_talk(helps)
    colleague = make_specialist(helps)
    page = at_desk(f"/biurko/rozmowy/{talk.public_id}/", java_script_enabled=False)

    page.get_by_label("Komu").select_option(label=str(colleague))
    page.get_by_role("button", name="Zaproponuj przejęcie").click()
    expect(page.get_by_text("Dopóki nikt nie przyjmie, termin jest Twój.")).to_be_visible()
    assert Appointment.objects.get().handed_to == colleague
    page.get_by_role("button", name="Cofnij propozycję").click()

    expect(page.get_by_text("Cofnięte.")).to_be_visible()
    assert Appointment.objects.get().handed_to is None
