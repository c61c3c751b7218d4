"""Confidential conversations of the demonstration city: who helps, when, and what is booked.

Everybody here is made up; those who booked are pseudonyms.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.consultations import public as consultations
from podworko.consultations.public import Age, Form, Minors, Outcome
from podworko.core import times
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network

SEED = 20261129
MONTHS = 4
"""How many past months have counts."""


@dataclass(frozen=True, slots=True)
class MadeUpService:
    """A kind of help; the texts are as residents read them."""

    key: str
    name: str
    name_en: str
    name_uk: str
    words: str
    words_en: str
    words_uk: str
    for_whom: str
    forms: tuple[Form, ...]
    topics: tuple[str, ...]
    minutes: int = 50
    preparation: str = ""
    minors: Minors = Minors.GUARDIAN
    minors_words: str = "Przyjdź z rodzicem albo opiekunem. Możecie też najpierw zadzwonić."


SERVICES = (
    MadeUpService(
        "psychologist",
        "Rozmowa z psychologiem",
        "Talk to a psychologist",
        "Розмова з психологом",
        "Gdy jest ciężko, smutno, gdy nie możesz spać albo coś się rozsypało. Psycholożka wysłucha"
        " i pomoże znaleźć następny krok. To nie jest terapia ani diagnoza.",
        "When things are hard, when you are sad, cannot sleep or something fell apart. The"
        " psychologist listens and helps to find the next step. It is neither therapy nor a"
        " diagnosis.",
        "Коли важко, сумно, коли не спиться або щось розсипалося. Психологиня вислухає й допоможе"
        " знайти наступний крок. Це не терапія і не діагноз.",
        "dla każdego, kto tu mieszka",
        (Form.IN_PERSON, Form.PHONE, Form.VIDEO),
        ("strata i żałoba", "samotność", "lęk i stres", "kłopoty w rodzinie", "inne"),
    ),
    MadeUpService(
        "lawyer",
        "Porada prawna",
        "Legal advice",
        "Юридична порада",
        "Pismo z urzędu, umowa, spadek, alimenty, mieszkanie. Prawniczka wyjaśni, co pismo znaczy"
        " i co możesz zrobić. Nie prowadzi spraw w sądzie.",
        "A letter from an office, a contract, an inheritance, alimony, housing. The lawyer"
        " explains what a letter means and what you can do. She does not go to court for you.",
        "Лист з установи, договір, спадок, аліменти, житло. Юристка пояснить, що означає лист і"
        " що можна зробити. Справ у суді не веде.",
        "dla osób, których nie stać na prawnika",
        (Form.IN_PERSON, Form.PHONE),
        ("mieszkanie i najem", "rodzina i alimenty", "spadek", "praca", "umowy i reklamacje"),
        minutes=40,
        preparation="Pismo albo umowa\nKoperta z datą\nTo, co już wysłano",
        minors=Minors.ADULTS,
        minors_words="Porady prawne są dla dorosłych. Młodszym pomoże pedagożka w szkole.",
    ),
    MadeUpService(
        "debts",
        "Doradztwo w zadłużeniu",
        "Debt advice",
        "Порада щодо боргів",
        "Policzymy razem, ile i komu, co jest pilne i jak rozmawiać z wierzycielem albo"
        " komornikiem. Bez oceniania.",
        "We reckon together how much and to whom, what is urgent and how to talk to a creditor or"
        " bailiff. Nobody judges.",
        "Разом порахуємо, скільки і кому, що термінове і як говорити з кредитором або виконавцем."
        " Без осуду.",
        "dla osób z długami i ich bliskich",
        (Form.IN_PERSON, Form.PHONE, Form.HOME),
        ("czynsz i media", "pożyczki", "komornik", "upadłość", "domowy budżet"),
        minutes=60,
        preparation="Listy od wierzycieli\nUmowy pożyczek\nIle wpływa i ile wychodzi w miesiącu",
        minors=Minors.ADULTS,
        minors_words="To rozmowa dla dorosłych.",
    ),
    MadeUpService(
        "mediator",
        "Mediacja rodzinna i sąsiedzka",
        "Family and neighbour mediation",
        "Медіація в родині та між сусідами",
        "Gdy rozmowa się urwała: rozstanie, opieka nad dziećmi, spór z sąsiadem. Mediator nie"
        " rozstrzyga, kto ma rację, tylko pomaga się dogadać.",
        "When talking broke off: a separation, care of children, a quarrel with a neighbour. The"
        " mediator does not decide who is right but helps you to agree.",
        "Коли розмова обірвалася: розлучення, догляд за дітьми, сварка з сусідом. Медіатор не"
        " вирішує, хто правий, а допомагає домовитися.",
        "dla obu stron, także osobno",
        (Form.IN_PERSON, Form.VIDEO),
        ("rozstanie", "opieka nad dziećmi", "spór sąsiedzki", "pokolenia pod jednym dachem"),
        minutes=80,
    ),
    MadeUpService(
        "teenagers",
        "Rozmowa dla nastolatków",
        "A talk for teenagers",
        "Розмова для підлітків",
        "Szkoła, rodzice, znajomi, internet, samotność. Możesz przyjść bez rodziców i bez"
        " nazwiska, na jedną rozmowę albo kilka.",
        "School, parents, friends, the internet, loneliness. You can come without parents and"
        " without a name, for one talk or several.",
        "Школа, батьки, друзі, інтернет, самотність. Можна прийти без батьків і без прізвища, на"
        " одну розмову або кілька.",
        "od 13 lat",
        (Form.IN_PERSON, Form.PHONE),
        ("szkoła", "rodzina", "rówieśnicy", "internet", "inne"),
        minors=Minors.ALONE,
        minors_words=(
            "To rozmowa, nie leczenie: od 13 lat możesz przyjść bez rodzica. Jeśli będzie potrzebne"
            " leczenie, powiemy, kto musi się zgodzić."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class MadeUpSpecialist:
    """Somebody who helps, and when: PAL, weekday, from, to, weeks of the month."""

    name: str
    role: str
    qualification: str
    about: str
    services: tuple[str, ...]
    languages: tuple[str, ...]
    duty: tuple[tuple[str, int, str, str, tuple[int, ...]], ...]
    is_named: bool = True


SPECIALISTS = (
    MadeUpSpecialist(
        "Sylwia Cicha",
        "psycholożka",
        "magister psychologii",
        "Od dziewięciu lat słucha ludzi na osiedlach. Mówi powoli i nie ocenia.",
        ("psychologist", "teenagers"),
        ("pl", "en"),
        (
            ("pod-lipami", 0, "14:00", "18:00", ()),
            ("pod-lipami", 2, "10:00", "15:00", ()),
            ("trzy-kominy", 3, "12:00", "16:00", ()),
        ),
    ),
    MadeUpSpecialist(
        "Oksana Berehynia",
        "psycholożka",
        "magister psychologii",
        "Rozmawia po ukraińsku i po polsku.",
        ("psychologist",),
        ("uk", "pl"),
        (("pod-lipami", 1, "12:00", "17:00", ()), ("nad-stawem", 4, "10:00", "14:00", ())),
    ),
    MadeUpSpecialist(
        "Regina Wyrok-Łagodna",
        "radczyni prawna",
        "radczyni prawna",
        "Tłumaczy pisma na zwykły język.",
        ("lawyer",),
        ("pl",),
        (
            ("pod-lipami", 2, "16:00", "18:00", (1, 3)),
            ("zielona-brama", 1, "10:00", "14:00", (2, 4)),
        ),
    ),
    MadeUpSpecialist(
        "Dominik Grosz",
        "doradca",
        "doradca w zadłużeniu",
        "Zaczyna od herbaty i kartki w kratkę.",
        ("debts",),
        ("pl", "en"),
        (("pod-lipami", 3, "10:00", "14:00", ()), ("trzy-kominy", 1, "14:00", "18:00", (1, 3))),
        is_named=False,
    ),
    MadeUpSpecialist(
        "Zgoda Rozmowna",
        "mediatorka",
        "mediatorka rodzinna",
        "Pilnuje, żeby każdy mógł dokończyć zdanie.",
        ("mediator", "teenagers"),
        ("pl",),
        (("nad-stawem", 3, "13:00", "18:00", ()),),
    ),
)
HOLDERS = (
    ("Ala", "+48600000401", "Wolę siedzieć bliżej drzwi."),
    ("pan z trzeciego", "+48600000402", ""),
    ("Kora", "", ""),
    ("Marysia", "+48600000404", "Przyjdę z siostrą."),
    ("J.", "+48600000405", ""),
    ("Wiktor", "+48600000406", ""),
    ("Lipa", "", "Proszę o rozmowę po cichu, źle słyszę na lewe ucho."),
    ("Natalia", "+48600000408", ""),
    ("ktoś z Lipowego", "", ""),
    ("Olena", "+48600000410", ""),
    ("Stary Sąsiad", "+48600000411", ""),
    ("Beata", "+48600000412", ""),
)

TIES = (
    (
        "pod-lipami",
        "Doradztwo w zadłużeniu",
        "Nie wiadomo, kogo zapytać o pismo z urzędu albo dług",
        "Kto policzy długi z kimś spokojnym, ten przestaje bać się skrzynki na listy.",
    ),
    (
        "pod-lipami",
        "Porada prawna",
        "Nie wiadomo, kogo zapytać o pismo z urzędu albo dług",
        "Pismo przestaje straszyć, gdy ktoś powie, co znaczy i do kiedy odpowiedzieć.",
    ),
    (
        "pod-lipami",
        "Rozmowa z psychologiem",
        "Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu",
        "Rozmowa przez telefon dociera tam, gdzie nie ma windy.",
    ),
)


def hold(pals: dict[str, network.Pal]) -> int:
    """Set up help and duty hours, and book some conversations; return how many."""
    chance = random.Random(SEED)  # noqa: S311 - a play, not a secret
    services = {row.key: _service(row, position) for position, row in enumerate(SERVICES)}
    slugs = dict.fromkeys(duty[0] for row in SPECIALISTS for duty in row.duty)
    rooms = {slug: _room(pals[slug]) for slug in slugs}
    for row in SPECIALISTS:
        _specialist(row, services, pals, rooms)
    booked = _book(services.values(), chance)
    _wait(services, pals)
    _count(services.values(), pals["pod-lipami"], chance)
    _count(services.values(), pals["nad-stawem"], chance)
    return booked


def tie(pals: dict[str, network.Pal]) -> int:
    """Say which needs of the demonstration the help answers; return how many."""
    made = 0
    for slug, service, title, why in TIES:
        need = diagnosis.Need.objects.filter(pal=pals[slug], title=title).first()
        if need:
            given = consultations.Service.objects.get(name=service)
            consultations.tie(given, pals[slug], to=need, why=why, actor=SYSTEM)
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
    leader.user = User.objects.filter(name=row.name).first()
    where = [pals[slug] for slug in dict.fromkeys(duty[0] for duty in row.duty)]
    network.save_leader(leader, pals=where, actor=SYSTEM)
    specialist = consultations.Specialist(
        leader=leader,
        qualification=row.qualification,
        about=row.about,
        languages=list(row.languages),
    )
    helps = [services[key] for key in row.services]
    consultations.save_specialist(specialist, services=helps, actor=SYSTEM)
    for slug, weekday, starts, ends, weeks in row.duty:
        duty = consultations.DutyHours(
            specialist=specialist,
            pal=pals[slug],
            room=rooms[slug],
            weekday=weekday,
            starts=time.fromisoformat(starts),
            ends=time.fromisoformat(ends),
            weeks=list(weeks),
        )
        consultations.save_duty(duty, actor=SYSTEM)


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
