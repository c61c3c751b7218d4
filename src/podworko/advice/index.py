"""What of the knowledge base can be found by searching; nothing of questions ever is."""

from podworko.advice.models import KnowledgePage
from podworko.core import search

SCOPE = "advice"


def update(page: KnowledgePage) -> None:
    """Put a page's words into the search in the caller's transaction; drafts are left out."""
    if page.state != KnowledgePage.State.PUBLISHED:
        search.drop(SCOPE, page.pk)
        return
    search.index(SCOPE, page.pk, fields(page))


def fields(page: KnowledgePage) -> list[tuple[str, int]]:
    """Return the texts that count, with their weight: a word of the question counts most."""
    topic = page.topic
    names = " ".join(filter(None, (topic.name, topic.name_en, topic.name_uk)))
    hints = " ".join(filter(None, (topic.hint, topic.hint_en, topic.hint_uk)))
    return [
        (" ".join(filter(None, (page.question, page.question_en, page.question_uk))), 8),
        (names, 3),
        (hints, 1),
        (" ".join(filter(None, (page.answer, page.answer_en, page.answer_uk))), 2),
        (f"{page.easy} {page.checklist}", 1),
    ]
