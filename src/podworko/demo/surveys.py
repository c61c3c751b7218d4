"""Two surveys of the made-up PAL Pod Lipami: one answered by 200 people and closed, one open.

The study they belong to is made here unless another part of the demonstration has made it.
"""

import random
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.geo import Point
from podworko.demo import survey_words as words
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network

STUDY = "grzeczna-diagnoza-lipy"
SEED = 20261128
CLOSED_ANSWERS, OPEN_ANSWERS = 200, 57
CHANNELS = (("web", 46), ("paper", 30), ("interview", 16), ("kiosk", 8))
"""How residents answered, in hundredths."""
BY_STAFF = ("interview", "paper")
ESTATES = (("lipowe", 55), ("kolejowe", 30), ("stare", 15))
AGES = (("o1", 4), ("o2", 13), ("o3", 20), ("o4", 19), ("o5", 27), ("o6", 17))


@dataclass(frozen=True, slots=True)
class Asking:
    """One survey of the demonstration, and the days on which people answered."""

    survey: diagnosis.Survey
    first: date
    last: date
    answers: int


def answer(pals: dict[str, network.Pal]) -> int:
    """Make both surveys and answer them; return how many answers there are."""
    chance = random.Random(SEED)  # noqa: S311 - a play, not a secret
    study, today = _study(pals["pod-lipami"]), times.today()
    asked = _made(study, words.CLOSED, closes_on=None)
    begin = today - timedelta(days=74)
    end = today - timedelta(days=32)
    _fill(Asking(asked, begin, end, CLOSED_ANSWERS), chance)
    diagnosis.close_survey(asked, actor=SYSTEM)
    # It was open then; nobody can answer on a day that is over.
    diagnosis.Survey.objects.filter(pk=asked.pk).update(opens_on=begin, closes_on=end)
    asked.editions.update(opened_on=begin)
    current = _made(study, words.OPEN, closes_on=today + timedelta(days=16))
    _fill(Asking(current, today - timedelta(days=9), today, OPEN_ANSWERS), chance)
    targets = {("estate", code): round(share * 1.2) for code, share in ESTATES}
    diagnosis.set_quotas(current, targets=targets | words.WISHED_BY_AGE, actor=SYSTEM)
    _leave_paper(current)
    _leave_tablet(current)
    return CLOSED_ANSWERS + OPEN_ANSWERS


def _study(pal: network.Pal) -> diagnosis.Study:
    held = diagnosis.Study.objects.filter(slug=STUDY).first()
    today = times.today()
    return held or diagnosis.Study.objects.create(
        pal=pal,
        slug=STUDY,
        title="Diagnoza: co słychać pod lipami",
        area="osiedle Lipowe, Kolejowe i Stare Podwórka",
        district=pal.district,
        who_asks="Zespół PAL Pod Lipami razem z grupą mieszkańców",
        why=(
            "Chcemy wiedzieć, czego tu trzeba, zanim napiszemy plan na przyszły rok. "
            "Wyniki pokażemy na spotkaniu z sąsiadami."
        ),
        people="animatorka, czworo wolontariuszy, dwie studentki socjologii",
        methods=["survey", "walk", "interview", "debate"],
        begins_on=today - timedelta(days=80),
        ends_on=today + timedelta(days=50),
        state=diagnosis.Study.State.RUNNING,
    )


def _made(
    study: diagnosis.Study, told: words.MadeUpSurvey, *, closes_on: date | None
) -> diagnosis.Survey:
    data = diagnosis.SurveyData(
        title=told.title["pl"],
        titles=told.title,
        intro=told.intro,
        thanks=told.thanks,
        languages=("pl", "en", "uk"),
        closes_on=closes_on,
    )
    survey = diagnosis.make_survey(study, data=data, questions=told.questions, actor=SYSTEM)
    diagnosis.open_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def _fill(asking: Asking, chance: random.Random) -> None:
    """Have people answer, each as somebody of their age and estate would."""
    whole = diagnosis.asked_questionnaire(asking.survey)
    if whole is None:
        return
    worker = User.objects.filter(email="ola@example.org").first() or User.objects.first()
    codes = [one.code for one in whole.asked]
    aside = random.Random(asking.answers)  # noqa: S311 - made-up people
    lacks = whole.by_code.get("braki")
    other = lacks.other.code if lacks and lacks.other else ""
    for _number in range(asking.answers):
        channel = _drawn(chance, CHANNELS)
        person = words.Person(_drawn(chance, AGES), _drawn(chance, ESTATES), channel)
        days = (asking.last - asking.first).days
        arrival = diagnosis.Arrival(
            key=uuid.UUID(int=chance.getrandbits(128), version=4),
            channel=diagnosis.Response.Channel(channel),
            language=_drawn(chance, (("pl", 86), ("uk", 11), ("en", 3))),
            received_on=asking.first + timedelta(days=chance.randint(0, days)),
            entered_by=worker if channel in BY_STAFF else None,
        )
        given = {code: _given(code, person, chance) for code in codes}
        given |= _beside(other, given, aside) if other else {}
        actor = arrival.entered_by or RESIDENT
        diagnosis.take_response(whole.edition, given=given, arrival=arrival, actor=actor)


def _given(code: str, person: words.Person, chance: random.Random) -> diagnosis.Given:
    """Answer one question; some pass over what may be passed over."""
    if code not in words.ALWAYS and chance.random() < words.PASSED_OVER:
        return diagnosis.Given()
    if code == "wiek":
        return diagnosis.Given(chosen=(person.age,))
    if code == "osiedle":
        return diagnosis.Given(chosen=(person.estate,))
    if code in words.SCALES:
        return diagnosis.Given(number=Decimal(_drawn(chance, words.scale(code, person))))
    if code in words.SINGLES:
        return diagnosis.Given(chosen=(_drawn(chance, words.single(code, person)),))
    return _longer(code, person, chance)


def _beside(
    other: str, given: dict[str, diagnosis.Given], aside: random.Random
) -> dict[str, diagnosis.Given]:
    """Let some write what else is lacking, beside "other"."""
    if aside.random() >= words.WRITES_OTHER:
        return {}
    chosen = [code for code in given["braki"].chosen if code != other][:2]
    return {"braki": diagnosis.Given(chosen=(*chosen, other), other=aside.choice(words.OTHERS))}


def _longer(code: str, person: words.Person, chance: random.Random) -> diagnosis.Given:
    if code == "pietro":
        return diagnosis.Given(number=Decimal(chance.choice((2, 3, 3, 4, 4, 4))))
    if code in words.SEVERAL:
        return diagnosis.Given(chosen=tuple(_several(code, person, chance)))
    if code == "kolejnosc":
        order = sorted(words.ORDER, key=lambda each: -each[1] * chance.random())
        return diagnosis.Given(chosen=tuple(name for name, _weight in order))
    if code == "oceny":
        cells = ((row, _drawn(chance, told)) for row, told in words.RATINGS.items())
        return diagnosis.Given(cells=tuple(cells))
    return _place(person, chance) if code == "miejsce" else _words(code, chance)


def _words(code: str, chance: random.Random) -> diagnosis.Given:
    texts = words.TEXTS.get(code, ())
    said = bool(texts) and chance.random() < words.WRITES
    return diagnosis.Given(text=chance.choice(texts) if said else "")


def _place(person: words.Person, chance: random.Random) -> diagnosis.Given:
    spot = _drawn(chance, words.SPOTS)
    if person.channel != "web" or chance.random() < words.WITHOUT_MAP:
        return diagnosis.Given(chosen=(spot,))
    lat, lon = words.CROSSING
    near = Point(lat + chance.gauss(0, 0.002), lon + chance.gauss(0, 0.003))
    return diagnosis.Given(point=near)


def _several(code: str, person: words.Person, chance: random.Random) -> list[str]:
    weights = dict(words.several(code, person))
    wanted = min(chance.choice((1, 2, 2, 3, 3)), len(weights))
    chosen: list[str] = []
    while len(chosen) < wanted:
        drawn = _drawn(chance, tuple(weights.items()))
        chosen.append(drawn)
        del weights[drawn]
    return chosen


def _drawn(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    names, weights = zip(*weighted, strict=True)
    drawn: str = chance.choices(names, weights=weights)[0]
    return drawn


def _leave_paper(survey: diagnosis.Survey) -> None:
    """Leave a pile half typed: one sheet read once, one on which two readings differ."""
    worker, whole = User.objects.first(), diagnosis.asked_questionnaire(survey)
    if worker is None or whole is None:
        return
    batch = diagnosis.open_batch(
        whole.edition, name="Skrzynka w bibliotece na Lipowym", sheets=12, actor=worker
    )
    for number, turn, given in words.SHEETS:
        reading = diagnosis.Reading(number, turn, given)
        diagnosis.type_sheet(batch, reading=reading, actor=worker)


def _leave_tablet(survey: diagnosis.Survey) -> None:
    """Leave a tablet asking for the week: its device is somewhere else, as it would be."""
    worker = User.objects.first()
    if worker:
        diagnosis.start_kiosk(survey, name="Biblioteka na Lipowym", days=7, actor=worker)
