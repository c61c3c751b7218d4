"""What there is between neighbours, in three numbers: for the page of all three, and a PAL's."""

from dataclasses import dataclass

from podworko.initiatives.models import Notice, Problem, Thing
from podworko.network.public import Pal


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """How many things may be borrowed, notices hang, and problems are being worked on."""

    things: int
    notices: int
    problems: int

    @property
    def is_empty(self) -> bool:
        return not (self.things or self.notices or self.problems)


def neighbourhood(pal: Pal | None = None) -> Neighbourhood:
    """Return the three numbers of a PAL, or of all; three queries."""
    wanted = {"pal": pal} if pal else {}
    return Neighbourhood(
        things=Thing.objects.public().filter(**wanted).count(),
        notices=Notice.objects.public().filter(**wanted).count(),
        problems=Problem.objects.public().open().filter(**wanted).count(),
    )
