"""Administrators: the first one, the last one, and who may do nothing to them."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from podworko.accounts import operations, policies
from podworko.accounts.models import Grant, User
from podworko.accounts.operations import StaffError
from podworko.accounts.tests.makers import PASSWORD, make_staff
from podworko.audit import public as audit
from podworko.core import times

pytestmark = pytest.mark.django_db


@pytest.fixture
def lipy() -> Any:
    return apps.get_model("network", "Pal").objects.create(slug="lipy", name="Lipy")


@pytest.fixture
def admin() -> User:
    return make_staff("ada", "administrator")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fresh(user: User) -> User:
    """Read somebody as the next request would."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def manager_of_all() -> User:
    return make_staff("karol", "pal-manager")


def test_manager_of_every_pal_is_rid_of_no_administrator(admin: User, manager_of_all: User) -> None:
    make_staff("iza", "administrator")

    for act in (
        lambda: operations.close_account(admin, reason="x", actor=manager_of_all),
        lambda: operations.take_off_factors(admin, actor=manager_of_all),
        lambda: operations.sign_out(admin, actor=manager_of_all),
        lambda: operations.end_grant(
            admin.grants.get(), last_day=None, reason="x", actor=manager_of_all
        ),
    ):
        with pytest.raises(StaffError):
            act()

    assert fresh(admin).is_active
    assert [role.code for role in policies.roles_of(fresh(admin))] == ["administrator"]


def test_manager_signs_out_the_own_team_but_nobody_above(admin: User, lipy: Any) -> None:
    manager = make_staff("karol", "pal-manager", pal=lipy)
    ola = make_staff("ola", "animator", pal=lipy)
    # A small role there puts the administrator into the manager's list.
    Grant.objects.create(user=admin, role="leader", pal=lipy)
    client = signed_in(manager)

    shown = {user.name: "Wyloguj na wszystkich" in page_of(client, user) for user in (ola, admin)}
    answer = client.post(reverse("desk:sign_out_member", args=[admin.public_id]), follow=True)

    assert shown == {"Ola": True, "Ada": False}
    assert "Tę osobę wyloguje administrator" in answer.content.decode()
    assert operations.sign_out(ola, actor=manager) == 0
    assert operations.sign_out(manager, actor=fresh(manager)) == 0


def page_of(client: Client, user: User) -> str:
    return client.get(reverse("desk:member", args=[user.public_id])).content.decode()


def test_last_administrator_cannot_be_closed_even_by_themselves(admin: User, lipy: Any) -> None:
    Grant.objects.create(user=admin, role="animator", pal=lipy)

    with pytest.raises(StaffError, match="jedyna osoba"):
        operations.close_account(admin, reason="x", actor=fresh(admin))

    assert fresh(admin).is_active
    assert admin.grants.not_over().count() == 2


def test_closed_account_is_dead_at_once_in_every_session(admin: User) -> None:
    user = make_staff("ola", "network-coordinator", password=PASSWORD)
    listed, unlisted = Client(), signed_in(user)
    listed.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    UserSession.objects.exclude(session_key=listed.session.session_key).delete()

    operations.close_account(user, reason="Koniec pracy", actor=admin)

    assert [client.get("/biurko/").status_code for client in (listed, unlisted)] == [302, 302]


def test_role_to_come_is_passed_on_from_its_own_first_day(admin: User, lipy: Any) -> None:
    giver, taker = make_staff("ola"), make_staff("ela", "leader", pal=lipy)
    later = times.today() + timedelta(days=20)
    Grant.objects.create(user=giver, role="animator", pal=lipy, valid_from=later)

    operations.hand_over(giver, taker=taker, note="", with_roles=True, actor=admin)

    assert taker.grants.get(role="animator").valid_from == later
    assert [role.code for role in policies.roles_of(fresh(taker))] == ["leader"]


def test_roles_are_offered_to_pass_on_while_there_are_any(admin: User, lipy: Any) -> None:
    giver = make_staff("ola", "animator", pal=lipy)
    address, client = reverse("desk:handover", args=[giver.public_id]), signed_in(admin)
    before = list(client.get(address).context["form"].fields)
    operations.close_account(giver, reason="Koniec pracy", actor=admin)

    after = client.get(address)
    taker = make_staff("ela", "leader", pal=lipy)
    passed = client.post(address, {"taker": taker.pk, "with_roles": "on", "note": "Klucze"})

    assert before == ["taker", "with_roles", "note"]
    assert list(after.context["form"].fields) == ["taker", "note"]
    assert (passed.status_code, giver.given_over.get().taker) == (302, taker)
    assert taker.grants.count() == 1


def test_account_asked_for_twice_at_once_is_one() -> None:
    first, is_new = User.objects.find_or_create("ola@example.org", name="Ola")
    second, is_newer = User.objects.find_or_create("ola@example.org", name="Inna")

    assert (first, is_new, is_newer) == (second, True, False)
    assert not first.has_usable_password()
    assert second.name == "Ola"


def test_first_administrator_is_appointed_on_the_machine() -> None:
    said = StringIO()

    call_command("appoint_administrator", "Ada@Example.org", " Ada  O'Neill-Żądło ", stdout=said)
    call_command("appoint_administrator", "ada@example.org", "Ada", stdout=said)

    user = User.objects.get()
    assert (user.email, user.name) == ("ada@example.org", "Ada O'Neill-Żądło")
    assert [role.code for role in policies.roles_of(user)] == ["administrator"]
    assert policies.may_close_accounts(user)
    assert audit.history(user) == ["user.invited"]
    assert audit.history(user.grants.get()) == ["grant.given"]
    assert "/konto/wejscie/kod/" in said.getvalue()


def test_administrator_who_was_closed_or_ran_out_is_appointed_again() -> None:
    day = times.today() - timedelta(days=3)
    gone = make_staff("ada")
    Grant.objects.create(user=gone, role="administrator", valid_from=day, valid_to=day)
    User.objects.update(is_active=False)

    operations.appoint_administrator("ada@example.org", name="Ada")

    assert policies.may_close_accounts(fresh(gone))
    assert gone.grants.count() == 2


def test_appointing_asks_for_an_address() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("appoint_administrator", "ada", "Ada")
