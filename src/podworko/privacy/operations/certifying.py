"""The certificate of a run, written as it goes: what went so far is there whatever comes after."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from traceback import format_tb

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.privacy.models import RetentionRun
from podworko.privacy.operations.erasing import digest_of

__all__ = ["Note", "TakenOverError", "begin", "close", "told_failing", "wrote_down"]

Note = Callable[[int], None]
"""Writes down how many rows went, in the transaction in which they went."""
log = logging.getLogger(__name__)


class TakenOverError(DomainError):
    """Another run began meanwhile and closed the certificate of this one."""

    code = "retention-taken-over"

    def __init__(self) -> None:
        super().__init__(_("Zaczął się następny przebieg usuwania."))


@transaction.atomic
def begin(paused: Sequence[str], *, actor: audit.Actor) -> RetentionRun:
    """Begin a certificate, after closing those of runs that died, as cut short."""
    for left in (
        RetentionRun.objects.select_for_update(no_key=True).filter(digest="").order_by("pk")
    ):
        left.is_cut = True
        _seal(left)
        audit.record("retention.cut", actor=actor, target=left)
    return RetentionRun.objects.create(made_at=timezone.now(), paused=sorted(paused))


def wrote_down(run: RetentionRun, label: str) -> Note:
    """Return what notes rows of one table; it raises TakenOverError once the run is closed."""

    def note(number: int) -> None:
        if number:
            held = _mine(run)
            held.went[label] = held.went.get(label, 0) + number
            held.save(update_fields=["went"])

    return note


@contextmanager
def told_failing(run: RetentionRun, label: str) -> Iterator[None]:
    """Let a table that fails stop no other: it is told in the log and on the certificate."""
    try:
        yield
    except TakenOverError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others must go on
        kind = type(error).__name__
        # Without what the error says: that may name a person.
        log.error("Keeping %s: %s\n%s", label, kind, "".join(format_tb(error.__traceback__)))  # noqa: TRY400
        with transaction.atomic():
            held = _mine(run)
            held.failed[label] = kind
            held.save(update_fields=["failed"])


@transaction.atomic
def close(run: RetentionRun, *, overdue: dict[str, int], actor: audit.Actor) -> RetentionRun:
    """End a certificate: nothing on it changes any more."""
    held = _mine(run)
    held.overdue = overdue
    _seal(held)
    audit.record("retention.run", actor=actor, target=held, rows=sum(held.went.values()))
    return held


def _mine(run: RetentionRun) -> RetentionRun:
    held = RetentionRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if held.digest:
        raise TakenOverError
    return held


def _seal(run: RetentionRun) -> None:
    """Chain a certificate to the one that was closed before it."""
    # The first of all is never deleted: whoever closes one waits for it.
    list(RetentionRun.objects.select_for_update(no_key=True).order_by("pk")[:1])
    last = RetentionRun.objects.exclude(digest="").order_by("-made_at", "-pk").first()
    run.before, run.made_at = last.digest if last else "", timezone.now()
    run.digest = digest_of(_told(run), run.before)
    run.save()


def _told(run: RetentionRun) -> dict[str, object]:
    told: dict[str, object] = {
        "went": run.went, "overdue": run.overdue, "paused": run.paused,
        "at": run.made_at.isoformat(),
    }  # fmt: skip
    if run.failed:
        told["failed"] = run.failed
    if run.is_cut:
        told["cut"] = True
    return told
