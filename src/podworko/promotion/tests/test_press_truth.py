"""What the press desk says to whom: nothing before its time, nothing untrue, nothing lost."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from podworko.activities.tests.factories import make_activity, make_pal
from podworko.debates.tests.say_factories import told_hearing
from podworko.network.public import Pal
from podworko.promotion import operations, press_links
from podworko.promotion.models import Clipping, Outlet
from podworko.promotion.tests.factories import desk_of, writer
from podworko.promotion.tests.press_factories import (
    in_hours,
    make_clipping,
    make_contact,
    make_draft,
    make_outlet,
    make_release,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pod-lipami", name="Pod Lipami", status="active", phone="+48126167800")


@pytest.fixture
def desk(pal: Pal) -> Client:
    return desk_of(writer(pal=pal, name="Ola"))


def at(name: str, *args: object) -> str:
    return reverse(f"promotion:{name}", args=args)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_page_that_a_newsroom_does_not_have_yet_is_not_offered(desk: Client, pal: Pal) -> None:
    planned = make_release(pal=pal, at=in_hours(4), embargo=in_hours(5))
    early = make_release(pal=pal, embargo=in_hours(5))

    assert desk.get(at("desk_release", planned.public_id)).context["early_url"] == ""
    assert "/przed/" in desk.get(at("desk_release", early.public_id)).context["early_url"]


def test_what_another_pal_told_under_embargo_is_not_read_at_an_outlet(
    desk: Client, pal: Pal
) -> None:
    contact = make_contact(make_outlet(keeps_embargo=True))
    for title, of, embargo in (
        ("Cudza tajna", make_pal(), in_hours(4)),
        ("Cudza jawna", make_pal(), None),
        ("Nasza tajna", pal, in_hours(4)),
    ):
        make_release(contact, title=title, pal=of, embargo=embargo)

    history = desk.get(at("desk_outlet", contact.outlet.public_id)).context["history"]

    assert [row.release.title for row in history.dispatches] == ["Nasza tajna", "Cudza jawna"]


def test_a_clipping_keeps_the_release_that_the_network_noted(desk: Client, pal: Pal) -> None:
    clipping = make_clipping(pal=pal, release=make_release())
    path = at("desk_clipping", clipping.public_id)

    form = desk.get(path).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    answer = desk.post(path, {**data, "title": "Inny tytuł"})

    assert answer.status_code == 302
    held = Clipping.objects.get()
    assert (held.title, held.release) == ("Inny tytuł", clipping.release)


def test_an_outlet_of_a_place_that_closed_does_not_become_one_of_the_whole_city(
    desk: Client,
) -> None:
    closed = make_pal(status="closed")
    outlet = make_outlet(closed)
    path = at("desk_outlet_edit", outlet.public_id)

    form = desk.get(path).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    desk.post(path, {**data, "pals": form["pals"].value(), "notes": "Dzwonić rano."})

    assert Outlet.objects.get().notes == "Dzwonić rano."
    assert list(outlet.pals.all()) == [closed]


def test_who_is_off_the_list_is_not_told_that_we_remember_the_address(client: Client) -> None:
    contact = make_contact()
    path = at("press_end", press_links.end_token(contact))
    operations.remove_contact(contact, actor="system")

    page = text(client, path)

    assert "Nie mamy już tego adresu" in page
    assert "Sam adres zostaje" not in page


def test_marks_that_nobody_sees_break_no_file(client: Client, desk: Client) -> None:
    release = make_release(who="a\x0bb\x01c", title="Ławka\x0b")
    make_contact(name="Ada\x0b")

    for kind in ("docx", "pdf", "txt"):
        assert client.get(at("release_file", release.public_id, kind)).status_code == 200
    assert desk.get(f"{at('desk_outlets')}?plik=xlsx").status_code == 200


def test_a_draft_is_in_the_language_of_its_words(desk: Client, pal: Pal) -> None:
    activity = make_activity(pal=pal)

    form = desk.get(f"/uk{at('desk_release_new')}?o=activity-{activity.pk}").context["form"]

    assert form["language"].value() == "uk"


def test_nothing_is_said_to_be_sent_that_goes_to_nobody(desk: Client, pal: Pal) -> None:
    release = make_draft(pal=pal)

    page = desk.post(at("desk_release_out", release.public_id), follow=True).content.decode()

    assert "Wypuszczone." in page
    assert "Wysyłka trwa" not in page


def test_a_draft_of_what_was_decided_does_not_say_that_residents_decided_it(
    desk: Client,
) -> None:
    hearing = told_hearing()

    form = desk.get(f"{at('desk_release_new')}?o=hearing-{hearing.pk}").context["form"]

    assert form["title"].value() == "Po konsultacjach: Regulamin placu"
    assert form["body"].value() == "Kto decyduje: Rada Dzielnicy, w marcu."
    assert not form["why"].value()


def test_the_address_on_paper_is_read_without_a_mark_that_is_not_in_it(client: Client) -> None:
    release = make_release(embargo=in_hours(3))
    path = at("release_early_file", press_links.early_token(release), "pdf")

    told = PdfReader(io.BytesIO(client.get(path).content)).pages[0].extract_text()

    assert f"/dla-mediow/{release.public_id}" in told
    assert "po zakończeniu embarga" in told


def test_who_ticks_newsrooms_reads_what_they_keep_and_when_they_close(
    desk: Client, pal: Pal
) -> None:
    make_contact(make_outlet(make_pal(), name="Daleka"), name="Ada")
    make_contact(
        make_outlet(pal, name="Bliska", keeps_embargo=True, deadline="środa 12:00"), name="Ola"
    )

    page = desk.get(at("desk_release", make_draft(pal=pal).public_id))

    assert [label for _key, label in page.context["forms"]["out"]["contacts"].field.choices] == [
        "Bliska: Ola · dotrzymuje embarga · zamyka numer: środa 12:00",
        "Daleka: Ada · inna okolica albo inny język",
    ]
