"""Writing down whom a shift visits, under the seal, and erasing it once nobody needs it."""

from django.db import transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core.holds import may_go
from podworko.volunteering.models import Shift
from podworko.volunteering.operations.shift_places import MovedOnError, lock_shift
from podworko.volunteering.visited import Visited, seal


@transaction.atomic
def write_visited(shift: Shift, *, visited: Visited, actor: audit.Actor) -> Shift:
    """Seal whom a shift visits; nobody erases it. Raises MovedOnError once it is over or off."""
    locked = lock_shift(shift)
    if not locked.is_planned or locked.is_over:
        raise MovedOnError
    locked.sealed = seal(visited)
    locked.save(update_fields=["sealed"])
    audit.record("shift.visited_written", actor=actor, target=locked)
    return locked


@transaction.atomic
def erase_visited() -> int:
    """Empty what shifts that are over keep of whom they visited; return of how many."""
    rows = Shift.objects.exclude(sealed="").filter(ends_at__lte=timezone.now())
    held = list(may_go(rows).select_for_update(no_key=True).order_by("pk"))
    Shift.objects.filter(pk__in=[shift.pk for shift in held]).update(sealed="")
    audit.record_many("shift.visited_erased", actor=audit.SYSTEM, targets=held)
    return len(held)
