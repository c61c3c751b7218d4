"""A table of a programme: rows of one title are meetings of one activity."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from podworko.activities.importing import cells as reading
from podworko.activities.importing import words
from podworko.activities.importing.cells import Cells, Span
from podworko.activities.importing.finding import Finder
from podworko.activities.importing.wanted import (
    Pairing,
    WantedActivity,
    WantedSession,
    plan_fits,
)
from podworko.activities.kinds import Kind
from podworko.activities.models import Activity
from podworko.activities.operations import SeriesPlan
from podworko.core import times
from podworko.core.calendars import expand_rule
from podworko.core.errors import DomainError
from podworko.core.tabular import Table, TabularError, match_headings
from podworko.core.taking import Line, Outcome
from podworko.core.text import fold
from podworko.network.public import Pal, Place, Room

LONGEST_TITLE = 160
MOST_SESSIONS = 400


@dataclass(slots=True)
class ReadTable:
    """What a table asks for, and the rows that could not be understood."""

    wanted: list[WantedActivity] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)


def read_table(table: Table, *, pal: Pal | None, finder: Finder, source: str) -> ReadTable:
    """Return the activities of a table; raise TabularError when needed columns are missing."""
    columns = match_headings(table.header, words.HEADINGS)
    _check_columns(columns, table, pal)
    read = ReadTable()
    by_key: dict[tuple[int, str], WantedActivity] = {}
    for row in table.rows:
        found = {name: row.cells[column] for name, column in columns.items()}
        try:
            one = _Row(row.number, found, pal=pal, finder=finder)
            activity = by_key.setdefault((one.pal.pk, one.key), one.activity(source))
            one.join(activity)
        except DomainError as error:
            title = reading.text(found, "title")
            read.refused.append(Line(row.number, Outcome.REFUSED, title, str(error.message)))
    read.wanted = [activity for activity in by_key.values() if activity.sessions]
    return read


def _check_columns(columns: dict[str, str], table: Table, pal: Pal | None) -> None:
    missing = []
    if "title" not in columns:
        missing.append(_("z tytułem"))
    if not {"date", "starts"} & set(columns):
        missing.append(_("z datą"))
    if missing:
        message = _("Brak kolumny %(missing)s. Są: %(found)s.")
        found = ", ".join(table.header[:12])
        raise TabularError(message % {"missing": _(" i ").join(missing), "found": found})
    if pal is None and "pal" not in columns:
        raise TabularError(_("Nie wiadomo, którego PAL to program. Dodaj kolumnę PAL albo --pal."))


class _Row:
    """One row, understood or refused."""

    def __init__(self, number: int, found: Cells, *, pal: Pal | None, finder: Finder) -> None:
        self.number, self.cells, self._finder = number, found, finder
        self.title = reading.text(found, "title")
        if not self.title:
            raise DomainError(_("Brak tytułu."))
        if len(self.title) > LONGEST_TITLE:
            raise DomainError(_("Tytuł ma ponad %(limit)d znaków.") % {"limit": LONGEST_TITLE})
        named = reading.text(found, "pal")
        if pal is None and not named:
            raise DomainError(_("Nie podano PAL."))
        self.pal: Pal = finder.pal(named) if named else pal  # type: ignore[assignment]
        self.key = f"tytul:{fold(self.title)}"[:200]
        self.span = reading.span(found)
        self.rule = reading.repetition(found)
        self.fields = reading.fields(found)
        self.capacity, self.mode = reading.capacity(found), reading.mode(found)

    def activity(self, source: str) -> WantedActivity:
        """Return the activity that this row is the first of."""
        return WantedActivity(
            key=self.key,
            pal=self.pal,
            source=source,
            fields={},
            first={"title": self.title, "place": self.pal.seat, "kind": Kind.INTEGRATION},
            sessions=[],
            mode=self.mode or Activity.SignUpMode.NONE,
            pairing=Pairing.NEARBY,
        )

    def join(self, activity: WantedActivity) -> None:
        """Add this row's meetings, and what it says that no row before it said."""
        sessions = list(self._sessions(activity))
        if not activity.sessions and sessions[0].place:
            activity.first["place"] = sessions[0].place
        activity.fields = {**self.fields, **activity.fields}
        self._take_kind(activity)
        if self.rule and not activity.sessions:
            activity.series = self._plan()
        elif activity.series or self.rule:
            activity.series = None
        activity.sessions.extend(sessions)
        activity.numbers = (*activity.numbers, self.number)
        if self.span.note:
            activity.say(self.number, self.span.note)

    def _take_kind(self, activity: WantedActivity) -> None:
        said = reading.text(self.cells, "kind")
        kind = words.kind_of(said) if said else None
        if kind:
            activity.fields.setdefault("kind", kind)
            return
        guess = words.kind_of(self.title) or Kind.INTEGRATION
        activity.first["kind"] = guess
        if said:
            message = _("Nie znam rodzaju „%(found)s”; przyjęto: %(kind)s.")
            activity.say(self.number, message % {"found": said, "kind": guess.label})

    def _sessions(self, activity: WantedActivity) -> Iterator[WantedSession]:
        place, room = self._where(activity)
        known = {session.origin for session in activity.sessions}
        for span in self._spans():
            if span.starts_at in known:
                raise DomainError(_("Ten sam tytuł i początek są już w innym wierszu."))
            yield WantedSession(
                number=self.number,
                origin=span.starts_at,
                starts_at=span.starts_at,
                ends_at=span.ends_at,
                is_all_day=span.is_all_day,
                place=place,
                room=room,
                title=reading.text(self.cells, "topic")[:160] or None,
                note=reading.text(self.cells, "note")[:300] or None,
                capacity=self.capacity,
            )

    def _spans(self) -> list[Span]:
        if not self.rule:
            return [self.span]
        length = self._wall_length()
        starts = expand_rule(self.rule, first=self.span.starts_at, limit=MOST_SESSIONS)
        if not starts:
            raise DomainError(_("Z tej reguły nie wynika żaden termin."))
        return [Span(start, start + length, self.span.is_all_day) for start in starts]

    def _plan(self) -> SeriesPlan | None:
        """Return the rule as our own; a series knows hours, so days without one stay dates."""
        if self.span.is_all_day:
            return None
        wall = times.local(self.span.starts_at)
        minutes = int(self._wall_length().total_seconds() // 60)
        plan = SeriesPlan(self.rule, wall.date(), wall.time(), minutes)
        return plan if plan_fits(plan) else None

    def _wall_length(self) -> timedelta:
        return self.span.ends_at - self.span.starts_at

    def _where(self, activity: WantedActivity) -> tuple[Place | None, Room | None]:
        named, room_name = reading.text(self.cells, "place"), reading.text(self.cells, "room")
        place = self._finder.place(named, pal=self.pal) if named else None
        if named and place is None:
            message = _("Nie znam miejsca „%(found)s”; przyjęto siedzibę PAL.")
            activity.say(self.number, message % {"found": named})
        place = place or self.pal.seat
        room = self._finder.room(room_name, place=place) if room_name else None
        if room_name and room is None:
            activity.say(self.number, _("Nie znam sali „%(found)s”.") % {"found": room_name})
        return place, room
