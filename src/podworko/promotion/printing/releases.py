"""A press release as a file: to print, to copy from, as plain text; each in its own language."""

from django.utils import translation
from django.utils.translation import gettext as _
from docx.document import Document as TextDocument

from podworko.core.http import absolute
from podworko.promotion.markup import Block, plain
from podworko.promotion.models import Release
from podworko.promotion.press_text import ReleaseText
from podworko.promotion.printing.posters import shown
from podworko.ui.text_documents import begun, saved, write_lines
from podworko.ui.typesetting import Document
from podworko.ui.typesetting.typography import well_set

STYLES = {"ul": "List Bullet", "ol": "List Number", "quote": "Quote"}
LEVELS = {"h2": 1, "h3": 2}


def release_sheet(release: Release, text: ReleaseText) -> Document:
    """Return a release on paper, in its own language."""
    address = absolute(text.language, "promotion:release", release.public_id)
    with translation.override(text.language):
        return Document(
            "promotion/printing/release.typ",
            title=text.title,
            data={
                "heading": f"{text.heading} · {text.sender}",
                "day": text.day,
                "embargo": text.embargo,
                "correction": text.correction,
                "title": text.title,
                "lead": text.lead,
                "facts": text.facts,
                "blocks": [
                    {"kind": block.kind, "lines": [plain(line) for line in block.lines]}
                    for block in text.blocks
                ],
                "saying": text.saying,
                "contact": text.contact,
                "about": text.about,
                "address": shown(address),
                "words": {
                    "questions": _("Pytania"),
                    "about": _("Kim jesteśmy"),
                    "online": _online(release),
                },
            },
        )


def _online(release: Release) -> str:
    if release.is_under_embargo:
        return _("Ten tekst po zakończeniu embarga:")
    return _("Ten tekst i zdjęcia:") if release.photos.shown().exists() else _("Ten tekst:")


def release_document(text: ReleaseText) -> bytes:
    """Return a release as .docx with real headings, for whoever copies from it."""
    made = begun(text.title, language=text.language, author=text.sender)
    with translation.override(text.language):
        write_lines(made, [f"{text.heading}, {text.day}", text.embargo, text.correction])
        made.add_heading(_set(text, text.title), level=0)
        made.add_paragraph().add_run(_set(text, text.lead)).bold = True
        write_lines(made, [f"{label}: {value}" for label, value in text.facts])
        for block in text.blocks:
            _write_block(made, block, text)
        write_lines(made, [text.saying])
        for heading, lines in ((_("Pytania"), text.contact), (_("Kim jesteśmy"), (text.about,))):
            if any(lines):
                made.add_heading(heading, level=1)
                write_lines(made, lines)
    return saved(made)


def release_plain(text: ReleaseText) -> str:
    """Return a release as plain text, its parts parted by an empty line."""
    with translation.override(text.language):
        parts = [
            f"{text.heading} · {text.sender} · {text.day}",
            text.embargo,
            text.correction,
            text.title,
            text.lead,
            "\n".join(f"{label}: {value}" for label, value in text.facts),
            *text.paragraphs,
            text.saying,
            f"{_('Pytania')}: {' · '.join(text.contact)}",
            text.about,
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _write_block(made: TextDocument, block: Block, text: ReleaseText) -> None:
    for line in block.lines:
        words = _set(text, plain(line))
        if block.kind in LEVELS:
            made.add_heading(words, level=LEVELS[block.kind])
        else:
            made.add_paragraph(words, style=STYLES.get(block.kind))


def _set(text: ReleaseText, words: str) -> str:
    return well_set(words, language=text.language)
