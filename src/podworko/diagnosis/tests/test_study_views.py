"""Pages of studies: what residents read and do not, what staff write, and at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.diagnosis import operations
from podworko.diagnosis.models import Evidence, Need, Study
from podworko.diagnosis.operations import EvidenceData
from podworko.diagnosis.queries import studies as queries
from podworko.diagnosis.tests.factories import make_need, make_pal, make_study
from podworko.diagnosis.tests.walking import make_step, make_walk
from podworko.network.public import Pal
from podworko.ui.tests.papers.reader import is_for_screen_readers, tags, text_of

pytestmark = pytest.mark.django_db

State = Study.State
REPORT = {
    "community": "Dziewięć bloków i plac.",
    "resources_words": "Szkoła, chór, złota rączka.",
    "needs_words": "Ciemno i ślisko.",
    "conclusions": "Brakuje światła.",
    "what_next": "Zapytamy za rok.",
}


@pytest.fixture
def pal() -> Pal:
    return make_pal(name="Pod Lipami", phone="+48126167800")


@pytest.fixture
def desk(client: Client, pal: Pal) -> Client:
    user = User.objects.create_user("animatorka@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=pal)
    client.force_login(user)
    return client


def closed(pal: Pal, **fields: Any) -> Study:
    """Make a closed study whose report residents read."""
    fields = {"state": State.CLOSED, "is_report_public": True, "methods": ["walk"]} | fields
    return make_study(pal=pal, **REPORT | fields)


def tell(study: Study, need: Need, voices: int) -> None:
    Evidence.objects.create(
        need=need, study=study, method="interview", words="rozmowy", voices=voices
    )


def page_of(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"diagnosis:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


# What residents read


def test_residents_read_who_asks_and_why_before_they_are_asked(client: Client, pal: Pal) -> None:
    study = make_study(pal=pal, methods=["walk", "interview"])
    make_step(study=study, title="Wywiad z sąsiadką", findings="Tajne zdanie.")
    make_step(study=study, method="workshop", title="Warsztat otwarty", is_done=False, findings="")

    page = page_of(client, "study", study.slug)

    said = ["Zespół PAL", "spacer badawczy, wywiad", "Warsztat otwarty", "12 616 78 00"]
    assert [words for words in said if words not in page] == []
    assert [words for words in ("Tajne zdanie", "Wywiad z sąsiadką") if words in page] == []


def test_a_study_in_preparation_is_nobodys_to_read(client: Client, pal: Pal) -> None:
    study = make_study(pal=pal, state=State.PREPARED)

    answer = client.get(reverse("diagnosis:study", args=[study.slug]))

    assert answer.status_code == 404
    assert study.title not in page_of(client, "studies")


@pytest.mark.parametrize("shown", [{"is_report_public": False}, {"state": State.ANALYSED}])
def test_a_report_is_read_only_when_closed_and_public(
    client: Client, pal: Pal, shown: dict[str, Any]
) -> None:
    study = closed(pal, **shown)

    page = page_of(client, "study", study.slug)

    assert "Brakuje światła" not in page
    assert client.get(reverse("diagnosis:study_report", args=[study.slug])).status_code == 404


def test_a_report_tells_needs_without_small_numbers(client: Client, pal: Pal) -> None:
    study = closed(pal)
    tell(study, make_need(pal=pal, title="Głośna potrzeba"), 61)
    tell(study, make_need(pal=pal, title="Cicha potrzeba"), 3)
    tell(study, make_need(pal=pal, title="Zgłoszona", status=Need.Status.REPORTED), 40)

    page = page_of(client, "study", study.slug)

    assert [words for words in REPORT.values() if words not in page] == []
    assert ["61 głosów" in page, "kilka głosów" in page, "3 głosy" in page] == [True, True, False]
    assert "Zgłoszona" not in page.replace("zgłoszona", "")


def test_a_comparison_tells_what_is_new_what_is_gone(client: Client, pal: Pal) -> None:
    before = closed(pal, begins_on=today() - timedelta(days=400))
    now = closed(pal, previous=before)
    again, gone, new = (make_need(pal=pal, title=name) for name in ("Znów", "Było", "Nowe"))
    for study, need, voices in (
        (before, again, 9),
        (before, gone, 8),
        (now, again, 4),
        (now, new, 7),
    ):
        tell(study, need, voices)

    rows = queries.study_page(now).comparison

    assert [(row.need.title, row.kind) for row in rows] == [
        ("Znów", "again"),
        ("Nowe", "new"),
        ("Było", "gone"),
    ]
    assert [(r.before and r.before.voices, r.now and r.now.voices) for r in rows] == [
        (9, 4),
        (None, 7),
        (8, None),
    ]
    page = page_of(client, "study", now.slug)
    assert "nikt nie mówi" in page
    assert "4 głosy" not in page


def test_the_page_of_a_pal_says_that_it_asks_and_what_it_heard(client: Client, pal: Pal) -> None:
    empty = client.get(pal.get_absolute_url()).content.decode()
    report, running = closed(pal, title="Wtedy"), make_study(pal=pal, title="Teraz")

    page = client.get(pal.get_absolute_url()).content.decode()

    assert "Diagnoza okolicy" not in empty
    assert "Trwa diagnoza" in page
    assert [study.get_absolute_url() in page for study in (report, running)] == [True, True]


def test_the_public_list_costs_the_same_for_one_and_for_three(
    client: Client, pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(2):
        make_study(pal=pal)
        with django_assert_num_queries(1):
            page_of(client, "studies")
        make_study(pal=make_pal())


def test_a_study_costs_the_same_for_one_and_for_many(
    client: Client, pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    study = closed(pal, previous=closed(pal, begins_on=today() - timedelta(days=400)))
    for number in (1, 4):
        for _each in range(number):
            make_step(study=study)
            tell(study, make_need(pal=pal), 6)
            make_walk(study=study)
        # The study 1, steps 1, walks 1, evidence 1, photographs 1, surveys 2, resources 2.
        with django_assert_num_queries(9):
            page_of(client, "study", study.slug)


# What staff write


def test_a_study_goes_from_question_to_report(desk: Client, pal: Pal) -> None:
    facts = {"pal": pal.pk, "title": "Co słychać", "area": "Lipowe"}
    days = {"begins_on": today().isoformat(), "ends_on": today().isoformat()}
    desk.post(reverse("diagnosis:desk_new_study"), facts | days)
    study = Study.objects.get()
    lacking = page_of(desk, "desk_study", study.public_id)
    said = {"who_asks": "Zespół", "why": "Żeby wiedzieć", "methods": ["interview"]}
    edit = reverse("diagnosis:desk_edit_study", args=[study.public_id])
    version = desk.get(edit).context["form"].initial["version"]
    desk.post(edit, facts | days | said | {"version": version})

    for state in (State.RUNNING, State.ANALYSED):
        desk.post(reverse("diagnosis:desk_move_study", args=[study.public_id]), {"to": state})
    conclude = reverse("diagnosis:desk_conclude_study", args=[study.public_id])
    version = desk.get(conclude).context["form"].initial["version"]
    desk.post(conclude, REPORT | {"version": version})
    desk.post(reverse("diagnosis:desk_move_study", args=[study.public_id]), {"to": State.CLOSED})
    desk.post(reverse("diagnosis:desk_publish_study", args=[study.public_id]), {"public": "1"})

    assert "Napisz, kto pyta." in lacking
    study.refresh_from_db()
    assert (study.state, study.is_report_public, study.methods) == (
        State.CLOSED,
        True,
        ["interview"],
    )


@pytest.mark.parametrize("name", ["desk_edit_study", "desk_conclude_study"])
def test_who_saves_second_sees_both_versions(desk: Client, pal: Pal, name: str) -> None:
    study = make_study(pal=pal, methods=["walk"], conclusions="Było.")
    path = reverse(f"diagnosis:{name}", args=[study.public_id])
    form = desk.get(path).context["form"]
    seen = {f"initial-{field}": form[field].value() or "" for field in form.fields}
    told = {field: form[field].value() or "" for field in form.fields}
    Study.objects.update(area="Ich teren", conclusions="Ich wnioski")

    answer = desk.post(path, seen | told | {"area": "Mój teren", "conclusions": "Moje wnioski"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert ["Ich " in page, ("Mój teren" in page or "Moje wnioski" in page)] == [True, True]
    study.refresh_from_db()
    assert study.area == "Ich teren"


@pytest.mark.parametrize("days", [-1, 0])
def test_days_in_the_wrong_order_are_told(desk: Client, pal: Pal, days: int) -> None:
    end = today() + timedelta(days=days)
    told = {"pal": pal.pk, "title": "X", "area": "Y", "begins_on": today(), "ends_on": end}

    answer = desk.post(reverse("diagnosis:desk_new_study"), told)

    assert answer.status_code == (422 if days else 302)
    assert Study.objects.count() == (0 if days else 1)


def test_a_step_is_added_ticked_and_tells_of_a_need(desk: Client, pal: Pal) -> None:
    study = make_study(pal=pal)
    told = {"method": "interview", "title": "Rozmowy", "planned_on": today().isoformat()}
    desk.post(reverse("diagnosis:desk_new_step", args=[study.public_id]), told)
    step = study.steps.get()
    path = reverse("diagnosis:desk_step", args=[step.public_id])
    silent = desk.post(path, told | {"is_done": "on"})
    desk.post(path, told | {"is_done": "on", "voices": "9", "findings": "Ciemno."})

    path = reverse("diagnosis:desk_step_need", args=[step.public_id])
    assert desk.get(path).context["form"].initial["voices"] == 9
    nothing = desk.post(path, {"evidence": "Rozmowy", "voices": "9"})
    desk.post(path, {"title": "Ciemno", "category": "safety", "evidence": "Rozmowy", "voices": "9"})

    assert [silent.status_code, nothing.status_code] == [422, 422]
    kept = Evidence.objects.get()
    assert (kept.need.title, kept.voices, kept.study, kept.method) == (
        "Ciemno",
        9,
        study,
        "interview",
    )


def test_a_known_need_gets_one_more_piece_of_evidence(desk: Client, pal: Pal) -> None:
    need, step = make_need(pal=pal), make_step(study=make_study(pal=pal))

    desk.post(
        reverse("diagnosis:desk_step_need", args=[step.public_id]),
        {"known": need.pk, "evidence": "Rozmowy", "voices": "4"},
    )

    assert need.evidence.count() == 2
    assert Need.objects.count() == 1


@pytest.mark.parametrize("name", ["desk_step", "desk_step_need", "desk_remove_step"])
def test_steps_of_another_pal_are_not_there(desk: Client, name: str) -> None:
    step = make_step()

    answer = desk.post(reverse(f"diagnosis:{name}", args=[step.public_id]))

    assert answer.status_code == 404


def test_the_desk_list_costs_the_same_for_one_and_for_three(
    desk: Client, pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        make_step(study=make_study(pal=pal))
        # Who asks 2, grants 1, studies 1.
        with django_assert_num_queries(4):
            page_of(desk, "desk_studies")


# On paper


def file_of(client: Client, name: str, *args: object) -> bytes:
    response = client.get(reverse(f"diagnosis:{name}", args=args))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert is_for_screen_readers(response.content)
    return response.content


def test_anybody_prints_a_public_report(client: Client, pal: Pal) -> None:
    cache.clear()
    study = closed(pal, previous=closed(pal, begins_on=today() - timedelta(days=400)))
    tell(study, make_need(pal=pal, title="#set $x$ \\ *Głośna*"), 61)
    tell(study, make_need(pal=pal, title="Cicha"), 3)

    file = file_of(client, "study_report", study.slug)

    text = text_of(file).replace("\n", " ")
    said = [*REPORT.values(), "#set $x$ \\ *Głośna*", "61", "kilka", "Co się zmieniło"]
    assert [words for words in said if words not in text.replace("\xa0", " ")] == []
    assert "SZKIC" not in text
    assert tags(file).count("/TH") == 3 + 4


def test_a_report_at_the_desk_is_marked_as_a_draft_on_every_page(desk: Client, pal: Pal) -> None:
    long = "\n".join(f"Akapit {number}. " + "Słowa i słowa. " * 20 for number in range(40))
    study = make_study(pal=pal, community=long)

    pages = text_of(file_of(desk, "desk_study_report", study.public_id)).split("\f")

    assert len(pages) > 2
    assert all("SZKIC" in page for page in pages)
    operations.move_study(study, to=State.ANALYSED, actor=SYSTEM)


def test_who_asks_for_paper_without_end_is_stopped(
    client: Client, pal: Pal, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr("podworko.diagnosis.walk_limits.PAPERS_PER_ADDRESS", 0)
    study = closed(pal)

    answer = client.get(reverse("diagnosis:study_report", args=[study.slug]))

    assert (answer.status_code, answer["Location"]) == (302, study.get_absolute_url())


def test_the_file_of_a_study_shows_its_walks(desk: Client, pal: Pal) -> None:
    study = make_study(pal=pal)
    make_walk(study=study, title="Z wózkiem")
    step = make_step(study=study)
    data = EvidenceData("interview", "rozmowy", 7, study, about=step)  # type: ignore[arg-type]
    operations.need_from_step(make_need(pal=pal), step=step, data=data, actor=SYSTEM)

    page = page_of(desk, "desk_study", study.public_id)

    assert "Z wózkiem" in page
    assert "7 głosów" in page
