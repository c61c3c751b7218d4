"""Writing, checking and publishing pages of the knowledge base."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.advice import index
from podworko.advice.models import KnowledgePage
from podworko.advice.models.knowledge import KEPT_FOR
from podworko.advice.reading import AdviceError
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.text import slug
from podworko.core.versions import ChangedMeanwhileError, version_of

KNOWLEDGE_FIELDS = (
    "kind",
    "topic",
    "question",
    "answer",
    "easy",
    "checklist",
    "source",
    "question_en",
    "answer_en",
    "checklist_en",
    "question_uk",
    "answer_uk",
    "checklist_uk",
)
RESERVED = frozenset({"zapytaj", "odpowiedz", "podobne", "temat", "kod"})
"""Words that stand where a page's name does in an address."""


@transaction.atomic
def save_page(page: KnowledgePage, *, actor: User, seen_version: str = "") -> KnowledgePage:
    """Store a page, new or changed.

    What came from a resident's question is a draft again, for another person to check. Raises
    ChangedMeanwhileError, and stores nothing, when a page is not `seen_version` any more.
    """
    is_new = page.pk is None
    if is_new:
        page.slug = _free_slug(page.question)
    elif version_of(_locked(page), KNOWLEDGE_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    page.written_by = actor
    if page.from_question:
        page.state, page.checked_by = KnowledgePage.State.DRAFT, None
    page.save()
    index.update(page)
    audit.record("knowledge.written" if is_new else "knowledge.changed", actor=actor, target=page)
    return page


@transaction.atomic
def publish_page(page: KnowledgePage, *, actor: User, role: str) -> None:
    """Have residents read a page, dated today, for a year; `role` is the one actor vouches in.

    Raises AdviceError when it came from a question and whoever wrote it would check it too:
    two people see to it that nobody is recognised.
    """
    row = _locked(page)
    if row.from_question and row.written_by_id == actor.pk:
        raise AdviceError(
            _("Ten wpis powstał z pytania. Ktoś inny sprawdzi, że nikogo nie widać, i opublikuje.")
        )
    row.state, row.checked_by = KnowledgePage.State.PUBLISHED, actor
    _date(row, role)
    audit.record("knowledge.published", actor=actor, target=row)


@transaction.atomic
def review_page(page: KnowledgePage, *, actor: User, role: str) -> None:
    """Note that a published page was checked today and is true: it is shown for a year more.

    Raises AdviceError for a draft.
    """
    row = _locked(page)
    if row.state != KnowledgePage.State.PUBLISHED:
        raise AdviceError(_("To szkic. Najpierw go opublikuj."))
    _date(row, role)
    audit.record("knowledge.reviewed", actor=actor, target=row)


@transaction.atomic
def withdraw_page(page: KnowledgePage, *, actor: audit.Actor) -> None:
    """Take a page away from residents; it stays as a draft."""
    row = _locked(page)
    row.state = KnowledgePage.State.DRAFT
    row.save(update_fields=["state"])
    index.update(row)
    audit.record("knowledge.withdrawn", actor=actor, target=row)


def _date(row: KnowledgePage, role: str) -> None:
    row.reviewed_on, row.reviewed_by_role = times.today(), role
    row.expires_on = times.today() + KEPT_FOR
    row.save()
    index.update(row)


def _free_slug(words: str) -> str:
    """Return a name for an address that no page has, and no other address begins with."""
    wanted = slug(words)[:80].strip("-") or "wpis"
    taken = set(
        KnowledgePage.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken | RESERVED)


def _locked(page: KnowledgePage) -> KnowledgePage:
    rows = KnowledgePage.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("topic").get(pk=page.pk)
