"""Pages of walks: a code, a number, notes with and without script; and the desk after it."""

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.diagnosis import operations
from podworko.diagnosis.models import Evidence, Observation, Study, Walk
from podworko.diagnosis.tests.factories import make_pal, make_study
from podworko.diagnosis.tests.walking import (
    make_stop,
    make_walk,
    make_walker,
    noted,
    yesterday_walk,
)
from podworko.network.public import Pal
from podworko.ui.tests.papers.reader import is_for_screen_readers, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal(name="Pod Lipami")


@pytest.fixture
def desk(pal: Pal) -> Client:
    user = User.objects.create_user("animatorka@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=pal)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def walk(pal: Pal) -> Walk:
    return make_walk(study=make_study(pal=pal, methods=["walk"]))


def path(name: str, walk: Walk) -> str:
    return reverse(f"diagnosis:{name}", args=[walk.code])


def join(client: Client, walk: Walk, number: int = 3) -> Any:
    return client.post(path("walk_join", walk), {"number": str(number)})


def a_form(**fields: Any) -> dict[str, Any]:
    said = {"mark": "problem", "category": "safety", "remark": "Ciemno."}
    return {"key": str(uuid.uuid4())} | said | fields


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "ul. Przykładowa 7"
    Image.new("RGB", (60, 40), "green").save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile("zdjecie.jpg", drawn.getvalue(), "image/jpeg")


# On a phone


def test_a_code_in_any_letters_leads_to_the_walk(client: Client, walk: Walk) -> None:
    entered = client.post(
        reverse("diagnosis:walk_enter"), {"code": f" {walk.code[:3]}-{walk.code[3:].lower()}"}
    )

    assert entered["Location"] == path("walk", walk)
    assert client.get(path("walk", walk).lower()).status_code == 200


@pytest.mark.parametrize("code", ["ABC", "ZZZZZZ", "123456", ""])
def test_a_code_of_nothing_is_told_so(client: Client, code: str) -> None:
    answer = client.post(reverse("diagnosis:walk_enter"), {"code": code})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"state": Walk.State.PLANNED},
        {"state": Walk.State.CLOSED},
        {"starts_at": timezone.now() - timedelta(days=3)},
        {"starts_at": timezone.now() + timedelta(days=3)},
    ],
)
def test_a_walk_that_is_not_open_today_is_not_there(
    client: Client, walk: Walk, fields: dict[str, Any]
) -> None:
    Walk.objects.update(**fields)

    page = client.get(path("walk", walk))

    assert [page.status_code, join(client, walk).status_code] == [404, 404]
    assert "Nie ma teraz otwartego spaceru" in page.content.decode()
    entered = client.post(reverse("diagnosis:walk_enter"), {"code": walk.code})
    assert entered.status_code == 422


def test_without_script_a_form_notes_with_a_stop_and_a_photograph(
    client: Client, walk: Walk
) -> None:
    stop = make_stop(walk)
    joined = join(client, walk)

    answer = client.post(path("walk_notes", walk), a_form(stop=stop.pk, photo=photo()))

    assert [joined.status_code, answer.status_code] == [302, 302]
    kept = Observation.objects.get()
    assert (kept.walker.number, kept.stop, kept.is_problem) == (3, stop, True)
    with kept.photo.open() as file, Image.open(file) as image:
        assert (image.format, dict(image.getexif())) == ("JPEG", {})
    assert client.get(f"/pliki/{kept.photo.name}").status_code == 404


def test_a_phone_sends_the_same_note_twice_and_is_told_numbers_alone(
    client: Client, walk: Walk
) -> None:
    noted(make_walker(walk, number=1), remark="Cudza notatka")
    join(client, walk)
    said = a_form(lat="50.061947", lon="19.936856", made_on="1999-01-01")

    answers = [
        client.post(path("walk_notes", walk), said, headers={"accept": "application/json"})
        for _ in "ab"
    ]

    assert [answer.json() for answer in answers] == [
        {"walkers": 2, "notes": 2, "own": 1, "isOn": True}
    ] * 2
    kept = Observation.objects.get(walker__number=3)
    assert (str(kept.lat), str(kept.lon)) == ("50.0620", "19.9370")
    assert kept.made_on == walk.day - timedelta(days=1)
    assert "Cudza notatka" not in client.get(path("walk", walk)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"remark": " "},
        {"mark": "x"},
        {"category": ""},
        {"key": "x"},
        {"lat": "91", "lon": "1"},
        {"stop": "999"},
        {"remark": "a" * 2001},
    ],
)
def test_a_note_that_is_wrong_is_refused_in_words(
    client: Client, walk: Walk, wrong: dict[str, str]
) -> None:
    join(client, walk)

    answer = client.post(
        path("walk_notes", walk), a_form(**wrong), headers={"accept": "application/json"}
    )
    page = client.post(path("walk_notes", walk), a_form(**wrong))

    assert [answer.status_code, page.status_code] == [422, 422]
    assert answer.json()["error"]
    assert not Observation.objects.exists()


def test_a_phone_without_number_is_told_to_choose_one(client: Client, walk: Walk) -> None:
    client.cookies[f"walk_{walk.code}"] = "podrobione"

    answer = client.post(path("walk_notes", walk), a_form(), headers={"accept": "application/json"})

    assert answer.status_code == 403
    assert not Observation.objects.exists()


def test_the_number_of_one_walk_opens_no_other(client: Client, walk: Walk) -> None:
    join(client, walk)
    other = make_walk(study=walk.study)
    client.cookies[f"walk_{other.code}"] = client.cookies[f"walk_{walk.code}"].value

    assert client.post(path("walk_notes", other), a_form()).status_code == 302
    assert not Observation.objects.exists()


def test_what_was_written_before_the_end_still_arrives(client: Client, walk: Walk) -> None:
    join(client, walk)
    operations.move_walk(walk, to=Walk.State.CLOSED, actor=SYSTEM)

    answer = client.post(path("walk_notes", walk), a_form(), headers={"accept": "application/json"})

    assert answer.json()["isOn"] is False
    assert "Ten spacer się skończył" in client.get(path("walk", walk)).content.decode()


def test_who_ends_has_no_number_any_more(client: Client, walk: Walk) -> None:
    join(client, walk)

    client.post(path("walk_leave", walk))

    assert client.cookies[f"walk_{walk.code}"].value == ""
    page = client.get(path("walk", walk)).content.decode()
    assert "Twój numer i kolor" in page
    assert "3, zielony" not in page


def test_who_sends_or_tries_without_end_is_stopped(
    client: Client, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(client, walk)
    limits = "podworko.diagnosis.walk_limits"
    monkeypatch.setattr(f"{limits}.NOTES_PER_WALKER", 0)
    note = client.post(path("walk_notes", walk), a_form(), headers={"accept": "application/json"})
    monkeypatch.setattr(f"{limits}.CODES_PER_ADDRESS", 0)
    code = client.post(reverse("diagnosis:walk_enter"), {"code": walk.code})
    monkeypatch.setattr(f"{limits}.PAGES_PER_ADDRESS", 0)

    answers = [note.status_code, code.status_code, client.get(path("walk", walk)).status_code]

    assert answers == [429, 422, 404]


def test_the_phone_keeps_no_page_of_ours_but_an_empty_one(client: Client) -> None:
    worker = client.get(reverse("diagnosis:walk_worker"))

    assert worker["Content-Type"].startswith("text/javascript")
    assert r"/spacer/bez\u002Dzasiegu/" in worker.content.decode()


# At the desk


def test_a_walk_is_planned_scripted_and_opened(desk: Client, pal: Pal) -> None:
    study = make_study(pal=pal)
    when = timezone.localtime() + timedelta(hours=1)
    told = {"title": "Spacer", "meets_at": "brama", "most_people": "8"}
    desk.post(
        reverse("diagnosis:desk_new_walk", args=[study.public_id]),
        told | {"starts_at": f"{when:%Y-%m-%dT%H:%M}"},
    )
    made = study.walks.get()
    for title in ("Schody", "Brama"):
        stop = {"title": title, "where": "50.0619, 19.9369"}
        desk.post(reverse("diagnosis:desk_new_stop", args=[made.public_id]), stop)
    second = made.stops.get(title="Brama")

    desk.post(reverse("diagnosis:desk_shift_stop", args=[second.pk]), {"earlier": "1"})
    desk.post(reverse("diagnosis:desk_move_walk", args=[made.public_id]), {"open": "1"})

    made.refresh_from_db()
    assert made.state == Walk.State.OPEN
    assert [stop.title for stop in made.stops.all()] == ["Brama", "Schody"]
    assert str(second.lat) == "50.0620"
    unknown = {"title": "X", "where": "ulica Nieistniejąca"}
    path = reverse("diagnosis:desk_stop", args=[second.pk])
    assert desk.post(path, unknown).status_code == 422
    desk.post(path, {"remove": "1"})
    assert made.stops.count() == 1


def test_who_saves_a_walk_second_sees_both_versions(desk: Client, walk: Walk) -> None:
    path = reverse("diagnosis:desk_edit_walk", args=[walk.public_id])
    form = desk.get(path).context["form"]
    seen = {f"initial-{name}": form[name].value() or "" for name in form.fields}
    told = {name: form[name].value() or "" for name in form.fields}
    Walk.objects.update(meets_at="przy lipie")

    answer = desk.post(path, seen | told | {"meets_at": "przy bramie"})

    assert answer.status_code == 409
    assert "przy lipie" in answer.content.decode()


def test_notes_are_grouped_into_a_need(desk: Client, pal: Pal) -> None:
    walk = yesterday_walk(study=make_study(pal=pal))
    keys = list(walk.observations.values_list("pk", flat=True))
    path = reverse("diagnosis:desk_walk_need", args=[walk.public_id])

    none = desk.post(path, {"title": "Ciemno", "category": "safety"})
    desk.post(path, {"title": "Ciemno", "category": "safety", "observations": keys})

    assert none.status_code == 422
    kept = Evidence.objects.get()
    assert (kept.voices, kept.need.title, kept.need.pal) == (2, "Ciemno", pal)


def test_a_note_is_hidden_with_a_reason_and_comes_back(desk: Client, pal: Pal) -> None:
    walk = yesterday_walk(study=make_study(pal=pal))
    note = walk.observations.get(mark="good")
    path = reverse("diagnosis:desk_hide_note", args=[note.key])

    assert desk.post(path, {"hidden_why": ""}).status_code == 422
    desk.post(path, {"hidden_why": "nazwisko"})
    page = desk.get(reverse("diagnosis:desk_walk", args=[walk.public_id])).content.decode()
    assert "nazwisko" in page
    desk.post(path, {"again": "1"})

    assert walk.observations.kept().count() == 3


def test_a_photograph_is_inner_until_it_is_shared_and_the_report_public(
    client: Client, desk: Client, walk: Walk
) -> None:
    join(client, walk)
    client.post(path("walk_notes", walk), a_form(photo=photo()))
    note = Observation.objects.get()
    inner = reverse("diagnosis:desk_note_photo", args=[note.key])
    public = reverse("diagnosis:walk_photo", args=[note.key])
    share = reverse("diagnosis:desk_share_photo", args=[note.key])
    Walk.objects.update(state=Walk.State.CLOSED)
    Study.objects.update(state=Study.State.CLOSED, conclusions="Są.", is_report_public=True)

    before = [desk.get(inner).status_code, client.get(public).status_code]
    assert desk.post(share, {"photo_alt": ""}).status_code == 422
    desk.post(share, {"photo_alt": "ciemne schody"})
    report = client.get(walk.study.get_absolute_url()).content.decode()
    shared = client.get(public).status_code
    desk.post(share, {"inside": "1"})

    assert before == [200, 404]
    assert ["ciemne schody" in report, public in report] == [True, True]
    assert [shared, client.get(public).status_code] == [200, 404]
    desk.post(share, {"photo_alt": "ciemne schody"})
    Study.objects.update(is_report_public=False)
    assert client.get(public).status_code == 404


@pytest.mark.parametrize("name", ["desk_note", "desk_note_photo"])
def test_notes_of_another_pal_are_not_there(desk: Client, name: str) -> None:
    note = noted(make_walker())

    assert desk.get(reverse(f"diagnosis:{name}", args=[note.key])).status_code == 404


def test_a_walk_costs_the_same_for_few_notes_and_many(
    desk: Client, walk: Walk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    walker = make_walker(walk)
    stop = make_stop(walk)
    page = reverse("diagnosis:desk_walk", args=[walk.public_id])
    for number in (1, 5):
        for _each in range(number):
            noted(walker, stop=stop)
        # Who asks 2, grants 1, the walk 1, notes 1, stops 1, walkers 1, districts and rivers 2.
        with django_assert_num_queries(9):
            assert desk.get(page).status_code == 200


def test_a_walk_is_removed_only_while_nobody_noted_anything(desk: Client, walk: Walk) -> None:
    path = reverse("diagnosis:desk_remove_walk", args=[walk.public_id])
    note = noted(make_walker(walk))

    desk.post(path)
    assert Walk.objects.count() == 1
    note.delete()
    desk.post(path)

    assert Walk.objects.count() == 0


def test_the_sheet_and_the_notes_are_printed(desk: Client, pal: Pal) -> None:
    walk = yesterday_walk(study=make_study(pal=pal))
    make_stop(walk, title="#set *Schody*")
    noted_words = "Tu można zrobić ogród."

    files = [
        desk.get(reverse(f"diagnosis:{name}", args=[walk.public_id])).content
        for name in ("desk_walk_sheet", "desk_walk_print")
    ]

    assert [is_for_screen_readers(file) for file in files] == [True, True]
    sheet, notes = (" ".join(text_of(file).split()) for file in files)
    assert [walk.code in sheet, "#set *Schody*" in sheet] == [True, True]
    assert [noted_words in notes, "2, niebieski" in notes] == [True, True]
