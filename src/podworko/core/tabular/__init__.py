"""Tables that people bring (.xlsx, .csv), and cells as they write them.

table = read_rows(upload.name, upload.read(), headings=("tytuł", "data"))
columns = match_headings(table.header, {"title": ("tytuł", "nazwa zajęć")})
"""

from podworko.core.tabular.dates import parse_date, parse_datetime, parse_time, parse_time_range
from podworko.core.tabular.encodings import ENCODINGS, Decoding, decodings
from podworko.core.tabular.errors import CellError, TabularError
from podworko.core.tabular.headings import match_headings
from podworko.core.tabular.numbers import (
    AgeRange,
    parse_age_range,
    parse_decimal,
    parse_int,
    parse_yes_no,
)
from podworko.core.tabular.reading import read_rows
from podworko.core.tabular.safe import safe_cell
from podworko.core.tabular.tables import Cell, Row, Table
from podworko.core.tabular.writing import FORMATS, Sheet, Value, write_table

__all__ = [
    "ENCODINGS",
    "FORMATS",
    "AgeRange",
    "Cell",
    "CellError",
    "Decoding",
    "Row",
    "Sheet",
    "Table",
    "TabularError",
    "Value",
    "decodings",
    "match_headings",
    "parse_age_range",
    "parse_date",
    "parse_datetime",
    "parse_decimal",
    "parse_int",
    "parse_time",
    "parse_time_range",
    "parse_yes_no",
    "read_rows",
    "safe_cell",
    "write_table",
]
