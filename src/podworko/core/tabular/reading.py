"""From the bytes of a file to a table, whatever the file is called."""

from collections.abc import Collection
from pathlib import PurePath

from django.utils.translation import gettext as _

from podworko.core.tabular.delimited import read_delimited
from podworko.core.tabular.errors import TabularError
from podworko.core.tabular.tables import Table, build
from podworko.core.tabular.workbooks import read_workbook

MOST_BYTES = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta", b"<div")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_rows(
    name: str, data: bytes, *, headings: Collection[str] = (), encoding: str = ""
) -> Table:
    """Return the table in an .xlsx or .csv file, told apart by content and not by name.

    `headings` are names of columns that may be expected; the line with most of them is the
    header, and without any the first line that is not empty. A text file is read in
    `encoding`, or the likeliest. Raises TabularError, whose message says what the person
    should do.
    """
    _check_kind(data)
    if data.startswith(_ZIP):
        sheet, lines, notes = read_workbook(data, headings=headings)
    else:
        lines, notes = read_delimited(data, headings=headings, encoding=encoding)
        sheet = PurePath(name).stem
    if not lines:
        raise TabularError(_empty())
    return build(sheet, lines, headings=headings, notes=notes)


def _check_kind(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        text = _("Plik ma ponad %(limit)d MB. Podziel go na mniejsze.")
        raise TabularError(text % {"limit": MOST_BYTES // 1024 // 1024})
    if not data.strip():
        raise TabularError(_empty())
    refusal = _other_kind(data)
    if refusal:
        raise TabularError(refusal)


def _other_kind(data: bytes) -> str:
    """Return what to say about files of kinds that people take for spreadsheets."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return _("Plik jest zabezpieczony hasłem. Zdejmij hasło w Excelu i zapisz go ponownie.")
    if data.startswith(_OLE):
        return _("To stary format .xls. Otwórz plik w Excelu lub LibreOffice i zapisz jako .xlsx.")
    if start.startswith(_MARKUP):
        return _("To strona internetowa z nazwą arkusza. Otwórz ją w Excelu i zapisz jako .xlsx.")
    if start.startswith(b"%pdf"):
        return _("To plik PDF. Potrzebna jest tabela w formacie .xlsx albo .csv.")
    if data.startswith(_ZIP) and b"opendocument.spreadsheet" in data[:200]:
        return _("To plik .ods. Otwórz go w LibreOffice i zapisz jako .xlsx.")
    return ""


def _empty() -> str:
    return _("Plik jest pusty. Sprawdź, czy to właściwy plik.")
