"""What every module does when it ties a thing of its own to a need or a goal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.diagnosis.public import Need
from podworko.planning.models import Goal, ThreadLink

__all__ = ["Tie", "needs_behind", "needs_behind_all", "save_tie"]

L = TypeVar("L", bound=ThreadLink)


@dataclass(frozen=True, slots=True)
class Tie:
    """What is answered, and a sentence why."""

    to: Need | Goal
    why: str

    @property
    def pal_id(self) -> int:
        return self.to.pal_id if isinstance(self.to, Need) else self.to.plan.pal_id


@transaction.atomic
def save_tie(link: L, tie: Tie, *, pal_id: int) -> L:
    """Store that the thing of `link` answers a need or serves a goal of a PAL.

    The caller records it in the trail and has the needs behind it follow. Raises DomainError
    for a need or goal of another PAL, without a sentence why, or when it is said already.
    """
    if tie.pal_id != pal_id:
        raise DomainError(_("To potrzeba albo cel innego PAL."), field="to")
    if not tie.why.strip():
        raise DomainError(_("Napisz jednym zdaniem, dlaczego."), field="why")
    link.need, link.goal = (tie.to, None) if isinstance(tie.to, Need) else (None, tie.to)
    link.why = tie.why.strip()[:300]
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError as error:
        raise DomainError(_("To już jest tu powiązane."), field="to") from error
    return link


def needs_behind(link: ThreadLink) -> list[int]:
    """Return the keys of the needs that a tie answers, itself or through its goal."""
    if link.need_id:
        return [link.need_id]
    return list(link.goal.need_ties.values_list("need_id", flat=True)) if link.goal else []


def needs_behind_all(links: Iterable[ThreadLink]) -> set[int]:
    """Return the keys of the needs that any of these ties answers."""
    return {key for link in links for key in needs_behind(link)}
