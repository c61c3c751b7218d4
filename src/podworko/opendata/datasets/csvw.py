"""The data dictionary for machines: CSV on the Web (W3C, Metadata Vocabulary for Tabular Data)."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from podworko.core.licence import LICENCE_URL
from podworko.opendata.datasets.catalogue import File
from podworko.opendata.datasets.dictionary import SEPARATOR, Column, columns
from podworko.opendata.rows import absolute

Json = dict[str, Any]


def table(file: File) -> Json:
    """Return what a table's columns are, in the reader's language."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": get_language()}],
        "url": absolute("opendata:file", file.name),
        "dc:title": str(file.dataset.title),
        "dc:description": str(file.dataset.description),
        "lang": settings.LANGUAGE_CODE,
        "dc:license": {"@id": LICENCE_URL},
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ","},
        "tableSchema": {"columns": [_column(each) for each in columns(file.dataset)]},
    }


def _column(column: Column) -> Json:
    told: Json = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": column.type,
    }
    if column.language:
        told["lang"] = column.language
    if column.is_many:
        told["separator"] = SEPARATOR
    if column.codes:
        told["datatype"] = {
            "base": column.type,
            "format": "|".join(code for code, _ in column.codes),
        }
        told["rdfs:comment"] = "; ".join(f"{code}: {label}" for code, label in column.codes)
    return told
