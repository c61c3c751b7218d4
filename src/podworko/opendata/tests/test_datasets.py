"""Data sets taken whole: files, their columns, the catalogue, and how often one may ask."""

import csv
import io
import json
import os
import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace, URIRef

from podworko.activities.kinds import Audience
from podworko.activities.operations import ListRules, Slot, add_sessions
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.core.tests.racing import at_once
from podworko.diagnosis.tests.factories import make_need
from podworko.diagnosis.tests.mapping import make_resource
from podworko.network.models import Place
from podworko.opendata.api import limits
from podworko.opendata.datasets import dumps
from podworko.opendata.datasets.catalogue import DATASETS, DataSet, file_named, files_of
from podworko.opendata.datasets.dcat import catalogue
from podworko.opendata.datasets.dictionary import SEPARATOR, columns, names
from podworko.opendata.exporting import export
from podworko.partners.models import Organisation
from podworko.partners.tests.factories import (
    make_location,
    make_organisation,
    make_schedule,
    make_service,
)
from podworko.reports import operations as report_operations
from podworko.reports.tests.factories import last_year, made_of, published

pytestmark = pytest.mark.django_db

FILES = "/otwarte-dane/pliki/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"


@pytest.fixture(autouse=True)
def _fresh_files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Keep no file and no count from one test to the next."""
    settings.PODWORKO_DUMPS = tmp_path
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def world() -> None:
    """Make one of everything that is told, with something in every list."""
    place = Place.objects.create(name="Klub", slug="klub", lat=50.06, lon=19.94)
    pal = make_pal(slug="pal", seat=place)
    make_session(activity=make_activity(pal=pal, place=place), capacity=5)
    make_resource(pal=pal)
    make_need(pal=pal, lat=Decimal("50.0625"), lon=Decimal("19.9375"))
    service = make_service()
    make_schedule(service)
    service.locations.add(make_location(service.organisation))
    published(last_year(), None)


def taken(client: Client, name: str) -> bytes:
    response = client.get(FILES + name)
    assert response.status_code == 200, name
    return response.content


def table(client: Client, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken(client, name).decode())))


def read(data: bytes) -> Graph:
    """Return the graph that JSON-LD says, as somebody else's program understands it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader uses its own past
        return Graph().parse(data=data, format="json-ld")


def files_named(dataset: DataSet) -> list[str]:
    return [file.name for file in files_of(dataset)]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each.code)
def test_every_column_of_every_table_is_explained(client: Client, dataset: DataSet) -> None:
    """Neither a column nobody explains, nor an explanation of what is not there; in one order."""
    make_session()  # without a place or a list
    make_need()  # without a cell
    make_pal(slug="nowy")  # without a seat
    (name,) = [each for each in files_named(dataset) if each.endswith(".csv")]
    rows = table(client, name)
    explained = [column.name for column in columns(dataset)]

    assert len(rows) > 1 or dataset.kind in {"places", "resources", "partners"}
    assert list(rows[0]) == explained
    metadata = client.get(f"{FILES}{name}-metadata.json").json()
    assert [each["name"] for each in metadata["tableSchema"]["columns"]] == explained
    assert all(each["dc:description"] for each in metadata["tableSchema"]["columns"])


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each.code)
def test_cells_are_of_the_type_that_the_dictionary_says(client: Client, dataset: DataSet) -> None:
    (name,) = [each for each in files_named(dataset) if each.endswith(".csv")]
    told = {column.name: column for column in columns(dataset)}
    reads: dict[str, Any] = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
        "datetime": lambda text: datetime.fromisoformat(text).utcoffset() or 1 / 0,
        "string": str,
    }
    for row in table(client, name):
        for key, cell in row.items():
            if cell:
                reads[told[key].type](cell)
            codes = {code for code, _label in told[key].codes}
            if codes and cell:
                assert set(cell.split(SEPARATOR)) <= codes, key


def test_the_dictionary_names_every_code_that_is_public_and_no_other() -> None:
    told = {
        (dataset.kind, column.name): [code for code, _label in column.codes]
        for dataset in DATASETS
        for column in columns(dataset)
    }

    assert told["activities", "state"] == ["published", "cancelled", "done"]
    assert "reported" not in told["needs", "status"]
    assert told["activities", "audience"] == told["sessions", "audience"] == Audience.values


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each.code)
def test_a_table_of_nothing_has_its_columns(dataset: DataSet) -> None:
    head = export(dataset.kind, as_format="csv").decode()

    assert head == ",".join(names(dataset)) + "\r\n"


def test_things_in_one_cell_come_apart_again(client: Client) -> None:
    """Addresses have commas; whoever splits a cell as the dictionary says gets each whole."""
    service = make_service()
    for address in ("ul. Długa 1, Kraków", "ul. Krótka 2 | oficyna"):
        service.locations.add(make_location(service.organisation, address=address))
    (row,) = table(client, "uslugi.csv")
    told = client.get(f"{FILES}uslugi.csv-metadata.json").json()["tableSchema"]["columns"]
    separator = next(each["separator"] for each in told if each["name"] == "addresses")

    found = sorted(row["addresses"].split(separator))
    assert found == ["ul. Długa 1, Kraków", "ul. Krótka 2 / oficyna"]


def test_the_dictionary_says_which_texts_are_translations(client: Client) -> None:
    told = client.get(f"{FILES}zajecia.csv-metadata.json?jezyk=en").json()
    languages = {each["name"]: each.get("lang") for each in told["tableSchema"]["columns"]}

    assert told["lang"] == "pl"
    assert [languages[name] for name in ("title", "title_en", "title_uk")] == [None, "en", "uk"]


def test_whom_to_name_stands_in_the_table_of_services(client: Client) -> None:
    """A licence asks for it; in a demonstration it says that the organisation is made up."""
    make_service(make_organisation(attribution="Wojewódzki Rejestr, ODbL"))

    (row,) = table(client, "uslugi.csv")

    assert row["organisation_attribution"] == "Wojewódzki Rejestr, ODbL"


@pytest.mark.usefixtures("world")
def test_no_file_tells_what_the_site_does_not(client: Client) -> None:
    """What waits for somebody's word, was closed unseen or put away, is in no file."""
    hidden = "Nie dla wszystkich"
    make_session(activity=make_activity(title=hidden, state="draft"))
    make_need(title=hidden, status="reported")
    make_need(title=hidden, status="closed", closed_why=hidden, is_withheld=True)
    make_resource(name=hidden, status="archived", archived_on=date(2026, 11, 1))
    make_service(name=hidden, is_public=False)
    offered = make_service(make_organisation(name=hidden), name=hidden)
    Organisation.objects.filter(pk=offered.organisation_id).update(status="draft")
    skill = make_resource(kind="human", category="skill", name="Krawcowa")

    for file in [file for dataset in DATASETS for file in files_of(dataset)]:
        data = taken(client, file.name)
        assert hidden.encode() not in data, file.name
    (told,) = (row for row in table(client, "zasoby.csv") if row["name"] == skill.name)
    assert [told[name] for name in ("lat", "lon", "phone", "email", "address")] == [""] * 5


@pytest.mark.usefixtures("world")
def test_json_and_geojson_say_what_the_api_says(client: Client) -> None:
    for code, kind in (("pal", "pals"), ("zasoby", "resources"), ("potrzeby", "needs")):
        assert (
            json.loads(taken(client, f"{code}.json"))
            == client.get(f"/api/v1/{kind}").json()["results"]
        )
    needs = json.loads(taken(client, "potrzeby.geojson"))
    (told,) = client.get("/api/v1/needs?format=geojson").json()["features"]
    assert needs == {"type": "FeatureCollection", "features": [told]}
    (pal,) = json.loads(taken(client, "pal.geojson"))["features"]
    assert pal["geometry"] == {"type": "Point", "coordinates": [19.94, 50.06]}


def test_sessions_are_in_the_file_of_their_year_in_poland(client: Client) -> None:
    last_of_utc = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    slot = Slot(last_of_utc, last_of_utc + timedelta(hours=1), outside_hours="sylwester")
    add_sessions(make_activity(), [slot], rules=ListRules(), actor=SYSTEM)

    assert len(table(client, "spotkania-2026.csv")) == 1
    for missing in (
        "spotkania-2025.csv",
        "spotkania-0000.csv",
        "spotkania.csv",
        "pal-2026.csv",
        "pal.exe",
        "x.csv",
    ):
        assert client.get(FILES + missing).status_code == 404
        assert client.get(f"{FILES}{missing}-metadata.json").status_code == 404
    assert client.get(f"{FILES}spotkania-{'9' * 5000}.csv").status_code == 404
    assert client.get(f"{FILES}..%2Fdb.sqlite3").status_code == 404


def test_what_is_taken_down_is_gone_from_files_within_five_minutes(
    client: Client, tmp_path: Path
) -> None:
    activity = make_activity(title="Nie dla wszystkich")
    make_session(activity=activity)
    assert b"Nie dla wszystkich" in taken(client, "zajecia.csv")
    activity.state = "draft"
    activity.save()
    six_minutes_ago = (tmp_path / "zajecia.csv").stat().st_mtime - 360
    os.utime(tmp_path / "zajecia.csv", (six_minutes_ago, six_minutes_ago))

    assert b"Nie dla wszystkich" not in taken(client, "zajecia.csv")


@pytest.mark.parametrize("method", ["mkdir", "unlink", "iterdir", "stat"])
def test_a_folder_that_cannot_be_written_keeps_nobody_from_the_data(
    client: Client, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    make_session()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(f"podworko.opendata.datasets.dumps.Path.{method}", refuse)
        assert len(table(client, "zajecia.csv")) == 1
    assert len(table(client, "zajecia.csv")) == 1


def kept_in(folder: Path) -> list[str]:
    """Return what lies in a folder, but for the empty files by which writers wait in turn."""
    return [each.name for each in folder.iterdir() if each.suffix != ".lock" or each.stat().st_size]


def test_a_full_disk_keeps_nobody_from_the_data_and_is_not_filled_more(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_session()

    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("podworko.opendata.datasets.dumps.os.replace", refuse)
        assert len(table(client, "zajecia.csv")) == 1
        assert kept_in(tmp_path) == []
    taken(client, "zajecia.csv")
    assert kept_in(tmp_path) == ["zajecia.csv"]


def test_what_nobody_asks_for_any_more_does_not_stay_on_the_disk(
    client: Client, tmp_path: Path
) -> None:
    for name in ("spotkania-2020.csv", ".half"):
        (tmp_path / name).write_text("Nie dla wszystkich")
        os.utime(tmp_path / name, (0, 0))
    taken(client, "pal.csv")

    assert kept_in(tmp_path) == ["pal.csv"]


def test_a_file_of_time_to_come_is_not_fresh(client: Client, tmp_path: Path) -> None:
    """A clock that was put back would keep for hours what was taken down."""
    (tmp_path / "pal.csv").write_text("stare")
    ahead = (tmp_path / "pal.csv").stat().st_mtime + 7200
    os.utime(tmp_path / "pal.csv", (ahead, ahead))

    assert b"stare" not in taken(client, "pal.csv")


@pytest.mark.usefixtures("world")
def test_who_holds_a_file_as_it_is_gets_304(client: Client) -> None:
    first = client.get(FILES + "pal.csv")
    again = client.get(FILES + "pal.csv", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    assert first["Cache-Control"] == "public, max-age=300"
    assert 'rel="license"' in first["Link"]


@pytest.mark.usefixtures("world")
def test_the_catalogue_has_what_dcat_ap_asks_for(client: Client) -> None:
    """Read by somebody else's program as a graph; DCAT-AP 3.0 names what each class must have."""
    response = client.get("/otwarte-dane/katalog.jsonld")
    graph = read(response.content)
    asked = {
        DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset],
        DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCAT.distribution, DCAT.theme],
        DCAT.Distribution: [DCAT.accessURL, DCTERMS.license, DCTERMS.format],
        DCAT.DataService: [DCTERMS.title, DCAT.endpointURL],
        FOAF.Agent: [FOAF.name],
        VCARD.Organization: [VCARD.fn],
    }

    assert response["Content-Type"] == "application/ld+json"
    for kind, wanted in asked.items():
        found = set(graph.subjects(RDF.type, kind))
        assert found, kind
        for subject in found:
            assert [each for each in wanted if not list(graph.objects(subject, each))] == []
    titles = list(graph.objects(next(graph.subjects(RDF.type, DCAT.Catalog)), DCTERMS.title))
    assert {each.language for each in titles} == {"pl", "en", "uk"}  # type: ignore[attr-defined]
    standards = set(graph.objects(None, DCTERMS.conformsTo))
    assert standards == set(graph.subjects(RDF.type, DCTERMS.Standard)) != set()
    for link in (DCTERMS.license, DCTERMS.format, DCAT.theme, DCTERMS.language):
        codes = set(graph.objects(None, link))
        assert all(isinstance(each, URIRef) and each.startswith(AUTHORITY) for each in codes)


@pytest.mark.usefixtures("world")
def test_every_file_of_the_catalogue_is_there(client: Client) -> None:
    graph = read(client.get("/otwarte-dane/katalog.jsonld").content)
    pages = set(graph.objects(None, DCAT.landingPage)) | set(graph.objects(None, DCAT.accessURL))
    links = set(graph.objects(None, DCAT.downloadURL)) | set(
        graph.objects(None, DCTERMS.conformsTo)
    )

    assert len(links) > len(DATASETS)
    for link in pages | links:
        assert client.get(str(link).removeprefix("http://localhost:8000")).status_code == 200, link


@pytest.mark.usefixtures("world")
def test_the_catalogue_costs_the_same_however_much_there_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        catalogue()
    for _number in range(3):
        make_session()
    with django_assert_num_queries(2):
        catalogue()


@pytest.mark.parametrize("language", ["", "/en", "/uk"])
def test_pages_tell_of_every_data_set_in_every_language(client: Client, language: str) -> None:
    for dataset in DATASETS:
        page = client.get(f"{language}/otwarte-dane/zbiory/{dataset.code}/").content.decode()
        assert "creativecommons.org/licenses/by/4.0/" in page
        assert all(f"<code>{column.name}</code>" in page for column in columns(dataset))
    assert client.get(f"{language}/otwarte-dane/zbiory/nie-ma/").status_code == 404


def test_who_reads_too_much_waits_and_others_do_not(client: Client, settings: Any) -> None:
    settings.PODWORKO_API_PER_MINUTE = 2
    first = client.get("/api/v1/pals")
    second = client.get("/api/v1/places")
    refused = client.get("/api/v1/pals", headers={"accept-language": "en"})
    other = client.get("/api/v1/pals", REMOTE_ADDR="192.0.2.9")

    assert [each.status_code for each in (first, second, refused, other)] == [200, 200, 429, 200]
    assert first["RateLimit-Policy"] == '"read";q=2;w=60'
    assert first["RateLimit"].startswith('"read";r=1;t=')
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused.json()["code"] == "too-many"


def test_counts_of_addresses_do_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KNOWN", 3)
    for number in range(5):
        limits.count(f"192.0.2.{number}")

    assert list(limits._counts) == ["192.0.2.2", "192.0.2.3", "192.0.2.4"]


def test_one_household_is_one_reader_whatever_addresses_it_makes_up() -> None:
    left = [limits.count(address).left for address in ("2001:db8::1", "2001:db8::ffff:1:2")]
    assert left[0] == left[1] + 1
    assert limits.count("2001:db8:0:1::1").left == left[0]
    assert limits.count("::ffff:192.0.2.1").left == limits.count("192.0.2.1").left + 1
    limits.count("x" * 10_000)
    assert max(map(len, limits._counts)) < 50


def test_a_count_begins_anew_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 61.0])
    monkeypatch.setattr(limits, "monotonic", lambda: next(clock))

    left = [limits.count("192.0.2.1").left for _number in range(3)]

    assert left[0] == left[2] == left[1] + 1


def test_figures_of_reports_are_those_of_the_api_with_small_groups_empty(client: Client) -> None:
    year = last_year()
    made_of(year, make_pal(), make_pal(slug="maly"))
    published(year, None)
    rows = table(client, "sprawozdania.csv")
    told = client.get(f"/api/v1/reports/{year}").json()["indicators"]
    in_api = {
        (each["code"], figure["scope"], figure["pal"] or ""): figure["value"]
        for each in told
        for figure in each["figures"]
    }
    in_file = {
        (row["indicator"], row["scope"], row["pal_slug"]): row["value"] and float(row["value"])
        for row in rows
    }

    assert in_file == {key: "" if value is None else value for key, value in in_api.items()}
    (few,) = [row for row in rows if row["indicator"] == "people" and row["pal_slug"] == "maly"]
    assert (few["value"], few["is_withheld"], few["year"]) == ("", "true", str(year))


@pytest.mark.usefixtures("world")
def test_figures_of_a_report_that_is_not_out_are_in_no_file(client: Client) -> None:
    year = last_year()
    report = report_operations.begin_report(year, None, actor=SYSTEM)
    report_operations.withdraw_report(report, actor=SYSTEM)

    assert json.loads(taken(client, "sprawozdania.json")) == []


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("address", ["pal.csv", "pal.csv-metadata.json", "../katalog.jsonld"])
def test_who_takes_too_many_files_waits_as_at_the_api(
    client: Client, settings: Any, address: str
) -> None:
    settings.PODWORKO_API_PER_MINUTE = 2
    path = FILES + address if ".." not in address else "/otwarte-dane/katalog.jsonld"
    found = [client.get("/api/v1/pals"), client.get(path), client.get(path)]
    other = client.get(path, REMOTE_ADDR="192.0.2.9")

    assert [each.status_code for each in (*found, other)] == [200, 200, 429, 200]
    assert 0 < int(found[-1]["Retry-After"]) <= 60
    assert found[1]["RateLimit"].startswith('"read";r=0;t=')


def slow_export(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have writing a file take a moment; return what was written, once it was."""
    written: list[str] = []

    def export(kind: str, **_more: Any) -> bytes:
        sleep(0.2)
        written.append(kind)
        return b"id\n"

    monkeypatch.setattr(dumps, "export", export)
    return written


@pytest.mark.django_db(transaction=True)
def test_of_those_who_ask_for_a_file_at_once_one_writes_it(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.PODWORKO_DUMPS = str(tmp_path)
    written, pal = slow_export(monkeypatch), file_named("pal.csv")
    assert pal

    at_once([lambda: dumps.fresh(pal)] * 4)

    assert written == ["pals"]


@pytest.mark.django_db(transaction=True)
def test_the_control_of_the_lock_is_that_each_writes_it(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.PODWORKO_DUMPS = str(tmp_path)
    monkeypatch.setattr(dumps, "_alone", lambda _path: nullcontext())
    written, pal = slow_export(monkeypatch), file_named("pal.csv")
    assert pal

    at_once([lambda: dumps.fresh(pal)] * 4)

    assert written == ["pals"] * 4


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/v1/", "GET, HEAD, OPTIONS"),
        ("/api/v1/pals", "GET, HEAD, OPTIONS"),
        ("/api/v1/hsds/services", "GET, HEAD, OPTIONS"),
        ("/otwarte-dane/katalog.jsonld", "GET, HEAD, OPTIONS"),
        ("/otwarte-dane/pliki/pal.csv", "GET, HEAD, OPTIONS"),
    ],
)
def test_an_address_says_what_may_be_done_there(client: Client, path: str, methods: str) -> None:
    told = client.options(path)

    assert (told.status_code, told["Allow"], told.content) == (204, methods, b"")
    assert told["Access-Control-Allow-Origin"] == "*"
    assert told["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in told["Access-Control-Allow-Headers"]
    read = client.get(path)
    assert read["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in read["Link"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("path", ["/api/v1/pals", FILES + "pal.csv"])
def test_a_script_that_holds_what_is_told_may_read_that_it_does(client: Client, path: str) -> None:
    """A browser keeps from a script even a 304 that does not say it may be read."""
    whole = client.get(path)
    same = client.get(path, headers={"if-none-match": whole["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Link"):
        assert same[name] == whole[name]
    assert {"RateLimit", "RateLimit-Policy", "Cache-Control"} <= set(same.headers)
    assert "Content-Type" not in same


def test_signing_up_is_not_for_scripts_of_other_sites(client: Client) -> None:
    session = make_session()
    told = client.options(f"/api/v1/sessions/{session.public_id}/signups")

    assert (told.status_code, told["Allow"]) == (204, "POST, OPTIONS")
    assert "Access-Control-Allow-Origin" not in told
    assert client.options("/api/v1/nie-ma").status_code == 404


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_says_that_its_data_are_made_up(
    client: Client, settings: Any, *, is_demo: bool
) -> None:
    settings.PODWORKO_DEMO = is_demo
    graph = read(client.get("/otwarte-dane/katalog.jsonld").content)
    told = [
        str(words)
        for kind in (DCAT.Catalog, DCAT.Dataset)
        for each in graph.subjects(RDF.type, kind)
        for words in graph.objects(each, DCTERMS.description)
    ]
    marks = ("Dane na pokaz, zmyślone", "Demonstration data, made up", "Дані для показу, вигадані")

    assert len(told) == 3 * (1 + len(DATASETS))
    assert all(any(mark in words for mark in marks) is is_demo for words in told)
    file = client.get(FILES + "pal.csv")
    assert ('filename="pokaz-pal.csv"' in file["Content-Disposition"]) is is_demo
    dictionary = client.get(FILES + "pal.csv-metadata.json").json()
    assert (marks[0] in dictionary["dc:description"]) is is_demo
    assert ("notice" in client.get(FILES + "miejsca.geojson").json()) is is_demo
    assert ("notice" in client.get("/api/v1/").json()) is is_demo
    assert (marks[0] in client.get("/otwarte-dane/zbiory/zasoby/").text) is is_demo
