"""Taking a leader's time and giving it back, and who leads in which PAL."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.dispatch import Signal
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import unchanged
from podworko.network import gates
from podworko.network.holds import LeaderHold, RoomHold
from podworko.network.leaders import Leader
from podworko.network.models import Pal

words_changed = Signal()
"""Sent with `leader`, `before` and `actor` when what residents read of a leader is another."""

LEADER_FIELDS = ("name", "role", "is_named", "phone", "email", "language", "user", "ends_on")


class LeaderBusyError(DomainError):
    """A leader is busy elsewhere at that time; `hold` tells with what."""

    code = "leader-busy"

    def __init__(self, message: str, *, hold: LeaderHold | None = None) -> None:
        super().__init__(message, field="led_by")
        self.hold = hold


@transaction.atomic
def hold_leaders(  # noqa: PLR0913 - one word per part of a hold
    leaders: Iterable[Leader],
    *,
    about: models.Model,
    starts_at: datetime,
    ends_at: datetime,
    title: str,
    with_minors: bool = False,
) -> None:
    """Take these leaders' time for a thing, and give back that of those who led it before.

    `title` is what others are told when they meet the hold: it must be fit for every desk.
    Raises LeaderBusyError, and changes nothing, when something else has one of them for
    part of that time, and UncheckedLeaderError when it is with minors and one of them is not
    cleared for it on that day (protection act, art. 21). Times that only touch are free.
    """
    label = audit.label(about)
    wanted = sorted(leaders, key=lambda leader: leader.pk)
    if with_minors:
        gates.check((leader, times.local(starts_at).date()) for leader in wanted)
    LeaderHold.objects.filter(about=label).exclude(leader__in=wanted).delete()
    fields = {"starts_at": starts_at, "ends_at": ends_at, "title": title[:160]}
    for leader in wanted:
        if leader.ends_on and leader.ends_on < times.local(starts_at).date():
            raise LeaderBusyError(_ended_words(leader))
        try:
            with transaction.atomic():
                LeaderHold.objects.update_or_create(leader=leader, about=label, defaults=fields)
        except IntegrityError as error:
            other = _other(leader, label, starts_at, ends_at)
            raise LeaderBusyError(_words(leader, other), hold=other) from error


def release_leaders(things: Iterable[models.Model]) -> int:
    """Give back the leaders' time that these things have; return how many holds ended."""
    labels = [audit.label(thing) for thing in things]
    deleted, _rows = LeaderHold.objects.filter(about__in=labels).delete()
    return deleted


def rename_holds(things: Iterable[models.Model], title: str) -> None:
    """Have the holds of these things, of rooms and of leaders, tell this title."""
    labels = [audit.label(thing) for thing in things]
    for holds in (RoomHold.objects, LeaderHold.objects):
        holds.filter(about__in=labels).exclude(title=title[:160]).update(title=title[:160])


@transaction.atomic
def save_leader(
    leader: Leader, *, pals: Iterable[Pal], actor: audit.Actor, seen_version: str = ""
) -> Leader:
    """Store a new leader, or what was changed of one, with the PALs they lead in.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    is_new = leader.pk is None
    before = ""
    if not is_new:
        stored = unchanged(leader, fields=LEADER_FIELDS, seen_version=seen_version)
        before = stored.public_words
    leader.save()
    leader.pals.set(pals)
    if before and before != leader.public_words:
        words_changed.send(Leader, leader=leader, before=before, actor=actor)
    audit.record("leader.added" if is_new else "leader.changed", actor=actor, target=leader)
    return leader


def _other(leader: Leader, label: str, starts_at: datetime, ends_at: datetime) -> LeaderHold | None:
    around = leader.holds.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    return around.exclude(about=label).order_by("starts_at").first()


def _ended_words(leader: Leader) -> str:
    day = date_format(leader.ends_on, "j E Y") if leader.ends_on else ""
    return _("%(name)s prowadzi tylko do dnia: %(day)s.") % {"name": leader.name, "day": day}


def _words(leader: Leader, other: LeaderHold | None) -> str:
    if other is None:
        return _("%(name)s prowadzi wtedy coś innego.") % {"name": leader.name}
    when = date_format(times.local(other.starts_at), "j E, H:i")
    return _("%(name)s prowadzi wtedy: „%(title)s” (%(when)s).") % {
        "name": leader.name,
        "title": other.title,
        "when": when,
    }
