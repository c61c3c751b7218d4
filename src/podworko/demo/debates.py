"""Debates of the demonstration city: one that was, answered to the last remark, and one to come."""

import random
from collections.abc import Iterable
from datetime import time, timedelta

from podworko.activities import public as activities
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.debates import public as debates
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network
from podworko.people.public import Channel

REMARKS = [
    (
        "Młodzież trzeba zapytać tam, gdzie jest, a nie zapraszać na zebranie.",
        "Racja. W styczniu idziemy z animatorką na boisko i do szkoły.",
    ),
    (
        "Ławki są, ale zimą ktoś musi odgarnąć śnieg.",
        "Zapytaliśmy zarządcę: odgarnia do godziny 8. Numer wisi w gablocie.",
    ),
    (
        "Dyżur prawniczki jest w środę, kiedy pracuję.",
        "Od lutego co drugi dyżur będzie we wtorek do 19.",
    ),
]
HEARS = "A ten z trzeciego piętra niech wreszcie ściszy radio."
WEIGHTS = (9, 6, 5, 8)
PHONES, SHEETS = 27, 19


def hold(pals: dict[str, network.Pal], chance: random.Random) -> int:
    """Hold one debate and prepare another; return how many people voted."""
    _held(pals["pod-lipami"], chance)
    _prepared(pals["zielona-brama"])
    return PHONES + SHEETS


def _held(pal: network.Pal, chance: random.Random) -> None:
    session = _meeting(pal, days=-18)
    debate = debates.Debate(
        session=session,
        question="Od czego zaczniemy w przyszłym roku?",
        who_decides="Zespół PAL wpisze dwie pierwsze sprawy do planu do końca stycznia.",
        votes_each=2,
        people=52,
        minutes=(
            "Animatorka pokazała, co wyszło z rozmów, warsztatów i spaceru. Przy czterech stołach"
            " każdy mówił, czego brakuje i co sam może zrobić.\n\n"
            "Najwięcej mówiono o młodzieży, która po lekcjach nie ma gdzie być, i o samotności"
            " starszych sąsiadów. Trzy osoby zgłosiły się, żeby poprowadzić popołudnia w pracowni."
        ),
        decided=(
            "Dwie pierwsze sprawy wpisujemy do planu do 31 stycznia (zespół PAL).\n"
            "Popołudnia dla młodzieży w pracowni ruszają na próbę w lutym (animatorka i trzy osoby"
            " z sali)."
        ),
    )
    needs = diagnosis.Need.objects.filter(pal=pal, status__in=diagnosis.Need.OPEN)
    debates.prepare(debate, needs=needs, actor=SYSTEM)
    debates.open_voting(debate, actor=SYSTEM)
    _vote(debate, chance)
    _speak(debate)
    debates.close_voting(debate, actor=SYSTEM)
    debates.publish(debate, actor=SYSTEM)


def _vote(debate: debates.Debate, chance: random.Random) -> None:
    items = list(debate.items.all())
    weights = [WEIGHTS[number % len(WEIGHTS)] for number in range(len(items))]
    marks = [
        *((f"web:{number}", Channel.WEB) for number in range(PHONES)),
        *((f"paper:{number}", Channel.PAPER) for number in range(1, SHEETS + 1)),
    ]
    for mark, channel in marks:
        chosen = set(chance.choices(items, weights, k=2))
        debates.vote(debate, items=chosen, mark=mark, channel=channel, actor=RESIDENT)


def _speak(debate: debates.Debate) -> None:
    for words, answer in _lines():
        remark = debates.add_remark(debate, words=words, channel=Channel.DESK, actor=SYSTEM)
        hidden = "" if answer else "dotyczy jednej osoby"
        debates.answer_remark(remark, answer=answer, hidden_why=hidden, actor=SYSTEM)


def _lines() -> Iterable[tuple[str, str]]:
    yield from REMARKS
    yield HEARS, ""


def _prepared(pal: network.Pal) -> None:
    activity = activities.Activity.objects.get(title="Debata: co z parkingiem za pawilonem?")
    session = activity.sessions.order_by("-starts_at").first()
    if session is None:
        return
    debate = debates.Debate(
        session=session,
        question="Co z miejscem za pawilonem?",
        who_decides="Rada dzielnicy, po opinii zespołu mieszkańców, w marcu.",
        votes_each=1,
    )
    needs = diagnosis.Need.objects.filter(pal=pal, status__in=diagnosis.Need.OPEN)
    debates.prepare(debate, needs=needs, actor=SYSTEM)


def _meeting(pal: network.Pal, *, days: int) -> activities.Session:
    activity = activities.Activity(
        pal=pal,
        title="Debata: co wyszło z badań i od czego zacząć",
        summary="Wyniki rozmów, warsztatów i spaceru. Każdy mówi, co jest najważniejsze.",
        kind="debate",
        sign_up_mode="none",
        state="done",
        place=pal.seat,
        is_fictional=True,
    )
    activities.save_activity(activity, actor=SYSTEM)
    begins = times.at(times.today() + timedelta(days=days), time(17))
    slot = activities.Slot(begins, begins + timedelta(hours=2), outside_hours="klucze ma Ola")
    (session,) = activities.add_sessions(
        activity, [slot], rules=activities.ListRules(), actor=SYSTEM
    )
    return session
