"""What partners offer is read, found, checked and handed on in three languages."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core.languages import columns
from podworko.core.versions import version_of
from podworko.network.tests.desk import hidden
from podworko.partners import importing, links, operations
from podworko.partners.models import Location, Organisation, Schedule, Service
from podworko.partners.public import service_json
from podworko.partners.queries.directory import (
    DirectoryFilters,
    found_organisations,
    found_services,
    with_all_told,
)
from podworko.partners.tests.factories import (
    make_location,
    make_organisation,
    make_pal,
    make_schedule,
    make_service,
)

pytestmark = pytest.mark.django_db

UKRAINIAN = {
    "name_uk": "Порадник із боргів",
    "words_uk": "Переглядає рахунки\nй іде з вами.",
    "eligibility_uk": "Для кожного.",
    "documents_uk": "Рахунки.",
    "fee_uk": "5 злотих",
    "applying_uk": "Прийдіть.",
}


def adviser(**fields: Any) -> Service:
    """Return a service told in Polish and Ukrainian, at a place, with hours."""
    owner = make_organisation(
        pal=make_pal(), name="Fundacja Dom", words_uk="Допомагає з житлом.", name_en="Home"
    )
    place = make_location(owner, getting_there="Od podwórka.", getting_there_uk="З двору.")
    polish = {
        "name": "Doradca od długów",
        "words": "Przegląda rachunki.",
        "eligibility": "Dla każdego.",
        "documents": "Rachunki.",
        "fee": "5 zł",
        "applying": "Przyjdź.",
    }
    made = make_service(owner, locations=(place,), **polish | UKRAINIAN | fields)
    make_schedule(made, location=place, words="dzwonek 3", words_uk="дзвінок 3")
    return made


def page(client: Client, language: str, row: Service | Organisation) -> str:
    with translation.override(language):
        return client.get(row.get_absolute_url()).content.decode()


def test_everybody_reads_their_own_language(client: Client) -> None:
    found = page(client, "uk", adviser())

    told = ["Порадник із боргів", "іде з вами", "Для кожного.", "5 злотих", "З двору.", "дзвінок 3"]
    assert [words for words in told if words not in found] == []
    assert "Przegląda" not in found


def test_a_field_nobody_translated_falls_back_alone_and_says_its_language(client: Client) -> None:
    service = adviser(applying_uk="")

    found = page(client, "uk", service)

    assert '<span lang="pl">Przyjdź.</span>' in found
    assert '<span lang="pl">Dla' not in found
    assert '<h1><span lang="pl">Doradca od długów</span></h1>' in page(client, "en", service)
    assert 'lang="pl">Doradca' not in page(client, "pl", service)


def test_a_name_stays_as_it_is_unless_given(client: Client) -> None:
    owner = adviser().organisation

    assert "<h1>Home</h1>" in page(client, "en", owner)
    assert '<h1><span lang="pl">Fundacja Dom</span></h1>' in page(client, "uk", owner)
    assert "Допомагає з житлом." in page(client, "uk", owner)


def test_words_that_somebody_typed_are_no_markup_in_any_language(client: Client) -> None:
    service = adviser(applying="<b>Przyjdź</b>", applying_uk="<i>Прийдіть</i>", name="<u>N</u>")

    for language in ("pl", "en", "uk"):
        found = page(client, language, service)
        assert not any(tag in found for tag in ("<b>", "<i>", "<u>"))


@pytest.mark.parametrize(
    "words", ["порадник", "рахунки", "боргів", "doradca", "dlugi", "housing", "житло"]
)
def test_the_directory_is_searched_in_each_language(words: str) -> None:
    adviser(answers=["housing"])
    make_service(name="Chór", words="Śpiewamy.", name_uk="Хор")

    assert [row.name for row in found_services(DirectoryFilters(text=words))] == [
        "Doradca od długów"
    ]


def test_organisations_are_found_by_their_other_words() -> None:
    owner = adviser().organisation

    for words in ("home", "допомагає"):
        assert list(found_organisations(DirectoryFilters(text=words))) == [owner]


def test_an_owner_reads_every_language_and_what_is_missing(client: Client) -> None:
    service = adviser(applying_uk="")

    answer = client.get(reverse("partners:check", args=[links.token(service.organisation)]))

    english, ukrainian = answer.context["languages"]
    assert (english.code, [row.text for row in english.rows]) == ("en", ["Home"])
    assert ukrainian.missing == 1
    assert [row.text for row in ukrainian.rows] == [
        "Допомагає з житлом.",
        "З двору.",
        *(text for name, text in UKRAINIAN.items() if name != "applying_uk"),
        "дзвінок 3",
    ]
    assert '<span lang="uk">Переглядає рахунки<br>' in answer.content.decode()


def test_the_desk_writes_them_in_a_fold_and_an_edit_keeps_them(client: Client) -> None:
    service = adviser()
    user = User.objects.create_user("ola@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=service.organisation.pal)
    client.force_login(user)
    path = reverse("partners:desk_edit_service", args=[service.public_id])
    shown = client.get(path)
    english, ukrainian = shown.context["languages"]
    assert (english.is_open, ukrainian.is_open) == (False, True)
    assert 'lang="uk"' in str(ukrainian.fields[0])

    form = shown.context["form"]
    sent = {each.name: each.value() for each in form if each.value() not in (None, "")}
    client.post(path, hidden(shown) | sent | {"name_en": "Debt adviser"})

    service.refresh_from_db()
    assert service.name_en == "Debt adviser"
    assert {name: getattr(service, name) for name in UKRAINIAN} == UKRAINIAN


def handed_on() -> bytes:
    rows = with_all_told(Service.objects.public()).prefetch_related("districts")
    return json.dumps({"contents": [service_json(row) for row in rows]}).encode()


def take(data: bytes) -> None:
    options = importing.Options(actor=SYSTEM, publish=True)
    importing.import_partners("x.json", data, options=options)


def test_hsds_hands_them_on_as_attributes_and_we_read_them_again() -> None:
    before = adviser(answers=["housing"])
    owner, data = before.organisation, handed_on()
    Organisation.objects.all().delete()

    take(data)

    after = Service.objects.get()
    for mine, theirs in (
        (after, before),
        (after.organisation, owner),
    ):
        for name in columns(mine.TRANSLATED):
            assert getattr(mine, name) == getattr(theirs, name), name
    assert Location.objects.get().getting_there_uk == "З двору."
    assert Schedule.objects.get().words_uk == "дзвінок 3"
    assert after.answers == ["housing"]
    take(data)
    assert Service.objects.count() == 1


def test_a_translation_by_the_team_stays_where_the_source_has_none() -> None:
    adviser(**dict.fromkeys(UKRAINIAN, ""))
    data = handed_on()
    Organisation.objects.all().delete()
    take(data)
    service = Service.objects.get()
    seen = version_of(service, operations.SERVICE_FIELDS)
    service.name_uk = "Порадник"
    operations.save_service(
        service,
        reach=operations.Reach(list(service.locations.all())),
        seen_version=seen,
        actor=SYSTEM,
    )

    take(data.replace(b"Przegl", b"Znowu przegl"))

    service.refresh_from_db()
    assert (service.name_uk, service.words[:5]) == ("Порадник", "Znowu")


def test_the_api_tells_every_language(client: Client) -> None:
    adviser()

    (found,) = client.get("/api/v1/partners").json()["results"]

    (service,) = found["services"]
    assert (found["name_en"], found["description_uk"]) == ("Home", "Допомагає з житлом.")
    assert (service["how_to_apply_uk"], service["how_to_apply_en"]) == ("Прийдіть.", "")
    assert service["locations"][0]["getting_there_uk"] == "З двору."
    assert service["schedules"][0]["note_uk"] == "дзвінок 3"
