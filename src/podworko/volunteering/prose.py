"""Plain text with paragraphs, headings and lists, as people type it."""

from dataclasses import dataclass

__all__ = ["Block", "blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or a list; `kind` is "head", "text" or "list"."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Return what was typed in parts: an empty line parts them, "##" heads, "-" lists."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return [block for part in parts if part for block in _blocks_of(part.split("\n"))]


def _blocks_of(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for line in filter(None, (line.strip() for line in lines)):
        kind, words = _read(line)
        if found and found[-1].kind == kind != "head":
            found[-1] = Block(kind, (*found[-1].lines, words))
        else:
            found.append(Block(kind, (words,)))
    return found


def _read(line: str) -> tuple[str, str]:
    if line.startswith("#"):
        return "head", line.lstrip("#").strip()
    if line.startswith(("- ", "* ", "• ")):
        return "list", line[2:].strip()
    return "text", line
