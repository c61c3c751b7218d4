"""Participants of ESF+ projects: kept as long as the agreement says, and not a day more."""

from datetime import timedelta

import pytest

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.privacy.models import Erasure
from podworko.privacy.operations import erase, keep
from podworko.reports.models import EsfParticipant, EsfProject
from podworko.reports.operations import EsfError
from podworko.reports.tests.esf_factories import bare_card, enter, make_project
from podworko.reports.tests.factories import make_pal

pytestmark = pytest.mark.django_db


def test_when_its_time_is_over_the_participants_go_and_no_sooner() -> None:
    project = make_project(make_pal())
    enter(project, bare_card())
    today = times.today()
    days = {"begins_on": today - timedelta(days=900), "ends_on": today - timedelta(days=2)}
    EsfProject.objects.filter(pk=project.pk).update(**days, keep_until=today)
    keep(actor=SYSTEM)
    assert EsfParticipant.objects.exists()
    EsfProject.objects.filter(pk=project.pk).update(keep_until=days["ends_on"])
    with pytest.raises(EsfError):
        enter(project, bare_card("Ola"), entered_on=days["ends_on"])

    keep(actor=SYSTEM)

    assert not EsfParticipant.objects.exists()
    assert EsfProject.objects.exists()


def test_the_law_keeps_a_participant_who_asks_to_be_erased_until_that_day() -> None:
    project, person = make_project(make_pal()), bare_card()
    enter(project, person)

    made = erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)

    assert [each["label"] for each in made.stays] == ["reports.esfparticipant"]
    assert "2021/1060" in made.stays[0]["law"]
    assert made.until == project.keep_until + timedelta(days=1)
    assert EsfParticipant.objects.exists()
