"""Builds the demonstration city through the same operations as everybody uses."""

import random
from collections.abc import Callable
from datetime import date, time, timedelta

from django.db import transaction

from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.text import fold, slug
from podworko.demo import (
    accessibility,
    advice,
    consultations,
    debates,
    facts,
    groups,
    hearings,
    initiatives,
    leaders,
    news,
    outbox,
    partners,
    photos,
    places,
    planning,
    polls,
    press,
    privacy,
    registers,
    reports,
    residents_team,
    resources,
    schematic,
    shelf,
    studies,
    survey_results,
    surveys,
    team,
    templates,
    thread,
    unusual,
    volunteering,
    volunteering_safety,
)
from podworko.demo.activities import ACTIVITIES, MadeUp
from podworko.demo.crowd import Crowd
from podworko.network import public as network

Say = Callable[[str], None]
SEED = 20261124


def load(*, say: Say) -> None:
    """Fill an empty database; everything in one transaction, so that it is never half a city."""
    with transaction.atomic():
        _districts()
        say("18 districts, drawn schematically")
        pals = _pals()
        say(f"{len(pals)} PALs: {len(facts.PALS)} with a source, the others made up and marked")
        team.load_staff(pals)
        _real_activities(pals)
        say(f"{studies.ask_around(pals)} studies of what neighbours need")
    made = _made_up(pals, say=say)
    say(f"{made} sign-ups, by web, by phone and at the desk")
    with transaction.atomic():
        say(f"{surveys.answer(pals)} answers to surveys")
        say(f"{survey_results.tell(pals)} published, with topics of free words")
        say(privacy.tell())
        say(accessibility.tell())


def _districts() -> None:
    shapes = schematic.district_shapes()
    network.save_districts(
        network.DistrictData(
            number=number,
            name=name,
            lat=lat,
            lon=lon,
            geometry=shapes[number],
            source="schemat: granice przybliżone, liczone od środków dzielnic",
        )
        for number, name, lat, lon in facts.DISTRICTS
    )
    network.MapFeature.objects.create(
        kind="river",
        name="Wisła",
        geometry={"type": "LineString", "coordinates": [list(p) for p in places.RIVER]},
        source="schemat",
    )
    network.AddressPoint.objects.bulk_create(
        network.AddressPoint(street=street, folded_street=fold(street), lat=lat, lon=lon)
        for street, lat, lon in places.STREETS
    )


def _pals() -> dict[str, network.Pal]:
    districts = {district.number: district for district in network.District.objects.all()}
    real = {pal.slug: _real_pal(pal, districts) for pal in facts.PALS}
    return real | {pal.slug: _made_up_pal(pal, districts) for pal in places.PALS}


def _real_pal(row: facts.RealPal, districts: dict[int, network.District]) -> network.Pal:
    district = districts[row.district] if row.district else None
    seat = None
    if row.lat is not None:
        seat = network.Place.objects.create(
            name=row.place or f"PAL {row.name}",
            slug=f"{row.slug}-siedziba",
            address=row.address,
            building=row.building,
            floor=row.floor,
            district=district,
            lat=row.lat,
            lon=row.lon,
            accuracy_m=row.accuracy_m,
        )
        for room in row.rooms:
            network.Room.objects.create(place=seat, name=room)
    pal = network.Pal.objects.create(
        slug=row.slug,
        name=row.name,
        folded_name=fold(row.name),
        status=row.status,
        district=district,
        seat=seat,
        opened_on=row.opened_on,
        summary=row.summary,
        source=row.source,
        verified_on=date(2026, 11, 24),
    )
    for alias in row.aliases:
        pal.aliases.create(name=alias, folded_name=fold(alias))
    for milestone in row.milestones:
        pal.milestones.create(
            on=milestone.on,
            precision=milestone.precision,
            text=milestone.text,
            source=milestone.source,
        )
    return pal


def _made_up_pal(row: places.MadeUpPal, districts: dict[int, network.District]) -> network.Pal:
    answers = {"y": "yes", "n": "no", "?": "unknown"}
    known = {
        fact: answers[letter] for fact, letter in zip(network.Place.FACTS, row.facts, strict=True)
    }
    seat = network.Place.objects.create(
        name=row.name,
        slug=f"{row.slug}-siedziba",
        address=row.address,
        building=row.building,
        floor=row.floor,
        district=districts[row.district],
        lat=row.lat,
        lon=row.lon,
        nearest_stop=row.stop,
        is_fictional=True,
        **known,
    )
    for name, capacity in row.rooms:
        network.Room.objects.create(place=seat, name=name, capacity=capacity)
    pal = network.Pal.objects.create(
        slug=row.slug,
        name=row.name,
        folded_name=fold(row.name),
        status=row.status,
        district=districts[row.district],
        seat=seat,
        summary=row.summary,
        summary_en=row.summary_en,
        summary_uk=row.summary_uk,
        phone=row.phone,
        email=f"{row.slug}@example.org",
        is_fictional=True,
    )
    _hours_and_team(pal, row)
    return pal


def _hours_and_team(pal: network.Pal, row: places.MadeUpPal) -> None:
    for weekday, opens, closes in row.hours:
        pal.opening_rules.create(
            weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)
        )
    if row.hours:
        soon = times.today() + timedelta(days=5)
        pal.opening_exceptions.create(since=soon, until=soon, reason="szkolenie zespołu")
        _winter_break(pal)
    for position, (role, note) in enumerate(places.TEAM if row.hours else ()):
        pal.team.create(role=role, note=note, position=position)


def _winter_break(pal: network.Pal) -> None:
    """Give shorter hours for the turn of the year: a season that is never over."""
    year = times.today().year
    for weekday in range(3):
        pal.opening_rules.create(
            weekday=weekday,
            opens=time(10),
            closes=time(14),
            valid_from=date(year, 12, 20),
            valid_to=date(year + 1, 1, 6),
        )


def _real_activities(pals: dict[str, network.Pal]) -> None:
    for row in facts.ACTIVITIES:
        pal = pals[row.pal]
        activity = activities.Activity(
            pal=pal,
            slug=f"{slug(row.title)[:90]}-{row.day.year}",
            title=row.title,
            summary=row.summary,
            kind=row.kind,
            sign_up_mode="none",
            state="done",
            place=pal.seat,
            source=row.source,
        )
        activities.save_activity(activity, actor=SYSTEM)
        slots = [_real_slot(row, day) for day in _days(row)]
        activities.add_sessions(activity, slots, rules=activities.ListRules(), actor=SYSTEM)


def _days(row: facts.RealActivity) -> list[date]:
    last = row.last_day or row.day
    return [row.day + timedelta(days=number) for number in range((last - row.day).days + 1)]


def _real_slot(row: facts.RealActivity, day: date) -> activities.Slot:
    if row.hours:
        begins, ends = (times.at(day, time.fromisoformat(hour)) for hour in row.hours)
        return activities.Slot(begins, ends)
    begins, ends = times.day_bounds(day)
    return activities.Slot(begins, ends, is_all_day=True)


def _made_up(pals: dict[str, network.Pal], *, say: Say) -> int:
    chance = random.Random(SEED)  # noqa: S311 - a play, not a secret
    crowd = Crowd(chance)
    made = 0
    led_by = _leaders(pals, say=say)
    for number, row in enumerate(ACTIVITIES, start=1):
        with transaction.atomic():
            leader = led_by.get((row.pal, row.leaders))
            activity = _made_up_activity(row, pals[row.pal], [leader] if leader else [])
            made += crowd.fill(activity, row)
        if number % 8 == 0:
            say(f"{number} of {len(ACTIVITIES)} activities")
    with transaction.atomic():
        unusual.happen(pals)
        lent = groups.meet(pals)
        say(f"{lent} bookings of rooms by groups")
        templates.offer()
        templates.leave_for_review(pals["pod-lipami"])
        say(f"{resources.put_on_the_map(pals)}; {partners.join_in(pals)}")
    with transaction.atomic():
        say(f"{consultations.hold(pals)} confidential conversations ahead")
    _look_back(pals, chance, crowd.names, say=say)
    return made


def _leaders(pals: dict[str, network.Pal], *, say: Say) -> dict[tuple[str, str], network.Leader]:
    led_by = leaders.make(pals)
    say(f"{_check_leaders(led_by)} leaders checked before they meet children")
    return led_by


def _check_leaders(led_by: dict[tuple[str, str], network.Leader]) -> int:
    """Have everybody checked but one who leads adults alone; return how many were."""
    with_minors = {
        (row.pal, row.leaders)
        for row in ACTIVITIES
        if activities.admits_minors(row.audience, row.ages[0])
    }
    with_adults = [leader for key, leader in led_by.items() if key not in with_minors]
    needed = [led_by[key] for key in led_by if key in with_minors]
    return volunteering_safety.fill([*needed, *with_adults], unchecked=with_adults[:1])


def _look_back(
    pals: dict[str, network.Pal], chance: random.Random, names: list[str], *, say: Say
) -> None:
    """Fill in what was, and say which needs all of it answers."""
    with transaction.atomic():
        kept = registers.keep(chance, names)
        needs = thread.tie(pals)
        say(f"{partners.tie()} agreements with partners tied to needs")
        consultations.tie(pals)
        voices = debates.hold(pals, chance)
        say(f"{polls.hold(pals, chance)} secret votes in a poll, two more announced")
        say(f"{hearings.hold(pals)} voices in public consultations, two lessons")
        say(advice.give(pals))
        say(volunteering.gather(pals))
        for fill in (
            residents_team.gather,
            initiatives.begin,
            shelf.exchange,
            news.tell,
            photos.keep,
            press.tell,
            reports.tell,
        ):
            say(fill(pals))
        outbox.work_through(pals.values())
        volunteering_safety.write_standards(pals)
        volunteering_safety.lapse_soon(
            network.Leader.objects.filter(
                declared__isnull=False, activities__includes_minors=True
            ).distinct()
        )
    say(f"{kept} registers of what was")
    say(f"{needs} needs, with plans that answer them; a debate with {voices} votes")


def _made_up_activity(
    row: MadeUp, pal: network.Pal, led_by: list[network.Leader]
) -> activities.Activity:
    seat = pal.seat
    rooms = list(seat.rooms.order_by("pk")) if seat else []
    activity = activities.Activity(
        pal=pal,
        title=row.title,
        title_en=row.title_en,
        title_uk=row.title_uk,
        summary=row.summary,
        description=row.description,
        kind=row.kind,
        audience=row.audience,
        age_min=row.ages[0],
        age_max=row.ages[1],
        includes_minors=activities.admits_minors(row.audience, row.ages[0]),
        languages=row.languages,
        cost=row.cost,
        bring=row.bring,
        leaders=row.leaders,
        co_organisers=row.co_organisers,
        need=row.need,
        sign_language="s" in row.marks,
        easy_to_read="e" in row.marks,
        quiet="q" in row.marks,
        place=seat,
        room=rooms[min(row.room, len(rooms) - 1)] if rooms else None,
        sign_up_mode=row.mode,
        rules=row.rules,
        is_fictional=True,
    )
    activities.save_activity(activity, actor=SYSTEM, led_by=led_by)
    if row.question:
        activities.ask(activity, text=row.question, is_sensitive=True, actor=SYSTEM)
    planning.sessions_somewhere(activity, row, rooms)
    activities.publish(activity, actor=SYSTEM)
    return activity
