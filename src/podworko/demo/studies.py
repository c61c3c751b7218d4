"""What the demonstration's PALs asked their neighbours: last year, now, and on a walk."""

import io
import uuid
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.geo import Point
from podworko.core.versions import version_of
from podworko.demo import study_words as words
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network

RUNNING = "grzeczna-diagnoza-lipy"
"""The address of the study that surveys of the demonstration belong to."""
YOUNG = "Młodzież nie ma gdzie być po lekcjach, gdy pada"
BENCHES = "Brakuje ławek w drodze do przychodni"
PARENTS = "Rodzice małych dzieci nie znają się i zimą siedzą osobno"
State = diagnosis.Study.State


def ask_around(pals: dict[str, network.Pal]) -> int:
    """Make the studies; return how many."""
    lipy, brama = pals["pod-lipami"], pals["zielona-brama"]
    old = _last_year(lipy)
    new = _this_year(lipy, old)
    _walk_done(new)
    _walk_planned(new)
    _first_one(brama)
    return 3


def _last_year(pal: network.Pal) -> diagnosis.Study:
    begins = times.today() - timedelta(days=410)
    study = _study(pal, "Diagnoza: pierwsze pytania pod lipami", begins, 60)
    _said, young, benches = _steps(study, words.OLD_STEPS)
    _found(_need(pal, YOUNG, "youth", "młodzież 12–17 lat", begins), young, 12)
    bench = _found(_need(pal, BENCHES, "greenery", "seniorzy", begins), benches, 17)
    diagnosis.follow_plan(bench, status=diagnosis.Need.Status.MET, actor=SYSTEM)
    study = _moved(study, State.RUNNING, State.ANALYSED)
    _write(study, words.LAST_YEAR)
    study = _moved(study, State.CLOSED)
    diagnosis.publish_report(study, public=True, actor=SYSTEM)
    return study


def _this_year(pal: network.Pal, old: diagnosis.Study) -> diagnosis.Study:
    begins = times.today() - timedelta(days=30)
    study = _study(pal, "Diagnoza: co słychać pod lipami", begins, 80, previous=old)
    diagnosis.Study.objects.filter(pk=study.pk).update(slug=RUNNING)
    study = _moved(study, State.RUNNING)
    _data, parents, again, *_coming = _steps(study, words.NEW_STEPS)
    _found(_need(pal, PARENTS, "families", "rodzice małych dzieci", begins), parents, 11)
    known = diagnosis.Need.objects.get(pal=pal, title=YOUNG)
    _found(known, again, 9)
    return study


def _first_one(pal: network.Pal) -> None:
    begins = times.today() - timedelta(days=12)
    study = _study(pal, "Diagnoza: kto mieszka przy bramie", begins, 50)
    _moved(study, State.RUNNING)
    _steps(study, words.ELSEWHERE)


def _study(
    pal: network.Pal,
    title: str,
    begins: date,
    days: int,
    previous: diagnosis.Study | None = None,
) -> diagnosis.Study:
    study = diagnosis.Study(
        pal=pal,
        title=title,
        area="osiedle Lipowe, Kolejowe i Stare Podwórka" if previous else "osiedle i podwórka",
        district=pal.district,
        who_asks="Zespół PAL razem z grupą mieszkańców",
        why=(
            "Chcemy wiedzieć, czego tu trzeba, zanim napiszemy plan na przyszły rok. "
            "Wyniki pokażemy na spotkaniu z sąsiadami."
        ),
        people="animatorka, czworo wolontariuszy, dwie studentki socjologii",
        methods=["survey", "walk", "interview", "workshop", "desk_data"],
        begins_on=begins,
        ends_on=begins + timedelta(days=days),
        previous=previous,
    )
    return diagnosis.save_study(study, actor=SYSTEM)


def _steps(study: diagnosis.Study, rows: Iterable[words.Step]) -> list[diagnosis.StudyStep]:
    return [
        diagnosis.save_step(
            diagnosis.StudyStep(
                study=study,
                method=row.method,
                title=row.title,
                planned_on=study.begins_on + timedelta(days=row.day),
                is_done=bool(row.findings),
                voices=row.voices,
                findings=row.findings,
                source=row.source,
            ),
            actor=SYSTEM,
        )
        for row in rows
    ]


def _need(pal: network.Pal, title: str, category: str, whose: str, since: date) -> diagnosis.Need:
    area = "osiedle Lipowe"
    return diagnosis.Need(
        pal=pal, title=title, category=category, whose=whose, area=area, since=since
    )


def _found(need: diagnosis.Need, step: diagnosis.StudyStep, voices: int) -> diagnosis.Need:
    data = diagnosis.EvidenceData(
        method=diagnosis.Method(step.method),
        words=step.title,
        voices=voices,
        study=step.study,
        about=step,
        noted_on=step.planned_on,
    )
    diagnosis.need_from_step(need, step=step, data=data, actor=SYSTEM)
    diagnosis.confirm_need(need, actor=SYSTEM)
    return need


def _moved(study: diagnosis.Study, *states: diagnosis.Study.State) -> diagnosis.Study:
    for state in states:
        diagnosis.move_study(study, to=state, actor=SYSTEM)
    return diagnosis.Study.objects.select_related("pal").get(pk=study.pk)


def _write(study: diagnosis.Study, parts: dict[str, str]) -> None:
    seen = version_of(study, words.LAST_YEAR)
    for name, text in parts.items():
        setattr(study, name, text)
    diagnosis.write_report(study, actor=SYSTEM, seen_version=seen)


def _walk_done(study: diagnosis.Study) -> None:
    """Walk now, and say then that it was four days ago: nobody can walk on a day that is over."""
    today = times.today()
    walk = _walk(study, "Spacer z wózkami i plecakami", times.at(today, time(16, 30)))
    stops = [_stop(walk, row) for row in words.STOPS]
    diagnosis.move_walk(walk, to=diagnosis.Walk.State.OPEN, actor=SYSTEM)
    walkers = [diagnosis.join_walk(walk, number=number, actor=RESIDENT) for number in range(1, 7)]
    made = [
        diagnosis.note(walkers[who - 1], what=_note(stops[stop - 1], row), actor=RESIDENT)
        for who, stop, *row in words.NOTES
    ]
    diagnosis.move_walk(walk, to=diagnosis.Walk.State.CLOSED, actor=SYSTEM)
    then = today - timedelta(days=4)
    diagnosis.Walk.objects.filter(pk=walk.pk).update(starts_at=times.at(then, time(16, 30)))
    walk.observations.update(made_on=then)
    walk.refresh_from_db()
    title = "Na schodach za blokami jest ciemno i ślisko"
    need = _need(study.pal, title, "safety", "wszyscy", then)
    at_stairs = [each for each in made if each.stop == stops[1]]
    diagnosis.need_from_walk(need, walk=walk, observations=at_stairs, actor=SYSTEM)
    diagnosis.confirm_need(need, actor=SYSTEM)


def _walk_planned(study: diagnosis.Study) -> None:
    day = times.today() + timedelta(days=7)
    walk = _walk(study, "Wieczorny spacer: gdzie jest ciemno", times.at(day, time(18, 0)))
    for row in words.STOPS[1:]:
        _stop(walk, row)


def _walk(study: diagnosis.Study, title: str, starts_at: datetime) -> diagnosis.Walk:
    walk = diagnosis.Walk(
        study=study,
        title=title,
        starts_at=starts_at,
        meets_at="przed wejściem do PAL",
        words="Idziemy powoli, razem. Piszemy o miejscach, nie o ludziach.",
    )
    return diagnosis.save_walk(walk, actor=SYSTEM)


def _stop(walk: diagnosis.Walk, row: tuple[str, str, float, float]) -> diagnosis.WalkStop:
    title, question, north, east = row
    seat = walk.study.pal.seat
    near = None
    if seat and seat.point:
        near = Point(seat.point.lat + north, seat.point.lon + east)
    stop = diagnosis.WalkStop(walk=walk, title=title, question=question)
    return diagnosis.save_stop(stop, near=near, actor=SYSTEM)


def _note(stop: diagnosis.WalkStop, row: list[str]) -> diagnosis.Note:
    mark, category, remark = row
    return diagnosis.Note(
        key=uuid.uuid4(),
        mark=mark,
        category=category,
        remark=remark,
        stop=stop,
        photo=_drawn() if remark in words.WITH_PHOTO else None,
    )


def _drawn() -> ContentFile[bytes]:
    """Draw stairs at dusk: the demonstration has no photographs of real places."""
    image = Image.new("RGB", (480, 360), "#27364a")
    pen = ImageDraw.Draw(image)
    for step in range(6):
        top = 330 - step * 44
        pen.rectangle((40 + step * 60, top, 480, top + 44), fill=f"#{0x4A + step * 16:02x}5a60")
    made = io.BytesIO()
    image.save(made, "JPEG", quality=80)
    return ContentFile(made.getvalue(), name=f"{uuid.uuid4().hex}.jpg")
