"""What a screen at the door needs: its day, and whoever has just told who they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from podworko.accounts.public import May, User, may
from podworko.activities import passes, policies
from podworko.activities.models import Door, Guest, Presence, Session, SignUp
from podworko.activities.operations import doors, registers
from podworko.core import times
from podworko.core.text import fold, squeeze

FEWEST_LETTERS = 2
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Comer:
    """One of those who may have come, by the first name only."""

    guest: Guest
    is_here: bool

    @property
    def first_name(self) -> str:
        """The first name, or "" for a companion whose name nobody asked for."""
        words = self.guest.name.split()
        return words[0] if words else ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A household at the door, and what it has come to."""

    session: Session
    comers: tuple[Comer, ...]

    @property
    def are_all_here(self) -> bool:
        return all(comer.is_here for comer in self.comers)


@dataclass(frozen=True, slots=True)
class RunningDoor:
    """A screen as the desk lists it, with how many people it let in."""

    door: Door
    arrivals: int


def door_of(secret: str) -> Door | None:
    """Return the running screen that holds this secret.

    It runs on the word of whoever started it: when they may no longer keep registers there,
    it stands still.
    """
    found = Door.objects.running().filter(digest=doors.digest(secret))
    door = found.select_related("pal", "started_by").first()
    if door and may(door.started_by, May.KEEP_REGISTERS, pal_id=door.pal_id):
        return door
    return None


def sessions_of_day(door: Door) -> list[Session]:
    """Return what is still on today in the PAL of the screen, in one query."""
    now = timezone.now()
    begin, end = times.day_bounds(times.today())
    today = Session.objects.public().filter(
        pal=door.pal_id, status=Session.Status.PLANNED, ends_at__gt=now
    )
    soon = today.filter(starts_at__gte=begin, starts_at__lt=end)
    near = soon.filter(starts_at__lte=now + registers.OPENS_BEFORE)
    return list(near.select_related("activity", "room", "register").order_by("starts_at", "pk"))


def by_code(door: Door, code: str) -> list[SignUp]:
    """Return whose code it is among those who signed up to something today."""
    return passes.holders(code, _sign_ups(sessions_of_day(door)))


def by_phone(door: Door, digits: str, letters: str) -> list[SignUp]:
    """Return who signed up for today with a phone that ends so and a name that begins so."""
    begins = fold(squeeze(letters))
    if len(digits) != DIGITS or len(begins) < FEWEST_LETTERS:
        return []
    ending = _sign_ups(sessions_of_day(door)).filter(phone__endswith=digits)
    return [one for one in ending if _begins(one.name, begins)]


def arrivals(door: Door, sign_ups: Iterable[SignUp]) -> list[Arrival]:
    """Return what these households may have come to today, soonest first."""
    held = [one for one in sign_ups if one.status == SignUp.Status.CONFIRMED]
    sessions = [s for s in sessions_of_day(door) if s.sign_up_list_id]
    guests = defaultdict(list)
    for guest in Guest.objects.filter(sign_up__in=held).select_related("sign_up"):
        guests[guest.sign_up.list_id].append(guest)
    here = _here(sessions)
    return [
        Arrival(session, tuple(Comer(g, (session.pk, g.pk) in here) for g in coming))
        for session in sessions
        if (coming := guests.get(session.sign_up_list_id or 0))
    ]


def running_doors(user: User) -> list[RunningDoor]:
    """Return the screens that run in the PALs of `user`, in two queries."""
    mine = policies.doors(user).filter(stopped_at=None, ends_at__gt=timezone.now())
    running = mine.select_related("pal", "started_by").order_by("pal__name", "started_at")
    rows = list(running)
    tapped = Presence.objects.present().filter(state_by__in=[door.device for door in rows])
    counts = dict(tapped.order_by().values_list("state_by").annotate(number=Count("pk")))
    return [RunningDoor(door, counts.get(door.device, 0)) for door in rows]


def _sign_ups(sessions: Iterable[Session]) -> QuerySet[SignUp]:
    lists = [session.sign_up_list_id for session in sessions if session.sign_up_list_id]
    return SignUp.objects.live().filter(list__in=lists).order_by("pk")


def _begins(name: str, letters: str) -> bool:
    """Whether the name, or any word of it, begins so: people begin with either."""
    folded = fold(name)
    words = folded.replace("-", " ").split()
    return folded.startswith(letters) or any(word.startswith(letters) for word in words)


def _here(sessions: list[Session]) -> set[tuple[int, int | None]]:
    present = Presence.objects.present().filter(register__session__in=sessions)
    return set(present.values_list("register__session", "guest"))
