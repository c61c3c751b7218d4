"""What neighbours are told of things lent, by the channel that reaches them."""

from collections.abc import Mapping
from typing import Protocol

from django.utils import timezone

from podworko.core import codes
from podworko.initiatives.models import Loan, LoanNote, OwnPage, Thing
from podworko.initiatives.notices import day_words, write
from podworko.messages import public as messages


class Tell(Protocol):
    """Tells somebody of a loan, by their own page."""

    def __call__(self, loan: Loan, *, page: OwnPage) -> None:
        """Write it."""


def thing_offered(thing: Thing, *, page: OwnPage, code: str) -> None:
    """Write that an offer came, by which day it is looked at, and where to see it."""
    context: dict[str, messages.JSON] = {
        "thing": thing.title,
        "due_on": day_words(thing.due_on, page.person) if thing.due_on else "",
        "code": codes.spaced(code),
    }
    write("thing_offered", page, context, pal=thing.pal, about=thing, once=f"{thing.pk}")


def thing_looked_at(thing: Thing, *, page: OwnPage) -> None:
    """Write whether a thing is on the shelf, in the words of whoever looked at it."""
    context: dict[str, messages.JSON] = {
        "thing": thing.title,
        "is_shown": thing.is_shown,
        "is_withdrawn": thing.state == Thing.State.WITHDRAWN,
        "words": thing.answer,
    }
    once = f"{thing.pk}:{thing.state}:{timezone.now():%Y%m%d%H%M%S}"
    write("thing_looked_at", page, context, pal=thing.pal, about=thing, once=once)


def loan_asked(loan: Loan, *, page: OwnPage, code: str, mark: str) -> None:
    """Write that somebody's request came, and by which day it is answered.

    `mark` tells one asking from the next: days changed there and back are told each time.
    """
    context = {
        "due_on": day_words(loan.due_on, page.person),
        "code": codes.spaced(code),
    }
    tell_of(loan, "loan_asked", page, context, once=mark)


def loan_to_answer(loan: Loan, *, page: OwnPage, mark: str) -> None:
    """Write to a neighbour that somebody asks for their thing: a first name and days."""
    context = {
        "due_on": day_words(loan.due_on, page.person),
        "who": loan.borrower_first_name,
        "words": loan.words,
    }
    tell_of(loan, "loan_to_answer", page, context, once=mark)


def loan_answered(loan: Loan, *, page: OwnPage) -> None:
    """Write what was answered, and how to collect."""
    context: dict[str, messages.JSON] = {
        "is_agreed": loan.state == Loan.State.AGREED,
        "words": loan.answer,
        "collecting": loan.thing.collecting,
    }
    tell_of(loan, "loan_answered", page, context, once=loan.state)


def loan_decided(loan: Loan, *, page: OwnPage) -> None:
    """Write to a neighbour what was answered in their name."""
    context: dict[str, messages.JSON] = {
        "is_agreed": loan.state == Loan.State.AGREED,
        "who": loan.borrower_first_name,
    }
    tell_of(loan, "loan_decided", page, context, once=loan.state)


def loan_off(loan: Loan, *, page: OwnPage) -> None:
    """Write to a side that a loan is called off."""
    tell_of(loan, "loan_off", page, {}, once=f"{page.pk}")


def loan_tomorrow(loan: Loan, *, page: OwnPage) -> None:
    """Remind a side the day before a thing is handed over."""
    context = {"collecting": loan.thing.collecting}
    tell_of(loan, "loan_tomorrow", page, context, once=f"{page.pk}")


def loan_back_tomorrow(loan: Loan, *, page: OwnPage) -> None:
    """Remind who has a thing the day before it comes back."""
    context = {"collecting": loan.thing.collecting}
    tell_of(loan, "loan_back_tomorrow", page, context, once="")


def loan_overdue(loan: Loan, *, page: OwnPage) -> None:
    """Write that a thing is late, more plainly each of three times."""
    context: dict[str, messages.JSON] = {"step": loan.overdue_step}
    tell_of(loan, "loan_overdue", page, context, once=f"{loan.overdue_step}")


def loan_back(loan: Loan, *, page: OwnPage) -> None:
    """Write to a neighbour that their thing is back, and what is broken."""
    tell_of(loan, "loan_back", page, {"damage": loan.damage}, once="")


def loan_note(note: LoanNote, *, page: OwnPage) -> None:
    """Pass a message on: the words and a first name, no contact."""
    loan = note.loan
    who = (
        loan.thing.shown_name or loan.thing.pal.name
        if note.from_lender
        else loan.borrower_first_name
    )
    context: dict[str, messages.JSON] = {"who": who, "words": note.words}
    tell_of(loan, "loan_note", page, context, once=f"{note.pk}")


def tell_of(
    loan: Loan, name: str, page: OwnPage, context: Mapping[str, messages.JSON], *, once: str
) -> None:
    """Write one message about a loan, with its thing and days."""
    known: dict[str, messages.JSON] = {
        "thing": loan.thing.title,
        "first_on": day_words(loan.first_on, page.person),
        "last_on": day_words(loan.last_on, page.person),
    }
    keys = f"{loan.pk}:{once}"
    write(name, page, {**known, **context}, pal=loan.thing.pal, about=loan, once=keys)
