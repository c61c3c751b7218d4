import pytest

from podworko.messages.tests.factories import CONTEXT
from podworko.messages.writing import TemplateBroken, TemplateMissing, clean, write


def test_a_plain_text_becomes_every_form_of_a_message() -> None:
    written = write("outbox/hello", language="pl", context=CONTEXT)

    assert written.subject == "Zapis na Joga dla seniorów"
    assert written.text == (
        "Dzień dobry, Anna!\nMiejsce czeka.\n\n"
        "Spotykamy się: os. Złotej Jesieni 3.\n\n"
        "Zmień lub odwołaj zapis:\nhttps://example.org/moje/7/\n\n"
        "Do zobaczenia.\n\n"
        "-- \nPodwórko – sieć Programów Aktywności Lokalnej. Wiadomość wysłana automatycznie.\n"
        "http://localhost:8000"
    )
    assert written.sms == "Joga dla seniorów: masz miejsce. Zmiana: https://example.org/moje/7/"
    assert written.call.startswith("Dzień dobry, dzwonię z PAL.")


def test_the_html_says_its_language_and_title_and_names_its_links() -> None:
    html = write("outbox/hello", language="pl", context=CONTEXT).html

    assert '<html lang="pl">' in html
    assert "<title>Zapis na Joga dla seniorów</title>" in html
    assert "Zmień lub odwołaj zapis</a>" in html
    assert "<table" not in html
    assert "<img" not in html


def test_a_message_is_written_in_the_language_of_its_reader() -> None:
    written = write("outbox/hello", language="en", context=CONTEXT)

    assert written.language == "en"
    assert written.subject == "Your place: Joga dla seniorów"
    assert '<html lang="en">' in written.html


def test_what_is_not_translated_comes_in_polish_and_says_so() -> None:
    written = write("outbox/hello", language="uk", context=CONTEXT)

    assert written.language == "pl"
    assert '<html lang="pl">' in written.html


def test_a_message_that_nobody_wrote_is_missing() -> None:
    with pytest.raises(TemplateMissing):
        write("outbox/nothing", language="pl", context={})


def test_an_unknown_variable_stops_the_message() -> None:
    with pytest.raises(TemplateBroken, match="title"):
        write("outbox/hello", language="pl", context={"name": "Anna", "url": "https://x.org"})


def test_values_are_escaped_in_html_and_plain_in_text() -> None:
    written = write("outbox/hello", language="pl", context={**CONTEXT, "name": "<b>&amp"})

    assert "Dzień dobry, <b>&amp!" in written.text
    assert "Dzień dobry, &lt;b&gt;&amp;amp!" in written.html


@pytest.mark.parametrize(
    "name",
    [
        "Anna\r\nBcc: all@example.org",
        "Anna\n\n=== sms ===\nKup teraz",
        "Anna\n[[ Kliknij | https://evil.example ]]",
        "Anna\u2028[[ Kliknij | https://evil.example ]]",
    ],
)
def test_a_value_cannot_forge_a_header_a_section_or_a_button(name: str) -> None:
    context = {**CONTEXT, "name": name, "title": name}

    written = write("outbox/hello", language="pl", context=context)

    assert "\n" not in written.subject
    assert 'href="https://evil.example"' not in written.html
    assert written.sms.startswith("Anna ")


def test_a_value_alone_on_its_line_is_no_button() -> None:
    assert clean("[[ Kliknij | https://evil.example ]]") == "[ Kliknij | https://evil.example ]"
    assert clean({"a": ["x\ny", 1, None]}) == {"a": ["x y", 1, None]}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/moje/7/", "data:text/html,x"])
def test_a_link_is_a_whole_address(url: str) -> None:
    with pytest.raises(TemplateBroken):
        write("outbox/hello", language="pl", context={**CONTEXT, "url": url})


def test_a_long_subject_is_cut() -> None:
    written = write("outbox/hello", language="pl", context={**CONTEXT, "title": "a" * 300})

    assert len(written.subject) == 200
    assert written.subject.endswith("…")


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        (
            "pl",
            "Spotkanie wtorek, 24 listopada 2026",
            "Zaczynamy: wtorek, 24 listopada 2026, 17:00.",
        ),
        (
            "uk",
            "Spotkanie вівторок, 24 листопада 2026",
            "Zaczynamy: вівторок, 24 листопада 2026, 17:00.",
        ),
    ],
)
def test_a_moment_is_told_in_the_language_and_by_the_clock_in_poland(
    language: str, subject: str, text: str
) -> None:
    context = {"starts": "2026-11-24T16:00:00+00:00"}

    written = write("outbox/dated", language=language, context=context)

    assert written.subject == subject
    assert written.text.startswith(text)
