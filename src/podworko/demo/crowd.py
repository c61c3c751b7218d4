"""The residents of the demonstration city signing up, each known by one card as at a real desk."""

import random
from collections.abc import Iterator

from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.demo import past
from podworko.demo.activities import MadeUp
from podworko.demo.people import Resident, residents
from podworko.people import public as people

SIZE = 320
ADULT = 16
"""From this age a child speaks for itself online (RODO art. 8, as Poland keeps it)."""


class Crowd:
    """Everybody who may sign up; remembers the cards of those who come without a contact."""

    def __init__(self, chance: random.Random) -> None:
        """Make the residents up; `chance` decides who comes where."""
        self.chance = chance
        self.residents = residents(SIZE, year=times.today().year)
        self._cards: dict[str, people.Person] = {}

    @property
    def names(self) -> list[str]:
        """Return what everybody is called."""
        return [resident.name for resident in self.residents]

    def fill(self, activity: activities.Activity, row: MadeUp) -> int:
        """Sign people up to the lists of late and of the coming weeks; return how many times."""
        if row.capacity is None or row.mode == "none":
            return 0
        wanted = row.capacity * row.fill
        made = sum(self._come(each, int(wanted), row) for each in past.lists_of(activity))
        for nearness, sign_up_list in enumerate(activities.open_lists(activity)[:4]):
            made += self._come(sign_up_list, int(wanted / (1 + nearness * 0.6)), row)
        return made

    def _come(self, sign_up_list: activities.SignUpList, wanted: int, row: MadeUp) -> int:
        coming, made = 0, 0
        for resident in self.chance.sample(self.residents, len(self.residents)):
            guests = list(self._guests(resident, row))
            if guests and coming < wanted:
                self._sign_up(sign_up_list, resident, tuple(guests))
                coming, made = coming + len(guests), made + 1
        return made

    def _guests(self, resident: Resident, row: MadeUp) -> Iterator[activities.Applicant]:
        """Yield who would come of one home; nobody where nobody is of the right age."""
        children = [
            activities.Applicant(child.name, child.birth_year, is_minor=child.age < ADULT)
            for child in resident.children
            if _fits(child.age, row)
        ]
        if row.audience in ("children", "youth"):
            yield from children
        elif _fits(resident.age, row):
            yield activities.Applicant(resident.name, resident.birth_year)
            yield from children if row.audience == "families" else self._companions(row)

    def _companions(self, row: MadeUp) -> list[activities.Applicant]:
        if row.audience == "seniors":
            return []
        return [activities.Applicant()] * self.chance.choices((0, 1, 2), weights=(6, 3, 1))[0]

    def _sign_up(
        self,
        sign_up_list: activities.SignUpList,
        resident: Resident,
        guests: tuple[activities.Applicant, ...],
    ) -> None:
        request = activities.SignUpRequest(
            contact=activities.Contact(
                name=resident.name,
                email=resident.email,
                phone=resident.phone,
                language=resident.language,
            ),
            guests=guests,
            channel=people.Channel(resident.way),
            is_guardian=True,
            person=self._cards.get(resident.name),
        )
        signed = activities.sign_up(sign_up_list, request=request, actor=SYSTEM)
        if resident.way == people.Channel.DESK:
            self._cards.setdefault(resident.name, signed.person)


def _fits(age: int, row: MadeUp) -> bool:
    """Whether the age is within the limits, in January also for the sessions of December."""
    low, high = row.ages
    return (low is None or age > low) and (high is None or age <= high)
