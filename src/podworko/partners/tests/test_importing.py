"""Files of partners: each service taken, the same or refused by name; twice is once."""

import io
import json
import zipfile
from datetime import time
from typing import Any

import pytest

from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.taking import Report
from podworko.partners.importing import Mapping, Options, import_partners, read_mapping
from podworko.partners.importing.making import clock
from podworko.partners.models import Organisation, Schedule, Service
from podworko.partners.queries.directory import DirectoryFilters, found_services
from podworko.partners.tests.factories import make_organisation, make_pal

pytestmark = pytest.mark.django_db

ORGANIZATIONS = "id,name,description,url,email\n1,Dom Sąsiedzki,Pomaga.,nie ma,zly@\n"
SERVICES = (
    "id,organization_id,name,description,fees,url\n"
    "7,1,Porady prawne,Czyta pisma.,Free to everyone,https://example.org/porady\n"
    "8,1,,Bez nazwy.,,\n"
    "9,404,Sierota,,,\n"
)
LOCATIONS = "id,organization_id,name,latitude,longitude\n3,1,Dom Sąsiedzki,50.06,19.94\n"
AT = "id,service_id,location_id\n5,7,3\n"
HOURS = (
    "id,service_id,location_id,service_at_location_id,weekday,opens_at,closes_at\n"
    ",7,,,Monday,9:00,17:00\n,7,,,Tuesday,18:00,9:00\n,,,5,Friday,10:00,24:00\n"
)


def take(data: object, *, name: str = "plik", **options: Any) -> Report:
    if isinstance(data, bytes):
        raw = data
    else:
        raw = (data if isinstance(data, str) else json.dumps(data)).encode()
    return import_partners(name, raw, options=Options(actor=SYSTEM, **options))


def outcomes(report: Report) -> list[tuple[str, str, str]]:
    return [(line.outcome.value, line.title, line.message) for line in report.lines]


def packed(**tables: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"{name}.csv", text)
    return held.getvalue()


def old_tables() -> bytes:
    return packed(
        organizations=ORGANIZATIONS,
        services=SERVICES,
        locations=LOCATIONS,
        services_at_location=AT,
        regular_schedules=HOURS,
    )


def service(**fields: Any) -> dict[str, Any]:
    """Return a service as HSDS 3 writes it in JSON."""
    known = {
        "id": "s1",
        "name": "Porady",
        "organization": {"id": "o1", "name": "Fundacja Latarnia", "description": "Świeci."},
        "schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}],
    }
    return {**known, **fields}


def test_tables_of_version_one_are_taken_row_by_row() -> None:
    report = take(old_tables())

    assert outcomes(report) == [
        ("taken", "Dom Sąsiedzki: Porady prawne", "pominięte: e-mail, strona, godziny"),
        ("refused", "Dom Sąsiedzki: –", "Brak nazwy usługi."),
        ("refused", "Sierota", "W pliku nie ma organizacji 404."),
    ]
    made = Service.objects.get()
    assert (made.cost, made.status, made.website) == ("free", "draft", "https://example.org/porady")
    assert [str(place) for place in made.locations.all()] == ["Dom Sąsiedzki, Dom Sąsiedzki"]
    rules = Schedule.objects.values_list("byday", "opens_at", "closes_at", "location__name")
    assert list(rules) == [
        ("MO", time(9), time(17), None),
        ("FR", time(10), time(23, 59), "Dom Sąsiedzki"),
    ]


@pytest.mark.parametrize("data", ["tables", "json", "csv"])
def test_twice_is_the_same_as_once(data: str) -> None:
    files: dict[str, object] = {
        "tables": old_tables(),
        "json": {"contents": [service()]},
        "csv": "Organizacja;Usługa;Adres\nKlub;Szachy;ul. Długa 5\n",
    }
    take(files[data])
    before = list(Service.objects.values())

    report = take(files[data])

    assert {line.outcome.value for line in report.lines} <= {"same", "refused"}
    assert list(Service.objects.values()) == before
    assert Organisation.objects.count() == 1


def test_a_dry_run_tells_the_same_and_changes_nothing() -> None:
    told = outcomes(take(old_tables(), dry_run=True))

    assert not Organisation.objects.exists()
    assert outcomes(take(old_tables())) == told


def test_what_the_team_wrote_stays_until_the_source_says_otherwise() -> None:
    take([service()])
    Service.objects.update(words="Słowa zespołu.")

    assert [line.outcome.value for line in take([service()]).lines] == ["same"]
    assert Service.objects.get().words == "Słowa zespołu."
    report = take([service(description="Nowe słowa źródła.")])

    assert [line.outcome.value for line in report.lines] == ["changed"]
    assert Service.objects.get().words == "Nowe słowa źródła."


def test_time_zones_as_numbers_are_told_and_the_clock_on_the_wall_kept() -> None:
    rule = {
        "freq": "MONTHLY",
        "byday": "2MO,-1FR",
        "timezone": 3,
        "opens_at": "09:00-05:00",
        "closes_at": "12:30:00Z",
    }

    report = take([service(schedules=[rule])])

    assert report.notes == ("Strefa czasowa jest liczbą; godziny wzięte z zegara: 1.",)
    made = Schedule.objects.get()
    assert (made.byday, made.opens_at, made.closes_at) == ("2MO,-1FR", time(9), time(12, 30))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9:05", time(9, 5)),
        ("09.05", time(9, 5)),
        ("23:59:59.5+01:00", time(23, 59)),
        ("24:00", time(0)),
        ("25:00", None),
        ("rano", None),
    ],
)
def test_times_are_read_as_a_clock_shows_them(text: str, found: time | None) -> None:
    assert clock(text) == found


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"minimum_age": 70, "maximum_age": 7}, "pominięte: wiek"),
        ({"minimum_age": "dorośli"}, "pominięte: wiek"),
        ({"maximum_age": 10**30}, "pominięte: wiek"),
        ({"url": "htp:/zepsuty link"}, "pominięte: strona"),
        ({"url": "https://example.org/" + "a" * 300}, "pominięte: strona"),
        ({"email": "nie-adres"}, "pominięte: e-mail"),
        ({"phones": [{"number": "brak"}]}, "pominięte: telefon"),
        ({"description": "a" * 100_000}, "za długi tekst skrócony"),
        ({"languages": [{"name": "Polish"}, {"code": "tlh"}]}, "pominięte: język"),
        ({"schedules": [{"freq": "DAILY", "opens_at": "9:00", "closes_at": "10:00"}]},
         "pominięte: godziny"),
        ({"schedules": [{"byday": "MO", "interval": 2, "opens_at": "9:00", "closes_at": "10:00"}]},
         "pominięte: godziny"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_costs_the_rest_nothing(
    fields: dict[str, Any], message: str
) -> None:
    report = take([service(**fields), service(id="s2", name="Druga")])

    assert [line.message for line in report.lines] == [message, ""]
    assert Service.objects.count() == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"type": "FeatureCollection"}',
        packed(services=SERVICES),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "kolumna\nnic\n".encode("utf-16"),
        b"a;b\n1;2\n",
    ],
)
def test_a_file_of_another_kind_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(DomainError):
        take(data)

    assert not Organisation.objects.exists()


def test_a_table_in_an_old_encoding_is_read_and_found_by_plain_words() -> None:
    pal = make_pal()
    text = (
        "Organizacja;Rodzaj;Usługa;Potrzeby;Opłata;Języki;Godziny;Od lat\n"
        "Fundacja Źródło;klub;Pomoc w długach;mieszkanie i długi;bezpłatnie;polski, ukraiński;"
        "pon. 9-15;18\n"
    )

    report = take(text.encode("cp1250"), name="lista.csv", pal=pal, publish=True)

    assert [line.outcome.value for line in report.lines] == ["taken"]
    (made,) = found_services(DirectoryFilters(text="nie mam na czynsz"))
    assert (made.organisation.kind, made.organisation.pal, made.cost) == ("club", pal, "free")
    assert (made.languages, made.min_age) == (["pl", "uk"], 18)
    assert made.applying == "Kiedy: pon. 9-15"


def test_columns_are_named_by_a_mapping() -> None:
    mapping = read_mapping(b'{"columns": {"organisation": "Kto", "name": "Co"}, "source": "ja"}')

    report = take("Kto;Co\nKlub;Szachy\n", mapping=mapping)

    assert [line.title for line in report.lines] == ["Klub: Szachy"]
    assert Organisation.objects.get().source == "ja"
    with pytest.raises(DomainError):
        read_mapping(b'{"columns": {"castle": "Kto"}}')
    assert Mapping().columns == {}


def test_what_the_team_has_under_the_same_name_is_not_doubled() -> None:
    make_organisation(name="Fundacja Latarnia")

    report = take([service()])

    assert outcomes(report) == [
        ("same", "Fundacja Latarnia: Porady", "jest już w katalogu: Fundacja Latarnia")
    ]
    assert not Service.objects.exists()


def test_four_hundred_services_with_broken_links_are_taken() -> None:
    many = [
        service(id=f"s{number}", name=f"Usługa {number}", url="http:/") for number in range(400)
    ]

    report = take(many)

    assert report.counts() == {"taken": 400, "changed": 0, "same": 0, "refused": 0}
    assert Service.objects.count() == 400
