"""Files of resources: each row taken, the same or refused by name; twice is once."""

import io
import json
import zipfile
from typing import Any

import pytest

from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.taking import Report
from podworko.diagnosis import operations
from podworko.diagnosis.importing import (
    Mapping,
    Options,
    UnreadableError,
    guess,
    import_resources,
    read_mapping,
)
from podworko.diagnosis.models import Resource
from podworko.diagnosis.tests.factories import make_pal
from podworko.diagnosis.tests.mapping import make_city, make_resource
from podworko.network.public import AddressPoint

pytestmark = pytest.mark.django_db


def take(data: object, *, name: str = "plik", **options: Any) -> Report:
    raw = data if isinstance(data, bytes) else _encoded(data)
    return import_resources(name, raw, options=Options(actor=SYSTEM, **options))


def _encoded(data: object) -> bytes:
    return (data if isinstance(data, str) else json.dumps(data)).encode()


def outcomes(report: Report) -> list[tuple[str, str]]:
    return [(line.outcome.value, line.message) for line in report.lines]


def feature(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def geojson(*features: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def osm(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"version": 0.6, "elements": list(elements)}


LIBRARY = {"amenity": "library", "name": "Biblioteka pod Lipą", "addr:street": "Długa"}


def test_a_table_in_windows_encoding_with_decimal_commas() -> None:
    make_city()
    table = (
        "Nazwa;Kategoria;Ulica;Nr;Szerokość;Długość;Telefon;WWW\r\n"
        "Świetlica Gąska;miejsce;Żółta;3;50,0745;19,9105;12 616 78 00;gaska.example.org\r\n"
    )

    report = take(table.encode("cp1250"), name="punkty.csv")

    assert outcomes(report) == [("taken", "")]
    resource = Resource.objects.get()
    assert (resource.name, resource.kind, resource.category) == (
        "Świetlica Gąska",
        "material",
        "place",
    )
    assert (resource.address, resource.lat, resource.lon) == ("Żółta 3", 50.0745, 19.9105)
    assert (resource.phone, resource.website) == ("+48126167800", "https://gaska.example.org")
    assert resource.district is not None
    assert resource.grid_x is not None


def test_swapped_numbers_are_turned_round_and_said() -> None:
    make_city()

    report = take(geojson(feature(50.06, 19.94, name="Klub")))

    assert outcomes(report) == [("taken", "współrzędne były zamienione miejscami")]
    assert "odwrócone w wierszach: 1" in report.notes[0]
    assert Resource.objects.get().lat == 50.06


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (feature(21.0, 52.2, name="Warszawa"), "Poza miastem: 52.2000, 21.0000."),
        (feature(7_423_000, 5_547_000, name="Metry"), "Położenie ma być w stopniach WGS 84"),
        (feature(19.94, 50.06), "Brak nazwy."),
        ({"type": "Feature", "properties": {"name": "Nigdzie"}}, "Obiekt nie ma położenia."),
        ({"type": "Feature", "geometry": 7, "properties": {"name": "X"}}, "nie ma położenia"),
        ("słowo", "Obiekt nie ma położenia."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(row: Any, words: str) -> None:
    make_city()

    report = take(geojson(row, feature(19.94, 50.06, name="Dobry")))

    refused, taken = report.lines
    assert refused.outcome == "refused"
    assert words in refused.message
    assert taken.outcome == "taken"


def test_without_districts_nothing_is_outside_and_the_report_says_so() -> None:
    report = take(geojson(feature(21.0, 52.2, name="Gdzieś")))

    assert [line.outcome for line in report.lines] == ["taken"]
    assert "Nie ma granic dzielnic" in report.notes[0]


def test_twice_is_once_and_a_change_is_one() -> None:
    make_city()
    table = "id,nazwa,lat,lon,telefon\n7,Klub,50.06,19.94,126167800\n"
    mapping = Mapping(source="miasto", columns=guess(["id", "nazwa", "lat", "lon", "telefon"]))

    told = [
        take(text, name="a.csv", mapping=mapping).lines[0].outcome.value
        for text in (table, table, table.replace("800", "801"))
    ]

    assert told == ["taken", "same", "changed"]
    assert Resource.objects.get().phone == "+48126167801"


def test_what_the_team_wrote_stays_while_the_file_says_the_same() -> None:
    make_city()
    file = geojson(feature(19.94, 50.06, name="Klub") | {"id": "a1"})
    take(file)
    Resource.objects.update(words="Wejście od podwórka.")

    assert take(file).lines[0].outcome == "same"
    assert Resource.objects.get().words == "Wejście od podwórka."


def test_one_name_within_a_hundred_metres_is_one_thing() -> None:
    make_city()
    held = make_resource(name="Biblioteka pod Lipą", lat=50.06, lon=19.94)

    report = take(
        geojson(
            feature(19.9405, 50.0604, name="BIBLIOTEKA POD LIPA"),
            feature(19.95, 50.07, name="Biblioteka pod Lipą"),
            feature(19.9501, 50.0701, name="Biblioteka pod Lipą"),
        )
    )

    assert [line.outcome.value for line in report.lines] == ["same", "taken", "same"]
    assert "jest już na mapie" in report.lines[0].message
    assert Resource.objects.exclude(pk=held.pk).count() == 1


def test_a_file_of_one_pal_changes_nothing_of_another() -> None:
    one, other = make_pal(), make_pal()
    mapping = Mapping(columns={"name": "name", "id": "nr"}, source="spis")

    def named(name: str) -> dict[str, Any]:
        return geojson(feature(19.94, 50.06, name=name, nr="7"))

    take(named("Świetlica"), pal=one, mapping=mapping)
    report = take(named("Klub"), pal=other, mapping=mapping)
    own = take(named("Dom sąsiedzki"), pal=one, mapping=mapping)

    assert outcomes(report) == [("same", f"prowadzi go inny PAL: {one}")]
    assert outcomes(own) == [("changed", "")]
    assert Resource.objects.get().pal == one


def test_numbers_no_place_can_have_are_told_and_not_stumbled_over() -> None:
    with pytest.raises(UnreadableError):
        take(b'{"features":[{"geometry":{"coordinates":[1' + b"0" * 400 + b",50]}}]}")

    nothing = b'{"features":[{"properties":{"name":"X"},"geometry":{"coordinates":[NaN,50]}}]}'
    assert outcomes(take(nothing)) == [("refused", "Obiekt nie ma położenia.")]


def test_an_archived_one_is_not_brought_back() -> None:
    make_city()
    file = geojson(feature(19.94, 50.06, name="Klub") | {"id": "a1"})
    take(file)
    operations.archive_resource(Resource.objects.get(), actor=SYSTEM)

    report = take(geojson(feature(19.95, 50.06, name="Klub") | {"id": "a1"}))

    assert outcomes(report) == [("changed", "jest w archiwum i tam zostaje")]
    assert not Resource.objects.public().exists()


def test_a_dry_run_says_all_and_changes_nothing() -> None:
    make_city()

    report = take(geojson(feature(19.94, 50.06, name="Klub")), dry_run=True)

    assert [line.outcome for line in report.lines] == ["taken"]
    assert not Resource.objects.exists()


def test_openstreetmap_nodes_ways_and_relations() -> None:
    make_city()
    corners = [
        {"type": "node", "id": number, "lat": lat, "lon": lon}
        for number, (lat, lon) in enumerate([(50.06, 19.94), (50.08, 19.96)], start=1)
    ]
    way = {"type": "way", "id": 10, "nodes": [1, 2]}

    report = take(
        osm(
            *corners,
            way,
            {"type": "node", "id": 3, "lat": 50.05, "lon": 19.93, "tags": LIBRARY},
            way | {"id": 11, "tags": {"leisure": "park", "name": "Planty"}},
            {
                "type": "way",
                "id": 12,
                "center": {"lat": 50.01, "lon": 19.9},
                "tags": {"shop": "bakery", "name": "Rumiana"},
            },
            {
                "type": "relation",
                "id": 13,
                "members": [{"type": "way", "ref": 10}],
                "tags": {"amenity": "school", "name": "Szkoła"},
            },
            {"type": "relation", "id": 14, "tags": {"amenity": "school", "name": "Bez granic"}},
            {"type": "node", "id": 15, "lat": 50.05, "lon": 19.9, "tags": {"amenity": "library"}},
            {"type": "node", "id": 16, "lat": 50.05, "lon": 19.9, "tags": {"barrier": "gate"}},
        ),
        name="osm.json",
    )

    kept = {row.external_id: row for row in Resource.objects.all()}
    assert sorted(kept) == ["node/3", "relation/13", "way/11", "way/12"]
    assert (kept["way/11"].lat, kept["way/11"].lon) == (50.07, 19.95)
    assert (kept["relation/13"].lat, kept["relation/13"].lon) == (50.07, 19.95)
    assert kept["node/3"].answers == ["culture", "information"]
    assert kept["way/12"].category == "business"
    assert "OpenStreetMap" in kept["node/3"].attribution
    refused = [(line.title, line.message) for line in report.lines if line.outcome == "refused"]
    assert [title for title, _words in refused] == ["Bez granic", "node/15"]
    assert "nie ma położenia" in refused[0][1]
    assert "bez nazwy" in refused[1][1]
    assert report.notes[0].endswith(": 4")


def test_hsds_tables_in_one_packed_file() -> None:
    make_city()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("organizations.csv", "id,name,email\n1,Fundacja,biuro@example.org\n")
        archive.writestr("services.csv", "id,organization_id,name\n5,1,Korepetycje\n")
        archive.writestr(
            "locations.csv",
            "id,organization_id,name,latitude,longitude\n7,1,Klub,50.06,19.94\n8,1,Nigdzie,,\n",
        )

    report = take(packed.getvalue(), name="hsds.zip")

    assert [line.outcome.value for line in report.lines] == ["taken", "refused"]
    resource = Resource.objects.get()
    assert (resource.source, resource.external_id, resource.category) == ("hsds", "7", "ngo")
    assert resource.words == "Fundacja\n\nKorepetycje"
    assert resource.email == "biuro@example.org"


def test_hsds_in_json() -> None:
    make_city()
    place = {"id": "7", "name": "Klub", "latitude": 50.06, "longitude": 19.94}
    service = {
        "id": "5",
        "name": "Korepetycje",
        "organization": {"id": "1", "name": "Fundacja"},
        "phones": [{"number": "126167800"}],
        "service_at_locations": [{"location": place}],
    }

    take({"contents": [service, service]}, name="hsds.json")

    assert Resource.objects.get().phone == "+48126167800"


def test_a_place_is_found_by_its_address() -> None:
    make_city()
    AddressPoint.objects.create(
        street="Długa", folded_street="dluga", number="5", lat=50.07, lon=19.93
    )

    report = take("nazwa,adres\nKlub,ul. Długa 5\nInny,ul. Nieznana 1\n", name="a.csv")

    assert outcomes(report) == [
        ("taken", "położenie znalezione po adresie"),
        ("refused", "Brak położenia, a adresu nie znamy."),
    ]


def test_rows_without_a_place_are_taken_when_told_so() -> None:
    make_city()

    report = take("nazwa,adres\nInfolinia,\n", name="a.csv", mapping=Mapping(takes_placeless=True))
    again = take("nazwa,adres\nInfolinia,\n", name="a.csv", mapping=Mapping(takes_placeless=True))

    assert [each.lines[0].outcome.value for each in (report, again)] == ["taken", "same"]
    assert Resource.objects.get().point is None


def test_contacts_that_cannot_be_used_are_left_out_and_said() -> None:
    make_city()
    table = "nazwa,lat,lon,telefon,email,www\nKlub,50.06,19.94,brak,brak,ht tp\n"

    report = take(table, name="a.csv")

    assert report.lines[0].message == "pominięte: telefon, e-mail, strona"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"features": []}',
        b'{"elements": []}',
        b'{"a": 1}',
        b"[]",
        b"%PDF-1.7",
        b"PK\x03\x04 not a zip",
        b"\xff\xfe\x00\xd8",
        b"kolumna\nwartosc\n",
        b'{"features": [{}], "crs": {"name": "EPSG:2178"}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_file_is_one_sentence_and_changes_nothing(data: bytes) -> None:
    with pytest.raises(DomainError) as refusal:
        take(data)

    assert str(refusal.value.message)
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"{",
        b'{"colour": "red"}',
        b'{"category": "castle"}',
        b'{"answers": ["gold"]}',
        b'{"columns": {"colour": "A"}}',
        b'{"columns": ["a"]}',
    ],
)
def test_a_mapping_of_unknown_words_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_mapping(data)


def test_a_mapping_says_which_column_is_what() -> None:
    make_city()
    told = {"columns": {"name": "A", "lat": "B", "lon": "C"}, "answers": ["youth"]}

    report = take("A,B,C\nKlub,50.06,19.94\n", name="a.csv", mapping=read_mapping(_encoded(told)))

    assert outcomes(report) == [("taken", "")]
    assert Resource.objects.get().answers == ["youth"]
