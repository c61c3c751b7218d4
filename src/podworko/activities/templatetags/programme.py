"""Tags of the programme: cards, days in words, facts about an activity and a place."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from podworko.activities import cards
from podworko.activities.models import Activity, ActivityLink
from podworko.activities.queries.partners import partners_of
from podworko.core import times
from podworko.network.public import Place, access_facts

register = template.Library()

LANGUAGE_NAMES = {"pl": "polski", "en": "English", "uk": "українська"}


@register.simple_tag
def draw(card: cards.SessionCard, *, day: bool = False) -> SafeString:
    """Draw a session in a list: `{% draw card %}`; `day=True` adds the leaf with its date."""
    return cards.draw(card, day=day)


@register.filter
def day_words(day: date) -> str:
    """Return a day as people say it: "dziś, wtorek, 24 listopada"."""
    words = date_format(day, "l, j E")
    words = words[:1].lower() + words[1:]
    today = times.today()
    if day == today:
        return _("dziś") + ", " + words
    if day == today + timedelta(days=1):
        return _("jutro") + ", " + words
    return words if day.year == today.year else f"{words} {day.year}"


@register.inclusion_tag("activities/_facts.html")
def activity_facts(activity: Activity, ties: Iterable[ActivityLink]) -> dict[str, object]:
    """List what one wants to know of an activity: `{% activity_facts activity page.ties %}`."""
    names = [LANGUAGE_NAMES.get(code, code) for code in activity.language_codes]
    return {
        "activity": activity,
        "ties": ties,
        "partners": partners_of(activity),
        "age": cards.age_words(activity.age_min, activity.age_max),
        "languages": ", ".join(names),
    }


@register.inclusion_tag("ui/access_facts.html")
def place_facts(place: Place) -> dict[str, object]:
    """List what is known of access to a place: `{% place_facts place %}`."""
    return {"facts": access_facts(place)}
