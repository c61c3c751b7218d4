"""Where somebody is signed in: each session with its device, network and last use in words."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.accounts.models import User
from podworko.audit import public as audit
from podworko.core import times

# In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR/", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS", "Chrome"),
    (r"Safari", "Safari"),
)
SYSTEMS = (
    (r"Windows", "Windows"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "ChromeOS"),
    (r"Linux", "Linux"),
)
PHONES = re.compile(r"iPhone|Android.*Mobile")


@dataclass(frozen=True, slots=True)
class ShownSession:
    """One place where somebody is signed in."""

    key: int
    device: str
    icon: str
    network: str
    last_used: str
    began_at: datetime
    is_here: bool


def sessions_of(user: User, *, here: str) -> list[ShownSession]:
    """List the living sessions of `user`, this one first, then the last used."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = list(UserSession.objects.filter(user=user, session_key__in=alive))
    rows.sort(key=lambda row: (row.session_key != here, -row.last_seen_at.timestamp()))
    mine = next((row.ip for row in rows if row.session_key == here), None)
    return [_shown(row, here=here, mine=mine) for row in rows]


@transaction.atomic
def end_session(user: User, key: int, *, actor: User) -> bool:
    """Sign `user` out of one session; False when it was over already or is not theirs."""
    return _end(UserSession.objects.filter(user=user, pk=key), user=user, actor=actor) > 0


@transaction.atomic
def end_other_sessions(user: User, *, actor: User, here: str = "") -> int:
    """Sign `user` out everywhere but in the session `here`; return of how many."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=here), user, actor)


def device_words(user_agent: str) -> str:
    """Name the browser and the machine as people do: "Chrome, Windows"."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    return ", ".join(filter(None, (browser, system))) or _("nieznane urządzenie")


def network_words(ip: str, mine: str | None) -> str:
    """Say from where a session was used last, measured by where the reader is."""
    if ip == mine:
        return _("ta sama sieć co teraz")
    if ipaddress.ip_address(ip).is_private:
        return _("sieć wewnętrzna, adres {ip}").format(ip=ip)
    return _("inna sieć, adres {ip}").format(ip=ip)


def when_words(moment: datetime, *, now: datetime) -> str:
    """Say when a session was last used."""
    gone = now - moment
    if gone < timedelta(minutes=6):
        return _("przed chwilą")
    if gone < timedelta(hours=1):
        minutes = int(gone.total_seconds() // 60)
        return ngettext("%(n)d minutę temu", "%(n)d minut temu", minutes) % {"n": minutes}
    local, today = times.local(moment), times.local(now).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return _("dziś o {clock}").format(clock=clock)
    if local.date() == today - timedelta(days=1):
        return _("wczoraj o {clock}").format(clock=clock)
    return f"{local:%d.%m.%Y}, {clock}"


def _shown(row: UserSession, *, here: str, mine: str | None) -> ShownSession:
    return ShownSession(
        key=row.pk,
        device=device_words(row.user_agent),
        icon="smartphone" if PHONES.search(row.user_agent) else "monitor",
        network=network_words(row.ip, mine),
        last_used=when_words(row.last_seen_at, now=timezone.now()),
        began_at=row.created_at,
        is_here=row.session_key == here,
    )


def _end(rows: Iterable[UserSession], user: User, actor: User) -> int:
    ended = list(rows)
    for row in ended:
        row.end()
    if ended:
        audit.record("user.signed_out", actor=actor, target=user, sessions=len(ended))
    return len(ended)


def _first(table: Iterable[tuple[str, str]], text: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, text)), "")
