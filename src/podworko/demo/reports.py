"""The demonstration's last two years, closed, the last one reported, the running one a draft."""

import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from podworko.accounts.public import User
from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.text import slug
from podworko.demo.report_rows import CIRCLES, DRAFT, REPORTS, CircleRow, ReportRow
from podworko.network import public as network
from podworko.people import public as people
from podworko.reports import public as reports

COORDINATOR = "koordynatorka@example.org"
SEED = 20251231
BOOKS = {"pod-lipami": 24, "trzy-kominy": 17}
"""PALs with a shelf of books, and how many leave it in a good month."""
BOOK_MONTHS = 13
BETWEEN = timedelta(weeks=2)
LATELY = timedelta(days=35)
"""The weeks before today, of which the programme itself has meetings."""
ESF_PEOPLE = 9
ESF_QUIET = 3


def tell(pals: Mapping[str, network.Pal]) -> str:
    """Let circles have met for years, close two, publish what was written of the last.

    Returns it in words.
    """
    year = times.today().year - 1
    chance = random.Random(SEED)  # noqa: S311 - a play, not a secret
    earlier = [replace(row, meetings=row.earlier) for row in CIRCLES if row.earlier]
    met = sum(_met(row, pals[row.pal], year - 1, chance) for row in earlier)
    met += sum(_met(row, pals[row.pal], year, chance) for row in CIRCLES)
    met += sum(_met(row, pals[row.pal], year + 1, chance) for row in _of_this_year())
    coordinator = User.objects.get(email=COORDINATOR)
    _own_indicator(pals, year, coordinator)
    _esf_project(pals["pod-lipami"], coordinator)
    for past in (year - 1, year):
        reports.close_year(past, actor=coordinator)
    for row in REPORTS:
        _publish(row, pals.get(row.pal), year, coordinator)
    draft = reports.begin_report(year + 1, pals["pod-lipami"], actor=SYSTEM)
    seen = reports.version_of_report(draft)
    draft.summary = DRAFT
    reports.save_report(draft, seen_version=seen, actor=SYSTEM)
    return f"{met} meetings of earlier months, {len(REPORTS)} reports of it, one being written"


def _of_this_year() -> Iterator[CircleRow]:
    """Yield circles that go on, with as many meetings as there was time for until lately."""
    today = times.today()
    gone = (today - LATELY - _first_day(today.year)) // BETWEEN + 1
    for row in CIRCLES:
        if row.goes_on and gone > 0:
            yield replace(row, meetings=min(gone, row.meetings))


def _own_indicator(pals: Mapping[str, network.Pal], year: int, coordinator: User) -> None:
    """Have the network count books that changed hands, typed month by month in two PALs."""
    books = reports.LocalIndicator(
        name="Książki z półki wymiany",
        unit="książki",
        typed_by="animatorka, do piątego dnia miesiąca",
        is_people=False,
    )
    words = "Książki zabrane z półki wymiany, policzone raz w tygodniu. Bez przyniesionych."
    reports.add_indicator(books, words=words, since=date(year, 1, 1), actor=coordinator)
    for slug_of, most in BOOKS.items():
        for number in range(1, BOOK_MONTHS):
            typed = reports.MonthTyped(date(year, number, 1), Decimal(most - number % 5))
            reports.type_month(books, pals[slug_of], typed, actor=SYSTEM)


def _esf_project(pal: network.Pal, coordinator: User) -> None:
    """Have a fictional project of one PAL a handful of people in it."""
    today = times.today()
    project = reports.EsfProject(
        title="Razem pod lipami (projekt fikcyjny)",
        agreement="FIKCYJNA/1",
        begins_on=today - timedelta(days=200),
        ends_on=today + timedelta(days=400),
        keep_until=today + timedelta(days=400 + 5 * 365),
    )
    reports.add_project(project, pals=[pal], actor=coordinator)
    known = people.Person.objects.current().filter(people.scopes.of_pals(frozenset({pal.pk})))
    cards = list(known.exclude(birth_year=None).distinct().order_by("birth_year", "pk"))
    # Of every age: one of each so many, the oldest first.
    every = max(1, len(cards) // ESF_PEOPLE)
    for number, card in enumerate(cards[::every][:ESF_PEOPLE]):
        row = reports.EsfParticipant(
            project=project,
            person=card,
            sex=_sex(card.name, number),
            entered_on=today - timedelta(days=190 - 9 * number),
        )
        reports.add_participant(row, actor=SYSTEM)


def _sex(name: str, number: int) -> str:
    """Return what somebody answers: one of four does not say, the rest as they are called."""
    if number % 4 == ESF_QUIET:
        return reports.EsfParticipant.Sex.REFUSED
    is_woman = name.split(maxsplit=1)[0].endswith("a")
    return reports.EsfParticipant.Sex.FEMALE if is_woman else reports.EsfParticipant.Sex.MALE


def _met(row: CircleRow, pal: network.Pal, year: int, chance: random.Random) -> int:
    activity = activities.Activity(
        pal=pal,
        slug=f"{slug(row.title)}-{year}",
        title=row.title,
        summary="Spotkania, które już były.",
        kind="workshop",
        sign_up_mode="none",
        state="done",
        place=pal.seat,
        is_fictional=True,
    )
    activities.save_activity(activity, actor=SYSTEM)
    slots = [_slot(_first_day(year) + BETWEEN * number) for number in range(row.meetings)]
    activities.add_sessions(activity, slots, rules=activities.ListRules(), actor=SYSTEM)
    for session in activity.sessions.all():
        acts = list(_acts(row, session, chance))
        activities.write_register(session, acts, device="demo", actor=SYSTEM)
        activities.close_register(session, note="", actor=SYSTEM)
    return row.meetings


def _first_day(year: int) -> date:
    return date(year, 2, 5)


def _slot(day: date) -> activities.Slot:
    begins = times.at(day, time(17))
    return activities.Slot(begins, begins + timedelta(hours=2), outside_hours="tak było")


def _acts(
    row: CircleRow, session: activities.Session, chance: random.Random
) -> Iterator[activities.RegisterAct]:
    here = chance.sample(range(row.regulars), chance.randint(row.regulars // 2, row.regulars))
    for number in here:
        yield activities.WalkIn(
            key=_key(chance),
            made_at=session.starts_at,
            presence=_key(chance),
            card=f"K-{row.first_card + number}",
            band=activities.Band.ADULTS.value,
        )
    yield activities.Count(
        key=_key(chance),
        made_at=session.starts_at,
        band=activities.Band.ADULTS.value,
        change=row.heads,
    )


def _publish(row: ReportRow, pal: network.Pal | None, year: int, by: User) -> None:
    report = reports.begin_report(year, pal, actor=SYSTEM)
    seen = reports.version_of_report(report)
    for name in ("summary", "good", "hard", "learned", "planned", "thanks"):
        setattr(report, name, getattr(row, name))
    reports.save_report(report, seen_version=seen, actor=SYSTEM)
    for title, words in row.stories:
        story = reports.add_story(report, proof=None, actor=SYSTEM)
        seen = reports.version_of_story(story)
        story.title, story.words = title, words
        reports.save_story(story, seen_version=seen, actor=SYSTEM)
    reports.mark_ready(report, actor=by)
    reports.publish_report(report, seen_version=reports.version_of_all(report), actor=by)


def _key(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
