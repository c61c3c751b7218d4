"""Passing initiatives on to whoever takes over from somebody who leaves."""

from django.db import transaction

from podworko.accounts.public import Passing
from podworko.audit import public as audit
from podworko.initiatives.models import Initiative

__all__ = ["pass_initiatives"]


@transaction.atomic
def pass_initiatives(passing: Passing) -> int:
    """Have the taker accompany what the giver accompanied; return how many."""
    rows = Initiative.objects.live().select_for_update(no_key=True, of=("self",))
    mine = rows.filter(animator=passing.giver, pal__in=passing.pal_ids).order_by("pk")
    initiatives = list(mine)
    for each in initiatives:
        each.animator = passing.taker
        each.save(update_fields=["animator"])
        audit.record("initiative.passed_on", actor=passing.actor, target=each)
    return len(initiatives)
