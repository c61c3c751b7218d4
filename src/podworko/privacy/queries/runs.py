"""How the nightly run went: what its officer and `check` are told of."""

from podworko.privacy.models import RetentionRun


def with_fault() -> RetentionRun | None:
    """Return the newest run when something of it failed or it never ended; one query.

    A run that was cut short is told of until the next one has come to its end.
    """
    newest = list(RetentionRun.objects.order_by("-pk")[:2])
    if newest and newest[0].is_going:
        newest = newest[1:]
    return newest[0] if newest and not newest[0].is_whole else None
