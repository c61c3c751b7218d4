"""The demonstration shows hours and certificates in every state."""

import random
from datetime import timedelta

import pytest

from podworko.core import times
from podworko.demo import volunteering_hours
from podworko.volunteering.models import Certificate, HoursEntry, Volunteer
from podworko.volunteering.tests.hours_factories import make_coordinator, make_helper

pytestmark = pytest.mark.django_db


def test_whatever_volunteers_there_are_the_demonstration_shows_every_state() -> None:
    began = times.today() - timedelta(days=100)
    helpers = [make_helper(begins_on=began) for _ in range(5)]
    ended = Volunteer.objects.filter(pk=helpers[0].pk)
    ended.update(stage="ended", ended_on=times.today() - timedelta(days=20))

    told = volunteering_hours.fill(
        list(Volunteer.objects.order_by("pk")),
        coordinator=make_coordinator(),
        chance=random.Random(7),
    )

    hours = set(HoursEntry.objects.values_list("state", flat=True))
    papers = set(Certificate.objects.values_list("state", flat=True))
    assert hours == {"reported", "confirmed", "refused", "replaced"}
    assert papers == {"requested", "issued", "withdrawn"}
    assert told.endswith("4 certificates")
