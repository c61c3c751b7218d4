"""The demonstration city loads whatever the day, and shows what it promises."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from podworko.activities.models import Presence, Register, Session, SignUp
from podworko.core import times
from podworko.demo import loading, outbox
from podworko.diagnosis.models import Observation, Study
from podworko.messages.models import Message
from podworko.network.booking.models import Booking
from podworko.network.models import Pal
from podworko.reports.catalogue import STANDARD
from podworko.reports.models import Edition
from podworko.reports.queries.board import Board, Row, Span, board
from podworko.reports.queries.told import WHOLE, of_edition
from podworko.reports.tests.adversary import derived_groups, small_groups
from podworko.reports.tests.plain_sql import counted
from podworko.reports.tests.test_rows import check_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("days", [0, pytest.param(40, marks=pytest.mark.once)])
def test_city_loads_today_and_on_other_days(days: int) -> None:
    """The plan moves with the calendar, and so does which rooms are free."""
    if days:
        later = timezone.now() + timedelta(days=days)
        with mock.patch.object(timezone, "now", return_value=later):
            _load()
    else:
        _load()

    assert Pal.objects.filter(is_fictional=False).count() == 8
    assert SignUp.objects.waiting().exists()
    assert SignUp.objects.offered().exists()
    assert Register.objects.filter(closed_at=None).count() < Register.objects.count()
    assert Presence.objects.filter(guest__isnull=False).exists()
    assert Booking.objects.given_back().exists()
    lipy = Message.objects.filter(pal_id=Pal.objects.get(slug="pod-lipami").pk)
    assert lipy.filter(status="to_call").count() == outbox.LEFT
    assert lipy.filter(status="to_print").count() == outbox.LEFT
    assert set(Study.objects.values_list("state", flat=True)) == {"running", "closed"}
    assert Observation.objects.values("walker").distinct().count() == 6
    assert Session.objects.filter(starts_at__gt=times.day_bounds(times.today())[1]).exists()
    _check_figures()


def _load() -> None:
    loading.load(say=lambda _words: None)
    for edition in Edition.objects.all():
        _check_closed(edition)


def _check_figures() -> None:
    """Hold the report of the city beside a count in plain SQL, and beside its own rows."""
    today = times.today()
    span = Span(today - timedelta(days=365), today)
    page = board(span, Pal.objects.all(), with_whole=True)
    shown = {
        row.indicator.code: (_told(page, row), row.whole and row.whole.value) for row in page.rows
    }
    told = counted(span.since, span.until)
    for code, (by_pal, whole) in told.items():
        of_pals = {pal: number for pal, number in by_pal.items() if pal is not None}
        assert shown[code] == (of_pals, whole), code
    check_rows(list(Pal.objects.all()), today.year)


def _told(page: Board, row: Row) -> dict[int, object]:
    pairs = zip(page.pals, row.cells, strict=True)
    return {pal.pk: cell.value for pal, cell in pairs if cell.value}


def _check_closed(edition: Edition) -> None:
    """Hold a closed year beside plain SQL, and see that nobody finds a small group in it."""
    told = of_edition(edition).told
    since, until = date(edition.year, 1, 1), date(edition.year, 12, 31)
    for code, (by_pal, whole) in counted(since, until).items():
        assert (told[code, WHOLE].now.value or 0) == whole, code
        for pal, number in by_pal.items():
            assert pal is None or told[code, pal].now.value == number, code
    of_people = {each.code for each in STANDARD if each.is_people} - {"consultations"}
    values = {key: int(each.now.value or 0) for key, each in told.items() if key[0] in of_people}
    hidden = {key for key in values if told[key].is_held}
    assert hidden
    assert small_groups(values, hidden) == []
    assert derived_groups(values, hidden) == []
