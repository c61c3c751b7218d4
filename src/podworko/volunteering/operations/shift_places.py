"""What all that moves people on shifts shares: locks in one order, and places with their holds.

Lock order: volunteers (lower key first), shifts (lower key first), what hangs on them. Whoever
writes a turn holds the lock of its shift.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.volunteering import shift_notices as notices
from podworko.volunteering.fitting import MAY_BE_WAIVED, Reason, Why, standings_of, words_of
from podworko.volunteering.models import PersonHold, Shift, Swap, Turn, Volunteer
from podworko.volunteering.operations.people import lock

State = Turn.State


class MovedOnError(DomainError):
    """A shift, a place or a request is not any more what the page showed."""

    code = "shift-moved-on"

    def __init__(self) -> None:
        super().__init__(_("To się w tym czasie zmieniło. Odśwież stronę."))


class FullError(DomainError):
    """All places of a shift are taken or offered."""

    code = "shift-full"

    def __init__(self) -> None:
        super().__init__(_("Na tym dyżurze nie ma już wolnych miejsc."), field="volunteer")


class NotFitError(DomainError):
    """A shift does not fit a volunteer; `reasons` tell why."""

    code = "shift-not-fit"

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(" ".join(words_of(each) for each in reasons), field="volunteer")
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Company:
    """Who goes along with somebody's first time: one of the team, or a volunteer on the shift."""

    user: User | None = None
    turn: Turn | None = None

    @property
    def is_there(self) -> bool:
        return self.user is not None or self.turn is not None


def lock_volunteers(*volunteers: Volunteer) -> list[Volunteer]:
    """Lock volunteers, lower key first; return them anew in the order they came in."""
    locked = {pk: lock(each) for pk, each in sorted({each.pk: each for each in volunteers}.items())}
    return [locked[each.pk] for each in volunteers]


def lock_shifts(*shifts: Shift) -> list[Shift]:
    """Lock shifts, lower key first; return them anew in the order they came in."""
    locked = {pk: lock_shift(each) for pk, each in sorted({s.pk: s for s in shifts}.items())}
    return [locked[each.pk] for each in shifts]


def lock_shift(shift: Shift) -> Shift:
    """Lock a shift's row until the end of the transaction and read it anew."""
    rows = Shift.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("opportunity__pal", "opportunity__place", "place").get(pk=shift.pk)


def read_turn(turn: Turn, shift: Shift) -> Turn:
    """Read a turn anew under the lock of its shift."""
    related = ("volunteer__person", "volunteer__pal", "with_turn")
    found = Turn.objects.select_related(*related).get(pk=turn.pk)
    found.shift = shift
    return found


def places_left(shift: Shift) -> int:
    """Return how many places are neither taken nor offered; ask under the shift's lock."""
    return shift.needed - shift.turns.taking().count()


def live_turn(shift: Shift, volunteer: Volunteer) -> Turn | None:
    """Return the turn that a volunteer has on a shift, if any."""
    found = shift.turns.live().filter(volunteer=volunteer).first()
    return read_turn(found, shift) if found else None


def company_for(shift: Shift, volunteer: Volunteer, wanted: Company | None = None) -> Company:
    """Return who goes along: whom the desk named, else the first who works there and is on it.

    Nobody, for who needs nobody. Raises DomainError for somebody who is not on the shift, or is
    there for the first time themselves.
    """
    if wanted is not None and wanted.turn is not None:
        _check_guide(shift, volunteer, wanted.turn)
    if wanted is not None and wanted.is_there:
        return wanted
    if volunteer.stage != Volunteer.Stage.ACCOMPANIED:
        return Company()
    guides = shift.turns.confirmed().filter(volunteer__stage=Volunteer.Stage.ACTIVE)
    return Company(turn=guides.exclude(volunteer=volunteer).order_by("pk").first())


def check_fit(
    shift: Shift,
    volunteer: Volunteer,
    *,
    company: Company,
    without: Iterable[Turn] = (),
    is_waived: bool = False,
) -> None:
    """Raise NotFitError when a shift does not fit; `is_waived` passes over too short a rest."""
    [standing] = standings_of([volunteer])
    keys = frozenset(turn.pk for turn in without)
    reasons = standing.reasons(shift, has_company=company.is_there, without=keys)
    if is_waived:
        reasons = [each for each in reasons if each not in MAY_BE_WAIVED]
    if reasons:
        raise NotFitError(reasons)


def confirm(turn: Turn, company: Company) -> None:
    """Have a turn be on its shift, and the person's time be taken.

    Raises NotFitError, and stores nothing, when the person is somewhere else then.
    """
    turn.state, turn.offered_until, turn.ended_at = State.CONFIRMED, None, None
    turn.with_user, turn.with_turn = company.user, company.turn
    try:
        with transaction.atomic():
            turn.save()
            PersonHold.objects.create(
                person_id=turn.volunteer.person_id,
                turn=turn,
                starts_at=turn.shift.starts_at,
                ends_at=turn.shift.ends_at,
            )
    except IntegrityError as error:
        raise NotFitError([Why.CLASH]) from error


def end(turn: Turn, state: Turn.State) -> None:
    """End a turn: its time is given back, and what was asked about it is void."""
    turn.state, turn.ended_at, turn.offered_until = state, timezone.now(), None
    turn.doubt_since = None
    turn.save(update_fields=["state", "ended_at", "offered_until", "doubt_since"])
    PersonHold.objects.filter(turn=turn).delete()
    lapse_swaps_about([turn])


def lapse_swaps_about(turns: Iterable[Turn], *, but: Swap | None = None) -> None:
    """Have open requests about these turns be void."""
    keys = [turn.pk for turn in turns]
    rows = Swap.objects.filter(state=Swap.State.ASKED)
    about = rows.filter(turn__in=keys) | rows.filter(back__in=keys)
    held = [swap for swap in about.order_by("pk") if but is None or swap.pk != but.pk]
    fields = {"state": Swap.State.LAPSED, "ended_at": timezone.now()}
    Swap.objects.filter(pk__in=[swap.pk for swap in held], state="asked").update(**fields)
    for swap in held:
        notices.withdraw(swap)
    audit.record_many("swap.lapsed", actor=audit.SYSTEM, targets=held)


def _check_guide(shift: Shift, volunteer: Volunteer, guide: Turn) -> None:
    rows = shift.turns.confirmed().filter(volunteer__stage=Volunteer.Stage.ACTIVE, pk=guide.pk)
    if not rows.exclude(volunteer=volunteer).exists():
        raise DomainError(_("Ta osoba nie jest na tym dyżurze."), field="company")
