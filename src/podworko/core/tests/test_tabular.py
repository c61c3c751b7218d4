"""Tables are read as people see them, or refused with a sentence that says what to do."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from podworko.core.tabular import (
    Table,
    TabularError,
    decodings,
    match_headings,
    read_rows,
    safe_cell,
    write_table,
)
from podworko.core.tabular import reading as reading_module
from podworko.core.tabular import tables as tables_module
from podworko.core.tabular import workbooks as workbooks_module

HEADINGS = ("tytuł", "data", "miejsce")
PLAIN = "Tytuł;Data;Miejsce\nJoga;24.11.2026;Świetlica\n"


def _workbook(*rows: Sequence[Any], title: str = "Zajęcia") -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return book


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cells(table: Table) -> list[list[Any]]:
    return [list(row.cells.values()) for row in table.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1250", "iso-8859-2"]
)
def test_every_encoding_of_office_programs_is_read(encoding: str) -> None:
    table = read_rows("zajecia.csv", PLAIN.encode(encoding))

    assert table.header == ("Tytuł", "Data", "Miejsce")
    assert _cells(table) == [["Joga", "24.11.2026", "Świetlica"]]
    assert table.sheet == "zajecia"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    data = PLAIN.replace(";", delimiter).encode()

    assert _cells(read_rows("x.csv", data)) == [["Joga", "24.11.2026", "Świetlica"]]


def test_a_line_that_names_the_separator_is_believed() -> None:
    table = read_rows("x.csv", b"sep=|\r\na;b|c\r\n1;2|3\r\n")

    assert table.header == ("a;b", "c")
    assert [row.number for row in table.rows] == [3]


def test_decimal_commas_do_not_look_like_delimiters() -> None:
    table = read_rows("x.csv", b"Nazwa;Cena\nJoga;12,50\nSzachy;10,00\n")

    assert _cells(table) == [["Joga", "12,50"], ["Szachy", "10,00"]]


def test_quoted_line_breaks_blank_lines_and_a_trailing_column_are_read_as_in_a_spreadsheet() -> (
    None
):
    data = 'Tytuł;Opis;\r\n\r\nJoga;"dwie\r\nlinie";\r\n;;\r\nSzachy;"a ""b"" c";\r\n'.encode()

    table = read_rows("x.csv", data)

    assert table.header == ("Tytuł", "Opis")
    assert _cells(table) == [["Joga", "dwie\nlinie"], ["Szachy", 'a "b" c']]
    assert [row.number for row in table.rows] == [3, 5]


def test_only_line_ends_end_a_row() -> None:
    data = "Tytuł;Opis\nJoga;a\u2028b\x0bc\rSzachy;d\n".encode()

    assert _cells(read_rows("x.csv", data)) == [["Joga", "a\u2028b\x0bc"], ["Szachy", "d"]]


def test_titles_above_the_header_are_skipped_and_told() -> None:
    data = f"PAL Ruczaj\nlistopad 2026\n\n{PLAIN}".encode()

    table = read_rows("x.csv", data, headings=HEADINGS)

    assert table.header == ("Tytuł", "Data", "Miejsce")
    assert [row.number for row in table.rows] == [5]
    assert table.notes == ("Pominięto 2 wiersze nad nagłówkiem (nagłówek jest w wierszu 4).",)


def test_ragged_rows_keep_every_cell() -> None:
    table = read_rows("x.csv", b"a;b\n1\n1;2;3\n")

    assert table.header == ("a", "b", "Kolumna C")
    assert _cells(table) == [["1", None, None], ["1", "2", "3"]]
    assert "wierszu 3" in table.notes[0]


def test_repeated_headings_are_numbered() -> None:
    assert read_rows("x.csv", b"a;a;a (2)\n1;2;3\n").header == ("a", "a (2)", "a (2) (2)")


def test_a_workbook_gives_its_values_with_the_rows_that_excel_shows() -> None:
    book = _workbook(
        ["PAL Ruczaj"],
        [],
        ["Tytuł", "Data", "Miejsce", "Godzina", "Liczba"],
        ["Joga", datetime(2026, 11, 24), "Świetlica", time(17), 12],  # noqa: DTZ001 - as Excel has it
    )

    table = read_rows("x.xlsx", _saved(book), headings=HEADINGS)

    assert table.sheet == "Zajęcia"
    assert table.rows[0].number == 4
    assert _cells(table) == [["Joga", datetime(2026, 11, 24), "Świetlica", time(17), 12]]  # noqa: DTZ001


def test_merged_cells_hold_for_every_row_they_cover() -> None:
    book = _workbook(["Dzień", "Tytuł"], ["wtorek", "Joga"], [None, "Szachy"], ["środa", "Chór"])
    assert book.active is not None
    book.active.merge_cells("A2:A3")

    assert _cells(read_rows("x.xlsx", _saved(book))) == [
        ["wtorek", "Joga"],
        ["wtorek", "Szachy"],
        ["środa", "Chór"],
    ]


def test_a_merged_title_does_not_run_over_the_table() -> None:
    book = _workbook(["PAL"], ["Tytuł", "Data"], ["Joga", "24.11.2026"], ["Chór"])
    assert book.active is not None
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("B3:B5")
    book.active.merge_cells("D3:D4")

    table = read_rows("x.xlsx", _saved(book), headings=HEADINGS)

    assert table.header == ("Tytuł", "Data")
    assert _cells(table) == [["Joga", "24.11.2026"], ["Chór", "24.11.2026"]]


def test_the_sheet_with_known_headings_is_taken_and_hidden_ones_are_not() -> None:
    book = _workbook(["Instrukcja"], ["Wypełnij drugi arkusz"], title="Instrukcja")
    for name, state in (("Dane", "visible"), ("Słownik", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(list(HEADINGS))
        sheet.append(["Joga", "24.11.2026", name])

    table = read_rows("x.xlsx", _saved(book), headings=HEADINGS)

    assert table.sheet == "Dane"
    assert table.notes == (
        "Odczytano arkusz „Dane”. Pozostałe pominięto: Instrukcja.",
        "Pominięto ukryte arkusze: Słownik.",
    )


def test_a_formula_without_a_result_is_told() -> None:
    table = read_rows("x.xlsx", _saved(_workbook(["a", "b"], [1, "=A2*2"])))

    assert _cells(table) == [[1]] or _cells(table) == [[1, None]]
    assert "1 formuła nie ma zapisanego wyniku" in table.notes[0]


def _ole(inside: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100 + inside


def _package(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "pusty"),
        (b" \r\n ", "pusty"),
        (b"\xef\xbb\xbf", "pusty"),
        (b";;\n;;\n", "pusty"),
        (_ole(b"x"), "stary format .xls"),
        (_ole("EncryptedPackage".encode("utf-16-le")), "hasłem"),
        (b"\n<!DOCTYPE html><table>", "strona internetowa"),
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel">', "strona internetowa"),
        (b"%PDF-1.7", "PDF"),
        (_package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (_package(**{"word/document.xml": "<x/>"}), "nie jest skoroszyt"),
        (_package(**{"xl/workbook.xml": "<x/>"}), "nie da się otworzyć"),
        (b"PK\x03\x04 broken", "nie da się otworzyć"),
        (_saved(_workbook(["Tytuł"], ["Joga"]))[:-300], "nie da się otworzyć"),
        (_saved(_workbook()), "nie ma żadnych danych"),
        (b"\x00\x01\x02\x03\x04" * 50, "nie jest plik tekstowy"),
        (b"\xff\xfea", "nie jest plik tekstowy"),
        (b'a;b\n"' + b"x" * 140_000, "cudzysłowu"),
        (b'"' + b"x" * 140_000, "cudzysłowu"),
        (b";".join([b"x"] * 501), "kolumn"),
        (_saved(_workbook(["x"] * 501)), "kolumn"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(TabularError) as refused:
        read_rows("x.xlsx", data)

    assert told in str(refused.value.message)


def test_files_beyond_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "MOST_ROWS", 2)
    with pytest.raises(TabularError, match="2 wierszy"):
        read_rows("x.csv", b"a\n1\n2\n")

    monkeypatch.setattr(workbooks_module, "MOST_UNPACKED", 100)
    with pytest.raises(TabularError, match="po rozpakowaniu"):
        read_rows("x.xlsx", _saved(_workbook(["a"])))

    monkeypatch.setattr(reading_module, "MOST_BYTES", 3)
    with pytest.raises(TabularError, match="MB"):
        read_rows("x.csv", b"a\n1\n2\n")


def test_headings_are_matched_without_case_brackets_and_diacritics() -> None:
    header = ("Lp.", "NAZWA ZAJĘĆ*", "Data (rrrr-mm-dd)", "data", "Uwagi")

    matched = match_headings(
        header,
        {"title": ("tytuł", "nazwa zajęć"), "day": ("data",), "notes": (), "uwagi": ()},
    )

    assert matched == {"title": "NAZWA ZAJĘĆ*", "day": "Data (rrrr-mm-dd)", "uwagi": "Uwagi"}


@pytest.mark.parametrize("text", ["=1+1", "+48 600", "-5", "@x", "\t=1", " =1", "＝1", "'=1"])
def test_a_cell_that_could_be_a_formula_is_guarded(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Joga = spokój") == "Joga = spokój"


def test_a_heading_that_could_be_a_formula_or_break_the_file_is_guarded() -> None:
    """People name what stands in headings too: a PAL, a question."""
    named = "=1+1\x0b\ud800"

    book = load_workbook(io.BytesIO(write_table([named], [], as_format="xlsx")))

    [[cell]] = book.worksheets[0].rows
    assert (cell.value, cell.data_type) == ("=1+1  ", "s")
    told = write_table(["=1+1"], [], as_format="csv").decode("utf-8-sig")
    assert told.strip() == "'=1+1"


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_characters='\r\n"\x00', exclude_categories=["Cs"]), min_size=1)
)
def test_a_guarded_cell_is_read_back_as_it_was(text: str) -> None:
    data = f'"Tytuł";"Data"\n"{safe_cell(text)}";"x"\n'.encode("utf-8-sig")

    table = read_rows("x.csv", data, headings=HEADINGS)

    assert table.rows[0].cells["Tytuł"] == (text.strip() or None)


# Saved once: the times inside would make each example another.
SOUND = _saved(_workbook(["Tytuł", "Data"], ["Joga", date(2026, 11, 24)]))


def _read_or_refused(data: bytes) -> bool:
    try:
        return bool(read_rows("x", data).header)
    except TabularError as refused:
        return bool(refused.message)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b'a;"'])
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes) -> None:
    assert _read_or_refused(start + data)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(SOUND)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    assert _read_or_refused(bytes(whole))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zażółć gęślą jaźń", "windows-1250"),
        ("Pani Müller i cień, śnieg na dworze", "windows-1250"),
        ("Były śmieci, są ławki", "iso-8859-2"),
        ("the señor of the house and the niños", "windows-1252"),
        ("where is the crème brûlée", "windows-1252"),
    ],
)
def test_old_encodings_are_told_apart_by_letters_and_small_words(text: str, encoding: str) -> None:
    data = f"a;b\n{text};x\n".encode(encoding)

    (suggested,) = [each for each in decodings(data) if each.is_suggested]

    assert suggested.encoding == encoding
    assert _cells(read_rows("x.csv", data)) == [[text, "x"]]


def test_an_encoding_can_be_chosen_by_hand() -> None:
    data = "a\nkoń\n".encode("windows-1250")

    assert _cells(read_rows("x.csv", data, encoding="windows-1252")) == [["koñ"]]
    with pytest.raises(TabularError):
        read_rows("x.csv", data, encoding="utf-8")
    assert [each.words for each in decodings(data)] == [("koń",), ("koń",), ("koñ",)]
    assert decodings(b"a\nb\n") == decodings(_saved(_workbook(["ą"]))) == []


@pytest.mark.parametrize("rest", ["4;5\n6;7\n", ""])
def test_a_quotation_mark_without_an_end_swallows_no_rows(rest: str) -> None:
    with pytest.raises(TabularError, match="W wierszu 3"):
        read_rows("x.csv", f'a;b\n1;2\n"x;3\n{rest}'.encode())


def test_repeated_headings_and_cells_merged_to_the_right_are_told() -> None:
    book = _workbook(["Czego brakuje", None, "Wiek"], ["ławek", "zieleni", 7])
    book.worksheets[0].merge_cells("A1:B1")

    merged = read_rows("x.xlsx", _saved(book)).notes
    repeated = read_rows("x.csv", b"Uwagi;Uwagi;b\n1;2;3\n").notes

    assert "A1:B1" in merged[0]
    assert "Uwagi" in repeated[0]


def test_a_fraction_in_a_csv_has_the_comma_that_a_polish_excel_reads() -> None:
    told = write_table(["kto", "godziny"], [["PAL", 3.5]], as_format="csv").decode("utf-8-sig")

    assert told.split() == ["kto;godziny", "PAL;3,5"]
    assert _cells(read_rows("x.csv", told.encode())) == [["PAL", "3,5"]]
