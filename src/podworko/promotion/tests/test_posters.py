"""Posters say what there is to know, to eyes and to screen readers, however long the words."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from podworko.promotion.bills import Bill, sentences_of
from podworko.promotion.occasions import When
from podworko.promotion.printing import DESIGNS, FORMATS, posters
from podworko.promotion.tests.print_kit import (
    bare,
    endless,
    ink_above_foot,
    inked_margin,
    make_bill,
    overlong,
)
from podworko.ui.tests.papers.reader import (
    is_for_screen_readers,
    language_of,
    metadata,
    opened,
    root_of,
    tags,
    text_of,
)
from podworko.ui.typesetting import typeset

pytestmark = pytest.mark.once

SAFE_MM = 8
EVERY_LOOK = [(design, size) for design in DESIGNS for size in FORMATS]


@pytest.fixture(autouse=True)
def _polish() -> Iterator[None]:
    with translation.override("pl"):
        yield


def made(*bills: Bill, design: str = "cieply", size: str = "a4") -> bytes:
    return typeset(posters(bills or [make_bill()], design=design, size=size))


def said(file: bytes) -> str:
    return " ".join(text_of(file).split())


@pytest.mark.parametrize(("design", "size"), EVERY_LOOK)
def test_every_look_is_one_tagged_sheet_that_says_it_all(design: str, size: str) -> None:
    file = made(design=design, size=size)
    text = said(file)

    assert is_for_screen_readers(file)
    assert len(opened(file).pages) == 1
    facts = ("Warsztaty", "17:00–18:30", "Przyjazna", "12 345 67 89", "bezpłatnie", "wydrukowano")
    assert [fact for fact in facts if fact not in text] == []
    assert tags(file).count("/H1") == 1
    assert tags(file).count("/Figure") == 1


@pytest.mark.parametrize("bill", [overlong, endless, bare])
@pytest.mark.parametrize(("design", "size"), EVERY_LOOK)
def test_no_text_leaves_the_safe_margin(design: str, size: str, bill: Callable[[], Bill]) -> None:
    document = posters([bill()], design=design, size=size)

    assert inked_margin(document, SAFE_MM) == []


@pytest.mark.parametrize("bill", [make_bill, overlong, endless, bare])
@pytest.mark.parametrize("size", FORMATS)
def test_what_is_told_does_not_run_into_how_one_signs_up(
    size: str, bill: Callable[[], Bill]
) -> None:
    assert not ink_above_foot(posters([bill()], design="duzy", size=size))


def test_a_margin_with_ink_in_it_is_seen() -> None:
    edges = inked_margin(posters([make_bill()], design="prosty", size="a4"), 12)

    assert edges == ["left", "right", "top", "bottom"]


@pytest.mark.parametrize("bill", [overlong, endless, bare])
def test_the_strangest_bill_is_printed_for_screen_readers_too(bill: Callable[[], Bill]) -> None:
    file = made(bill(), design="prosty", size="a5")

    assert is_for_screen_readers(file)
    assert len(opened(file).pages) == 1


def test_type_shrinks_before_a_title_is_cut() -> None:
    title = "Słowo " * 49 + "koniec"

    whole = said(made(make_bill(title=title)))
    tent = said(made(make_bill(title=title * 2), size="stojak", design="duzy"))

    assert "koniec" in whole
    assert "koniec" not in tent
    assert "Słowo…" in tent


def test_what_is_told_at_length_is_cut_at_a_sentence_and_says_where_the_rest_is() -> None:
    sentences = tuple(f"Zdanie {number} kończy się tutaj." for number in range(12))

    text = said(made(make_bill(sentences=sentences)))

    assert "kończy się tutaj. …więcej pod adresem" in text
    assert "Zdanie 11" not in text


def test_many_dates_are_told_by_number() -> None:
    when = When(tuple(f"{day} grudnia" for day in range(1, 15)))

    text = said(made(make_bill(when=when)))

    assert "6 grudnia i jeszcze 8 terminów" in text


def test_the_address_beside_the_code_is_the_one_in_it() -> None:
    file = made()

    figure = _figures(root_of(file)["/StructTreeRoot"])
    address = figure[0].removeprefix("Kod QR prowadzi na stronę: ")
    assert address.split("://")[1].rstrip("/") in said(file).replace(" ", "")


def test_a_copy_of_the_same_sheet_is_not_read_out_again() -> None:
    file = made(size="a5")

    assert said(file).count("12 345 67 89") == 2
    assert tags(file).count("/H1") == 1


def test_many_posters_are_one_file() -> None:
    bills = [make_bill(title=title) for title in ("Szachy", "Joga", "Chór")]

    file = made(*bills)

    pages = text_of(file).split("\f")
    assert [title in page for title, page in zip(("Szachy", "Joga", "Chór"), pages, strict=True)]
    assert len(pages) == tags(file).count("/H1") == 3


def test_polish_is_set_as_printers_set_it() -> None:
    bill = make_bill(title='Sobota "z gliną" i z ogniem - wieczorem')

    raw = "".join(page.extract_text() for page in opened(made(bill, design="prosty")).pages)

    assert "„z\u00a0gliną”" in raw.replace("\n", " ")
    assert "i\u00a0z\u00a0ogniem" in raw.replace("\n", " ")


def test_a_poster_speaks_the_language_of_who_prints_it() -> None:
    with translation.override("uk"):
        file = made(replace(make_bill(), title="Кераміка"))

    assert [language_of(file), metadata(file)["/Title"]] == ["uk", "Плакат: Кераміка"]
    assert "Організатор: PAL Zarzecze" in said(file)


@pytest.mark.parametrize("design", list(DESIGNS))
def test_what_nobody_translated_is_read_out_as_polish(design: str) -> None:
    bill = make_bill(sentences=("Dwa kilometry.",))
    with translation.override("en"):
        untold = made(bill, design=design)
        told = made(replace(bill, title_language="en", sentences_language="en"), design=design)

    assert "pl" in languages_within(untold)
    assert "pl" not in languages_within(told)


def test_markup_that_people_typed_is_printed_as_it_stands() -> None:
    title = "#panic() $x$ *gruba* @nikt"

    assert title in said(made(make_bill(title=title), design="prosty"))


def test_what_is_made_up_says_so() -> None:
    assert "przykład zmyślony na pokaz" in said(made(make_bill(is_fictional=True)))


def test_sentences_end_where_they_end() -> None:
    told = sentences_of(
        "Spotkanie przy ul. Długiej 5. Zabierz np. Fartuch! Co dalej? wpadnij", "Tak"
    )

    assert told == (
        "Spotkanie przy ul. Długiej 5.",
        "Zabierz np. Fartuch!",
        "Co dalej? wpadnij",
        "Tak",
    )


def _figures(node: object) -> list[str]:
    """Return the words that stand for pictures."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [words for child in node for words in _figures(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if node.get("/S") == "/Figure" else []
    return own + _figures(node["/K"]) if "/K" in node else own


def languages_within(file: bytes) -> set[str]:
    """Return in which languages, other than the whole, parts of a file are read out."""
    return set(_languages(opened(file).root_object["/StructTreeRoot"]))


def _languages(node: object) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [code for child in node for code in _languages(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Lang"])] if "/Lang" in node else []
    return own + _languages(node["/K"]) if "/K" in node else own
