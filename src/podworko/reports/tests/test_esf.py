"""The ESF+ overlay: what it asks, who sees whom, what it counts, and when it is forgotten."""

import io
import itertools
from datetime import timedelta
from typing import Any
from unittest import mock

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.accounts.public import User
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.tests.racing import at_once, meet_before, needs_row_locks
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.public import Pal
from podworko.people.public import merging
from podworko.reports import operations, policies
from podworko.reports.models import EsfParticipant, EsfProject
from podworko.reports.operations import EsfError, esf
from podworko.reports.queries.esf import SEXES, esf_table
from podworko.reports.tests.esf_factories import bare_card, enter, make_card, make_project
from podworko.reports.tests.factories import make_pal, staff
from podworko.reports.views import esf as views

pytestmark = pytest.mark.django_db


def desk(role: str, pal: Pal | None) -> Client:
    client = Client()
    client.force_login(staff(role, pal))
    return client


def coordinator() -> User:
    return staff("network-coordinator")


def fill(project: EsfProject) -> None:
    """Enter one of each sex of every age about a border, with every answer in turn."""
    ages = (5, 17, 18, 29, 30, 54, 55, 80)
    works, schools = (itertools.cycle(each.values) for each in (esf_works(), esf_schools()))
    for number, (age, sex) in enumerate(itertools.product(ages, SEXES)):
        day = times.today() - timedelta(days=30)
        answers = {"work": next(works)} if project.asks_work else {}
        answers |= {"education": next(schools)} if project.asks_education else {}
        enter(project, bare_card(f"osoba {number}", day.year - age), sex=sex, **answers)


def esf_works() -> Any:
    return EsfParticipant.Work


def esf_schools() -> Any:
    return EsfParticipant.Education


def plainly(project: EsfProject) -> list[int]:
    """Count every total anew, a row at a time."""
    rows = list(EsfParticipant.objects.filter(project=project))
    ages = [row.entered_on.year - row.birth_year for row in rows]
    told = [len(rows), sum(a < 18 for a in ages), sum(18 <= a < 30 for a in ages)]
    told.append(sum(a >= 55 for a in ages))
    if project.asks_work:
        works = [row.work for row in rows]
        told.append(works.count("unemployed") + works.count("long_term"))
        told += [works.count(each) for each in ("long_term", "inactive", "employed")]
    if project.asks_education:
        told += [sum(row.education == each for row in rows) for each in esf_schools().values]
    return told


@pytest.mark.parametrize("asks", [False, True])
def test_the_table_is_what_a_plain_count_comes_to_in_one_query(
    *, asks: bool, django_assert_num_queries: Any
) -> None:
    project = make_project(make_pal(), asks_work=asks, asks_education=asks)
    with django_assert_num_queries(1):
        assert {line.total for line in esf_table(project, project.participants.all())} == {0}
    fill(project)

    with django_assert_num_queries(1):
        lines = esf_table(project, project.participants.all())

    assert [line.total for line in lines] == plainly(project)
    assert lines[0].numbers == (8, 8, 8)
    assert [line.code for line in lines if line.code] == (["EECO02"] if asks else [])


def test_two_cards_made_one_are_one_person() -> None:
    project = make_project(make_pal())
    one, two = bare_card("Ada"), bare_card("Ada druga")
    enter(project, one)
    enter(project, two)

    merging.merge(one, gone=two, actor=SYSTEM)

    network = coordinator()
    assert esf_table(project, policies.esf_counted(network, project))[0].total == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"entered_on": times.today() + timedelta(days=1)}, "entered_on"),
        ({"entered_on": times.today() - timedelta(days=999)}, "entered_on"),
        ({"left_on": times.today() - timedelta(days=90)}, "left_on"),
        ({"work": "employed"}, "work"),
        ({"education": "isced02"}, "education"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(EsfError) as refused:
        enter(make_project(make_pal()), bare_card(), **fields)

    assert refused.value.field == field


def test_an_answer_that_a_project_needs_is_asked_for_and_goes_when_it_asks_no_more() -> None:
    pal = make_pal()
    project = make_project(pal, asks_work=True)
    with pytest.raises(EsfError, match="o to pyta"):
        enter(project, bare_card())
    row = enter(project, bare_card(), work="employed")

    seen = esf.version_of_project(project)
    project.asks_work = False
    operations.save_project(project, pals=[pal], seen_version=seen, actor=SYSTEM)

    row.refresh_from_db()
    assert row.work == ""
    project.asks_work = True
    *_rest, lacking = esf_table(project, project.participants.all())
    assert (str(lacking.label), lacking.total) == ("nie wpisano, czy pracują", 1)
    with pytest.raises(ChangedMeanwhileError):
        operations.save_project(project, pals=[pal], seen_version=seen, actor=SYSTEM)


def test_the_year_of_birth_is_the_cards_or_is_typed() -> None:
    project = make_project(make_pal())

    with pytest.raises(EsfError, match="rok urodzenia"):
        enter(project, bare_card("Bez roku", None))

    assert enter(project, bare_card(), birth_year=1950).birth_year == 1980
    assert enter(project, bare_card("Ola", None), birth_year=1950).band == "55_more"


def test_documents_are_kept_to_the_end_at_least() -> None:
    today = times.today()
    with pytest.raises(EsfError) as refused:
        make_project(make_pal(), ends_on=today, keep_until=today - timedelta(days=1))
    project = make_project(make_pal())

    assert refused.value.field == "keep_until"
    with pytest.raises(IntegrityError), transaction.atomic():
        EsfProject.objects.filter(pk=project.pk).update(keep_until=project.begins_on)


def test_the_network_sees_numbers_and_no_names_and_another_pal_sees_nothing() -> None:
    pal, other = make_pal(slug="nasz"), make_pal(slug="cudzy")
    project = make_project(pal)
    row = enter(project, make_card(pal, "wanda"))
    name = row.person.name
    page = reverse("reports:desk_esf", args=[project.public_id])
    person = reverse("reports:desk_esf_person", args=[row.public_id])

    ours = desk("animator", pal).get(page)
    network, theirs = desk("network-coordinator", None), desk("animator", other)

    assert name in ours.content.decode()
    assert Access.objects.filter(purpose="reports.esf").count() == 1
    told = network.get(page)
    assert told.context["lines"][0].total == 1
    assert name not in told.content.decode()
    assert network.get(person).status_code == 403
    assert [theirs.get(each).status_code for each in (page, person)] == [404, 404]
    assert project.title not in theirs.get(reverse("reports:desk_esfs")).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(network.get(f"{page}?plik=xlsx").content))
    assert [cell.value for cell in list(book.worksheets[0].rows)[1]][2:] == [1, 0, 0, 1]


def test_whoever_is_out_of_sight_is_not_entered() -> None:
    pal, other = make_pal(slug="nasz"), make_pal(slug="cudzy")
    project = make_project(pal)
    hidden, known = make_card(other, "ukryta"), make_card(pal, "znana", None)
    client = desk("animator", pal)
    page = reverse("reports:desk_esf_add", args=[project.public_id])
    typed = {"sex": "refused", "entered_on": times.today().isoformat(), "birth_year": "1990"}

    assert client.post(f"{page}?kto={hidden.public_id}", typed).status_code == 404
    assert client.get(f"{page}?kto=nie").status_code == 404
    assert str(hidden.public_id) not in client.get(page, {"q": hidden.name}).content.decode()
    assert str(known.public_id) in client.get(page, {"q": known.name}).content.decode()
    wrong = client.post(f"{page}?kto={known.public_id}", {**typed, "birth_year": ""})
    assert wrong.status_code == 422
    assert client.post(f"{page}?kto={known.public_id}", typed).status_code == 302
    row = EsfParticipant.objects.get()
    assert (row.person, row.birth_year, row.sex) == (known, 1990, "refused")


def test_at_the_desk_a_project_is_made_and_a_person_leaves_it() -> None:
    pal = make_pal(slug="nasz")
    network, team, today = desk("network-coordinator", None), desk("animator", pal), times.today()
    typed = {"title": "Nowy", "agreement": "1", "pals": [pal.pk], "begins_on": today.isoformat()}
    days = {"ends_on": today.isoformat(), "keep_until": today - timedelta(days=1)}
    new = reverse("reports:desk_esf_new")

    wrong = network.post(new, {**typed, **days})
    made = network.post(new, {**typed, **days, "keep_until": today})
    project = EsfProject.objects.get()
    row = enter(project, make_card(pal, "wanda"), entered_on=today)
    page = reverse("reports:desk_esf_person", args=[row.public_id])
    seen = team.get(page).context["form"].initial["version"]
    left = {"sex": "male", "entered_on": today, "left_on": today, "version": seen}

    assert (wrong.status_code, made.status_code) == (422, 302)
    assert "Dokumenty trzymamy" in wrong.content.decode()
    assert [team.post(page, left).status_code for _ in range(2)] == [302, 409]
    row.refresh_from_db()
    assert (row.left_on, row.sex) == (today, "male")


def test_somebody_is_taken_out_after_a_question() -> None:
    pal = make_pal(slug="nasz")
    row = enter(make_project(pal), make_card(pal, "wanda"))
    team, drop = desk("animator", pal), reverse("reports:desk_esf_drop", args=[row.public_id])

    assert "Usunąć z projektu?" in team.get(drop).content.decode()
    assert EsfParticipant.objects.exists()
    assert team.post(drop).status_code == 302
    assert not EsfParticipant.objects.exists()


def test_a_team_counts_its_own_and_learns_no_number_of_another_pals() -> None:
    ours, theirs = make_pal(slug="nasz"), make_pal(slug="cudzy")
    project = make_project(ours, theirs)
    enter(project, make_card(ours, "wanda"))
    for name in ("ola", "iga"):
        enter(project, make_card(theirs, name), sex="male")
    page = reverse("reports:desk_esf", args=[project.public_id])

    def told(client: Client) -> list[tuple[int, ...]]:
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"{page}?plik=xlsx").content))
        of_file = tuple(cell.value for cell in list(book.worksheets[0].rows)[1])[2:5]
        return [client.get(page).context["lines"][0].numbers, of_file]

    assert told(desk("animator", ours)) == [(1, 0, 0)] * 2
    assert told(desk("pal-manager", theirs)) == [(0, 2, 0)] * 2
    assert told(desk("network-coordinator", None)) == [(1, 2, 0)] * 2


def test_a_coordinator_of_one_pal_makes_no_project_and_sees_none() -> None:
    pal, other = make_pal(slug="nasz"), make_pal(slug="cudzy")
    project = make_project(pal, other)
    client = desk("network-coordinator", pal)
    key = [project.public_id]

    answers = [
        client.get(reverse("reports:desk_esf_new")),
        client.get(reverse("reports:desk_esf", args=key)),
        client.get(reverse("reports:desk_esf_edit", args=key)),
    ]

    assert [each.status_code for each in answers] == [404] * 3
    assert project.title not in client.get(reverse("reports:desk_esfs")).content.decode()
    assert reverse("reports:desk_esfs") not in client.get("/biurko/").content.decode()


def test_after_the_last_day_noughts_are_not_told_as_numbers() -> None:
    pal = make_pal(slug="nasz")
    project = make_project(pal)
    row = enter(project, make_card(pal, "wanda"))
    page = reverse("reports:desk_esf", args=[project.public_id])
    network, team = desk("network-coordinator", None), desk("animator", pal)
    EsfProject.objects.update(
        begins_on=times.today() - timedelta(days=99),
        ends_on=times.today() - timedelta(days=9),
        keep_until=times.today() - timedelta(days=1),
    )

    waiting = network.get(page)
    assert waiting.context["lines"][0].total == 1
    assert "niedługo usuną się same" in waiting.content.decode()
    assert "już nie trzymamy" not in waiting.content.decode()
    row.delete()
    for client in (network, team):
        over = client.get(page, {"plik": "xlsx"})
        assert over["Content-Type"].startswith("text/html")
        assert over.context["lines"] == ()
        assert "Danych uczestników już nie trzymamy" in over.content.decode()
    assert reverse("reports:desk_esf_add", args=[project.public_id]) not in over.content.decode()


def test_a_last_day_that_is_over_deletes_nobody_by_a_slip_of_the_pen() -> None:
    pal, today = make_pal(slug="nasz"), times.today()
    project = make_project(pal, ends_on=today - timedelta(days=9), keep_until=today)
    seen = esf.version_of_project(project)
    row = enter(project, make_card(pal, "wanda"))
    project.keep_until = today - timedelta(days=1)

    with pytest.raises(EsfError) as refused:
        operations.save_project(project, pals=[pal], seen_version=seen, actor=SYSTEM)

    assert refused.value.field == "keep_until"
    row.delete()
    operations.save_project(project, pals=[pal], seen_version=seen, actor=SYSTEM)


def test_what_is_put_right_of_somebody_who_was_just_taken_out_is_said_to_be_gone() -> None:
    row = enter(make_project(make_pal()), bare_card())
    seen = version_of(row, operations.PARTICIPANT_FIELDS)
    EsfParticipant.objects.all().delete()

    with pytest.raises(EsfError, match="nie ma już w projekcie"):
        operations.save_participant(row, seen_version=seen, actor=SYSTEM)


def test_the_list_of_projects_costs_the_same_for_one_and_for_three() -> None:
    pal = make_pal(slug="nasz")
    page, client = reverse("reports:desk_esfs"), desk("animator", pal)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    make_project(pal)
    cost()
    one = cost()
    for number in range(2):
        make_project(pal, make_pal(), title=f"Drugi {number}")
    assert cost() == one


def test_a_project_of_many_comes_in_pages_at_the_same_cost() -> None:
    pal = make_pal(slug="nasz")
    project = make_project(pal)
    page, client = reverse("reports:desk_esf", args=[project.public_id]), desk("animator", pal)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    enter(project, make_card(pal, "wanda"))
    cost()
    one = cost()
    with mock.patch.object(views, "PER_PAGE", 3):
        for number in range(4):
            enter(project, make_card(pal, f"osoba{number}"))
        assert cost() == one
        assert 'href="?page=2"' in client.get(page).content.decode()
        assert len(client.get(page, {"page": "2"}).context["page"]) == 2


def entered_twice(patch: pytest.MonkeyPatch) -> list[Exception]:
    project, person = make_project(make_pal()), bare_card()
    meet_before(patch, esf, "_settle_birth_year")
    act = lambda: enter(project, person)  # noqa: E731
    return at_once([act, act], EsfError, IntegrityError)


@pytest.mark.django_db(transaction=True)
def test_entered_twice_at_once_is_entered_once_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = entered_twice(monkeypatch)

    assert [type(each) for each in refused] == [EsfError]
    assert EsfParticipant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_locks_only_the_table_itself_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(esf, "_lock", lambda project: project)
    monkeypatch.setattr(esf, "_card_of", lambda row: row.person)

    assert [type(each) for each in entered_twice(monkeypatch)] == [IntegrityError]
    assert EsfParticipant.objects.count() == 1
