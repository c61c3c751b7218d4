"""Who leads in the demonstration city; made-up people, one for each role of each place."""

from itertools import cycle

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM
from podworko.demo.activities import ACTIVITIES
from podworko.network import public as network

WOMEN = (
    "Lena Sowa",
    "Marta Klon",
    "Irena Jodła",
    "Oksana Berest",
    "Róża Malwa",
    "Nina Pliszka",
    "Helena Wilga",
    "Ewa Kalina",
    "Julia Leszczyna",
    "Zofia Czyżyk",
    "Danuta Jaskółka",
    "Maria O’Neill-Żądło",
)
MEN = ("Paweł Zięba", "Tomasz Żuraw", "Grzegorz Dąb", "Borys Jawor", "Stefan Szpak")
SEVERAL = (" i ", "wolontariusze", "zespół")


def make(pals: dict[str, network.Pal]) -> dict[tuple[str, str], network.Leader]:
    """Make a leader for each role that one person has, by PAL and role."""
    wanted = dict.fromkeys((row.pal, row.leaders) for row in ACTIVITIES if _is_one(row.leaders))
    women, men = cycle(WOMEN), cycle(MEN)
    made = {}
    for number, (pal, role) in enumerate(wanted):
        leader = network.Leader(
            name=next(women if role.split()[0].endswith(("ka", "wa")) else men),
            role=role,
            phone=f"+4812000{300 + number:04d}",
            email=f"prowadzacy{number + 1}@example.org",
        )
        leader.user = User.objects.filter(name=leader.name, grants__pal=pals[pal]).first()
        made[pal, role] = network.save_leader(leader, pals=[pals[pal]], actor=SYSTEM)
    return made


def _is_one(role: str) -> bool:
    return bool(role) and not any(word in role for word in SEVERAL)
