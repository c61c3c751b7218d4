"""The thread in the demonstration city: needs, plans, and what is done about them. All made up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from podworko.accounts.public import User
from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.geo import Point
from podworko.demo import staff
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network
from podworko.planning import public as planning

COORDINATOR = next(m.email for m in staff.STAFF if m.role == "network-coordinator")


@dataclass(frozen=True, slots=True)
class MadeUpNeed:
    """What a community needs, how loud, and how one knows."""

    key: str
    pal: str
    title: str
    category: str
    whose: str
    area: str
    method: str
    heard: str
    voices: int
    known_for: int = 300
    """Days."""


@dataclass(frozen=True, slots=True)
class MadeUpGoal:
    """A goal with its tasks (what, who, month from, month to, done) and indicators."""

    title: str
    effect: str
    needs: tuple[str, ...]
    tasks: tuple[tuple[str, str, int, int, bool], ...]
    counted: tuple[tuple[str, str, int], ...] = ()
    """Title, measure, target."""
    written: tuple[tuple[str, str, int, int, int], ...] = ()
    """Title, unit, baseline, target, actual."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Titles of activities, each with the sentence why."""
    story: str = ""


ON_THE_MAP = {
    "nie-wychodza": "Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu",
    "nie-znaja-sie": "Nowi sąsiedzi nie wiedzą, gdzie czego szukać",
    "lawki": "Brakuje ławek w drodze do przychodni",
    "rodzice": "Rodzice maluchów są sami całymi dniami",
    "proby": "Nie ma gdzie zagrać próby bez przeszkadzania sąsiadom",
}
NEEDS = [
    MadeUpNeed(
        "pisma",
        "pod-lipami",
        "Nie wiadomo, kogo zapytać o pismo z urzędu albo dług",
        "housing",
        "osoby, które mieszkają same",
        "osiedle Lipowe",
        "desk_data",
        "pytania z dyżurów punktu porad, ostatnie półrocze",
        34,
    ),
    MadeUpNeed(
        "naprawy",
        "stara-pralnia",
        "Rzeczy się psują, a naprawa kosztuje więcej niż nowe",
        "environment",
        "wszyscy",
        "kamienice przy Pralni",
        "interview",
        "rozmowy przy stoisku na podwórku",
        19,
    ),
    MadeUpNeed(
        "cisza",
        "stara-pralnia",
        "Nie ma gdzie w spokoju odrobić lekcji",
        "youth",
        "dzieci z małych mieszkań",
        "kamienice przy Pralni",
        "workshop",
        "rysunki dzieci: „moje miejsce”",
        22,
        known_for=40,
    ),
    MadeUpNeed(
        "parking",
        "zielona-brama",
        "Za pawilonem auta stoją na trawniku",
        "greenery",
        "sąsiedzi pawilonu",
        "za pawilonem",
        "observation",
        "liczone w trzy popołudnia",
        31,
    ),
]
PAST = MadeUpGoal(
    "Droga do przychodni jest wygodna dla każdego",
    "Starsze osoby odpoczywają po drodze i chodzą same.",
    ("lawki",),
    (("Spacer z urzędniczką i lista miejsc", "animatorka, zespół mieszkańców", 3, 5, True),),
    written=(("Ławki na drodze do przychodni", "ławek", 1, 5, 5),),
    answers={"Dzień otwarty pracowni": "Na dniu otwartym wybraliśmy miejsca na ławki."},
    story=(
        "„Pierwszy raz od zimy poszłam do lekarza bez córki” – powiedziała sąsiadka z czwartego"
        " piętra, kiedy stanęła druga ławka."
    ),
)
GOALS = [
    MadeUpGoal(
        "Starsi sąsiedzi częściej wychodzą z domu i znają się po imieniu",
        "Na zajęciach widzimy nowe twarze, a kto raz przyszedł, wraca sam albo z kimś.",
        ("nie-wychodza",),
        (
            ("Zajęcia ruchowe i pracownia w środku dnia", "animatorka", 2, 12, False),
            ("Sąsiedzi przyprowadzają sąsiadów: 10 par", "zespół mieszkańców", 3, 6, True),
        ),
        counted=(
            ("Udziały w zajęciach", "thread.participations", 260),
            ("Różne osoby, które przyszły", "thread.people", 60),
        ),
        written=(("Osoby, które ktoś przyprowadził", "osób", 0, 20, 13),),
        answers={
            "Joga na krześle": "Kto ćwiczy na krześle razem z innymi, ten ma po co wyjść z domu.",
            "Warsztaty ceramiczne dla seniorów": "Przy glinie łatwo się zaczyna rozmowę.",
        },
        story=(
            "Pan Zenon (imię zmienione) przyszedł po wazon dla żony. Dziś uczy innych szkliwienia"
            " i dzwoni, kiedy kogoś nie ma."
        ),
    ),
    MadeUpGoal(
        "Nowi i dawni sąsiedzi mówią sobie dzień dobry",
        "Gotują razem także wtedy, kiedy my tego nie organizujemy.",
        ("nie-znaja-sie",),
        (
            ("Wspólne gotowanie raz w miesiącu", "animatorka, mieszkanki z Ukrainy", 1, 12, False),
            ("Słowniczek sąsiedzki po polsku i ukraińsku", "wolontariuszki", 4, 8, False),
        ),
        counted=(("Udziały we wspólnym gotowaniu", "thread.participations", 90),),
        answers={"Kuchnia sąsiedzka: zupy świata": "Przy jednym stole poznaje się najszybciej."},
    ),
    MadeUpGoal(
        "Każdy wie, gdzie zapytać o pismo z urzędu",
        "Ludzie przychodzą z pismem od razu, a nie po terminie.",
        ("pisma",),
        (("Dyżur prawniczki co tydzień", "specjalistka", 1, 12, False),),
        counted=(("Dyżury, które się odbyły", "thread.sessions", 40),),
        written=(("Osoby, które przyszły przed terminem", "na 10 pytań", 3, 7, 5),),
        answers={"Punkt porad: prawo na co dzień": "Prawniczka tłumaczy pismo prostymi słowami."},
    ),
]
WAITING = MadeUpGoal(
    "Rodzice małych dzieci mają do kogo zadzwonić",
    "Umawiają się sami, poza naszymi spotkaniami.",
    ("rodzice",),
    (("Ogród otwarty w soboty rano", "animator, zespół mieszkańców", 3, 10, False),),
    counted=(("Różne osoby w ogrodzie", "thread.people", 25),),
    answers={"Ogród społeczny: prace jesienne": "Rodzice rozmawiają, a dzieci mają co robić obok."},
)
DRAFTED = MadeUpGoal(
    "Za pawilonem jest trawnik, a auta mają swoje miejsce",
    "Mieszkańcy sami pilnują, żeby tak zostało.",
    ("parking",),
    (("Debata i wspólny rysunek placu", "zespół mieszkańców", 1, 3, False),),
    written=(("Auta na trawniku w popołudnie", "aut", 11, 0, 11),),
    answers={
        "Debata: co z parkingiem za pawilonem?": "O miejscu decydują ci, którzy tu mieszkają."
    },
)
ALONE = {
    "Kawiarenka naprawcza": ("naprawy", "Naprawione razem nic nie kosztuje."),
    "Próba chóru sąsiedzkiego": ("proby", "Kotłownia ma grube ściany i otwarte drzwi."),
}


def tie(pals: Mapping[str, network.Pal]) -> int:
    """Write needs down, plan, and tie what is done to both; return how many needs there are."""
    needs = {row.key: _need(row, pals[row.pal]) for row in NEEDS}
    needs |= {key: diagnosis.Need.objects.get(title=title) for key, title in ON_THE_MAP.items()}
    year = times.today().year
    _last_year(pals["pod-lipami"], needs, year - 1)
    _approve(_plan(pals["pod-lipami"], GOALS, needs, year), "Pierwszy plan po rozmowach.")
    sent = _plan(pals["zielona-brama"], [WAITING, DRAFTED], needs, year + 1)
    planning.submit_plan(sent, actor=SYSTEM)
    for title, (key, why) in ALONE.items():
        _tie_activity(title, needs[key], why)
    return len(needs)


def _need(row: MadeUpNeed, pal: network.Pal) -> diagnosis.Need:
    since = times.today() - timedelta(days=row.known_for)
    need = diagnosis.Need(
        pal=pal,
        title=row.title,
        category=row.category,
        whose=row.whose,
        area=row.area,
        since=since,
    )
    seat = pal.seat
    near = Point(seat.lat, seat.lon) if seat and seat.lat and seat.lon else None
    diagnosis.save_need(need, near=near, actor=SYSTEM)
    data = diagnosis.EvidenceData(
        method=diagnosis.Method(row.method), words=row.heard, voices=row.voices, noted_on=since
    )
    diagnosis.add_evidence(need, data=data, actor=SYSTEM)
    diagnosis.confirm_need(need, actor=SYSTEM)
    return need


def _last_year(pal: network.Pal, needs: Mapping[str, diagnosis.Need], year: int) -> None:
    """Leave a plan that is over: reached, told in words, judged."""
    plan = _plan(pal, [PAST], needs, year)
    _approve(plan, "")
    goal = plan.goals.get()
    planning.judge_goal(
        goal,
        outcome=planning.Goal.Outcome.REACHED,
        words="Stanęło pięć ławek. Miejsca wskazali mieszkańcy.",
        actor=SYSTEM,
    )
    planning.meet_need(needs["lawki"], actor=SYSTEM)
    planning.evaluate_plan(
        plan,
        evaluation="Cel osiągnięty. Ławki stoją tam, gdzie wskazali je ludzie, i są używane.",
        lessons="Spacer z osobą z urzędu dał więcej niż trzy pisma.",
        actor=SYSTEM,
    )


def _plan(
    pal: network.Pal,
    goals: Iterable[MadeUpGoal],
    needs: Mapping[str, diagnosis.Need],
    year: int,
) -> planning.Plan:
    plan = planning.Plan(
        pal=pal,
        year=year,
        summary="Robimy mniej, ale to, o co prosili sąsiedzi, i sprawdzamy, czy działa.",
        potential="Pracownia z piecem, duża kuchnia, dwadzieścia osób w zespole mieszkańców.",
        partners="Szkoła podstawowa, przychodnia, fundacja prowadząca zajęcia dla dzieci.",
        money="Budżet PAL; glina i jedzenie ze składek dobrowolnych.",
        evaluating="W listopadzie rozmawiamy z grupami i liczymy to, co zapisują listy obecności.",
    )
    planning.save_plan(plan, actor=SYSTEM)
    for row in goals:
        _goal(plan, row, needs)
    return plan


def _goal(plan: planning.Plan, row: MadeUpGoal, needs: Mapping[str, diagnosis.Need]) -> None:
    goal = planning.Goal(plan=plan, title=row.title, effect=row.effect)
    planning.save_goal(goal, needs=[needs[key] for key in row.needs], actor=SYSTEM)
    for title, who, since, until, is_done in row.tasks:
        task = planning.Task(
            goal=goal,
            title=title,
            who=who,
            begins_on=date(plan.year, since, 1),
            ends_on=date(plan.year, until, 28),
        )
        planning.save_task(task, actor=SYSTEM)
        if is_done:
            planning.finish_task(task, is_done=True, actor=SYSTEM)
    _indicators(goal, row)
    for title, why in row.answers.items():
        _tie_activity(title, goal, why)
    if row.story:
        proof = planning.Proof(goal=goal, kind="story", words=row.story, is_public=True)
        planning.add_proof(proof, actor=SYSTEM)


def _indicators(goal: planning.Goal, row: MadeUpGoal) -> None:
    for title, measure, target in row.counted:
        unit = str(planning.measures.measures[measure].unit)
        counted = planning.Indicator(
            goal=goal, title=title, measure=measure, unit=unit, target=Decimal(target)
        )
        planning.save_indicator(counted, actor=SYSTEM)
    for title, unit, baseline, target, actual in row.written:
        written = planning.Indicator(
            goal=goal,
            title=title,
            unit=unit,
            baseline=Decimal(baseline),
            target=Decimal(target),
        )
        planning.save_indicator(written, actor=SYSTEM)
        planning.write_actual(written, actual=Decimal(actual), noted_on=times.today(), actor=SYSTEM)


def _approve(plan: planning.Plan, words: str) -> None:
    planning.submit_plan(plan, actor=SYSTEM)
    seen = planning.digest_of(planning.content_of(plan))
    coordinator = User.objects.get(email=COORDINATOR)
    planning.approve_plan(plan, words=words, seen=seen, actor=coordinator)
    plan.refresh_from_db()


def _tie_activity(title: str, to: diagnosis.Need | planning.Goal, why: str) -> None:
    activity = activities.Activity.objects.get(title=title)
    activities.tie(activity, activities.Tie(to, why), actor=SYSTEM)
