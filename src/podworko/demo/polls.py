"""Polls of the demonstration city: one that is on, one that was, one of letters that is to come."""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.debates import public as debates
from podworko.network import public as network

SHEDS = ("Ogród sąsiedzki", "Wypożyczalnia narzędzi", "Kino letnie", "Warsztat rowerowy")
ON_THE_WEB, ON_PAPER = 41, 12


def hold(pals: dict[str, network.Pal], chance: random.Random) -> int:
    """Hold a poll, open another and announce a third; return how many voted in the first."""
    _held(pals["pod-lipami"], chance)
    _open(pals["zielona-brama"], chance)
    _coming(pals["pod-lipami"])
    return ON_THE_WEB + ON_PAPER


def _held(pal: network.Pal, chance: random.Random) -> None:
    """Hold one on an order of four things for the courtyard, on the web and on paper."""
    begins, ends = _days(-30), _days(-9)
    poll = _announced(
        debates.Poll(
            pal=pal,
            question="Co robimy najpierw na podwórku?",
            about=(
                "Mamy pieniądze na jedną rzecz w tym roku i na jedną w przyszłym. O każdej"
                " rozmawialiśmy na zebraniu 5 października; koszty są podobne."
            ),
            who_decides="Wynik wiąże zespół PAL. Zaczynamy od pierwszej rzeczy w styczniu.",
            kind="ranking",
            opens_at=begins,
            closes_at=_days(30),
            quorum=30,
        ),
        SHEDS,
    )
    for number in range(ON_THE_WEB):
        contact = f"sasiad{number}@example.org"
        _cast(poll, contact, _order(chance), at=begins + timedelta(hours=number * 9))
    for number in range(ON_PAPER):
        who = [debates.roll.contact_keys(poll, debates.roll.Contact(f"papier{number}@example.org"))]
        debates.hand_out_paper(poll, who=who, actor=SYSTEM)
    debates.Poll.objects.filter(pk=poll.pk).update(closes_at=ends)
    debates.close_due(actor=SYSTEM)
    _count(poll, [_order(chance) for _paper in range(ON_PAPER)])
    debates.publish_poll(
        poll,
        outcome=(
            "Zaczynamy od tego, co jest na pierwszym miejscu: zespół PAL rusza w styczniu.\n"
            "Druga rzecz wchodzi do planu na przyszły rok."
        ),
        drawn=None,
        drawn_words="",
        actor=SYSTEM,
    )


def _open(pal: network.Pal, chance: random.Random) -> None:
    """Open one of one answer in four, by an e-mail or a telephone that is checked."""
    poll = _announced(
        debates.Poll(
            pal=pal,
            question="Jak nazwiemy nową salę?",
            about="Nazwy zgłosili sąsiedzi. Tabliczka zawiśnie nad drzwiami na lata.",
            who_decides="Wynik wiąże zespół PAL. Tabliczkę wieszamy dwa tygodnie po głosowaniu.",
            opens_at=_days(-3),
            closes_at=_days(11),
            tie_rule="draw",
        ),
        ("Zaułek", "Pod Bramą", "Izba", "U Sąsiadów"),
    )
    for number in range(17):
        ballot = str(chance.choices((1, 2, 3, 4), (7, 4, 2, 5))[0])
        _cast(poll, f"brama{number}@example.org", ballot, at=_days(-2))


def _coming(pal: network.Pal) -> None:
    """Announce one of points among three times, for those who get a letter with a code."""
    poll = _announced(
        debates.Poll(
            pal=pal,
            question="W jakich godzinach ma być otwarta świetlica?",
            about="Listy z kodami roznosimy do wszystkich mieszkań przy ulicy. Kod jest w liście.",
            who_decides="Kierowniczka PAL ustali godziny od marca; ogłosi je tydzień po wyniku.",
            kind="points",
            points_each=6,
            electorate="letters",
            opens_at=_days(6),
            closes_at=_days(20),
            tie_rule="both",
        ),
        ("rano, 8–12", "po południu, 14–18", "wieczorem, 18–21"),
    )
    debates.make_letters(poll, letters=80, actor=SYSTEM)


def _announced(poll: debates.Poll, options: Iterable[str]) -> debates.Poll:
    debates.prepare_poll(poll, options=options, actor=SYSTEM)
    debates.announce(poll, actor=SYSTEM)
    return debates.Poll.objects.get(pk=poll.pk)


def _cast(poll: debates.Poll, contact: str, ballot: str, *, at: datetime) -> None:
    key = debates.roll.contact_keys(poll, debates.roll.Contact(contact))[0]
    line = debates.Voter.objects.create(poll=poll, key=key)
    debates.cast(poll, voter=line.pk, ballot=ballot, arrived=at, actor=RESIDENT)


def _count(poll: debates.Poll, papers: Sequence[str]) -> None:
    piles = {ballot: papers.count(ballot) for ballot in papers}
    for counter in User.objects.order_by("pk")[:2]:
        debates.type_count(poll, ballots=piles, spoilt=0, actor=counter)


def _order(chance: random.Random) -> str:
    """Draw an order of some of the four; the garden and the tools are liked most."""
    left, chosen = {1: 8, 2: 6, 3: 3, 4: 4}, []
    for _place in range(chance.choice((2, 3, 4))):
        (number,) = chance.choices(list(left), list(left.values()))
        chosen.append(str(number))
        del left[number]
    return " ".join(chosen)


def _days(number: int) -> datetime:
    """Return the first moment of a day so many days from now."""
    return times.day_bounds(times.today() + timedelta(days=number))[0]
