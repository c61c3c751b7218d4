"""The desk of the map: one's own PAL alone, and from the queue to the map."""

from datetime import timedelta

import pytest
from django.test import Client

from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.diagnosis import operations
from podworko.diagnosis.models import FRESH_FOR, Evidence, Need, Proposal, Resource
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.map_desk import send, signed_in, text, url
from podworko.diagnosis.tests.mapping import (
    make_city,
    make_proposal,
    make_resource,
    make_seated_pal,
)
from podworko.messages.models import Message
from podworko.network.public import Pal
from podworko.network.tests.desk import hidden

pytestmark = pytest.mark.django_db

OLD = today() - FRESH_FOR - timedelta(days=1)


@pytest.fixture
def pal() -> Pal:
    return make_seated_pal(slug="pod-lipami", name="Pod Lipami")


@pytest.fixture
def desk(client: Client, pal: Pal) -> Client:
    return signed_in(client, "animator", pal)


def test_what_is_of_another_pal_is_a_missing_page(desk: Client) -> None:
    other = make_pal()
    need = make_need(pal=other, title="Obca potrzeba")
    resource = make_resource(pal=other, name="Obca świetlica")
    proposal = make_proposal(pal=other, title="Obce zgłoszenie")

    pages = [
        url("desk_proposal", proposal.public_id),
        url("desk_approve", proposal.public_id),
        url("desk_need", need.public_id),
        url("desk_edit_need", need.public_id),
        url("desk_resource", resource.public_id),
        url("desk_edit_resource", resource.public_id),
    ]

    assert {desk.get(page).status_code for page in pages} == {404}
    acts = [
        url("desk_refuse", proposal.public_id),
        url("desk_join", proposal.public_id),
        url("desk_confirm_need", need.public_id),
        url("desk_act_resource", resource.public_id, "archiwum"),
    ]
    assert {desk.post(act).status_code for act in acts} == {404}
    for name in ("desk_map", "desk_needs", "desk_resources"):
        assert "Obc" not in text(desk, url(name))


def test_what_belongs_to_no_pal_is_read_here_and_changed_by_the_network(desk: Client) -> None:
    resource = make_resource()

    assert "Zmień</a>" not in text(desk, url("desk_resource", resource.public_id))
    assert desk.get(url("desk_edit_resource", resource.public_id)).status_code == 404

    network = signed_in(Client(), "network-coordinator", None)
    assert network.get(url("desk_edit_resource", resource.public_id)).status_code == 200


def test_a_reported_need_is_written_down_confirmed_and_seen(desk: Client, pal: Pal) -> None:
    proposal = make_proposal(
        pal=pal, email="ada@example.org", category="safety", lat=50.0625, lon=19.9375
    )
    page = text(desk, url("desk_approve", proposal.public_id))
    assert "Wieczorem przy przejściu jest ciemno" in page

    send(
        desk,
        url("desk_approve", proposal.public_id),
        pal=pal.pk,
        title="Ciemne przejście",
        category="safety",
        since="2026-05-01",
    )

    need = Need.objects.get()
    assert (str(need.lat), need.evidence.get().voices) == ("50.0625", 1)
    assert Message.objects.get().template == "diagnosis/proposal_approved"
    desk.post(url("desk_confirm_need", need.public_id))
    assert "Ciemne przejście" in text(Client(), need.get_absolute_url())
    assert Access.objects.filter(purpose="desk.proposal").exists()


@pytest.mark.parametrize("told", [{"owner_language": ""}, {}])
def test_an_owner_keeps_a_language_to_be_asked_in(
    desk: Client, pal: Pal, told: dict[str, str]
) -> None:
    make_city()
    resource = make_resource(pal=pal, owner_language="uk", lat=50.06, lon=19.94)
    path = url("desk_edit_resource", resource.public_id)
    fields = desk.get(path).context["form"].initial | {"pal": pal.pk, "name": "Stoły"}
    fields = {name: value for name, value in fields.items() if value not in (None, "")}
    del fields["owner_language"]

    desk.post(path, fields | told)

    resource.refresh_from_db()
    assert (resource.name, resource.owner_language) == ("Stoły", "uk")


def test_a_proposed_resource_is_written_down_from_its_words(desk: Client, pal: Pal) -> None:
    make_city()
    proposal = make_proposal(
        pal=pal, kind="resource", title="Stoły", category="equipment", lat=50.06, lon=19.94
    )
    page = text(desk, url("desk_approve", proposal.public_id))
    assert 'value="material" selected' in page

    send(
        desk,
        url("desk_approve", proposal.public_id),
        pal=pal.pk,
        name="Dwanaście stołów",
        kind="material",
        category="equipment",
        answers=["culture"],
        lat="50.06",
        lon="19.94",
        checked_on=str(today()),
    )

    resource = Resource.objects.get()
    assert (resource.name, resource.answers) == ("Dwanaście stołów", ["culture"])
    assert resource.district is not None
    proposal.refresh_from_db()
    assert (proposal.status, proposal.resource) == (Proposal.Status.APPROVED, resource)


def test_an_answered_proposal_is_not_answered_again(desk: Client, pal: Pal) -> None:
    proposal = make_proposal(pal=pal)
    operations.refuse(proposal, reason="Nie tu.", actor=SYSTEM)

    response = desk.get(url("desk_approve", proposal.public_id))

    assert response.status_code == 302
    desk.post(url("desk_refuse", proposal.public_id), {"reason": "Inaczej."})
    proposal.refresh_from_db()
    assert proposal.reason == "Nie tu."


def test_the_same_thing_is_offered_and_joined(desk: Client, pal: Pal) -> None:
    need = operations.save_need(
        Need(pal=pal, title="Ciemno przy przejściu", category="safety"), actor=SYSTEM
    )
    proposal = make_proposal(pal=pal, title="Przy przejściu ciemno")
    assert str(need.public_id) in text(desk, url("desk_proposal", proposal.public_id))

    desk.post(url("desk_join", proposal.public_id), {"to": str(need.public_id)})

    assert need.evidence.get().voices == 1
    assert desk.post(url("desk_join", proposal.public_id), {"to": "x"}).status_code == 404


def test_joining_nothing_is_said_on_the_page(desk: Client, pal: Pal) -> None:
    proposal = make_proposal(pal=pal)

    response = desk.post(url("desk_join", proposal.public_id), follow=True)

    assert "Wybierz, do czego dołączyć" in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_a_refusal_without_a_reason_stays_on_the_page(desk: Client, pal: Pal) -> None:
    proposal = make_proposal(pal=pal)

    response = desk.post(url("desk_refuse", proposal.public_id), {"reason": ""})

    assert response.status_code == 422
    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_staff_type_what_came_on_paper_and_it_stays_paper(desk: Client, pal: Pal) -> None:
    desk.post(
        url("desk_new_proposal", "potrzeba"),
        {"title": "Brak ławek", "pal": pal.slug, "channel": "paper", "name": "Ada"},
    )

    proposal = Proposal.objects.get()
    assert (proposal.channel, proposal.name, proposal.pal) == ("paper", "Ada", pal)


def test_staff_type_nothing_for_another_pal(desk: Client) -> None:
    other = make_seated_pal()

    response = desk.post(
        url("desk_new_proposal", "potrzeba"),
        {"title": "Brak ławek", "pal": other.slug, "channel": "paper"},
    )

    assert response.status_code == 422
    assert not Proposal.objects.exists()


def test_a_correction_mends_its_resource(desk: Client, pal: Pal) -> None:
    resource = make_resource(pal=pal, name="Klub")
    proposal = make_proposal(
        pal=pal, kind="correction", resource=resource, title="Klub", words="Teraz od 12"
    )

    send(
        desk,
        url("desk_approve", proposal.public_id),
        pal=pal.pk,
        name="Klub",
        kind="institutional",
        category="institution",
        opening="od 12",
        lat="50.06",
        lon="19.94",
    )

    resource.refresh_from_db()
    assert resource.opening == "od 12"
    assert Resource.objects.count() == 1


def test_a_place_outside_the_city_and_swapped_numbers_are_told(desk: Client, pal: Pal) -> None:
    make_city()
    data = {"pal": pal.pk, "name": "Klub", "kind": "material", "category": "place"}

    far = send(desk, url("desk_new_resource"), **data, lat="52.2", lon="21.0")
    swapped = send(desk, url("desk_new_resource"), **data, lat="19.94", lon="50.06")
    half = send(desk, url("desk_new_resource"), **data, lat="50.06")

    assert "To miejsce jest poza miastem." in far.content.decode()
    assert "są zamienione miejscami" in swapped.content.decode()
    assert "Podaj obie współrzędne" in half.content.decode()
    assert not Resource.objects.exists()


def test_two_who_edit_a_resource_see_both_versions(desk: Client, pal: Pal) -> None:
    resource = make_resource(pal=pal, name="Klub")
    address = url("desk_edit_resource", resource.public_id)
    seen = hidden(desk.get(address))
    Resource.objects.update(name="Klub Sąsiedzki")

    response = desk.post(
        address,
        seen
        | {
            "initial-name": "Klub",
            "name": "Klub Rodzica",
            "pal": pal.pk,
            "kind": "institutional",
            "category": "institution",
        },
    )

    assert response.status_code == 409
    assert "Klub Sąsiedzki" in response.content.decode()
    assert Resource.objects.get().name == "Klub Sąsiedzki"


def test_two_who_edit_a_need_see_both_versions(desk: Client, pal: Pal) -> None:
    need = make_need(pal=pal)
    address = url("desk_edit_need", need.public_id)
    seen = hidden(desk.get(address))
    Need.objects.update(title="Inaczej")

    response = desk.post(
        address, seen | {"title": "Jeszcze inaczej", "category": "safety", "since": str(need.since)}
    )

    assert response.status_code == 409
    assert Need.objects.get().title == "Inaczej"


def test_a_need_gets_evidence_a_paper_list_and_an_end(desk: Client, pal: Pal) -> None:
    need = make_need(pal=pal, status=Need.Status.REPORTED)
    need.evidence.all().delete()
    page = url("desk_need", need.public_id)
    desk.post(url("desk_confirm_need", need.public_id))
    assert "Najpierw dopisz, skąd wiemy" in text(desk, page)

    told = {"method": "walk", "words": "punkt 4", "voices": "14", "noted_on": "2026-05-01"}
    desk.post(url("desk_add_evidence", need.public_id), told)
    desk.post(url("desk_count_paper", need.public_id), {"voices": "23", "note": "piknik"})
    desk.post(url("desk_confirm_need", need.public_id))
    assert desk.post(url("desk_close_need", need.public_id), {"why": ""}).status_code == 422
    desk.post(url("desk_close_need", need.public_id), {"why": "Powstała winda."})

    need.refresh_from_db()
    assert need.status == Need.Status.CLOSED
    assert sorted(Evidence.objects.values_list("voices", flat=True)) == [14, 23]
    assert "23" in text(desk, page)


@pytest.mark.parametrize(
    ("near", "words"),
    [
        ("19.9368, 50.0611", "zamienione miejscami"),
        ("52.2297, 21.0122", "poza miastem"),
        ("50,0611 19,9368", ""),
        ("50,0611, 19,9368", ""),
    ],
)
def test_the_place_of_a_need_is_in_the_city(
    desk: Client, pal: Pal, *, near: str, words: str
) -> None:
    make_city()
    told = {"pal": pal.pk, "title": "Ciemno", "category": "safety", "since": "2026-05-01"}

    answer = send(desk, url("desk_new_need"), **told, near=near)

    assert words in answer.content.decode()
    kept = [str(need.lat) for need in Need.objects.all()]
    assert kept == ([] if words else ["50.0625"])


def test_degrees_of_a_resource_are_read_with_commas(desk: Client, pal: Pal) -> None:
    make_city()
    told = {"pal": pal.pk, "kind": "material", "category": "place", "name": "Ławka"}

    send(desk, url("desk_new_resource"), **told, lat="50,0611", lon="19,9368")

    assert [(row.lat, row.lon) for row in Resource.objects.all()] == [(50.0611, 19.9368)]


def test_a_resource_suggests_no_need_that_one_may_not_tie_it_to(desk: Client, pal: Pal) -> None:
    resource = make_resource(pal=pal, answers=["loneliness"])
    make_need(pal=pal, title="Nasza potrzeba")
    make_need(title="Cudza potrzeba")
    hidden_one = make_need(title="Cudza, niepotwierdzona", status=Need.Status.REPORTED)
    operations.match(resource, need=hidden_one, note="", actor=SYSTEM)

    page = text(desk, url("desk_resource", resource.public_id))

    assert "Nasza potrzeba" in page
    assert "Cudza" not in page


def test_a_need_written_at_the_desk_is_kept_in_its_cell(desk: Client, pal: Pal) -> None:
    send(
        desk,
        url("desk_new_need"),
        pal=pal.pk,
        title="Ciemno",
        category="safety",
        near="50.0611,19.9368",
        since="2026-05-01",
    )
    unknown = send(
        desk,
        url("desk_new_need"),
        pal=pal.pk,
        title="Inna",
        category="safety",
        near="nie ma takiego",
        since="2026-05-01",
    )

    assert str(Need.objects.get().lat) == "50.0625"
    assert "Nie znamy takiego miejsca." in unknown.content.decode()
