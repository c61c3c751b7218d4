"""What promotion does by itself; thin, safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.messages.public import periodic
from podworko.promotion import operations


@periodic("promotion.drop_pictures", every=timedelta(hours=12))
def drop_pictures() -> None:
    operations.drop_pictures(actor=SYSTEM)
