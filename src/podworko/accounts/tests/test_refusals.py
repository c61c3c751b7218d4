"""A role that ends takes nothing with it: what was typed comes back, and whom to ask."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from podworko.accounts import operations
from podworko.accounts.models import User
from podworko.accounts.policies import when_lost
from podworko.accounts.roles import May
from podworko.accounts.tests.makers import make_staff
from podworko.core import times

pytestmark = pytest.mark.django_db

NEW = "/biurko/program/nowe/"
TYPED = {"title": "Szachy pod lipą", "summary": "Gramy", "csrfmiddlewaretoken": "x", "code": "123"}


@pytest.fixture
def lipy() -> Any:
    return apps.get_model("network", "Pal").objects.create(slug="lipy", name="Pod Lipami")


@pytest.fixture
def ola(lipy: Any) -> User:
    return make_staff("ola", "animator", pal=lipy)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_next_request_after_the_end_tells_what_happened_and_gives_the_text_back(
    ola: User, lipy: Any
) -> None:
    client = signed_in(ola)
    manager = make_staff("karol", "pal-manager", pal=lipy)
    assert client.get(NEW).status_code == 200

    operations.end_grant(ola.grants.get(), last_day=None, reason="Zmiana zespołu", actor=manager)
    answer = client.post(NEW, TYPED)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Zmiana zespołu" in page
    assert "karol@example.org" in page
    assert answer.context["typed"] == "title: Szachy pod lipą\nsummary: Gramy"


def test_role_that_ran_out_at_midnight_is_told_as_well(ola: User) -> None:
    yesterday = times.today() - timedelta(days=1)
    ola.grants.update(valid_from=yesterday, valid_to=yesterday)

    answer = signed_in(ola).get("/biurko/")

    (ended,) = answer.context["ended"]
    assert answer.status_code == 403
    assert ended.at == times.day_bounds(yesterday)[1]


def test_text_sent_to_what_is_no_longer_theirs_comes_back(ola: User, lipy: Any) -> None:
    other = apps.get_model("network", "Pal").objects.create(slug="debowa", name="Dębowa")
    make_staff("ada", "administrator")
    operations.grant_role(
        ola,
        wanted=operations.Wanted("animator", other.pk, times.today()),
        actor=User.objects.get(email="ada@example.org"),
    )
    operations.end_grant(
        ola.grants.get(pal=lipy),
        last_day=None,
        reason="x",
        actor=User.objects.get(email="ada@example.org"),
    )

    answer = signed_in(ola).post("/biurko/miejsca/lipy/kontakt/", {"contact_note": "Dzwonek"})

    assert answer.status_code == 404
    assert "contact_note: Dzwonek" in answer.content.decode()


def test_who_was_signed_out_gets_the_text_back(ola: User) -> None:
    client = signed_in(ola)
    client.session.flush()

    answer = client.post(NEW, TYPED)
    asked = client.get(NEW)

    assert answer.status_code == 403
    assert "Szachy pod lipą" in answer.content.decode()
    assert "123" not in answer.content.decode()
    assert asked["Location"] == f"{reverse('account_login')}?next={NEW}"


def test_refused_page_without_a_form_or_an_ended_role_stays_short(ola: User) -> None:
    answer = signed_in(ola).get("/biurko/slad/")

    assert answer.status_code == 403
    assert "Twój tekst" not in answer.content.decode()


def test_typed_markup_is_shown_as_text(ola: User) -> None:
    answer = signed_in(ola).post("/biurko/zespol/zapros/", {"name": "<script>x</script>"})

    assert "&lt;script&gt;x" in answer.content.decode()
    assert "<script>x" not in answer.content.decode()


def test_when_a_permission_was_lost(ola: User, lipy: Any) -> None:
    held = when_lost(ola, May.KEEP_REGISTERS, pal_id=lipy.pk)
    never = when_lost(ola, May.SEE_AUDIT, pal_id=lipy.pk)
    yesterday = times.today() - timedelta(days=1)
    ola.grants.update(valid_from=yesterday, valid_to=yesterday)
    gone = User.objects.get(pk=ola.pk)

    assert (held, never) == (None, None)
    assert when_lost(gone, May.KEEP_REGISTERS, pal_id=lipy.pk) == times.day_bounds(yesterday)[1]
    assert when_lost(gone, May.KEEP_REGISTERS, pal_id=lipy.pk + 1) is None
