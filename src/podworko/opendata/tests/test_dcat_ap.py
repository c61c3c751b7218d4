"""The catalogue against DCAT-AP 3.0, as shapes that a program of others (`pyshacl`) judges by."""

import warnings
from pathlib import Path

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef

from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.network.models import Place
from podworko.opendata.api import limits
from podworko.opendata.tests.test_datasets import read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SHAPES = Graph().parse(Path(__file__).with_name("dcat_ap.ttl"))


@pytest.fixture
def graph(client: Client) -> Graph:
    limits.forget()
    place = Place.objects.create(name="Klub", slug="klub", lat=50.06, lon=19.94)
    make_session(activity=make_activity(pal=make_pal(slug="pal", seat=place), place=place))
    return read(client.get("/otwarte-dane/katalog.jsonld").content)


def faults(graph: Graph) -> str:
    with warnings.catch_warnings():  # of rdflib's, about itself
        warnings.simplefilter("ignore", DeprecationWarning)
        is_right, _report, words = validate(graph, shacl_graph=SHAPES)
    return "" if is_right else words


def test_the_catalogue_is_what_dcat_ap_asks_for(graph: Graph) -> None:
    assert faults(graph) == ""
    kinds = set(SHAPES.objects(None, URIRef("http://www.w3.org/ns/shacl#targetClass")))
    assert [kind for kind in kinds if not set(graph.subjects(RDF.type, kind))] == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (DCAT.Catalog, DCTERMS.title),
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.description),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.DataService, DCAT.endpointURL),
        (FOAF.Agent, FOAF.name),
    ],
)
def test_the_control_without_what_is_mandatory_is_refused(
    graph: Graph, kind: URIRef, name: URIRef
) -> None:
    subject = next(graph.subjects(RDF.type, kind))
    graph.remove((subject, name, None))

    assert "MinCount" in faults(graph)


def test_the_control_a_code_or_a_day_of_ones_own_is_refused(graph: Graph) -> None:
    subject = next(graph.subjects(RDF.type, DCAT.Dataset))
    graph.set((subject, DCAT.theme, URIRef("https://example.org/temat")))
    graph.set((subject, DCTERMS.issued, Literal("wczoraj")))

    found = faults(graph)
    assert "Pattern" in found
    assert "OrConstraint" in found
