"""Marks of news: what is read, and that nothing of it is ever HTML."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.promotion import markup

OURS = ("<h2>", "<h3>", "<ul>", "<ol>", "<li>", "<p>", "<br>", "<strong>", "<blockquote", "<a ")


def drawn(text: str) -> str:
    return render_to_string("promotion/news/_body.html", {"blocks": markup.read(text)})


def test_headings_lists_quotes_and_paragraphs_are_read() -> None:
    text = "# Tytuł\nwstęp\ndalej\n\n### Niżej\n- jeden\n- dwa\n1. raz\n> ktoś\n> rzekł"
    kinds = [(block.kind, len(block.lines)) for block in markup.read(text)]

    assert kinds == [("h2", 1), ("p", 2), ("h3", 1), ("ul", 2), ("ol", 1), ("quote", 2)]


def test_two_headings_in_a_row_are_two() -> None:
    assert [block.kind for block in markup.read("## Raz\n## Dwa")] == ["h2", "h2"]


def test_links_and_strong_words_stand_within_a_line() -> None:
    (block,) = markup.read("Zobacz [program](https://example.org/a_(b)) i **przyjdź**!")

    spans = [(span.text, span.href, span.is_strong) for span in block.lines[0]]
    assert spans[1:] == [
        ("program", "https://example.org/a_(b)", False),
        (" i ", "", False),
        ("przyjdź", "", True),
        ("!", "", False),
    ]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//zly.example", "JaVaScRiPt:x", "ftp://x/"]
)
def test_a_link_that_may_harm_stays_words(href: str) -> None:
    assert "<a" not in drawn(f"[kliknij]({href})")
    assert markup.unsafe_links(f"[kliknij]({href})") == [href]


@pytest.mark.parametrize(
    "href", ["https://example.org/", "mailto:a@example.org", "tel:+48123456789", "/zajecia/"]
)
def test_a_good_link_is_one(href: str) -> None:
    assert f'href="{href}"' in drawn(f"[kliknij]({href})")
    assert markup.unsafe_links(f"[kliknij]({href})") == []


def test_a_message_gets_the_words_without_marks() -> None:
    assert (
        markup.words("## Raz\n- **dwa** [trzy](https://x.pl)") == "Raz\n\ndwa trzy (https://x.pl)"
    )


@settings(max_examples=25)
@given(st.text(alphabet="<>&\"'`[]()*#->1. abc:/\n", max_size=60))
def test_whatever_is_typed_opens_no_tag_of_its_own(text: str) -> None:
    opened = [part for part in drawn(text).split("<")[1:] if not part.startswith("/")]

    assert all(("<" + part).startswith(OURS) for part in opened)
