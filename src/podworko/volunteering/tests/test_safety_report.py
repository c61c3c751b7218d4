"""The report of who is unchecked leaves nobody out: guests, shifts, and what nobody leads."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant
from podworko.activities.public import Activity
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import make_pal, make_session
from podworko.audit.models import Access
from podworko.core import times
from podworko.messages.models import Message
from podworko.network.public import Pal
from podworko.volunteering import policies, tasks
from podworko.volunteering.queries import checks as queries
from podworko.volunteering.queries import standards
from podworko.volunteering.queries.checks import path_of
from podworko.volunteering.tests.factories import (
    make_application,
    make_checked,
    make_opportunity,
    make_safe,
    make_staff,
    make_volunteer,
)
from podworko.volunteering.tests.safety_factories import (
    make_checker,
    make_leader,
    make_standards,
    plan,
)
from podworko.volunteering.tests.shifts_factories import make_helper, make_shift, put

pytestmark = pytest.mark.django_db


def without_leader(pal: Pal, *, times_planned: int = 1, **fields: Any) -> Activity:
    activity = Activity.objects.create(
        pal=pal, title="Świetlica", slug=f"bez-{pal.pk}", includes_minors=True, **fields
    )
    for number in range(times_planned):
        make_session(activity=activity, days=3 + number)
    return activity


def test_art_21_ust_1_what_nobody_is_named_to_lead_is_in_the_report() -> None:
    pal = make_pal()
    without_leader(pal, times_planned=2)

    report = queries.report(make_checker(pal))

    [one] = report.unled
    assert (one.soonest.title, one.number) == ("Świetlica", 2)
    assert not report.is_clear


def test_what_nobody_leads_is_on_the_pages_and_in_the_files(client: Client) -> None:
    desk = Desk(client)
    activity = without_leader(desk.pal)
    page = reverse("volunteering:desk_unchecked")
    path = reverse("activities:desk_activity", args=[activity.slug])

    shown = desk.client.get(page).text

    assert "Nie wiadomo, kto prowadzi" in shown
    assert f'href="{path}"' in shown
    assert path in desk.client.get("/biurko/").text
    csv = desk.client.get(f"{page}?plik=csv").content.decode("utf-8-sig")
    assert "nie wiadomo, kto prowadzi" in csv
    assert desk.client.get(f"{page}?plik=pdf").content[:4] == b"%PDF"


def test_every_plan_in_the_report_leads_to_its_page(client: Client) -> None:
    desk = Desk(client)
    shift = make_shift(make_opportunity(pal=desk.pal))
    volunteer = make_helper(shift)
    put(shift, volunteer)
    shift.opportunity.with_minors = True
    shift.opportunity.save()

    page = desk.client.get(reverse("volunteering:desk_unchecked")).text

    assert reverse("volunteering:desk_shift", args=[shift.public_id]) in page
    task = reverse("volunteering:desk_opportunity", args=[shift.opportunity.public_id])
    assert task in page


def test_art_21_ust_1_a_leader_of_another_pal_who_leads_here_is_in_the_report(
    client: Client,
) -> None:
    desk = Desk(client)
    guest = make_leader(make_pal(), name="Ewa Gościnna")
    assert guest not in policies.checked_leaders(desk.user)

    plan(desk.pal, guest)

    assert [row.name for row in queries.report(desk.user).unchecked] == ["Ewa Gościnna"]
    assert desk.client.get(path_of(guest)).status_code == 200
    assert not policies.checked_leaders(make_staff()).exists()


def test_art_21_ust_1_who_is_on_a_shift_is_in_the_report_with_its_day() -> None:
    pal = make_pal()
    opportunity = make_opportunity(pal=pal, with_minors=True)
    shift = make_shift(opportunity, days=5)
    helper = make_helper(shift)
    make_safe(helper.person)
    put(shift, helper)
    make_checked(helper.person, "training", valid_to=times.today() + timedelta(days=3))
    opportunity.applications.all().delete()

    [row] = queries.report(make_checker(pal)).unchecked

    assert [plan.day for plan in row.planned] == [times.today() + timedelta(days=5)]
    assert [lack.since for lack in row.told] == [times.today() + timedelta(days=4)]


def test_a_coordinator_who_does_not_check_people_is_not_told_of_papers() -> None:
    pal = make_pal()
    checker = make_checker(pal)
    volunteer = make_volunteer(pal=pal, stage="active", coordinator=make_staff())
    make_application(volunteer, make_opportunity(pal=pal, with_minors=True))
    make_safe(volunteer.person)
    make_checked(volunteer.person, "training", valid_to=times.today() + timedelta(days=3))

    tasks.remind_of_checks()

    told = Message.objects.filter(template="volunteering/check_to_renew")
    assert list(told.values_list("to_email", flat=True)) == [checker.email]


def test_a_role_for_the_whole_network_counts_among_who_checks_and_who_reads() -> None:
    pal = make_pal()
    everywhere = make_checker(None)
    leader = make_leader(pal, safe=True)
    make_checked(leader, "krk", valid_to=times.today() + timedelta(days=20))

    tasks.remind_of_checks()

    assert list(Message.objects.values_list("to_email", flat=True)) == [everywhere.email]
    readers = standards.readers_of(make_standards(pal))
    assert [reader.user for reader in readers] == [everywhere]
    assert Grant.objects.count() == 1


def test_one_person_with_two_files_is_asked_about_on_the_card_and_in_the_report(
    client: Client,
) -> None:
    desk = Desk(client)
    leader = make_leader(desk.pal, email="Ewa@example.org", phone="600 100 200")
    volunteer = make_volunteer(pal=desk.pal)
    person = volunteer.person
    person.email, person.phone = "ewa@example.org", ""
    person.save()
    stranger = make_volunteer(pal=make_pal())
    stranger.person.email = "ewa@example.org"
    stranger.person.save()
    plan(desk.pal, leader)

    [row] = queries.report(desk.user).unchecked

    assert [one.path for one in row.same] == [path_of(volunteer)]
    for page, other in (
        (reverse("volunteering:desk_unchecked"), volunteer),
        (path_of(leader), volunteer),
        (path_of(volunteer), leader),
    ):
        shown = desk.client.get(page).text
        assert f'Ta sama osoba? <a href="{path_of(other)}"' in shown
    assert path_of(stranger) not in desk.client.get(path_of(leader)).text


def test_the_same_phone_written_otherwise_is_the_same() -> None:
    pal = make_pal()
    leader = make_leader(pal, phone="600 100 200")
    volunteer = make_volunteer(pal=pal)
    volunteer.person.phone = "+48600100200"
    volunteer.person.save()
    plan(pal, leader)

    [row] = queries.report(make_checker(pal)).unchecked

    assert [one.path for one in row.same] == [path_of(volunteer)]


def test_who_opens_the_page_of_a_wrong_row_is_in_the_log_of_looks(client: Client) -> None:
    desk = Desk(client)
    leader = make_leader(desk.pal)
    row = make_checked(leader, "krk")

    desk.client.get(f"{path_of(leader)}skresl/{row.public_id}/")

    assert Access.objects.filter(purpose="check.card").count() == 1
