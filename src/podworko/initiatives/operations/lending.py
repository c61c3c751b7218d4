"""Lending: asked, agreed, handed out, taken back; a thing is with one borrower a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import shelf_notices, wording
from podworko.initiatives.models import Loan, LoanDay, LoanNote, Thing
from podworko.initiatives.operations.own_pages import open_page
from podworko.initiatives.operations.pages import open_pages
from podworko.initiatives.operations.shelf import lock_thing
from podworko.people.public import Card, Channel, register

ANSWER_DAYS = 2
"""Working days within which a loan is answered, and always before it begins."""
AHEAD = timedelta(days=90)
MOST_NOTES = 40
State = Loan.State


class TakenError(DomainError):
    """The thing is with somebody on one of these days."""

    code = "taken"


@dataclass(frozen=True, slots=True)
class LoanWish:
    """Who asks for a thing, from when to when, and what for."""

    card: Card
    first_on: date
    last_on: date
    words: str = ""
    is_adult: bool = False


@dataclass(frozen=True, slots=True)
class AskedLoan:
    """What came of asking; `code` opens the own page, "" for whoever had one before."""

    loan: Loan
    code: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """What is written when a thing changes hands: its condition, by whom, what is broken."""

    words: str = ""
    by: str = ""
    damage: str = ""


@transaction.atomic
def ask(thing: Thing, wish: LoanWish, *, channel: Channel, actor: audit.Actor) -> AskedLoan:
    """Ask to borrow a thing; it is answered by a promised day. Asking twice changes the days.

    Raises TakenError when it is taken, and DomainError for a thing that is not lent, for days
    gone by, too many or too far, and for prices or contacts in the words.
    """
    held = lock_thing(thing)
    _check_wish(held, wish)
    person = register(wish.card, channel=channel, actor=actor)
    # Whose it is asks like anybody: a no would tell who tries out names and numbers whose it is.
    loan = held.loans.asked().filter(borrower=person).first()
    loan = loan or Loan(thing=held, borrower=person, channel=channel)
    is_other = _wished(loan, wish)
    audit.record("loan.asked", actor=actor, target=loan, channel=channel)
    pages = open_pages(person, held.owner, actor=actor)
    page, code = pages[person.pk]
    if is_other:
        mark = timezone.now().isoformat()
        shelf_notices.loan_asked(loan, page=page, code=code, mark=mark)
        if held.owner:
            shelf_notices.loan_to_answer(loan, page=pages[held.owner.pk][0], mark=mark)
    return AskedLoan(loan, code)


@transaction.atomic
def answer_loan(loan: Loan, *, agrees: bool, words: str, actor: audit.Actor) -> Loan:
    """Answer who asks; from now on these days are theirs.

    A neighbour for whom somebody else answered is told.
    Raises TakenError when another has a day of these, and DomainError for what is answered, for
    a no without words, and for prices or contacts in them.
    """
    thing, held = _locked(loan)
    if held.state != State.ASKED:
        raise DomainError(_("Na tę prośbę już ktoś odpowiedział. Odśwież stronę."))
    if not agrees and not words.strip():
        raise DomainError(
            _("Napisz, dlaczego tym razem nie: ta osoba to przeczyta."), field="words"
        )
    wording.check_neighbourly(words=words)
    held.state = State.AGREED if agrees else State.DECLINED
    held.answer, held.answered_at = words.strip(), timezone.now()
    if agrees:
        _hold_days(thing, held)
    held.save(update_fields=["state", "answer", "answered_at"])
    audit.record("loan.answered", actor=actor, target=held, state=held.state)
    _tell_borrower(held, shelf_notices.loan_answered, actor=actor)
    if thing.owner and actor != audit.RESIDENT:
        shelf_notices.loan_decided(held, page=open_page(thing.owner, actor=actor)[0])
    return held


@transaction.atomic
def cancel_loan(loan: Loan, *, by_borrower: bool, actor: audit.Actor) -> Loan:
    """Call off what is asked or agreed; the days are free.

    The other side is told, and both sides when it is neither of them who calls off. Twice is the
    same as once. Raises DomainError for what is handed out already.
    """
    thing, held = _locked(loan)
    if held.state == State.CANCELLED:
        return held
    if held.state not in (State.ASKED, State.AGREED):
        raise DomainError(_("Tego nie można już odwołać. Zadzwoń do PAL."))
    held.state = State.CANCELLED
    held.answered_at = held.answered_at or timezone.now()
    held.save(update_fields=["state", "answered_at"])
    held.held_days.all().delete()
    audit.record("loan.cancelled", actor=actor, target=held)
    is_by_lender = actor == audit.RESIDENT and not by_borrower
    told = (None if by_borrower else held.borrower, None if is_by_lender else thing.owner)
    for page, _code in open_pages(*told, actor=actor).values():
        shelf_notices.loan_off(held, page=page)
    return held


@transaction.atomic
def hand_out(loan: Loan, *, what: HandOver, actor: audit.Actor) -> Loan:
    """Write down that a thing was handed out, and in what condition.

    Raises DomainError for what is not agreed, before its first day and after its last, and while
    another has it.
    """
    thing, held = _locked(loan)
    if held.state != State.AGREED:
        raise DomainError(_("Tę rzecz można wydać, gdy pożyczenie jest umówione."))
    if held.first_on > times.today():
        raise DomainError(_("To jeszcze nie ten dzień. Najpierw umów wcześniejszy początek."))
    if held.last_on < times.today():
        raise DomainError(_("Te dni już minęły. Odwołaj to pożyczenie i umów nowe."))
    if thing.loans.filter(state=State.OUT).exists():
        raise TakenError(_("Tej rzeczy jeszcze nikt nie oddał."))
    held.state, held.out_at = State.OUT, timezone.now()
    held.out_words, held.out_by = what.words.strip(), what.by.strip()
    held.save(update_fields=["state", "out_at", "out_words", "out_by"])
    audit.record("loan.handed_out", actor=actor, target=held)
    return held


@transaction.atomic
def take_back(loan: Loan, *, what: HandOver, actor: audit.Actor) -> Loan:
    """Write down that a thing is back, in what condition, and what is broken.

    The days that are left are free; the neighbour who lends it is told. Twice is the same as
    once. Raises DomainError for what is not out.
    """
    thing, held = _locked(loan)
    if held.state == State.BACK:
        return held
    if held.state != State.OUT:
        raise DomainError(_("Ta rzecz nie jest wydana."))
    held.state, held.back_at = State.BACK, timezone.now()
    held.back_words, held.back_by = what.words.strip(), what.by.strip()
    held.damage = what.damage.strip()
    held.save(update_fields=["state", "back_at", "back_words", "back_by", "damage"])
    held.held_days.filter(day__gt=times.today()).delete()
    audit.record("loan.taken_back", actor=actor, target=held, is_damaged=bool(held.damage))
    if thing.owner:
        shelf_notices.loan_back(held, page=open_page(thing.owner, actor=actor)[0])
    return held


@transaction.atomic
def write_note(loan: Loan, *, from_lender: bool, words: str, actor: audit.Actor) -> LoanNote:
    """Pass a message on to the other side of a loan, without anybody's contact.

    Raises DomainError for an empty one, for contacts and prices in it, after the end of the
    loan, and after too many.
    """
    thing, held = _locked(loan)
    if not words.strip():
        raise DomainError(_("Napisz wiadomość."), field="words")
    wording.check_neighbourly(words=words)
    if not held.is_live or held.notes.count() >= MOST_NOTES:
        raise DomainError(_("Tu już nie można pisać. Zadzwoń do PAL."), field="words")
    note = held.notes.create(from_lender=from_lender, words=words.strip())
    audit.record("loan.note", actor=actor, target=held)
    reader = held.borrower if from_lender else thing.owner
    if reader:
        shelf_notices.loan_note(note, page=open_page(reader, actor=actor)[0])
    return note


def taken_days(thing: Thing, *, first_on: date, last_on: date) -> list[date]:
    """Return the days on which a thing is with somebody, of these; late ones count until today."""
    rows = thing.taken_days.filter(day__range=(first_on, last_on))
    found = set(rows.values_list("day", flat=True))
    late = thing.loans.overdue().values_list("last_on", flat=True).first()
    if late:
        since = max(late + timedelta(days=1), first_on)
        found.update(days_between(since, min(times.today(), last_on)))
    return sorted(found)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from one to another, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _check_wish(held: Thing, wish: LoanWish) -> None:
    today = times.today()
    if not held.is_shown:
        raise DomainError(_("Tej rzeczy teraz nie pożyczamy."))
    if wish.first_on < today or wish.last_on < wish.first_on:
        raise DomainError(
            _("Sprawdź dni: początek od dziś, koniec nie wcześniej."), field="last_on"
        )
    if (wish.last_on - wish.first_on).days >= held.longest_days:
        text = _("Tę rzecz pożyczamy najdłużej na tyle dni: %(days)s.")
        raise DomainError(text % {"days": held.longest_days}, field="last_on")
    if wish.first_on > today + AHEAD:
        raise DomainError(_("Umawiamy się najdalej na trzy miesiące naprzód."), field="first_on")
    _check_person(held, wish)
    if taken_days(held, first_on=wish.first_on, last_on=wish.last_on):
        raise TakenError(_("W te dni ktoś już ją ma. Wybierz inne."), field="first_on")


def _check_person(held: Thing, wish: LoanWish) -> None:
    if held.needs_adult and not wish.is_adult:
        raise DomainError(_("Tę rzecz pożyczają osoby pełnoletnie."), field="is_adult")
    wording.check_neighbourly(words=wish.words)


def _wished(loan: Loan, wish: LoanWish) -> bool:
    """Save what is wished for; tell whether it is another wish than before."""
    days = (wish.first_on, wish.last_on)
    is_other = (loan.first_on, loan.last_on) != days
    loan.first_on, loan.last_on = days
    loan.words, loan.due_on = wish.words.strip(), _due_on(wish.first_on)
    loan.save()
    return is_other


def _due_on(first_on: date) -> date:
    today = times.today()
    before = max(first_on - timedelta(days=1), today)
    return min(times.working_day_after(today, days=ANSWER_DAYS), before)


def _hold_days(thing: Thing, held: Loan) -> None:
    if held.last_on < times.today():
        raise DomainError(_("Te dni już minęły. Odmów i zaproponuj inne."))
    if not thing.is_shown:
        raise DomainError(_("Tej rzeczy teraz nie pożyczamy. Najpierw ją pokaż."))
    if taken_days(thing, first_on=held.first_on, last_on=held.last_on):
        raise _taken()
    rows = [
        LoanDay(thing=thing, loan=held, day=day)
        for day in days_between(held.first_on, held.last_on)
    ]
    try:
        with transaction.atomic():
            LoanDay.objects.bulk_create(rows)
    except IntegrityError as error:
        raise _taken() from error


def _taken() -> TakenError:
    return TakenError(_("W te dni ktoś już ją ma. Odmów i zaproponuj inne."))


def _locked(loan: Loan) -> tuple[Thing, Loan]:
    """Lock the thing, then the loan, and read both anew."""
    thing = lock_thing(loan.thing)
    rows = Loan.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("borrower").get(pk=loan.pk)
    held.thing = thing
    return thing, held


def _tell_borrower(held: Loan, tell: shelf_notices.Tell, *, actor: audit.Actor) -> None:
    if held.borrower:
        tell(held, page=open_page(held.borrower, actor=actor)[0])
