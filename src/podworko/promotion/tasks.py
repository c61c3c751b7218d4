"""What promotion does by itself; thin, safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.messages.public import periodic
from podworko.promotion import operations


@periodic("promotion.sweep_pictures", every=timedelta(hours=12))
def sweep_pictures() -> None:
    operations.sweep_pictures()


@periodic("promotion.forget_photos", every=timedelta(hours=6))
def forget_photos() -> None:
    operations.forget_names(actor=SYSTEM)
    operations.drop_unused(actor=SYSTEM)
    operations.forget_requests(actor=SYSTEM)


@periodic("promotion.erase_unconfirmed", every=timedelta(hours=6))
def erase_unconfirmed() -> None:
    operations.erase_unconfirmed(actor=SYSTEM)


@periodic("promotion.notice_refused", every=timedelta(minutes=15))
def notice_refused() -> None:
    operations.notice_refused(actor=SYSTEM)


@periodic("promotion.send_press", every=timedelta(minutes=1))
def send_press() -> None:
    operations.send_due(actor=SYSTEM)


@periodic("promotion.notice_refused_press", every=timedelta(minutes=15))
def notice_refused_press() -> None:
    operations.notice_refused_press(actor=SYSTEM)


@periodic("promotion.send_letters", every=timedelta(minutes=1))
def send_letters() -> None:
    """Go on first: what a worker that died left comes before what is next."""
    operations.carry_on(actor=SYSTEM)
    operations.prepare_next(actor=SYSTEM)
    if operations.begin_due(actor=SYSTEM):
        operations.carry_on(actor=SYSTEM)
