"""The real gate: planning and booking with people whose papers volunteering knows (art. 21)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.activities.models import Activity
from podworko.activities.tests.desk import NEW, Desk, filled
from podworko.consultations.models import Minors, Service, Specialist
from podworko.consultations.operations import SlotTakenError
from podworko.consultations.tests import factories
from podworko.core import times
from podworko.network import gates
from podworko.volunteering.queries import checks
from podworko.volunteering.tests.factories import make_checked, make_safe
from podworko.volunteering.tests.safety_factories import make_checker, make_leader

pytestmark = pytest.mark.django_db


def test_art_21_ust_1_planning_asks_volunteering(client: Client) -> None:
    desk = Desk(client)
    leader = make_leader(desk.pal, name="Ewa Bez")
    typed = filled(desk, led_by=[leader.pk], includes_minors="on", audience="children")

    refused = desk.client.post(NEW, typed)
    make_safe(leader)
    done = desk.client.post(NEW, typed)

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Ewa Bez nie ma na ten dzień" in refused.text
    assert Activity.objects.get().includes_minors


def on_duty(*, safe: bool) -> tuple[Service, Specialist]:
    service = factories.make_service(minors=Minors.ALONE)
    specialist = factories.make_specialist(service)
    factories.make_duty(specialist, factories.make_pal())
    if safe:
        make_safe(specialist.leader)
    return service, specialist


def test_art_21_ust_1_help_for_minors_is_offered_once_volunteering_knows_the_papers() -> None:
    service, specialist = on_duty(safe=False)
    before = factories.slots_of(service)

    make_safe(specialist.leader)
    slot, *_rest = factories.slots_of(service)

    assert before == []
    assert factories.take(slot, form="phone").specialist == specialist


def test_art_21_ust_1_what_was_found_is_not_booked_after_a_paper_lapsed() -> None:
    service, specialist = on_duty(safe=True)
    slot, *_rest = factories.slots_of(service)
    make_checked(specialist.leader, "krk", valid_to=times.today() + timedelta(days=1))

    with pytest.raises(SlotTakenError):
        factories.take(slot, form="phone")


def test_the_desk_says_of_a_specialist_why_there_are_no_times(client: Client) -> None:
    desk = Desk(client)
    _service, specialist = on_duty(safe=False)
    page = reverse("consultations:desk_offer")
    said = "nie ma sprawdzeń do pracy z dziećmi"

    before = desk.client.get(page).text
    make_safe(specialist.leader)

    assert said in before
    assert said not in desk.client.get(page).text


def test_the_report_tells_of_specialists_too() -> None:
    _service, specialist = on_duty(safe=False)

    [row] = checks.report(make_checker(None)).unchecked

    assert row.who == specialist.leader


def test_the_gate_costs_a_search_for_times_two_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    service, _specialist = on_duty(safe=True)
    other = factories.make_specialist(service)
    factories.make_duty(other, factories.make_pal())
    make_safe(other.leader)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert factories.slots_of(service)
        return len(captured)

    with_gate = cost()
    without: dict[str, Any] = {}
    monkeypatch.setattr(gates, "_gates", without)

    assert with_gate == cost() + 2
