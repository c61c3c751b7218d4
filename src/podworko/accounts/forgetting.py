"""Forgetting who worked here, once nothing they did is asked of them any more."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from podworko.accounts.models import Grant, User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.core.privacy import DECLARATIONS, GONE

NOWHERE = "usuniete.invalid"
"""RFC 2606: no address ever ends so."""


def due_users(today: date | None = None) -> "list[User]":
    """Return the accounts whose last role ended, or that had none, longer ago than declared."""
    days = DECLARATIONS[User].keep_days
    assert days is not None  # noqa: S101 - declared on the model
    before = (today or times.today()) - timedelta(days=days)
    moment = times.day_bounds(before)[0]
    held = Grant.objects.filter(user=OuterRef("pk"))
    lives = held.filter(Q(ended_at=None) | Q(ended_at__gte=moment)).filter(
        Q(valid_to=None) | Q(valid_to__gte=before)
    )
    rows = User.objects.filter(~Exists(lives), created_at__lt=moment)
    recent = Q(last_login__gte=moment)
    known = rows.exclude(recent).exclude(email__endswith=f"@{NOWHERE}")
    return list(may_go(known).order_by("pk"))


@transaction.atomic
def forget_users(*, actor: audit.Actor, today: date | None = None) -> int:
    """Let old accounts name nobody, and nobody enter by them; return how many. Twice is once."""
    due = due_users(today)
    held = User.objects.select_for_update(no_key=True).filter(pk__in=[each.pk for each in due])
    rows = list(held.order_by("pk"))
    for user in rows:
        user.name, user.email = GONE, f"{user.public_id}@{NOWHERE}"
        user.password, user.is_active = make_password(None), False
        user.save(update_fields=["name", "email", "password", "is_active"])
    audit.record_many("user.forgotten", actor=actor, targets=rows)
    return len(rows)
