"""Pages between neighbours: who sees what, and that lists cost the same for one and for three."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from podworko.accounts.public import Grant, User
from podworko.activities.tests.factories import make_pal
from podworko.audit.public import SYSTEM
from podworko.initiatives import operations, problem_links
from podworko.initiatives.models import Loan, Notice, Problem, Thing
from podworko.initiatives.tests.factories import make_token
from podworko.initiatives.tests.shelf_factories import (
    ADA,
    BEA,
    in_days,
    make_lent_thing,
    make_loan,
    make_notice,
    make_out,
    make_problem,
    make_thing,
    shelf_world,
    step,
)
from podworko.network.public import Pal
from podworko.people.public import Channel, Person

pytestmark = pytest.mark.django_db

WHO = {"name": "Ada Sąsiadka", "phone": "600 700 801", "email": "", "website": ""}


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pal")


@pytest.fixture
def desk(client: Client, pal: Pal) -> Client:
    user = User.objects.create_user("ola@example.org", name="Ola Animatorka")
    Grant.objects.create(user=user, role="animator", pal=pal)
    client.force_login(user)
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"initiatives:{name}", args=args)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_page_of_residents_opens_and_names_no_family_name(client: Client, pal: Pal) -> None:
    made = shelf_world(pal)
    step(Problem.objects.get(public_id=str(made["area_problem"])), "answered")
    public = [url(name) for name in ("neighbours", "shelf", "shelf_offer", "board", "problems")]
    public += [url(name) for name in ("notice_new", "problem_new", "problem_code")]
    public += [url(name, made["shelf_thing"]) for name in ("thing", "shelf_ask")]
    public += [url(name, made["board_notice"]) for name in ("notice", "notice_reply")]
    public += [url("notice_report", made["board_notice"])]
    public += [url(name, made["area_problem"]) for name in ("problem", "problem_join")]
    public += [url("problem_followed", made["area_token"]), reverse("network:pal", args=["pal"])]
    shown = "".join(text(client, address) for address in public)
    for name in ("Sąsiadka", "Zza Ściany", "Użyczająca", "600 700", "@example.org", "Nie świeci."):
        assert name not in shown.replace("Nie świeci.", "", 1), name
    assert client.get(url("problem_points")).json()["features"][0]["properties"]["label"] == "1"


def test_both_sides_see_a_loan_on_their_page_and_only_a_first_name(
    client: Client, pal: Pal
) -> None:
    made = shelf_world(pal)
    loan = made["shelf_loan"]
    borrower, lender = made["shelf_borrower"], made["shelf_lender"]
    seen_by_lender = text(client, url("own_loan", lender, loan))
    assert "Ada" in seen_by_lender
    assert "Sąsiadka" not in seen_by_lender
    assert "Użyczająca" not in text(client, url("own_loan", borrower, loan))
    stranger = make_token(Person.objects.exclude(loans=None).first() or Person())
    other = make_loan(make_thing(pal=pal, title="Inna"), card=BEA)
    assert client.get(url("own_loan", stranger, other.public_id)).status_code == 404
    for token in (borrower, lender):
        client.get(url("own", token))
    wrong = client.post(url("own_loan_act", borrower, loan, "oddane"))
    assert wrong.status_code == 404


def test_a_neighbour_answers_writes_hands_out_and_takes_back(client: Client, pal: Pal) -> None:
    thing = make_lent_thing(pal=pal)
    days = {"first_on": in_days(0).isoformat(), "last_on": in_days(1).isoformat()}
    asked = client.post(url("shelf_ask", thing.public_id), {**WHO, **days})
    assert "Mamy Twoją prośbę" in asked.content.decode()
    loan = Loan.objects.get()
    assert thing.owner
    token = make_token(thing.owner)
    page = url("own_loan", token, loan.public_id)
    assert client.post(page, {"agrees": "nie", "words": ""}).status_code == 422
    assert client.post(page, {"agrees": "tak", "words": ""}).status_code == 302
    note = url("own_loan_note", token, loan.public_id)
    assert client.post(note, {"note-words": "dzwoń 600 100 200"}).status_code == 422
    assert client.post(note, {"note-words": "O piątej."}).status_code == 302
    for what, state in (("wydane", "out"), ("oddane", "back")):
        client.post(url("own_loan_act", token, loan.public_id, what))
        assert Loan.objects.get().state == state


def test_the_desk_answers_hands_out_and_takes_back(desk: Client, pal: Pal) -> None:
    thing = make_thing(pal=pal)
    asking = url("shelf_ask", thing.public_id)
    days = {"first_on": in_days(0).isoformat(), "last_on": in_days(1).isoformat()}
    assert "&amp;za=phone" in text(desk, f"{asking}?za=phone")
    desk.post(f"{asking}?za=phone", {**WHO, **days})
    loan = Loan.objects.get()
    assert loan.channel == "phone"
    acts: list[tuple[str, dict[str, str]]] = [
        ("odpowiedz", {"agrees": "tak", "words": ""}),
        ("napisz", {"note-words": "Czekamy."}),
        ("wydaj", {"words": "całe", "by": "Ola"}),
        ("przyjmij", {"words": "całe", "damage": "rysa", "by": "Ola"}),
    ]
    for what, data in acts:
        answer = desk.post(url("desk_loan_act", loan.public_id, what), data)
        assert answer.status_code == 302, what
    loan.refresh_from_db()
    assert (loan.state, loan.damage) == ("back", "rysa")
    assert "rysa" in text(desk, url("desk_thing", thing.public_id))
    paper = desk.get(url("desk_loan_paper", loan.public_id))
    assert paper["Content-Type"] == "application/pdf"
    assert desk.post(url("desk_loan_act", loan.public_id, "odwolaj")).status_code == 302


def test_nobody_of_the_pal_writes_in_the_name_of_a_neighbour(desk: Client, pal: Pal) -> None:
    loan = make_loan(make_lent_thing(pal=pal))
    loan.notes.create(from_lender=True, words="O piątej.")
    page = text(desk, url("desk_loan", loan.public_id))
    assert "Wanda, " in page
    assert "note-button" not in page
    written = desk.post(url("desk_loan_act", loan.public_id, "napisz"), {"note-words": "Halo"})
    assert written.status_code == 404


def test_the_desk_writes_a_thing_down_and_two_do_not_overwrite(desk: Client) -> None:
    fields = {
        "title": "Drabina",
        "category": "tools",
        "condition": "good",
        "collecting": "w PAL",
        "longest_days": "3",
    }
    priced = desk.post(url("desk_thing_new"), {**fields, "words": "za 20 zł"})
    assert priced.status_code == 422
    assert "20 zł" in priced.content.decode()
    assert desk.post(url("desk_thing_new"), fields).status_code == 302
    thing = Thing.objects.get()
    chosen = {"photo": SimpleUploadedFile("x.jpg", jpeg()), "photo_alt": "drabina"}
    edit = url("desk_thing_edit", thing.public_id)
    late = desk.post(edit, {**fields, **chosen, "version": "stara"})
    assert late.status_code == 409
    assert 'name="photo_kept"' in late.content.decode()
    hidden = desk.post(url("desk_thing_state", thing.public_id, "schowaj"))
    assert hidden.status_code == 302
    assert desk.get(thing.get_absolute_url()).status_code == 404


def test_a_neighbour_offers_a_thing_without_an_account(client: Client, pal: Pal) -> None:
    fields: dict[str, Any] = {
        **WHO,
        "pal": pal.pk,
        "title": "Namiot",
        "category": "sport",
        "condition": "good",
        "collecting": "w PAL",
        "longest_days": "7",
        "shown_name": "Ada",
    }
    assert (
        client.post(url("shelf_offer"), {**fields, "collecting": "ul. Lipowa 7"}).status_code == 422
    )
    assert f'value="{pal.pk}" selected' in text(client, f"{url('shelf_offer')}?pal=pal")
    long = client.post(url("shelf_offer"), {**fields, "longest_days": "99"})
    assert "Wpisz od 1 do 30 dni." in long.content.decode()
    assert client.post(url("shelf_offer"), fields).status_code == 200
    thing = Thing.objects.get()
    assert thing.state == "hidden"
    assert client.get(thing.get_absolute_url()).status_code == 404
    assert thing.owner
    token = make_token(thing.owner)
    assert client.post(url("own_thing", token, thing.public_id, "pokaz")).status_code == 404


def report(client: Client, pal: Pal, **more: Any) -> Any:
    fields = {
        "category": "lighting",
        "words": "Nie świeci latarnia.",
        "point": "50.06000,19.94000",
        "pal": pal.slug,
        "name": "",
        "phone": "",
        "email": "",
        **more,
    }
    return client.post(url("problem_new"), fields)


def test_a_problem_without_a_contact_is_looked_up_by_its_code(client: Client, pal: Pal) -> None:
    shown = report(client, pal).content.decode()
    code = shown.split('class="pass__code">')[1].split("<")[0]
    problem = Problem.objects.get()
    assert problem.reporter is None
    step(problem, "answered", "Byliśmy na miejscu.")
    found = client.post(url("problem_code"), {"code": code.lower()})
    assert "Byliśmy na miejscu." in text(client, found["Location"])
    assert client.post(url("problem_code"), {"code": "AAA AAA AAA"}).status_code == 422


def test_who_reported_sees_their_own_photograph_and_nobody_else_does(
    client: Client, pal: Pal
) -> None:
    photo: dict[str, Any] = {
        "photo": ContentFile(jpeg(), name="x.jpg"),
        "photo_alt": "ciemna ulica",
    }
    mine = make_problem(pal=pal, **photo)
    photo["photo"] = ContentFile(jpeg(), name="y.jpg")
    silent = make_problem(pal=pal, card=None, **photo)
    assert mine.reporter
    own = url("own_problem", make_token(mine.reporter), mine.public_id)
    followed = problem_links.problem_path(silent)
    for page in (own, followed):
        assert f"{page}zdjecie/" in text(client, page)
        assert client.get(f"{page}zdjecie/")["Content-Type"] == "image/jpeg"
    joined = operations.join_problem(mine, BEA, channel=Channel.WEB, actor=SYSTEM).person
    theirs = url("own_problem", make_token(joined), mine.public_id)
    assert "zdjecie" not in text(client, theirs)
    assert client.get(f"{theirs}zdjecie/").status_code == 404


def jpeg() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, format="JPEG")
    return made.getvalue()


def test_what_is_near_is_shown_before_it_goes_out_and_may_be_joined(
    client: Client, pal: Pal
) -> None:
    first = make_problem(pal=pal, title="Ciemno przy przejściu", card=BEA)
    asked = report(client, pal, **{**WHO, "point": "50.06050,19.94000"})
    assert "Ciemno przy przejściu" in asked.content.decode()
    assert Problem.objects.count() == 1
    nobody = report(client, pal, join=str(first.public_id))
    assert nobody.status_code == 422
    report(client, pal, join=str(first.public_id), **WHO)
    assert first.voices.count() == 1
    report(client, pal, anyway="tak", **WHO)
    assert Problem.objects.count() == 2
    report(client, pal, point="50.07000,19.94000")
    assert Problem.objects.count() == 3


def test_the_desk_takes_steps_and_publishes_a_title_of_its_own(desk: Client, pal: Pal) -> None:
    problem = make_problem(pal=pal)
    page = url("desk_problem", problem.public_id)
    data = {"state": "passed", "words": "Zgłoszone.", "taken_on": in_days(0).isoformat()}
    assert desk.post(page, data).status_code == 422
    assert desk.post(page, {**data, "office": "zarząd dróg"}).status_code == 302
    bad = desk.post(url("desk_problem_publish", problem.public_id), {"list-title": "u ada@op.pl"})
    assert bad.status_code == 422
    good = desk.post(url("desk_problem_publish", problem.public_id), {"list-title": "Ciemno"})
    assert good.status_code == 302
    assert "zarząd dróg" in text(desk, problem.get_absolute_url())
    desk.post(url("desk_problem_hide", problem.public_id))
    assert desk.get(problem.get_absolute_url()).status_code == 404


def test_a_notice_is_posted_looked_at_answered_and_reported(desk: Client, pal: Pal) -> None:
    fields: dict[str, Any] = {
        **WHO,
        "pal": pal.pk,
        "kind": "thing_given",
        "title": "Oddam krzesło",
        "words": "<b>mocne</b>",
        "shown_name": "Ada",
        "expires_on": in_days(20).isoformat(),
    }
    for words in ("tylko 20 zł", "tel 600 100 200"):
        assert desk.post(url("notice_new"), {**fields, "words": words}).status_code == 422
    desk.post(url("notice_new"), fields)
    notice = Notice.objects.get()
    act = url("desk_notice_act", notice.public_id, "odmow")
    assert desk.post(act, {"words": ""}).status_code == 422
    desk.post(url("desk_notice_act", notice.public_id, "powies"), {"words": ""})
    page = text(desk, notice.get_absolute_url())
    assert "&lt;b&gt;mocne" in page
    answer = {**WHO, "name": "Bea", "phone": "600700802", "shown_name": "Bea", "words": "Chcę."}
    desk.post(url("notice_reply", notice.public_id), answer)
    token, key = make_token(notice.person), notice.replies.get().public_id
    assert "Chcę." in text(desk, url("own_notice", token, notice.public_id))
    write_on(desk, notice, url("own_notice_reply", token, notice.public_id, key))
    wrong = desk.post(url("own_notice_act", token, notice.public_id, "skasuj"))
    assert wrong.status_code == 404
    take_down_and_appeal(desk, notice, token)


def write_on(client: Client, notice: Notice, again: str) -> None:
    kept = client.post(again, {"words": "Zapraszam, tel. 600 100 200."})
    assert kept.status_code == 422
    assert "Zapraszam, tel. 600 100 200.</textarea>" in kept.content.decode()
    client.post(again, {"words": "Zapraszam."})
    assert notice.replies.count() == 2


def test_the_desk_answers_and_says_the_same_for_who_calls(desk: Client, pal: Pal) -> None:
    problem, notice = (
        make_problem(pal=pal, title="Ciemno", card=BEA),
        make_notice(pal=pal, card=BEA),
    )
    desk.post(f"{url('problem_join', problem.public_id)}?za=phone", WHO)
    words = {"words": "Chcę.", "shown_name": "Ada"}
    desk.post(f"{url('notice_reply', notice.public_id)}?za=phone", {**WHO, **words})
    assert ada().channel == "phone"
    assert (problem.voices.count(), notice.replies.count()) == (1, 1)
    foreign = make_notice(pal=make_pal(slug="inny"))
    asked = f"{url('notice_reply', foreign.public_id)}?za=phone"
    assert desk.post(asked, {**WHO, **words}).status_code == 403


def take_down_and_appeal(desk: Client, notice: Notice, token: str) -> None:
    desk.post(url("notice_report", notice.public_id), {"reason": "sale", "words": ""})
    assert notice.reports.get().reason == "sale"
    desk.post(url("desk_notice_act", notice.public_id, "zdejmij"), {"words": "To sprzedaż."})
    desk.post(url("own_notice", token, notice.public_id), {"appeal": "Nieprawda."})
    notice.refresh_from_db()
    assert (notice.state, notice.appeal) == ("hidden", "Nieprawda.")
    by_replier = url("own_notice", make_token(notice.replies.all()[0].person), notice.public_id)
    assert "&lt;b&gt;mocne" not in text(desk, by_replier)


def test_other_pals_are_not_there_at_the_desk(desk: Client) -> None:
    made = shelf_world(make_pal(slug="inny"))
    for name, key in (("loan", "shelf_loan"), ("thing", "shelf_thing")):
        assert desk.get(url(f"desk_{name}", made[key])).status_code == 404
    for name, key in (("notice", "board_notice"), ("problem", "area_problem")):
        assert desk.get(url(f"desk_{name}", made[key])).status_code == 404


LISTS = ["shelf", "board", "problems", "desk_shelf", "desk_board", "desk_problems"]


def test_lists_cost_the_same_for_one_and_for_three(
    desk: Client, pal: Pal, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    def fill(number: int) -> None:
        make_out(
            make_lent_thing(pal=pal, title=f"Rzecz {number}")
            if not number
            else make_thing(pal=pal, title=f"Rzecz {number}"),
            late=1,
        )
        make_notice(pal=pal, title=f"Oddam {number}")
        make_problem(pal=pal, title=f"Ciemno {number}")

    fill(0)
    addresses = [*map(url, LISTS), url("desk_shelf_calendar"), url("own", make_token(ada()))]
    counts = [_cost(desk, address, django_assert_max_num_queries) for address in addresses]
    fill(1)
    fill(2)
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_num_queries(count):
            desk.get(address)


def ada() -> Person:
    return Person.objects.get(name=ADA.name)


def _cost(desk: Client, address: str, counted: Any) -> int:
    with counted(60) as context:
        desk.get(address)
    return len(context.captured_queries)
