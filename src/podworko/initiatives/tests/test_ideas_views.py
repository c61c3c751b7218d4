"""Pages of initiatives: an idea in five minutes, a team's own, the desk; counts of queries."""

import io
import uuid

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.diagnosis.tests.factories import make_pal
from podworko.initiatives import idea_links, idea_rules, links
from podworko.initiatives.limits import FORMS
from podworko.initiatives.models import Initiative, InitiativeMember, OwnPage
from podworko.initiatives.operations import ideas, ideas_path, ideas_team
from podworko.initiatives.operations.ideas_team import Joining
from podworko.initiatives.queries.ideas import Filters, listed
from podworko.initiatives.queries.ideas_board import board, desk_page
from podworko.initiatives.tests.ideas_factories import (
    ask_for,
    join_team,
    leader_of,
    make_animator,
    make_at,
    make_card,
    make_post,
    make_published,
    make_support,
    open_gates,
    own_page,
    send_idea,
)
from podworko.messages.public import Message, unsealed
from podworko.network.public import Pal
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db
TITLE = "<script>alert(1)</script> & ławki"


def told(pal: Pal, **fields: object) -> dict[str, object]:
    return {
        "title": TITLE,
        "words": "<svg onload=x>",
        "pal": pal.pk,
        "name": "Ada Wzór",
        "phone": "",
        "email": "ada@example.org",
        "joins": "on",
        **fields,
    }


def desk(client: Client, pal: Pal, *, role: str = "animator") -> User:
    user = make_animator(pal, role=role)
    client.force_login(user)
    return user


def test_a_code_is_shown_to_staff_and_to_whom_nothing_is_written(client: Client) -> None:
    """Whoever types in another's contact would hold what opens their page later."""
    pal = make_pal()
    url = reverse("initiatives:idea_new")
    assert "pass__code" not in client.post(url, told(pal)).content.decode()
    (message,) = map(unsealed, Message.objects.filter(template="initiatives/idea_received"))
    assert "kodem: " in message.body_text
    landline = told(pal, name="Bea Wzór", phone="12 345 67 89", email="")
    assert "pass__code" in client.post(url, landline).content.decode()
    desk(client, pal)
    caller = told(pal, name="Cela Wzór", email="cela@example.org")
    assert "pass__code" in client.post(f"{url}?za=phone", caller).content.decode()


def test_an_idea_takes_one_page_and_its_words_stay_words(client: Client) -> None:
    pal = make_pal()
    url = reverse("initiatives:idea_new")
    assert client.post(url, told(pal, email="")).status_code == 422
    assert client.post(url, told(pal, website="spam")).status_code == 302
    assert not Initiative.objects.exists()
    sent = client.post(url, told(pal, email="", comes="on"))
    assert sent.status_code == 200
    initiative = Initiative.objects.get()
    assert client.get(initiative.get_absolute_url()).status_code == 404
    ideas.publish(initiative, actor=SYSTEM)
    page = client.get(initiative.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;svg" in page
    assert "Ada Wzór" not in page


def test_an_idea_of_somebody_who_calls_is_noted_by_who_accompanies(client: Client) -> None:
    pal = make_pal()
    user = desk(client, pal)
    url = reverse("initiatives:idea_new") + "?za=phone"
    own = client.post(url, told(pal, email=user.email))
    assert own.status_code == 422
    assert client.post(url, told(pal)).status_code == 200
    assert Initiative.objects.get().channel == "phone"


def test_forms_are_not_flooded(client: Client) -> None:
    pal = make_pal()
    url = reverse("initiatives:idea_new")
    answers = [client.post(url, told(pal, title=f"{n}")).status_code for n in range(FORMS + 1)]
    assert answers == [200] * FORMS + [422]


def test_the_desk_answers_an_idea_and_the_sender_replies(client: Client) -> None:
    sent = send_idea()
    desk(client, sent.initiative.pal)
    url = reverse("initiatives:desk_idea_answer", args=[sent.initiative.public_id])
    assert client.post(url, {"what": "ask", "words": ""}).status_code == 422
    assert client.post(url, {"what": "ask", "words": "Gdzie?"}).status_code == 302
    own = own_page(leader_of(sent.initiative), "own_idea")
    assert "Gdzie?" in client.get(own).content.decode()
    assert client.post(own, {"words": "Tu."}).status_code == 302
    assert client.post(url, {"what": "publish", "words": ""}).status_code == 302
    sent.initiative.refresh_from_db()
    assert sent.initiative.state == "gathering"


def test_a_team_works_on_its_plan_by_its_own_link(client: Client) -> None:
    initiative = make_at("team")
    leader = leader_of(initiative)
    day = times.today().isoformat()
    add = own_page(leader, "own_idea_add", "krok")
    wrong = {"words": "sadzimy", "begins_on": day, "ends_on": "2020-01-01"}
    assert client.post(add, wrong).status_code == 422
    assert client.post(add, wrong | {"ends_on": day}).status_code == 302
    row = own_page(leader, "own_idea_row", "krok", initiative.steps.get().pk)
    assert client.get(row).status_code == 200
    assert client.post(row, {"drop": "1"}).status_code == 302
    assert not initiative.steps.exists()
    assert client.get(own_page(leader, "own_idea_add", "inne")).status_code == 404


def test_a_team_writes_costs_work_and_tasks(client: Client) -> None:
    initiative = make_at("team")
    leader = leader_of(initiative)
    cost = own_page(leader, "own_idea_add", "koszt")
    assert client.post(cost, {"words": "x", "amount": "dużo", "source": "pal"}).status_code == 422
    assert client.post(cost, {"words": "x", "amount": "12,50", "source": "pal"}).status_code == 302
    assert initiative.costs.get().grosze == 1250
    work = {"words": "x", "member": leader.pk, "planned_hours": "3"}
    assert client.post(own_page(leader, "own_idea_add", "praca"), work).status_code == 302
    task = {"words": "x", "member": "", "until": times.today().isoformat()}
    assert client.post(own_page(leader, "own_idea_add", "zadanie"), task).status_code == 302
    done = own_page(leader, "own_idea_row", "zadanie", initiative.tasks.get().pk)
    client.post(done, {"done": "1"})
    assert initiative.tasks.get().done_on


def test_a_team_chooses_its_way_asks_and_tells(client: Client) -> None:
    initiative = make_at("team")
    leader = leader_of(initiative)
    way = own_page(leader, "own_idea_route")
    chosen = {"route": "local", "purpose_points": "60", "own_points": "10", "purpose_words": ""}
    assert client.post(way, chosen).status_code == 422
    assert client.post(way, chosen | {"purpose_points": "40"}).status_code == 302
    assert "Do progu brakuje punktów: 10." in client.get(way).content.decode()
    means = own_page(leader, "own_idea_means")
    assert "---" not in client.get(means).content.decode()
    assert client.post(means, {"kind": "money", "words": "x", "amount": ""}).status_code == 422
    assert client.post(means, {"kind": "equipment", "words": "taczka"}).status_code == 302
    post = own_page(leader, "own_idea_write")
    assert client.post(post, {"words": "Zaczynamy!"}).status_code == 302
    own = client.get(own_page(leader, "own_idea")).content.decode()
    assert "Zaczynamy!" in own


def test_the_draft_of_an_application_is_printed_or_mended(client: Client) -> None:
    initiative = make_at("team", title="Ławki\x07 dla Anny", words="Ławki\x07 z oparciem.")
    address = own_page(leader_of(initiative), "own_idea_paper")
    assert client.get(address)["Content-Type"] == "application/pdf"
    text = docx.Document(io.BytesIO(client.get(address, {"plik": "docx"}).content))
    told = [each.text for each in text.paragraphs]
    assert {"Ławki dla Anny", "jeszcze nie wpisano"} <= set(told)
    assert text.core_properties.title == "Szkic wniosku: Ławki dla Anny"
    assert any(line.startswith("Ławki z") for line in told)


def test_nonsense_in_the_address_of_a_new_idea_is_no_error(client: Client) -> None:
    assert client.get(reverse("initiatives:idea_new"), {"pal": "a\x00b"}).status_code == 200


def test_who_only_asked_to_join_does_not_read_what_the_team_is_told(client: Client) -> None:
    initiative = make_at("team")
    Initiative.objects.filter(pk=initiative.pk).update(answer="dla zespołu")
    joining = Joining(card=make_card())
    asking = ideas_team.join(initiative, joining, channel=Channel.WEB, actor=RESIDENT).member

    shown = {
        each.state: "dla zespołu" in client.get(own_page(each, "own_idea")).content.decode()
        for each in (asking, leader_of(initiative))
    }

    assert shown == {"asked": False, "in": True}


def test_a_stranger_does_not_learn_by_joining_who_is_in_a_team(client: Client) -> None:
    initiative = make_published()
    leader = leader_of(initiative).person
    asking = make_card()
    joining = Joining(card=asking)
    ideas_team.join(initiative, joining, channel=Channel.WEB, actor=RESIDENT)
    typed = [(leader.name, leader.phone), (asking.name, asking.phone), ("Ada Obca", "600700809")]
    InitiativeMember.objects.filter(state="asked").update(due_on=times.today())

    pages = [
        client.post(
            reverse("initiatives:idea_join", args=[initiative.public_id]),
            {"name": name, "phone": phone, "email": "", "remark": ""},
        )
        for name, phone in typed
    ]

    day = date_format(idea_rules.promised(initiative.pal), "j E")
    said = [page.content.decode() for page in pages]
    assert [("Jesteś w zespole" in text, day in text) for text in said] == [(False, True)] * 3


def test_what_is_sent_from_ones_own_page_is_kept_nowhere(client: Client) -> None:
    leads = leader_of(make_published())
    answer = client.post(own_page(leads, "own_idea_act", "nowy-link"))
    assert (answer.status_code, answer["X-Robots-Tag"]) == (302, "noindex")


def test_days_out_of_reason_are_said_beside_their_field(client: Client) -> None:
    pal = make_pal()
    desk(client, pal)
    for days, error in (("0", "Od 1 do 30"), ("31", "Od 1 do 30")):
        typed = {"support_needed": "5", "answer_days": days, "hour": ""}
        answer = client.post(reverse("initiatives:desk_idea_rules", args=[pal.slug]), typed)
        assert answer.status_code == 422
        assert error in answer.context["form"].errors["answer_days"][0]


def test_two_who_change_the_words_are_told(client: Client) -> None:
    initiative = make_at("team")
    url = own_page(leader_of(initiative), "own_idea_edit")
    form = client.get(url).context["form"]
    data = {"title": "Nowy", "words": "x", "category": "green", "version": form["version"].value()}
    Initiative.objects.filter(pk=initiative.pk).update(words="inne")
    late = client.post(url, data | {"initial-words": initiative.words, "area": ""})
    assert late.status_code == 409
    assert "Nowy" in late.content.decode()


def test_others_pages_are_not_there(client: Client) -> None:
    one, other = make_at("team"), make_at("team")
    token = links.token(OwnPage.objects.get(person=leader_of(one).person))
    for name in ("own_idea", "own_idea_edit"):
        url = reverse(f"initiatives:{name}", args=[token, other.public_id])
        assert client.get(url).status_code == 404
    asked = ideas_team.join(
        one,
        ideas_team.Joining(card=make_card()),
        channel=Channel.WEB,
        actor=RESIDENT,
    ).member
    assert client.get(own_page(asked, "own_idea")).status_code == 200
    assert client.get(own_page(asked, "own_idea_edit")).status_code == 404
    plain = join_team(one)
    assert client.get(own_page(plain, "own_idea_member", asked.pk)).status_code == 404
    answer = own_page(leader_of(one), "own_idea_member", asked.pk)
    assert client.get(answer).status_code == 200
    client.post(answer, {"accept": "1"})
    asked.refresh_from_db()
    assert asked.state == "in"


def test_the_team_acts_with_buttons(client: Client) -> None:
    initiative = make_at("team")
    second = join_team(initiative)
    assert client.post(own_page(second, "own_idea_act", "prowadze")).status_code == 404
    client.post(own_page(leader_of(initiative), "own_idea_act", "odchodze"))
    client.post(own_page(second, "own_idea_act", "prowadze"))
    assert leader_of(initiative) == second
    before = idea_links.invitation_token(Initiative.objects.get(pk=initiative.pk))
    client.post(own_page(second, "own_idea_act", "nowy-link"))
    dead = reverse("initiatives:idea_invitation", args=[before])
    assert client.get(dead).status_code == 404
    open_gates(initiative)
    client.post(own_page(second, "own_idea_act", "krok-planned"))
    assert Initiative.objects.get(pk=initiative.pk).wanted == "planned"
    assert client.post(own_page(second, "own_idea_act", "cokolwiek")).status_code == 404
    client.post(own_page(second, "own_idea_act", "wycofuje"))
    assert Initiative.objects.get(pk=initiative.pk).state == "withdrawn"


def test_who_sent_an_idea_and_left_cannot_take_it_from_the_others(client: Client) -> None:
    initiative = make_at("team")
    sender = leader_of(initiative)
    join_team(initiative)
    ideas_team.leave(sender, actor=RESIDENT)
    assert client.get(own_page(sender, "own_idea")).status_code == 200
    assert client.post(own_page(sender, "own_idea_act", "wycofuje")).status_code == 404
    assert client.get(own_page(sender, "own_idea_edit")).status_code == 404
    desk(client, initiative.pal)
    page = client.get(reverse("initiatives:desk_idea", args=[initiative.public_id]))
    assert "Zespół szuka osoby, która poprowadzi" in page.content.decode()


def test_the_desk_takes_steps_and_reads_lists(client: Client) -> None:
    initiative = make_at("team")
    open_gates(initiative)
    ideas_path.ask_step(initiative, to="planned", actor=RESIDENT)
    desk(client, initiative.pal)
    key = initiative.public_id
    step = reverse("initiatives:desk_idea_step", args=[key])
    assert client.post(step, {"to": "back", "words": ""}).status_code == 422
    assert client.post(step, {"to": "planned", "words": ""}).status_code == 302
    sheet = reverse("initiatives:desk_idea_sheet", args=[key])
    assert client.post(sheet, {"rows": "bez średnika"}).status_code == 422
    read = client.post(sheet, {"rows": "Anna Wzór; ul. Wierzbowa 4\nAnna Wzór; ul. Wierzbowa 4"})
    assert "drugi raz na tej liście" in read.content.decode()


def test_the_desk_checks_posts_sets_rules_and_says_no(client: Client) -> None:
    initiative = make_at("team")
    desk(client, initiative.pal)
    key = initiative.public_id
    post = make_post(initiative)
    check = reverse("initiatives:desk_idea_post", args=[key, post.public_id])
    assert client.post(check, {"is_published": "nie", "words": ""}).status_code == 422
    assert client.post(check, {"is_published": "tak", "words": ""}).status_code == 302
    rules = reverse("initiatives:desk_idea_rules", args=[initiative.pal.slug])
    told_rules = {"support_needed": "5", "answer_days": "0", "hour": "25"}
    assert client.post(rules, told_rules).status_code == 422
    assert client.post(rules, told_rules | {"answer_days": "4"}).status_code == 302
    decline = reverse("initiatives:desk_idea_decline", args=[key])
    assert client.post(decline, {"words": "Nie teraz."}).status_code == 302
    assert Initiative.objects.get(pk=initiative.pk).state == "declined"


def test_money_is_granted_by_who_grants_and_names_nobody(client: Client) -> None:
    initiative = make_at("under_way")
    means = ask_for(initiative, kind="money", grosze=12_345)
    desk(client, initiative.pal)
    answer = reverse("initiatives:desk_idea_money_answer", args=[means.public_id])
    assert client.get(answer).status_code == 403
    other = reverse("initiatives:desk_idea_means_answer", args=[means.public_id])
    assert client.get(other).status_code == 404
    desk(client, initiative.pal, role="network-coordinator")
    assert initiative.title in client.get(reverse("desk:home")).content.decode()
    page = client.get(reverse("initiatives:desk_idea_money")).content.decode()
    assert initiative.title in page
    assert leader_of(initiative).person.name not in page
    assert client.post(answer, {"is_granted": "tak", "words": "Tak"}).status_code == 302
    means.refresh_from_db()
    assert means.state == "granted"


def test_another_pals_initiative_is_not_there_for_the_desk(client: Client) -> None:
    initiative = make_at("team")
    desk(client, make_pal())
    assert (
        client.get(reverse("initiatives:desk_idea", args=[initiative.public_id])).status_code == 404
    )
    assert client.get(reverse("initiatives:desk_idea", args=[uuid.uuid4()])).status_code == 404


def test_lists_cost_the_same_for_one_and_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pal = make_pal()
    for number in range(3):
        initiative = make_at("planned", pal)
        make_support(initiative)
        ask_for(initiative)
        if number in (0, 2):
            with django_assert_num_queries(4):
                assert len(listed(Filters())) == number + 1
            rows = Initiative.objects.filter(pal=pal)
            with django_assert_num_queries(8):
                board(rows)
    initiative = make_published(pal)
    with django_assert_num_queries(15):
        desk_page(initiative)


def picture() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(held, "PNG")
    return SimpleUploadedFile("a.png", held.getvalue(), content_type="image/png")


def test_a_picture_is_shown_once_everybody_agreed_and_somebody_looked(client: Client) -> None:
    initiative = make_at("under_way")
    url = own_page(leader_of(initiative), "own_idea_write")
    bare = {"words": "Sadzimy!", "picture": picture()}
    assert client.post(url, bare).status_code == 422
    agreed = {"photo_alt": "sąsiedzi sadzą", "everyone_agreed": "on", "picture": picture()}
    assert client.post(url, {"words": "Sadzimy!", **agreed}).status_code == 302
    post = initiative.posts.get()
    shown = reverse("initiatives:idea_photo", args=[post.public_id])
    assert client.get(shown).status_code == 404
    desk(client, initiative.pal)
    at_desk = reverse("initiatives:desk_idea_photo", args=[initiative.public_id, post.public_id])
    assert client.get(at_desk).status_code == 200
    check = reverse("initiatives:desk_idea_post", args=[initiative.public_id, post.public_id])
    client.post(check, {"is_published": "tak", "words": ""})
    assert client.get(shown).status_code == 200
    assert "sąsiedzi sadzą" in client.get(initiative.get_absolute_url()).content.decode()
    client.post(check, {"drop-photo": "1"})
    assert client.get(shown).status_code == 404
