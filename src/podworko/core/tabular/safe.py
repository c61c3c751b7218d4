"""Cells that we write for others to open."""

import re

# Also the full-width signs, which some programs read as the plain ones.
_DANGEROUS = re.compile(r"\A'*(?:[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n])")


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula.

    A dangerous beginning gets an apostrophe before it, which read_rows takes off again.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def bare_cell(text: str) -> str:
    """Return `text` as it was before `safe_cell`."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text
