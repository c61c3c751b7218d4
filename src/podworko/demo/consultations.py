"""Confidential conversations of the demonstration city: who helps, when, and what is booked.

Everybody here is made up; those who booked are pseudonyms.
"""

import random
from collections.abc import Iterable
from datetime import date, time, timedelta

from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.consultations import public as consultations
from podworko.consultations.public import Age, Form, Outcome
from podworko.core import times
from podworko.core.text import slug
from podworko.demo import volunteering_safety
from podworko.demo.consultation_rows import (
    HOLDERS,
    SERVICES,
    SPECIALISTS,
    TIES,
    MadeUpService,
    MadeUpSpecialist,
)
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network
from podworko.planning.public import Tie

SEED = 20261129
SPECIALIST = "specjalistka@example.org"
LAST_HOUR = time(19)
MONTHS = 4
"""How many past months have counts."""


def hold(pals: dict[str, network.Pal]) -> int:
    """Set up help and duty hours, and book some conversations; return how many."""
    chance = random.Random(SEED)  # noqa: S311 - a play, not a secret
    services = {row.key: _service(row, position) for position, row in enumerate(SERVICES)}
    named = dict.fromkeys(duty[0] for row in SPECIALISTS for duty in row.duty)
    rooms = {key: _room(pals[key]) for key in named}
    for row in SPECIALISTS:
        _specialist(row, services, pals, rooms)
    booked = _book(services.values(), chance)
    _of_these_days()
    _wait(services, pals)
    _count(services.values(), pals["pod-lipami"], chance)
    _count(services.values(), pals["nad-stawem"], chance)
    return booked


def tie(pals: dict[str, network.Pal]) -> int:
    """Say which needs of the demonstration the help answers; return how many."""
    made = 0
    for key, service, title, why in TIES:
        need = diagnosis.Need.objects.filter(pal=pals[key], title=title).first()
        if need:
            given = consultations.Service.objects.get(name=service)
            consultations.tie(given, pals[key], tie=Tie(need, why), actor=SYSTEM)
            made += 1
    return made


def _service(row: MadeUpService, position: int) -> consultations.Service:
    service = consultations.Service(
        name=row.name,
        name_en=row.name_en,
        name_uk=row.name_uk,
        words=row.words,
        words_en=row.words_en,
        words_uk=row.words_uk,
        for_whom=row.for_whom,
        preparation=row.preparation,
        minutes=row.minutes,
        forms=[form.value for form in row.forms],
        minors=row.minors,
        minors_words=row.minors_words,
        position=position,
    )
    return consultations.save_service(service, topics=row.topics, actor=SYSTEM)


def _room(pal: network.Pal) -> network.Room | None:
    """Make a quiet room that is not lent."""
    if pal.seat is None:
        return None
    return network.Room.objects.create(place=pal.seat, name="Gabinet", capacity=3, is_lent=False)


def _specialist(
    row: MadeUpSpecialist,
    services: dict[str, consultations.Service],
    pals: dict[str, network.Pal],
    rooms: dict[str, network.Room | None],
) -> None:
    leader = network.Leader(name=row.name, role=row.role, is_named=row.is_named)
    leader.user = _account(row, pals[row.duty[0][0]])
    where = [pals[key] for key in dict.fromkeys(duty[0] for duty in row.duty)]
    network.save_leader(leader, pals=where, actor=SYSTEM)
    volunteering_safety.fill([leader])
    specialist = consultations.Specialist(
        leader=leader,
        qualification=row.qualification,
        about=row.about,
        languages=list(row.languages),
        video_url=f"https://rozmowy.example.org/{slug(row.name)}",
    )
    helps = [services[key] for key in row.services]
    consultations.save_specialist(specialist, services=helps, actor=SYSTEM)
    for where_slug, weekday, starts, ends, weeks in row.duty:
        duty = consultations.DutyHours(
            specialist=specialist,
            pal=pals[where_slug],
            room=rooms[where_slug],
            weekday=weekday,
            starts=time.fromisoformat(starts),
            ends=time.fromisoformat(ends),
            weeks=list(weeks),
        )
        consultations.save_duty(duty, actor=SYSTEM)


def _account(row: MadeUpSpecialist, pal: network.Pal) -> User:
    """Return the account with which a specialist reads who booked; only one has a password."""
    known = User.objects.filter(name=row.name).first()
    if known:
        return known
    user = User.objects.create_user(f"{slug(row.name)}@example.org", name=row.name)
    Grant.objects.create(user=user, role="specialist", pal=pal)
    return user


def _book(services: Iterable[consultations.Service], chance: random.Random) -> int:
    """Book some of what is free in the coming weeks, more of the near than of the far."""
    today, booked = times.today(), 0
    for service in services:
        for week in range(4):
            first = today + timedelta(days=7 * week)
            last = first + timedelta(days=6)
            wanted = consultations.Wanted(service)
            slots = consultations.free_slots(wanted, first=first, last=last)
            for slot in chance.sample(slots, len(slots) * (5 - week) // 9):
                booked += _booked(slot, HOLDERS[booked % len(HOLDERS)], chance)
    return booked


def _booked(slot: consultations.Slot, holder: tuple[str, str, str], chance: random.Random) -> bool:
    name, phone, remark = holder
    forms = [form for form in slot.forms if form in (Form.IN_PERSON, Form.PHONE if phone else "")]
    asked = consultations.Asked(
        consultations.Holder(name=name, phone=phone, remark=remark),
        form=chance.choice(forms),
        channel=chance.choice(("web", "web", "phone", "desk")),
    )
    try:
        consultations.book(slot, asked, actor=RESIDENT)
    except (consultations.SlotTakenError, consultations.TooManyHeldError):
        return False
    return True


def _of_these_days() -> None:
    """Have two talks of yesterday wait for a mark, and one of today be next, by phone."""
    specialist = consultations.Specialist.objects.get(leader__user__email=SPECIALIST)
    ahead = consultations.Appointment.objects.filter(specialist=specialist, state="booked")
    now = times.local(timezone.now())
    yesterday, soon = now.date() - timedelta(days=1), now.replace(minute=0) + timedelta(hours=2)
    moments = [times.at(yesterday, time(10)), times.at(yesterday, time(11))]
    if time(8) <= soon.time() <= LAST_HOUR and soon.date() == now.date():
        moments.append(soon.replace(second=0, microsecond=0))
    for appointment, starts_at in zip(list(ahead.order_by("starts_at")), moments, strict=False):
        length = appointment.ends_at - appointment.starts_at
        span = {"starts_at": starts_at, "ends_at": starts_at + length}
        network.release_rooms([appointment])
        network.LeaderHold.objects.filter(about=audit.label(appointment)).update(**span)
        rows = consultations.Appointment.objects.filter(pk=appointment.pk)
        rows.update(**span, form=Form.PHONE, room=None)


def _wait(services: dict[str, consultations.Service], pals: dict[str, network.Pal]) -> None:
    rows = (
        ("psychologist", "Iga", "+48600000421", ("evening",), False),
        ("psychologist", "Pani Zosia", "+48600000422", (), True),
        ("debts", "K.", "+48600000423", ("afternoon", "evening"), False),
    )
    for key, name, phone, parts, wants_call in rows:
        asking = consultations.Asking(
            consultations.Holder(name=name, phone=phone),
            form=Form.IN_PERSON,
            pal=pals["pod-lipami"],
            parts=parts,
            wants_call=wants_call,
            channel="phone" if wants_call else "web",
        )
        consultations.wait(services[key], asking, actor=RESIDENT)


def _count(
    services: Iterable[consultations.Service], pal: network.Pal, chance: random.Random
) -> None:
    """Fill in the counts of past months, as the specialists' forms would have left them."""
    rows: dict[tuple[object, ...], consultations.Count] = {}
    for service in services:
        topics = list(service.topics.all())
        for month in _past_months():
            for _talk in range(chance.randint(6, 22)):
                topic, age = chance.choice(topics), chance.choice(list(Age)[1:4])
                is_first, form = chance.random() < 0.4, chance.choice(service.forms)  # noqa: PLR2004
                key = (month, service.pk, topic.pk, age, is_first, form)
                held = rows.setdefault(
                    key,
                    consultations.Count(
                        month=month,
                        pal=pal,
                        service=service,
                        outcome=Outcome.DONE,
                        topic=topic,
                        age=age,
                        is_first=is_first,
                        form=form,
                        minutes=service.minutes,
                    ),
                )
                held.number += 1
    consultations.Count.objects.bulk_create(rows.values())


def _past_months() -> list[date]:
    month = times.today().replace(day=1)
    found = []
    for _number in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return found
