"""What waits for somebody to decide on it, in words."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.activities import policies
from podworko.activities.models import Band, Guest, HeldAct, Presence, Session


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """What one person tapped for one session."""

    session: Session
    sender: User
    lines: list[tuple[datetime, str]] = field(default_factory=list)


def held_count(user: User) -> int:
    """Return how many acts wait for `user` to decide on them."""
    return HeldAct.objects.waiting().filter(session__in=_sessions(user)).count()


def held_groups(user: User) -> list[HeldGroup]:
    """Return what waits for `user`, by session and sender, in three queries."""
    waiting = HeldAct.objects.waiting().filter(session__in=_sessions(user))
    related = waiting.select_related("session__activity__pal", "sender")
    rows = list(related.order_by("session__starts_at", "sender__name", "made_at", "pk"))
    names = _names(rows)
    groups: dict[tuple[int, int], HeldGroup] = {}
    for row in rows:
        key = (row.session_id, row.sender_id)
        group = groups.setdefault(key, HeldGroup(row.session, row.sender))
        group.lines.append((row.made_at, _words(row.told, names)))
    return list(groups.values())


def _sessions(user: User) -> Any:  # noqa: ANN401 - a queryset of keys
    return policies.register_sessions(user).values("pk")


def _names(rows: list[HeldAct]) -> dict[str, str]:
    """Name the people that marks are about, by how a device names them."""
    asked: dict[str, set[Any]] = defaultdict(set)
    for row in rows:
        for kind in ("guest", "presence"):
            if kind in row.told:
                asked[kind].add(row.told[kind])
    guests = Guest.objects.filter(pk__in=asked["guest"]).select_related("sign_up")
    presences = Presence.objects.filter(public_id__in=asked["presence"])
    walk_ins = {row.told["presence"]: _who(row.told) for row in rows if _is_walk_in(row.told)}
    return {
        **{str(guest.pk): guest.name or guest.sign_up.name for guest in guests},
        **walk_ins,
        **{str(one.public_id): one.name or one.card for one in presences},
    }


def _words(told: dict[str, Any], names: dict[str, str]) -> str:
    """Say what an act would write."""
    kind = told.get("kind")
    who = names.get(str(told.get("guest", told.get("presence"))), _("osoba spoza listy"))
    if kind == "walk-in":
        return _("przyszła bez zapisu: {who}").format(who=_who(told))
    if kind == "count":
        labels = dict(Band.choices)
        band = labels.get(told.get("band", ""), "")
        return f"{band}: {told.get('change', 0):+d}"
    if kind == "leave":
        return _("wyjście: {who}, odbiera {by}").format(who=who, by=told.get("picked_up_by", "–"))
    states = dict(Presence.State.choices)
    return f"{who}: {states.get(told.get('state', ''), '–')}"


def _is_walk_in(told: dict[str, Any]) -> bool:
    return told.get("kind") == "walk-in" and "presence" in told


def _who(told: dict[str, Any]) -> str:
    return str(told.get("name") or told.get("card") or "")
