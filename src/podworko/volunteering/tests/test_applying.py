"""Applying in two minutes, and an answer by the promised day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.messages.public import messages_about
from podworko.people.models import Person
from podworko.people.public import Card, Channel
from podworko.volunteering import links, operations
from podworko.volunteering.models import Application, Opportunity, Volunteer
from podworko.volunteering.operations import Applied, Wish
from podworko.volunteering.tests.factories import (
    day_in,
    make_application,
    make_opportunity,
    make_staff,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
State = Application.State


def wish(name: str = "Ewa Lis", **fields: object) -> Wish:
    return Wish(card=Card(name=name, email="ewa@example.org"), **fields)  # type: ignore[arg-type]


def apply(opportunity: Opportunity, told: Wish | None = None) -> Applied:
    return operations.apply(opportunity, told or wish(), channel=Channel.WEB, actor=RESIDENT)


def years_ago(years: int, *, days: int = 0) -> date:
    day = times.today() + timedelta(days=days)
    return day.replace(year=day.year - years, day=min(day.day, 28))


def test_who_applies_gets_a_card_a_code_and_a_promised_day() -> None:
    opportunity = make_opportunity(answer_days=5)

    made = apply(opportunity, wish(remark="  Mam wolne wtorki. "))

    application = made.application
    assert (application.remark, application.channel) == ("Mam wolne wtorki.", "web")
    assert application.due_on == times.working_day_after(times.today(), days=5)
    volunteer = application.volunteer
    assert (volunteer.stage, volunteer.pal) == ("applied", opportunity.pal)
    assert volunteer.code_digest == links.code_digest(made.code)
    assert len(made.code) == codes.LONG
    assert audit.history(application) == ["application.made"]
    (message,) = messages_about(volunteer)
    assert message.template == "volunteering/applied"
    assert codes.spaced(made.code) in message.body_text


def test_applying_twice_is_applying_once() -> None:
    opportunity = make_opportunity()

    first, second = apply(opportunity), apply(opportunity)

    assert first.application == second.application
    assert (first.is_known, second.is_known) == (False, True)
    assert messages_about(first.application.volunteer).count() == 1


def test_one_person_is_one_volunteer_whatever_they_apply_for() -> None:
    opportunity = make_opportunity()
    other = make_opportunity(pal=opportunity.pal)

    applications = [apply(opportunity).application, apply(other).application]

    assert len({each.volunteer_id for each in applications}) == 1
    assert Person.objects.count() == 1


def test_who_ended_may_come_back_as_a_new_volunteer() -> None:
    opportunity = make_opportunity()
    first = apply(opportunity).application.volunteer
    operations.end(first, is_thanked=True, actor=SYSTEM)

    again = apply(opportunity).application.volunteer

    assert again != first
    assert again.person == first.person


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_nobody_applies_for_what_is_not_open(state: str) -> None:
    with pytest.raises(operations.NotOpenError):
        apply(make_opportunity(state=state))


def test_nobody_applies_for_what_is_over() -> None:
    with pytest.raises(operations.NotOpenError):
        apply(make_opportunity(ends_on=day_in(-1)))


@pytest.mark.parametrize(("least", "years", "is_taken"), [(16, 16, True), (16, 15, False)])
def test_a_task_is_not_for_whoever_is_too_young(least: int, years: int, *, is_taken: bool) -> None:
    opportunity = make_opportunity(least_age=least)
    told = wish(born_on=years_ago(years))

    if is_taken:
        assert apply(opportunity, told).application.volunteer.born_on == told.born_on
    else:
        with pytest.raises(DomainError, match="od 16 lat"):
            apply(opportunity, told)
        assert not Volunteer.objects.exists()


def test_the_birthday_of_an_adult_is_not_kept() -> None:
    made = apply(make_opportunity(), wish(born_on=years_ago(30)))

    assert made.application.volunteer.born_on is None


@pytest.mark.parametrize(
    ("state", "stage"), [("invited", "talk"), ("taken", "talk"), ("declined", "applied")]
)
def test_an_answer_is_told_and_moves_them_on(state: str, stage: str) -> None:
    application = apply(make_opportunity()).application

    answered = operations.answer(application, state=state, words="Do zobaczenia", actor=SYSTEM)

    assert (answered.state, answered.answered_at is not None) == (state, True)
    volunteer = Volunteer.objects.get()
    assert volunteer.stage == stage
    told = messages_about(volunteer).order_by("-pk").first()
    assert told is not None
    assert told.template == "volunteering/answered"
    assert "Do zobaczenia" in told.body_text


def test_nobody_is_declined_without_a_word() -> None:
    application = apply(make_opportunity()).application

    with pytest.raises(DomainError) as caught:
        operations.answer(application, state="declined", words=" ", actor=SYSTEM)

    assert caught.value.field == "words"


def test_nobody_is_answered_twice() -> None:
    application = apply(make_opportunity()).application
    operations.answer(application, state="taken", words="", actor=SYSTEM)

    with pytest.raises(DomainError, match="już ktoś odpowiedział"):
        operations.answer(application, state="declined", words="Nie", actor=SYSTEM)


def test_who_is_invited_may_be_taken_later() -> None:
    application = apply(make_opportunity()).application
    operations.answer(application, state="invited", words="", actor=SYSTEM)

    assert operations.answer(application, state="taken", words="", actor=SYSTEM).state == "taken"


def test_taking_back_is_done_once_and_asks_nothing() -> None:
    application = apply(make_opportunity()).application

    operations.withdraw(application, actor=RESIDENT)
    operations.withdraw(application, actor=RESIDENT)

    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert audit.history(application) == ["application.made", "application.withdrawn"]


def test_a_new_code_ends_the_former_one() -> None:
    volunteer = make_volunteer()

    first, second = (operations.give_code(volunteer, actor=SYSTEM) for _number in range(2))

    volunteer.refresh_from_db()
    assert first != second
    assert volunteer.code_digest == links.code_digest(second)


def test_art_47_when_rights_were_told_is_kept() -> None:
    volunteer, actor = make_volunteer(), make_staff()

    held = operations.correct(volunteer, born_on=None, informed_on=day_in(-1), actor=actor)

    assert held.informed_on == day_in(-1)
    with pytest.raises(DomainError, match="dopiero będzie"):
        operations.correct(volunteer, born_on=None, informed_on=day_in(1), actor=actor)
    assert audit.history(volunteer) == ["volunteer.corrected"]


def test_an_application_is_late_the_day_after_the_promised_one() -> None:
    application = make_application(make_volunteer(), make_opportunity())
    found = []
    for days in (0, -1):
        application.due_on = day_in(days)
        found.append(application.is_overdue)
    application.state, application.answered_at = State.TAKEN, timezone.now()

    assert [*found, application.is_overdue] == [False, True, False]


def test_a_birthday_told_later_makes_a_minor_of_who_was_taken_for_an_adult() -> None:
    opportunity = make_opportunity()
    apply(opportunity)
    other = make_opportunity(pal=opportunity.pal)

    apply(other, wish(born_on=years_ago(16)))

    assert Volunteer.objects.get().born_on == years_ago(16)


def test_a_known_minor_is_too_young_whatever_is_ticked_now() -> None:
    opportunity = make_opportunity()
    apply(opportunity, wish(born_on=years_ago(16)))
    other = make_opportunity(pal=opportunity.pal, least_age=18)

    with pytest.raises(DomainError, match="od 18 lat"):
        apply(other)
