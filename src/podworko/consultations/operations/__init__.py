"""Everything that changes what is offered, booked and counted.

Each operation is one transaction. Whatever takes a specialist's time locks the specialist's
row before it looks; that nobody is in two places at once is said by the database itself, by
the triggers on the holds of leaders and rooms.
"""

from podworko.consultations.counting import Told
from podworko.consultations.operations.booking import (
    Asked,
    SlotTakenError,
    TooManyHeldError,
    book,
    call_off,
    cancel,
    move,
    want_earlier,
)
from podworko.consultations.operations.day import (
    block,
    block_all,
    finish,
    hand_over,
    keep,
    miss,
    reopen,
    take_over,
    unblock,
)
from podworko.consultations.operations.erasing import erase_old
from podworko.consultations.operations.offering import (
    remove_duty,
    save_duty,
    save_service,
    save_specialist,
)
from podworko.consultations.operations.waiting import (
    WaitsAlreadyError,
    accept,
    book_for,
    decline,
    end_waiting,
    lapse_offers,
    offer_free,
    wait,
)

__all__ = [
    "Asked",
    "SlotTakenError",
    "Told",
    "TooManyHeldError",
    "WaitsAlreadyError",
    "accept",
    "block",
    "block_all",
    "book",
    "book_for",
    "call_off",
    "cancel",
    "decline",
    "end_waiting",
    "erase_old",
    "finish",
    "hand_over",
    "keep",
    "lapse_offers",
    "miss",
    "move",
    "offer_free",
    "remove_duty",
    "reopen",
    "save_duty",
    "save_service",
    "save_specialist",
    "take_over",
    "unblock",
    "wait",
    "want_earlier",
]
