"""From a template and plain data to a PDF file."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.core.errors import DomainError
from podworko.ui.typesetting.typography import all_well_set

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
"""Templates may read each other, and nothing outside the package."""
TIME_LIMIT = 20.0

logger = logging.getLogger(__name__)


class TypesettingError(DomainError):
    """The document could not be made."""

    code = "not-typeset"


@dataclass(frozen=True, slots=True)
class Document:
    """One document to print: a template of the package, a title, and plain data.

    The title stands in the file's metadata, so it names no person. `pictures` are SVG by
    name. `data` may hold texts, numbers, lists and mappings; every text is set anew.
    """

    template: str
    title: str
    data: Mapping[str, object]
    pictures: Mapping[str, str] = field(default_factory=dict)


def typeset(document: Document) -> bytes:
    """Return `document` in the active language as a PDF/UA-1 file.

    Raises TypesettingError when it takes too long or cannot be made at all.
    """
    return _made(document, _order(document))


def pictured(document: Document, *, ppi: int) -> bytes:
    """Return the first page of `document` as a PNG picture, to look at before printing.

    Raises TypesettingError as `typeset` does.
    """
    return _made(document, _order(document) | {"ppi": ppi})


def _made(document: Document, asked: Mapping[str, object]) -> bytes:
    order = json.dumps(asked).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(HERE / "compositor.py")],
            input=order,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        logger.error("typesetting %s took over %s s", document.template, TIME_LIMIT)  # noqa: TRY400
        raise TypesettingError(_("Ten wydruk jest za duży. Wybierz krótszy czas.")) from error
    if done.returncode:
        logger.error("typesetting %s: %s", document.template, _nameless(done.stderr))
        raise TypesettingError(_("Nie udało się przygotować wydruku. Spróbuj jeszcze raz."))
    return done.stdout


def _order(document: Document) -> dict[str, object]:
    language = (get_language() or "pl").split("-")[0]
    set_data = all_well_set(_with_page_words(document.data), language=language)
    return {
        "root": str(ROOT),
        "template": str(ROOT / document.template),
        "fonts": str(HERE / "fonts"),
        "inputs": {
            "title": str(all_well_set(document.title, language=language)),
            "language": language,
            "data": json.dumps(set_data, ensure_ascii=False),
            "pictures": json.dumps(dict(document.pictures)),
        },
    }


def _with_page_words(data: Mapping[str, object]) -> dict[str, object]:
    """Add the words of the foot of a page, which all documents share."""
    own = data.get("words")
    words = own if isinstance(own, Mapping) else {}
    return {**data, "words": {"page": _("strona @n z @m"), **words}}


def _nameless(told: bytes) -> str:
    """Return where and of what kind the fault is; what follows may quote somebody's name."""
    text = told.decode(errors="replace")
    places = re.findall(r"[\w./-]+\.typ:\d+:\d+", text)
    return " ".join([re.split(r"[:`\"\n]", text, maxsplit=1)[0], *places[:1]])
