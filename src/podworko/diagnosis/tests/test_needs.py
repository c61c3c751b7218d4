"""Needs: evidence first, a cell instead of a door, and what becomes of them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from podworko.audit.public import SYSTEM
from podworko.core.geo import Point
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import operations
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import GRID, Evidence, Need
from podworko.diagnosis.operations import EvidenceData, NeedError
from podworko.diagnosis.operations.needs import blurred
from podworko.diagnosis.tests.factories import make_need, make_pal, make_study

pytestmark = pytest.mark.django_db


def test_a_need_without_evidence_is_not_confirmed() -> None:
    need = make_need(status=Need.Status.REPORTED)
    need.evidence.all().delete()

    with pytest.raises(NeedError):
        operations.confirm_need(need, actor=SYSTEM)

    assert list(Need.objects.public()) == []


def test_a_confirmed_need_is_public_and_open() -> None:
    need = make_need(status=Need.Status.REPORTED)

    operations.confirm_need(need, actor=SYSTEM)

    assert list(Need.objects.public()) == [need]
    assert list(Need.objects.open()) == [need]


def test_the_place_of_a_need_is_the_middle_of_its_cell() -> None:
    need = Need(pal=make_pal(), title="Ciemno", category="safety")

    operations.save_need(need, near=Point(50.061947, 19.936856), actor=SYSTEM)

    assert (need.lat, need.lon) == (Decimal("50.0625"), Decimal("19.9375"))
    one, other = Point(50.0601, 19.9351), Point(50.0649, 19.9399)
    assert blurred(one) == blurred(other)
    assert abs(blurred(one)[0] - Decimal("50.0601")) <= GRID


def test_a_need_is_closed_with_a_reason_alone() -> None:
    need = make_need()

    with pytest.raises(NeedError):
        operations.close_need(need, why=" ", actor=SYSTEM)
    operations.close_need(need, why="Powstała winda.", actor=SYSTEM)

    need.refresh_from_db()
    assert (need.status, need.closed_why) == (Need.Status.CLOSED, "Powstała winda.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(closed_why="")


@pytest.mark.parametrize("status", [Need.Status.REPORTED, Need.Status.CLOSED])
def test_a_plan_moves_no_need_that_is_not_confirmed(status: Need.Status) -> None:
    need = make_need(status=status, closed_why="Bo tak.")

    operations.follow_plan(need, status=Need.Status.IN_PLAN, actor=SYSTEM)

    need.refresh_from_db()
    assert need.status == status


def test_a_need_that_was_never_confirmed_is_closed_out_of_sight() -> None:
    need = make_need(status=Need.Status.REPORTED)

    operations.close_need(need, why="Dotyczy jednej rodziny.", actor=SYSTEM)
    never_shown = list(Need.objects.public())
    operations.confirm_need(need, actor=SYSTEM)
    operations.close_need(need, why="Powstała winda.", actor=SYSTEM)

    assert never_shown == []
    assert list(Need.objects.public()) == [need]


def test_the_same_evidence_sent_twice_counts_once() -> None:
    need = make_need()
    told = EvidenceData(Method.SURVEY, "61 z 200 ankiet", 61)

    for _press in range(2):
        operations.add_evidence(need, data=told, actor=SYSTEM)

    assert sorted(need.evidence.values_list("voices", flat=True)) == [12, 61]


def test_evidence_typed_wrong_is_taken_back_but_never_the_last() -> None:
    need = make_need()
    wrong = operations.add_evidence(
        need, data=EvidenceData(Method.SURVEY, "610 z 200 ankiet", 610), actor=SYSTEM
    )
    counted = operations.add_evidence(
        need, data=EvidenceData(Method.WALK, "spacer", 3, about=need), actor=SYSTEM
    )

    operations.remove_evidence(wrong, actor=SYSTEM)
    with pytest.raises(NeedError):
        operations.remove_evidence(counted, actor=SYSTEM)
    counted.delete()
    with pytest.raises(NeedError):
        operations.remove_evidence(need.evidence.get(), actor=SYSTEM)

    assert need.evidence.get().voices == 12


def test_a_plan_moves_a_confirmed_need_and_back() -> None:
    need = make_need()

    operations.follow_plan(need, status=Need.Status.BEING_MET, actor=SYSTEM)
    need.refresh_from_db()
    assert need.status == Need.Status.BEING_MET
    operations.follow_plan(need, status=Need.Status.CONFIRMED, actor=SYSTEM)

    need.refresh_from_db()
    assert need.status == Need.Status.CONFIRMED


def test_the_same_source_is_one_piece_of_evidence() -> None:
    need, study = make_need(), make_study()
    for voices in (61, 64):
        data = EvidenceData("survey", "pytanie 4", voices, study, about=study)  # type: ignore[arg-type]
        operations.add_evidence(need, data=data, actor=SYSTEM)

    kept = Evidence.objects.filter(need=need, study=study)

    assert [row.voices for row in kept] == [64]


def test_who_saves_second_overwrites_nothing() -> None:
    need = make_need()
    need.title = "Inaczej"

    with pytest.raises(ChangedMeanwhileError):
        operations.save_need(need, actor=SYSTEM, seen_version="stara")


@pytest.mark.parametrize("place", [{"lat": 50}, {"lon": 19}, {"lat": 95, "lon": 19}])
def test_a_need_has_a_whole_place_on_earth_or_none(place: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_need(**place)
