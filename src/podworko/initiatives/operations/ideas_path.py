"""The path of an initiative: one step at a time, asked for by its team, each with its gate."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import idea_rules
from podworko.initiatives import ideas_notices as notices
from podworko.initiatives.models import Initiative, InitiativeMember, Support
from podworko.initiatives.operations.ideas import follow
from podworko.initiatives.operations.ideas_lock import hold

__all__ = ["ASKED_FOR", "NEXT", "ask_step", "lacking", "reach", "send_back", "take_step"]

State = Initiative.State
NEXT: dict[str, tuple[State, ...]] = {
    State.GATHERING: (State.TEAM,),
    State.TEAM: (State.PLANNED,),
    State.PLANNED: (State.ROUTE,),
    State.ROUTE: (State.APPLIED,),
    State.APPLIED: (State.APPROVED, State.REFUSED),
    State.APPROVED: (State.UNDER_WAY,),
    State.REFUSED: (State.PLANNED,),
    State.UNDER_WAY: (State.DONE,),
}
"""Where one may go on to. `told` is reached by the report alone."""
ASKED_FOR = (State.PLANNED, State.ROUTE, State.APPLIED, State.UNDER_WAY, State.DONE)
"""Steps a team may ask for; the others are the PAL's answer."""


@transaction.atomic
def ask_step(initiative: Initiative, *, to: str, actor: audit.Actor) -> Initiative:
    """Ask the PAL for the next step; it answers by a promised day. Twice is the same as once.

    Raises DomainError for a step that is not next, and says what is lacking for it.
    """
    held = hold(initiative)
    if held.wanted == to:
        return held
    _check_next(held, to)
    if to not in ASKED_FOR:
        raise DomainError(_("O tym kroku decyduje PAL."))
    check(held, to)
    held.wanted, held.due_on = to, idea_rules.promised(held.pal)
    held.save(update_fields=["wanted", "due_on"])
    audit.record("initiative.step_asked", actor=actor, target=held, state=to)
    return held


@transaction.atomic
def take_step(
    initiative: Initiative,
    *,
    to: str,
    words: str = "",
    due_on: date | None = None,
    actor: audit.Actor,
) -> Initiative:
    """Take an initiative one step on; twice is the same as once.

    `due_on` is when the outcome of an application is told; without it the PAL's own promise.
    Raises DomainError for a step that is not next, for what is lacking, and for a refusal
    without words.
    """
    held = hold(initiative)
    if held.state == to:
        return held
    _check_next(held, to)
    check(held, to)
    if to == State.REFUSED and not words.strip():
        raise DomainError(_("Napisz, dlaczego nie ma zgody i co dalej."), field="words")
    _go(held, to, words=words.strip(), due_on=due_on)
    audit.record("initiative.stepped", actor=actor, target=held, state=to)
    notices.stepped(held, is_back=False, mark=f"{to}:{timezone.now().isoformat()}")
    follow(held, actor=actor)
    return held


@transaction.atomic
def send_back(initiative: Initiative, *, words: str, actor: audit.Actor) -> Initiative:
    """Answer the step a team asked for with what is lacking; raises DomainError without words."""
    held = hold(initiative)
    if not held.wanted:
        raise DomainError(_("Zespół o nic teraz nie prosi. Odśwież stronę."))
    if not words.strip():
        raise DomainError(_("Napisz, czego brakuje: zespół to przeczyta."), field="words")
    held.wanted, held.answer = "", words.strip()
    held.due_on = None
    held.save(update_fields=["wanted", "answer", "due_on"])
    audit.record("initiative.sent_back", actor=actor, target=held)
    notices.stepped(held, is_back=True, mark=timezone.now().isoformat())
    return held


def reach(held: Initiative, *, actor: audit.Actor) -> None:
    """Move a locked initiative on once it has the support it needs; what is past it stays."""
    if held.state != State.GATHERING or lacking(held, State.TEAM):
        return
    _go(held, State.TEAM, words=held.answer, due_on=None)
    audit.record("initiative.stepped", actor=actor, target=held, state=State.TEAM)
    notices.stepped(held, is_back=False, mark="supported")


def check(held: Initiative, to: str) -> None:
    """Raise DomainError with all that is lacking for a step."""
    found = lacking(held, to)
    if found:
        raise DomainError(" ".join(found))


def lacking(initiative: Initiative, to: str) -> list[str]:
    """Return in sentences what is lacking for a step; nothing when it may be taken."""
    gates = {
        State.TEAM: _support,
        State.PLANNED: _team_and_need,
        State.ROUTE: _plan,
        State.APPLIED: _application,
        State.DONE: _money,
    }
    gate = gates.get(State(to))
    return gate(initiative) if gate else []


def _check_next(held: Initiative, to: str) -> None:
    if to not in NEXT.get(held.state, ()):
        raise DomainError(_("Ten krok jeszcze nie teraz: odśwież stronę i zobacz, co jest dalej."))


def _go(held: Initiative, to: str, *, words: str, due_on: date | None) -> None:
    held.state, held.since, held.wanted, held.answer = to, times.today(), "", words
    held.due_on = None
    if to == State.APPLIED:
        held.applied_on = times.today()
        held.due_on = due_on or idea_rules.promised(held.pal)
    if to == State.PLANNED:
        held.applied_on = None
    if to == State.TEAM and not _is_led(held):
        held.leader_due_on = idea_rules.promised(held.pal)
    held.save()


def _is_led(initiative: Initiative) -> bool:
    return initiative.members.inside().filter(role=InitiativeMember.Role.LEADER).exists()


def _support(initiative: Initiative) -> list[str]:
    needed = idea_rules.rules_of(initiative.pal).support_needed
    missing = needed - Support.objects.counted().filter(initiative=initiative).count()
    if missing <= 0:
        return []
    return [_("Do poparcia brakuje głosów: %(missing)s.") % {"missing": missing}]


def _team(initiative: Initiative) -> list[str]:
    """Return what the team lacks: residents enough (art. 19b), and one who leads."""
    inside = list(InitiativeMember.objects.inside().filter(initiative=initiative))
    least = idea_rules.figures_on(times.today()).least_team
    found = []
    if len(inside) < least:
        words = _("Za mało osób w zespole. Najmniej: %(least)s (art. 19b).")
        found.append(words % {"least": least})
    if not any(each.is_leader for each in inside):
        found.append(_("Nikt jeszcze nie prowadzi tej inicjatywy."))
    return found


def _team_and_need(initiative: Initiative) -> list[str]:
    found = _team(initiative)
    if not initiative.thread.exists():
        found.append(
            _("Nie wiadomo jeszcze, na jaką potrzebę to odpowiada: powiąże to PAL z Wami.")
        )
    return found


def _plan(initiative: Initiative) -> list[str]:
    found = []
    if not initiative.steps.exists():
        found.append(_("Wpiszcie do planu co najmniej jeden krok z datami."))
    if not initiative.route:
        found.append(_("Wybierzcie drogę: skąd będą środki."))
    return found


def _application(initiative: Initiative) -> list[str]:
    """Return what an application lacks; the city settles within the calendar year."""
    found = [*_team(initiative), *_plan(initiative)]
    span = initiative.steps.aggregate(first=Min("begins_on"), last=Max("ends_on"))
    if initiative.route != Initiative.Route.LOCAL or not span["last"]:
        return found
    if span["first"].year != span["last"].year:
        found.append(
            _("Inicjatywę lokalną rozlicza się w tym samym roku: plan musi się w nim zmieścić.")
        )
    return found


def _money(initiative: Initiative) -> list[str]:
    if initiative.means.filter(kind="money", state="granted").exists():
        return [_("Najpierw rozliczcie pieniądze: ile wydano i na co.")]
    return []
