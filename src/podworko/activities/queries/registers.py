"""The register of a session as its keeper sees it, and what of it is not yet filled in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from podworko.accounts.public import May, User, may
from podworko.activities import passes, policies
from podworko.activities.models import SELF, Band, Guest, Presence, Register, Session, SignUp
from podworko.activities.operations.registers import OPENS_BEFORE, is_child
from podworko.core import times
from podworko.core.tabular import Value
from podworko.core.text import sort_key

FILL_WITHIN = timedelta(days=30)
LED_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: somebody signed up, or who came without."""

    name: str
    guest_id: int | None
    presence: Presence | None
    note: str = ""
    is_named: bool = True
    is_child: bool = False
    door_code: str = ""
    """The code of the slip, which everybody of one household has in common."""

    @property
    def state(self) -> str:
        """What was marked: present, absent, excused, or "" for nothing yet."""
        return self.presence.state if self.presence else ""

    @property
    def code(self) -> str:
        """How a form names the line."""
        if self.guest_id is not None:
            return f"g{self.guest_id}"
        return f"p{self.presence.public_id}" if self.presence else ""

    @property
    def said_so(self) -> bool:
        """Whether they said by themselves, on a screen at the door, that they are here."""
        return bool(self.presence and self.presence.state_by.startswith(SELF))

    @property
    def is_gone(self) -> bool:
        return bool(self.presence and self.presence.left_at)


@dataclass(frozen=True, slots=True)
class BandCount:
    """People without names of one age."""

    code: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One register, whole: who was expected, who came besides, how many were counted."""

    session: Session
    register: Register | None
    expected: tuple[Line, ...]
    walk_ins: tuple[Line, ...]
    bands: tuple[BandCount, ...]
    offered: int = 0
    contested: tuple[Line, ...] = field(default=())

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.expected, *self.walk_ins)

    @property
    def named(self) -> int:
        """How many are there by name."""
        return sum(line.state == "present" and not _has_card(line) for line in self.lines)

    @property
    def cards(self) -> int:
        """How many are there by the number of a card."""
        return sum(line.state == "present" and _has_card(line) for line in self.lines)

    @property
    def counted(self) -> int:
        """How many are there without a name."""
        return sum(band.number for band in self.bands)

    @property
    def present(self) -> int:
        return self.named + self.cards + self.counted

    @property
    def unmarked(self) -> int:
        """How many were expected and nothing is said of them."""
        return sum(not line.state for line in self.expected)

    @property
    def no_shows(self) -> int:
        """How many of those expected did not come without a word; known once it is closed."""
        return sum(line.state in ("", "absent") for line in self.expected)

    @property
    def is_closed(self) -> bool:
        return bool(self.register and self.register.is_closed)

    @property
    def seats(self) -> int | None:
        """How many the room is for; None where nobody said."""
        sign_up_list = self.session.sign_up_list
        return sign_up_list.seat_limit if sign_up_list else None

    @property
    def is_full(self) -> bool:
        return self.seats is not None and self.named + self.cards >= self.seats

    @property
    def can_close(self) -> bool:
        return self.session.has_begun and not self.is_closed

    @property
    def can_write(self) -> bool:
        soon = self.session.starts_at - timezone.now() <= OPENS_BEFORE
        return soon and not self.session.is_cancelled

    @property
    def children_here(self) -> tuple[Line, ...]:
        """Children who are there and were not picked up yet."""
        return tuple(line for line in self.lines if _waits_for_pick_up(line))


@dataclass(frozen=True, slots=True)
class ToFill:
    """A session that was and whose register is not complete."""

    session: Session
    is_begun: bool
    late: int


def register_page(session: Session) -> RegisterPage:
    """Read a register in five queries, whatever the number of people."""
    register = Register.objects.filter(session=session).first()
    presences = list(register.presences.all()) if register else []
    by_guest = {row.guest_id: row for row in presences if row.guest_id}
    guests = list(_guests(session))
    expected = [_expected(guest, by_guest.get(guest.pk), on=session) for guest in guests]
    known = {guest.pk for guest in guests}
    others = [row for row in presences if row.guest_id not in known]
    walk_ins = [Line(row.name or row.card, None, row) for row in others]
    lines = [*expected, *walk_ins]
    return RegisterPage(
        session=session,
        register=register,
        expected=tuple(sorted(expected, key=lambda line: sort_key(line.name))),
        walk_ins=tuple(walk_ins),
        bands=tuple(_bands(register)),
        offered=_offered(session),
        contested=tuple(line for line in lines if line.presence and line.presence.contested),
    )


def register_cells(page: RegisterPage) -> list[tuple[Value, ...]]:
    """Return a register as cells of a table, those counted without names at the end."""
    named = [
        (
            line.name,
            str(line.presence.get_state_display()) if line.presence else "",
            str(line.presence.get_band_display()) if line.presence else "",
            1,
        )
        for line in page.lines
    ]
    counted = [("", "", band.label, band.number) for band in page.bands if band.number]
    return [*named, *counted]


def expected_guests(session: Session) -> list[int]:
    """Return the keys of the people who are expected, in one query."""
    return list(_guests(session).values_list("pk", flat=True))


def registers_to_fill(
    user: User, *, limit: int = 8, pal_ids: frozenset[int] | None = None
) -> list[ToFill]:
    """Return the sessions of the last thirty days whose register waits, in one query."""
    now = timezone.now()
    mine = policies.register_sessions(user)
    if pal_ids is not None:
        mine = mine.filter(pal__in=pal_ids)
    was = mine.filter(
        status=Session.Status.PLANNED,
        starts_at__lte=now,
        starts_at__gt=now - FILL_WITHIN,
    )
    waits = was.filter(
        Q(register=None) | Q(register__closed_at=None) | Q(register__late__gt=0)
    ).select_related("activity", "register")
    return [_to_fill(session) for session in waits.order_by("starts_at", "pk")[:limit]]


def registers_kept(user: User, sessions: Iterable[Session]) -> set[int]:
    """Return the keys of those whose register `user` keeps, in one query or none."""
    if not policies.keeps_registers(user):
        return set()
    kept = policies.register_sessions(user).filter(pk__in=[session.pk for session in sessions])
    return set(kept.values_list("pk", flat=True))


def led_soon(user: User, *, limit: int = 12) -> list[Session]:
    """Return what `user` leads in the next two weeks, soonest first, in one query."""
    if not may(user, May.KEEP_OWN_REGISTERS):
        return []
    now = timezone.now()
    soon = policies.led_sessions(user).filter(
        status=Session.Status.PLANNED, ends_at__gt=now, starts_at__lt=now + LED_AHEAD
    )
    related = soon.select_related("activity", "pal", "place", "room", "sign_up_list")
    return list(related.order_by("starts_at", "pk")[:limit])


def sessions_of_today(user: User) -> list[Session]:
    """Return the sessions of today whose register `user` keeps, in one query."""
    begin, end = times.day_bounds(times.today())
    mine = policies.register_sessions(user)
    today = mine.filter(status=Session.Status.PLANNED, starts_at__gte=begin, starts_at__lt=end)
    related = today.select_related("activity", "pal", "room", "register")
    return list(related.order_by("starts_at", "pk"))


def _guests(session: Session) -> "QuerySet[Guest]":
    """Return who is expected: those with a place now, and those marked who gave it up since."""
    marked = Presence.objects.filter(guest=OuterRef("pk"), register__session=session)
    expected = Q(sign_up__status=SignUp.Status.CONFIRMED) | Q(Exists(marked))
    of_list = Guest.objects.filter(sign_up__list=session.sign_up_list_id)
    if session.sign_up_list_id is None:
        return of_list.none()
    return of_list.filter(expected).select_related("sign_up").order_by("sign_up", "position")


def _expected(guest: Guest, presence: Presence | None, *, on: Session) -> Line:
    return Line(
        guest.name or f"{guest.sign_up.name} +",
        guest.pk,
        presence,
        note="" if guest.sign_up.is_live else "ended",
        is_named=bool(guest.name),
        is_child=is_child(guest, on=on),
        door_code=passes.code_of(guest.sign_up),
    )


def _bands(register: Register | None) -> Iterable[BandCount]:
    held = dict(register.head_counts.values_list("band", "number")) if register else {}
    for band in Band:
        yield BandCount(band.value, str(band.label), held.get(band.value, 0))


def _offered(session: Session) -> int:
    if session.sign_up_list_id is None:
        return 0
    return SignUp.objects.offered().filter(list=session.sign_up_list_id).count()


def _has_card(line: Line) -> bool:
    return bool(line.presence and line.presence.card and not line.presence.name)


def _waits_for_pick_up(line: Line) -> bool:
    row = line.presence
    return bool(row and row.is_child and row.state == "present" and not row.left_at)


def _to_fill(session: Session) -> ToFill:
    register: Register | None = getattr(session, "register", None)
    return ToFill(session, is_begun=register is not None, late=register.late if register else 0)


__all__ = [
    "BandCount",
    "Line",
    "RegisterPage",
    "ToFill",
    "expected_guests",
    "register_cells",
    "register_page",
    "registers_to_fill",
    "sessions_of_today",
]
