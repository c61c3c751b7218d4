"""Participatory budgets: columns drift, voters are counted and not kept, small groups held back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core.taking import Outcome
from podworko.diagnosis import pabulib
from podworko.diagnosis.models import Budget, BudgetTally, Evidence
from podworko.diagnosis.operations.budgets import add_budget_evidence, import_budget
from podworko.diagnosis.pabulib import PabulibError
from podworko.diagnosis.queries.budgets import budget_page
from podworko.diagnosis.tests.factories import make_need

pytestmark = pytest.mark.django_db

META = "META\nkey;value\nunit;Zmyślin\ninstance;{year}\n"
OLD = (
    META
    + "PROJECTS\nproject_id;cost;votes;name\n1;100;2;Ławki\n2;50,5;1;Kino\n"
    + "VOTES\nvoter_id;vote\na;1\nb;1,2\n"
)
NEW = (
    META
    + "district;Lipowe\nPROJECTS\nproject_id;cost;name;category;selected\n"
    + "A;100;Ławki;public space;1\nB;10;Kino;culture;0\nC;5;Chór;culture;0\n"
    + "VOTES\nvoter_id;vote;age;sex;neighborhood\n"
    + "".join(f"{n};A;{20 + n};F;Lipowe\n" for n in range(9))
    + "".join(f"{n};B,C;70;M;Lipowe\n" for n in range(20, 26))
    + "".join(f"{n};B;12;K;Łąki\n" for n in range(30, 33))
)


def new(year: int = 2024) -> bytes:
    return NEW.format(year=year).encode()


def tally(budget: Budget, category: str, by: str, group: str = "") -> int:
    return budget.tallies.get(category=category, by=by, group=group).voters


def test_people_are_counted_once_for_a_category_and_none_is_kept() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM)

    budget = Budget.objects.get()
    assert (str(budget), budget.voters) == ("Zmyślin, Lipowe, 2024", 18)
    assert tally(budget, "culture", "all") == 9
    assert tally(budget, "culture", "age", "60-120") == 6
    assert tally(budget, "public space", "sex", "F") == 9
    assert tally(budget, "culture", "district", "Łąki") == 3


def test_a_newer_file_takes_away_what_it_counts_no_more() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM)
    newer = NEW.format(year=2024).replace("Chór;culture", "Chór;sport").replace(";Łąki", ";Łęgi")

    import_budget("lipowe.pb", newer.encode(), actor=SYSTEM)

    budget = Budget.objects.get()
    assert not budget.tallies.filter(group="Łąki").exists()
    assert tally(budget, "culture", "district", "Łęgi") == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("30;B;12;K;Łąki\n", "30\n"),  # a line that breaks off
        ("B;10;Kino", "B;NaN;Kino"),
        ("B;10;Kino", "B;1e30;Kino"),
        ("Kino", "Ki\0no"),
        ("PROJECTS\n", "PROJECTS;;;;\n"),
    ],
)
def test_what_is_broken_in_a_file_costs_no_more_than_itself(before: str, after: str) -> None:
    text = NEW.format(year=2024).replace(before, after)

    import_budget("lipowe.pb", text.encode(), actor=SYSTEM)

    budget = Budget.objects.get()
    assert budget.voters >= 17
    assert {project.name for project in budget.projects.all()} == {"Ławki", "Kino", "Chór"}


def test_evidence_does_not_say_in_words_how_few_voted() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM)
    few = BudgetTally.objects.get(category="culture", by="district", group="Łąki")

    evidence = add_budget_evidence(make_need(), few, actor=SYSTEM)

    assert (evidence.voices, evidence.words) == (
        3,
        "głosowanie na projekty: kultura (Zmyślin, Lipowe, 2024)",
    )


def test_an_old_file_without_categories_is_taken_for_its_projects() -> None:
    report = import_budget("stare.pb", OLD.format(year=2018).encode("cp1250"), actor=SYSTEM)

    budget = Budget.objects.get()
    assert [(p.name, p.voters) for p in budget.projects.all()] == [("Ławki", 2), ("Kino", 1)]
    assert not BudgetTally.objects.exists()
    assert any("nie ma kategorii" in note for note in report.notes)


def test_the_same_file_again_changes_nothing() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM)

    report = import_budget("lipowe.pb", new(), actor=SYSTEM)

    assert [line.outcome for line in report.lines] == [Outcome.SAME]
    assert Budget.objects.count() == 1


def test_a_newer_file_of_the_edition_takes_its_place_and_evidence_stays() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM)
    need = make_need()
    culture = BudgetTally.objects.select_related("budget").get(category="culture", by="all")
    add_budget_evidence(need, culture, actor=SYSTEM)

    report = import_budget("lipowe.pb", new() + b"99;B;33;F;Lipowe\n", actor=SYSTEM)

    assert report.lines[0].outcome == Outcome.CHANGED
    assert tally(Budget.objects.get(), "culture", "all") == 10
    assert Evidence.objects.get(need=need, method="budget").voices == 9


def test_a_trial_changes_nothing() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM, dry_run=True)

    assert not Budget.objects.exists()


def test_a_vote_for_what_is_not_there_is_told_with_its_line() -> None:
    data = new() + b"99;B,NIE-MA;33;F;Lipowe\n"

    report = import_budget("lipowe.pb", data, actor=SYSTEM)

    refused = [line for line in report.lines if line.outcome == Outcome.REFUSED]
    assert [(line.number, "NIE-MA" in line.message) for line in refused] == [
        (len(data.splitlines()), True)
    ]
    assert Budget.objects.get().voters == 18


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Brakuje"),
        (b"\x81\x00\xff", "tekst|Brakuje"),
        (b"META\nkey;value\nunit;X\n", "PROJECTS, VOTES"),
        (b"META\nkey;value\nPROJECTS\nname\nX\nVOTES\nvote\n1\n", "project_id"),
        (b"META\nkey;value\ninstance;2024\nPROJECTS\nproject_id\nVOTES\nvote\n", "projektu"),
        (b"META\nkey;value\nPROJECTS\nproject_id\n1\nVOTES\nvote\n1\n", "roku"),
        (b"META\nkey;value\ninstance;2024\nPROJECTS\nproject_id\n1\nVOTES\nvoter_id\n1\n", "vote"),
    ],
)
def test_what_is_no_such_file_says_what_it_lacks(data: bytes, why: str) -> None:
    with pytest.raises(PabulibError, match=why):
        pabulib.read(data)


def test_small_groups_are_held_back_with_a_second_one() -> None:
    import_budget("lipowe.pb", new(), actor=SYSTEM)

    page = budget_page(Budget.objects.get())

    by_district = next(c for c in page.crossings if "Łąki" in c.groups)
    culture = next(row for row in by_district.rows if row.tally.category == "culture")
    assert culture.cells == (None, None)


def test_the_desk_takes_a_file_and_notes_evidence(client: Client) -> None:
    need = make_need()
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=need.pal)
    client.force_login(user)
    path = reverse("diagnosis:desk_budgets")

    wrong = client.post(path, {"file": SimpleUploadedFile("x.pb", b"nic")})
    assert wrong.status_code == 422
    client.post(path, {"file": SimpleUploadedFile("lipowe.pb", new())})
    budget = Budget.objects.get()
    culture = budget.tallies.get(category="culture", by="all")
    page = reverse("diagnosis:desk_budget", args=[budget.public_id])
    client.post(page, {"need": need.pk, "tally": culture.pk})

    assert Evidence.objects.get(need=need, method="budget").voices == 9
