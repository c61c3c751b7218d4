"""Our own feed imported again: nothing is doubled, and nothing moves back in silence."""

from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from podworko.activities.importing import Options, import_activities
from podworko.activities.models import Activity, Session
from podworko.activities.operations import (
    ListRules,
    Scope,
    SeriesPlan,
    Slot,
    add_series,
    cancel_session,
    change_sessions,
)
from podworko.activities.tests.factories import make_activity
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.taking import Line
from podworko.network.models import Pal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


@pytest.fixture
def third() -> Session:
    """Give the third of four weekly sessions."""
    first = times.today() + timedelta(days=10)
    plan = SeriesPlan("FREQ=WEEKLY;COUNT=4", first, time(17), 90)
    add_series(make_activity(), plan, rules=ListRules(), actor=SYSTEM)
    return list(Session.objects.select_related("activity", "series").order_by("starts_at"))[2]


def take(data: bytes) -> list[Line]:
    report = import_activities("kalendarz.ics", data, options=Options(pal=Pal.objects.get()))
    return list(report.lines)


def held() -> list[tuple[object, ...]]:
    return list(Session.objects.order_by("pk").values_list("starts_at", "ends_at", "status"))


@pytest.mark.parametrize("scope", list(Scope))
def test_a_series_moved_at_the_desk_stays_where_it_is(
    client: Client, third: Session, scope: Scope
) -> None:
    data = client.get("/kalendarz.ics").content
    later = timedelta(days=1, hours=1)
    slot = Slot(third.starts_at + later, third.ends_at + later, place=third.place)
    change_sessions(third, slot, scope=scope, actor=SYSTEM)
    before = held()

    lines = take(data)

    assert (held(), Activity.objects.count()) == (before, 1)
    assert [line.outcome for line in lines] == ["same"] * 4
    moved = {Scope.THIS: 1, Scope.FOLLOWING: 2}.get(scope, 4)
    assert sum("zostaje tu, gdzie jest" in line.message for line in lines) == moved
    when = times.local(third.starts_at + later)
    assert f"{when.day}.{when:%m.%Y, %H:%M}" in lines[2].message


def test_what_was_called_off_here_stays_so(client: Client, third: Session) -> None:
    data = client.get("/kalendarz.ics").content
    cancel_session(third, reason="choroba", actor=SYSTEM)
    before = held()

    lines = take(data)

    assert held() == before
    assert [("odwołane" in line.message) for line in lines] == [False, False, True, False]


def test_an_event_with_a_name_like_ours_but_not_ours_is_taken(
    client: Client, third: Session
) -> None:
    data = client.get("/kalendarz.ics").content
    name = str(third.public_id).encode()

    lines = take(data.replace(name, b"3f0c2a9e-0000-4000-8000-000000000000"))

    assert [line.outcome for line in lines] == ["same", "same", "taken", "same"]
