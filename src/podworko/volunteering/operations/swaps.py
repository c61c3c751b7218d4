"""Two exchange shifts, or one gives a shift to another: asked by one, agreed by the other."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.volunteering import shift_notices as notices
from podworko.volunteering.fitting import belonging
from podworko.volunteering.models import Shift, Swap, Turn, Volunteer
from podworko.volunteering.operations.shift_offers import offer_next
from podworko.volunteering.operations.shift_places import (
    Company,
    MovedOnError,
    NotFitError,
    check_fit,
    company_for,
    confirm,
    end,
    live_turn,
    lock_shifts,
    lock_volunteers,
    read_turn,
)

State = Swap.State
KEEP_SWAPS = timedelta(days=365)
"""How long requests are kept after the later of their shifts."""


class CannotTakeError(DomainError):
    """The other one cannot take the shift; why is theirs to know."""

    code = "cannot-take"

    def __init__(self) -> None:
        super().__init__(_("Ta osoba nie może teraz wziąć tego dyżuru."), field="to")


@transaction.atomic
def ask_swap(turn: Turn, *, to: Volunteer, back: Turn | None, actor: audit.Actor) -> Swap:
    """Ask another volunteer to take a shift, for one of theirs (`back`) or for none.

    Asking the same again is the same as once. Raises MovedOnError for a shift that is not
    theirs any more, NotFitError when the other shift does not fit who asks, CannotTakeError when
    theirs does not fit the other.
    """
    asker, other, mine, theirs = _locked(turn, to, back)
    held = Swap.objects.filter(turn=mine, to=other, state=State.ASKED).first()
    if held is not None and held.back_id == (theirs.pk if theirs else None):
        return held
    _check(asker, other, mine, theirs)
    if held is not None:
        withdraw_swap(held, actor=actor)
    swap = _asked(mine, other, theirs)
    notices.tell_of_swap(swap, "swap_asked", to=other)
    audit.record("swap.asked", actor=actor, target=swap)
    return swap


@transaction.atomic
def agree_swap(swap: Swap, *, actor: audit.Actor) -> Swap:
    """Have two exchange their shifts, or one take over from the other.

    Twice is the same as once. Raises MovedOnError when the request is void or one of the shifts
    is not theirs any more, NotFitError when a gate has closed for who agrees, CannotTakeError
    when for the other.
    """
    asker, other, mine, theirs = _locked(swap.turn, swap.to, swap.back)
    locked = _lock(swap)
    if locked.state == State.AGREED:
        return locked
    if not locked.is_open:
        raise MovedOnError
    _check_agreed(asker, other, mine, theirs)
    _close(locked, State.AGREED)
    _exchange(asker, other, mine, theirs)
    notices.tell_of_swap(locked, "swap_agreed", to=asker)
    audit.record("swap.agreed", actor=actor, target=locked)
    return locked


@transaction.atomic
def decline_swap(swap: Swap, *, actor: audit.Actor) -> Swap:
    """Say no to a request; nobody need say why. Twice is the same as once."""
    locked = _lock(swap)
    if locked.state == State.ASKED:
        _close(locked, State.DECLINED)
        notices.tell_of_swap(locked, "swap_declined", to=locked.turn.volunteer)
        audit.record("swap.declined", actor=actor, target=locked)
    return locked


@transaction.atomic
def withdraw_swap(swap: Swap, *, actor: audit.Actor) -> Swap:
    """Take a request back; twice is the same as once."""
    locked = _lock(swap)
    if locked.state == State.ASKED:
        _withdraw(locked, actor)
    return locked


@transaction.atomic
def lapse_swaps() -> int:
    """End the requests whose first shift has begun; return how many."""
    rows = Swap.objects.filter(state=State.ASKED, lapses_at__lte=timezone.now())
    held = list(rows.select_for_update(no_key=True, of=("self",)))
    keys = [swap.pk for swap in held]
    Swap.objects.filter(pk__in=keys).update(state=State.LAPSED, ended_at=timezone.now())
    for swap in held:
        notices.withdraw(swap)
    audit.record_many("swap.lapsed", actor=audit.SYSTEM, targets=held)
    return len(held)


@transaction.atomic
def erase_swaps() -> int:
    """Delete the requests about shifts that were over a year ago; return how many."""
    before = timezone.now() - KEEP_SWAPS
    rows = Swap.objects.filter(turn__shift__ends_at__lte=before)
    old = rows.filter(back=None) | rows.filter(back__shift__ends_at__lte=before)
    held = list(may_go(old, deleting=True).order_by("pk"))
    audit.record_many("swap.erased", actor=audit.SYSTEM, targets=held)
    Swap.objects.filter(pk__in=[swap.pk for swap in held]).delete()
    return len(held)


def _locked(
    turn: Turn, to: Volunteer, back: Turn | None
) -> tuple[Volunteer, Volunteer, Turn, Turn | None]:
    """Lock both volunteers, then both shifts; return them and their turns anew."""
    asker, other = lock_volunteers(turn.volunteer, to)
    turns = [each for each in (turn, back) if each is not None]
    shifts = lock_shifts(*(each.shift for each in turns))
    anew = [read_turn(each, shift) for each, shift in zip(turns, shifts, strict=True)]
    return asker, other, anew[0], anew[1] if back is not None else None


def _lock(swap: Swap) -> Swap:
    rows = Swap.objects.select_for_update(no_key=True, of=("self",))
    related = ("turn__volunteer__person", "turn__volunteer__pal", "to__person", "to__pal")
    shifts = ("turn__shift__opportunity__pal", "back__shift__opportunity__pal")
    return rows.select_related(*related, *shifts).get(pk=swap.pk)


def _check(asker: Volunteer, other: Volunteer, mine: Turn, theirs: Turn | None) -> None:
    """Refuse what cannot be asked, before anybody is bothered with it."""
    _check_standing(asker, other, mine, theirs)
    if theirs is not None:
        _check_takes(asker, theirs, gives=mine)
    try:
        _check_takes(other, mine, gives=theirs)
    except NotFitError as error:
        raise CannotTakeError from error
    if not _belongs(other, mine.shift):
        raise CannotTakeError


def _check_agreed(asker: Volunteer, other: Volunteer, mine: Turn, theirs: Turn | None) -> None:
    _check_standing(asker, other, mine, theirs)
    _check_takes(other, mine, gives=theirs)
    if theirs is None:
        return
    try:
        _check_takes(asker, theirs, gives=mine)
    except NotFitError as error:
        raise CannotTakeError from error


def _check_standing(asker: Volunteer, other: Volunteer, mine: Turn, theirs: Turn | None) -> None:
    """Refuse turns that are nobody's to give any more, and one shift for itself."""
    is_theirs = theirs is None or (
        theirs.volunteer_id == other.pk and _may_go(theirs) and theirs.shift_id != mine.shift_id
    )
    if asker.pk == other.pk or not _may_go(mine) or not is_theirs:
        raise MovedOnError


def _may_go(turn: Turn) -> bool:
    return turn.is_confirmed and turn.shift.is_open


def _belongs(volunteer: Volunteer, shift: Shift) -> bool:
    return shift.opportunity_id in belonging([volunteer]).get(volunteer.pk, set())


def _check_takes(volunteer: Volunteer, turn: Turn, *, gives: Turn | None) -> None:
    """Raise NotFitError when a volunteer cannot be on a shift in the place of another."""
    company = _company(volunteer, turn)
    without = [turn] if gives is None else [turn, gives]
    held = live_turn(turn.shift, volunteer)
    if held is not None and held.is_confirmed:
        raise MovedOnError
    check_fit(turn.shift, volunteer, company=company, without=without)


def _company(volunteer: Volunteer, instead_of: Turn) -> Company:
    """Return who goes along with somebody who takes another's place: not that other one."""
    company = company_for(instead_of.shift, volunteer)
    if company.turn is None or company.turn.pk != instead_of.pk:
        return company
    rest = instead_of.shift.turns.confirmed().filter(volunteer__stage=Volunteer.Stage.ACTIVE)
    return Company(turn=rest.exclude(pk=instead_of.pk).exclude(volunteer=volunteer).first())


def _asked(mine: Turn, other: Volunteer, theirs: Turn | None) -> Swap:
    begins = [turn.shift.starts_at for turn in (mine, theirs) if turn is not None]
    try:
        with transaction.atomic():
            return Swap.objects.create(turn=mine, to=other, back=theirs, lapses_at=min(begins))
    except IntegrityError as error:
        raise MovedOnError from error


def _exchange(asker: Volunteer, other: Volunteer, mine: Turn, theirs: Turn | None) -> None:
    """Give both their new places; all that is given back goes first, so that nothing meets."""
    moves = [(mine, other)] if theirs is None else [(mine, other), (theirs, asker)]
    companies = [_company(volunteer, turn) for turn, volunteer in moves]
    for turn, volunteer in moves:
        _vacate(turn, volunteer)
    # Holds lower person first: two exchanges at once would else wait for each other.
    ordered = sorted(zip(moves, companies, strict=True), key=lambda each: each[0][1].person_id)
    for (turn, volunteer), company in ordered:
        _take_over(turn, volunteer, company)
    for turn, _volunteer in moves:
        offer_next(turn.shift)


def _vacate(turn: Turn, volunteer: Volunteer) -> None:
    held = live_turn(turn.shift, volunteer)
    for each in (turn, held):
        if each is not None:
            end(each, Turn.State.GIVEN_UP)
            notices.withdraw(each)


def _take_over(turn: Turn, volunteer: Volunteer, company: Company) -> None:
    new = Turn(shift=turn.shift, volunteer=volunteer, channel=turn.channel)
    confirm(new, company)
    if volunteer.stage == Volunteer.Stage.ACTIVE:
        turn.accompanies.update(with_turn=new)
    notices.tell(new, "shift_confirmed")
    audit.record("turn.confirmed", actor=audit.SYSTEM, target=new, channel=new.channel)


def _withdraw(swap: Swap, actor: audit.Actor) -> None:
    _close(swap, State.WITHDRAWN)
    notices.withdraw(swap)
    audit.record("swap.withdrawn", actor=actor, target=swap)


def _close(swap: Swap, state: Swap.State) -> None:
    swap.state, swap.ended_at = state, timezone.now()
    swap.save(update_fields=["state", "ended_at"])
