"""Rows for tests of what neighbours lend, post and report."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.initiatives import operations
from podworko.initiatives.models import Loan, Thing
from podworko.initiatives.operations.lending import AskedLoan, LoanWish
from podworko.initiatives.tests.factories import make_person
from podworko.people.public import Card, Channel, Person

ADA = Card(name="Ada Sąsiadka", phone="+48600700801", email="ada@example.org")
BEA = Card(name="Bea Zza Ściany", phone="+48600700802", email="bea@example.org")


def in_days(number: int) -> date:
    return times.today() + timedelta(days=number)


def make_thing(**fields: Any) -> Thing:
    if "pal" not in fields:
        fields["pal"] = make_pal()
    known = {
        "title": "Wiertarka",
        "category": "tools",
        "collecting": "W PAL, w godzinach otwarcia.",
        "state": "shown",
        "checked_at": timezone.now(),
    }
    return Thing.objects.create(**{**known, **fields})


def make_owner() -> Person:
    return make_person(name="Wanda Użyczająca", phone="+48600700809", email="wanda@example.org")


def make_lent_thing(**fields: Any) -> Thing:
    """Return a thing of a neighbour."""
    return make_thing(**{"owner": make_owner(), "shown_name": "Wanda", **fields})


def ask_for(
    thing: Thing, first: int = 2, last: int = 4, card: Card = ADA, **more: Any
) -> AskedLoan:
    wish = LoanWish(card=card, first_on=in_days(first), last_on=in_days(last), **more)
    return operations.ask(thing, wish, channel=Channel.WEB, actor=SYSTEM)


def make_loan(thing: Thing, first: int = 2, last: int = 4, card: Card = ADA) -> Loan:
    """Return a loan that is agreed."""
    asked = ask_for(thing, first, last, card).loan
    return operations.answer_loan(asked, agrees=True, words="", actor=SYSTEM)


def make_out(thing: Thing, *, late: int = 0, card: Card = ADA) -> Loan:
    """Return a loan that is out, due today or `late` days ago."""
    loan = make_loan(thing, 0, 0, card)
    loan = operations.hand_out(loan, what=operations.HandOver(by="Ola"), actor=SYSTEM)
    if late:
        loan.held_days.all().delete()
        loan.first_on = loan.last_on = in_days(-late)
        loan.save(update_fields=["first_on", "last_on"])
        thing.taken_days.create(loan=loan, day=loan.last_on)
    return loan
