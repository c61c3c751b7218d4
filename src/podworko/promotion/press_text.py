"""A release in words, the same in a message, on a page, on paper and as a text document."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from podworko.core import phones, times
from podworko.promotion import markup
from podworko.promotion.models import Release

QUOTES = {"pl": ("„", "”"), "en": ("“", "”"), "uk": ("«", "»")}
"""Quotation marks of each language, as its own typography has them."""


@dataclass(frozen=True, slots=True)
class ReleaseText:
    """A release in its own language."""

    language: str
    heading: str
    day: str
    embargo: str
    correction: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[markup.Block, ...]
    quotation: str
    quoted: str
    contact: tuple[str, ...]
    sender: str
    about: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The details without marks, for what knows only paragraphs."""
        lines = (" ".join(_plain(block).split()) for block in self.blocks)
        return tuple(line for line in lines if line)

    @property
    def saying(self) -> str:
        """The quotation in its marks, with whose it is; "" without one."""
        if not self.quotation:
            return ""
        first, last = QUOTES.get(self.language, QUOTES["pl"])
        return f"{first}{self.quotation}{last} – {self.quoted}"


def text_of(release: Release) -> ReleaseText:
    """Return a release in words; what an embargo is lifted from says nothing of it any more."""
    with translation.override(release.language):
        return ReleaseText(
            language=release.language,
            heading=_("Informacja prasowa"),
            day=date_format(times.local(release.goes_at or release.created_at), "j E Y"),
            embargo=_embargo(release),
            correction=_correction(release),
            title=release.title,
            lead=" ".join(release.lead.split()),
            facts=tuple(_facts(release)),
            blocks=markup.read(release.body),
            quotation=" ".join(release.quotation.split()).strip('„”“"«»'),
            quoted=release.quoted,
            contact=tuple(_contact(release)),
            sender=release.pal.name if release.pal else _("Sieć Programów Aktywności Lokalnej"),
            about=release.pal.local_summary if release.pal else "",
        )


def release_words(release: Release) -> str:
    """Return a release as plain words, for a feed: all but its title and whom to ask."""
    text = text_of(release)
    facts = "\n".join(f"{label}: {value}" for label, value in text.facts)
    parts = (text.correction, text.lead, facts, *text.paragraphs, text.saying)
    return "\n\n".join(part for part in parts if part)


def moment_words(release: Release) -> str:
    """Return until when a release is under embargo, in its language; "" when it is under none."""
    until = release.embargo_until
    return date_format(times.local(until), "j E Y, H:i") if until else ""


def _embargo(release: Release) -> str:
    if release.embargo_until is None or (release.is_public and release.is_out):
        return ""
    return _("Embargo: prosimy nie publikować przed %(moment)s") % {"moment": moment_words(release)}


def _correction(release: Release) -> str:
    if not release.corrected_at:
        return ""
    day = date_format(times.local(release.corrected_at), "j E Y")
    return _("Sprostowanie z %(day)s: %(words)s") % {"day": day, "words": release.correction}


def _facts(release: Release) -> list[tuple[str, str]]:
    rows: list[tuple[str | Promise, str]] = [
        (_("Kto"), release.who),
        (_("Gdzie"), release.place),
        (_("Kiedy"), release.occasion),
        (_("Dlaczego"), " ".join(release.why.split())),
    ]
    return [(str(label), value) for label, value in rows if value]


def _contact(release: Release) -> list[str]:
    phone = phones.display(release.contact_phone) if release.contact_phone else ""
    parts = (release.contact_name, phone, release.contact_email, release.contact_hours)
    return [part for part in parts if part]


def _plain(block: markup.Block) -> str:
    mark = {"ul": "– ", "ol": "– "}.get(block.kind, "")
    joined = "; " if mark else " "
    return joined.join(mark + markup.plain(line) for line in block.lines)
