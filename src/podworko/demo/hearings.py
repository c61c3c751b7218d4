"""Public consultations of the demonstration city: one answered, one that is on; two lessons."""

from datetime import datetime, timedelta
from itertools import count

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.geo import Point
from podworko.debates import public as debates
from podworko.demo import hearing_rows as rows
from podworko.network import public as network

_people = count(1)


def hold(pals: dict[str, network.Pal]) -> int:
    """Hold one hearing and open another, with lessons; return how many people spoke."""
    lesson = _lessons()
    told, is_on = _told(pals["pod-lipami"]), _on(pals["zielona-brama"])
    debates.tie_lesson(lesson, to=is_on, actor=SYSTEM)
    return sum(hearing.voices.count() for hearing in (told, is_on))


def _told(pal: network.Pal) -> debates.Hearing:
    hearing = _announced(
        debates.Hearing(
            pal=pal,
            title="Regulamin placu zabaw przy Lipowej",
            about=(
                "Spółdzielnia oddała plac mieszkańcom. Plac jest i zostaje; pytamy, według jakich"
                " zasad ma działać."
            ),
            who_decides="Rada Dzielnicy na najbliższej sesji. PAL przekazuje jej wszystkie głosy.",
            opens_at=_days(-40),
            closes_at=_days(5),
            answer_by=times.today() + timedelta(days=5),
        ),
        rows.PLAYGROUND,
    )
    parts = {row.number: row for row in hearing.paragraphs.all()}
    for number, words, people, way, _outcome, _answer in rows.TOLD:
        part = parts.get(number)
        about = debates.Voice.About.PARAGRAPH if part else debates.Voice.About.DEBATE
        said = debates.Said(words, about=about, paragraph=part)
        for _person in range(people):
            _say(hearing, said, way)
    debates.write_document(hearing, text=rows.PLAYGROUND_NOW, actor=SYSTEM)
    _show(hearing)
    debates.Hearing.objects.filter(pk=hearing.pk).update(closes_at=_days(-12))
    debates.close_due_hearings(actor=SYSTEM)
    for _part, words, _people_number, _way, outcome, answer in rows.TOLD:
        debates.answer_voices(
            hearing,
            voices=[hearing.voices.filter(words=words).values_list("pk", flat=True)[0]],
            outcome=debates.Voice.Outcome(outcome),
            words=rows.ANSWERS[answer],
            actor=SYSTEM,
        )
    debates.tell_hearing(hearing, decided=rows.DECIDED, actor=SYSTEM)
    _in_its_time(hearing, first=-38)
    return hearing


def _on(pal: network.Pal) -> debates.Hearing:
    hearing = _announced(
        debates.Hearing(
            pal=pal,
            title="Skwer przy pętli: co na nim będzie",
            about=(
                "Miasto ma pieniądze na jeden skwer. Postanowione: żadne drzewo nie zniknie. Do"
                " uzgodnienia: ławki, cień, rowery i wszystko, o czym nie pomyśleliśmy."
            ),
            who_decides="Zarząd zieleni wybierze projekt w marcu; mieszkańcy zobaczą go pierwsi.",
            opens_at=_days(-6),
            closes_at=_days(15),
            answer_by=times.today() + timedelta(days=45),
            has_map=True,
        ),
        "",
    )
    for words, people, way in rows.OPEN:
        for _person in range(people):
            _say(hearing, debates.Said(words), way)
    for words, lat, lon, where in rows.IDEAS:
        point = Point(lat, lon)
        idea = debates.Voice.About.IDEA
        _say(hearing, debates.Said(words, about=idea, point=point, where=where), "web")
    _show(hearing)
    first = hearing.voices.earliest("pk")
    _say(hearing, debates.Said(rows.REPLY, parent=first), "web")
    _show(hearing)
    for _person in range(4):
        _agree(first)
    _hide(_say(hearing, debates.Said(rows.HARSH), "web"))
    _in_its_time(hearing, first=-5)
    _say(hearing, debates.Said("Dajcie tablicę z godzinami autobusów."), "web")
    return hearing


def _in_its_time(hearing: debates.Hearing, *, first: int) -> None:
    """Have been said day by day from the `first` on, and read within hours."""
    voices = list(hearing.voices.order_by("pk"))
    for number, voice in enumerate(voices):
        said = _days(first + number * 4 // len(voices)) + timedelta(
            hours=9, minutes=37 * number % 480
        )
        read = said + timedelta(hours=1 + number % 5) if voice.moderated_at else None
        hearing.voices.filter(pk=voice.pk).update(
            sent_at=said, checked_at=said + timedelta(minutes=4), moderated_at=read
        )


def _hide(voice: debates.Voice) -> None:
    """Hide one by mistake; its author asks another person to look."""
    member = User.objects.order_by("pk")[0]
    debates.hide_voice(voice, rule=debates.Voice.Rule.OFFENDS, words="", actor=member)
    debates.appeal(voice, words=rows.APPEAL, actor=RESIDENT)


def _say(hearing: debates.Hearing, said: debates.Said, way: str) -> debates.Voice:
    """Say something by a way; on the web with an e-mail that is confirmed."""
    if way != "web":
        return debates.type_voice(
            hearing,
            said=said,
            author=debates.Author(),
            way=debates.Voice.Way(way),
            actor=SYSTEM,
        )[0]
    voice = debates.say(hearing, said=said, author=_author(), is_crowded=False, actor=RESIDENT)
    debates.check_voice(voice, actor=RESIDENT)
    return voice


def _agree(voice: debates.Voice) -> None:
    debates.agree(voice, author=_author(), is_crowded=False, actor=RESIDENT)
    debates.check_agreement(voice.agreements.latest("pk"), actor=RESIDENT)


def _author() -> debates.Author:
    return debates.Author(
        contact=debates.roll.Contact(email=f"konsultacje{next(_people)}@example.org")
    )


def _show(hearing: debates.Hearing) -> None:
    waiting = hearing.voices.values_list("pk", flat=True)
    debates.show_voices(hearing, voices=list(waiting), actor=SYSTEM)


def _announced(hearing: debates.Hearing, document: str) -> debates.Hearing:
    debates.prepare_hearing(hearing, document=document, actor=SYSTEM)
    debates.announce_hearing(hearing, actor=SYSTEM)
    return debates.Hearing.objects.get(pk=hearing.pk)


def _lessons() -> debates.Unit:
    """Write a lesson and its easy version; another member of staff publishes both."""
    writer, reader = User.objects.order_by("pk")[:2]
    quiz = [
        debates.QuestionData(
            words,
            tuple(
                debates.AnswerData(said, is_right=is_right, why=why)
                for said, is_right, why in answers
            ),
        )
        for words, answers in rows.QUIZ
    ]
    lesson = debates.write_lesson(debates.Unit(**rows.LESSON), quiz=quiz, actor=writer)
    easy = debates.Unit(**rows.EASY, is_easy=True, easier_of=lesson)
    debates.write_lesson(easy, quiz=quiz, actor=writer)
    for unit in (lesson, easy):
        debates.publish_lesson(unit, actor=reader)
    return lesson


def _days(number: int) -> datetime:
    """Return the first moment of a day so many days from now."""
    return times.day_bounds(times.today() + timedelta(days=number))[0]
