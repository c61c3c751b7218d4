"""Letting the demonstration's people sign up, days ago, to what has begun since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

from django.utils import timezone

from podworko.activities import public as activities

BACK = timedelta(days=15)
BEFORE = timedelta(days=3)


def lists_of(activity: activities.Activity) -> Iterator[activities.SignUpList]:
    """Yield the lists of the last two weeks' sessions; while one is out, it is days before it.

    The operations know no way to sign up to what has begun, and must not: so the clock of
    this process is turned back instead.
    """
    if activity.sign_up_mode != activities.Activity.SignUpMode.SESSION:
        return
    now = timezone.now()
    begun = activity.sessions.filter(
        starts_at__gt=now - BACK, starts_at__lte=now, sign_up_list__isnull=False
    )
    for session in begun.select_related("sign_up_list").order_by("starts_at"):
        if session.sign_up_list:
            with _clock_at(session.starts_at - BEFORE):
                yield session.sign_up_list


@contextmanager
def _clock_at(moment: datetime) -> Iterator[None]:
    with mock.patch.object(timezone, "now", return_value=moment):
        yield
