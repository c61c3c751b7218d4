"""The path of an initiative: answers by promised days, gates, words for every no."""

from datetime import date, timedelta

import pytest

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis.tests.factories import make_pal
from podworko.initiatives import idea_rules
from podworko.initiatives.models import IdeaRules, Initiative, InitiativeStep
from podworko.initiatives.operations import ideas, ideas_path, ideas_work
from podworko.initiatives.operations.ideas import Idea
from podworko.initiatives.operations.ideas_work import Chosen
from podworko.initiatives.tests.ideas_factories import (
    ask_for,
    join_team,
    make_animator,
    make_at,
    make_card,
    make_published,
    make_support,
    open_gates,
    send_idea,
)
from podworko.messages.public import Message
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db


def fresh(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_related("pal").get(pk=initiative.pk)


def subjects() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def test_an_idea_is_answered_by_a_promised_working_day_and_its_sender_is_told() -> None:
    sent = send_idea()

    assert sent.initiative.state == "idea"
    assert sent.initiative.due_on == times.working_day_after(times.today(), days=7)
    assert len(sent.code) == 9
    assert [str(each.role) for each in sent.initiative.members.all()] == ["leader"]
    assert subjects() == ["initiatives/idea_received"]
    assert audit.history(sent.initiative) == ["initiative.sent"]


def test_a_pal_promises_otherwise_than_the_network() -> None:
    pal = make_pal()
    rules = IdeaRules(pal=pal, support_needed=3, answer_days=2)
    ideas.lay_down_rules(rules, actor=SYSTEM)
    again = IdeaRules(pal=pal, support_needed=4, answer_days=2)
    ideas.lay_down_rules(again, actor=SYSTEM)

    assert idea_rules.rules_of(pal) == idea_rules.PalRules(4, 2, None)
    due_on = times.working_day_after(times.today(), days=2)
    assert send_idea(pal).initiative.due_on == due_on


def test_an_idea_asked_back_waits_for_its_sender_and_then_is_promised_anew() -> None:
    initiative = send_idea().initiative
    with pytest.raises(DomainError):
        ideas.ask_back(initiative, words=" ", actor=SYSTEM)
    ideas.ask_back(initiative, words="Gdzie to ma być?", actor=SYSTEM)
    assert (fresh(initiative).due_on, fresh(initiative).waits_for_sender) == (None, True)

    ideas.reply(initiative, words="Przed blokiem.", actor=RESIDENT)

    assert fresh(initiative).due_on
    assert not fresh(initiative).waits_for_sender
    with pytest.raises(DomainError):
        ideas.reply(initiative, words="jeszcze raz", actor=RESIDENT)


def test_who_publishes_accompanies_and_publishing_twice_is_once() -> None:
    initiative = send_idea().initiative
    animator = make_animator(initiative.pal)
    ideas.publish(initiative, actor=animator)
    ideas.publish(initiative, actor=make_animator(initiative.pal))

    held = fresh(initiative)
    assert (held.state, held.animator, held.due_on) == ("gathering", animator, None)
    assert subjects()[1:] == ["initiatives/idea_answered"]
    with pytest.raises(DomainError):
        ideas.ask_back(initiative, words="?", actor=SYSTEM)


def test_no_needs_words_and_comes_too_late_after_a_yes() -> None:
    initiative = send_idea().initiative
    with pytest.raises(DomainError):
        ideas.decline(initiative, words="", actor=SYSTEM)
    ideas.decline(initiative, words="To teren prywatny.", actor=SYSTEM)

    assert (fresh(initiative).state, fresh(initiative).due_on) == ("declined", None)
    with pytest.raises(DomainError):
        ideas.decline(make_at("approved"), words="nie", actor=SYSTEM)


def test_enough_support_moves_on_and_less_says_how_much_is_lacking() -> None:
    initiative = make_published(needed=2)
    make_support(initiative)
    assert ideas_path.lacking(initiative, "team") == ["Do poparcia brakuje głosów: 1."]
    with pytest.raises(DomainError):
        ideas_path.take_step(initiative, to="route", actor=SYSTEM)
    make_support(initiative)
    ideas_path.take_step(initiative, to="team", actor=SYSTEM)

    assert len(ideas_path.lacking(initiative, "planned")) == 2
    with pytest.raises(DomainError):
        ideas_path.ask_step(initiative, to="planned", actor=RESIDENT)


def test_a_step_asked_for_is_promised_and_the_answer_ends_the_promise() -> None:
    initiative = make_at("team")
    open_gates(initiative)
    asked = ideas_path.ask_step(initiative, to="planned", actor=RESIDENT)
    assert (asked.wanted, asked.due_on) == ("planned", idea_rules.promised(initiative.pal))
    ideas_path.take_step(initiative, to="planned", actor=SYSTEM)
    assert (fresh(initiative).wanted, fresh(initiative).due_on) == ("", None)


def test_an_application_is_answered_by_the_pal_alone_and_a_refusal_in_words() -> None:
    initiative = make_at("applied")
    assert initiative.due_on
    assert initiative.applied_on == times.today()
    with pytest.raises(DomainError):
        ideas_path.ask_step(initiative, to="approved", actor=RESIDENT)
    with pytest.raises(DomainError):
        ideas_path.take_step(initiative, to="refused", actor=SYSTEM)


def test_taking_a_step_twice_is_once() -> None:
    initiative = make_at("done")
    assert ideas_path.take_step(initiative, to="done", actor=SYSTEM).state == "done"
    assert audit.history(initiative).count("initiative.stepped") == 7


def test_what_is_lacking_is_told_to_the_team_in_words() -> None:
    initiative = make_at("team")
    open_gates(initiative)
    ideas_path.ask_step(initiative, to="planned", actor=RESIDENT)
    with pytest.raises(DomainError):
        ideas_path.send_back(initiative, words="", actor=SYSTEM)
    ideas_path.send_back(initiative, words="Dopiszcie, kto podlewa.", actor=SYSTEM)

    held = fresh(initiative)
    assert (held.wanted, held.due_on, held.answer) == ("", None, "Dopiszcie, kto podlewa.")
    with pytest.raises(DomainError):
        ideas_path.send_back(initiative, words="raz jeszcze", actor=SYSTEM)


def test_art_19b_a_local_initiative_needs_two_residents_and_ends_within_its_year() -> None:
    initiative = make_at("route", route="local")
    next_year = date(times.today().year + 1, 1, 5)
    InitiativeStep.objects.create(
        initiative=initiative, words="dalej", begins_on=next_year, ends_on=next_year
    )
    with pytest.raises(DomainError, match="w tym samym roku"):
        ideas_path.take_step(initiative, to="applied", actor=SYSTEM)
    InitiativeStep.objects.filter(begins_on=next_year).delete()
    initiative.members.filter(role="member").update(state="left")
    with pytest.raises(DomainError, match=r"art\. 19b"):
        ideas_path.take_step(initiative, to="applied", actor=SYSTEM)


def test_a_refusal_leads_back_to_the_plan() -> None:
    initiative = make_at("applied")
    ideas_path.take_step(initiative, to="refused", words="Brak środków.", actor=SYSTEM)
    held = ideas_path.take_step(initiative, to="planned", actor=SYSTEM)
    assert (held.state, held.applied_on) == ("planned", None)


def test_money_is_settled_before_an_initiative_is_done_or_withdrawn() -> None:
    initiative = make_at("under_way")
    means = ask_for(initiative, kind="money", grosze=5000)
    type(means).objects.update(state="granted")
    with pytest.raises(DomainError, match="rozliczcie"):
        ideas_path.ask_step(initiative, to="done", actor=RESIDENT)
    with pytest.raises(DomainError, match="rozliczcie"):
        ideas.withdraw(initiative, actor=RESIDENT)


def test_withdrawing_takes_back_what_waits_and_twice_is_once() -> None:
    initiative = make_at("team")
    means = ask_for(initiative)
    ideas.withdraw(initiative, actor=RESIDENT)
    ideas.withdraw(initiative, actor=RESIDENT)

    means.refresh_from_db()
    assert (fresh(initiative).state, means.state) == ("withdrawn", "withdrawn")
    assert audit.history(initiative).count("initiative.withdrawn") == 1


@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_a_need_waits_again_when_what_answered_it_ends(end: str) -> None:
    initiative = make_at("planned")
    need = initiative.thread.get().need
    assert need
    need.refresh_from_db()
    assert need.status == "being_met"
    if end == "decline":
        ideas.decline(initiative, words="nie teraz", actor=SYSTEM)
    else:
        ideas.withdraw(initiative, actor=RESIDENT)
    need.refresh_from_db()
    assert need.status == "confirmed"


def test_letters_that_fold_into_several_fit_where_they_are_searched() -> None:
    initiative = send_idea(title="ß" * 120).initiative
    assert initiative.folded_title == "s" * 120


def test_an_idea_sent_twice_is_one_until_it_is_answered() -> None:
    idea = Idea(pal=make_pal(), card=make_card(), title="Ławki", words="Żeby usiąść.")
    first, again = (ideas.send(idea, channel=Channel.WEB, actor=RESIDENT) for _each in range(2))
    assert (again.initiative, again.code) == (first.initiative, "")
    assert subjects() == ["initiatives/idea_received"]
    ideas.decline(first.initiative, words="nie teraz", actor=SYSTEM)
    anew = ideas.send(idea, channel=Channel.WEB, actor=RESIDENT)
    assert anew.initiative != first.initiative


def test_who_saves_second_is_told() -> None:
    initiative = make_at("team")
    seen = version_of(initiative, ideas.IDEA_FIELDS)
    initiative.title = "Kwiaty"
    ideas.edit(initiative, actor=RESIDENT, seen_version=seen)
    assert fresh(initiative).folded_title == "kwiaty"
    with pytest.raises(ChangedMeanwhileError):
        ideas.edit(initiative, actor=RESIDENT, seen_version=seen)


def test_points_stay_within_the_sheet_of_the_city() -> None:
    initiative = make_at("planned")
    with pytest.raises(DomainError):
        ideas_work.choose_route(
            initiative, Chosen(route="local", purpose_points=46), actor=RESIDENT
        )
    chosen = Chosen(route="local", purpose_points=40, own_points=15, has_bonus=True)
    held = ideas_work.choose_route(initiative, chosen, actor=RESIDENT)
    assert (held.route, held.purpose_points) == ("local", 40)


def test_the_plan_stands_while_an_application_waits() -> None:
    initiative = make_at("applied")
    day = times.today() + timedelta(days=1)
    row = InitiativeStep(initiative=initiative, words="x", begins_on=day, ends_on=day)
    with pytest.raises(DomainError):
        ideas_work.save_row(row, actor=RESIDENT)
    other = join_team(make_at("team"))
    task = {"words": "plakaty", "until": day, "member": other}
    row2 = initiative.tasks.model(initiative=initiative, **task)
    with pytest.raises(DomainError, match="nie ma w zespole"):
        ideas_work.save_row(row2, actor=RESIDENT)
