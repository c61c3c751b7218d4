"""The lending shelf: asked, agreed, handed out, back; reminders, and what is forgotten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.initiatives import operations, wording
from podworko.initiatives.models import Loan, LoanDay, LoanNote, Thing
from podworko.initiatives.operations import shelf_reminding
from podworko.initiatives.operations.lending import HandOver, TakenError, taken_days
from podworko.initiatives.tests.shelf_factories import (
    ADA,
    BEA,
    ask_for,
    in_days,
    make_lent_thing,
    make_loan,
    make_out,
    make_thing,
)
from podworko.messages.public import messages_to
from podworko.people.public import Card, Channel, Person

pytestmark = pytest.mark.django_db
HANDED = HandOver(words="wszystko działa", by="Ola")


def test_asking_twice_is_one_request_with_the_later_days() -> None:
    thing = make_thing()
    first = ask_for(thing, 2, 4)
    again = ask_for(thing, 3, 5)
    assert first.loan == again.loan
    assert (len(first.code), again.code) == (9, "")
    loan = Loan.objects.get()
    assert (loan.first_on, loan.last_on) == (in_days(3), in_days(5))
    assert times.today() <= loan.due_on < loan.first_on


@pytest.mark.parametrize(
    ("fields", "days", "words", "field"),
    [
        ({"state": "hidden"}, (1, 2), "", ""),
        ({}, (-1, 2), "", "last_on"),
        ({}, (3, 2), "", "last_on"),
        ({"longest_days": 2}, (1, 3), "", "last_on"),
        ({}, (100, 101), "", "first_on"),
        ({"needs_adult": True}, (1, 2), "", "is_adult"),
        ({}, (1, 2), "zapłacę 20 zł", "words"),
        ({}, (1, 2), "tel. 600 100 200", "words"),
    ],
)
def test_what_cannot_be_asked_for(
    fields: dict[str, object], days: tuple[int, int], words: str, field: str
) -> None:
    thing = make_thing(**fields)
    with pytest.raises(DomainError) as caught:
        ask_for(thing, *days, words=words)
    assert caught.value.field == field
    assert not Loan.objects.exists()


def test_agreed_days_are_taken_and_others_are_free() -> None:
    thing = make_thing()
    rival = ask_for(thing, 4, 6, BEA).loan
    make_loan(thing, 2, 4)
    with pytest.raises(TakenError):
        ask_for(thing, 1, 2, BEA)
    with pytest.raises(TakenError):
        operations.answer_loan(rival, agrees=True, words="", actor=SYSTEM)
    rival.refresh_from_db()
    assert rival.state == "asked"
    assert taken_days(thing, first_on=in_days(1), last_on=in_days(9)) == [
        in_days(number) for number in (2, 3, 4)
    ]


def test_a_no_needs_words_and_an_answer_is_given_once() -> None:
    loan = ask_for(make_thing()).loan
    with pytest.raises(DomainError) as caught:
        operations.answer_loan(loan, agrees=False, words=" ", actor=SYSTEM)
    assert caught.value.field == "words"
    operations.answer_loan(loan, agrees=False, words="w naprawie", actor=SYSTEM)
    with pytest.raises(DomainError):
        operations.answer_loan(loan, agrees=True, words="", actor=SYSTEM)
    assert sorted(told(loan.borrower)) == ["loan_answered", "loan_asked"]


def test_a_thing_goes_out_on_its_day_once_and_comes_back() -> None:
    thing = make_thing()
    with pytest.raises(DomainError):
        operations.hand_out(make_loan(thing, 1, 2, BEA), what=HANDED, actor=SYSTEM)
    late = make_out(thing, late=2)
    next_one = make_loan(thing, 3, 5)
    Loan.objects.filter(pk=next_one.pk).update(first_on=times.today())
    with pytest.raises(TakenError):
        operations.hand_out(next_one, what=HANDED, actor=SYSTEM)
    assert times.today() in taken_days(thing, first_on=in_days(-3), last_on=in_days(3))
    for _ in range(2):
        late = operations.take_back(late, what=HandOver(damage="pęknięty uchwyt"), actor=SYSTEM)
    assert (late.state, late.damage) == ("back", "pęknięty uchwyt")
    operations.hand_out(next_one, what=HANDED, actor=SYSTEM)


def test_what_comes_back_early_frees_the_days_that_are_left() -> None:
    thing = make_thing()
    loan = make_loan(thing, 0, 5)
    operations.hand_out(loan, what=HANDED, actor=SYSTEM)
    operations.take_back(loan, what=HANDED, actor=SYSTEM)
    assert [row.day for row in LoanDay.objects.all()] == [times.today()]


def test_whoever_calls_off_tells_the_other_side_and_frees_the_days() -> None:
    thing = make_lent_thing()
    loan = make_loan(thing)
    for _ in range(2):
        operations.cancel_loan(loan, by_borrower=True, actor=SYSTEM)
    assert not LoanDay.objects.exists()
    assert "loan_off" in told(thing.owner)
    with pytest.raises(DomainError):
        operations.cancel_loan(make_out(make_thing()), by_borrower=True, actor=SYSTEM)


def told(person: Person | None) -> list[str]:
    return [row.template.split("/")[1] for row in messages_to(person.pk)] if person else []


def test_neighbours_write_to_one_another_and_no_contact_is_shown() -> None:
    thing = make_lent_thing()
    loan = make_loan(thing)
    for words in ("zadzwoń 600 100 200", "ada@example.org", "ul. Lipowa 7/3", " "):
        with pytest.raises(DomainError) as caught:
            operations.write_note(loan, from_lender=False, words=words, actor=SYSTEM)
        assert caught.value.field == "words"
    operations.write_note(loan, from_lender=False, words="O której?", actor=SYSTEM)
    operations.write_note(loan, from_lender=True, words="O piątej w PAL.", actor=SYSTEM)
    assert "loan_note" in told(thing.owner)
    assert "loan_note" in told(loan.borrower)
    bodies = [row.body_text for row in messages_to(loan.borrower_id or 0)]
    assert not any("wanda@" in body or "700 809" in body for body in bodies)


def test_a_neighbours_thing_is_shown_after_a_look() -> None:
    thing = Thing(
        pal=make_thing().pal, title="Namiot", category="sport", collecting="w PAL", shown_name="Ada"
    )
    made = operations.offer_thing(thing, ADA, channel=Channel.WEB, actor=SYSTEM)
    assert (made.thing.state, len(made.code)) == ("hidden", 9)
    with pytest.raises(DomainError):
        operations.set_thing_state(made.thing, state="hidden", actor=SYSTEM)
    operations.set_thing_state(made.thing, state="shown", actor=SYSTEM)
    assert Thing.objects.public().filter(pk=thing.pk).exists()
    assert sorted(told(made.thing.owner)) == ["thing_looked_at", "thing_offered"]


def test_withdrawing_declines_what_waits_and_not_while_it_is_out() -> None:
    thing = make_thing()
    out = make_out(thing)
    waiting = make_loan(thing, 5, 6, BEA)
    with pytest.raises(DomainError):
        operations.set_thing_state(thing, state="withdrawn", actor=SYSTEM)
    operations.take_back(out, what=HANDED, actor=SYSTEM)
    operations.set_thing_state(thing, state="withdrawn", actor=SYSTEM)
    waiting.refresh_from_db()
    assert waiting.state == "declined"
    with pytest.raises(DomainError):
        operations.set_thing_state(thing, state="shown", actor=SYSTEM)


def test_two_who_change_a_thing_do_not_overwrite_one_another() -> None:
    with pytest.raises(ChangedMeanwhileError):
        operations.save_thing(make_thing(), actor=SYSTEM, seen_version="other")


@pytest.mark.parametrize(
    "words",
    ["oddam za 20zł", "cena do uzgodnienia", "sprzedam", "kaucja 50", "Продам", "for sale"],
)
def test_prices_are_found(words: str) -> None:
    assert wording.price_in(words)


@pytest.mark.parametrize(
    "words",
    [
        *("Oddam nieodpłatnie złotą lampę", "dwa krzesła, rok 2019", "do 20 osób"),
        *("za darmo, 3 sztuki", "w piątek 4.12.2026 17:00", "2026-12-04 o 17:30"),
    ],
)
def test_plain_words_are_not_taken_for_prices_or_contacts(words: str) -> None:
    assert not wording.price_in(words)
    assert not wording.contact_in(words)


def test_both_sides_are_reminded_once_of_a_hand_over() -> None:
    thing = make_lent_thing()
    loan = make_loan(thing, 1, 2)
    make_loan(thing, 5, 6, BEA)
    assert [shelf_reminding.remind_before_out(actor=SYSTEM) for _ in range(2)] == [1, 0]
    assert "loan_tomorrow" in told(loan.borrower)
    assert "loan_tomorrow" in told(thing.owner)


def test_who_has_a_thing_is_reminded_before_it_is_due_and_three_times_after() -> None:
    loan = make_out(make_thing())
    assert [shelf_reminding.remind_before_back(actor=SYSTEM) for _ in range(2)] == [1, 0]
    assert shelf_reminding.remind_of_late(actor=SYSTEM) == 0
    for late in (1, 2, 3, 7, 30):
        Loan.objects.update(last_on=in_days(-late), first_on=in_days(-late))
        shelf_reminding.remind_of_late(actor=SYSTEM)
    assert told(loan.borrower).count("loan_overdue") == 3


def test_a_neighbour_rests_a_thing_but_does_not_show_what_staff_hid() -> None:
    thing = make_lent_thing()
    operations.set_thing_state(thing, state="shown", words="Dziękujemy!", actor=SYSTEM)
    for state in ("hidden", "shown"):
        assert operations.rest_thing(thing, state=state, actor=SYSTEM).state == state
    for state in ("hidden", "withdrawn"):
        with pytest.raises(DomainError) as caught:
            operations.set_thing_state(thing, state=state, actor=SYSTEM)
        assert caught.value.field == "words"
    operations.set_thing_state(thing, state="hidden", words="Jest na nim adres.", actor=SYSTEM)
    for state in ("hidden", "shown"):
        with pytest.raises(DomainError):
            operations.rest_thing(thing, state=state, actor=SYSTEM)
    thing.refresh_from_db()
    assert (thing.state, thing.answer) == ("hidden", "Jest na nim adres.")


def test_who_tries_out_names_does_not_learn_whose_a_thing_is() -> None:
    thing = make_lent_thing()
    owner = Card(name="Wanda Użyczająca", phone="+48600700809")
    assert len(ask_for(thing, card=ADA).code) == 9
    assert ask_for(thing, 5, 6, owner).loan.borrower == thing.owner


def test_days_changed_there_and_back_are_told_each_time_and_the_same_ones_once() -> None:
    thing = make_lent_thing()
    for first in (2, 5, 5, 2):
        ask_for(thing, first, first + 1)
    assert told(thing.owner).count("loan_to_answer") == 3


def test_what_the_pal_calls_off_is_told_to_both_sides() -> None:
    thing = make_lent_thing()
    loan = operations.cancel_loan(make_loan(thing), by_borrower=False, actor=SYSTEM)
    own = operations.cancel_loan(make_loan(thing), by_borrower=False, actor=RESIDENT)
    assert told(thing.owner).count("loan_off") == 1
    assert told(loan.borrower).count("loan_off") == 2
    assert own.borrower == loan.borrower


def test_a_neighbour_is_told_what_the_pal_answered_in_their_name() -> None:
    thing = make_lent_thing()
    operations.answer_loan(ask_for(thing, 7, 8).loan, agrees=True, words="", actor=RESIDENT)
    assert "loan_decided" not in told(thing.owner)
    make_loan(thing)
    assert told(thing.owner).count("loan_decided") == 1


def test_nothing_goes_out_after_its_last_day() -> None:
    loan = make_loan(make_thing())
    Loan.objects.update(first_on=in_days(-2), last_on=in_days(-1))
    with pytest.raises(DomainError):
        operations.hand_out(loan, what=HANDED, actor=SYSTEM)


def test_what_nobody_answers_waits_a_month_and_lapses() -> None:
    loan = ask_for(make_thing()).loan
    for ago, number in ((29, 0), (31, 1)):
        Loan.objects.update(first_on=in_days(-ago), last_on=in_days(-ago))
        assert shelf_reminding.lapse_uncollected(actor=SYSTEM) == number
    loan.refresh_from_db()
    assert loan.state == "cancelled"


def test_notes_go_after_a_year_also_when_nobody_is_named_any_more() -> None:
    loan = make_loan(make_thing())
    operations.write_note(loan, from_lender=False, words="O której?", actor=SYSTEM)
    operations.cancel_loan(loan, by_borrower=True, actor=SYSTEM)
    long_ago = timezone.now() - shelf_reminding.KEEP - timedelta(days=1)
    Loan.objects.update(borrower=None, answered_at=long_ago)
    assert [shelf_reminding.forget_loans(actor=SYSTEM) for _ in range(2)] == [1, 0]
    assert not LoanNote.objects.exists()


def test_what_nobody_collects_lapses() -> None:
    loan = make_loan(make_thing())
    Loan.objects.update(first_on=in_days(-2), last_on=in_days(-1))
    assert shelf_reminding.lapse_uncollected(actor=SYSTEM) == 1
    loan.refresh_from_db()
    assert loan.state == "cancelled"


def test_names_and_words_are_forgotten_a_year_after_the_return() -> None:
    thing = make_lent_thing()
    loan = make_out(thing)
    operations.write_note(loan, from_lender=True, words="Dzięki", actor=SYSTEM)
    operations.take_back(loan, what=HandOver("całe", "Ola", "rysa"), actor=SYSTEM)
    fresh = ask_for(thing, 2, 3, BEA).loan
    operations.rest_thing(thing, state="withdrawn", actor=SYSTEM)
    assert shelf_reminding.forget_loans(actor=SYSTEM) == 0
    long_ago = timezone.now() - shelf_reminding.KEEP - timedelta(days=1)
    Loan.objects.filter(pk=loan.pk).update(back_at=long_ago)
    Thing.objects.update(withdrawn_on=long_ago.date())
    assert [shelf_reminding.forget_loans(actor=SYSTEM) for _ in range(2)] == [1, 0]
    assert [shelf_reminding.forget_things(actor=SYSTEM) for _ in range(2)] == [1, 0]
    loan.refresh_from_db()
    thing.refresh_from_db()
    fresh.refresh_from_db()
    assert (loan.borrower, loan.out_by, loan.damage, thing.owner) == (None, "", "", None)
    assert fresh.borrower is not None
    assert not LoanNote.objects.exists()


REFUSED: list[tuple[str, dict[str, object]]] = [
    ("thing", {"category": "yacht"}),
    ("thing", {"condition": "bad"}),
    ("thing", {"state": "lost"}),
    ("thing", {"state": "withdrawn"}),
    ("thing", {"longest_days": 99}),
    ("thing", {"title": ""}),
    ("thing", {"shown_name": ""}),
    ("thing", {"photo": "shelf/x.jpg"}),
    ("thing", {"checked_at": None}),
    ("loan", {"state": "lost"}),
    ("loan", {"last_on": "2001-01-01"}),
    ("loan", {"answered_at": None}),
    ("loan", {"out_at": timezone.now()}),
    ("loan", {"back_at": timezone.now()}),
    ("loan", {"overdue_step": 4}),
    ("note", {"words": ""}),
]


@pytest.mark.parametrize(("what", "fields"), REFUSED)
def test_the_database_refuses(what: str, fields: dict[str, object]) -> None:
    thing = make_lent_thing()
    loan = make_loan(thing)
    loan.notes.create(from_lender=True, words="x")
    rows = {"thing": Thing.objects, "loan": Loan.objects, "note": LoanNote.objects}
    with pytest.raises(IntegrityError), transaction.atomic():
        rows[what].update(**fields)


def test_the_database_refuses_two_at_once() -> None:
    thing = make_thing()
    out = make_out(thing)
    asked = ask_for(thing, 5, 6, BEA).loan
    other = make_loan(thing, 8, 9)
    days = {"first_on": in_days(1), "last_on": in_days(2), "due_on": in_days(0)}
    twice = [
        Loan(thing=thing, borrower=asked.borrower, **days),
        LoanDay(thing=thing, loan=asked, day=out.first_on),
        Loan(
            thing=thing,
            borrower=other.borrower,
            state="out",
            out_at=timezone.now(),
            answered_at=timezone.now(),
            **days,
        ),
    ]
    for row in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
