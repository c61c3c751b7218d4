"""Makers of requests, breaches and certificates."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.text import fold
from podworko.people.models import Person
from podworko.people.public import Channel
from podworko.privacy import links, operations
from podworko.privacy.accessibility import operations as access
from podworko.privacy.models import Breach, Clause, Erasure, RightsRequest
from podworko.privacy.operations import Asked


def make_person(name: str = "Ada Mak", **fields: Any) -> Person:
    return Person.objects.create(name=name, folded_name=fold(name), **fields)


def make_request(kind: str = "access", *, days_ago: int = 0, **fields: Any) -> RightsRequest:
    asked = Asked(kind, **{"name": "Ada Mak", "email": "ada@example.org", **fields})
    received_on = times.today() - timedelta(days=days_ago)
    return operations.take_request(
        asked, channel=Channel.DESK, received_on=received_on, actor=SYSTEM
    )


def make_breach(**fields: Any) -> Breach:
    told = {"title": "List do innej osoby", "words": "Pomyłka.", "noticed_at": timezone.now()}
    return Breach.objects.create(**{**told, **fields})


def make_officer(email: str = "iod@example.org") -> User:
    user = User.objects.create_user(email, name="Iga Oficer")
    Grant.objects.create(user=user, role="data-protection-officer", pal=None)
    return user


def privacy_world() -> dict[str, object]:
    """Make one of everything that an address of this module may name."""
    person = make_person("Ewa Lis", email="ewa.lis@example.org")
    asked = make_request(name="Ewa Lis", email="ewa.lis@example.org")
    operations.name_person(asked, person=person, actor=SYSTEM)
    Clause.objects.create(form="zapisy", number=1, words="Zapisujemy.", valid_from=times.today())
    gone = operations.erase(make_person("Jan Dom"), why=Erasure.Why.TIME, actor=SYSTEM)
    hold = operations.begin_hold(person, reason="claim", why="spór", actor=SYSTEM)
    barrier = access.take(
        access.Barrier("digital", "Nie słyszę.", "Ala"),
        channel=Channel.DESK,
        received_on=times.today(),
        actor=SYSTEM,
    )
    return {
        "rights_request": asked.public_id,
        "barrier": barrier.public_id,
        "barrier_token": access.status_url(barrier).rsplit("/", 2)[1],
        "rights_token": links.token(asked),
        "rights_form": "zapisy",
        "rights_act": "przedluz",
        "rights_matter": "programme",
        "data_hold": hold.pk,
        "breach": make_breach().public_id,
        "breach_act": "zamknij",
        "retention_pause": operations.pause("", why="spór", actor=SYSTEM).pk,
        "retention_run": operations.keep(actor=SYSTEM).public_id,
        "erasure": gone.public_id,
    }
