"""Goals of a plan, what came of them, and what shows it."""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis.public import Need
from podworko.planning.models import Goal, GoalNeed, Proof
from podworko.planning.operations.needs import follow_needs
from podworko.planning.operations.plans import PlanError, still_open

GOAL_FIELDS = ("title", "effect")


@transaction.atomic
def save_goal(
    goal: Goal, *, needs: Iterable[Need], actor: audit.Actor, seen_version: str = ""
) -> Goal:
    """Store a new goal, or what was changed of one, with the needs it answers.

    Raises PlanError for a need of another PAL or a plan that was judged, and
    ChangedMeanwhileError, storing nothing, when it is not `seen_version` any more.
    """
    still_open(goal.plan)
    wanted = list(needs)
    if any(need.pal_id != goal.plan.pal_id for need in wanted):
        raise PlanError(_("Ta potrzeba jest innego PAL."), field="needs")
    is_new = goal.pk is None
    if is_new:
        last = goal.plan.goals.aggregate(last=Max("position"))["last"] or 0
        goal.position = last + 1
    elif version_of(Goal.objects.get(pk=goal.pk), GOAL_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    before = set() if is_new else set(goal.need_ties.values_list("need_id", flat=True))
    goal.save()
    _tie(goal, wanted)
    audit.record("goal.added" if is_new else "goal.changed", actor=actor, target=goal)
    follow_needs(before | {need.pk for need in wanted}, actor=actor)
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, actor: audit.Actor) -> None:
    """Take a goal out of a plan that nobody has approved yet.

    Raises PlanError for one that residents have read, or that something is tied to: such a
    goal is dropped with a reason instead, so that the thread stays whole.
    """
    still_open(goal.plan)
    if goal.plan.approvals.exists():
        raise PlanError(_("Ten cel jest w zatwierdzonym planie. Oznacz go jako porzucony."))
    needs = list(goal.need_ties.values_list("need_id", flat=True))
    audit.record("goal.removed", actor=actor, target=goal)
    try:
        with transaction.atomic():
            goal.delete()
    except ProtectedError as error:
        raise PlanError(_("Coś już służy temu celowi. Oznacz go jako porzucony.")) from error
    follow_needs(needs, actor=actor)


@transaction.atomic
def judge_goal(goal: Goal, *, outcome: Goal.Outcome, words: str, actor: audit.Actor) -> None:
    """Say what came of a goal. Raises PlanError without words, unless it is open again."""
    still_open(goal.plan)
    if outcome != Goal.Outcome.OPEN and not words.strip():
        raise PlanError(_("Napisz, co się zmieniło."), field="outcome_words")
    goal.outcome, goal.outcome_words = outcome, words.strip()
    goal.save(update_fields=["outcome", "outcome_words"])
    audit.record("goal.judged", actor=actor, target=goal, outcome=outcome.value)
    follow_needs(list(goal.need_ties.values_list("need_id", flat=True)), actor=actor)


@transaction.atomic
def add_proof(proof: Proof, *, actor: audit.Actor) -> Proof:
    """Keep what shows that something changed."""
    proof.save()
    audit.record("goal.proof_added", actor=actor, target=proof.goal)
    return proof


@transaction.atomic
def remove_proof(proof: Proof, *, actor: audit.Actor) -> None:
    """Take back what somebody told or is seen in; the file goes after the commit."""
    audit.record("goal.proof_removed", actor=actor, target=proof.goal)
    if proof.photo:
        storage, name = proof.photo.storage, str(proof.photo.name)
        transaction.on_commit(lambda: storage.delete(name))
    proof.delete()


@transaction.atomic
def drop_proof_photo(name: str, *, actor: audit.Actor) -> int:
    """Take the photograph in this file down for good, and leave the words; return from how many.

    The file is deleted once this is committed, also when nothing shows it any more.
    """
    held = list(Proof.objects.select_for_update(no_key=True).filter(photo=name).order_by("pk"))
    for proof in held:
        proof.photo, proof.photo_alt = "", ""
        if proof.kind == Proof.Kind.PHOTO:
            proof.kind = Proof.Kind.TEXT
        proof.save(update_fields=["photo", "photo_alt", "kind"])
        audit.record("goal.proof_photo_dropped", actor=actor, target=proof)
    transaction.on_commit(lambda: default_storage.delete(name))
    return len(held)


def _tie(goal: Goal, needs: list[Need]) -> None:
    goal.need_ties.exclude(need__in=needs).delete()
    ties = [GoalNeed(goal=goal, need=need) for need in needs]
    GoalNeed.objects.bulk_create(ties, ignore_conflicts=True)
