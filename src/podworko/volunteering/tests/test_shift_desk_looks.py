"""Shifts at the desk: looks that are logged, and what is done with a reason or not at all."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.volunteering import operations
from podworko.volunteering.models import Agreement, Shift
from podworko.volunteering.tests.factories import make_staff
from podworko.volunteering.tests.shifts_factories import make_shift, put, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift() -> Shift:
    return make_shift(needed=2)


@pytest.fixture
def staff(client: Client) -> None:
    user = make_staff()
    Grant.objects.create(user=user, role="volunteering-coordinator")
    client.force_login(user)


def url(name: str, *args: object) -> str:
    return reverse(f"volunteering:{name}", args=args)


@pytest.mark.usefixtures("staff")
def test_who_could_come_and_who_is_barred_are_looks_that_are_logged(
    client: Client, shift: Shift
) -> None:
    client.get(url("desk_put_on", shift.public_id))
    client.get(url("desk_shift_doubts"))

    purposes = Access.objects.order_by("pk").values_list("purpose", flat=True)
    assert list(purposes) == ["shift.candidates", "shift.doubts"]


@pytest.mark.usefixtures("staff")
def test_what_is_typed_of_the_visited_person_stands_in_no_error_report(
    client: Client, shift: Shift
) -> None:
    address = url("desk_shift_visited", shift.public_id)

    response = client.post(address, {"zapisz": "1", "name": "Zofia Nowak"})

    assert response["X-Robots-Tag"] == "noindex"
    request: Any = response.wsgi_request
    assert request.sensitive_post_parameters == "__ALL__"


@pytest.mark.usefixtures("staff")
def test_nobody_is_taken_off_without_a_reason(client: Client, shift: Shift) -> None:
    turn = put(shift)

    address = url("desk_turn_act", turn.public_id, "zdejmij")
    page = client.post(address, {"why": " "}, follow=True)

    assert "Napisz, dlaczego" in page.content.decode()
    assert states(shift) == ["confirmed"]
    with pytest.raises(DomainError) as refused:
        operations.take_off(turn, why=" ", actor=SYSTEM)
    assert refused.value.field == "why"


def test_shifts_are_locked_before_their_turns_are_noted(shift: Shift) -> None:
    put(shift)
    Agreement.objects.update(ends_on=timezone.now())

    with CaptureQueriesContext(connection) as seen:
        operations.recheck()

    told = [each["sql"] for each in seen.captured_queries]
    locks = next(n for n, sql in enumerate(told) if 'FROM "volunteering_shift" WHERE' in sql)
    writes = next(n for n, sql in enumerate(told) if 'UPDATE "volunteering_turn"' in sql)
    assert locks < writes
    if connection.vendor == "postgresql":
        assert told[locks].endswith("FOR NO KEY UPDATE")
