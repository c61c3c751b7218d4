"""Who checks whom: what the tests of the child-safety gate begin with."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.activities.public import Activity, ListRules, Slot, add_sessions
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Leader, Pal
from podworko.volunteering import operations
from podworko.volunteering.models import Content, Standards
from podworko.volunteering.tests.factories import make_safe, make_staff

_numbers = count(1)


def make_leader(pal: Pal | None = None, *, safe: bool = False, **fields: Any) -> Leader:
    """Make a leader of a PAL, or of all; a safe one is checked and trained."""
    number = next(_numbers)
    values = {"name": f"Lidia {number:02d}", "role": "lektorka", **fields}
    leader = Leader.objects.create(**values)
    if pal:
        leader.pals.add(pal)
    if safe:
        make_safe(leader)
    return leader


def make_checker(pal: Pal | None, role: str = "volunteering-coordinator") -> User:
    """Make an account that checks people in a PAL."""
    user = make_staff()
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


def plan(pal: Pal, leader: Leader, *, days: int = 3, title: str = "Świetlica") -> Activity:
    """Have a leader planned with minors in some days, whatever they lack."""
    number = next(_numbers)
    activity = Activity.objects.create(
        pal=pal, title=title, slug=f"swietlica-{number}", state="published"
    )
    starts = timezone.now() + timedelta(days=days)
    slot = Slot(starts, starts + timedelta(hours=1), outside_hours="Ola", led_by=(leader,))
    add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    # Only now: nobody unchecked can be planned with minors, but minors may come later.
    Activity.objects.filter(pk=activity.pk).update(includes_minors=True)
    return activity


def text_of(**fields: Any) -> operations.StandardsText:
    values: dict[str, Any] = {
        "full": "## Relacje\n\nRozmawiamy spokojnie.",
        "short": "Nikt nie może Cię krzywdzić.",
        "contents": [each.value for each in Content],
        "valid_from": times.today(),
    }
    return operations.StandardsText(**{**values, **fields})


def make_standards(pal: Pal, *, days_ago: int = 0) -> Standards:
    """Issue standards that hold since some days ago."""
    actor = make_staff()
    held = Standards.objects.filter(pal=pal, issued_at=None).first()
    draft = operations.write_standards(
        pal, text_of(), actor=actor, seen_version=held.version if held else 0
    )
    row = operations.issue_standards(pal, actor=actor, seen_version=draft.version)
    if days_ago:
        since = times.today() - timedelta(days=days_ago)
        Standards.objects.filter(pk=row.pk).update(valid_from=since)
        row.refresh_from_db()
    return row
