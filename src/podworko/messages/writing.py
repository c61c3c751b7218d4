"""From a writer's plain text to what leaves the house: text, HTML, SMS, words for a call.

A template is `<app>/templates/<app>/messages/<name>.<language>.txt`:

    Subject in one line

    A paragraph. Values stand in {{ braces }}.

    [[ What the button says | {{ url }} ]]

    ## A heading within
    [[- What a plain link says | {{ url }} ]]

    === sms ===
    At most two parts of a text message.

    === call ===
    What the person who phones says.

The sections are cut before any value is put in, and values lose line breaks and double
brackets, so that no value can forge a header, a section or a button.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias, cast

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.loader import render_to_string
from django.template.loaders.cached import Loader as CachedLoader
from django.utils import translation
from django.utils.translation import gettext as _

from podworko.core.text import squeeze
from podworko.messages import sms

JSON: TypeAlias = "str | int | float | bool | Sequence[JSON] | Mapping[str, JSON] | None"

FALLBACK = "pl"
SUBJECT_LENGTH = 200

_SECTION = re.compile(r"^===[ \t]*(sms|call)[ \t]*===[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^##\s+(?P<text>.+)$")
_BUTTON = re.compile(r"^\[\[(?P<plain>-?)\s*(?P<label>.+?)\s*\|\s*(?P<url>\S+)\s*\]\]$")
_SAFE_URL = re.compile(r"^(https?://|mailto:|tel:)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class TemplateMissing(LookupError):  # noqa: N818 - the name other modules were promised
    """There is no such message, not even in Polish."""


class TemplateBroken(ValueError):  # noqa: N818 - as above
    """The text of a message cannot be used: a variable is unknown, or a link is unsafe."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or, with a `url`, a button or a plain link."""

    text: str
    url: str = ""
    is_plain: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A message in one person's language, in each form it may take."""

    language: str
    subject: str
    text: str
    html: str
    sms: str
    call: str


def write(template: str, *, language: str, context: Mapping[str, JSON]) -> Written:
    """Write `template` with `context` in `language`, or in Polish when it is not translated.

    Raises TemplateMissing, and TemplateBroken for a text that must not leave.
    """
    source, language = _find(template, language)
    values = clean(context)
    with translation.override(language):
        rendered = {name: _fill(part, values) for name, part in _sections(source).items()}
        subject, blocks = _parse(rendered["mail"])
        return Written(
            language=language,
            subject=subject,
            text=_as_text(blocks),
            html=_as_html(subject, blocks, language),
            sms=sms.fit(_as_text(_blocks(rendered.get("sms", "")), footer=False)),
            call=_as_text(_blocks(rendered.get("call", "")), footer=False),
        )


def clean(value: JSON) -> JSON:
    """Return `value` with every text inside it safe for a line of its own and for headers."""
    if isinstance(value, str):
        return squeeze(_CONTROL.sub(" ", value)).replace("[[", "[").replace("]]", "]")
    if isinstance(value, Mapping):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [clean(item) for item in value]
    return value


def _find(template: str, language: str) -> tuple[str, str]:
    app, _slash, name = template.partition("/")
    for code in dict.fromkeys((language, FALLBACK)):
        source = _source(f"{app}/messages/{name}.{code}.txt")
        if source is not None:
            return source, code
    raise TemplateMissing(template)


def _source(name: str) -> str | None:
    """Read a template as it was written: it is compiled in parts, each on its own."""
    # The base class of loaders does not name `get_contents`, though every loader has it.
    loaders = cast("list[CachedLoader]", Engine.get_default().template_loaders)
    for loader in loaders:
        for origin in loader.get_template_sources(name):
            with suppress(TemplateDoesNotExist):
                return str(loader.get_contents(origin))
    return None


def _sections(source: str) -> dict[str, str]:
    mail, *rest = _SECTION.split(source)
    return {"mail": mail, **dict(zip(rest[::2], rest[1::2], strict=True))}


def _fill(source: str, values: JSON) -> str:
    engine = Engine.get_default()
    part = engine.from_string("{% load outbox %}" + source)
    text = part.render(Context(cast("dict[str, object]", values), autoescape=False))
    mark = engine.string_if_invalid.split("%")[0]
    if mark and mark in text:
        raise TemplateBroken(text[text.index(mark) :].splitlines()[0])
    return text


def _parse(text: str) -> tuple[str, list[Block]]:
    subject, _newline, body = text.lstrip().partition("\n")
    subject = squeeze(subject)
    if len(subject) > SUBJECT_LENGTH:
        subject = subject[: SUBJECT_LENGTH - 1].rstrip() + "…"
    return subject, _blocks(body)


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    lines: list[str] = []
    for line in [*(line.strip() for line in text.splitlines()), ""]:
        own = _of_one_line(line)
        if line and not own:
            lines.append(line)
            continue
        if lines:
            blocks.append(Block("\n".join(lines)))
            lines = []
        blocks += [own] if own else []
    return blocks


def _of_one_line(line: str) -> Block | None:
    if heading := _HEADING.match(line):
        return Block(heading["text"], is_heading=True)
    button = _BUTTON.match(line)
    return (
        _button(button["label"], button["url"], is_plain=bool(button["plain"])) if button else None
    )


def _button(label: str, url: str, *, is_plain: bool) -> Block:
    if not _SAFE_URL.match(url):
        raise TemplateBroken(f"A link must be a whole address, not {url!r}.")
    return Block(label, url, is_plain=is_plain)


def _as_text(blocks: list[Block], *, footer: bool = True) -> str:
    parts = [f"{block.text}:\n{block.url}" if block.url else block.text for block in blocks]
    if footer:
        parts += [f"-- \n{_signature()}\n{settings.SITE_URL}"]
    return "\n\n".join(parts)


def _as_html(subject: str, blocks: list[Block], language: str) -> str:
    page = {
        "subject": subject,
        "blocks": blocks,
        "language": language,
        "signature": _signature(),
        "site": settings.SITE_URL,
    }
    return render_to_string("outbox/mail.html", page)


def _signature() -> str:
    return _("Podwórko – sieć Programów Aktywności Lokalnej. Wiadomość wysłana automatycznie.")
