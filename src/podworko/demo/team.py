"""The staff of the demonstration city: who works there, who comes, and who left to whom."""

from dataclasses import dataclass
from datetime import timedelta

from podworko.accounts.public import Grant, User
from podworko.core import times
from podworko.demo import staff
from podworko.network import public as network


@dataclass(frozen=True, slots=True)
class Passing:
    """Somebody made up whose role begins or ends near today, counted in days from it."""

    email: str
    name: str
    role: str
    pal: str
    since: int
    until: int
    reason: str = ""


LEFT = Passing(
    "maciej@example.org",
    "Maciej Wędrowny",
    "animator",
    "pod-lipami",
    since=-400,
    until=-6,
    reason="Przeszedł do innej pracy",
)
COMES = Passing(
    "lena@example.org",
    "Lena Zastępska",
    "animator",
    "trzy-kominy",
    since=7,
    until=52,
    reason="Zastępstwo za Adama Komina",
)
NOTE = (
    "Klucze do pracowni są w szafce na korytarzu, druga półka. Grupa ceramiczna prosi o piec "
    "w czwartek. Obiecałem zespołowi mieszkańców odpowiedź w sprawie ławek do końca miesiąca."
)


def load_staff(pals: dict[str, network.Pal]) -> None:
    """Make the accounts; those who come and who left cannot sign in with the printed password."""
    for member in staff.STAFF:
        user = User.objects.create_user(member.email, staff.PASSWORD, name=member.name)
        pal = pals[member.pal] if member.pal else None
        Grant.objects.create(user=user, role=member.role, pal=pal)
    administrator = User.objects.get(email=staff.ADMINISTRATOR)
    gone = _passing(LEFT, pals, by=administrator)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    _passing(COMES, pals, by=administrator)
    taker = User.objects.get(email=staff.STAFF[0].email)
    gone.given_over.create(taker=taker, made_by=administrator, note=NOTE)


def _passing(told: Passing, pals: dict[str, network.Pal], *, by: User) -> User:
    user = User.objects.create_user(told.email, name=told.name)
    day = times.today()
    Grant.objects.create(
        user=user,
        role=told.role,
        pal=pals[told.pal],
        valid_from=day + timedelta(days=told.since),
        valid_to=day + timedelta(days=told.until),
        granted_by=by,
        ended_by=by if told.until < 0 else None,
        end_reason=told.reason,
    )
    return user
