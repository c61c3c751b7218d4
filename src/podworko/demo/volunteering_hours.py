"""Hours and certificates of the demonstration city's volunteers, in every state."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.people.public import Channel
from podworko.volunteering import public as volunteering
from podworko.volunteering.public import (
    Asked,
    Certificate,
    HoursEntry,
    Reported,
    Volunteer,
    Wording,
)

WEEKS = 30
WAITING_DAYS = 14
LENGTHS = (60, 90, 120, 120, 180, 240)
WORDS = (
    "pomoc przy lekcjach w świetlicy",
    "spacer i zakupy z sąsiadką",
    "parzenie kawy na spotkaniu seniorów",
    "ustawianie sali przed zajęciami",
    "przekład na ukraiński przy dyżurze",
    "rozwieszanie plakatów na osiedlu",
)
REFUSED = "Tego dnia PAL był zamknięty. Sprawdź datę i wpisz jeszcze raz."
OPINION = (
    "Przychodzi na czas i dotrzymuje słowa. Z dziećmi rozmawia spokojnie, a dorośli chętnie"
    " proszą o pomoc właśnie tę osobę. Można na niej polegać także wtedy, gdy plan się zmienia."
)
SCHOOL = "Liceum Ogólnokształcące przy ulicy Zmyślonej"
Kind = Certificate.Kind


def fill(volunteers: Sequence[Volunteer], *, coordinator: User, chance: random.Random) -> str:
    """Report, confirm, refuse and correct hours, ask for papers and issue some.

    `volunteers` are those who act or acted, whoever they are; `coordinator` runs volunteering at
    all their PALs. Return what there is now, in words.
    """
    for each in volunteers:
        _report(each, coordinator, chance)
    _correct(coordinator)
    papers = [_paper(each, number, coordinator) for number, each in enumerate(volunteers)]
    hours = HoursEntry.objects.count()
    return f"{hours} entries of volunteers' hours, {sum(papers)} certificates"


def _report(volunteer: Volunteer, coordinator: User, chance: random.Random) -> None:
    """Report some weeks; what is older than a fortnight is confirmed."""
    words = chance.choice(WORDS)
    for day in _days(volunteer, chance):
        entry = _entry(volunteer, day, words, chance)
        if entry and day < times.today() - timedelta(days=WAITING_DAYS):
            why = {entry.pk: "Porozumienie podpisane dzień później, umówione ustnie."}
            volunteering.confirm_hours([entry], whys=why, actor=coordinator)


def _days(volunteer: Volunteer, chance: random.Random) -> list[date]:
    last = min(volunteer.ended_on or times.today(), times.today())
    weekday = chance.randrange(5)
    days = [last - timedelta(days=7 * week + weekday) for week in range(WEEKS)]
    return sorted(day for day in days if chance.random() < 0.8)  # noqa: PLR2004 - most weeks


def _entry(volunteer: Volunteer, day: date, words: str, chance: random.Random) -> HoursEntry | None:
    """Report a day, unless they had not begun by then."""
    channel = chance.choice((Channel.WEB, Channel.WEB, Channel.PAPER, Channel.PHONE))
    told = Reported(day=day, minutes=chance.choice(LENGTHS), words=words, channel=channel)
    try:
        return volunteering.report_hours(volunteer, told, actor=RESIDENT)
    except DomainError:
        return None


def _correct(coordinator: User) -> None:
    """Put one confirmed entry right, one that waits too, and refuse one."""
    confirmed = HoursEntry.objects.confirmed().order_by("-day", "pk").first()
    if confirmed:
        _longer(confirmed, "Spotkanie się przedłużyło.")
    waiting = list(HoursEntry.objects.filter(state="reported", corrects=None).order_by("pk")[:2])
    if waiting:
        volunteering.refuse_hours(waiting[0], why=REFUSED, actor=coordinator)
    if len(waiting) > 1:
        _longer(waiting[1], "Pomyłka w liczbie godzin.")


def _longer(entry: HoursEntry, why: str) -> None:
    told = Reported(day=entry.day, minutes=entry.minutes + 30, words=entry.words)
    volunteering.correct_hours(entry, told, why=why, actor=RESIDENT)


def _paper(volunteer: Volunteer, number: int, coordinator: User) -> bool:
    """Ask for a paper; most are issued, the fourth is withdrawn again."""
    kind = (Kind.CERTIFICATE, Kind.OPINION, Kind.SCHOOL)[number % 3]
    words = SCHOOL if kind == Kind.SCHOOL else ""
    asked = Asked(kind=kind, words=words, channel=Channel.WEB)
    request = volunteering.ask_for_certificate(volunteer, asked, actor=RESIDENT)
    if number % 3 == 1 and number > 1:
        return False
    try:
        issued = volunteering.issue_certificate(
            request, _wording(volunteer, kind, coordinator), actor=coordinator
        )
    except DomainError:
        return False
    if number % 6 == 3:  # noqa: PLR2004 - the fourth, the tenth
        volunteering.withdraw_certificate(issued, why="Pomyłka w okresie.", actor=coordinator)
    return True


def _wording(volunteer: Volunteer, kind: str, coordinator: User) -> Wording:
    agreement = volunteer.agreements.exclude(state="prepared").order_by("begins_on").first()
    since = agreement.begins_on if agreement else times.today()
    return Wording(
        kind=kind,
        since=min(since, times.today()),
        until=min(volunteer.ended_on or times.today(), times.today()),
        scope=agreement.scope if agreement else WORDS[0],
        place="Kraków",
        signatory=coordinator.name,
        signatory_role="koordynacja wolontariatu",
        opinion=OPINION if kind == Kind.OPINION else "",
        school=SCHOOL if kind == Kind.SCHOOL else "",
    )
