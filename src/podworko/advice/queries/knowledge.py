"""Finding in the knowledge base, by the meaning of Polish words."""

from collections.abc import Sequence
from dataclasses import dataclass

from podworko.advice import index
from podworko.advice.models import KnowledgePage, Topic
from podworko.core import search

MOST_RELATED = 5
MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What a search of the knowledge base found, the best first."""

    pages: tuple[KnowledgePage, ...]
    corrected: str = ""
    """How a mistyped question was understood; "" when nothing was forgiven."""
    is_partial: bool = False
    """Whether these have only some of the words, and none has all."""


def found(words: str, *, topic: Topic | None = None) -> Found:
    """Return the public pages that answer `words`, or all, the newest first; few queries."""
    rows = KnowledgePage.objects.public().select_related("topic")
    if topic:
        rows = rows.filter(topic=topic)
    if not words.strip():
        return Found(tuple(rows[:MOST_FOUND]))
    hits = search.find(index.SCOPE, words, limit=MOST_FOUND)
    known = rows.in_bulk([hit.document_id for hit in hits])
    pages = tuple(known[hit.document_id] for hit in hits if hit.document_id in known)
    return Found(pages, _corrected(hits), any(hit.partial for hit in hits))


def related(words: str) -> tuple[KnowledgePage, ...]:
    """Return up to five pages that may answer a question as it is typed; three queries."""
    return found(words).pages[:MOST_RELATED] if words.strip() else ()


def _corrected(hits: Sequence[search.Hit]) -> str:
    return next((hit.corrected for hit in hits if hit.corrected), "")
