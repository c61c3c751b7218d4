"""Paper: what was typed comes out as typed, and a screen reader can read it."""

import logging
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image

from podworko.ui import typesetting
from podworko.ui.tests.papers.reader import (
    is_for_screen_readers,
    language_of,
    metadata,
    opened,
    plain,
    tags,
    text_of,
)
from podworko.ui.typesetting import Document, TypesettingError, press, typeset
from podworko.ui.typesetting.typography import paragraphs, well_set

pytestmark = pytest.mark.once

PLAIN = "ui/tests/papers/plain.typ"
HOSTILE = '#panic() $x^2$ \\ *gruba* _kursywa_ `kod` @nikt <ktoś> // nic /* ~ = [a](b) "x'


@pytest.fixture(autouse=True)
def _polish() -> Iterator[None]:
    with translation.override("pl"):
        yield


def made(*names: str, title: str = "Lista") -> bytes:
    return typeset(Document(PLAIN, title, {"names": list(names)}))


def test_a_document_is_tagged_titled_and_in_its_language() -> None:
    file = made("Ada")

    assert is_for_screen_readers(file)
    assert language_of(file) == "pl"
    assert metadata(file)["/Title"] == "Lista"
    assert tags(file)[:2] == ["/Document", "/H1"]


def test_a_document_speaks_the_language_of_who_asks() -> None:
    with translation.override("uk"):
        assert language_of(made("Ада")) == "uk"


def test_a_picture_is_of_the_first_page() -> None:
    long = Document(PLAIN, "Lista", {"names": ["Ada"] * 300})

    picture = Image.open(BytesIO(press.pictured(long, ppi=50)))

    # A4 at fifty points an inch.
    assert [picture.format, picture.size] == ["PNG", (413, 585)]


def test_markup_in_a_name_is_printed_as_it_stands() -> None:
    assert HOSTILE in text_of(made(HOSTILE)).replace("\n", " ")


def test_names_of_every_kind_are_printed() -> None:
    names = ["O'Neill-Żądło", "Madonna", "Ґалаґан Їжакевич", "Nguyễn Văn A"]

    lines = text_of(made(*names)).split("\n")

    assert set(names) <= set(lines)


def test_a_name_from_right_to_left_keeps_its_letters() -> None:
    text = text_of(made("محمد علي", "שרה"))

    assert all(letter in text for letter in "محمدعليשרה")


def test_a_letter_without_a_shape_becomes_a_box_and_the_rest_is_printed() -> None:
    text = text_of(made("王小明", "Ola 😀", "Ada"))

    assert "□□□\nOla □\nAda" in text


def test_a_control_mark_cannot_turn_the_text_round() -> None:
    assert "Ada\nBasia" in text_of(made("\u202eA\x00da", "Basia"))


def test_a_title_without_spaces_stays_on_the_page() -> None:
    file = made("a" * 200, title="Ż" * 200)

    page = opened(file).pages[0]
    right: list[float] = []
    page.extract_text(visitor_text=lambda _t, _c, tm, _f, _s: right.append(tm[4]))

    assert max(right) < page.mediabox.width - 40
    assert text_of(file).replace("-", "").replace("‐", "").replace("\n", "").count("Ż") == 200


def test_nothing_but_the_title_stands_in_the_metadata() -> None:
    assert sorted(metadata(made("Ada"))) == ["/CreationDate", "/Creator", "/ModDate", "/Title"]


def test_what_takes_too_long_is_stopped_and_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(press, "TIME_LIMIT", 0.3)

    with caplog.at_level(logging.ERROR), pytest.raises(TypesettingError):
        typeset(Document("ui/tests/papers/endless.typ", "x", {}))

    assert "took over" in caplog.text


def test_what_a_reader_could_not_read_out_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(TypesettingError):
        typeset(Document("ui/tests/papers/untitled.typ", "x", {}))

    assert "PDF/UA-1" in caplog.text


def test_a_failure_is_logged_without_what_people_typed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(TypesettingError):
        typeset(Document("ui/tests/papers/panics.typ", "x", {"names": ["Ada Nowak"]}))

    assert "panicked" in caplog.text
    assert "Nowak" not in caplog.text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Spotkanie w domu i o kawie", "Spotkanie w\u00a0domu i\u00a0o\u00a0kawie"),
        ("A może (z dziećmi)", "A\u00a0może (z\u00a0dziećmi)"),
        ('Warsztaty "Złota rączka".', "Warsztaty „Złota rączka”."),
        ('rura 6" i kolano 5" ok', 'rura 6" i\u00a0kolano 5" ok'),
        ("17:00-18:30", "17:00–18:30"),
        ("PAL - razem", "PAL\u00a0– razem"),
        ("24 listopada, ul. Krótka 5 lok. 3", "24\u00a0listopada, ul.\u00a0Krótka 5\u00a0lok. 3"),
        ("numer 600-100-200", "numer 600-100-200"),
        ("Nowak-Żądło", "Nowak-Żądło"),
        ("https://przyklad.pl/pal/bardzo-dlugi-adres-strony", None),
        ("programy.przykladowe.miasto.pl/pal/taras", None),
    ],
)
def test_polish_typography(typed: str, printed: str | None) -> None:
    assert well_set(typed, language="pl") == (printed or typed)


def test_typography_takes_no_letter_away() -> None:
    endless = "Konstantynopolitańczykowianeczkówna" * 3

    assert plain(well_set(endless, language="pl")) == endless


def test_each_language_has_its_quotes() -> None:
    quoted = [well_set('a "b c" d', language=code)[2:] for code in ("pl", "uk", "en")]

    assert quoted == ["„b c” d", "«b c» d", "“b c” d"]


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert paragraphs("a\nb\r\n\r\n\n c ") == ["a\nb", "c"]


def test_a_qr_code_is_a_picture_of_its_own() -> None:
    assert typesetting.qr_code("https://przyklad.pl").startswith("<svg")
