"""Support of neighbours: each once, whichever way it came, and nothing of them kept in words."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.errors import DomainError
from podworko.core.models import Throttle
from podworko.core.throttle import Try
from podworko.initiatives import idea_links, limits
from podworko.initiatives.models import Initiative, Support
from podworko.initiatives.operations import ideas_support
from podworko.initiatives.operations.ideas_support import Row, Said
from podworko.initiatives.tests.ideas_factories import make_at, make_published, make_support
from podworko.messages.public import Message, unsealed

pytestmark = pytest.mark.django_db


def ask(initiative: Initiative, contact: str = "ada@example.org") -> Support:
    return ideas_support.ask_support(initiative, Said(email=contact), actor=RESIDENT)


def counted(initiative: Initiative) -> int:
    return Support.objects.counted().filter(initiative=initiative).count()


def test_support_counts_once_confirmed_and_once_only() -> None:
    initiative = make_published(needed=5)
    support = ask(initiative)
    assert counted(initiative) == 0
    ideas_support.confirm_support(support, actor=RESIDENT)
    ideas_support.confirm_support(support, actor=RESIDENT)
    again = ask(initiative, "ADA@example.org")

    assert (again.pk, counted(initiative)) == (support.pk, 1)
    assert Message.objects.filter(template="initiatives/idea_support").count() == 2
    assert "ada@" not in str(Support.objects.values().get())


def test_who_reads_the_outbox_does_not_learn_who_supports_what() -> None:
    initiative = make_published()
    support = ask(initiative)
    link = idea_links.support_path(support)

    written = str(Message.objects.filter(template="initiatives/idea_support").values().get())

    assert not [word for word in ("ada@", initiative.title, link) if word in written]
    by_phone = Said(phone="+48123456789")
    ideas_support.ask_support(initiative, by_phone, actor=RESIDENT)
    assert Message.objects.latest("pk").channel == "call"
    assert not Message.objects.latest("pk").sealed


def test_a_tag_after_a_plus_makes_no_second_neighbour() -> None:
    initiative = make_published(needed=9)
    first = ideas_support.confirm_support(ask(initiative, "ada@example.org"), actor=RESIDENT)

    assert ask(initiative, "Ada+2@Example.org").pk == first.pk
    rows = [Row("Ada", "ada+lista@example.org"), Row("Plus", "+1@example.org")]
    told = ideas_support.type_in_sheet(initiative, rows, actor=SYSTEM)
    assert [each.told for each in told] == ["known", "counted"]


def test_who_confirms_by_signing_is_counted_among_those_on_paper() -> None:
    initiative = make_published(needed=9)
    ask(initiative)
    ideas_support.type_in_sheet(initiative, [Row("Ada", "ada@example.org")], actor=SYSTEM)
    assert Support.objects.get().channel == "paper"


def test_throttles_keep_no_digest_that_numbers_can_be_tried_on() -> None:
    limits.check_support("1.2.3.4", "+48600700800")
    tried = Try("initiatives-support-to", "+48600700800", 1).digest
    assert not Throttle.objects.filter(digest=tried).exists()


def test_a_contact_is_known_in_one_initiative_and_no_other() -> None:
    one, other = make_published(), make_published()
    first, second = ask(one), ask(other)
    assert first.contact_digest != second.contact_digest


def test_enough_support_moves_on_and_less_later_moves_nothing_back() -> None:
    initiative = make_published(needed=1)
    support = ideas_support.confirm_support(ask(initiative), actor=RESIDENT)
    initiative.refresh_from_db()
    assert initiative.state == "team"
    ideas_support.withdraw_support(support, actor=RESIDENT)
    initiative.refresh_from_db()
    assert (initiative.state, counted(initiative)) == ("team", 0)
    ideas_support.confirm_support(support, actor=RESIDENT)
    assert counted(initiative) == 1


def test_a_list_on_paper_is_counted_row_by_row_against_the_web_too() -> None:
    initiative = make_published(needed=50)
    ideas_support.confirm_support(ask(initiative, "web@example.org"), actor=RESIDENT)
    ask(initiative, "waits@example.org")
    gone = ideas_support.confirm_support(ask(initiative, "gone@example.org"), actor=RESIDENT)
    ideas_support.withdraw_support(gone, actor=RESIDENT)
    rows = [
        Row("Anna Wzór", "ul. Wierzbowa 4/2"),
        Row("anna  wzór", "Ul. wierzbowa 4/2"),
        Row("Web", "WEB@example.org"),
        Row("Czeka", "waits@example.org"),
        Row("Wycofana", "gone@example.org"),
        Row("Jan Wzór", "600 700 800"),
        Row("J. Wzór", "+48 600700800"),
    ]

    told = ideas_support.type_in_sheet(initiative, rows, actor=SYSTEM)

    assert [each.told for each in told] == [
        *("counted", "twice", "known", "counted", "withdrawn", "counted", "twice"),
    ]
    assert counted(initiative) == 4
    again = ideas_support.type_in_sheet(initiative, rows[:1], actor=SYSTEM)
    assert again[0].told == "known"


def test_support_comes_too_late_for_what_goes_on() -> None:
    initiative = make_at("under_way")
    with pytest.raises(DomainError):
        ask(initiative)
    with pytest.raises(DomainError):
        ideas_support.type_in_sheet(initiative, [], actor=SYSTEM)
    waiting = make_support(initiative, state="pending")
    with pytest.raises(DomainError):
        ideas_support.confirm_support(waiting, actor=RESIDENT)


def test_a_neighbour_supports_by_a_code_and_takes_it_back_by_the_link(client: Client) -> None:
    initiative = make_published(needed=5)
    page = reverse("initiatives:idea_support", args=[initiative.public_id])
    assert client.post(page, {"name": "", "email": "", "phone": ""}).status_code == 422
    assert client.post(page, {"email": "x@example.org", "website": "x"}).status_code == 302
    assert Support.objects.count() == 0
    client.post(page, {"email": "ada@example.org", "phone": "", "name": "Ada"})
    text = unsealed(Message.objects.get(template="initiatives/idea_support")).body_text
    (code,) = re.findall(r"[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}", text)[:1]

    wrong = client.post(reverse("initiatives:idea_support_code"), {"code": "AAA AAA AAA"})
    assert wrong.status_code == 422
    found = client.post(reverse("initiatives:idea_support_code"), {"code": code})
    assert client.get(found["Location"]).status_code == 200
    assert counted(initiative) == 0
    client.post(found["Location"])
    assert counted(initiative) == 1
    client.post(found["Location"], {"withdraw": "1"})
    assert counted(initiative) == 0


def test_one_contact_is_not_flooded_with_messages(client: Client) -> None:
    initiative = make_published(needed=5)
    page = reverse("initiatives:idea_support", args=[initiative.public_id])
    sent = [client.post(page, {"email": "ada@example.org"}).status_code for _number in range(4)]
    assert sent == [302, 302, 302, 422]


def test_a_link_we_never_gave_opens_nothing(client: Client) -> None:
    support = make_support(make_published())
    path = idea_links.support_path(support)
    assert client.get(path[:-3] + "xx/").status_code == 404
