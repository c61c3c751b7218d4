"""A session as it stands in a list: a frozen value, drawn once per value and language.

A list of two dozen sessions costs most in drawing. What is drawn depends on nothing but
the value and the language, so it is remembered; a place taken makes another value.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from podworko.activities.kinds import ICONS, Audience, Kind

REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands with places, as a tone and a number; worded when drawn."""

    tone: str
    code: str
    number: int = 0

    @property
    def text(self) -> str:
        return _words(self)


@dataclass(frozen=True, slots=True)
class SessionCard:
    """What a list shows of one session."""

    public_id: UUID
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    pal: str
    pal_slug: str
    place: str
    kind: str
    audience: str
    age_min: int | None
    age_max: int | None
    is_free_of_charge: bool
    is_fictional: bool
    status: Status
    is_all_day: bool = False
    distance_m: int | None = None

    @property
    def kind_name(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def audience_name(self) -> str:
        return str(Audience(self.audience).label)

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def is_cancelled(self) -> bool:
        return self.status.code == "cancelled"

    @property
    def where(self) -> str:
        """The place and the PAL, named once when they bear one name."""
        return self.pal if self.place in ("", self.pal) else f"{self.place}, {self.pal}"

    @property
    def hours(self) -> str:
        """From when to when; "" when only the day is known."""
        if self.is_all_day:
            return ""
        return f"{self.starts_at:%H:%M}–{self.ends_at:%H:%M}"

    @property
    def when(self) -> str:
        """The day in words."""
        return date_format(self.starts_at, "l, j E")

    @property
    def distance_km(self) -> str:
        """How far it is, in kilometres to one place."""
        return number_format((self.distance_m or 0) / 1000, 1)

    @property
    def age(self) -> str:
        """Whom the age limits let in, in words; "" when all are."""
        return age_words(self.age_min, self.age_max)


def draw(card: SessionCard, *, day: bool = True) -> SafeString:
    """Return the card's HTML in the active language."""
    return _draw(card, get_language() or "pl", day)


@lru_cache(maxsize=REMEMBERED)
def _draw(card: SessionCard, language: str, day: bool) -> SafeString:  # noqa: FBT001 - a cache key
    del language
    return render_to_string("activities/_card.html", {"card": card, "day": day})


def age_words(low: int | None, high: int | None) -> str:
    """Return age limits in words."""
    if low is not None and high is not None:
        return _("%(low)s–%(high)s lat") % {"low": low, "high": high}
    if low is not None:
        return _("od %(low)s lat") % {"low": low}
    if high is not None:
        return _("do %(high)s lat") % {"high": high}
    return ""


def _words(status: Status) -> str:
    if status.code == "free":
        return ngettext("%(count)s wolne miejsce", "%(count)s wolnych miejsc", status.number) % {
            "count": status.number
        }
    if status.code == "few":
        return ngettext("Zostało %(count)s miejsce", "Zostały %(count)s miejsca", status.number) % {
            "count": status.number
        }
    return {
        "cancelled": _("Odwołane"),
        "begun": _("Już trwa lub po czasie"),
        "course-begun": _("Cykl trwa, bez nowych zapisów"),
        "no-sign-up": _("Wstęp wolny, bez zapisów"),
        "open": _("Są wolne miejsca"),
        "full": _("Lista rezerwowa"),
    }[status.code]
