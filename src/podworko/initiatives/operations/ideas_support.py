"""Support of neighbours: each once, by a confirmed contact or by a signature on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.core.phones import parse_phone
from podworko.core.text import fold, one_contact, squeeze
from podworko.initiatives import idea_links, ideas_notices
from podworko.initiatives.models import Initiative, Support
from podworko.initiatives.operations.ideas_lock import hold
from podworko.initiatives.operations.ideas_path import reach
from podworko.messages import public as messages
from podworko.people.public import Channel

__all__ = [
    "Row",
    "RowResult",
    "Said",
    "Told",
    "ask_support",
    "confirm_support",
    "type_in_sheet",
    "withdraw_support",
]

State = Support.State
MOST_ROWS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says on the web that they support something: one contact, a name if they wish."""

    email: str = ""
    phone: str = ""
    name: str = ""
    language: str = "pl"

    @property
    def contact(self) -> str:
        """The contact as one person has it once."""
        return one_contact(self.email or self.phone)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list on paper: a name, and a contact or an address in words."""

    name: str
    contact: str


class Told(StrEnum):
    """What came of one line of a list."""

    COUNTED = "counted"
    KNOWN = "known"
    TWICE = "twice"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RowResult:
    """One line of a list, its number from 1, and what came of it."""

    number: int
    row: Row
    told: Told


@transaction.atomic
def ask_support(initiative: Initiative, said: Said, *, actor: audit.Actor) -> Support:
    """Note who wants to support an initiative, and write them a link and a code to confirm it.

    It counts only then. Whoever is here already gets the same message with a new code, so that
    nobody learns from the page who supports what. Raises DomainError when it is too late.
    """
    held = hold(initiative)
    _check_open(held)
    code = codes.drawn_long()
    known = _known(held, said.contact)
    support = known or Support(
        initiative=held, contact_digest=idea_links.contact_digests(held, said.contact)[0]
    )
    support.code_digest = idea_links.support_digests(code)[0]
    if support.state == State.PENDING:
        support.name = squeeze(said.name)[:120] or support.name
    support.save()
    audit.record("support.asked", actor=actor, target=support)
    _write(support, said, code=code)
    return support


@transaction.atomic
def confirm_support(support: Support, *, actor: audit.Actor) -> Support:
    """Count a neighbour's support; twice is the same as once. Enough of it moves things on.

    Raises DomainError when it is too late.
    """
    initiative = hold(support.initiative)
    held = _locked(support)
    if held.state == State.COUNTED:
        return held
    _check_open(initiative)
    held.state = State.COUNTED
    held.save(update_fields=["state"])
    audit.record("support.counted", actor=actor, target=held)
    reach(initiative, actor=actor)
    return held


@transaction.atomic
def withdraw_support(support: Support, *, actor: audit.Actor) -> Support:
    """Take support back: it counts no more. Twice is the same as once; no step is undone."""
    hold(support.initiative)
    held = _locked(support)
    if held.state == State.WITHDRAWN:
        return held
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
    audit.record("support.withdrawn", actor=actor, target=held)
    return held


@transaction.atomic
def type_in_sheet(
    initiative: Initiative, rows: Sequence[Row], *, actor: audit.Actor
) -> list[RowResult]:
    """Count who signed on paper, each once, against what came by the web too; row by row.

    Whoever waited for a confirmation has given it on paper; whoever took their support back is
    not counted again. Raises DomainError for too many rows, and when it is too late.
    """
    held = hold(initiative)
    _check_open(held)
    if len(rows) > MOST_ROWS:
        raise DomainError(_("To za dużo wierszy naraz. Podziel listę."), field="rows")
    seen: set[int] = set()
    told = [_typed(held, row, number, seen) for number, row in enumerate(rows, start=1)]
    counted = sum(each.told == Told.COUNTED for each in told)
    audit.record("support.typed_in", actor=actor, target=held, rows=len(rows), people=counted)
    reach(held, actor=actor)
    return told


def _typed(held: Initiative, row: Row, number: int, seen: set[int]) -> RowResult:
    key = _paper_key(row)
    known = _known(held, key)
    if known is None:
        digest = idea_links.contact_digests(held, key)[0]
        known = Support(initiative=held, contact_digest=digest)
    told = _told(known, seen)
    if told == Told.COUNTED:
        known.state, known.channel = State.COUNTED, Channel.PAPER
        known.name = squeeze(row.name)[:120] or known.name
        known.save()
        seen.add(known.pk)
    return RowResult(number, row, told)


def _told(known: Support, seen: set[int]) -> Told:
    if known.pk in seen:
        return Told.TWICE
    if known.pk and known.state == State.COUNTED:
        return Told.KNOWN
    return Told.WITHDRAWN if known.state == State.WITHDRAWN else Told.COUNTED


def _paper_key(row: Row) -> str:
    """Return what a line is known by: its e-mail or number, else the name with the address."""
    contact = squeeze(row.contact)
    if "@" in contact:
        return one_contact(contact)
    try:
        return parse_phone(contact)
    except DomainError:
        return f"{fold(squeeze(row.name))}|{fold(contact)}"


def _known(initiative: Initiative, contact: str) -> Support | None:
    digests = idea_links.contact_digests(initiative, contact)
    return initiative.supports.filter(contact_digest__in=digests).first()


def _locked(support: Support) -> Support:
    return Support.objects.select_for_update(no_key=True, of=("self",)).get(pk=support.pk)


def _check_open(initiative: Initiative) -> None:
    if not initiative.is_supported:
        raise DomainError(_("Poparcia już nie zbieramy. Zobacz, co dzieje się dalej."))


def _write(support: Support, said: Said, *, code: str) -> None:
    initiative = support.initiative
    url = idea_links.support_url(support, said.language)
    to = messages.Recipient(
        name=said.name, email=said.email, phone=said.phone, language=said.language
    )
    messages.send(
        "initiatives/idea_support",
        to=to,
        context={
            "title": initiative.title,
            **ideas_notices.pal_words(initiative),
            "page_url": url,
            "code": codes.spaced(code),
        },
        about=support,
        once=f"initiatives.support:{support.pk}:{support.code_digest}",
        pal_id=initiative.pal_id,
        # Whoever reads the outbox must not learn who supports what, nor hold the link to it;
        # a call alone is made by somebody at the desk.
        sealed=messages.way_to(to) in (messages.Channel.EMAIL, messages.Channel.SMS),
    )
