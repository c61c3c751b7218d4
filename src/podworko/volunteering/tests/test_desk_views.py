"""The coordinator's desk: answered, led on, agreed, printed, ended; others see nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.network.models import Pal
from podworko.volunteering import operations
from podworko.volunteering.models import (
    Agreement,
    Beneficiary,
    Opportunity,
    OpportunityLink,
    Volunteer,
)
from podworko.volunteering.queries.board import board
from podworko.volunteering.tests.factories import (
    day_in,
    make_active,
    make_agreement,
    make_application,
    make_checked,
    make_coordinator,
    make_opportunity,
    make_signed,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal(name="Pod Lipami")


@pytest.fixture
def user(pal: Pal) -> User:
    return make_coordinator(pal)


@pytest.fixture
def desk(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def page(name: str, thing: object = None, *more: object) -> str:
    key = [thing.public_id] if hasattr(thing, "public_id") else []
    return reverse(f"volunteering:desk_{name}", args=[*key, *more])


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


ROLE_FORM = {
    "role-TOTAL_FORMS": "2",
    "role-INITIAL_FORMS": "0",
    "role-0-name": "pomaga",
    "role-0-number": "2",
    "role-1-name": "",
    "role-1-number": "",
}


def task_form(pal: Pal, **changed: str) -> dict[str, str]:
    told = {
        "title": "Ogród",
        "words": "Grabimy.",
        "pal": str(pal.pk),
        "rhythm": "once",
        "where": "pal",
        "least_age": "15",
        "answer_days": "5",
    }
    return {**told, **ROLE_FORM, **changed}


def test_a_task_is_added_opened_changed_and_closed(desk: Client, pal: Pal) -> None:
    desk.post(page("new_opportunity"), task_form(pal))
    made = Opportunity.objects.get()
    assert (made.state, list(made.roles.values_list("name", "needed"))) == (
        "draft",
        [("pomaga", 2)],
    )

    desk.post(page("opportunity_state", made, "open"))
    edit = desk.get(page("edit_opportunity", made))
    seen = edit.context["form"]["version"].value()
    desk.post(page("edit_opportunity", made), task_form(pal, title="Sad", version=seen))
    desk.post(page("opportunity_state", made, "closed"))

    made.refresh_from_db()
    assert (made.title, made.state) == ("Sad", "closed")
    assert "Szkice i zamknięte" in body(desk, page("opportunities"))


@pytest.mark.parametrize(
    "changed",
    [
        {"role-0-name": "", "role-0-number": ""},
        {"role-0-number": ""},
        {"role-0-name": ""},
        {"begins_on": "2026-05-02", "ends_on": "2026-05-01"},
        {"title": ""},
    ],
    ids=str,
)
def test_a_task_with_something_wrong_keeps_what_was_typed(
    desk: Client, pal: Pal, changed: dict[str, str]
) -> None:
    answer = desk.post(page("new_opportunity"), task_form(pal, words="Grabimy liście", **changed))

    assert answer.status_code == 422
    assert "Grabimy liście" in answer.content.decode()
    assert not Opportunity.objects.exists()


def test_who_saves_a_task_second_sees_both_versions(desk: Client, pal: Pal) -> None:
    made = make_opportunity(pal=pal)

    answer = desk.post(page("edit_opportunity", made), task_form(pal, version="another"))

    assert answer.status_code == 409


def test_a_task_is_tied_to_what_it_answers_and_untied(desk: Client, pal: Pal) -> None:
    made, need = make_opportunity(pal=pal), make_need(pal=pal)

    desk.post(page("opportunity", made), {"to": f"n{need.public_id}", "why": "bo prosili"})
    assert "bo prosili" in body(desk, page("opportunity", made))
    link = OpportunityLink.objects.get()
    desk.post(page("untie_opportunity", made, link.pk))

    assert not OpportunityLink.objects.exists()
    refused = desk.post(page("opportunity", made), {"to": "", "why": ""})
    assert refused.status_code == 422


def test_an_application_is_read_and_answered(desk: Client, pal: Pal) -> None:
    volunteer = make_volunteer(pal=pal)
    application = make_application(volunteer, make_opportunity(pal=pal))
    assert volunteer.person.name in body(desk, page("applications"))
    assert volunteer.person.name in body(desk, "/biurko/")

    refused = desk.post(page("application", application), {"state": "declined", "words": ""})
    assert refused.status_code == 422
    desk.post(page("application", application), {"state": "invited", "words": "Środa, 17.00"})

    volunteer.refresh_from_db()
    assert volunteer.stage == "talk"
    assert body(desk, page("application", application))


def test_a_volunteer_is_led_from_a_talk_to_thanks(desk: Client, pal: Pal, user: User) -> None:
    volunteer = make_volunteer(pal=pal, stage="talk")
    card = page("volunteer", volunteer)
    desk.post(page("go_on", volunteer, "agreement"))
    blocked = desk.post(page("go_on", volunteer, "accompanied"), follow=True)
    assert "Najpierw porozumienie" in blocked.content.decode()

    desk.post(page("new_agreement", volunteer), terms(user))
    made = Agreement.objects.get()
    desk.post(page("agreement", made), {"on": str(day_in(0)), "kept_at": "segregator 1"})
    for stage in ("accompanied", "active"):
        desk.post(page("go_on", volunteer, stage))
    assert "Ta osoba działa" in body(desk, card)
    desk.post(page("end", volunteer), {"is_thanked": "on"})

    volunteer.refresh_from_db()
    assert (volunteer.stage, volunteer.thanked_on) == ("ended", day_in(0))
    assert "podziękowano" in body(desk, page("ended"))
    assert desk.post(page("go_on", volunteer, "nowhere")).status_code == 404


def terms(user: User, **changed: str) -> dict[str, str]:
    told = {
        "scope": "pomoc przy lekcjach",
        "manner": "w świetlicy",
        "place": "PAL",
        "begins_on": str(day_in(0)),
        "ends_on": str(day_in(100)),
        "supervisor": str(user.pk),
        "notice_days": "7",
    }
    return {**told, **changed}


def test_art_46_ust_3_a_short_agreement_asks_for_a_policy_and_keeps_what_was_typed(
    desk: Client, pal: Pal, user: User
) -> None:
    volunteer = make_volunteer(pal=pal)

    answer = desk.post(
        page("new_agreement", volunteer), terms(user, ends_on=str(day_in(20)), policy="")
    )

    assert answer.status_code == 422
    assert "numer polisy NNW" in answer.content.decode()
    assert "pomoc przy lekcjach" in answer.content.decode()


def test_an_agreement_over_three_years_is_refused(desk: Client, pal: Pal, user: User) -> None:
    volunteer = make_volunteer(pal=pal)

    answer = desk.post(page("new_agreement", volunteer), terms(user, ends_on=str(day_in(1200))))

    assert answer.status_code == 422


def test_a_minors_agreement_names_the_guardian_and_waits_for_their_signature(
    desk: Client, pal: Pal, user: User
) -> None:
    birthday = day_in(200)
    volunteer = make_volunteer(pal=pal, born_on=birthday.replace(year=birthday.year - 17))
    missing = desk.post(page("new_agreement", volunteer), terms(user))
    assert missing.status_code == 422

    desk.post(page("new_agreement", volunteer), terms(user, guardian_name="Jan Lis"))
    made = Agreement.objects.get()
    refused = desk.post(page("agreement", made), {"on": str(day_in(0)), "kept_at": "s. 1"})
    assert refused.status_code == 422
    assert "najpierw jego podpisana zgoda" in refused.content.decode()
    signed = {"on": str(day_in(0)), "kept_at": "s. 1", "guardian_on": str(day_in(0))}
    desk.post(page("agreement", made), signed)

    made.refresh_from_db()
    assert made.state == "in_force"
    assert desk.get(page("paper", made, "zgoda-opiekuna")).status_code == 200


def test_papers_are_there_when_they_have_a_reason(desk: Client, pal: Pal) -> None:
    volunteer = make_volunteer(pal=pal)
    made = make_agreement(volunteer, is_covered=False)
    names = ("porozumienie", "rezygnacja-z-kosztow", "zgoda-opiekuna", "rozwiazanie", "inne")

    found = [desk.get(page("paper", made, name)).status_code for name in names]

    assert found == [200, 200, 404, 404, 404]
    looks = Access.objects.filter(purpose="volunteer.paper")
    assert looks.count() == 2
    assert desk.get(page("paper", made, "porozumienie") + "?jezyk=uk").status_code == 200
    assert desk.get(page("paper", made, "porozumienie") + "?jezyk=xx").status_code == 200


def test_terms_are_changed_and_ended_with_a_history(desk: Client, pal: Pal, user: User) -> None:
    volunteer = make_volunteer(pal=pal)
    former = make_signed(volunteer, begins_on=day_in(-10))
    refused = desk.post(page("amend", former), terms(user, begins_on=str(day_in(-30))))
    assert refused.status_code == 422

    desk.post(page("amend", former), terms(user, begins_on=str(day_in(5))))
    amended = Agreement.objects.get(amends=former)
    assert "zmianę z" in body(desk, page("agreement", former))
    desk.post(page("agreement", amended), {"on": str(day_in(0)), "kept_at": "s. 2"})
    late = desk.post(page("terminate", amended), {"ended_on": "2020-01-01", "why": "koniec"})
    assert late.status_code == 422
    desk.post(page("terminate", amended), {"ended_on": str(day_in(6)), "why": "wyjazd"})

    amended.refresh_from_db()
    assert (amended.state, amended.ended_why) == ("ended", "wyjazd")
    assert "wyjazd" in body(desk, page("agreement", amended))
    assert desk.get(page("paper", amended, "rozwiazanie")).status_code == 200


def test_a_beneficiary_is_named_for_a_pal_and_prints_on_its_agreements(
    desk: Client, pal: Pal
) -> None:
    url = reverse("volunteering:desk_beneficiary", args=[pal.slug])
    told = {"name": "Ośrodek", "address": "ul. Zmyślona 1", "represented_by": "kierowniczka"}

    desk.post(url, told)
    again = desk.get(url).context["form"]["version"].value()
    desk.post(url, {**told, "name": "Ośrodek Drugi", "version": again})
    late = desk.post(url, {**told, "name": "Trzeci", "version": again})

    assert Beneficiary.objects.get().name == "Ośrodek Drugi"
    assert late.status_code == 409


def test_a_card_is_corrected_and_looks_are_logged(desk: Client, pal: Pal) -> None:
    volunteer = make_volunteer(pal=pal)
    card = page("volunteer", volunteer)

    desk.post(card, {"born_on": "", "informed_on": str(day_in(0))})
    assert desk.post(card, {"born_on": "", "informed_on": str(day_in(3))}).status_code == 422
    body(desk, card)

    volunteer.refresh_from_db()
    assert volunteer.informed_on == day_in(0)
    assert Access.objects.filter(purpose="volunteer.card").count() == 2


def test_a_new_code_is_shown_once(desk: Client, pal: Pal) -> None:
    volunteer = make_volunteer(pal=pal)

    html = desk.post(page("new_code", volunteer)).content.decode()

    assert "pass__code" in html
    assert "pass__code" not in body(desk, page("volunteer", volunteer))


def test_the_board_tells_what_falls_due(desk: Client, pal: Pal) -> None:
    birthday = day_in(20)
    young = make_volunteer(
        pal=pal, stage="active", born_on=birthday.replace(year=birthday.year - 18)
    )
    made = make_agreement(young, guardian_name="Jan", begins_on=day_in(-10))
    signed = operations.Signed(guardian_on=day_in(-10))
    operations.put_in_force(made, signed, actor=SYSTEM)
    make_checked(young.person, "krk", valid_to=day_in(10))
    make_application(young, make_opportunity(pal=pal))

    html = body(desk, page("board"))

    for words in (
        "odpowiedź na zgłoszenie",
        "ostatni dzień bez podpisu",
        "18. urodziny",
        "sprawdzenie traci ważność",
    ):
        assert words in html
    assert "koniec porozumienia" not in html


def test_the_board_costs_the_same_for_one_and_for_three(
    pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 3):
        while Volunteer.objects.count() < number:
            volunteer = make_active(pal=pal)
            make_application(volunteer, make_opportunity(pal=pal))
        # volunteers, what they applied for, what waits, agreements, what they told, papers
        with django_assert_num_queries(6):
            columns = board(Volunteer.objects.filter(pal=pal))
        assert sum(len(column.cards) for column in columns) == number


def test_what_is_of_another_pal_is_not_there(desk: Client) -> None:
    volunteer = make_active(pal=make_pal())
    opportunity = make_opportunity(pal=volunteer.pal)
    application = make_application(volunteer, opportunity)
    agreement = Agreement.objects.get(volunteer=volunteer)
    pages = {
        "volunteer": volunteer,
        "new_agreement": volunteer,
        "opportunity": opportunity,
        "edit_opportunity": opportunity,
        "application": application,
        "agreement": agreement,
        "amend": agreement,
        "terminate": agreement,
    }

    found = {name: desk.get(page(name, thing)).status_code for name, thing in pages.items()}

    assert found == dict.fromkeys(pages, 404)
    assert volunteer.person.name not in body(desk, page("board"))


def test_who_runs_two_pals_chooses_one(desk: Client, pal: Pal, user: User) -> None:
    other = make_pal(name="Nad Stawem")
    Grant.objects.create(user=user, role="volunteering-coordinator", pal=other)
    here, there = make_volunteer(pal=pal), make_volunteer(pal=other)

    html = body(desk, page("board") + f"?pal={other.slug}")

    assert there.person.name in html
    assert here.person.name not in html


def test_a_policy_that_ends_soon_is_told_on_the_board(desk: Client, pal: Pal) -> None:
    told = Beneficiary(pal=pal, name="Fundacja", address="ul. A 1", policy="NNW 7")
    told.policy_until = day_in(31)
    operations.save_beneficiary(told, actor=SYSTEM)
    found = ["NNW 7" in body(desk, page("board"))]
    Beneficiary.objects.update(policy_until=day_in(30))

    assert [*found, "NNW 7" in body(desk, page("board"))] == [False, True]


def test_what_was_never_signed_is_taken_back_at_the_desk(desk: Client, pal: Pal) -> None:
    made = make_agreement(make_volunteer(pal=pal))
    url = reverse("volunteering:desk_drop_agreement", args=[made.public_id])

    desk.post(url)

    made.refresh_from_db()
    assert made.state == "dropped"
    assert "wycofane przed podpisaniem" in body(desk, page("agreement", made))
