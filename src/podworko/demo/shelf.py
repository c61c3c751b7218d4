"""What neighbours of the demonstration city lend, post and report: everything made up."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT
from podworko.core import times
from podworko.core.geo import Point
from podworko.demo.shelf_rows import (
    NOTICES,
    PROBLEMS,
    THINGS,
    LoanRow,
    NoticeRow,
    ProblemRow,
    ThingRow,
    Who,
)
from podworko.diagnosis.public import Need
from podworko.initiatives import operations
from podworko.initiatives.models import Loan, LoanDay, Notice, Problem, ProblemState, Thing
from podworko.initiatives.operations import HandOver, LoanWish, ProblemData, ReplyWords, StepData
from podworko.initiatives.operations.lending import days_between
from podworko.network import public as network
from podworko.people.public import Card, Channel

RUNS = "animatorka@example.org"
BY = "Alicja Lipka"


def exchange(pals: Mapping[str, network.Pal]) -> str:
    """Fill the shelf, the board and the list of problems; return it in words."""
    runs = User.objects.get(email=RUNS)
    for row in THINGS:
        thing = _thing(row, pals[row.pal], runs)
        for loan in row.loans:
            _loan(thing, loan, runs)
        _settle(thing, row, runs)
    for posted in NOTICES:
        _notice(posted, pals[posted.pal], runs)
    for told in PROBLEMS:
        _problem(told, pals[told.pal], runs)
    return f"{len(THINGS)} things to lend, {len(NOTICES)} notices, {len(PROBLEMS)} local problems"


def _card(who: Who) -> Card:
    name, contact = who
    is_phone = contact.startswith("+")
    return Card(name=name, phone=contact if is_phone else "", email="" if is_phone else contact)


def _channel(who: Who) -> Channel:
    return Channel.PHONE if who[1].startswith("+") else Channel.WEB


def _thing(row: ThingRow, pal: network.Pal, runs: User) -> Thing:
    thing = Thing(
        pal=pal,
        title=row.title,
        category=row.category,
        words=row.words,
        collecting=row.collecting,
        condition=row.condition,
        longest_days=row.longest_days,
        shown_name=row.shown_name,
        with_instruction="i" in row.flags,
        needs_adult="a" in row.flags,
    )
    if row.owner is None:
        return operations.add_thing(thing, actor=runs)
    made = operations.offer_thing(
        thing, _card(row.owner), channel=_channel(row.owner), actor=RESIDENT
    ).thing
    if row.state == "shown":
        operations.set_thing_state(made, state="shown", actor=runs)
    return made


def _settle(thing: Thing, row: ThingRow, runs: User) -> None:
    if row.state in ("hidden", "withdrawn"):
        operations.set_thing_state(thing, state=row.state, words=row.answer, actor=runs)


def _loan(thing: Thing, row: LoanRow, runs: User) -> None:
    """Lead a loan as far as it came, on days near today, and then move it to its own."""
    first, last = (times.today() + timedelta(days=day) for day in row.days)
    is_past = row.days[0] < 0
    begins = times.today() if is_past else first
    ends = begins + (last - first)
    wish = LoanWish(_card(row.who), begins, ends, row.words, is_adult=True)
    loan = _asked(thing, wish, _channel(row.who))
    if row.state == "declined":
        operations.answer_loan(loan, agrees=False, words=row.answer, actor=runs)
    elif row.state != "asked":
        _lead(loan, row, runs)
    if is_past:
        _move(loan, row)
    for from_lender, words in row.notes:
        operations.write_note(loan, from_lender=from_lender, words=words, actor=RESIDENT)


def _asked(thing: Thing, wish: LoanWish, channel: Channel) -> Loan:
    """Ask for a thing; on days others have been given since, as who asked before them."""
    taken = list(LoanDay.objects.filter(thing=thing))
    LoanDay.objects.filter(thing=thing).delete()
    loan = operations.ask(thing, wish, channel=channel, actor=RESIDENT).loan
    LoanDay.objects.bulk_create(taken)
    return loan


def _lead(loan: Loan, row: LoanRow, runs: User) -> None:
    operations.answer_loan(loan, agrees=True, words=row.answer, actor=runs)
    if row.state == "cancelled":
        operations.cancel_loan(loan, by_borrower=True, actor=RESIDENT)
    if row.state in ("out", "back"):
        operations.hand_out(loan, what=HandOver("komplet, działa", BY), actor=runs)
    if row.state == "back":
        what = HandOver("czyste", BY, row.damage)
        operations.take_back(loan, what=what, actor=runs)


def _move(loan: Loan, row: LoanRow) -> None:
    today = times.today()
    first, last = (today + timedelta(days=day) for day in row.days)
    out_at = _at(row.days[0])
    back_at = _at(row.days[1]) if row.state == "back" else None
    Loan.objects.filter(pk=loan.pk).update(
        first_on=first,
        last_on=last,
        created_at=out_at - timedelta(days=2),
        answered_at=out_at - timedelta(days=1),
        out_at=out_at,
        back_at=back_at,
    )
    LoanDay.objects.filter(loan=loan).delete()
    LoanDay.objects.bulk_create(
        LoanDay(thing=loan.thing, loan=loan, day=day) for day in days_between(first, last)
    )


def _at(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def _notice(row: NoticeRow, pal: network.Pal, runs: User) -> None:
    notice = Notice(
        pal=pal,
        kind=row.kind,
        title=row.title,
        words=row.words,
        shown_name=row.shown_name,
        expires_on=times.today() + timedelta(days=row.days),
    )
    made = operations.post(notice, _card(row.who), channel=_channel(row.who), actor=RESIDENT).notice
    if row.state == "waiting":
        return
    state = "published" if row.state == "hidden" else row.state
    words = "" if state == "published" else row.answer
    operations.answer_notice(made, state=state, words=words, actor=runs)
    if row.state == "hidden":
        operations.hide_notice(made, words=row.answer, actor=runs)
    if row.appeal:
        operations.appeal(made, words=row.appeal, actor=RESIDENT)
    _talk(made, row)
    if row.report[0]:
        reason, told = row.report
        operations.report_notice(made, reason=reason, words=told, actor=RESIDENT)
    _date_back(made)


def _talk(made: Notice, row: NoticeRow) -> None:
    for who, name, words, answer in row.replies:
        what = ReplyWords(words, name)
        said = operations.reply(made, _card(who), what, channel=Channel.WEB, actor=RESIDENT).reply
        operations.reply_again(
            made, person=said.person, from_author=True, words=answer, actor=RESIDENT
        )


def _date_back(made: Notice) -> None:
    """Have it looked at a day after it came, so that the desk has a wait to show."""
    sent = timezone.now() - timedelta(days=3, hours=made.pk % 9)
    looked = sent + timedelta(hours=8 + 5 * (made.pk % 7))
    rows = Notice.objects.filter(pk=made.pk)
    rows.update(sent_at=sent, answered_at=looked, created_at=sent)
    rows.exclude(published_at=None).update(published_at=looked)


def _problem(row: ProblemRow, pal: network.Pal, runs: User) -> None:
    data = ProblemData(
        pal=pal,
        category=row.category,
        words=row.words,
        where=row.where,
        point=Point(*row.point),
        may_be_home="21" in row.where,
    )
    card = _card(row.who) if row.who else None
    made = operations.report(data, card=card, channel=Channel(row.channel), actor=RESIDENT).problem
    for who in row.voices:
        operations.join_problem(made, _card(who), channel=Channel.WEB, actor=RESIDENT)
    if row.title:
        operations.publish_problem(made, title=row.title, is_public=True, actor=runs)
    for step in _steps(row, pal):
        operations.take_step(made, step, actor=runs)
    _told_before(made, row)


def _steps(row: ProblemRow, pal: network.Pal) -> Iterator[StepData]:
    need = Need.objects.filter(pal=pal, title=row.need).first() if row.need else None
    for days_ago, state, words, office, number in row.steps:
        if state == "tied" and need is None:
            continue
        yield StepData(
            state=ProblemState(state),
            words=words,
            office=office,
            number=number,
            taken_on=times.today() - timedelta(days=days_ago),
            need=need if state == "tied" else None,
        )


def _told_before(made: Problem, row: ProblemRow) -> None:
    told_at = timezone.now() - timedelta(days=row.days_ago)
    due_on = times.working_day_after(times.local(told_at).date(), days=5)
    rows = Problem.objects.filter(pk=made.pk)
    rows.update(created_at=told_at, due_on=due_on)
    if row.steps:
        ended_at = timezone.now() - timedelta(days=row.steps[-1][0])
        rows.exclude(ended_at=None).update(ended_at=ended_at)
