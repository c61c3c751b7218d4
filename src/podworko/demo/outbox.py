"""What the teams of the demonstration city have phoned and printed; the newest of it waits."""

from collections.abc import Iterable

from podworko.audit.public import SYSTEM
from podworko.messages import public as messages
from podworko.network import public as network

LEFT = 5
"""How many calls, and how many letters, each PAL still has to do: a day's work, not a year's."""


def work_through(pals: Iterable[network.Pal]) -> None:
    """Have each PAL done with all but its newest calls and letters."""
    for pal in pals:
        waiting = messages.Message.objects.filter(pal_id=pal.pk).order_by("-pk")
        for number, call in enumerate(waiting.filter(status=messages.Status.TO_CALL)[LEFT:]):
            outcome = "reached" if number % 7 else "left_message"
            messages.record_call(call, outcome, actor=SYSTEM)
        letters = waiting.filter(status=messages.Status.TO_PRINT)[LEFT:]
        messages.mark_all_printed(letters, actor=SYSTEM)
