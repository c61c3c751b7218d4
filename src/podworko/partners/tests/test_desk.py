"""The desk of partners: who sees whom, forms filled in by two, agreements on paper."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.models import Access
from podworko.core.times import today
from podworko.network.public import Pal
from podworko.network.tests.desk import hidden
from podworko.partners.models import Agreement, Location, Organisation, Schedule, Service
from podworko.partners.tests.factories import (
    grow_old,
    make_agreement,
    make_contact,
    make_location,
    make_organisation,
    make_pal,
    make_schedule,
    make_service,
)

pytestmark = pytest.mark.django_db


def signed_in(client: Client, role: str, pal: Pal | None) -> None:
    user = User.objects.create_user(f"{role}-{uuid.uuid4()}@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role=role, pal=pal)
    client.force_login(user)


def url(name: str, *args: object) -> str:
    return reverse(f"partners:desk_{name}", args=args)


def send(client: Client, path: str, **data: Any) -> Any:
    """Send a form with the hidden fields that its page holds now."""
    return client.post(path, hidden(client.get(path)) | data)


def test_an_organisation_is_written_down_described_and_published(client: Client) -> None:
    pal = make_pal()
    signed_in(client, "animator", pal)
    send(
        client,
        url("new_organisation"),
        name="  Klub   Pod Lipą ",
        kind="club",
        pal=pal.pk,
        words="Zajęcia dla seniorów.",
        phone="12 000 01 23",
    )
    made = Organisation.objects.get()
    assert (made.name, made.phone, made.status) == ("Klub Pod Lipą", "+48120000123", "draft")

    send(client, url("new_location", made.public_id), address="ul. Długa 5", step_free="yes",
         toilet="unknown", induction_loop="no")  # fmt: skip
    place = Location.objects.get()
    send(
        client,
        url("new_service", made.public_id),
        name="Porady",
        answers=["housing", "work"],
        languages=["pl"],
        cost="free",
        min_age="18",
        locations=[place.pk],
    )
    service = Service.objects.get()
    assert (service.answers, list(service.locations.all())) == (["housing", "work"], [place])

    send(client, url("new_schedule", service.public_id), freq="MONTHLY", days=["FR"], which="-1",
         interval="1", opens_at="09:00", closes_at="12:00")  # fmt: skip
    assert Schedule.objects.get().byday == "-1FR"

    client.post(url("act_service", service.public_id, "opublikuj"))
    client.post(url("act_organisation", made.public_id, "opublikuj"))
    page = client.get(service.get_absolute_url()).content.decode()
    assert "Ostatni piątek miesiąca" in page


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"days": []}, "days"),
        ({"closes_at": "08:00"}, "closes_at"),
        ({"interval": "2"}, "valid_from"),
        ({"interval": "99"}, "interval"),
        ({"freq": "MONTHLY", "days": [], "bymonthday": "40"}, "bymonthday"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "valid_to"),
    ],
)
def test_hours_that_make_no_sense_are_told_beside_their_field(
    client: Client, data: dict[str, Any], field: str
) -> None:
    service = make_service(make_organisation(pal=make_pal()))
    signed_in(client, "animator", service.organisation.pal)
    good = {"freq": "WEEKLY", "days": ["MO"], "interval": "1", "opens_at": "09:00",
            "closes_at": "12:00"}  # fmt: skip

    answer = send(client, url("new_schedule", service.public_id), **good | data)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_hours_are_shown_again_as_they_were_chosen(client: Client) -> None:
    service = make_service(make_organisation(pal=make_pal()))
    schedule = make_schedule(service, "2MO,2TU", freq="MONTHLY")
    signed_in(client, "animator", service.organisation.pal)

    form = client.get(url("edit_schedule", service.public_id, schedule.pk)).context["form"]

    assert (form["days"].value(), form["which"].value()) == (["MO", "TU"], "2")


def test_who_saves_second_sees_what_the_first_one_wrote(client: Client) -> None:
    made = make_organisation(pal=make_pal())
    signed_in(client, "animator", made.pal)
    path = url("edit_organisation", made.public_id)
    mine = hidden(client.get(path))
    assert made.pal
    told = {"name": made.name, "kind": "ngo", "pal": made.pal.pk, "words": "Moje słowa."}
    send(client, path, **told | {"words": "Cudze słowa."})

    answer = client.post(path, mine | told)

    assert answer.status_code == 409
    assert "Cudze słowa." in answer.content.decode()
    assert "Moje słowa." in answer.content.decode()


def test_another_pals_draft_is_a_missing_page_and_its_public_one_only_read(client: Client) -> None:
    draft = make_organisation(pal=make_pal(), is_public=False)
    shown = make_organisation(pal=make_pal())
    service = make_service(shown)
    make_contact(shown, name="Ewa Sowa")
    signed_in(client, "animator", make_pal())

    assert client.get(url("organisation", draft.public_id)).status_code == 404
    page = client.get(url("organisation", shown.public_id)).content.decode()
    assert "Ewa Sowa" not in page
    assert client.get(url("edit_organisation", shown.public_id)).status_code == 404
    assert client.get(url("edit_service", service.public_id)).status_code == 404
    answer = client.post(url("act_organisation", shown.public_id, "wycofaj"))
    assert answer.status_code == 404
    assert Organisation.objects.get(pk=shown.pk).is_public


def test_who_has_an_agreement_sees_whom_to_call_and_the_look_is_logged(client: Client) -> None:
    shown, pal = make_organisation(pal=make_pal()), make_pal()
    make_contact(shown, name="Ewa Sowa")
    make_agreement(shown, pal)
    signed_in(client, "animator", pal)

    page = client.get(url("organisation", shown.public_id)).content.decode()

    assert "Ewa Sowa" in page
    assert [look.purpose for look in Access.objects.all()] == ["desk.partner"]


def test_what_is_of_the_whole_city_is_the_networks_to_change(client: Client) -> None:
    made = make_organisation()
    signed_in(client, "animator", make_pal())
    assert client.get(url("edit_organisation", made.public_id)).status_code == 404

    signed_in(client, "network-coordinator", None)
    assert client.get(url("edit_organisation", made.public_id)).status_code == 200


def test_an_agreement_is_written_signed_printed_and_ended(client: Client) -> None:
    made = make_organisation(pal=make_pal())
    signed_in(client, "animator", made.pal)
    send(client, url("new_agreement", made.public_id), title="Śniadania", scope="Jemy razem.",
         starts_on=today().isoformat())  # fmt: skip
    agreement = Agreement.objects.get()
    key = agreement.public_id
    assert agreement.pal == made.pal

    client.post(url("add_action", key), {"title": "Piknik"})
    client.post(url("act_action", agreement.actions.get().public_id, "zrobione"))
    paper = client.get(url("print_agreement", key))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.post(url("sign_agreement", key), {"day": "2999-01-01"}).status_code == 422
    client.post(url("sign_agreement", key), {"day": today().isoformat()})
    client.post(url("end_agreement", key), {"reason": "Skończony rok."})

    agreement.refresh_from_db()
    assert (agreement.state, agreement.end_reason) == ("ended", "Skończony rok.")
    assert agreement.actions.get().done_on == today()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    client: Client, django_assert_max_num_queries: Any, rows: int
) -> None:
    pal = make_pal()
    for _number in range(rows):
        make_service(make_organisation(pal=pal))
    signed_in(client, "animator", pal)
    client.get(url("organisations"))

    with django_assert_max_num_queries(16):
        page = client.get(url("organisations")).context["page"]

    assert [row.offered for row in page] == [1] * rows


def test_what_grew_old_is_a_list_of_its_own_worked_through_with_one_button(client: Client) -> None:
    old, fresh = make_organisation(pal=make_pal()), make_organisation()
    grow_old(old)
    signed_in(client, "animator", old.pal)
    path = url("organisations") + "?stan=stare"
    assert [row.name for row in client.get(path).context["page"]] == [old.name]

    client.post(url("act_organisation", old.public_id, "sprawdzone"), {"wroc": "stare"})

    assert list(client.get(path).context["page"]) == []
    assert fresh.name in client.get(url("organisations")).content.decode()


def test_the_list_as_a_file_names_nobody(client: Client) -> None:
    made = make_organisation(pal=make_pal())
    make_contact(made, name="Ewa Sowa")
    signed_in(client, "animator", made.pal)

    answer = client.get(url("organisations") + "?plik=csv")

    text = b"".join(answer).decode("utf-8-sig") if answer.streaming else answer.content.decode()
    assert made.name in text
    assert "Sowa" not in text


def test_another_organisations_place_cannot_be_removed(client: Client) -> None:
    place = make_location(make_organisation(pal=make_pal()))
    signed_in(client, "animator", make_pal())

    assert client.post(url("remove_location", place.public_id)).status_code == 404
    assert Location.objects.count() == 1


def test_a_file_is_looked_at_row_by_row_before_anything_is_taken(client: Client) -> None:
    pal = make_pal()
    signed_in(client, "animator", pal)
    path = url("import")
    file = SimpleUploadedFile("lista.csv", b"Kto;Co;Telefon\nKlub;Szachy;brak\n;;\n")
    page = client.post(path, {"file": file})
    told = {
        "held": page.context["form"]["held"].value(),
        "pal": pal.pk,
        "source": "lista",
        "col_organisation": "Kto",
        "col_name": "Co",
        "col_phone": "Telefon",
    }

    look = client.post(path, told)
    assert look.context["counts"]["taken"] == 1
    assert not Organisation.objects.exists()
    assert "pominięte: telefon" in look.content.decode()

    client.post(path, told | {"take": "1"})
    assert Organisation.objects.get().pal == pal


def test_a_file_that_nobody_can_read_is_told(client: Client) -> None:
    signed_in(client, "animator", make_pal())

    answer = client.post(url("import"), {"file": SimpleUploadedFile("x.json", b"{")})

    assert answer.status_code == 422
