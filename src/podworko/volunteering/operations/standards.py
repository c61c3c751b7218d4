"""Writing, issuing and reviewing standards for the protection of minors (art. 22b and 22c)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Pal
from podworko.volunteering.models import Acknowledgement, Content, Review, Standards

__all__ = [
    "StandardsText",
    "acknowledge_standards",
    "issue_standards",
    "review_standards",
    "write_standards",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsText:
    """What an edition says; `contents` are codes of Content, ticked by whoever wrote it."""

    full: str
    short: str
    contents: Collection[str]
    valid_from: date


@transaction.atomic
def write_standards(
    pal: Pal, text: StandardsText, *, actor: User, seen_version: int = 0
) -> Standards:
    """Store a PAL's draft: a new one, or what was changed of the one there is.

    Raises ChangedMeanwhileError, and stores nothing, when version `seen_version` of the draft
    (0 for none) is not the newest any more.
    """
    _lock_pal(pal)
    draft = Standards.objects.filter(pal=pal, issued_at=None).first()
    if (draft.version if draft else 0) != seen_version:
        raise ChangedMeanwhileError
    row = draft or Standards(pal=pal, number=_next_number(pal), version=0)
    row.full, row.short = text.full.strip(), text.short.strip()
    row.contents = [each.value for each in Content if each.value in text.contents]
    row.valid_from = text.valid_from
    row.version += 1
    row.save()
    audit.record("standards.written", actor=actor, target=row)
    return row


@transaction.atomic
def issue_standards(pal: Pal, *, actor: User, seen_version: int) -> Standards:
    """Issue a PAL's draft: from its day on everybody reads it, and the staff are asked anew.

    Raises DomainError while something that art. 22c ust. 1 asks for is not there, and without a
    draft; ChangedMeanwhileError when the draft is not what was looked at.
    """
    _lock_pal(pal)
    draft = Standards.objects.filter(pal=pal, issued_at=None).first()
    if draft is None:
        raise DomainError(_("Nie ma szkicu, który można wydać."))
    if draft.version != seen_version:
        raise ChangedMeanwhileError
    _check_complete(draft)
    draft.issued_at, draft.issued_by = timezone.now(), actor
    draft.valid_from = max(draft.valid_from, times.today())
    draft.save(update_fields=["issued_at", "issued_by", "valid_from"])
    audit.record("standards.issued", actor=actor, target=draft)
    return draft


@transaction.atomic
def review_standards(standards: Standards, *, on: date, words: str, actor: User) -> Review:
    """Note that an edition was reviewed, with what was found (art. 22c: every two years).

    Raises DomainError without words, for a day to come, and for a draft.
    """
    _lock_pal(standards.pal)
    if not standards.is_issued:
        raise DomainError(_("Przegląd robi się wydanych standardów."))
    if on > times.today():
        raise DomainError(_("Tego dnia jeszcze nie było."), field="reviewed_on")
    if not words.strip():
        raise DomainError(
            _("Przegląd opisuje się na piśmie: napisz, co stwierdzono."), field="words"
        )
    review = Review.objects.create(
        standards=standards, reviewed_on=on, words=words.strip(), by=actor
    )
    audit.record("standards.reviewed", actor=actor, target=standards)
    return review


@transaction.atomic
def acknowledge_standards(standards: Standards, *, actor: User) -> Acknowledgement:
    """Note that somebody of the staff has read an edition; twice is the same as once.

    Raises DomainError for a draft.
    """
    if not standards.is_issued:
        raise DomainError(_("To jeszcze szkic: poczekaj, aż ktoś go wyda."))
    row, is_new = Acknowledgement.objects.get_or_create(standards=standards, user=actor)
    if is_new:
        audit.record("standards.acknowledged", actor=actor, target=standards)
    return row


def _check_complete(draft: Standards) -> None:
    if missing := draft.missing:
        raise DomainError(
            _("Brakuje jeszcze (art. 22c ust. 1): %(missing)s.")
            % {"missing": "; ".join(str(each.label) for each in missing)},
            field="contents",
        )
    if not draft.full or not draft.short:
        raise DomainError(_("Potrzebna jest wersja pełna i skrócona."), field="short")


def _lock_pal(pal: Pal) -> None:
    """Lock the PAL's row: its editions are written, numbered and issued one by one."""
    Pal.objects.select_for_update(no_key=True).get(pk=pal.pk)


def _next_number(pal: Pal) -> int:
    last = Standards.objects.filter(pal=pal).order_by("-number").first()
    return last.number + 1 if last else 1
