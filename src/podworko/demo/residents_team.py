"""The residents' team of the demonstration city: terms, meetings, decisions, tasks.

Everybody here is made up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.versions import version_of
from podworko.demo.resource_rows import BRAMA, LIPY
from podworko.diagnosis import public as diagnosis
from podworko.initiatives import public as initiatives
from podworko.network import public as network
from podworko.people.public import Card, Channel, register
from podworko.planning.public import Tie

MANDATE = (
    "Zespół mówi w imieniu sąsiadów: opiniuje plan PAL, zanim zatwierdzi go miasto, decyduje,"
    " na które pomysły idą drobne pieniądze, i pilnuje, żeby każdy zgłaszający dostał odpowiedź."
)
RULES = (
    "Spotykamy się raz w miesiącu. Decydujemy zwykłą większością, gdy są co najmniej cztery osoby."
    " Każdy może przyjść i posłuchać. Dołączyć może każdy, kto mieszka w okolicy."
)


@dataclass(frozen=True, slots=True)
class MadeUpMember:
    """Somebody in the team; `since` is a day counted from today."""

    name: str
    contact: str
    shown_name: str
    part: str
    since: int


PEOPLE = (
    MadeUpMember("Barbara Ławeczka", "+48600100201", "Barbara Ł.", "chair", -420),
    MadeUpMember("Stefan Podwórkowy", "+48600100202", "Stefan P.", "writer", -420),
    MadeUpMember("Olena Sadowa", "olena.sadowa@example.org", "Olena S.", "member", -420),
    MadeUpMember("Grzegorz Trzepak", "grzegorz.trzepak@example.org", "", "member", -420),
    MadeUpMember("Wiesława Klatkowa", "+48600100205", "Wiesława K.", "member", -690),
    MadeUpMember("Kamil Rowerowy", "kamil.rowerowy@example.org", "", "member", -120),
)
WANTS = ("Natalia Skakanka", "natalia.skakanka@example.org")
DARK = "Wieczorem przy przejściu do przystanku jest ciemno"
YOUTH = "Młodzież nie ma gdzie być po lekcjach, gdy pada"


def gather(pals: Mapping[str, network.Pal]) -> str:
    """Found two teams, hold their meetings, and return it in words."""
    team = _found(pals[LIPY], MANDATE, RULES, quorum=4)
    members = [_member(team, row) for row in PEOPLE]
    _first(team, members)
    _second(team, members)
    _latest(team, members)
    _next(team)
    wants = Card(name=WANTS[0], email=WANTS[1])
    words = "Mam dwoje dzieci i chcę, żeby na podwórku dało się bawić po szesnastej."
    initiatives.join(team, wants, words=words, channel=Channel.WEB, actor=RESIDENT)
    _found(pals[BRAMA], MANDATE, "", is_published=False)
    return f"a residents' team of {len(members)}, {team.meetings.count()} meetings"


def _found(
    pal: network.Pal, mandate: str, rules: str, *, quorum: int = 0, is_published: bool = True
) -> initiatives.Team:
    team = initiatives.Team(
        pal=pal, mandate=mandate, rules=rules, quorum=quorum, is_published=is_published
    )
    team.founded_on = times.today() - timedelta(days=690)
    return initiatives.found_team(team, actor=SYSTEM)


def _member(team: initiatives.Team, row: MadeUpMember) -> initiatives.TeamMember:
    is_phone = row.contact.startswith("+")
    phone, email = (row.contact, "") if is_phone else ("", row.contact)
    card = Card(name=row.name, phone=phone, email=email)
    person = register(card, channel=Channel.DESK, actor=SYSTEM)
    since = times.today() + timedelta(days=row.since)
    member = initiatives.begin_term(
        team, person, since=since, shown_name=row.shown_name, actor=SYSTEM
    )
    return initiatives.change_member(member, part=row.part, shown_name=row.shown_name, actor=SYSTEM)


def _first(team: initiatives.Team, members: list[initiatives.TeamMember]) -> None:
    meeting = _meeting(team, -62, "Oświetlenie przejścia", "Jak zgłaszać sprawy")
    initiatives.note_presence(meeting, came=members[:5], actor=SYSTEM)
    votes = {member.pk: "for" for member in members[:4]} | {members[4].pk: "abstain"}
    decision = _decide(
        meeting, "Prosimy zarząd dróg o lampę przy przejściu do przystanku.", "open", votes
    )
    _tie(decision, team, DARK, "bo pierwszy krok to zapytać tego, kto za lampy odpowiada")
    task = _task(team, "Napisać pismo do zarządu dróg", members[1], -48, decision)
    initiatives.finish_task(task, actor=SYSTEM)
    _told(meeting, "Omówiono zgłoszenia ze spaceru. Pismo napisze Stefan P.", guests=7)


def _second(team: initiatives.Team, members: list[initiatives.TeamMember]) -> None:
    meeting = _meeting(team, -31, "Popołudnia dla młodzieży", "Drobne pieniądze")
    initiatives.note_presence(meeting, came=members, actor=SYSTEM)
    decision = _decide(
        meeting, "Do lutego otwieramy salę w dawnej szkole na dwa popołudnia, na próbę.", "consent"
    )
    _tie(decision, team, YOUTH, "bo młodzież prosiła o miejsce bez zajęć")
    _decide(
        meeting,
        "Kupujemy z drobnych pieniędzy nową tablicę ogłoszeń.",
        "secret",
        counts=(2, 4, 0),
    )
    _task(team, "Zebrać od młodzieży, czego potrzeba w sali", members[5], -5, decision)
    _told(meeting, "Odpowiedź z zarządu dróg: lampa będzie wiosną. Sala: zgoda wszystkich.")


def _latest(team: initiatives.Team, members: list[initiatives.TeamMember]) -> None:
    meeting = _meeting(team, -3, "Plan PAL na przyszły rok", "Sprawy bieżące")
    initiatives.note_presence(meeting, came=members[:4], actor=SYSTEM)
    votes = {members[0].pk: "for", members[1].pk: "for", members[2].pk: "against"}
    _decide(meeting, "Pozytywna opinia o planie, z prośbą o zajęcia w soboty.", "open", votes)
    _task(team, "Rozwiesić zaproszenia na grudniowe spotkanie", None, 6)
    _task(team, "Umówić spotkanie z dyrektorką biblioteki", members[0], 12)
    initiatives.write_minutes(
        meeting,
        minutes="Animatorka pokazała plan. Najdłużej rozmawiano o sobotach.",
        guests=2,
        seen_version=version_of(meeting, initiatives.MINUTES_FIELDS),
        actor=SYSTEM,
    )


def _next(team: initiatives.Team) -> None:
    meeting = _meeting(
        team, 9, "Sala dla młodzieży: kto dyżuruje", "Festyn wiosną", "Wolne wnioski"
    )
    initiatives.invite(meeting, actor=SYSTEM)


def _meeting(team: initiatives.Team, days: int, *agenda: str) -> initiatives.Meeting:
    day = times.today() + timedelta(days=days)
    plan = initiatives.Plan(
        starts_at=times.at(day, time(17, 30)),
        ends_at=times.at(day, time(19)),
        where="sala na piętrze, PAL Pod Lipami",
        agenda=agenda,
    )
    return initiatives.plan_meeting(team, plan, actor=SYSTEM)


def _decide(
    meeting: initiatives.Meeting,
    words: str,
    way: str,
    votes: Mapping[int, str] | None = None,
    *,
    counts: tuple[int, int, int] = (0, 0, 0),
) -> initiatives.Decision:
    resolution = initiatives.Resolution(words=words, way=way, votes=votes or {}, counts=counts)
    return initiatives.decide(meeting, resolution, actor=SYSTEM)


def _tie(decision: initiatives.Decision, team: initiatives.Team, title: str, why: str) -> None:
    if need := diagnosis.Need.objects.filter(pal=team.pal, title=title).first():
        initiatives.tie_decision(decision, Tie(need, why), actor=SYSTEM)


def _task(
    team: initiatives.Team,
    words: str,
    member: initiatives.TeamMember | None,
    days: int,
    decision: initiatives.Decision | None = None,
) -> initiatives.TeamTask:
    task = initiatives.TeamTask(team=team, words=words, member=member, decision=decision)
    task.due_on = times.today() + timedelta(days=days)
    return initiatives.save_task(task, actor=SYSTEM)


def _told(meeting: initiatives.Meeting, minutes: str, *, guests: int = 0) -> None:
    initiatives.write_minutes(
        meeting,
        minutes=minutes,
        guests=guests,
        seen_version=version_of(meeting, initiatives.MINUTES_FIELDS),
        actor=SYSTEM,
    )
    initiatives.publish_minutes(meeting, actor=SYSTEM)
