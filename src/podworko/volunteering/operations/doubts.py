"""Looking again, every night, at who is on a coming shift: papers lapse, guides give up."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from podworko.audit import public as audit
from podworko.core import times
from podworko.network.public import Pal
from podworko.volunteering.models import Shift, Turn
from podworko.volunteering.queries.shift_desk import doubts


@transaction.atomic
def recheck() -> int:
    """Note since when something bars who is on a coming shift; return for how many.

    Nobody is dropped: the coordinator clears it up. What is cleared up is noted no more.
    """
    barred = {doubt.turn.pk for doubt in doubts(Pal.objects.all())}
    _lock_shifts(barred)
    new = list(Turn.objects.confirmed().filter(pk__in=barred, doubt_since=None))
    rows = Turn.objects.filter(pk__in=[turn.pk for turn in new])
    rows.update(doubt_since=times.today())
    Turn.objects.exclude(pk__in=barred).exclude(doubt_since=None).update(doubt_since=None)
    audit.record_many("turn.doubted", actor=audit.SYSTEM, targets=new)
    return len(barred)


def _lock_shifts(barred: Iterable[int]) -> None:
    """Lock the shifts whose turns are written, lower key first, as whoever writes turns does."""
    of = Turn.objects.filter(Q(pk__in=barred) | Q(doubt_since__isnull=False)).values("shift")
    rows = Shift.objects.select_for_update(no_key=True).filter(pk__in=of)
    list(rows.order_by("pk"))
