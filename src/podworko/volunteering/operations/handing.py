"""Passing volunteers on to whoever takes over from somebody who leaves."""

from django.db import transaction

from podworko.accounts.public import Passing
from podworko.audit import public as audit
from podworko.volunteering.models import Volunteer

__all__ = ["pass_volunteers"]


@transaction.atomic
def pass_volunteers(passing: Passing) -> int:
    """Have the taker look after whom the giver looked after; return how many.

    An agreement names who supervises on paper: that changes with an amendment alone.
    """
    rows = Volunteer.objects.select_for_update(no_key=True, of=("self",))
    mine = rows.filter(coordinator=passing.giver, pal__in=passing.pal_ids).order_by("pk")
    volunteers = list(mine.exclude(stage=Volunteer.Stage.ENDED))
    for each in volunteers:
        each.coordinator = passing.taker
        each.save(update_fields=["coordinator"])
        audit.record("volunteer.passed_on", actor=passing.actor, target=each)
    return len(volunteers)
