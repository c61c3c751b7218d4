"""Rows for tests of what neighbours lend, post and report."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.geo import Point
from podworko.initiatives import operations, problem_links
from podworko.initiatives.models import Loan, Notice, Problem, ProblemState, ProblemStep, Thing
from podworko.initiatives.operations.lending import AskedLoan, LoanWish
from podworko.initiatives.tests.factories import make_person, make_token
from podworko.network.public import Pal
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


def make_notice(**fields: Any) -> Notice:
    """Return a notice that hangs on the board."""
    if "pal" not in fields:
        fields["pal"] = make_pal()
    state = fields.pop("state", "published")
    card = fields.pop("card", ADA)
    known = {
        "kind": "thing_given",
        "title": "Oddam krzesło",
        "words": "Drewniane, mocne.",
        "shown_name": "Ada",
        "expires_on": in_days(20),
    }
    notice = Notice(**{**known, **fields})
    made = operations.post(notice, card, channel=Channel.WEB, actor=SYSTEM).notice
    if state == "waiting":
        return made
    words = "" if state == "published" else "Bo tak."
    return operations.answer_notice(made, state=state, words=words, actor=SYSTEM)


def make_problem(*, card: Card | None = ADA, title: str = "", **fields: Any) -> Problem:
    """Return a problem that waits for an answer; one with a title is on the public list."""
    if "pal" not in fields:
        fields["pal"] = make_pal()
    known = {"category": "lighting", "words": "Nie świeci.", "point": Point(50.06, 19.94)}
    data = operations.ProblemData(**{**known, **fields})
    made = operations.report(data, card=card, channel=Channel.WEB, actor=SYSTEM).problem
    if title:
        operations.publish_problem(made, title=title, is_public=True, actor=SYSTEM)
    return made


def step(problem: Problem, state: str, words: str = "Działamy.", **more: Any) -> ProblemStep:
    data = operations.StepData(state=ProblemState(state), words=words, **more)
    return operations.take_step(problem, data, actor=SYSTEM)


def shelf_world(pal: Pal) -> dict[str, object]:
    """Make one of everything and return how addresses name it, for the permission table."""
    thing = make_lent_thing(pal=pal)
    loan = make_loan(thing)
    notice, problem = make_notice(pal=pal), make_problem(pal=pal, title="Ciemno")
    words = operations.ReplyWords("Jestem chętna.", "Bea")
    said = operations.reply(notice, BEA, words, channel=Channel.WEB, actor=SYSTEM).reply
    silent = make_problem(pal=pal, card=None, category="waste")
    assert loan.borrower
    assert thing.owner
    return {
        "shelf_thing": thing.public_id,
        "shelf_loan": loan.public_id,
        "shelf_lender": make_token(thing.owner),
        "shelf_borrower": make_token(loan.borrower),
        "board_notice": notice.public_id,
        "board_reply": said.public_id,
        "area_problem": problem.public_id,
        "area_token": problem_links.problem_path(silent).rstrip("/").split("/")[-1],
        "area_silent": silent.public_id,
        **{f"shelf_{word}": word for word in ("schowaj", "odwolaj", "przedluz", "zostaw")},
    }


def shelf_desk_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of the shelf, the board and problems, with something in each."""
    made = shelf_world(pal)
    out = make_out(make_thing(pal=pal, title="Drabina"), late=3)
    waiting = make_notice(pal=pal, title="Szukam psa do spacerów", state="waiting")
    thing = (made["shelf_thing"],)
    return {
        **{f"initiatives:desk_{name}": [()] for name in ("shelf", "shelf_calendar", "thing_new")},
        "initiatives:desk_thing": [thing],
        "initiatives:desk_thing_edit": [thing],
        "initiatives:desk_loan": [(made["shelf_loan"],), (out.public_id,)],
        "initiatives:desk_board": [()],
        "initiatives:desk_notice": [(made["board_notice"],), (waiting.public_id,)],
        "initiatives:desk_problems": [()],
        "initiatives:desk_problem": [(made["area_problem"],)],
    }
