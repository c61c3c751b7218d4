"""The pages of the press desk, and what journalists read and take; without script."""

import io
from collections.abc import Callable

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.activities.tests.factories import make_activity, make_pal
from podworko.audit.models import Access
from podworko.network.public import Pal
from podworko.promotion import operations, press_links
from podworko.promotion.models import Clipping, Dispatch, Outlet, PressContact, Release
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
GONE = 410


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


def test_journalists_read_what_is_out_and_nothing_that_waits(client: Client, pal: Pal) -> None:
    make_release(title="Już wyszła", pal=pal)
    make_release(title="Pod embargiem", embargo=in_hours(4))
    make_release(title="Zaplanowana", at=in_hours(4))
    make_draft(title="Szkic")

    for path in ("/dla-mediow/", "/dla-mediow/rss.xml"):
        page = text(client, path)
        assert "Już wyszła" in page
        assert not any(word in page for word in ("Pod embargiem", "Zaplanowana", "Szkic"))
    for hidden in Release.objects.exclude(title="Już wyszła"):
        assert client.get(hidden.get_absolute_url()).status_code == 404
        assert client.get(at("release_file", hidden.public_id, "txt")).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(client: Client, pal: Pal) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            make_release(pal=pal)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/dla-mediow/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_got_it_reads_it_before_the_embargo_ends_and_nobody_finds_it(client: Client) -> None:
    release = make_release(embargo=in_hours(4))
    token = press_links.early_token(release)

    answer = client.get(at("release_early", token))

    assert "prosimy nie publikować przed" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert "Embargo" in text(client, at("release_early_file", token, "txt"))
    assert client.get(at("release_early", token[:-2])).status_code == 404
    operations.end_embargo(release, actor="system")
    assert client.get(at("release_early", token))["Location"] == release.get_absolute_url()


def test_a_planned_release_is_read_by_nobody_before_its_moment(client: Client) -> None:
    release = make_release(at=in_hours(4), embargo=in_hours(5))

    assert client.get(at("release_early", press_links.early_token(release))).status_code == 404


def test_what_is_withdrawn_says_why_and_shows_nothing_else(client: Client) -> None:
    release = make_release()
    operations.withdraw_release(release, why="Zły dzień.", actor="system")

    for path in (
        release.get_absolute_url(),
        at("release_early", press_links.early_token(release)),
    ):
        page = text(client, path, GONE)
        assert "Zły dzień." in page
        assert release.lead not in page
    assert client.get(at("release_file", release.public_id, "docx")).status_code == 404


def test_a_withdrawn_release_that_never_was_public_tells_a_stranger_nothing(
    client: Client,
) -> None:
    release = make_release(embargo=in_hours(4))
    operations.withdraw_release(release, why="Zły dzień.", actor="system")

    assert client.get(release.get_absolute_url()).status_code == 404


def test_a_release_is_taken_as_a_text_document_with_headings(client: Client) -> None:
    release = make_release(body="## Co dalej\n\n- bez\n- lawenda")

    answer = client.get(at("release_file", release.public_id, "docx"))

    made = docx.Document(io.BytesIO(answer.content))
    told = [(part.style.name, part.text) for part in made.paragraphs if part.style]
    assert ("Title", release.title) in told
    assert ("Heading 1", "Co dalej") in told
    assert ("List Bullet", "lawenda") in told


def test_a_release_is_printed_in_its_own_language(client: Client) -> None:
    release = make_release(language="uk", title="Сусіди", body="> Добре.\n\n1. перше")

    answer = client.get(at("release_file", release.public_id, "pdf"))

    assert answer.content.startswith(b"%PDF")
    assert b"/Lang (uk)" in answer.content or b"(uk" in answer.content


def test_one_click_ends_it_and_a_look_does_not(client: Client) -> None:
    contact = make_contact()
    path = at("press_end", press_links.end_token(contact))

    client.get(path)
    assert PressContact.objects.get().state == "active"
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200
    assert PressContact.objects.get().state == "objected"
    assert client.post(at("press_end", "zmyslony")).status_code == 404


def test_a_draft_about_an_activity_knows_who_where_and_why(desk: Client, pal: Pal) -> None:
    activity = make_activity(pal=pal, title="Glina", need="Sąsiedzi się nie znają.")

    form = desk.get(f"{at('desk_release_new')}?o=activity-{activity.pk}").context["form"]

    assert form["pal"].value() == pal.pk
    assert form["contact_phone"].value() == "+48126167800"
    assert form["title"].value() == "Glina"


@pytest.mark.parametrize("value", ["activity-999999", "session-1", "activity-x", "activity-²", "1"])
def test_a_draft_about_nothing_we_know_is_a_missing_page(desk: Client, value: str) -> None:
    assert desk.get(f"{at('desk_release_new')}?o={value}").status_code == 404


def filled(pal: Pal) -> dict[str, object]:
    names = ("who", "place", "occasion", "title", "lead", "contact_name")
    return {
        **dict.fromkeys(names, "Słowa"),
        "pal": pal.pk,
        "language": "pl",
        "contact_phone": "12 616 78 00",
    }


def test_a_release_is_written_let_out_corrected_and_withdrawn_by_hand(
    desk: Client, pal: Pal
) -> None:
    activity, contact = make_activity(pal=pal), make_contact()
    new = f"{at('desk_release_new')}?o=activity-{activity.pk}"
    desk.post(new, filled(pal))
    release = Release.objects.get()
    assert release.activity == activity

    wrong = desk.post(at("desk_release_out", release.public_id), {"goes_at": "2020-01-01T10:00"})
    assert (wrong.status_code, Release.objects.get().state) == (422, "draft")
    desk.post(at("desk_release_out", release.public_id), {"contacts": [contact.public_id]})
    assert Dispatch.objects.get().state == "sent"

    edit = at("desk_release_edit", release.public_id)
    seen = {"version": desk.get(edit).context["form"]["version"].value()}
    silent = desk.post(edit, {**filled(pal), **seen, "place": "Inne"})
    assert (silent.status_code, Release.objects.get().place) == (422, "Słowa")
    assert "Inne" in silent.content.decode()
    desk.post(edit, {**filled(pal), **seen, "place": "Inne", "correction": "Zły adres."})
    assert Release.objects.get().place == "Inne"

    desk.post(at("desk_release_withdraw", release.public_id), {"why": "Odwołane."})
    assert Release.objects.get().state == "withdrawn"
    kinds = Dispatch.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["release", "correction", "withdrawal"]


def test_what_is_of_another_pal_is_neither_seen_nor_chosen(desk: Client) -> None:
    other = make_pal()
    release = make_release(pal=other)
    clipping = make_clipping(pal=other)

    for path in (
        at("desk_release", release.public_id),
        at("desk_release_edit", release.public_id),
        at("desk_clipping", clipping.public_id),
    ):
        assert desk.get(path).status_code == 404
    data = filled(other)
    assert desk.post(at("desk_release_new"), data).status_code == 422
    assert Release.objects.count() == 1


def test_an_outlet_and_who_works_there_are_put_on_the_list(desk: Client, pal: Pal) -> None:
    data = {"name": "Głos", "kind": "radio", "language": "pl", "is_active": "on"}
    desk.post(at("desk_outlet_new"), {**data, "pals": [pal.pk], "web": "glos.example.org"})
    outlet = Outlet.objects.get()
    person = {"way": "email", "email": "Redakcja@Glos.example.org", "source": "ze strony"}
    desk.post(at("desk_press_contact_new", outlet.public_id), person)

    assert list(outlet.pals.all()) == [pal]
    assert outlet.web == "https://glos.example.org"
    page = text(desk, at("desk_outlet", outlet.public_id))
    assert "redakcja@glos.example.org" in page
    assert Access.objects.filter(purpose="press.outlet").count() == 1
    twice = desk.post(at("desk_outlet_new"), data)
    assert "już na liście" in twice.content.decode()


def test_the_list_as_a_file_leaves_out_who_objected(desk: Client) -> None:
    stays, gone = make_contact(), make_contact()
    operations.object_contact(gone, actor="system")

    told = b"".join(desk.get(f"{at('desk_outlets')}?plik=csv")).decode()

    assert stays.email in told
    assert gone.email not in told
    assert Access.objects.filter(purpose="press.outlets").count() == 2


def test_clippings_are_noted_counted_and_narrowed(desk: Client, pal: Pal) -> None:
    release, outlet = make_release(pal=pal), make_outlet(reach=4200)
    path = f"{at('desk_clipping_new')}?z={release.public_id}&gdzie={outlet.public_id}"
    known = desk.get(path).context["form"]
    data = {
        name: known[name].value()
        for name in ("outlet", "pal", "release", "title", "appeared_on", "reach")
    }

    assert desk.post(path, data).status_code == 422, "nobody could look at it"
    desk.post(path, {**data, "kept_at": "segregator 1"})

    clipping = Clipping.objects.get()
    assert (clipping.release, clipping.reach) == (release, 4200)
    page = desk.get(f"{at('desk_clippings')}?rok={clipping.appeared_on.year}")
    assert (page.context["counts"].clippings, page.context["counts"].reach) == (1, 4200)
    assert desk.get(f"{at('desk_clippings')}?rok=abc&pal=x").status_code == 200
    desk.post(at("desk_clipping_remove", clipping.public_id))
    assert not Clipping.objects.exists()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("desk_press", make_release),
        ("desk_outlets", make_contact),
        ("desk_clippings", make_clipping),
    ],
)
def test_lists_of_the_desk_cost_the_same_for_one_and_for_three(
    name: str, make: Callable[[], object]
) -> None:
    desk = desk_of(writer("network-coordinator"))
    desk.get(at(name))
    counts = []
    for more in (1, 2):
        for _number in range(more):
            make()
        with CaptureQueriesContext(connection) as queries:
            desk.get(at(name))
        counts.append(len(queries))
    assert counts[0] == counts[1]
