"""What there is to do: kept, opened, closed, and tied to what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import fold
from podworko.core.versions import unchanged
from podworko.planning.public import (
    Tie,
    follow_needs,
    needs_behind,
    needs_behind_all,
    save_tie,
)
from podworko.volunteering.models import (
    Application,
    Opportunity,
    OpportunityLink,
    Role,
    Shift,
)

OPPORTUNITY_FIELDS = (
    *("pal", "title", "words", "rhythm", "where", "place", "with_minors"),
    *("least_age", "skills", "answer_days", "begins_on", "ends_on"),
)


@dataclass(frozen=True, slots=True)
class Needed:
    """A part in something to do, and how many people are needed for it."""

    name: str
    number: int


@transaction.atomic
def save_opportunity(
    opportunity: Opportunity,
    needed: Sequence[Needed],
    *,
    actor: audit.Actor,
    seen_version: str = "",
) -> Opportunity:
    """Store something to do, new or changed, with its roles in their order.

    A role that is named no more goes, unless somebody was taken for it or has a shift in it.
    Raises DomainError for that, without a role, and for one named twice; ChangedMeanwhileError
    when it is not `seen_version`. Who has shifts with minors and is not cleared is reported.
    """
    is_new = opportunity.pk is None
    _check_roles(needed)
    if not is_new:
        unchanged(opportunity, fields=OPPORTUNITY_FIELDS, seen_version=seen_version)
    opportunity.folded_title = fold(opportunity.title)
    opportunity.folded_words = fold(f"{opportunity.words} {opportunity.skills}")
    opportunity.save()
    _save_roles(opportunity, needed)
    audit.record(
        "opportunity.added" if is_new else "opportunity.changed", actor=actor, target=opportunity
    )
    return opportunity


@transaction.atomic
def set_state(opportunity: Opportunity, *, state: str, actor: audit.Actor) -> Opportunity:
    """Begin or stop looking for people; twice is the same as once."""
    rows = Opportunity.objects.select_for_update(no_key=True)
    held = rows.get(pk=opportunity.pk)
    if held.state == state:
        return held
    held.state = state
    if state == Opportunity.State.OPEN:
        held.opened_at = timezone.now()
    held.save(update_fields=["state", "opened_at"])
    audit.record("opportunity.changed", actor=actor, target=held, state=state)
    links = OpportunityLink.objects.filter(opportunity=held).select_related("goal")
    follow_needs(needs_behind_all(links), actor=actor)
    return held


@transaction.atomic
def tie(opportunity: Opportunity, tie: Tie, *, actor: audit.Actor) -> OpportunityLink:
    """Say that something to do answers a need or serves a goal; raises as `save_tie`."""
    link = save_tie(OpportunityLink(opportunity=opportunity), tie, pal_id=opportunity.pal_id)
    audit.record("opportunity.tied", actor=actor, target=opportunity, to=audit.label(tie.to))
    follow_needs(needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: OpportunityLink, *, actor: audit.Actor) -> None:
    """Take back that something to do answers something."""
    needs = needs_behind(link)
    to = audit.label(link.end)
    audit.record("opportunity.untied", actor=actor, target=link.opportunity, to=to)
    link.delete()
    follow_needs(needs, actor=actor)


def _check_roles(needed: Sequence[Needed]) -> None:
    names = [fold(each.name) for each in needed]
    if not names:
        raise DomainError(_("Napisz, ilu osób szukasz i do czego."), field="roles")
    if len(set(names)) < len(names):
        raise DomainError(_("Dwie role mają tę samą nazwę."), field="roles")


def _save_roles(opportunity: Opportunity, needed: Sequence[Needed]) -> None:
    """Keep the roles that are named still, so that who applied for one keeps it."""
    kept = {role.name: role for role in opportunity.roles.all()}
    names = [each.name for each in needed]
    gone = opportunity.roles.exclude(name__in=names)
    is_taken = Q(applications__state=Application.State.TAKEN)
    has_shift = Q(shifts__state=Shift.State.PLANNED, shifts__ends_at__gt=timezone.now())
    if gone.filter(is_taken | has_shift).exists():
        raise DomainError(
            _("W jednej z usuniętych ról ktoś już jest albo są dyżury. Zostaw jej nazwę."),
            field="roles",
        )
    gone.delete()
    for position, each in enumerate(needed):
        role = kept.get(each.name) or Role(opportunity=opportunity, name=each.name)
        role.needed, role.position = each.number, position
        role.save()
