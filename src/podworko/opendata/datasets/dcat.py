"""The catalogue for other catalogues: DCAT-AP 3.0 as JSON-LD.

Codes are those of the EU's authority tables. What we do not know is left out: no day of a
change is made up, and sizes of files that are written when somebody asks are not told.
"""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.opendata import queries
from podworko.opendata.datasets.catalogue import (
    DATASETS,
    ISSUED,
    VERSION,
    DataSet,
    File,
    files_of,
    honestly,
)
from podworko.opendata.rows import absolute

Json = dict[str, Any]

_EU = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types"
_LANGUAGES = {"pl": "POL", "en": "ENG", "uk": "UKR"}
_CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatap": "http://data.europa.eu/r5r/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.opengis.net/ont/geosparql#",
}
_TITLE = _("Otwarte dane sieci Programów Aktywności Lokalnej")
_ABOUT = _(
    "Program, miejsca, mapa zasobów i potrzeb oraz usługi partnerów miejskiej sieci miejsc"
    " sąsiedzkich. Bez danych o mieszkańcach."
)
_SERVICE = _("API Podwórka: te same dane na bieżąco")


def catalogue() -> Json:
    """Return the whole catalogue in two queries, however much there is."""
    where = _where()
    return {
        "@context": _CONTEXT,
        "@id": absolute("opendata:catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _in_languages(_TITLE),
        "dct:description": _in_languages(honestly(_ABOUT)),
        "dct:publisher": _publisher(),
        "dct:issued": _issued(),
        "dct:language": _languages(),
        "dct:license": _license(),
        "foaf:homepage": {"@id": absolute("opendata_pages:datasets"), "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {"@id": f"{_EU}/data-theme"},
        "dcat:dataset": [{**_dataset(each), **where} for each in DATASETS],
        "dcat:service": _service(),
        **where,
    }


def _dataset(dataset: DataSet) -> Json:
    return {
        "@id": _address(dataset),
        "@type": "dcat:Dataset",
        "dct:identifier": _address(dataset),
        "dct:title": _in_languages(dataset.title),
        "dct:description": _in_languages(dataset.description),
        "dcat:keyword": [word for each in dataset.keywords for word in _in_languages(each)],
        "dcat:theme": {"@id": f"{_EU}/data-theme/{dataset.theme}"},
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(),
        "dct:issued": _issued(),
        "dcat:version": VERSION,
        "dct:language": _languages(),
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/UPDATE_CONT"},
        "dcat:landingPage": {"@id": _address(dataset), "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(file) for file in files_of(dataset)],
    }


def _distribution(file: File) -> Json:
    address = absolute("opendata:file", file.name)
    years = f" {file.year}" if file.year else ""
    told = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": f"{file.format.name}{years}",
        "dcat:accessURL": {"@id": _address(file.dataset)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}/{file.format.media_type}"},
        "dct:format": {"@id": f"{_EU}/file-type/{file.format.code}"},
        "dct:license": _license(),
        "dcatap:availability": {"@id": f"{_EU}/planned-availability/STABLE"},
    }
    if file.format.ending == "csv":
        dictionary = absolute("opendata:dictionary", file.name)
        told["dct:conformsTo"] = {"@id": dictionary, "@type": "dct:Standard"}
    return told


def _service() -> Json:
    return {
        "@id": absolute("api:api-root"),
        "@type": "dcat:DataService",
        "dct:title": _in_languages(honestly(_SERVICE)),
        "dcat:endpointURL": {"@id": absolute("api:api-root")},
        "dcat:endpointDescription": {"@id": absolute("api:openapi-json")},
        "dcat:servesDataset": [{"@id": _address(each)} for each in DATASETS],
        "dcat:contactPoint": _contact(),
        "dct:publisher": _publisher(),
        "dct:license": _license(),
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
    }


def _where() -> Json:
    """Return the box in which the places are; nothing while nobody located one."""
    box = queries.box_of_places()
    if box is None:
        return {}
    west, south, east, north = box
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    literal = {"@value": f"POLYGON(({ring}))", "@type": "geo:wktLiteral"}
    return {"dct:spatial": {"@type": "dct:Location", "dcat:bbox": literal}}


def _in_languages(words: str | Promise) -> list[Json]:
    """Return words in every language of the site."""
    told = []
    for code in _LANGUAGES:
        with translation.override(code):
            told.append({"@value": str(words), "@language": code})
    return told


def _publisher() -> Json:
    name = settings.PODWORKO_BENEFICIARY["name"] or "Podwórko"
    return {"@id": settings.SITE_URL, "@type": "foaf:Agent", "foaf:name": name}


def _contact() -> Json:
    name = settings.PODWORKO_BENEFICIARY["name"] or "Podwórko"
    url = {"@id": absolute("opendata_pages:about")}
    return {"@type": "vcard:Organization", "vcard:fn": name, "vcard:hasURL": url}


def _license() -> Json:
    return {"@id": f"{_EU}/licence/CC_BY_4_0"}


def _languages() -> list[Json]:
    return [{"@id": f"{_EU}/language/{code}"} for code in _LANGUAGES.values()]


def _issued() -> Json:
    return {"@value": ISSUED.isoformat(), "@type": "xsd:date"}


def _address(dataset: DataSet) -> str:
    return absolute("opendata_pages:dataset", dataset.code)
