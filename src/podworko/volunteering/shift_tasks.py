"""What happens by itself with shifts: thin, each step safe to run twice."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from podworko.messages.public import already_written, periodic
from podworko.volunteering import operations, shift_notices
from podworko.volunteering.models import Shift, Turn

REMIND_BEFORE = timedelta(hours=24)


@periodic("volunteering.shift_offers", every=timedelta(minutes=5))
def offer() -> None:
    """Let offers and requests lapse whose time has passed, then offer what is free."""
    operations.lapse_offers()
    operations.lapse_swaps()
    operations.close_waiting()
    operations.offer_free()


@periodic("volunteering.shift_reminders", every=timedelta(minutes=10))
def remind() -> None:
    """Remind of what is on within a day; nobody twice of the same time."""
    now = timezone.now()
    soon = Turn.objects.confirmed().filter(
        shift__state=Shift.State.PLANNED,
        shift__starts_at__gt=now,
        shift__starts_at__lte=now + REMIND_BEFORE,
        # Who came to it within a day has the confirmation in hand.
        asked_at__lte=F("shift__starts_at") - REMIND_BEFORE,
    )
    related = ("volunteer__person", "volunteer__pal", "shift__opportunity__pal", "shift__place")
    turns = soon.select_related(*related, "shift__opportunity__place").order_by("pk")
    asked = {shift_notices.reminder_key(turn): turn for turn in turns}
    held = already_written(asked)
    for key, turn in asked.items():
        if key not in held:
            shift_notices.remind(turn)


@periodic("volunteering.visited_erasing", every=timedelta(hours=1))
def erase() -> None:
    """Empty what shifts that are over keep of whom they visited."""
    operations.erase_visited()


@periodic("volunteering.shift_doubts", every=timedelta(hours=24))
def recheck() -> None:
    """Note since when something bars who is on a coming shift; nobody is dropped by itself."""
    operations.recheck()


@periodic("volunteering.swaps_erasing", every=timedelta(hours=24))
def erase_swaps() -> None:
    """Delete what volunteers asked of one another about shifts of more than a year ago."""
    operations.erase_swaps()
