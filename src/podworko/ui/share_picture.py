"""The picture beside a link that is passed on: a card of 1200 × 630, drawn on the server."""

import io
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from podworko.ui.sharing import ShareCard

WIDTH, HEIGHT = 1200, 630
"""The size that networks show whole (ogp.me, og:image)."""

FONTS = Path(__file__).resolve().parent / "typesetting" / "fonts"
PAPER, INK, SOFT, BRICK = "#fbf5e8", "#2a241b", "#5d5242", "#a3402a"
NIGHT, ARCH, SUN = "#123c2d", "#e0efe3", "#f4b93a"
LEFT, RIGHT, TOP, FOOT = 80, 1120, 72, 508
SIZES = (84, 72, 62, 54, 46)
MOST_LINES = 4
LINE = 1.18
"""From one line to the next, in heights of the letters."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Text broken into lines that fit, with the letters it is set in."""

    lines: list[str]
    font: ImageFont.FreeTypeFont

    @property
    def step(self) -> int:
        return round(self.font.size * LINE)

    @property
    def height(self) -> int:
        return self.step * len(self.lines)


def painted(card: ShareCard, *, host: str) -> bytes:
    """Return the picture of a card as a PNG; words that do not fit end with an ellipsis.

    `host` is printed at the foot, so that a picture passed on alone says where it is from.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    _foot(draw, host)
    top = TOP
    if card.over:
        draw.text((LEFT, top), _cut(card.over, _font(32, bold=True)), BRICK, _font(32, bold=True))
        top += 60
    told = [_cut(line, _font(38)) for line in card.lines[:2] if line]
    title = _title(card.title, room=FOOT - top - 58 * len(told))
    for line in title.lines:
        draw.text((LEFT, top), line, INK, title.font)
        top += title.step
    for line in told:
        draw.text((LEFT, top + 16), line, SOFT, _font(38))
        top += 58
    held = io.BytesIO()
    few = image.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(held, "PNG", compress_level=6)
    return held.getvalue()


def _title(text: str, *, room: int) -> _Set:
    """Set a title in the largest letters in which it fits; the smallest are cut."""
    for size in SIZES:
        font = _font(size, bold=True)
        found = _Set(_broken(text, font), font)
        if len(found.lines) <= MOST_LINES and found.height <= room:
            return found
    most = min(MOST_LINES, max(1, room // found.step))
    kept = found.lines[:most]
    if len(found.lines) > most:
        kept[-1] = _cut(f"{kept[-1]} {found.lines[most]}", font)
    return _Set(kept, font)


def _broken(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break text into lines of the card's width; a word longer than a line is broken too."""
    lines, line = [], ""
    for word in islice(_pieces(text, font), 200):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > RIGHT - LEFT:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _pieces(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    pieces = []
    for word in text.split():
        rest = word
        while font.getlength(rest) > RIGHT - LEFT:
            size = _fitting(rest, font)
            pieces.append(rest[:size])
            rest = rest[size:]
        pieces.append(rest)
    return pieces


def _fitting(text: str, font: ImageFont.FreeTypeFont) -> int:
    """Return how many letters from the front fit on a line; one at least."""
    few, many = 1, len(text)
    while few < many:
        middle = (few + many + 1) // 2
        if font.getlength(text[:middle]) <= RIGHT - LEFT:
            few = middle
        else:
            many = middle - 1
    return few


def _cut(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Return one line of a text, with an ellipsis where it had to be cut."""
    flat = " ".join(text.split())
    if font.getlength(flat) <= RIGHT - LEFT:
        return flat
    kept = flat[: _fitting(flat, font)]
    while kept and font.getlength(f"{kept}…") > RIGHT - LEFT:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,.;:–-')}…"


def _foot(draw: ImageDraw.ImageDraw, host: str) -> None:
    """Draw the courtyard: a wall with arches, the sign, and where the picture is from."""
    draw.rectangle((0, 538, WIDTH, HEIGHT), fill=NIGHT)
    for left in range(-10, WIDTH, 56):
        draw.ellipse((left, 520, left + 40, 560), fill=NIGHT)
    draw.ellipse((LEFT, 556, LEFT + 48, 604), fill=ARCH)
    draw.rectangle((LEFT, 580, LEFT + 48, 606), fill=ARCH)
    draw.ellipse((LEFT + 12, 574, LEFT + 36, 598), fill=SUN)
    draw.text((LEFT + 66, 562), "Podwórko", PAPER, _font(32, bold=True))
    wide = _font(28)
    draw.text((RIGHT - wide.getlength(host), 565), host, ARCH, wide)


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "Onest-Bold.ttf" if bold else "Onest-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), size)
