import json
from typing import Any

import pytest

from podworko.core.errors import DomainError
from podworko.network.importing import import_addresses, import_districts
from podworko.network.models import AddressPoint, District
from podworko.network.queries import find_place

pytestmark = pytest.mark.django_db

SQUARE = [[[19.9, 50.0], [20.0, 50.0], [20.0, 50.1], [19.9, 50.1], [19.9, 50.0]]]
BOW_TIE = [[[19.9, 50.0], [20.0, 50.1], [20.0, 50.0], [19.9, 50.1], [19.9, 50.0]]]


def collection(*rows: tuple[dict[str, Any], str, Any], **more: Any) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": form, "coordinates": coordinates},
        }
        for properties, form, coordinates in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


@pytest.mark.parametrize(
    ("properties", "number", "name"),
    [
        ({"name": "Dzielnica XVIII Nowa Huta"}, 18, "Nowa Huta"),
        ({"nazwa": "Dębniki", "nr": "VIII"}, 8, "Dębniki"),
        ({"Dzielnica": "IV Prądnik Biały"}, 4, "Prądnik Biały"),
        ({"NAZWA": "Mistrzejowice", "NUMER": 15}, 15, "Mistrzejowice"),
    ],
)
def test_number_and_name_are_found(properties: dict[str, Any], number: int, name: str) -> None:
    import_districts("d.geojson", collection((properties, "Polygon", SQUARE)))

    district = District.objects.get()
    assert (district.number, district.name) == (number, name)
    assert 50.0 < district.lat < 50.1


def test_a_boundary_is_mended_or_refused_by_name() -> None:
    report = import_districts(
        "d.geojson",
        collection(
            ({"nazwa": "Krzywa", "nr": 1}, "Polygon", BOW_TIE),
            ({"nazwa": "Punkt", "nr": 2}, "Point", [19.9, 50.0]),
            ({"nazwa": "Pusta", "nr": 3}, "Polygon", []),
            ({"nazwa": "Bez numeru"}, "Polygon", SQUARE),
            ({"nazwa": "Daleko", "nr": 5}, "Polygon", [[[7e6, 5], [7e6, 6], [8e6, 6], [7e6, 5]]]),
            ({"nazwa": "Złożona", "nr": 6}, "MultiPolygon", [SQUARE]),
        ),
    )

    assert [line.outcome.value for line in report.lines] == [
        "taken",
        "refused",
        "refused",
        "refused",
        "refused",
        "taken",
    ]
    assert "naprawiona" in report.lines[0].message
    kept = District.objects.get(number=6).geometry
    assert kept is not None
    assert kept["type"] == "MultiPolygon"


def test_districts_twice_are_as_once_and_a_dry_run_is_nothing() -> None:
    data = collection(({"nazwa": "Olsza", "nr": 1}, "Polygon", SQUARE))

    assert import_districts("d", data, dry_run=True).counts()["taken"] == 1
    assert District.objects.count() == 0
    import_districts("d", data)
    assert import_districts("d", data).counts()["same"] == 1


def test_a_name_that_another_number_bears_is_refused() -> None:
    import_districts("d", collection(({"nazwa": "Olsza", "nr": 1}, "Polygon", SQUARE)))

    report = import_districts("d", collection(({"nazwa": "Olsza", "nr": 2}, "Polygon", SQUARE)))

    assert report.lines[0].message == "Dzielnica „Olsza” ma tu już numer 1."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"features": []}',
        collection(({}, "Point", [1, 2]), crs={"properties": {"name": "EPSG:2178"}}),
    ],
)
def test_what_is_no_geojson_in_degrees_is_unreadable(data: bytes) -> None:
    with pytest.raises(DomainError):
        import_districts("d", data)


def test_addresses_from_a_table_are_found_again() -> None:
    text = "Ulica;Nr;lat;lon\nul. Długa;5;50,0689;19,9383\nKrótka;1;99;19\n;2;50;19\n"

    report = import_addresses("a.csv", text.encode("cp1250"))

    assert report.counts() == {"taken": 1, "changed": 0, "same": 0, "refused": 2}
    found = find_place("ul. dluga 5")
    assert found
    assert (found.label, found.point.lat) == ("Długa 5", 50.0689)
    assert import_addresses("a.csv", text.encode("cp1250")).counts()["same"] == 1
    moved = text.replace("50,0689", "50,07").encode("cp1250")
    assert import_addresses("a.csv", moved).counts()["changed"] == 1
    assert AddressPoint.objects.get().lat == 50.07


def test_addresses_from_points() -> None:
    data = collection(({"street": "Miła", "number": "3a"}, "Point", [19.9, 50.1]))

    import_addresses("a.geojson", data)

    assert str(AddressPoint.objects.get()) == "Miła 3a"


def test_addresses_without_their_columns_are_unreadable() -> None:
    with pytest.raises(DomainError, match="kolumny"):
        import_addresses("a.csv", b"a;b\n1;2\n")
