"""Activities organised with partners: said on both pages, twice is once."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.activities.models import CoOrganiser
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import SYSTEM, history
from podworko.diagnosis.tests.map_desk import signed_in
from podworko.partners import operations as partners
from podworko.partners.tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_a_partner_is_named_at_the_desk_and_read_on_both_pages(client: Client) -> None:
    session = make_session(activity=make_activity(slug="chor", title="Chór"))
    owner = make_organisation(name="Klub Pod Lipą")
    signed_in(client, "animator", session.activity.pal)
    path = reverse("activities:desk_partners", args=["chor"])

    for _time in range(2):
        client.post(path, {"organisation": owner.public_id})

    assert history(session.activity).count("activity.partner_named") == 1
    assert "Klub Pod Lipą" in client.get(session.get_absolute_url()).content.decode()
    assert "Chór" in client.get(owner.get_absolute_url()).content.decode()

    remove = reverse("activities:desk_unname_partner", args=["chor", owner.public_id])
    for _time in range(2):
        client.post(remove)
    assert not CoOrganiser.objects.exists()
    assert history(session.activity).count("activity.partner_unnamed") == 1


def test_a_partner_that_was_withdrawn_is_not_named_to_residents(client: Client) -> None:
    session = make_session()
    owner = make_organisation(name="Klub Pod Lipą")
    CoOrganiser.objects.create(activity=session.activity, organisation=owner)
    partners.withdraw(owner, actor=SYSTEM)

    assert "Klub Pod Lipą" not in client.get(session.get_absolute_url()).content.decode()
