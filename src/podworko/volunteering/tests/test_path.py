"""The path from a first word to thanks, with a gate before each step that has one."""

import pytest

from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering import operations
from podworko.volunteering.models import Agreement, Volunteer
from podworko.volunteering.operations import Signed
from podworko.volunteering.tests.factories import (
    day_in,
    make_agreement,
    make_application,
    make_opportunity,
    make_safe,
    make_signed,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
Stage = Volunteer.Stage


def go(volunteer: Volunteer, *stages: str) -> Volunteer:
    for stage in stages:
        volunteer = operations.go_on(volunteer, to=stage, actor=SYSTEM)
    return volunteer


def test_one_step_after_another_and_each_is_in_the_trail() -> None:
    volunteer = make_volunteer()
    go(volunteer, Stage.TALK, Stage.AGREEMENT)
    make_signed(volunteer)

    volunteer = go(volunteer, Stage.ACCOMPANIED, Stage.ACTIVE)

    assert (volunteer.stage, volunteer.since) == ("active", times.today())
    assert audit.history(volunteer) == ["volunteer.went_on"] * 4


def test_no_step_is_left_out_and_twice_is_once() -> None:
    volunteer = go(make_volunteer(), Stage.TALK, Stage.TALK)

    with pytest.raises(DomainError, match="jeszcze nie teraz"):
        go(volunteer, Stage.ACTIVE)

    assert audit.history(volunteer) == ["volunteer.went_on"]


def test_art_21_nobody_goes_to_minors_unchecked_or_untrained() -> None:
    volunteer = make_volunteer()
    make_application(volunteer, make_opportunity(with_minors=True))
    go(volunteer, Stage.TALK)

    with pytest.raises(DomainError, match="Do pracy z dziećmi"):
        go(volunteer, Stage.AGREEMENT)
    make_safe(volunteer.person)
    volunteer = go(volunteer, Stage.CHECKS, Stage.TRAINING, Stage.AGREEMENT)

    assert volunteer.stage == "agreement"


def test_art_44_before_the_first_visit_an_agreement_holds() -> None:
    volunteer = go(make_volunteer(), Stage.TALK, Stage.AGREEMENT)
    agreement = make_agreement(volunteer)

    with pytest.raises(DomainError, match="Najpierw porozumienie"):
        go(volunteer, Stage.ACCOMPANIED)
    operations.put_in_force(agreement, Signed(on=times.today()), actor=SYSTEM)

    assert go(volunteer, Stage.ACCOMPANIED).stage == "accompanied"


def test_the_end_is_thanked_and_comes_once() -> None:
    volunteer = make_volunteer()

    for _time in range(2):
        operations.end(volunteer, is_thanked=True, actor=SYSTEM)

    volunteer.refresh_from_db()
    assert (volunteer.ended_on, volunteer.thanked_on) == (times.today(), times.today())
    assert audit.history(volunteer) == ["volunteer.ended"]


def test_nobody_acts_whose_agreement_ended_before_the_last_step() -> None:
    volunteer = make_volunteer(stage=Stage.AGREEMENT)
    agreement = make_signed(volunteer)
    go(volunteer, Stage.ACCOMPANIED)
    operations.terminate(agreement, on=times.today(), why="wyjazd", actor=SYSTEM)
    Agreement.objects.update(ended_on=day_in(-1))

    with pytest.raises(DomainError, match="Najpierw porozumienie"):
        go(volunteer, Stage.ACTIVE)


def test_art_21_who_applies_for_work_with_minors_later_is_asked_then() -> None:
    volunteer = make_volunteer(stage=Stage.AGREEMENT)
    make_signed(volunteer)
    make_application(volunteer, make_opportunity(with_minors=True))

    with pytest.raises(DomainError, match="Do pracy z dziećmi"):
        go(volunteer, Stage.ACCOMPANIED)


def test_ending_ends_what_was_agreed_and_takes_back_what_was_asked() -> None:
    volunteer = make_volunteer(stage=Stage.ACTIVE)
    held = make_signed(volunteer)
    written = make_agreement(volunteer)
    application = make_application(volunteer, make_opportunity(pal=volunteer.pal))

    operations.end(volunteer, is_thanked=True, actor=SYSTEM)

    for each in (held, written, application):
        each.refresh_from_db()
    assert (held.state, held.ended_on) == ("ended", times.today())
    assert (written.state, application.state) == ("dropped", "withdrawn")
