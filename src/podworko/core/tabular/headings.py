"""Headings as people write them, matched to the fields that an import knows."""

import re
from collections.abc import Mapping, Sequence

from podworko.core.text import fold

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORD = re.compile(r"[\W_]+")


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: "Data (rrrr-mm-dd) *:" gives "data"."""
    bare = _NOT_WORD.sub(" ", _IN_BRACKETS.sub(" ", fold(heading))).strip()
    return bare or _NOT_WORD.sub(" ", fold(heading)).strip()


def match_headings(header: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for each field the column that is called by one of its names.

    An earlier name wins over a later one, an earlier column over a later one, and no column
    serves two fields. A field without a column is left out.
    """
    columns: dict[str, str] = {}
    for column in header:
        columns.setdefault(heading_key(column), column)
    matched: dict[str, str] = {}
    for field, names in wanted.items():
        keys = [heading_key(name) for name in (*names, field)]
        found = next((key for key in keys if key in columns), None)
        if found is not None:
            matched[field] = columns.pop(found)
    return matched
