"""Resources: people without a place, owners only with consent, kept true every half-year."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from podworko.audit.public import SYSTEM, history
from podworko.core import search
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis import links, operations, tasks
from podworko.diagnosis.models import FRESH_FOR, Match, Resource
from podworko.diagnosis.operations import ResourceError
from podworko.diagnosis.operations.resources import RESOURCE_FIELDS
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.mapping import make_resource
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db

OLD = today() - FRESH_FOR - timedelta(days=1)


def test_a_person_keeps_no_place_and_no_contact() -> None:
    resource = Resource(
        kind="human",
        category="skill",
        name="Naprawia rowery",
        address="ul. Długa 5 m. 7",
        lat=50.06,
        lon=19.94,
        phone="+48120000123",
    )

    operations.save_resource(resource, actor=SYSTEM)

    resource.refresh_from_db()
    assert (resource.point, resource.address, resource.phone) == (None, "", "")
    assert resource.grid_x is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "ul. Długa 5"},
        {"phone": "+48120000123"},
        {"email": "ada@example.org"},
        {"website": "https://example.org"},
        {"lat": 50.06, "lon": 19.94, "grid_x": 1, "grid_y": 1},
        {"owner_email": "ada@example.org"},
        {"owner_phone": "+48120000123"},
        {"person_name": "Ada Lipka"},
    ],
)
def test_the_database_refuses_a_person_with_a_place_or_without_consent(
    wrong: dict[str, Any],
) -> None:
    resource = make_resource(kind="human", category="skill", name="Naprawia rowery")

    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=resource.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "inhuman"},
        {"category": "castle"},
        {"lat": 91},
        {"grid_x": None},
        {"status": "archived"},
        {"archived_on": today()},
        {"person_name": "Ada Lipka"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong: dict[str, Any]) -> None:
    resource = make_resource()

    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=resource.pk).update(**wrong)


def test_a_source_says_each_thing_once() -> None:
    make_resource(source="openstreetmap", external_id="node/1")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_resource(source="openstreetmap", external_id="node/1")
    make_resource(source="openstreetmap")
    make_resource(source="openstreetmap")


def test_a_name_is_written_down_after_consent_alone() -> None:
    resource = Resource(kind="human", category="skill", name="Szyje", person_name="Ada Lipka")

    with pytest.raises(ResourceError) as refusal:
        operations.save_resource(resource, actor=SYSTEM)
    resource.consent_on = today()
    operations.save_resource(resource, actor=SYSTEM)

    assert refusal.value.field == "consent_on"
    assert history(resource) == ["resource.added"]


def test_who_saves_second_overwrites_nothing() -> None:
    resource = make_resource()
    seen = version_of(resource, RESOURCE_FIELDS)
    operations.check_resource(resource, actor=SYSTEM)
    Resource.objects.filter(pk=resource.pk).update(name="Inaczej")

    with pytest.raises(ChangedMeanwhileError):
        operations.save_resource(resource, seen_version=seen, actor=SYSTEM)

    assert Resource.objects.get().name == "Inaczej"


def test_what_is_archived_leaves_the_map_and_comes_back() -> None:
    resource = make_resource()
    for _again in range(2):
        operations.archive_resource(resource, actor=SYSTEM)

    assert list(Resource.objects.public()) == []
    for _again in range(2):
        operations.restore_resource(resource, actor=SYSTEM)

    assert list(Resource.objects.public()) == [resource]
    assert history(resource) == ["resource.archived", "resource.restored"]


def test_an_edit_does_not_bring_an_archived_one_back() -> None:
    resource = make_resource()
    seen = version_of(resource, RESOURCE_FIELDS)
    operations.archive_resource(resource, actor=SYSTEM)

    operations.save_resource(resource, seen_version=seen, actor=SYSTEM)

    assert list(Resource.objects.public()) == []


def test_it_is_found_by_words_without_diacritics() -> None:
    resource = Resource(kind="material", category="place", name="Świetlica na Górce")
    operations.save_resource(resource, actor=SYSTEM)

    assert [hit.document_id for hit in search.find("resources", "swietlicy")] == [resource.pk]


def test_what_nobody_checked_for_half_a_year_is_stale() -> None:
    never, old = make_resource(checked_on=None), make_resource(checked_on=OLD)
    make_resource(checked_on=today() - FRESH_FOR)
    archived = make_resource(checked_on=OLD)
    operations.archive_resource(archived, actor=SYSTEM)

    assert set(Resource.objects.stale()) == {never, old}

    operations.check_resource(old, actor=SYSTEM)
    assert set(Resource.objects.stale()) == {never}


def test_an_owner_is_asked_once_in_half_a_year_with_a_link() -> None:
    resource = make_resource(checked_on=OLD, owner_email="biuro@example.org", pal=make_pal())
    make_resource(checked_on=OLD)
    make_resource(checked_on=today(), owner_email="inne@example.org")

    tasks.ask_owners()
    tasks.ask_owners()

    (message,) = Message.objects.all()
    assert message.to_email == "biuro@example.org"
    assert reverse("diagnosis:resource_check", args=[links.token(resource)]) in message.body_text
    assert history(resource) == ["resource.owner_asked"]


def test_an_owner_is_asked_in_their_language() -> None:
    resource = make_resource(
        checked_on=OLD, owner_email="biuro@example.org", owner_language="uk", pal=make_pal()
    )

    tasks.ask_owners()

    message = Message.objects.get()
    assert (message.language, message.channel) == ("uk", "email")
    assert links.check_url(resource, language="uk") in message.body_text


def test_an_owner_without_an_email_is_put_on_the_list_of_calls() -> None:
    make_resource(checked_on=OLD, owner_phone="+48120000123", pal=make_pal())

    tasks.ask_owners()

    assert [message.channel for message in Message.objects.all()] == ["call"]


def test_an_owner_is_asked_again_half_a_year_later() -> None:
    resource = make_resource(checked_on=OLD, owner_email="biuro@example.org")
    resource.asked_on = OLD
    resource.save()

    assert operations.ask_owner(resource, actor=SYSTEM)
    assert not operations.ask_owner(resource, actor=SYSTEM)


def test_owners_are_forgotten_thirty_days_after_it_left_the_map() -> None:
    resource = make_resource(
        person_name="Ada Lipka", owner_email="ada@example.org", consent_on=today()
    )
    operations.archive_resource(resource, actor=SYSTEM)

    assert operations.forget_owners() == 0
    Resource.objects.update(archived_on=today() - timedelta(days=30))
    assert operations.forget_owners() == 1

    resource.refresh_from_db()
    assert (resource.person_name, resource.owner_email, resource.owner_phone) == ("", "", "")
    assert operations.forget_owners() == 0


def test_a_match_is_said_once_and_taken_back() -> None:
    resource, need = make_resource(), make_need()
    for note in ("", "W soboty."):
        operations.match(resource, need=need, note=note, actor=SYSTEM)

    assert [(row.note) for row in Match.objects.all()] == ["W soboty."]
    for _again in range(2):
        operations.unmatch(resource, need=need, actor=SYSTEM)
    assert not Match.objects.exists()
    assert history(need) == ["need.matched", "need.matched", "need.unmatched"]
