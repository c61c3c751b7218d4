"""Who may see and change what neighbours lend, post and report. The only place that decides."""

import uuid

from django.db.models import QuerySet

from podworko.accounts.public import May, User
from podworko.initiatives.models import Loan, Notice, Problem, Thing
from podworko.initiatives.models.board import NoticeQuerySet
from podworko.initiatives.models.problems import ProblemQuerySet
from podworko.initiatives.models.shelf import LoanQuerySet, ThingQuerySet
from podworko.initiatives.policies import pals_where
from podworko.network.public import Pal
from podworko.people.public import Person

__all__ = [
    "may_ask_for",
    "may_offer_for",
    "may_post_for",
    "may_reply_for",
    "may_report_for",
    "may_say_same_for",
    "own_loans",
    "run_loans",
    "run_notices",
    "run_problems",
    "run_things",
    "shelf_pals",
]


def shelf_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose shelf and board `user` runs."""
    return pals_where(user, May.RUN_SHELF)


def run_things(user: User) -> ThingQuerySet:
    """Return the things on the shelves that `user` runs, hidden and withdrawn ones too."""
    return Thing.objects.filter(pal__in=shelf_pals(user)).select_related("pal", "owner")


def run_loans(user: User) -> LoanQuerySet:
    """Return the loans of those things."""
    rows = Loan.objects.select_related("thing__pal", "thing__owner", "borrower")
    return rows.filter(thing__pal__in=shelf_pals(user))


def own_loans(person: Person) -> LoanQuerySet:
    """Return the loans somebody is a side of: what they borrow, and what is theirs."""
    rows = Loan.objects.select_related("thing__pal", "thing__owner", "borrower")
    return rows.filter(borrower=person) | rows.filter(thing__owner=person)


def run_notices(user: User) -> NoticeQuerySet:
    """Return the notices of the boards that `user` runs."""
    return Notice.objects.filter(pal__in=shelf_pals(user)).select_related("pal", "person")


def run_problems(user: User) -> ProblemQuerySet:
    """Return the problems that `user` answers."""
    pals = pals_where(user, May.ANSWER_PROBLEMS)
    return Problem.objects.filter(pal__in=pals).select_related("pal", "reporter", "need")


def may_ask_for(user: User, *, public_id: uuid.UUID) -> bool:
    """Whether `user` may ask for a thing for somebody who calls or comes."""
    return run_things(user).filter(public_id=public_id).exists()


def may_offer_for(user: User) -> bool:
    """Whether `user` may put a thing on the shelf for a neighbour."""
    return shelf_pals(user).exists()


def may_post_for(user: User) -> bool:
    """Whether `user` may write a notice for a neighbour."""
    return shelf_pals(user).exists()


def may_reply_for(user: User, *, public_id: uuid.UUID) -> bool:
    """Whether `user` may pass on what somebody who calls answers to a notice."""
    return run_notices(user).filter(public_id=public_id).exists()


def may_say_same_for(user: User, *, public_id: uuid.UUID) -> bool:
    """Whether `user` may write down that somebody who calls has the same problem."""
    return run_problems(user).filter(public_id=public_id).exists()


def may_report_for(user: User) -> bool:
    """Whether `user` may write down what somebody reports."""
    return pals_where(user, May.ANSWER_PROBLEMS).exists()
