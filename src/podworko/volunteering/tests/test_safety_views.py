"""The desk's pages of the gate: noting, refusing, what the files hold, planning unchecked."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant
from podworko.activities.tests.desk import NEW, Desk, filled
from podworko.activities.tests.factories import make_pal
from podworko.audit.models import Access
from podworko.core import times
from podworko.network.public import Leader, Pal
from podworko.volunteering.models import Checked, Content, Declared, Review, Standards
from podworko.volunteering.queries.checks import path_of
from podworko.volunteering.tests.factories import make_checked, make_safe, make_volunteer
from podworko.volunteering.tests.safety_factories import (
    make_leader,
    make_standards,
    plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    """Sign in an animator, who plans, checks people and writes standards."""
    return Desk(client)


def note(desk: Desk, leader: Leader, **changes: str) -> int:
    data = {"what": "krk", "on": times.today().isoformat(), "result": "bez-wpisu"}
    answer = desk.client.post(path_of(leader), {**data, **changes})
    return int(answer.status_code)


def test_a_look_is_noted_and_told_on_the_card(desk: Desk) -> None:
    leader = make_leader(desk.pal)

    assert note(desk, leader, kept_at="szafa 2") == 302

    row = Checked.objects.get()
    assert (row.kind, row.is_clear, row.kept_at, row.done_by) == ("krk", True, "szafa 2", desk.user)
    assert "bez wpisu, szafa 2" in desk.client.get(path_of(leader)).text
    assert Access.objects.filter(purpose="check.card").exists()


@pytest.mark.parametrize("changes", [{"result": ""}, {"what": "abroad:DE"}, {"on": "2999-01-01"}])
def test_what_cannot_be_is_told_and_nothing_is_lost(desk: Desk, changes: dict[str, str]) -> None:
    assert note(desk, make_leader(desk.pal), **changes) == 422
    assert not Checked.objects.exists()


def test_an_entry_bars_at_once_and_the_card_says_so(desk: Desk) -> None:
    leader = make_leader(desk.pal, safe=True)

    assert note(desk, leader, result="jest-wpis") == 302

    assert "ta osoba nie pracuje z dziećmi" in desk.client.get(path_of(leader)).text


def test_two_answers_are_written_down_also_for_a_country_without_a_word(desk: Desk) -> None:
    leader = make_leader(desk.pal)
    page = f"{path_of(leader)}kraje/"
    typed = {"citizenships": ["PL"], "lived_in": ["DE"], "other_lived_in": "lk"}

    refused = desk.client.post(page, {**typed, "other_lived_in": "Lanka"})
    nothing = desk.client.post(page, {})
    done = desk.client.post(page, typed)

    assert (refused.status_code, nothing.status_code, done.status_code) == (422, 422, 302)
    assert Declared.objects.get().lived_in == ["DE", "LK"]
    assert (
        "informacja z innego kraju albo oświadczenie: LK" in desk.client.get(path_of(leader)).text
    )


def test_a_wrong_row_is_struck_out_with_a_reason(desk: Desk) -> None:
    leader = make_leader(desk.pal)
    row = make_checked(leader, "krk")
    page = f"{path_of(leader)}skresl/{row.public_id}/"

    assert desk.client.post(page, {"why": ""}).status_code == 422
    assert desk.client.post(page, {"why": "inna osoba"}).status_code == 302
    assert "Skreślone: inna osoba" in desk.client.get(path_of(leader)).text


def test_a_row_of_somebody_else_is_not_struck_out_here(desk: Desk) -> None:
    row = make_checked(make_leader(desk.pal), "krk")
    page = f"{path_of(make_leader(desk.pal))}skresl/{row.public_id}/"

    assert desk.client.get(page).status_code == 404


def test_ones_own_card_offers_nothing_to_note(desk: Desk) -> None:
    leader = make_leader(desk.pal, user=desk.user)

    assert "To Twoja karta" in desk.client.get(path_of(leader)).text
    assert note(desk, leader) == 422
    assert not Checked.objects.exists()


def test_what_one_may_not_know_of_is_not_there(desk: Desk) -> None:
    far = make_leader(make_pal())
    stranger = make_volunteer()

    found = [
        desk.client.get(path_of(far)).status_code,
        desk.client.get(path_of(stranger)).status_code,
        desk.client.get(
            reverse("volunteering:desk_check_letter", args=[stranger.public_id])
        ).status_code,
        desk.client.get(path_of(far).replace("prowadzacy", "kto")).status_code,
    ]

    assert found == [404] * 4


def test_a_volunteer_takes_the_organisers_letter(desk: Desk) -> None:
    volunteer = make_volunteer(pal=desk.pal)
    page = reverse("volunteering:desk_check_letter", args=[volunteer.public_id])

    assert desk.client.get(page).content[:4] == b"%PDF"
    assert page in desk.client.get(path_of(volunteer)).text


def test_the_list_is_searched_by_name_and_by_what_is_lacking(desk: Desk) -> None:
    make_leader(desk.pal, name="Ala Żółta")
    make_leader(desk.pal, name="Ola Biała", safe=True)
    page = reverse("volunteering:desk_checks")

    shown = [
        [name in desk.client.get(page + asked).text for name in ("Ala Żółta", "Ola Biała")]
        for asked in ("", "?q=zolta", "?pokaz=brakuje", "?pokaz=plan")
    ]

    assert shown == [[True, True], [True, False], [True, False], [False, False]]


def test_the_report_is_also_a_file_with_the_same_people(desk: Desk) -> None:
    plan(desk.pal, make_leader(desk.pal, name="Ewa Bez"))
    page = reverse("volunteering:desk_unchecked")

    csv = desk.client.get(f"{page}?plik=csv").content.decode("utf-8-sig")
    pdf = desk.client.get(f"{page}?plik=pdf").content

    assert "Ewa Bez" in desk.client.get(page).text
    assert csv.count("Ewa Bez") == 5
    assert pdf[:4] == b"%PDF"


def test_the_first_page_tells_who_is_planned_unchecked(desk: Desk) -> None:
    before = desk.client.get("/biurko/").text
    plan(desk.pal, make_leader(desk.pal, name="Ewa Bez"))

    assert "unchecked-today" not in before
    assert "Ewa Bez" in desk.client.get("/biurko/").text


def test_art_21_ust_1_planning_unchecked_tells_at_the_field_and_keeps_what_was_typed(
    desk: Desk,
) -> None:
    leader = make_leader(desk.pal, name="Ewa Bez")
    typed = filled(desk, led_by=[leader.pk], includes_minors="on", title="Klub małych szachistów")

    refused = desk.client.post(NEW, typed)
    make_safe(leader)
    done = desk.client.post(NEW, typed)

    assert refused.status_code == 422
    assert "Ewa Bez nie ma na ten dzień" in refused.text
    assert "KRK" not in refused.text
    assert "Klub małych szachistów" in refused.text
    assert done.status_code == 302


def written(desk: Desk, pal: Pal, **changes: object) -> int:
    data: dict[str, object] = {
        "full": "Pełne.",
        "short": "Krótkie.",
        "contents": ["relations"],
        "valid_from": times.today().isoformat(),
        "version": 0,
    }
    page = reverse("volunteering:desk_standards_write", args=[pal.slug])
    return int(desk.client.post(page, {**data, **changes}).status_code)


def test_standards_are_written_issued_reviewed_and_known(desk: Desk) -> None:
    pal, every = desk.pal, [each.value for each in Content]

    def at(name: str) -> str:
        return reverse(f"volunteering:desk_standards_{name}", args=[pal.slug])

    assert written(desk, pal) == 302
    desk.client.post(at("issue"), {"version": 1})
    assert not Standards.objects.issued().exists()
    assert written(desk, pal, contents=every) == 409
    assert written(desk, pal, contents=every, version=1) == 302
    desk.client.post(at("issue"), {"version": 2})
    assert Standards.objects.issued().get().issued_by == desk.user
    assert desk.client.post(at("review"), {"reviewed_on": "", "words": ""}).status_code == 422
    reviewed = {"reviewed_on": times.today().isoformat(), "words": "Pasują."}
    assert desk.client.post(at("review"), reviewed).status_code == 302
    assert Review.objects.get().by == desk.user
    assert "Przeczytaj standardy" in desk.client.get("/biurko/").text
    desk.client.post(at("known"), {"wydanie": 1})
    assert "Masz zapisane" in desk.client.get(at("of")).text
    assert "Przeczytaj standardy" not in desk.client.get("/biurko/").text


def test_a_reader_sees_the_words_and_nobody_elses_reading(client: Client) -> None:
    desk = Desk(client, role="leader")
    make_standards(desk.pal)
    page = reverse("volunteering:desk_standards_of", args=[desk.pal.slug])

    shown = desk.client.get(page).text

    assert "Znam te standardy" in shown
    assert "Kto z zespołu je zna" not in shown
    assert written(desk, desk.pal) == 403
    assert Grant.objects.count() == 1


def test_who_saves_standards_second_sees_both_and_saves_again(desk: Desk) -> None:
    page = reverse("volunteering:desk_standards_write", args=[desk.pal.slug])
    seen = {"initial-full": "", "initial-short": "", "initial-valid_from": ""}
    assert written(desk, desk.pal, full="Pierwsza wersja.") == 302

    late = {
        "full": "Druga wersja.",
        "short": "Moje krótkie.",
        "valid_from": times.today().isoformat(),
        "version": 0,
        **seen,
    }
    answer = desk.client.post(page, late)

    assert answer.status_code == 409
    assert "Pierwsza wersja." in answer.text
    assert "Druga wersja." in answer.text
    assert 'name="version" value="1"' in answer.text
    assert "Krótkie." in answer.text
    again = {**late, "contents": ["relations"], "version": 1}
    assert desk.client.post(page, again).status_code == 302
    assert Standards.objects.get().full == "Druga wersja."


def test_a_draft_that_was_issued_meanwhile_is_written_as_the_next_edition(desk: Desk) -> None:
    assert written(desk, desk.pal, contents=[each.value for each in Content]) == 302
    issue = reverse("volunteering:desk_standards_issue", args=[desk.pal.slug])
    desk.client.post(issue, {"version": 1})

    assert written(desk, desk.pal, full="Spóźniona.", version=1) == 409
    assert written(desk, desk.pal, full="Spóźniona.", version=0) == 302
    assert Standards.objects.count() == 2


@pytest.mark.parametrize(("name", "field"), [("issue", "version"), ("known", "wydanie")])
def test_a_number_that_no_number_is_as_long_as_is_none(desk: Desk, name: str, field: str) -> None:
    make_standards(desk.pal)
    page = reverse(f"volunteering:desk_standards_{name}", args=[desk.pal.slug])

    assert desk.client.post(page, {field: "1" * 5000}).status_code in (302, 404)
