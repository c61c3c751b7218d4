"""What residents find: by their own words, need, language, age, cost and hour."""

from datetime import datetime, time
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM
from podworko.core.geo import Point
from podworko.core.times import WARSAW
from podworko.core.versions import version_of
from podworko.partners import operations
from podworko.partners.models import Service
from podworko.partners.queries import directory
from podworko.partners.queries.directory import DirectoryFilters, found_services
from podworko.partners.tests.factories import (
    grow_old,
    make_agreement,
    make_contact,
    make_location,
    make_organisation,
    make_pal,
    make_schedule,
    make_service,
)

pytestmark = pytest.mark.django_db

MONDAY_AT_TEN = datetime(2026, 11, 30, 10, tzinfo=WARSAW)
INDEPENDENCE_DAY = datetime(2026, 11, 11, 10, tzinfo=WARSAW)


def names(filters: DirectoryFilters) -> list[str]:
    return [row.name for row in found_services(filters)]


@pytest.mark.parametrize(
    "words",
    ["nie mam na czynsz", "czynsz", "komornik", "dlugi", "zadłużenie mieszkania", "Zaległości"],
)
def test_help_with_housing_is_found_by_plain_words(words: str) -> None:
    make_service(name="Doradztwo finansowe", answers=["housing"], words="Zaległości w opłatach.")
    make_service(name="Chór", answers=["culture"])

    assert names(DirectoryFilters(text=words)) == ["Doradztwo finansowe"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (DirectoryFilters(needs=("housing",)), ["A"]),
        (DirectoryFilters(language="uk"), ["A"]),
        (DirectoryFilters(age=70), ["B"]),
        (DirectoryFilters(age=20), ["A"]),
        (DirectoryFilters(only_free=True), ["A"]),
        (DirectoryFilters(near=Point(50.06, 19.94)), ["A"]),
        (DirectoryFilters(), ["A", "B"]),
    ],
)
def test_each_filter_narrows(filters: DirectoryFilters, found: list[str]) -> None:
    owner = make_organisation()
    make_service(
        owner,
        name="A",
        answers=["housing"],
        languages=["pl", "uk"],
        max_age=60,
        cost="free",
        locations=(make_location(owner),),
    )
    far = make_location(owner, lat=50.10, lon=20.1)
    make_service(owner, name="B", answers=["work"], min_age=60, cost="paid", locations=(far,))

    assert names(filters) == found


def test_what_is_for_the_whole_city_is_found_under_every_pal() -> None:
    pal = make_pal()
    make_service(make_organisation(pal=pal), name="A")
    make_service(make_organisation(pal=make_pal()), name="B")
    make_service(make_organisation(), name="C")

    assert names(DirectoryFilters(pals=(pal.slug,))) == ["A", "C"]


@pytest.mark.parametrize(
    ("when", "moment", "found"),
    [
        ("now", MONDAY_AT_TEN, ["Rano"]),
        ("now", MONDAY_AT_TEN.replace(hour=18), []),
        ("now", INDEPENDENCE_DAY, []),
        ("TU", MONDAY_AT_TEN, ["Wtorki"]),
        ("MO", MONDAY_AT_TEN, ["Rano"]),
    ],
)
def test_what_is_open_is_found_and_nothing_is_promised_on_holidays(
    when: str, moment: datetime, found: list[str]
) -> None:
    make_schedule(make_service(name="Rano"), "MO,WE")
    make_schedule(make_service(name="Wtorki"), "TU", opens_at=time(16), closes_at=time(18))

    with mock.patch("django.utils.timezone.now", return_value=moment):
        assert names(DirectoryFilters(when=when)) == found


def test_who_told_no_hours_is_neither_open_nor_closed() -> None:
    service = make_service()
    assert directory.service_page(service).is_open_now is None

    make_schedule(service)

    with mock.patch("django.utils.timezone.now", return_value=MONDAY_AT_TEN):
        assert directory.service_page(service).is_open_now is True


def test_drafts_and_what_was_withdrawn_are_not_found(client: Client) -> None:
    draft = make_service(is_public=False, name="Szkic")
    gone = make_service(name="Wycofane")
    operations.withdraw_service(gone, actor=SYSTEM)
    hidden = make_service(make_organisation(is_public=False), name="Ukryte")

    assert names(DirectoryFilters()) == []
    assert {client.get(row.get_absolute_url()).status_code for row in (draft, gone, hidden)} == {
        404
    }


def test_what_nobody_checked_for_long_says_so(client: Client) -> None:
    service = make_service()
    assert "potwierdza: zespół PAL" in client.get(service.get_absolute_url()).content.decode()

    grow_old(service.organisation)

    for path in (
        service.get_absolute_url(),
        service.organisation.get_absolute_url(),
        reverse("partners:directory"),
    ):
        assert "niesprawdzane od" in client.get(path).content.decode()


def test_people_at_an_organisation_are_on_no_public_page(client: Client) -> None:
    service = make_service()
    make_contact(service.organisation, name="Ewa Sowa", email="tajny@example.org")

    pages = [
        client.get(path).content.decode()
        for path in (
            service.get_absolute_url(),
            service.organisation.get_absolute_url(),
            reverse("partners:directory"),
            reverse("partners:directory") + "?co=organizacje",
        )
    ]

    assert not any("Sowa" in page or "tajny" in page for page in pages)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 5), ("?q=porady&kiedy=now", 9), ("?co=organizacje", 3)],
)
def test_a_list_costs_the_same_however_long(
    client: Client, django_assert_num_queries: object, rows: int, query: str, queries: int
) -> None:
    for _number in range(rows):
        owner = make_organisation(pal=make_pal())
        make_schedule(make_service(owner, locations=(make_location(owner),)), "MO,TU,WE,TH,FR")
    client.get(reverse("partners:directory"))

    # PALs to choose from, the count, the page with places, districts and hours; words and hours.
    with (
        mock.patch("django.utils.timezone.now", return_value=MONDAY_AT_TEN),
        django_assert_num_queries(queries),  # type: ignore[operator]
    ):
        answer = client.get(reverse("partners:directory") + query)

    assert len(answer.context["page"].object_list) == rows


def test_words_that_no_filter_knows_are_left_out(client: Client) -> None:
    make_service(name="Porady")

    answer = client.get(
        reverse("partners:directory") + "?wiek=abc&kiedy=wczoraj&jezyk=xx&potrzeba=zzz&pal=nie-ma"
    )

    assert [row.name for row in answer.context["page"]] == ["Porady"]


def test_the_page_tells_machines_what_it_tells_people(client: Client) -> None:
    service = make_service(name="Pomoc </script>", cost="free")

    page = client.get(service.get_absolute_url()).content.decode()

    assert '"@type": "Service"' in page
    assert '</script>"' not in page


def test_a_pals_page_names_its_partners_and_those_it_agreed_with(client: Client) -> None:
    pal = make_pal()
    make_organisation(pal=pal, name="Klub Pod Lipą")
    other = make_organisation(pal=make_pal(), name="Biblioteka na Rogu")
    make_organisation(pal=make_pal(), name="Obca")
    agreement = make_agreement(other, pal)
    operations.sign_agreement(agreement, day=agreement.starts_on, actor=SYSTEM)

    page = client.get(pal.get_absolute_url()).content.decode()

    assert "Klub Pod Lipą" in page
    assert "Biblioteka na Rogu" in page
    assert "Obca" not in page


def test_services_stay_found_after_their_organisation_changed_its_name() -> None:
    service = make_service()
    owner = service.organisation
    owner.name = "Fundacja Latarnia"

    stored = type(owner).objects.get(pk=owner.pk)
    seen = version_of(stored, operations.ORGANISATION_FIELDS)
    operations.save_organisation(owner, seen_version=seen, actor=SYSTEM)

    assert list(found_services(DirectoryFilters(text="latarnia"))) == [
        Service.objects.get(pk=service.pk)
    ]


def test_a_search_that_finds_nothing_is_a_list_in_order_too() -> None:
    make_service()
    nothing = DirectoryFilters(text="hipopotam")

    for found in (found_services(nothing), directory.found_organisations(nothing)):
        assert (list(found), found.ordered) == ([], True)
