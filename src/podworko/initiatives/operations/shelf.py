"""Things on the shelf: offered, looked at, shown, changed, withdrawn."""

from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.initiatives import shelf_notices, wording
from podworko.initiatives.models import Loan, Thing
from podworko.initiatives.operations.own_pages import open_page
from podworko.people.public import Card, Channel, register

THING_FIELDS = (
    "title",
    "category",
    "words",
    "condition",
    "collecting",
    "longest_days",
    "with_instruction",
    "needs_adult",
    "photo_alt",
)
LOOK_DAYS = 3
"""Working days within which staff look at what a neighbour offers."""
State = Thing.State


@dataclass(frozen=True, slots=True)
class Offered:
    """What came of offering a thing; `code` opens the own page, "" for whoever had one before."""

    thing: Thing
    code: str


@transaction.atomic
def offer_thing(thing: Thing, card: Card, *, channel: Channel, actor: audit.Actor) -> Offered:
    """Take a neighbour's thing; it is shown after staff looked at it, by a promised day.

    Raises DomainError for prices and contacts in its words, and for a photograph without words.
    """
    _check(thing)
    thing.owner = register(card, channel=channel, actor=actor)
    thing.state, thing.checked_at = State.HIDDEN, None
    thing.due_on = times.working_day_after(times.today(), days=LOOK_DAYS)
    thing.save()
    audit.record("thing.offered", actor=actor, target=thing, channel=channel)
    page, code = open_page(thing.owner, actor=actor)
    shelf_notices.thing_offered(thing, page=page, code=code)
    return Offered(thing, code)


@transaction.atomic
def add_thing(thing: Thing, *, actor: audit.Actor) -> Thing:
    """Put a thing of the PAL on the shelf; residents see it at once.

    Raises DomainError for prices in its words, and for a photograph without words.
    """
    _check(thing)
    thing.state, thing.checked_at = State.SHOWN, timezone.now()
    thing.save()
    audit.record("thing.added", actor=actor, target=thing)
    return thing


@transaction.atomic
def save_thing(thing: Thing, *, actor: audit.Actor, seen_version: str) -> Thing:
    """Store what was changed of a thing, its photograph too; the former one goes after the commit.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    DomainError as offer_thing does.
    """
    held = lock_thing(thing)
    if version_of(held, THING_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _check(thing)
    former = str(held.photo.name or "")
    thing.save(update_fields=[*THING_FIELDS, "photo"])
    if former and former != str(thing.photo.name or ""):
        forget_file(held)
    audit.record("thing.changed", actor=actor, target=thing)
    return thing


@transaction.atomic
def set_thing_state(thing: Thing, *, state: str, actor: audit.Actor, words: str = "") -> Thing:
    """Show a thing, hide it for a time, or withdraw it for good; its neighbour is told of a look.

    What is asked for or agreed and not handed out yet is declined when it is withdrawn. Raises
    DomainError while it is out, for what is withdrawn already, and for taking a neighbour's away
    without words.
    """
    held = lock_thing(thing)
    _check_may_be(held, state)
    if state != State.SHOWN and held.owner_id and not words.strip():
        raise DomainError(_("Napisz, dlaczego: ta osoba to przeczyta."), field="words")
    is_first_look = held.checked_at is None
    held.state, held.answer = state, words.strip()
    held.checked_at = held.checked_at or timezone.now()
    held.withdrawn_on = times.today() if state == State.WITHDRAWN else None
    held.save(update_fields=["state", "answer", "checked_at", "withdrawn_on"])
    audit.record("thing.state", actor=actor, target=held, state=state)
    if state == State.WITHDRAWN:
        _decline_what_waits(held, actor=actor)
    if held.owner and (is_first_look or words.strip()):
        page, _code = open_page(held.owner, actor=actor)
        shelf_notices.thing_looked_at(held, page=page)
    return held


@transaction.atomic
def rest_thing(thing: Thing, *, state: str, actor: audit.Actor) -> Thing:
    """Let a neighbour rest their own thing, lend it again, or withdraw it for good.

    What staff hid with words, staff alone show again. Raises DomainError for that, for what
    nobody looked at yet, while it is out, and for what is withdrawn already.
    """
    held = lock_thing(thing)
    _check_may_be(held, state)
    is_kept_back = held.state == State.HIDDEN and bool(held.answer)
    if held.checked_at is None or (is_kept_back and state != State.WITHDRAWN):
        raise DomainError(_("Tę rzecz może pokazać tylko zespół PAL. Zadzwoń do PAL."))
    # From now on it is hidden by whose it is: words that came with a yes hold nothing back.
    held.state, held.answer = state, ""
    held.withdrawn_on = times.today() if state == State.WITHDRAWN else None
    held.save(update_fields=["state", "answer", "withdrawn_on"])
    audit.record("thing.state", actor=actor, target=held, state=state)
    if state == State.WITHDRAWN:
        _decline_what_waits(held, actor=actor)
    return held


def lock_thing(thing: Thing) -> Thing:
    """Lock a thing's row until the end of the transaction and read it anew.

    It comes before any other lock of the shelf: loans and their days.
    """
    rows = Thing.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal", "owner").get(pk=thing.pk)


@transaction.atomic
def drop_thing_photo(name: str, *, actor: audit.Actor) -> int:
    """Take the photograph in this file off the shelf for good: somebody on it asked.

    The file is deleted once this is committed, also when nothing shows it any more. Returns from
    how many things it went.
    """
    rows = Thing.objects.select_for_update(no_key=True, of=("self",))
    held = list(rows.filter(photo=name).order_by("pk"))
    for thing in held:
        thing.photo, thing.photo_alt = "", ""
        thing.save(update_fields=["photo", "photo_alt"])
        audit.record("thing.photo_dropped", actor=actor, target=thing)
    transaction.on_commit(lambda: default_storage.delete(name))
    return len(held)


def forget_file(thing: Thing) -> None:
    """Delete a thing's photograph after the commit."""
    storage, name = thing.photo.storage, str(thing.photo.name)
    transaction.on_commit(lambda: storage.delete(name))


def _check(thing: Thing) -> None:
    wording.check_neighbourly(
        title=thing.title, words=thing.words, collecting=thing.collecting, photo_alt=thing.photo_alt
    )
    if thing.photo and not thing.photo_alt.strip():
        raise DomainError(_("Opisz zdjęcie dla osób, które go nie widzą."), field="photo_alt")


def _check_may_be(held: Thing, state: str) -> None:
    if held.state == State.WITHDRAWN:
        raise DomainError(_("Ta rzecz jest już wycofana."))
    if state == State.WITHDRAWN and held.loans.filter(state=Loan.State.OUT).exists():
        raise DomainError(_("Ta rzecz jest teraz u kogoś. Wycofaj ją, gdy wróci."))


def _decline_what_waits(held: Thing, *, actor: audit.Actor) -> None:
    waiting = held.loans.filter(state__in=(Loan.State.ASKED, Loan.State.AGREED))
    # In the order of their keys, as the clock takes them when it reminds.
    rows = waiting.select_for_update(no_key=True, of=("self",)).order_by("pk")
    for loan in rows.select_related("borrower"):
        loan.state = Loan.State.DECLINED
        loan.answered_at = timezone.now()
        loan.answer = _("Ta rzecz nie jest już do pożyczania.")
        loan.save(update_fields=["state", "answered_at", "answer"])
        loan.held_days.all().delete()
        audit.record("loan.declined", actor=actor, target=loan)
        if loan.borrower:
            page, _code = open_page(loan.borrower, actor=actor)
            shelf_notices.loan_answered(loan, page=page)
