"""How the nightly run went: what its officer and `check` are told of."""

from datetime import timedelta

from django.utils import timezone

from podworko.privacy.models import RetentionRun

GOES_FOR = timedelta(hours=6)
"""How long a run may take before nobody believes that it still goes on."""


def with_fault() -> RetentionRun | None:
    """Return the newest run when something of it failed or it never ended; one query.

    A run that was cut short is told of until the next one has come to its end.
    """
    newest = list(RetentionRun.objects.order_by("-pk")[:2])
    if newest and not newest[0].digest and newest[0].made_at > timezone.now() - GOES_FOR:
        newest = newest[1:]  # it goes on at this moment
    return newest[0] if newest and not newest[0].is_whole else None
