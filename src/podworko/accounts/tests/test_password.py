"""A password of one's own: set after a proof, told of, and the end of other sessions."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.middleware import ENTERED
from podworko.accounts.models import User
from podworko.accounts.tests.makers import PASSWORD, make_staff
from podworko.audit import public as audit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_memory")]

NEW = "cztery-suche-liście-klonu"


@pytest.fixture
def ola() -> User:
    """Somebody who comes in by code alone."""
    user = make_staff("ola", "animator")
    user.set_unusable_password()
    user.save()
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def set_password(client: Client, first: str = NEW, second: str = NEW) -> Any:
    return client.post(reverse("account_set_password"), {"password1": first, "password2": second})


def enter(client: Client, user: User, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def test_who_has_none_sets_one_and_comes_in_with_it(
    ola: User, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(ola)

    with django_capture_on_commit_callbacks(execute=True):
        answer = set_password(client)

    assert answer["Location"] == reverse("desk:account")
    assert client.get(reverse("desk:account")).status_code == 200
    assert enter(Client(), ola, NEW).status_code == 302
    assert "user.password_set" in audit.history(ola)
    assert "ustawiono hasło" in mail.outbox[0].body


def test_other_sessions_end_with_it(ola: User) -> None:
    here, there = signed_in(ola), signed_in(ola)
    for client in (here, there):
        client.get(reverse("desk:account"))

    set_password(here)

    assert there.get(reverse("desk:account")).status_code == 302
    assert here.get(reverse("desk:account")).status_code == 200


def test_a_desk_left_open_takes_no_password(ola: User) -> None:
    client = signed_in(ola)
    session = client.session
    session[ENTERED] = int(timezone.now().timestamp()) - 16 * 60
    session.save()

    answer = set_password(client)

    assert answer.status_code == 403
    assert not User.objects.get(pk=ola.pk).has_usable_password()


def test_another_one_is_set_only_after_the_old_one() -> None:
    ewa = make_staff("ewa", "animator", password=PASSWORD)
    client = signed_in(ewa)

    first = set_password(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    second = set_password(client)

    assert first["Location"].startswith(reverse("account_reauthenticate"))
    assert second["Location"] == reverse("desk:account")
    assert enter(Client(), ewa, PASSWORD).status_code == 200
    assert enter(Client(), ewa, NEW).status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (NEW, "cztery-suche", "To nie to samo, co wyżej."),
        ("krótkie", "krótkie", "12"),
        ("password1234", "password1234", "hasło"),
        ("", "", "pole"),
    ],
)
def test_a_wrong_one_is_told_beside_its_field(
    ola: User, first: str, second: str, told: str
) -> None:
    page = set_password(signed_in(ola), first, second).content.decode()

    assert told in page
    assert not User.objects.get(pk=ola.pk).has_usable_password()
