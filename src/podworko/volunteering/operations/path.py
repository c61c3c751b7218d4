"""The volunteer's path, from a first word to thanks: one step at a time, each with its gate."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering.clearance import WORKING, clearance_of
from podworko.volunteering.models import Application, Opportunity, Turn, Volunteer
from podworko.volunteering.operations.agreements import end_all
from podworko.volunteering.operations.people import lock
from podworko.volunteering.operations.turns import give_up
from podworko.volunteering.safety import may_work_with_minors

Stage = Volunteer.Stage
NEXT: dict[str, tuple[Stage, ...]] = {
    Stage.APPLIED: (Stage.TALK,),
    Stage.TALK: (Stage.CHECKS, Stage.AGREEMENT),
    Stage.CHECKS: (Stage.TRAINING,),
    Stage.TRAINING: (Stage.AGREEMENT,),
    Stage.AGREEMENT: (Stage.ACCOMPANIED,),
    Stage.ACCOMPANIED: (Stage.ACTIVE,),
    Stage.ACTIVE: (),
    Stage.ENDED: (),
}
"""Where one may go on to; whoever works with nobody under age needs no checks or training."""


@transaction.atomic
def go_on(volunteer: Volunteer, *, to: str, actor: audit.Actor) -> Volunteer:
    """Take a volunteer one step on; twice is the same as once.

    Raises DomainError for a step that is not the next one, and while its gate is closed: to go
    with minors one is checked and trained (protection act, art. 21 and 22c), and before the first
    visit an agreement holds and a guardian has agreed for who is under age.
    """
    locked = lock(volunteer)
    if locked.stage == to:
        return locked
    if to not in NEXT[locked.stage]:
        raise DomainError(_("Ten krok jeszcze nie teraz: odśwież stronę i zobacz, co jest dalej."))
    _check(locked, to)
    locked.stage, locked.since = to, times.today()
    locked.save(update_fields=["stage", "since"])
    audit.record("volunteer.went_on", actor=actor, target=locked, stage=to)
    return locked


@transaction.atomic
def end(volunteer: Volunteer, *, is_thanked: bool, actor: audit.Actor) -> Volunteer:
    """End volunteering, whatever the step; twice is the same as once.

    Shifts to come go to the next who fit, what was applied for is taken back, agreements end.
    """
    locked = lock(volunteer)
    if locked.stage == Stage.ENDED:
        return locked
    today = times.today()
    locked.stage, locked.since, locked.ended_on = Stage.ENDED, today, today
    locked.thanked_on = today if is_thanked else None
    locked.save(update_fields=["stage", "since", "ended_on", "thanked_on"])
    audit.record("volunteer.ended", actor=actor, target=locked)
    coming = Turn.objects.filter(state__in=Turn.LIVE, shift__starts_at__gt=timezone.now())
    for turn in coming.filter(volunteer=locked).order_by("shift_id"):
        give_up(turn, actor=actor)
    _take_back(locked, actor=actor)
    end_all(locked, on=today, why=_("Koniec wolontariatu."), actor=actor)
    return locked


def _take_back(volunteer: Volunteer, *, actor: audit.Actor) -> None:
    """Take back what was applied for and not answered: nobody is answered who is gone."""
    rows = Application.objects.select_for_update(no_key=True).filter(volunteer=volunteer)
    open_ones = (Application.State.WAITING, Application.State.INVITED)
    for each in rows.filter(state__in=open_ones).order_by("pk"):
        each.state, each.answered_at = Application.State.WITHDRAWN, timezone.now()
        each.save(update_fields=["state", "answered_at"])
        audit.record("application.withdrawn", actor=actor, target=each)


def works_with_minors(volunteer: Volunteer) -> bool:
    """Whether anything this volunteer applied for is with minors."""
    return Opportunity.objects.filter(
        applications__volunteer=volunteer,
        applications__state__in=("waiting", "invited", "taken"),
        with_minors=True,
    ).exists()


def _check(volunteer: Volunteer, to: str) -> None:
    """See that a gate is open; who applied for more since is asked again at every step."""
    if to in (Stage.AGREEMENT, *WORKING) and works_with_minors(volunteer):
        _check_papers(volunteer)
    if to in WORKING and clearance_of(volunteer).agreement_on(times.today()) is None:
        raise DomainError(
            _(
                "Najpierw porozumienie, które dziś obowiązuje: podpisane, a u niepełnoletnich"
                " ze zgodą opiekuna."
            )
        )


def _check_papers(volunteer: Volunteer) -> None:
    if not may_work_with_minors(volunteer.person, on=times.today()):
        raise DomainError(
            _("Do pracy z dziećmi brakuje sprawdzeń albo szkolenia. Uzupełnij je na liście.")
        )
