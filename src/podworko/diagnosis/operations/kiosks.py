"""Tablets with a survey: started for a time, stopped at once."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.text import squeeze
from podworko.diagnosis.models import Kiosk, Survey

KEPT_FOR = timedelta(days=30)


class KioskError(DomainError):
    """A tablet cannot ask this survey."""

    code = "kiosk"


@transaction.atomic
def start_kiosk(survey: Survey, *, name: str, days: int, actor: User) -> tuple[Kiosk, str]:
    """Start a tablet until the midnight `days` from now; return it with its device's secret.

    One day is until the end of today. Raises KioskError for a survey nobody is asked now.
    """
    if not survey.is_asked:
        raise KioskError(_("Ta ankieta nie przyjmuje teraz odpowiedzi."))
    secret = secrets.token_urlsafe(32)
    _begin, midnight = times.day_bounds(times.today() + timedelta(days=days - 1))
    kiosk = Kiosk.objects.create(
        survey=survey,
        name=squeeze(name),
        digest=digest(secret),
        started_by=actor,
        ends_at=midnight,
    )
    audit.record("kiosk.started", actor=actor, target=kiosk, survey=survey.pk)
    return kiosk, secret


@transaction.atomic
def stop_kiosk(kiosk: Kiosk, *, actor: audit.Actor) -> None:
    """Stop a tablet: its next tap is refused. Stopping twice changes nothing."""
    held = Kiosk.objects.select_for_update(no_key=True).get(pk=kiosk.pk)
    if held.stopped_at:
        return
    held.stopped_at = timezone.now()
    held.save(update_fields=["stopped_at"])
    audit.record("kiosk.stopped", actor=actor, target=held)


def forget_kiosks() -> int:
    """Delete tablets that ended a month ago; return how many."""
    deleted, _by_model = Kiosk.objects.filter(ends_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted


def digest(secret: str) -> str:
    """Return the secret as it is stored; it has 256 bits, so plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
