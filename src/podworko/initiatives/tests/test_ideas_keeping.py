"""What the database refuses, what is forgotten in time, what the thread and the pack tell."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.accounts.public import Leaving, Passing
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.diagnosis.models import Need
from podworko.initiatives import idea_rules, ideas_tasks
from podworko.initiatives.models import (
    Cost,
    IdeaRules,
    Initiative,
    InitiativeLink,
    InitiativeMember,
    InitiativeStep,
    InitiativeTask,
    Means,
    OwnWork,
    Support,
)
from podworko.initiatives.operations import ideas
from podworko.initiatives.operations.ideas_handing import pass_initiatives
from podworko.initiatives.queries.ideas_board import desk_page
from podworko.initiatives.queries.ideas_handover import initiatives_in_hand
from podworko.initiatives.queries.ideas_thread import InitiativesSource
from podworko.initiatives.tests.factories import make_person
from podworko.initiatives.tests.ideas_factories import (
    leader_of,
    make_animator,
    make_at,
    make_post,
    make_published,
    make_support,
    send_idea,
)
from podworko.planning.public import Ties, Total

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
Make = Callable[[Initiative], Any]


def changed(**fields: Any) -> Make:
    return lambda one: Initiative.objects.filter(pk=one.pk).update(**fields)


def member(**fields: Any) -> Make:
    return lambda one: InitiativeMember.objects.create(
        initiative=one, **{"person": make_person(), **fields}
    )


def post(**fields: Any) -> Make:
    return lambda one: make_post(one, **fields)


def means(**fields: Any) -> Make:
    values = {"kind": "room", "words": "x", "due_on": TODAY}
    return lambda one: Means.objects.create(initiative=one, **{**values, **fields})


def rules(**fields: Any) -> Make:
    return lambda one: IdeaRules.objects.filter(pal=one.pal).update(**fields)


def cost(**fields: Any) -> Make:
    return lambda one: Cost.objects.create(initiative=one, words="x", **{"grosze": 1, **fields})


def twice(make: Make) -> Make:
    return lambda one: (make(one), make(one))


def step(one: Initiative) -> object:
    days = {"begins_on": TODAY, "ends_on": TODAY - timedelta(days=1)}
    return InitiativeStep.objects.create(initiative=one, words="x", **days)


def work(one: Initiative) -> object:
    return OwnWork.objects.create(initiative=one, words="x", planned_hours=Decimal(-1))


def same_person(one: Initiative) -> object:
    return member(person=leader_of(one).person, state="in")(one)


def tied_to_nothing(one: Initiative) -> object:
    return InitiativeLink.objects.create(initiative=one, why="x")


def support(**fields: Any) -> Make:
    return lambda one: Support.objects.create(initiative=one, **fields)


REFUSED: dict[str, Make] = {
    "initiatives_idearules_support_sane": rules(support_needed=1001),
    "initiatives_idearules_answer_days_sane": rules(answer_days=0),
    "initiatives_initiative_state_known": changed(state="x"),
    "initiatives_initiative_wanted_known": changed(wanted="told", due_on=TODAY),
    "initiatives_initiative_route_known": changed(route="x"),
    "initiatives_initiative_category_known": changed(category="x"),
    "initiatives_initiative_answer_promised": changed(wanted="planned", due_on=None),
    "initiatives_initiative_path_is_public": changed(published_at=None),
    "initiatives_initiative_points_sane": changed(own_points=46),
    "initiatives_initiative_on_earth": changed(lat=50.0, lon=None),
    "initiatives_initiativelink_tied_to_one": tied_to_nothing,
    "initiatives_support_state_known": support(state="x"),
    "initiatives_support_once_each": twice(support(contact_digest="a")),
    "initiatives_support_code_once": twice(support(code_digest="b")),
    "initiatives_initiativemember_role_known": member(role="x", state="in"),
    "initiatives_initiativemember_state_known": member(state="x"),
    "initiatives_initiativemember_answer_promised": member(state="asked"),
    "initiatives_initiativemember_days_in_order": member(
        state="left", since=TODAY, until=TODAY - timedelta(days=1)
    ),
    "initiatives_initiativemember_once": same_person,
    "initiatives_initiativestep_days_in_order": step,
    "initiatives_ownwork_hours_sane": work,
    "initiatives_cost_source_known": cost(source="x"),
    "initiatives_cost_sane": cost(grosze=10_000_000_001),
    "initiatives_means_kind_known": means(kind="x"),
    "initiatives_means_state_known": means(state="x"),
    "initiatives_means_money_has_amount": means(kind="money"),
    "initiatives_means_settled_is_told": means(kind="money", grosze=5, state="settled"),
    "initiatives_initiativepost_kind_known": post(kind="x", people=1, hours=1, changed="x"),
    "initiatives_initiativepost_state_known": post(state="published"),
    "initiatives_initiativepost_shown_agreed": post(photo="inner/a.jpg"),
    "initiatives_initiativepost_report_is_whole": post(kind="report"),
    "initiatives_initiativepost_report_once": twice(
        post(kind="report", people=1, hours=1, changed="x")
    ),
}


def test_the_database_refuses_what_must_not_be() -> None:
    initiative = make_published()
    let_through = []
    for name, make in REFUSED.items():
        try:
            with transaction.atomic():
                make(initiative)
            let_through.append(name)
        except IntegrityError as error:
            # SQLite names unique columns instead of the constraint.
            if "UNIQUE" not in str(error) and name not in str(error):
                let_through.append(f"{name}: {error}")
    assert let_through == []


def over(initiative: Initiative, days: int) -> None:
    since = times.today() - timedelta(days=days)
    Initiative.objects.filter(pk=initiative.pk).update(state="told", since=since, due_on=None)


def test_what_is_long_over_is_forgotten_and_counts_stay() -> None:
    initiative = make_at("done")
    leader = leader_of(initiative)
    InitiativeMember.objects.filter(pk=leader.pk).update(remark="mam czas")
    OwnWork.objects.create(initiative=initiative, words="x", planned_hours=2, member=leader)
    InitiativeTask.objects.create(initiative=initiative, words="x", until=TODAY, member=leader)
    years_ago = timezone.now() - timedelta(days=1900)
    make_post(
        initiative,
        state="published",
        published_at=years_ago,
        photo="inner/initiatives/x.jpg",
        everyone_agreed=True,
        photo_alt="sąsiedzi",
    )
    pending = make_support(make_published(), state="pending")
    Support.objects.filter(pk=pending.pk).update(created_at=years_ago)
    over(initiative, days=1900)
    ideas_tasks.erase_old_ideas()
    ideas_tasks.erase_old_ideas()

    initiative.refresh_from_db()
    assert initiative.sender is None
    assert [each.contact_digest for each in initiative.supports.counted()] == [""]
    assert {each.remark for each in initiative.members.all()} == {""}
    assert (initiative.work.get().member, initiative.tasks.get().member) == (None, None)
    assert not initiative.posts.get().photo
    assert not Support.objects.filter(pk=pending.pk).exists()


def test_what_is_fresh_stays_and_an_unpublished_no_goes_after_half_a_year() -> None:
    fresh = make_at("done")
    over(fresh, days=100)
    declined = send_idea().initiative
    ideas.decline(declined, words="nie", actor=SYSTEM)
    ideas_tasks.erase_old_ideas()
    assert Initiative.objects.filter(pk=declined.pk).exists()
    since = times.today() - timedelta(days=180)
    Initiative.objects.filter(pk=declined.pk).update(since=since)
    ideas_tasks.erase_old_ideas()

    fresh.refresh_from_db()
    assert fresh.sender
    assert not Initiative.objects.filter(pk=declined.pk).exists()


def test_an_idea_whose_sender_never_answered_is_taken_back_and_then_erased() -> None:
    asked, answered = (
        ideas.ask_back(send_idea().initiative, words="Gdzie?", actor=SYSTEM) for _ in range(2)
    )
    ideas.reply(answered, words="Tutaj.", actor=SYSTEM)
    Initiative.objects.update(since=times.today() - timedelta(days=180))
    ideas_tasks.erase_old_ideas()
    assert dict(Initiative.objects.values_list("pk", "state")) == {
        asked.pk: "withdrawn",
        answered.pk: "idea",
    }
    Initiative.objects.update(since=times.today() - timedelta(days=180))
    ideas_tasks.erase_old_ideas()
    assert Initiative.objects.get() == answered


def test_the_thread_counts_who_did_it_once_and_who_supported_by_number() -> None:
    initiative = make_at("done")
    need = Need.objects.get()
    leader = leader_of(initiative)
    OwnWork.objects.create(
        initiative=initiative, words="x", planned_hours=2, done_hours=3, member=leader
    )
    ties = Ties(needs=frozenset({need.pk}))
    known = frozenset(f"p{each.person_id}" for each in initiative.members.all())
    source = InitiativesSource()

    assert source.total(ties) == Total(held=1, known=known, participations=3)
    over(initiative, days=1)
    assert source.total(ties).given == Decimal("3.00")
    (answer,) = source.answers(ties)
    assert (answer.title, answer.is_public) == (initiative.title, True)
    assert source.answered(ties) == ties
    untied = make_published(initiative.pal)
    assert [each.title for each in source.untied(None)] == [untied.title]
    assert source.untied(frozenset()) == []


def test_what_was_taken_back_is_no_answer_in_the_thread() -> None:
    initiative = make_at("planned")
    ties = Ties(needs=frozenset({initiative.thread.get().need_id or 0}))
    source = InitiativesSource()
    assert len(source.answers(ties)) == 1
    ideas.withdraw(initiative, actor=SYSTEM)
    assert (source.answers(ties), source.total(ties).people) == ([], 0)


def test_what_somebody_accompanies_is_handed_over() -> None:
    initiative = make_published()
    giver, taker = make_animator(initiative.pal), make_animator(initiative.pal)
    ideas.accompany(initiative, animator=giver, actor=SYSTEM)
    ideas.accompany(initiative, animator=giver, actor=SYSTEM)
    pals = frozenset({initiative.pal_id})
    leaving = Leaving(giver=giver, reader=taker, pal_ids=pals)
    assert [item.what for part in initiatives_in_hand(leaving) for item in part.items] == [
        initiative.title
    ]
    passing = Passing(giver=giver, taker=taker, pal_ids=pals, actor=giver)
    assert (pass_initiatives(passing), pass_initiatives(passing)) == (1, 0)


def test_the_sheet_says_what_is_lacking_to_sixty() -> None:
    initiative = make_at("planned", route="local")
    Initiative.objects.filter(pk=initiative.pk).update(purpose_points=30, own_points=15)
    OwnWork.objects.create(initiative=initiative, words="x", planned_hours=10)
    Cost.objects.create(initiative=initiative, words="x", grosze=5_000, source="in_kind")
    Cost.objects.create(initiative=initiative, words="x", grosze=20_000, source="city")
    initiative.refresh_from_db()
    page = desk_page(initiative)

    assert (page.sheet.total, page.sheet.missing, page.sheet.reachable) == (45, 15, 55)
    assert page.sheet.hints == ("Cel: napiszcie, dlaczego to ważne dla okolicy.",)
    assert (page.sums.work_grosze, page.sums.own_grosze) == (30_000, 35_000)
    assert page.sums.total_grosze == 55_000


def test_figures_of_the_city_have_their_day() -> None:
    figures = idea_rules.figures_on(TODAY)
    assert (figures.pass_mark, figures.purpose_most, figures.own_most, figures.bonus) == (
        *(60, 45, 45, 10),
    )
    assert figures.least_team == 2


def test_an_installation_names_its_own_figures(settings: Any, tmp_path: Path) -> None:
    changed = tmp_path / "own.toml"
    changed.write_text(idea_rules.OWN.read_text().replace("= 15", "= 4"))
    settings.PODWORKO_INITIATIVE_RULES = str(changed)
    assert idea_rules.figures_on(TODAY).support_needed == 4
    broken = tmp_path / "broken.toml"
    broken.write_text("[[rules]]\nsince = 2022-01-01\n")
    settings.PODWORKO_INITIATIVE_RULES = str(broken)
    with pytest.raises(ImproperlyConfigured, match="PODWORKO_INITIATIVE_RULES"):
        idea_rules.figures_on(TODAY)
