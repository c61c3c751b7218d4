"""The page of what is somebody's own: a link, a code, and nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM
from podworko.initiatives import links, operations
from podworko.initiatives.tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_page_is_made_once_and_its_code_told_once() -> None:
    person = make_person()
    page, code = operations.open_page(person, actor=SYSTEM)
    again, nothing = operations.open_page(person, actor=SYSTEM)
    assert (again, nothing) == (page, "")
    assert len(code) == 9


def test_a_code_opens_the_page_and_a_new_one_shuts_the_former(client: Client) -> None:
    page, code = operations.open_page(make_person(name="Irena Wzorcowa"), actor=SYSTEM)
    asked = client.post(reverse("initiatives:own_code"), {"code": f" {code[:3]}-{code[3:]} "})
    assert "Irena Wzorcowa" in client.get(asked["Location"]).content.decode()
    operations.give_code(page, actor=SYSTEM)
    assert client.post(reverse("initiatives:own_code"), {"code": code}).status_code == 422


def test_codes_are_not_tried_out(client: Client) -> None:
    _page, code = operations.open_page(make_person(), actor=SYSTEM)
    for _ in range(15):
        client.post(reverse("initiatives:own_code"), {"code": "AAA AAA AAA"})
    assert client.post(reverse("initiatives:own_code"), {"code": code}).status_code == 422


def test_a_link_we_never_gave_opens_nothing(client: Client) -> None:
    page, _code = operations.open_page(make_person(), actor=SYSTEM)
    forged = links.token(page)[:-2] + "xx"
    assert client.get(reverse("initiatives:own", args=[forged])).status_code == 404
