"""The few marks that news are written with: headings, lists, quotes, links and strong words.

What is typed is read into plain values and drawn by a template, so nothing of it is ever HTML.
A mark that is not understood stands as it was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Block", "Line", "Span", "plain", "read", "unsafe_links", "words"]

_LINK = re.compile(
    r"\[([^\[\]\n]{1,200})\]\(((?:[^()\s]|\([^()\s]*\)){1,500})\)"  # [words](address)
    r"|\*\*([^*\n]{1,500})\*\*"
)
_SAFE = re.compile(r"^(https?://[^\s/]|mailto:[^\s@]+@|tel:\+?\d|/(?!/))", re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,3})\s+(.+)$")
_BULLET = re.compile(r"^[-*•]\s+(.+)$")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(.+)$")
_QUOTE = re.compile(r"^>\s?(.*)$")


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in a line; with an `href` they are a link."""

    text: str
    href: str = ""
    is_strong: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading ("h2", "h3"), a list ("ul", "ol"), a quote ("quote") or a paragraph ("p")."""

    kind: str
    lines: tuple[Line, ...]


def read(text: str) -> tuple[Block, ...]:
    """Return the parts of a text, in order; an empty line or another mark begins a new one."""
    blocks: list[Block] = []
    lines: list[Line] = []
    kind = ""
    for now, line in [*_marked(text), ("", "")]:
        if lines and (now != kind or kind in ("h2", "h3")):
            blocks.append(Block(kind, tuple(lines)))
            lines = []
        kind = now
        if now:
            lines.append(_spans(line))
    return tuple(blocks)


def words(text: str) -> str:
    """Return a text without its marks, a line for each of its own, for a message or a feed."""
    parts = ("\n".join(map(plain, block.lines)) for block in read(text))
    return "\n\n".join(parts)


def unsafe_links(text: str) -> list[str]:
    """Return the addresses of links that nobody could follow: neither a page, mail nor phone."""
    found = (match[2] for match in _LINK.finditer(text) if match[2])
    return [href for href in found if not _SAFE.match(href)]


def _marked(text: str) -> Iterator[tuple[str, str]]:
    for raw in text.splitlines():
        line = raw.strip()
        yield _mark(line) if line else ("", "")


def _mark(line: str) -> tuple[str, str]:
    if heading := _HEADING.match(line):
        # The page's own heading is the first; what is typed begins with the second.
        return ("h3" if len(heading[1]) > 2 else "h2"), heading[2]  # noqa: PLR2004 - "###"
    for kind, pattern in (("ul", _BULLET), ("ol", _NUMBER), ("quote", _QUOTE)):
        if found := pattern.match(line):
            return kind, found[1]
    return "p", line


def _spans(line: str) -> Line:
    spans: list[Span] = []
    end = 0
    for match in _LINK.finditer(line):
        if match[2] and not _SAFE.match(match[2]):
            continue
        spans += [Span(line[end : match.start()])] if match.start() > end else []
        spans.append(Span(match[1], match[2]) if match[2] else Span(match[3], is_strong=True))
        end = match.end()
    return (*spans, Span(line[end:])) if line[end:] or not spans else tuple(spans)


def plain(line: Line) -> str:
    """Return a line without marks; a link with its address after it."""
    return "".join(f"{span.text} ({span.href})" if span.href else span.text for span in line)
