"""Consents on paper: every text with its version, for one person or for anybody."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.models import Access, Entry
from podworko.people.consents import consent_texts
from podworko.people.models import Household, Person
from podworko.ui.tests.papers.reader import (
    is_for_screen_readers,
    language_of,
    metadata,
    opened,
    text_of,
)

pytestmark = pytest.mark.django_db

BLANK = reverse("people:print_consents")


@pytest.fixture
def everywhere(client: Client) -> Client:
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=None)
    client.force_login(user)
    return client


def person(name: str, **fields: str) -> Person:
    home = Household.objects.create()
    return Person.objects.create(name=name, folded_name=name.lower(), household=home, **fields)


def path_of(ada: Person) -> str:
    return reverse("people:print_person_consents", args=[ada.public_id])


def test_every_text_stands_there_with_its_version(everywhere: Client) -> None:
    file = everywhere.get(BLANK).content

    text = " ".join(text_of(file).split())
    assert [each.code for each in consent_texts() if str(each.words) not in text] == []
    assert text.count("tekst 2026-11") == len(consent_texts())
    assert is_for_screen_readers(file)
    assert len(opened(file).pages) == 1


def test_an_empty_form_names_nobody_and_leaves_no_entry(everywhere: Client) -> None:
    everywhere.get(BLANK)

    assert not Entry.objects.filter(verb="document.printed").exists()
    assert not Access.objects.exists()


def test_the_name_stands_on_the_form_and_nowhere_else(everywhere: Client) -> None:
    ada = person("Ada #1 O'Neill-Żądło")

    answer = everywhere.get(path_of(ada))

    assert ada.name in text_of(answer.content)
    assert "Ada" not in answer["Content-Disposition"] + str(metadata(answer.content))


def test_one_signs_in_ones_own_language(everywhere: Client) -> None:
    oksana = person("Оксана", language="uk")

    file = everywhere.get(path_of(oksana)).content

    assert language_of(file) == "uk"
    assert "На що я погоджуюся" in text_of(file)


def test_whose_form_was_printed_is_in_both_trails(everywhere: Client) -> None:
    ada = person("Ada")

    everywhere.get(path_of(ada))

    assert Access.objects.get(purpose="desk.print.zgody").target == f"people.person:{ada.pk}"
    assert Entry.objects.get(verb="document.printed").target == f"people.person:{ada.pk}"


def test_a_person_of_elsewhere_is_not_found(client: Client) -> None:
    pals = Grant._meta.get_field("pal").related_model
    pal = pals._default_manager.create(name="PAL", slug="pal", folded_name="pal")
    user = User.objects.create_user("ewa@example.org", name="Ewa")
    Grant.objects.create(user=user, role="animator", pal_id=pal.pk)
    client.force_login(user)

    assert client.get(path_of(person("Ada"))).status_code == 404
