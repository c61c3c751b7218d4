"""Pages of certificates: asked for, shown before they are issued, printed, checked by anybody."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import User
from podworko.audit.models import Access, Entry
from podworko.core import times
from podworko.diagnosis.tests.factories import make_pal
from podworko.volunteering import certificate_codes, limits, links, operations
from podworko.volunteering.models import Certificate, Volunteer
from podworko.volunteering.printing.certificates import certificate_paper
from podworko.volunteering.queries.certificates import certificate_desk, own_certificates
from podworko.volunteering.tests.factories import day_in
from podworko.volunteering.tests.hours_factories import (
    make_certificate,
    make_confirmed,
    make_coordinator,
    make_helper,
    make_request,
    make_wording,
)

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User | None = None) -> User:
    user = user or make_coordinator()
    client.force_login(user)
    return user


def own(volunteer: Volunteer, name: str = "own_certificates", *args: object) -> str:
    return reverse(f"volunteering:{name}", args=[links.token(volunteer), *args])


def page_of(certificate: Certificate, name: str = "desk_certificate") -> str:
    return reverse(f"volunteering:{name}", args=[certificate.public_id])


def typed(**fields: object) -> dict[str, Any]:
    wording = make_wording(**fields)
    return {name: getattr(wording, name) for name in wording.__slots__}


def check(client: Client, code: str) -> Any:
    return client.post(reverse("volunteering:check"), {"code": code})


# The volunteer's own page


def test_a_volunteer_asks_reads_the_promised_day_and_downloads(client: Client) -> None:
    helper = make_helper()

    answer = client.post(own(helper), {"kind": "school", "words": "SP 5"}, follow=True)

    request = Certificate.objects.get()
    assert (request.kind, request.asked_words, request.due_on) == ("school", "SP 5", day_in(7))
    assert "Odpowiemy najpóźniej" in answer.content.decode()
    issued = make_certificate(helper)
    assert str(issued.public_id) in client.get(own(helper)).content.decode()
    paper = client.get(own(helper, "own_certificate_paper", issued.public_id))
    assert paper.content.startswith(b"%PDF")
    assert "no-store" in paper["Cache-Control"]


def test_papers_of_others_and_withdrawn_ones_are_not_there(client: Client) -> None:
    helper, mine, others = make_helper(), None, make_certificate()
    mine = make_certificate(helper)
    operations.withdraw_certificate(mine, why="zła data", actor=make_coordinator())

    for certificate in (mine, others, make_request(helper)):
        path = own(helper, "own_certificate_paper", certificate.public_id)
        assert client.get(path).status_code == 404
    assert "zła data" not in client.get(own(helper)).content.decode()


def test_a_wrong_request_is_said_on_the_page(client: Client) -> None:
    helper = make_helper()
    for number in range(5):
        make_request(helper, words=f"{number}")

    assert client.post(own(helper), {"kind": "diploma"}).status_code == 422
    assert client.post(own(helper), {"kind": "certificate"}).status_code == 422


# The desk


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_row_and_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    coordinator, helper = make_coordinator(), make_helper()
    for number in range(rows):
        make_certificate(helper)
        make_request(helper, words=f"{number}")
    list(own_certificates(helper))
    coordinator.refresh_from_db()
    certificate_desk(coordinator)

    with django_assert_num_queries(2):
        desk = certificate_desk(coordinator)
        assert {one.volunteer.person.name for one in desk.waiting} == {helper.person.name}
    with django_assert_num_queries(1):
        assert len(own_certificates(helper)) == 2 * rows


def test_requests_stand_by_the_promised_day_and_late_ones_are_marked(client: Client) -> None:
    sign_in(client)
    late, fresh = make_request(), make_request()
    Certificate.objects.filter(pk=late.pk).update(due_on=day_in(-1))
    make_certificate()

    page = client.get(reverse("volunteering:desk_certificates"))

    assert [one.pk for one in page.context["desk"].waiting] == [late.pk, fresh.pk]
    assert page.content.decode().count("po terminie") == 1
    assert Access.objects.filter(purpose="certificate.requests").count() == 3


def test_somebody_calls_and_their_request_is_noted(client: Client) -> None:
    sign_in(client)
    helper = make_helper()
    path = reverse("volunteering:desk_certificate_ask", args=[helper.public_id])

    wrong = client.post(path, {"kind": "diploma"})
    answer = client.post(path, {"kind": "certificate", "channel": "phone"})

    assert wrong["Location"] == reverse("volunteering:desk_hours_of", args=[helper.public_id])
    request = Certificate.objects.get()
    assert request.channel == "phone"
    assert answer["Location"] == page_of(request)


def test_sums_are_shown_before_anything_is_issued(client: Client) -> None:
    sign_in(client)
    helper = make_helper()
    make_confirmed(helper, minutes=135)
    request = make_request(helper)

    first = client.get(page_of(request))
    seen = client.post(page_of(request), typed())
    request.refresh_from_db()

    assert first.context["minutes"] == seen.context["minutes"] == 135
    assert 'name="issue"' not in first.content.decode()
    assert 'name="issue"' in seen.content.decode()
    assert request.state == "requested"

    assert client.post(page_of(request), {**typed(), "issue": "1"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.minutes) == ("issued", 135)
    assert "2 h 15 min" in client.get(page_of(request)).content.decode()


def test_what_may_not_be_issued_is_said_beside_its_field(client: Client) -> None:
    sign_in(client)
    request = make_request()

    answer = client.post(page_of(request), {**typed(until=day_in(1)), "issue": "1"})
    empty = client.post(page_of(request), {"issue": "1"})

    assert (answer.status_code, empty.status_code) == (422, 422)
    assert "until" in answer.context["form"].errors


def test_a_form_begins_with_what_is_known(client: Client) -> None:
    sign_in(client)
    helper = make_helper(begins_on=day_in(-500))
    request = make_request(helper, kind="school", words="SP 5")

    form = client.get(page_of(request)).context["form"]

    assert form["school"].value() == "SP 5"
    assert form["scope"].value() == "pomoc przy lekcjach"
    assert form["place"].value() == "Miasteczko"
    assert form["since"].value().month == 9
    assert form["until"].value() == times.today()


def test_a_paper_is_declined_or_withdrawn_with_a_reason(client: Client) -> None:
    sign_in(client)
    opinion, issued, due = make_request(kind="opinion"), make_certificate(), make_request()
    no, back = (
        page_of(opinion, "desk_certificate_decline"),
        page_of(issued, "desk_certificate_withdraw"),
    )

    assert [client.get(path).status_code for path in (no, back)] == [200, 200]
    assert [client.post(path).status_code for path in (no, back)] == [422, 422]
    assert [client.post(path, {"why": "tak"}).status_code for path in (no, back)] == [302, 302]
    refused = client.post(page_of(due, "desk_certificate_decline"), {"why": "nie"})
    again = client.post(page_of(opinion, "desk_certificate_withdraw"), {"why": "nie"})

    assert (refused.status_code, again.status_code) == (422, 422)
    assert "tak" in client.get(page_of(issued)).content.decode()
    assert "tak" in client.get(page_of(opinion)).content.decode()
    assert client.get(page_of(issued, "desk_certificate_paper")).status_code == 404


def test_papers_of_another_pal_are_not_there(client: Client) -> None:
    sign_in(client, make_coordinator(make_pal()))
    certificate = make_certificate()

    for name in ("", "_decline", "_withdraw", "_paper"):
        assert client.get(page_of(certificate, f"desk_certificate{name}")).status_code == 404


# On paper


@pytest.mark.parametrize("kind", ["certificate", "opinion", "school"])
def test_the_paper_is_a_pdf_of_what_was_frozen(client: Client, kind: str) -> None:
    sign_in(client)
    certificate = make_certificate(kind=kind, opinion="Miła.", school="SP 5")

    answer = client.get(page_of(certificate, "desk_certificate_paper"))

    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(verb="document.printed").count() == 1
    assert Access.objects.filter(purpose="certificate.paper").count() == 1


def test_art_44_the_paper_names_its_paragraph_and_only_an_opinion_has_one() -> None:
    words: dict[str, Any] = {"opinion": "Miła.", "school": "SP 5"}
    papers = {
        kind: certificate_paper(make_certificate(kind=kind, **words)).data
        for kind in ("certificate", "opinion", "school")
    }

    assert "art. 44 ust. 2" in str(papers["certificate"]["closing"])
    assert "art. 44 ust. 3" in str(papers["opinion"]["closing"])
    assert "SP 5" in str(papers["school"]["closing"])
    assert [bool(paper["opinion"]) for paper in papers.values()] == [False, True, False]


def test_the_paper_says_hours_in_words_and_leads_to_the_check_without_its_code() -> None:
    helper = make_helper()
    make_confirmed(helper, minutes=135)
    certificate = make_certificate(helper)

    paper = certificate_paper(certificate)

    assert {"label": "Potwierdzone godziny", "lines": ["2 godz. 15 min"]} in paper.data["facts"]  # type: ignore[operator]
    assert paper.data["code"] == certificate_codes.shown(certificate)
    assert str(paper.data["address"]).endswith("/wolontariat/sprawdz/")
    assert helper.person.name not in paper.title
    none = certificate_paper(make_certificate()).data["facts"]
    assert {"label": "Potwierdzone godziny", "lines": ["nie ewidencjonowano godzin"]} in none  # type: ignore[operator]


# The check


def test_anybody_checks_a_code_and_reads_no_more_than_the_paper_says(client: Client) -> None:
    helper = make_helper()
    make_confirmed(helper, minutes=135)
    certificate = make_certificate(helper, scope="sekretny zakres")
    code = certificate_codes.shown(certificate)
    client.logout()

    page = check(client, code.lower()).content.decode()

    assert "jest prawdziwy" in page
    for shown in (helper.person.name, certificate.shown_number, "2 h 15 min"):
        assert shown in page
    assert "sekretny zakres" not in page
    assert code.replace(" ", "") not in check(client, code).request["PATH_INFO"]


def test_a_withdrawn_paper_says_so_and_names_nobody(client: Client) -> None:
    certificate = make_certificate()
    operations.withdraw_certificate(certificate, why="zła data", actor=make_coordinator())

    page = check(client, certificate_codes.shown(certificate)).content.decode()

    assert "wycofany" in page
    assert certificate.name not in page
    assert "zła data" not in page


def test_who_tries_many_codes_gets_one_answer_right_or_wrong(client: Client) -> None:
    code = certificate_codes.shown(make_certificate())
    wrong = [check(client, "K7M 4PX 9TR") for _ in range(limits.CODES)]

    right = check(client, code)

    assert {answer.status_code for answer in (*wrong, right)} == {422}
    errors = {str(answer.context["form"].errors) for answer in (*wrong, right)}
    assert len(errors) == 1


def test_a_request_has_no_code_to_find(client: Client) -> None:
    make_request()

    assert check(client, "").status_code == 422
    assert certificate_codes.found("") is None


def test_no_hours_are_said_on_the_check_as_on_the_paper(client: Client) -> None:
    certificate = make_certificate()

    page = check(client, certificate_codes.shown(certificate)).content.decode()

    assert "nie ewidencjonowano godzin" in page
    assert "0 min" not in page


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2025, 9, 1), date(2026, 8, 31), "w roku szkolnym 2025/2026."),
        (date(2025, 8, 31), date(2025, 9, 1), "w latach szkolnych 2024/2025–2025/2026."),
    ],
)
def test_the_paper_for_a_school_says_of_which_school_year(
    since: date, until: date, said: str
) -> None:
    certificate = make_certificate(kind="school", school="SP 5")
    certificate.since, certificate.until = since, until

    assert str(certificate_paper(certificate).data["lead"]).endswith(said)
