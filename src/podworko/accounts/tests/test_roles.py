"""Roles are given and ended at the desk, by those who may, from midnight to midnight."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts import operations, policies
from podworko.accounts.models import Grant, User
from podworko.accounts.operations import StaffError, Wanted
from podworko.accounts.roles import ROLES
from podworko.accounts.tests.makers import PASSWORD, make_staff
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def make_pal(slug: str) -> Any:
    return apps.get_model("network", "Pal").objects.create(slug=slug, name=slug.title())


@pytest.fixture
def lipy() -> Any:
    return make_pal("lipy")


@pytest.fixture
def admin() -> User:
    return make_staff("ada", "administrator")


def wanted(role: str, pal: Any = None, *, to: date | None = None) -> Wanted:
    return Wanted(role, pal.pk if pal else None, times.today(), to)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fresh(user: User) -> User:
    """Read somebody as the next request would."""
    return User.objects.get(pk=user.pk)


def test_a_role_begins_and_ends_at_midnight_in_poland(
    monkeypatch: pytest.MonkeyPatch, lipy: Any
) -> None:
    user = make_staff("ola")
    Grant.objects.create(
        user=user, role="animator", pal=lipy, valid_from=TODAY, valid_to=TODAY + timedelta(days=1)
    )
    held = []
    # 22:59 and 23:00 of universal time are the last minute of a day in Poland and the first.
    for moment in ((23, 22, 59), (23, 23, 0), (25, 22, 59), (25, 23, 0)):
        now = datetime(2026, 11, *moment, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        held.append(bool(policies.roles_of(fresh(user))))

    assert held == [False, True, True, False]


def test_manager_gives_the_roles_of_the_own_team_in_the_own_pal_only(lipy: Any) -> None:
    manager = make_staff("karol", "pal-manager", pal=lipy)
    other = make_pal("debowa")

    allowed = {
        (role, where)
        for role in ROLES
        for where, pal in (("own", lipy), ("other", other), ("network", None))
        if policies.may_grant(manager, role, pal.pk if pal else None)
    }

    team = ("animator", "social-worker", "specialist", "volunteering-coordinator", "leader")
    assert allowed == {(role, "own") for role in team}


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator", "pal-manager"}))
def test_nobody_else_gives_roles(role: str, lipy: Any) -> None:
    user = make_staff("ola", role)

    assert not any(policies.may_grant(user, one, lipy.pk) for one in ROLES)


def test_operation_refuses_more_than_the_actor_may(lipy: Any) -> None:
    manager = make_staff("karol", "pal-manager", pal=lipy)
    user = make_staff("ola")

    with pytest.raises(StaffError, match="nie możesz tam nadać"):
        operations.grant_role(user, wanted=wanted("administrator"), actor=manager)

    assert user.grants.count() == 0


def test_nobody_gives_themselves_the_role_that_opens_conversations(admin: User, lipy: Any) -> None:
    manager = make_staff("kierownik", "pal-manager", pal=lipy)

    for actor in (admin, manager):
        with pytest.raises(StaffError, match="nikt nie nadaje sobie"):
            operations.grant_role(actor, wanted=wanted("specialist", lipy), actor=actor)

    assert not Grant.objects.filter(role="specialist").exists()


def test_role_is_given_ended_with_a_reason_and_given_again(admin: User, lipy: Any) -> None:
    user = make_staff("ola")

    first = operations.grant_role(user, wanted=wanted("animator", lipy), actor=admin)
    operations.end_grant(first, last_day=None, reason="Koniec umowy", actor=admin)
    gone = policies.roles_of(fresh(user))
    second = operations.grant_role(user, wanted=wanted("animator", lipy), actor=admin)

    first.refresh_from_db()
    assert gone == []
    assert (first.end_reason, first.ended_by, second.granted_by) == ("Koniec umowy", admin, admin)
    assert audit.history(first) == ["grant.given", "grant.ended"]
    assert [role.code for role in policies.roles_of(fresh(user))] == ["animator"]


def test_role_that_ran_out_makes_room_for_a_new_one(admin: User, lipy: Any) -> None:
    user = make_staff("ola")
    day = times.today()
    Grant.objects.create(
        user=user,
        role="animator",
        pal=lipy,
        valid_from=day - timedelta(days=9),
        valid_to=day - timedelta(days=2),
    )

    operations.grant_role(user, wanted=wanted("animator", lipy), actor=admin)

    assert [role.code for role in policies.roles_of(fresh(user))] == ["animator"]
    former = user.grants.earliest("pk")
    assert former.ended_at == times.day_bounds(day - timedelta(days=2))[1]


def test_one_role_is_not_held_twice_in_one_place(admin: User, lipy: Any) -> None:
    user = make_staff("ola", "animator", pal=lipy)

    with pytest.raises(StaffError, match="ma już tę rolę"):
        operations.grant_role(user, wanted=wanted("animator", lipy), actor=admin)
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=user, role="animator", pal=lipy)


def test_last_administrator_cannot_end_themselves(admin: User) -> None:
    grant = admin.grants.get()

    for last_day in (None, times.today()):
        with pytest.raises(StaffError, match="jedyna osoba"):
            operations.end_grant(grant, last_day=last_day, reason="x", actor=fresh(admin))

    make_staff("iza", "administrator")
    operations.end_grant(grant, last_day=None, reason="x", actor=fresh(admin))
    assert policies.roles_of(fresh(admin)) == []


@pytest.mark.parametrize("change", ["closed", "leaving", "other PAL"])
def test_administrator_who_leaves_or_has_one_pal_does_not_count(
    admin: User, lipy: Any, change: str
) -> None:
    iza = make_staff("iza", "administrator", pal=lipy if change == "other PAL" else None)
    if change == "closed":
        User.objects.filter(pk=iza.pk).update(is_active=False)
    if change == "leaving":
        iza.grants.update(valid_to=times.today() + timedelta(days=3))

    with pytest.raises(StaffError, match="jedyna osoba"):
        operations.end_grant(admin.grants.get(), last_day=None, reason="x", actor=admin)


def test_who_leaves_enters_no_more(admin: User, lipy: Any) -> None:
    user = make_staff("ola", "animator", pal=lipy, password=PASSWORD)
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    operations.close_account(user, reason="Koniec pracy", actor=admin)

    assert client.get("/biurko/").status_code == 302
    assert user.grants.not_over().count() == 0
    assert audit.history(user)[-2:] == ["user.closed", "user.signed_out"]


def test_manager_closes_no_accounts(lipy: Any) -> None:
    manager = make_staff("karol", "pal-manager", pal=lipy)
    user = make_staff("ola", "animator", pal=lipy)

    with pytest.raises(StaffError):
        operations.close_account(user, reason="x", actor=manager)
    with pytest.raises(StaffError):
        operations.take_off_factors(user, actor=manager)

    assert fresh(user).is_active


INVITED = {"name": "Nowa Osoba", "email": "Nowa@Example.org", "role": "animator", "valid_to": ""}


def test_invited_person_gets_an_account_a_role_and_a_letter(admin: User, lipy: Any) -> None:
    data = INVITED | {"where": str(lipy.pk), "valid_from": times.today().isoformat()}

    answer = signed_in(admin).post(reverse("desk:invite"), data)

    user = User.objects.get(email="nowa@example.org")
    assert answer["Location"] == reverse("desk:member", kwargs={"public_id": user.public_id})
    assert not user.has_usable_password()
    assert [role.code for role in policies.roles_of(user)] == ["animator"]
    (letter,) = mail.outbox
    assert letter.to == ["nowa@example.org"]
    assert reverse("account_request_login_code") in letter.body


def test_stopped_mail_server_is_told_and_the_account_stays(
    admin: User, lipy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_letter: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", stopped)
    data = INVITED | {"where": str(lipy.pk), "valid_from": times.today().isoformat()}

    answer = signed_in(admin).post(reverse("desk:invite"), data, follow=True)

    assert "e-mail nie wyszedł" in answer.content.decode()
    assert User.objects.filter(email="nowa@example.org").exists()


def test_form_offers_and_takes_only_what_may_be_given(lipy: Any) -> None:
    manager = make_staff("karol", "pal-manager", pal=lipy)
    make_pal("debowa")
    client = signed_in(manager)
    data = INVITED | {"where": "siec", "role": "administrator", "valid_from": "2026-11-24"}

    page = client.get(reverse("desk:invite"))
    answer = client.post(reverse("desk:invite"), data)

    assert page.context["form"].fields["where"].choices == [
        ("", "wybierz"),
        (str(lipy.pk), "Lipy"),
    ]
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"where", "role"}
    assert not User.objects.filter(email="nowa@example.org").exists()


def test_manager_sees_the_own_pal_only(lipy: Any) -> None:
    manager = make_staff("karol", "pal-manager", pal=lipy)
    both = make_staff("ola", "animator", pal=lipy)
    Grant.objects.create(user=both, role="specialist", pal=make_pal("debowa"))
    stranger = make_staff("obca", "animator", pal=make_pal("lesna"))
    client = signed_in(manager)

    page = client.get(reverse("desk:staff"))
    shown = {one.user.name: [g.role.code for g in one.grants] for one in page.context["members"]}
    address = reverse("desk:member", kwargs={"public_id": stranger.public_id})

    assert shown == {"Karol": ["pal-manager"], "Ola": ["animator"]}
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    admin: User, lipy: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_staff(f"osoba{number}", "animator", pal=lipy)
    client = signed_in(admin)

    # The session, the account, its grants; how many, the people, their grants.
    with django_assert_num_queries(6):
        client.get(reverse("desk:staff"))


def test_lost_telephone_is_taken_off_by_an_administrator(admin: User, lipy: Any) -> None:
    user = make_staff("ola", "animator", pal=lipy)
    user.authenticator_set.create(type="totp", data={"secret": "x"})  # type: ignore[attr-defined]
    address = reverse("desk:take_off", kwargs={"public_id": user.public_id})

    signed_in(admin).post(address)

    assert user.authenticator_set.count() == 0  # type: ignore[attr-defined]
    assert audit.history(user) == ["user.factors_taken_off"]


def end_each_other(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have two administrators end each other's role at once; return how many are left."""
    ada, iza = make_staff("ada", "administrator"), make_staff("iza", "administrator")
    meet_after(monkeypatch, operations, "_check_last")
    jobs = [
        lambda: operations.end_grant(iza.grants.get(), last_day=None, reason="x", actor=ada),
        lambda: operations.end_grant(ada.grants.get(), last_day=None, reason="x", actor=iza),
    ]
    at_once(jobs, StaffError, OperationalError)
    return Grant.objects.today().filter(role="administrator").count()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_other_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert end_each_other(monkeypatch) == 1


@pytest.mark.django_db(transaction=True)
def test_that_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(operations, "_lock_administrators", lambda: None)

    assert end_each_other(monkeypatch) == 0
