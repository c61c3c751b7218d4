"""What happens by itself between neighbours: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.initiatives.operations import board, problems, shelf_reminding
from podworko.messages.public import periodic


@periodic("initiatives.keep_shelf", every=timedelta(hours=6))
def keep_shelf() -> None:
    """Remind of things to hand over and to bring back, and forget who borrowed long ago."""
    shelf_reminding.lapse_uncollected(actor=SYSTEM)
    shelf_reminding.remind_before_out(actor=SYSTEM)
    shelf_reminding.remind_before_back(actor=SYSTEM)
    shelf_reminding.remind_of_late(actor=SYSTEM)
    shelf_reminding.forget_loans(actor=SYSTEM)
    shelf_reminding.forget_things(actor=SYSTEM)


@periodic("initiatives.keep_board", every=timedelta(hours=12))
def keep_board() -> None:
    """Remind of notices that go soon, and forget old notices and who reported what."""
    board.remind_of_notices(actor=SYSTEM)
    board.forget_notices(actor=SYSTEM)
    problems.forget_problems(actor=SYSTEM)
