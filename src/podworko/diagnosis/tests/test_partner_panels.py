"""What partners share and offer, on the pages of the map and on their own."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.map_desk import signed_in
from podworko.diagnosis.tests.mapping import make_resource
from podworko.partners import operations
from podworko.partners.tests.factories import make_agreement, make_organisation, make_service

pytestmark = pytest.mark.django_db


def test_a_shared_resource_stands_on_both_pages(client: Client) -> None:
    owner = make_organisation(name="Klub Pod Lipą")
    resource = make_resource(name="Sala z lustrami", organisation=owner)

    assert "Sala z lustrami" in client.get(owner.get_absolute_url()).content.decode()
    assert "Klub Pod Lipą" in client.get(resource.get_absolute_url()).content.decode()

    operations.withdraw(owner, actor=SYSTEM)
    assert "Klub Pod Lipą" not in client.get(resource.get_absolute_url()).content.decode()


def test_a_need_at_the_desk_names_what_partners_offer(client: Client) -> None:
    pal = make_pal()
    need = make_need(pal=pal, category="housing")
    near = make_organisation(pal=pal)
    make_service(near, name="Doradca od czynszu", answers=["housing"])
    make_service(near, name="Chór", answers=["culture"])
    agreed, other = make_organisation(pal=make_pal()), make_organisation(pal=make_pal())
    make_service(agreed, name="Prawnik", answers=["housing"])
    make_service(other, name="Daleka pomoc", answers=["housing"])
    agreement = make_agreement(agreed, pal)
    operations.sign_agreement(agreement, day=agreement.starts_on, actor=SYSTEM)
    signed_in(client, "animator", pal)

    page = client.get(reverse("diagnosis:desk_need", args=[need.public_id])).content.decode()

    assert page.index("Prawnik") < page.index("Doradca od czynszu")
    assert "mamy porozumienie" in page
    assert "Chór" not in page
    assert "Daleka pomoc" not in page
