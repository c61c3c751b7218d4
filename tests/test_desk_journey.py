"""What staff do in a day, in a real Chromium; and axe with the width of every desk page."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from podworko.accounts.public import Grant, User
from podworko.activities import operations
from podworko.activities.models import Activity, Guest, Session, SignUp, Template
from podworko.activities.operations import held, registers
from podworko.activities.tests.factories import join, make_activity, make_list
from podworko.advice.tests.factories import advice_world
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.consultations.tests.factories import consultations_world
from podworko.core import times
from podworko.debates.tests.factories import debate_world, make_debate
from podworko.debates.tests.polls_factories import poll_world
from podworko.debates.tests.say_factories import say_world
from podworko.diagnosis.tests.factories import make_budget, make_need
from podworko.diagnosis.tests.mapping import make_proposal, make_resource
from podworko.diagnosis.tests.walking import study_world
from podworko.initiatives.tests.ideas_factories import ideas_world
from podworko.initiatives.tests.shelf_factories import shelf_desk_pages
from podworko.initiatives.tests.team_factories import team_world
from podworko.messages.models import Message
from podworko.network.booking.models import Booking
from podworko.network.booking.operations import cancel
from podworko.network.models import Pal
from podworko.network.public import Leader
from podworko.network.tests.lending import make_booking, make_group
from podworko.partners.tests.factories import partner_desk_pages
from podworko.people.models import Person
from podworko.people.public import Channel
from podworko.planning.tests.factories import plan_world
from podworko.promotion.tests.factories import promotion_desk_pages
from podworko.promotion.tests.press_factories import press_desk_pages
from podworko.reports.operations import add_story, begin_report, close_year
from podworko.reports.tests.esf_factories import esf_desk_pages
from podworko.reports.tests.factories import make_local
from podworko.volunteering.tests.factories import volunteering_world
from podworko.volunteering.tests.hours_factories import hours_world
from podworko.volunteering.tests.shifts_factories import shifts_world
from tests import safety_pages, survey_pages, talk_pages
from tests.browser import SIZES, WIDER, wrong_looks
from tests.permission_table import ANYBODY, TABLE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
DESK = (
    "desk",
    "ui",
    "outbox",
    "activities",
    "network",
    "people",
    "planning",
    "debates",
    "advice",
    "volunteering",
    "consultations",
    "diagnosis",
    "initiatives",
    "partners",
    "promotion",
    "reports",
)


def plan_weekly(page: Page) -> None:
    """Write an activity that meets four times, and look at its dates before storing it."""
    page.get_by_role("link", name="Nowe zajęcia").click()
    page.get_by_label("Tytuł", exact=True).fill("Szachy pod lipą")
    page.get_by_label("W jednym zdaniu", exact=False).first.fill("Gramy i uczymy się od siebie.")
    page.get_by_label("po polsku").first.check()
    page.get_by_label("Gdzie").select_option(label="Pod Lipami, Sala na piętrze")
    page.get_by_label("regularnie").check()
    page.get_by_label("Pierwszy dzień").fill((times.today() + timedelta(days=7)).isoformat())
    page.get_by_label("Od godziny").fill("17:00")
    page.get_by_label("Do godziny").fill("18:30")
    page.get_by_label("albo ile razy").fill("4")
    page.get_by_label("Liczba miejsc").fill("2")
    page.get_by_role("button", name="Pokaż terminy").click()
    expect(page.get_by_text("4 spotkania")).to_be_visible()
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Na razie widzi to tylko zespół.").first).to_be_visible()


def sign_up_caller(page: Page) -> None:
    page.get_by_role("link", name="Zapisani").first.click()
    page.get_by_role("main").get_by_role("link", name="Zapisz kogoś").click()
    page.get_by_label("Imię i nazwisko").first.fill("Halina Brzoza")
    page.get_by_role("textbox", name="Telefon").fill("600 100 200")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    expect(page.get_by_text("Zapisane: jest miejsce.")).to_be_visible()


def move_this_and_following(page: Page) -> None:
    page.get_by_role("link", name=re.compile(r"^Zmień\s*:")).first.click()
    page.get_by_label("Od godziny").fill("16:00")
    page.get_by_label("Do godziny").fill("17:30")
    page.get_by_label("to i następne").check()
    page.get_by_role("button", name="Zapisz zmianę").click()
    expect(page.get_by_text("Zapisy zostają.")).to_be_visible()


def call_one_off(page: Page) -> None:
    page.get_by_role("link", name=re.compile(r"^Odwołaj\s*:")).last.click()
    page.get_by_label("tylko to spotkanie").check()
    page.get_by_label("Dlaczego").fill("Sala jest w remoncie.")
    page.get_by_role("button", name="Odwołaj i powiadom").click()
    expect(page.get_by_text("Odwołane: 1 spotkanie.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_plan_publish_sign_up_move_call_off(
    at_desk: Open,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = at_desk("/biurko/program/", java_script_enabled=script)

    plan_weekly(page)
    activity = page.url
    page.get_by_role("button", name="Opublikuj teraz").click()
    expect(page.get_by_text("Opublikowane. Widzą to wszyscy")).to_be_visible()
    sign_up_caller(page)
    page.goto(activity)
    move_this_and_following(page)
    call_one_off(page)

    sessions = Session.objects.order_by("starts_at")
    assert [times.local(s.starts_at).strftime("%H:%M") for s in sessions] == ["16:00"] * 4
    assert [s.is_cancelled for s in sessions] == [False, False, False, True]
    assert SignUp.objects.get().status == SignUp.Status.CONFIRMED
    told = Message.objects.order_by("pk").values_list("template", flat=True)
    assert list(told)[-1] == "activities/changed"


def test_the_week_is_seen_before_it_is_stored(at_desk: Open, pal: Pal) -> None:
    page = at_desk("/biurko/miejsca/")
    page.get_by_role("link", name="Pod Lipami").click()
    page.get_by_role("link", name="Zmień zwykłe godziny").click()
    monday = page.get_by_role("group", name="poniedziałek")
    monday.get_by_label("od").first.fill("10:00")
    monday.get_by_label("do").first.fill("18:00")

    page.get_by_role("button", name="Pokaż najbliższe dni").click()

    expect(page.get_by_text("10:00–18:00").first).to_be_visible()
    assert pal.opening_rules.count() == 0
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("Zapisane. Mieszkańcy już to widzą.")).to_be_visible()
    assert pal.opening_rules.count() == 1


def plan_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of a plan with everything in it."""
    made = plan_world(pal)
    of_plan = ("plan", "edit_plan", "evaluate_plan", "carry_plan", "new_goal")
    return {
        "planning:desk_board": [()],
        "planning:desk_new_plan": [()],
        "planning:desk_need": [(made["need"],)],
        "planning:desk_tie_agreement": [(made["tied_agreement"],)],
        **{f"planning:desk_{name}": [(made["plan"],)] for name in of_plan},
        "planning:desk_goal": [(made["goal"],)],
        "planning:desk_edit_goal": [(made["goal"],)],
        "planning:desk_task": [(made["task"],)],
        "planning:desk_indicator": [(made["indicator"],)],
    }


def counter_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages on which times are booked for callers."""
    made = consultations_world(pal)
    return {
        "consultations:desk_free": [()],
        "consultations:desk_code": [()],
        "consultations:desk_book": [(made["slot_token"],)],
        "consultations:desk_wait": [(made["service"],)],
        "consultations:desk_thread": [(made["service"], pal.slug)],
    }


def debate_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of a debate that is open, and of one being prepared."""
    made, other = debate_world(pal), make_debate(pal=pal)
    return {
        "debates:desk_debates": [()],
        "debates:desk_new": [()],
        "debates:desk_debate": [(made["debate"],), (other.public_id,)],
        "debates:desk_edit": [(made["debate"],)],
        "debates:desk_answer": [(made["debate"], made["debate_remark"])],
    }


def poll_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of polls in every state."""
    made = poll_world(pal)
    states = ("poll", "poll_draft", "poll_letters", "poll_counted", "poll_published")
    return {
        "debates:desk_polls": [()],
        "debates:desk_new_poll": [()],
        "debates:desk_poll": [(made[state],) for state in states],
        "debates:desk_edit_poll": [(made["poll_draft"],)],
        "debates:desk_call_off_poll": [(made["poll"],)],
        "debates:desk_hand_out": [(made["poll"],), (made["poll_letters"],)],
        "debates:desk_count": [(made["poll_counted"],)],
        "debates:desk_publish_poll": [(made["poll_counted"],)],
    }


def say_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of public consultations in every state, and of lessons."""
    made = say_world(pal)
    states = ("hearing", "hearing_draft", "hearing_read", "hearing_told")
    voices = ("voice", "voice_waiting", "voice_appealed")
    return {
        "debates:desk_hearings": [()],
        "debates:desk_new_hearing": [()],
        "debates:desk_hearing": [(made[state],) for state in states],
        "debates:desk_edit_hearing": [(made["hearing_draft"],)],
        "debates:desk_hearing_document": [(made["hearing"],)],
        "debates:desk_call_off_hearing": [(made["hearing"],)],
        "debates:desk_type_voice": [(made["hearing"],)],
        "debates:desk_type_sheets": [(made["hearing"],)],
        "debates:desk_voice": [(made["hearing"], made[voice]) for voice in voices],
        "debates:desk_answer_voices": [(made["hearing_read"],)],
        "debates:desk_tell_hearing": [(made["hearing_read"],)],
        "debates:desk_lessons": [()],
        "debates:desk_new_lesson": [()],
        "debates:desk_lesson": [(made["lesson"],), (made["lesson_draft"],)],
        "debates:desk_edit_lesson": [(made["lesson"],)],
    }


VOLUNTEERING = ("board", "ended", "opportunities", "new_opportunity", "applications")


def volunteering_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of volunteering, with something in each."""
    made = volunteering_world(pal)
    opportunity, volunteer = (made["opportunity"],), (made["volunteer"],)
    agreement = (made["agreement"],)
    return {
        **{f"volunteering:desk_{name}": [()] for name in VOLUNTEERING},
        "volunteering:desk_opportunity": [opportunity],
        "volunteering:desk_edit_opportunity": [opportunity],
        "volunteering:desk_application": [(made["application"],)],
        "volunteering:desk_volunteer": [volunteer],
        "volunteering:desk_new_agreement": [volunteer],
        "volunteering:desk_agreement": [agreement],
        "volunteering:desk_amend": [agreement],
        "volunteering:desk_terminate": [agreement],
        "volunteering:desk_beneficiary": [(pal.slug,)],
    }


TEAM = ("team", "team_edit", "team_add", "team_handover", "team_task_new", "meeting_new")


def team_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of the residents' team, with something in each."""
    made = team_world(pal)
    slug, meeting = (pal.slug,), (made["team_meeting"],)
    return {
        "initiatives:desk_teams": [()],
        **{f"initiatives:desk_{name}": [slug] for name in TEAM},
        "initiatives:desk_application": [(made["team_application"],)],
        "initiatives:desk_team_member": [(made["team_member"],)],
        "initiatives:desk_meeting": [meeting, (made["team_told"],)],
        "initiatives:desk_meeting_change": [meeting],
        "initiatives:desk_team_task": [(made["team_task"],)],
        "initiatives:desk_decision": [(made["team_decision"],)],
    }


def hours_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of hours and certificates, with something in each."""
    made = hours_world(pal)
    helper, entry = (made["hours_volunteer"],), (made["hours_entry"],)
    papers = [(made[f"hours_{name}"],) for name in ("certificate", "declined", "withdrawn")]
    return {
        **{f"volunteering:desk_{name}": [()] for name in ("hours", "hours_people", "hours_value")},
        "volunteering:desk_certificates": [()],
        "volunteering:desk_hours_refuse": [entry],
        "volunteering:desk_hours_correct": [entry],
        "volunteering:desk_hours_of": [helper],
        "volunteering:desk_hours_sheet": [helper],
        "volunteering:desk_certificate": [(made["hours_request"],), *papers],
        "volunteering:desk_certificate_decline": [(made["hours_request"],)],
        "volunteering:desk_certificate_withdraw": [papers[0]],
    }


def advice_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of the advice point, with something in each."""
    made = advice_world(pal)
    question, page = (made["advice_question"],), (made["advice_page"],)
    return {
        **{f"advice:desk_{name}": [()] for name in ADVICE},
        "advice:desk_question": [question],
        "advice:desk_page_from": [question],
        "advice:desk_talk": [(made["advice_talk"],)],
        "advice:desk_page": [page, (made["advice_draft"],)],
        "advice:desk_edit_page": [page],
        "advice:desk_topic": [(made["advice_topic"],)],
        "advice:desk_hand": [(made["advice_unheld"], made["advice_unheld_pal"])],
    }


def shift_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of shifts, with people on one."""
    shift = (shifts_world(pal)["shift"],)
    one = ("shift", "edit_shift", "cancel_shift", "shift_visited", "put_on")
    every = ("shifts", "plan_shifts", "shift_doubts")
    return {
        **{f"volunteering:desk_{name}": [()] for name in every},
        **{f"volunteering:desk_{name}": [shift] for name in one},
    }


def idea_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of initiatives, with one on its way."""
    Grant.objects.create(user=Grant.objects.earliest("pk").user, role="pal-manager", pal=pal)
    made = ideas_world(pal)
    key, post = made["initiative"], made["initiative_post"]
    plain = ("answer", "step", "decline", "sheet", "edit", "route", "means", "write", "report")
    among = ("talks", "files", "classes")
    of_one: dict[str, tuple[Any, ...]] = {
        "idea": (key,),
        **{f"idea_{name}": (key,) for name in (*plain, *among)},
        "ideas": (),
        "ideas_overview": (),
        "idea_money": (),
        "idea_money_answer": (made["initiative_money"],),
        "idea_means_answer": (made["initiative_means"],),
        "idea_rules": (pal.slug,),
        "idea_member": (key, made["initiative_asking"]),
        "idea_post": (key, post),
        "idea_mend": (key, post),
        "idea_add": (key, "koszt"),
        "idea_row": (key, "krok", made["initiative_row"]),
        "idea_settle": (key, made["initiative_granted"]),
        "idea_talk": (key, made["initiative_talk"]),
    }
    return {f"initiatives:desk_{name}": [args] for name, args in of_one.items()}


ADVICE = (
    "questions",
    "take",
    "duty",
    "numbers",
    "pages",
    "new_page",
    "topics",
    "new_topic",
    "ties",
)


def study_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of a study with its steps and a walk."""
    made = study_world(pal)
    of_study = ("study", "edit_study", "conclude_study", "new_step", "new_walk")
    of_walk = ("walk", "edit_walk", "walk_need", "new_stop")
    return {
        "diagnosis:desk_studies": [()],
        "diagnosis:desk_new_study": [()],
        **{f"diagnosis:desk_{name}": [(made["study"],)] for name in of_study},
        "diagnosis:desk_step": [(made["step"],)],
        "diagnosis:desk_step_need": [(made["step"],)],
        **{f"diagnosis:desk_{name}": [(made["walk"],)] for name in of_walk},
        "diagnosis:desk_stop": [(made["stop"],)],
        "diagnosis:desk_note": [(made["note"],)],
    }


def addresses(pal: Pal) -> list[str]:
    """Make one of everything the desk shows and return the address of each page."""
    activity = make_activity(pal=pal, place=pal.seat, slug="ceramika")
    seats = make_list(activity=activity, capacity=1)
    ada = join(seats, "ada")
    basia = join(seats, "basia")
    cezary = join(seats, "cezary")
    operations.cancel_sign_up(ada, actor=SYSTEM)
    make_activity(pal=pal, slug="szkic", state=Activity.State.DRAFT)
    question = activity.questions.create(text="Czy masz matę?")
    day = times.today() + timedelta(days=3)
    pal.opening_exceptions.create(since=day, until=day, reason="Remont")
    session = seats.sessions.get()
    room = pal.seat.rooms.get() if pal.seat else None
    dorota = operations.Contact("dorota", phone="+48120000123")
    join(seats, "dorota", contact=dorota, channel=Channel.PHONE)
    written = Message.objects.order_by("template", "pk")
    named: dict[str, list[tuple[Any, ...]]] = {
        "ui:styleguide": [()],
        "outbox:messages": [()],
        "outbox:calls": [()],
        "outbox:message": [(message.public_id,) for message in written],
        "desk:home": [()],
        **staff_pages(Grant.objects.earliest("pk")),
        "activities:desk_programme": [()],
        "activities:desk_new": [()],
        "activities:desk_board": [()],
        "activities:desk_copy_term": [()],
        "activities:desk_templates": [()],
        "activities:desk_new_template": [()],
        "activities:desk_template": [(a_template().public_id,)],
        "network:desk_leaders": [()],
        "network:desk_new_leader": [()],
        "network:desk_leader": [(a_leader(activity).public_id,)],
        "activities:desk_activity": [("ceramika",), ("szkic",)],
        "activities:desk_edit": [("ceramika",)],
        "activities:desk_call_off": [("ceramika",)],
        "activities:desk_add_dates": [("ceramika",)],
        "activities:desk_questions": [("ceramika",)],
        "activities:desk_question": [("ceramika", question.pk)],
        "activities:desk_thread": [("ceramika",)],
        "activities:desk_partners": [("ceramika",)],
        **plan_pages(pal),
        **debate_pages(pal),
        **advice_pages(pal),
        **volunteering_pages(pal),
        **shift_pages(pal),
        **counter_pages(pal),
        "diagnosis:desk_budgets": [()],
        "diagnosis:desk_budget": [(make_budget().public_id,)],
        **study_pages(pal),
        "activities:desk_session": [(session.public_id,)],
        "activities:desk_cancel_session": [(session.public_id,)],
        "activities:desk_sign_ups": [(seats.public_id,)],
        "activities:desk_list_places": [(seats.public_id,)],
        "activities:desk_new_sign_up": [(seats.public_id,)],
        "activities:desk_sheet": [(seats.public_id,)],
        "activities:desk_doors": [()],
        "activities:desk_counter": [()],
        "activities:desk_counter_done": [(basia.public_id,)],
        "activities:desk_sign_up": [(basia.public_id,), (cezary.public_id,)],
        "activities:desk_slip": [(basia.public_id,)],
        "network:desk_places": [()],
        **{
            f"network:desk_{name}": [(pal.slug,)]
            for name in ("pal", "contact", "hours", "exceptions", "access", "rooms", "close")
        },
        "network:desk_room": [(pal.slug, room.pk if room else 0)],
        "network:desk_new_season": [(pal.slug,)],
        "network:desk_season": [(pal.slug, season(pal))],
        **lent_rooms(pal),
        "activities:desk_registers": [()],
        "activities:desk_held": [()],
        "activities:register_shell": [()],
        "activities:desk_register": [(session.public_id,), (kept_register(activity),)],
        **on_the_map(pal),
        "people:people": [()],
        "people:card": [(basia.person.public_id,)],
        "people:edit": [(basia.person.public_id,)],
        "people:pairs": [()],
        "people:merge": [()],
        "desk:trail": [()],
        **survey_pages.desk(pal, typist=a_colleague()),
        **talk_pages.desk(pal, user=Grant.objects.earliest("pk").user),
        **hours_pages(pal),
        **safety_pages.desk(pal),
        **team_pages(pal),
        **poll_pages(pal),
        **idea_pages(pal),
        **shelf_desk_pages(pal),
        **say_pages(pal),
        "promotion:desk_prints": [()],
        **partner_desk_pages(pal),
        **promotion_desk_pages(pal),
        **press_desk_pages(pal),
        "reports:desk_board": [()],
        "reports:desk_catalogue": [()],
        "reports:desk_trends": [()],
        "reports:desk_locals": [()],
        "reports:desk_local_new": [()],
        "reports:desk_local": [(make_local(pal).public_id,)],
        "reports:desk_local_redefine": [(make_local(pal, name="Kilogramy").public_id,)],
        **esf_desk_pages(pal),
        "reports:desk_indicator": [("people",)],
        "reports:desk_rows": [("people",), ("sessions-held",)],
        **report_desk_pages(pal),
    }
    assert set(named) == desk_pages()
    twins = {"a": str(basia.person.public_id), "b": str(twin_of(basia).public_id)}
    paths = [reverse(name, args=args) for name, many in named.items() for args in many]
    return [f"{path}?{urlencode(twins)}" if "polacz" in path else path for path in paths]


def a_colleague() -> User:
    return User.objects.create_user("wpisuje@example.org", name="Ala Wpis")


def on_the_map(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Name the pages of the map of resources and needs."""
    need, resource = make_need(pal=pal), make_resource(pal=pal, answers=["loneliness"])
    proposals = [make_proposal(pal=pal), make_proposal(pal=pal, kind="resource", category="ngo")]
    return {
        "diagnosis:desk_map": [()],
        "diagnosis:desk_new_proposal": [("potrzeba",), ("zasob",)],
        "diagnosis:desk_proposal": [(each.public_id,) for each in proposals],
        "diagnosis:desk_approve": [(each.public_id,) for each in proposals],
        "diagnosis:desk_resources": [()],
        "diagnosis:desk_new_resource": [()],
        "diagnosis:desk_resource": [(resource.public_id,)],
        "diagnosis:desk_edit_resource": [(resource.public_id,)],
        "diagnosis:desk_import": [()],
        "diagnosis:desk_needs": [()],
        "diagnosis:desk_new_need": [()],
        "diagnosis:desk_need": [(need.public_id,)],
        "diagnosis:desk_edit_need": [(need.public_id,)],
    }


def staff_pages(held: Grant) -> dict[str, list[tuple[Any, ...]]]:
    """Name the pages of accounts, for somebody who holds a role."""
    return {
        "desk:account": [()],
        "desk:staff": [()],
        "desk:invite": [()],
        "desk:member": [(held.user.public_id,)],
        "desk:handover": [(held.user.public_id,)],
        "desk:end_grant": [(held.user.public_id, held.pk)],
    }


def desk_pages() -> set[str]:
    """Name every page of the desk that the permission table knows of."""
    return {
        name
        for name, row in TABLE.items()
        if row.method == "GET" and name.split(":")[0] in DESK
        if row.who != ANYBODY and not row.is_file
    }


def report_desk_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Have a year been closed, another wait for it, and a report with a story be written."""
    year = times.today().year
    close_year(year - 2, actor=SYSTEM)
    report = begin_report(year, pal, actor=SYSTEM)
    story = add_story(report, proof=None, actor=SYSTEM)
    whose = (year, pal.slug)
    return {
        "reports:desk_reports": [()],
        "reports:desk_report": [whose],
        "reports:desk_write": [whose],
        "reports:desk_story": [(story.public_id,)],
        "reports:desk_story_drop": [(story.public_id,)],
        "reports:desk_close": [(year - 1,)],
        "reports:desk_correct": [(year - 2,)],
    }


def lent_rooms(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Have a group ask for a room, and another have one; the house has rules to sign."""
    pal.house_rules.create(version=1, text="Po spotkaniu zamykamy okna.")
    group = make_group(pal)
    asked = make_booking(group, state=Booking.State.REQUESTED, days=5)
    booked = make_booking(make_group(pal, name="Zespół mieszkańców"), days=6)
    returned = make_booking(group, days=7)
    cancel(returned, actor=RESIDENT)
    ended = make_group(pal, name="Klub", is_active=False, ended_on=times.today())
    return {
        "network:desk_bookings": [()],
        "network:desk_new_booking": [()],
        "network:desk_booking": [(asked.public_id,), (booked.public_id,), (returned.public_id,)],
        "network:desk_groups": [()],
        "network:desk_new_group": [()],
        "network:desk_group": [(group.public_id,), (ended.public_id,)],
        "network:desk_group_sheet": [(group.public_id,)],
        "network:desk_house_rules": [(pal.slug,)],
        "network:desk_windows": [(pal.slug,)],
    }


def season(pal: Pal) -> str:
    """Give hours of a season, and return how the address names it."""
    days = {"valid_from": "2099-06-01", "valid_to": "2099-08-31"}
    pal.opening_rules.create(weekday=0, opens="09:00", closes="12:00", **days)
    return "{valid_from}_{valid_to}".format(**days)


def a_template() -> Template:
    """Have the network offer something to begin with."""
    facts = {"title": "Klub rodzica", "rules": "Zasady"}
    return Template.objects.create(name="Klub rodzica", facts=facts, fixed=["rules"])


def a_leader(activity: Activity) -> Leader:
    """Have somebody lead the activity and its session."""
    leader = Leader.objects.create(name="Lena Sowa", role="instruktorka", phone="+48120000321")
    operations.save_activity(activity, actor=SYSTEM, led_by=[leader])
    return leader


def kept_register(activity: Activity) -> Any:
    """Keep the register of a class that was: a child to pick up, a walk-in, people counted."""
    listed = make_list(activity=activity, days=5, capacity=9)
    child = operations.Applicant("Zosia", birth_year=times.today().year - 8, is_minor=True)
    join(listed, "ela", guests=(operations.Applicant("ela"), child), is_guardian=True)
    session = listed.sessions.get()
    now = timezone.now()
    Session.objects.filter(pk=session.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    session.refresh_from_db()
    guests = Guest.objects.filter(sign_up__list=listed)
    told = [
        registers.Mark(key=uuid4(), made_at=now, guest=guest.pk, state="present")
        for guest in guests
    ]
    card = registers.WalkIn(key=uuid4(), made_at=now, presence=uuid4(), card="K-17")
    count = registers.Count(key=uuid4(), made_at=now, band="seniors", change=3)
    registers.write(session, [*told, card, count], device="test", actor=SYSTEM)
    late = {"kind": "count", "key": str(uuid4()), "made_at": now.isoformat(), "band": "youth"}
    held.hold(
        session, [late | {"change": 2}], device="test", actor=Grant.objects.earliest("pk").user
    )
    again = registers.Mark(key=uuid4(), made_at=now, guest=guests[0].pk, state="absent")
    registers.write(session, [again], device="other", actor=SYSTEM)
    return session.public_id


def twin_of(sign_up: SignUp) -> Person:
    """Give a second card of the same name, and a consent to the first."""
    sign_up.person.consents.create(text="image", version="2026-11", channel="paper")
    twin = join(sign_up.list, "bliźniaczka").person
    Person.objects.filter(pk=twin.pk).update(
        name=sign_up.person.name, folded_name=sign_up.person.folded_name
    )
    return twin


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1])  # two tests, so that two cores share them
def test_every_page_is_accessible_and_no_wider_than_the_screen(
    at_desk: Open, pal: Pal, half: int
) -> None:
    animator, paths = Grant.objects.earliest("pk").user, addresses(pal)
    for role in ("data-protection-officer", "network-coordinator", "administrator"):
        Grant.objects.create(user=animator, role=role, pal=None)
    page = at_desk("/biurko/", bypass_csp=True)

    assert wrong_looks(page, paths[half::2]) == {}


WRONG = [
    ("/biurko/program/nowe/", "#save-button"),
    ("/biurko/miejsca/pod-lipami/wyjatki/", "#save-button"),
]


@pytest.mark.parametrize(("path", "button"), WRONG)
def test_what_is_wrong_is_announced(
    at_desk: Open, faults: Callable[[Page], list[str]], path: str, button: str
) -> None:
    page = at_desk(path, viewport=SIZES["phone"])

    page.locator(button).click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_on_a_phone_the_menu_opens_and_leads_on(at_desk: Open, script: bool) -> None:  # noqa: FBT001 - a case
    page = at_desk("/biurko/", viewport={"width": 390, "height": 844}, java_script_enabled=script)
    leads = page.get_by_role("link", name="Program", exact=True)
    expect(leads).to_be_hidden()

    page.get_by_role("button", name="Menu").click()
    leads.click()

    expect(page.get_by_role("heading", name="Program", level=1)).to_be_visible()
